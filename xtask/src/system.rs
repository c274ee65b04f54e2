//! The system of this machine, as far as the names of packages depend on it.

use std::fs;

/// A family of systems that share package names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum System {
    /// Debian, Ubuntu and what descends from them.
    Debian,
    /// Fedora and what descends from it.
    Fedora,
    /// Arch and what descends from it.
    Arch,
    /// Another Linux: nothing is known of its package names.
    OtherLinux,
    /// macOS.
    Mac,
    /// Windows.
    Windows,
}

impl System {
    /// The system that xtask runs on.
    pub(crate) fn here() -> Self {
        match std::env::consts::OS {
            "macos" => Self::Mac,
            "windows" => Self::Windows,
            _ => {
                let text = fs::read_to_string("/etc/os-release")
                    .or_else(|_| fs::read_to_string("/usr/lib/os-release"))
                    .unwrap_or_default();
                Self::from_os_release(&text)
            }
        }
    }

    /// Reads the text of `/etc/os-release` (freedesktop.org, `os-release(5)`).
    fn from_os_release(text: &str) -> Self {
        let value = |name: &str| {
            text.lines()
                .filter_map(|line| line.split_once('='))
                .find(|(key, _)| key.trim() == name)
                .map(|(_, value)| value.trim().trim_matches(['"', '\'']).to_ascii_lowercase())
                .unwrap_or_default()
        };
        // ID_LIKE lists relatives, the closest first.
        let names = format!("{} {}", value("ID"), value("ID_LIKE"));
        names
            .split_whitespace()
            .find_map(|name| match name {
                "debian" | "ubuntu" => Some(Self::Debian),
                "fedora" | "rhel" | "centos" => Some(Self::Fedora),
                "arch" | "archlinux" => Some(Self::Arch),
                _ => None,
            })
            .unwrap_or(Self::OtherLinux)
    }

    /// Whether this is a Linux.
    pub(crate) const fn is_linux(self) -> bool {
        matches!(self, Self::Debian | Self::Fedora | Self::Arch | Self::OtherLinux)
    }

    /// The command that installs packages.
    pub(crate) const fn install_command(self) -> &'static str {
        match self {
            Self::Debian => "apt-get install -y --no-install-recommends",
            Self::Fedora => "dnf install",
            Self::Arch => "pacman -S --needed",
            Self::Mac => "brew install",
            Self::Windows => "winget install",
            Self::OtherLinux => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::System;

    #[test]
    fn debian_and_its_descendants_are_known() {
        assert_eq!(System::from_os_release("NAME=\"Debian GNU/Linux\"\nID=debian\n"), System::Debian);
        assert_eq!(System::from_os_release("ID=ubuntu\nID_LIKE=debian\n"), System::Debian);
        assert_eq!(System::from_os_release("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"), System::Debian);
    }

    #[test]
    fn fedora_and_arch_and_their_descendants_are_known() {
        assert_eq!(System::from_os_release("ID=fedora\n"), System::Fedora);
        assert_eq!(System::from_os_release("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n"), System::Fedora);
        assert_eq!(System::from_os_release("ID=arch\n"), System::Arch);
        assert_eq!(System::from_os_release("ID=manjaro\nID_LIKE=arch\n"), System::Arch);
    }

    #[test]
    fn a_system_that_says_nothing_is_another_linux() {
        assert_eq!(System::from_os_release(""), System::OtherLinux);
        assert_eq!(System::from_os_release("ID=nixos\n"), System::OtherLinux);
        assert_eq!(System::from_os_release("VERSION_ID=debian\n"), System::OtherLinux);
    }
}
