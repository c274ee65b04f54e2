//! The windows of a desktop as its X server lists them: which covers which, and closing one as its title bar's button
//! would. There is no window manager, so the order is what the programs themselves asked for.

use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt as _, EventMask, MapState};
use x11rb::rust_connection::RustConnection;

use crate::desktop::Desktop;

/// The windows of a desktop.
#[derive(Debug)]
pub struct Stacking {
    server: RustConnection,
    root: u32,
}

impl Stacking {
    /// The windows of this desktop.
    #[must_use]
    pub fn of(desktop: &Desktop) -> Self {
        let (server, screen) =
            RustConnection::connect(Some(desktop.display())).expect("the display is there");
        let root = server.setup().roots[screen].root;
        Self { server, root }
    }

    /// The titles of all visible windows, the topmost last.
    #[must_use]
    pub fn titles(&self) -> Vec<String> {
        self.shown().into_iter().map(|(_, title)| title).collect()
    }

    /// Asks the window with this title to close, with the message for that (ICCCM section 4.2.8.1). Returns whether
    /// there is such a window.
    #[must_use]
    pub fn press_close(&self, title: &str) -> bool {
        let Some((window, _)) = self.shown().into_iter().find(|(_, shown)| shown == title) else {
            return false;
        };
        let atom = |name: &str| {
            let asked = self.server.intern_atom(false, name.as_bytes()).expect("the display takes questions");
            asked.reply().expect("the display answers").atom
        };
        let content = [atom("WM_DELETE_WINDOW"), x11rb::CURRENT_TIME, 0, 0, 0];
        let event = ClientMessageEvent::new(32, window, atom("WM_PROTOCOLS"), content);
        let sent = self.server.send_event(false, window, EventMask::NO_EVENT, event);
        sent.expect("the display takes events").check().expect("the window is there");
        true
    }

    /// Visible windows and their titles, the topmost last. A window that closes meanwhile is left out.
    fn shown(&self) -> Vec<(u32, String)> {
        let tree = self.server.query_tree(self.root).expect("the display takes questions");
        let children = tree.reply().expect("the display answers").children;
        children.into_iter().filter_map(|window| Some((window, self.title_if_shown(window)?))).collect()
    }

    fn title_if_shown(&self, window: u32) -> Option<String> {
        let attributes = self.server.get_window_attributes(window).ok()?.reply().ok()?;
        if attributes.map_state != MapState::VIEWABLE {
            return None;
        }
        let name = self.server.get_property(false, window, AtomEnum::WM_NAME, AtomEnum::ANY, 0, 256);
        let name = name.ok()?.reply().ok()?.value;
        Some(String::from_utf8_lossy(&name).into_owned()).filter(|name| !name.is_empty())
    }
}
