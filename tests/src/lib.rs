//! The harness of the whole-program tests: servers, other people's libraries as second opinions, a virtual desktop,
//! and the real window on it. The tests are in `tests/tests/`; the harness itself asserts nothing about Countersign.
//!
//! A fixture that cannot be set up panics with a sentence, because a test cannot go on without it.

pub mod artefacts;
pub mod asking;
pub mod canaries;
pub mod exports;
pub mod fault_matrix;
pub mod faulty_server;
pub mod guarded;
pub mod identity;
pub mod practice;
pub mod second_opinion;
pub mod servers;
pub mod store_by_hand;

#[cfg(target_os = "linux")]
pub mod desktop;
#[cfg(target_os = "linux")]
pub mod drag;
#[cfg(target_os = "linux")]
pub mod faulty_disk;
#[cfg(target_os = "linux")]
pub mod file_dialog;
#[cfg(target_os = "linux")]
pub mod keyring;
#[cfg(target_os = "linux")]
pub mod login_manager;
#[cfg(target_os = "linux")]
pub mod memory;
#[cfg(target_os = "linux")]
pub mod message;
#[cfg(target_os = "linux")]
pub mod mouse;
#[cfg(target_os = "linux")]
pub mod prepared_key;
#[cfg(target_os = "linux")]
pub mod processes;
#[cfg(target_os = "linux")]
pub mod stacking;
#[cfg(target_os = "linux")]
pub mod steps;
#[cfg(target_os = "linux")]
pub mod webdriver;
#[cfg(target_os = "linux")]
pub mod window;
