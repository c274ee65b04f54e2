//! The two systems that are looked at from here, as the compiler calls them.

/// A system that is compiled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Windows on x86-64, with the GNU linker: Microsoft's runs on Windows alone.
    Windows,
    /// macOS on ARM.
    Mac,
}

impl Target {
    /// All of them.
    pub(super) const ALL: [Self; 2] = [Self::Windows, Self::Mac];

    /// The compiler's name.
    pub(super) const fn triple(self) -> &'static str {
        match self {
            Self::Windows => "x86_64-pc-windows-gnu",
            Self::Mac => "aarch64-apple-darwin",
        }
    }

    /// The step that lints for it.
    pub(super) const fn lints(self) -> &'static str {
        match self {
            Self::Windows => "Windows: lints",
            Self::Mac => "macOS: lints",
        }
    }
}
