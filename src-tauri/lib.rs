//! The desktop shell: opens the window and hands the commands their state; nothing else. What the program knows
//! is in `countersign-core`.

mod commands;
#[cfg(test)]
mod house_rules;
mod platform;
mod practice;
mod session;
mod window;

use session::Session;
use tauri::RunEvent;

/// Opens the window and returns when it is closed.
pub fn run() {
    tauri::Builder::default()
        .manage(Session::new())
        .setup(|app| {
            // Tauri would panic over an error from here.
            window::open(app).unwrap_or_else(|error| platform::give_up(&error));
            Ok(())
        })
        .on_window_event(window::on_event)
        .invoke_handler(commands::handler())
        .build(tauri::generate_context!())
        .unwrap_or_else(|error| platform::give_up(&error))
        .run(|_, event| {
            if matches!(event, RunEvent::Exit) {
                platform::clipboard::close();
            }
        });
}
