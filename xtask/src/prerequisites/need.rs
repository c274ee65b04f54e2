//! What is needed, for which purpose, and under which name on each system.

use super::probe::Probe;
use crate::system::System;

/// What something is needed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To build the program.
    Build,
    /// To use the program.
    Use,
    /// To make packages, on Linux only; what for is in `packages.rs`.
    Package,
    /// To make a clean root and to look at packages in it, on Debian and Ubuntu only.
    CleanRoot,
    /// To check what others wrote and we ship.
    Dependencies,
    /// To run the tests that need no window.
    Test,
    /// To ask for a token with a shell, as an export and the bench do.
    Shell,
    /// To run what the program writes for other tools.
    Exports,
    /// To drive the real window: on Linux only.
    Window,
    /// To make a root of Debian's, in which Windows and macOS are looked at.
    DebianRoot,
    /// To look at Windows and macOS with rustup's targets.
    OtherSystems,
    /// To start Keycloak, Spring Authorization Server and Hydra.
    Servers,
}

/// Something that has to be on the machine.
#[derive(Debug)]
pub(crate) struct Need {
    pub(crate) purpose: Purpose,
    /// What it is, and its use if that is not obvious.
    pub(crate) what: &'static str,
    pub(crate) probe: Probe,
    /// Package names on Debian and Ubuntu. If there are several, the first that the system offers is installed.
    pub(crate) debian: &'static [&'static str],
    pub(super) fedora: &'static str,
    pub(super) arch: &'static str,
    /// A Homebrew formula, or what to do in words; empty where it is not needed.
    pub(super) mac: &'static str,
    /// A winget package, or what to do in words; empty where it is not needed.
    pub(super) windows: &'static str,
}

impl Need {
    /// The package's name, or what to do in words, on a system that does not install by itself.
    pub(crate) fn on(&self, system: System) -> Option<&'static str> {
        let name = match system {
            // Other systems at least know what Debian's names mean.
            System::Debian | System::OtherLinux => self.debian.first().copied().unwrap_or_default(),
            System::Fedora => self.fedora,
            System::Arch => self.arch,
            System::Mac => self.mac,
            System::Windows => self.windows,
        };
        Some(name).filter(|name| !name.is_empty())
    }

    /// Whether this system needs it at all.
    pub(crate) fn applies_to(&self, system: System) -> bool {
        self.on(system).is_some()
    }
}

/// Something that only a Linux needs.
pub(super) const fn linux(
    purpose: Purpose,
    what: &'static str,
    probe: Probe,
    debian: &'static [&'static str],
    fedora: &'static str,
    arch: &'static str,
) -> Need {
    Need { purpose, what, probe, debian, fedora, arch, mac: "", windows: "" }
}
