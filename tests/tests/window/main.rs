//! The real window, from outside: the whole job with a real server, refusals, files, later stages of a key's life,
//! and closing. Everything is found by its accessible name; those names are a contract (see `tests/README.md`).
#![cfg(target_os = "linux")]

mod about;
mod advice;
mod before_sending;
mod closing;
mod copy_buttons;
mod diagnosis;
mod experiments;
mod export;
mod few_actions;
mod files;
mod first_steps;
mod help;
mod history_again;
mod imports;
mod inspect;
mod key_warnings;
mod keyboard;
mod keys_as_kept;
mod later_life;
mod list_groups;
mod long_history;
mod long_text;
mod navigation;
mod openssl;
mod other_servers;
mod pictures;
mod practice_instance;
mod prepared_key;
mod recipient;
mod report;
mod room;
mod scopes_builder;
mod secret_methods;
mod shortcuts;
mod slow_passphrase;
mod success;
mod transfer;
mod try_token;
mod unsaved_keys;
mod whole_job;
