//! The desktop shell: opens the window and hands the commands their state; nothing else. What the program knows
//! is in `countersign-core`.

mod commands;
#[cfg(test)]
mod house_rules;
mod keeping;
mod kept;
mod platform;
mod practice;
mod session;
mod window;

use kept::Kept;
use platform::one_window::{self, Start};
use platform::paths;
use session::Session;
use tauri::{App, RunEvent};

/// Opens the window and returns when it is closed.
pub fn run() {
    tauri::Builder::default()
        .manage(Session::new())
        .manage(Kept::default())
        .setup(|app| {
            // Tauri would panic over an error from here.
            start(app).unwrap_or_else(|error| platform::give_up(&error));
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

fn start(app: &App) -> tauri::Result<()> {
    let folder = paths::prepare_data_folder(app.handle())?;
    match one_window::claim(&folder) {
        Start::First(claim) => {
            window::open(app, &folder)?;
            Kept::begin(app.handle());
            let handle = app.handle().clone();
            std::thread::spawn(move || claim.answer(|| window::raise(&handle)));
        }
        // The other one shows its window, and this program has none.
        Start::Second => app.handle().exit(0),
    }
    Ok(())
}
