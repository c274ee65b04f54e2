//! What happens when the page is not there: its process ended, or it never painted.

use std::time::{Duration, Instant};

use tauri::{AppHandle, Manager as _, WebviewWindow};

use super::handle::{current, open_page_again};
use super::rescue::{self, Trouble};
use crate::platform::{acceleration, web_process};
use crate::state::page_watch::{AfterEnd, PageWatch};
use crate::state::session::Session;

/// The process of the page has ended. WebView2 does not tell: see `platform/web_process.rs`.
pub(crate) fn ended(app: &AppHandle) {
    // A page that was asked whether the window may close will not answer any more.
    app.state::<Session>().closing.answered();
    match app.state::<PageWatch>().ended(Instant::now(), can_restart(app)) {
        AfterEnd::OpenAgain => open_page_again(app),
        AfterEnd::Ask => rescue::offer(app, Trouble::PageEndedAgain),
        AfterEnd::StartWithoutAcceleration => {
            restart_without_acceleration();
            rescue::offer(app, Trouble::PageEndedAgain);
        }
    }
}

/// Whether the program can start again without acceleration, and nothing is lost by that.
fn can_restart(app: &AppHandle) -> bool {
    acceleration::can_do_without() && app.state::<Session>().key_pairs.unsaved_keys().is_empty()
}

/// Does not return, unless it fails.
fn restart_without_acceleration() {
    drop(acceleration::restart_without());
}

/// By this time, a page paints on the slowest computer. If it painted later after all, it would only be started once
/// more: nobody has typed anything into it.
const PAINTED_BY: Duration = Duration::from_secs(30);

/// Watches over the page of the window.
pub(super) fn watch(window: &WebviewWindow) -> tauri::Result<()> {
    let app = window.app_handle().clone();
    tauri::async_runtime::spawn(restart_if_it_never_paints(app.clone()));
    web_process::watch(window, move || ended(&app))
}

async fn restart_if_it_never_paints(app: AppHandle) {
    loop {
        tokio::time::sleep(PAINTED_BY).await;
        if app.state::<PageWatch>().has_painted() || !can_restart(&app) {
            return;
        }
        if let Some(window) = current(&app).filter(is_seen) {
            // Otherwise a process that hangs would outlive this one.
            let _ = web_process::end(&window);
            // After that, on the same thread.
            let _ = app.run_on_main_thread(restart_without_acceleration);
            return;
        }
    }
}

/// Whether the person sees the window. WebKit paints nothing that nobody sees.
fn is_seen(window: &WebviewWindow) -> bool {
    window.is_visible().is_ok_and(|visible| visible)
        && window.is_minimized().is_ok_and(|minimized| !minimized)
}
