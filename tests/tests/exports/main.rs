//! What the program writes for other tools, run with those tools: it gets a token from the practice server with each
//! authentication method, and no name or value can break out of it.

mod common;
mod hostile;
mod key_lines;
mod settings;
mod tokens;
