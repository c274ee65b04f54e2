//! The desktop shell: opens the window and hands the commands their state; nothing else. What the program knows is in
//! `countersign-core`.
//!
//! Each module uses only those before it: `lock`, `platform`, `state`, `window_event`, `window`, `commands`.

mod commands;
#[cfg(test)]
mod house_rules;
mod platform;
mod state;
mod window;
mod window_event;

use std::path::Path;

use platform::one_window::{self, ClaimOutcome, SecondStarts};
use platform::{crash, paths};
use state::drafts::UnstoredDrafts;
use state::page_watch::PageWatch;
use state::session::Session;
use state::storage::Storage;
use state::window_memory::WindowMemory;
use tauri::{App, Manager as _, RunEvent};

/// Opens the window and returns when it is closed. If another program has the data folder, that program shows its
/// window, and this one does not start the window system.
pub fn run() {
    // First, while there is one thread.
    platform::acceleration::choose();
    crash::leave_no_image_of_memory();
    platform::give_up_without_web_view();
    let context = tauri::generate_context!();
    let folder =
        paths::prepare_data_folder(context.config()).unwrap_or_else(|error| platform::give_up(&error));
    platform::acceleration::restart_if_remembered(&folder);
    let (claim, second_starts) = match one_window::claim(&folder) {
        ClaimOutcome::Open(claim, second_starts) => (claim, second_starts),
        ClaimOutcome::Second => return,
        ClaimOutcome::Unresponsive => platform::give_up(
            &"another Countersign is running but isn't responding. Wait a moment, then start Countersign again. If that \
              doesn't help, end the running one first.",
        ),
        ClaimOutcome::OtherUser => platform::give_up(&format!(
            "another user's program is using the data folder {}. Ask them to close it, or set {} to a folder that only \
             you can write to.",
            folder.display(),
            paths::DATA_DIR
        )),
    };
    platform::give_up_without_display();
    let builder = platform::web_process::watch_from_the_start(tauri::Builder::default(), window::page_ended);
    window::with_menu_bar(builder)
        .manage(claim)
        .manage(WindowMemory::read(&folder))
        .manage(PageWatch::default())
        .manage(UnstoredDrafts::default())
        .manage(Session::default())
        .manage(Storage::default())
        .setup(move |app| {
            // Tauri would panic if this returned an error.
            start(app, &folder, second_starts).unwrap_or_else(|error| platform::give_up(&error));
            Ok(())
        })
        .on_window_event(window::on_event)
        .invoke_handler(commands::handler())
        .build(context)
        .unwrap_or_else(|error| platform::give_up(&error))
        .run(|app, event| {
            if matches!(event, RunEvent::Exit) {
                app.state::<Session>().prepared_key.wipe();
                app.state::<WindowMemory>().write();
                platform::clipboard::close();
            }
        });
}

fn start(app: &App, folder: &Path, second_starts: SecondStarts) -> tauri::Result<()> {
    window::open(app, folder)?;
    Storage::open_in_background(app.handle());
    commands::lock_when_away(app.handle());
    commands::back_up_weekly(app.handle());
    let handle = app.handle().clone();
    std::thread::spawn(move || second_starts.answer(|| window::raise(&handle)));
    Ok(())
}
