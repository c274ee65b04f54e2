//! The desktop shell: opens the window and hands the commands their state; nothing else. What the program knows
//! is in `countersign-core`.

mod commands;
#[cfg(test)]
mod house_rules;
mod platform;
mod session;
mod window;

use session::Session;

/// Opens the window and returns when it is closed.
pub fn run() {
    tauri::Builder::default()
        .manage(Session::new())
        .setup(|app| Ok(window::open(app)?))
        .on_window_event(window::on_event)
        .invoke_handler(commands::handler())
        .run(tauri::generate_context!())
        .unwrap_or_else(|error| platform::give_up(&error));
}
