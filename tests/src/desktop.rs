//! A desktop for one test: a virtual display, a session bus, a home folder and a clipboard. The person's own desktop
//! is not touched, and nothing of it (portals, input methods, themes) affects the result.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::artefacts::artefact;
use crate::guarded::{Guarded, output_within};

const START_LIMIT: Duration = Duration::from_secs(20);

/// The theme that the system prefers: light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark text on a light background.
    #[default]
    Light,
    /// Light text on a dark background.
    Dark,
}

/// A running desktop. Everything on it ends when this is dropped.
#[derive(Debug)]
pub struct Desktop {
    // Fields are dropped in this order: the bus, the display, the folder.
    _bus: Guarded,
    _display: Guarded,
    display: String,
    bus_address: String,
    theme: Theme,
    home: TempDir,
}

impl Desktop {
    /// Starts Xvfb on a display that it chooses itself, and a session bus that starts no services. Without a portal
    /// the program uses zenity, which makes all machines alike.
    #[must_use]
    pub fn start(name: &str, theme: Theme) -> Self {
        let home = TempDir::new().expect("the folder for temporary files is writable");
        let runtime = home.path().join("runtime");
        fs::create_dir(&runtime).expect("a new folder is writable");
        // XDG Base Directory specification: "its Unix access mode MUST be 0700".
        fs::set_permissions(&runtime, fs::Permissions::from_mode(0o700)).expect("a new folder is ours");
        let configuration = home.path().join("bus.conf");
        fs::write(&configuration, BUS).expect("a new folder is writable");
        let opener = home.path().join(OPENERS).join("xdg-open");
        fs::create_dir(home.path().join(OPENERS)).expect("a new folder is writable");
        fs::write(&opener, OPENER).expect("a new folder is writable");
        fs::set_permissions(&opener, fs::Permissions::from_mode(0o700)).expect("a new file is ours");

        let mut command = Command::new("Xvfb");
        // Without a reset when the last window closes: whoever connects at that moment would lose the connection.
        command.args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp", "-noreset"]);
        let mut display = Guarded::start(&command, &artefact(&format!("{name}-xvfb.log")));
        let number = display.first_line(START_LIMIT);

        let mut command = Command::new("dbus-daemon");
        command
            .arg("--nofork")
            .arg("--print-address=1")
            .arg(format!("--config-file={}", configuration.display()));
        let mut bus = Guarded::start(&command, &artefact(&format!("{name}-bus.log")));
        let bus_address = bus.first_line(START_LIMIT);

        Self { _bus: bus, _display: display, display: format!(":{number}"), bus_address, theme, home }
    }

    /// Name of the display, as in `DISPLAY`.
    #[must_use]
    pub fn display(&self) -> &str {
        &self.display
    }

    /// Address of the bus, which is session bus and system bus at once.
    #[must_use]
    pub fn bus_address(&self) -> &str {
        &self.bus_address
    }

    /// The home folder of this desktop.
    #[must_use]
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// A new folder in the home folder.
    #[must_use]
    pub fn folder(&self, name: &str) -> PathBuf {
        let folder = self.home.path().join(name);
        fs::create_dir_all(&folder).expect("the home folder is writable");
        folder
    }

    /// A command that runs on this desktop.
    #[must_use]
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .env("DISPLAY", &self.display)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus_address)
            // The machine's own sleep and screen lock do not count here.
            .env("DBUS_SYSTEM_BUS_ADDRESS", &self.bus_address)
            .env("HOME", self.home.path())
            .env("XDG_RUNTIME_DIR", self.home.path().join("runtime"))
            .env("GDK_BACKEND", "x11")
            .env("GSETTINGS_BACKEND", "memory")
            // Without an accessibility bus, GTK would wait for one.
            .env("NO_AT_BRIDGE", "1")
            .env("LC_ALL", "C.UTF-8")
            .env("PATH", self.path());
        for name in ["WAYLAND_DISPLAY", "XAUTHORITY", "XDG_CURRENT_DESKTOP", "GTK_MODULES", "GTK_THEME"] {
            command.env_remove(name);
        }
        for name in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"] {
            command.env_remove(name);
        }
        if self.theme == Theme::Dark {
            command.env("GTK_THEME", "Adwaita:dark");
        }
        command
    }

    /// The openers of this desktop come first in the path, so that no browser or calendar of the machine is started.
    fn path(&self) -> OsString {
        let here = self.home.path().join(OPENERS);
        let machine = env::var_os("PATH").unwrap_or_default();
        env::join_paths(std::iter::once(here).chain(env::split_paths(&machine)))
            .expect("a folder for temporary files has a name that fits")
    }

    /// The files and addresses that the program asked the system to open, in order.
    #[must_use]
    pub fn opened(&self) -> Vec<String> {
        let said = fs::read_to_string(self.home.path().join("opened")).unwrap_or_default();
        said.lines().map(str::to_string).collect()
    }

    /// The text in the clipboard; empty if there is none.
    #[must_use]
    pub fn clipboard(&self) -> String {
        let mut command = self.command("xclip");
        command.args(["-selection", "clipboard", "-out"]);
        let bytes = output_within(&mut command, Duration::from_secs(5)).unwrap_or_default();
        String::from_utf8(bytes).expect("the clipboard holds text")
    }

    /// Waits until the clipboard contains a text for which `is_wanted` is true, and returns it.
    pub async fn clipboard_when(&self, what: &str, is_wanted: impl Fn(&str) -> bool) -> String {
        let limit = Instant::now() + Duration::from_secs(10);
        loop {
            let text = self.clipboard();
            if is_wanted(&text) {
                return text;
            }
            assert!(Instant::now() < limit, "the clipboard holds {what}; it holds {} characters", text.len());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Puts a text into the clipboard.
    pub fn set_clipboard(&self, text: &str) {
        let mut xclip = self
            .command("xclip")
            .args(["-selection", "clipboard", "-in"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("xclip can be started");
        xclip.stdin.take().expect("stdin is a pipe").write_all(text.as_bytes()).expect("xclip reads");
        // xclip stays in the background to serve the text, and ends with the display.
        xclip.wait().expect("xclip goes to the background");
        // It goes to the background before it owns the clipboard.
        let limit = Instant::now() + START_LIMIT;
        while self.clipboard() != text {
            assert!(Instant::now() < limit, "xclip has the clipboard");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Runs xdotool and returns its output; `None` if it fails.
    #[must_use]
    pub fn xdotool(&self, arguments: &[&str]) -> Option<String> {
        let bytes = output_within(self.command("xdotool").args(arguments), Duration::from_secs(10))?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// The folder of the desktop's own programs, in the home folder.
const OPENERS: &str = "openers";
/// Records what it is asked to open.
const OPENER: &str = "#!/bin/sh\nprintf '%s\\n' \"$1\" >> \"$HOME/opened\"\n";

const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;
