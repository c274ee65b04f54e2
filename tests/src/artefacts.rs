//! Where tests find things in the repository, and where they leave what a person may want to look at.

use std::fs;
use std::path::{Path, PathBuf};

/// The repository's folder.
#[must_use]
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ is in the repository")
}

/// Cargo's target folder.
#[must_use]
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => repository().join(folder),
        None => repository().join("target"),
    }
}

/// The place of a screenshot or log: `tests/artefacts/<name>`, which git ignores.
#[must_use]
pub fn artefact(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("artefacts").join(name);
    fs::create_dir_all(path.parent().expect("an artefact is in a folder"))
        .expect("tests/artefacts is writable");
    path
}
