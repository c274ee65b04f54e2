//! The packages that `cargo xtask test` made: of this version, and of one before it.

use std::path::PathBuf;

use crate::artefacts::{repository, target};

/// Which of the two versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// The version of this checkout.
    New,
    /// An older version number, to upgrade from.
    Before,
}

impl Made {
    /// Name of its folder.
    #[must_use]
    pub const fn folder(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Before => "before",
        }
    }

    /// File name of the package with this end: `deb`, `rpm` or `tar.gz`.
    #[must_use]
    pub fn name(self, end: &str) -> String {
        let folder = packages().join(self.folder());
        let files = std::fs::read_dir(&folder).unwrap_or_else(|error| {
            panic!("{} has packages ({error}): run cargo xtask test", folder.display())
        });
        let mut names = files.flatten().map(|file| file.file_name().to_string_lossy().into_owned());
        names
            .find(|name| name.ends_with(&format!(".{end}")))
            .unwrap_or_else(|| panic!("{} has a .{end}: run cargo xtask test", folder.display()))
    }

    /// The package with this end.
    #[must_use]
    pub fn path(self, end: &str) -> PathBuf {
        packages().join(self.folder()).join(self.name(end))
    }
}

/// The folder with both: `COUNTERSIGN_PACKAGES`, otherwise the one of `cargo xtask test`.
#[must_use]
pub fn packages() -> PathBuf {
    std::env::var_os("COUNTERSIGN_PACKAGES")
        .map_or_else(|| target().join("packages-for-tests"), |path| repository().join(path))
}
