//! Windows without WebView2, which draws the page: says what is missing and where to get it, in a message of the system.

use super::browser;
use super::dialogs::{self, WayOut};
use super::give_up::said;

/// Microsoft's page with all ways to get it.
const WHERE: &str = "https://developer.microsoft.com/microsoft-edge/webview2/";

/// Ends the program if WebView2 is missing. Opens Microsoft's page if the person wants that.
pub(super) fn give_up_if_missing() {
    if is_there(tauri::webview_version().ok().as_deref()) {
        return;
    }
    let way_out = WayOut { button: "Open Microsoft's page".into(), url: WHERE };
    if dialogs::say_why_no_window_and_offer(&said(&why()), &way_out) {
        // The message has the address, too.
        drop(browser::open(way_out.url));
    }
    std::process::exit(1)
}

/// Whether WebView2 is there, by the version that it says.
fn is_there(version: Option<&str>) -> bool {
    // "Detect if a WebView2 Runtime is already installed", Microsoft: no text or only zeros mean that it is not.
    version.is_some_and(|version| version.contains(|c: char| matches!(c, '1'..='9')))
}

/// Follows "Countersign couldn't open its window".
fn why() -> String {
    format!(
        "the Microsoft Edge WebView2 Runtime is missing. Countersign needs it to draw the window. Windows 11 and an \
         up-to-date Windows 10 include it. Install the Evergreen Bootstrapper from {WHERE}, then start Countersign \
         again. Your stored data is safe."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn web_view2_is_there_only_with_a_version() {
        assert!(is_there(Some("131.0.2903.112")));
        for missing in [None, Some(""), Some("0.0.0")] {
            assert!(!is_there(missing), "{missing:?}");
        }
    }

    #[test]
    fn the_message_names_what_is_missing_and_where_it_comes_from() {
        let why = why();
        assert!(why.contains("Microsoft Edge WebView2 Runtime"), "{why}");
        assert!(why.contains(WHERE), "also for who reads it on another computer: {why}");
        assert!(WHERE.starts_with("https://developer.microsoft.com/"));
    }
}
