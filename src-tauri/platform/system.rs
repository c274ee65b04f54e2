//! What the program runs on, for a report.

use std::env::consts::ARCH;

/// Name and version of the system, and the processor's architecture, for example `Debian GNU/Linux 13, x86_64`.
pub(crate) fn name() -> String {
    let name = named().unwrap_or_else(|| std::env::consts::OS.to_owned());
    format!("{name}, {ARCH}")
}

/// Name and version of the webview.
pub(crate) fn webview() -> String {
    let name = if cfg!(windows) {
        "WebView2"
    } else if cfg!(target_os = "macos") {
        "WebKit"
    } else {
        "WebKitGTK"
    };
    let version = tauri::webview_version().unwrap_or_default();
    format!("{name} {version}").trim_end().to_owned()
}

/// As distributions name themselves (os-release(5)).
#[cfg(target_os = "linux")]
fn named() -> Option<String> {
    let described = ["/etc/os-release", "/usr/lib/os-release"]
        .iter()
        .find_map(|path| std::fs::read_to_string(path).ok())?;
    pretty_name(&described)
}

#[cfg(target_os = "linux")]
fn pretty_name(described: &str) -> Option<String> {
    let name = described.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="))?;
    Some(name.trim_matches(['"', '\'']).to_owned()).filter(|name| !name.is_empty())
}

#[cfg(target_os = "macos")]
fn named() -> Option<String> {
    let described = std::fs::read_to_string("/System/Library/CoreServices/SystemVersion.plist").ok()?;
    let (_, after) = described.split_once("<key>ProductVersion</key>")?;
    let (_, version) = after.split_once("<string>")?;
    Some(format!("macOS {}", version.split_once("</string>")?.0))
}

#[cfg(windows)]
fn named() -> Option<String> {
    let version = windows_version::OsVersion::current();
    Some(format!("Windows {}.{}.{}", version.major, version.minor, version.build))
}

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
fn named() -> Option<String> {
    None
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_distribution_has_a_name() {
        let described = "NAME=\"Debian GNU/Linux\"\nPRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\n";
        assert_eq!(pretty_name(described).as_deref(), Some("Debian GNU/Linux 13 (trixie)"));
        assert_eq!(pretty_name("PRETTY_NAME=\n"), None);
        assert!(name().ends_with(ARCH));
    }
}
