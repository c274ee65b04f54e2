//! A real system keychain on a test's own session bus: gnome-keyring, the Secret Service of most Linux desktops.

use std::time::{Duration, Instant};

use crate::artefacts::artefact;
use crate::desktop::Desktop;
use crate::guarded::{Guarded, output_within};

const START_LIMIT: Duration = Duration::from_secs(60);

/// A running keychain, ended on drop. Its data is in the home folder of its desktop.
#[derive(Debug)]
pub struct Keyring {
    _daemon: Guarded,
}

impl Keyring {
    /// Starts the keychain, unlocked, and waits until it is on the bus. `name` is for its log.
    #[must_use]
    pub fn start(desktop: &Desktop, name: &str) -> Self {
        // A keychain that was ended a moment ago may still own the name.
        let limit = Instant::now() + START_LIMIT;
        while is_there(desktop) {
            assert!(Instant::now() < limit, "the keychain of before ends");
            std::thread::sleep(Duration::from_millis(20));
        }
        // It creates its first keychain with the password that it is unlocked with.
        let mut command = desktop.command("sh");
        command.args([
            "-c",
            "printf test | exec gnome-keyring-daemon --foreground --unlock --components=secrets",
        ]);
        let daemon = Guarded::start(&command, &artefact(&format!("{name}-keyring.log")));
        let limit = Instant::now() + START_LIMIT;
        while !is_there(desktop) {
            assert!(
                Instant::now() < limit,
                "gnome-keyring is on the bus; see tests/artefacts/{name}-keyring.log"
            );
            std::thread::sleep(Duration::from_millis(50));
        }
        Self { _daemon: daemon }
    }
}

fn is_there(desktop: &Desktop) -> bool {
    let mut ask = desktop.command("dbus-send");
    ask.args(["--session", "--print-reply=literal", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"]);
    ask.args(["org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"]);
    let answer = output_within(&mut ask, Duration::from_secs(5)).unwrap_or_default();
    String::from_utf8_lossy(&answer).contains("true")
}
