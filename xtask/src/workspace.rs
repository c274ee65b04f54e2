//! Where things are in this repository.

use std::path::{Path, PathBuf};

/// The repository's folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or_else(|| Path::new("."))
}

/// Cargo's target folder.
pub(crate) fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// The program as cargo leaves it; `profile` is `debug` or `release`.
pub(crate) fn program(profile: &str) -> PathBuf {
    target().join(profile).join(format!("countersign{}", std::env::consts::EXE_SUFFIX))
}
