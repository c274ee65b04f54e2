//! Where tests find things in the repository, and where they leave files that a person may want to look at.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Found when a test runs. A path compiled in would be the checkout in which a copied `target/` was built.
static REPOSITORY: LazyLock<PathBuf> = LazyLock::new(|| {
    // Cargo sets this to the package of the test. Without it, somebody started the test's binary from a folder of the
    // repository.
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let current = std::env::current_dir().ok();
    let is_repository = |folder: &&Path| folder.join("tests/Cargo.toml").is_file();
    [package, current]
        .into_iter()
        .flatten()
        .find_map(|folder| folder.ancestors().find(is_repository).map(Path::to_path_buf))
        .expect("a test is run by cargo, or in a folder of the repository")
});

/// The repository's folder.
#[must_use]
pub fn repository() -> &'static Path {
    &REPOSITORY
}

/// Cargo's target folder.
#[must_use]
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => repository().join(folder),
        None => repository().join("target"),
    }
}

/// The path of a screenshot or log: `tests/artefacts/<name>`, which git ignores.
#[must_use]
pub fn artefact(name: &str) -> PathBuf {
    let path = repository().join("tests/artefacts").join(name);
    fs::create_dir_all(path.parent().expect("an artefact is in a folder"))
        .expect("tests/artefacts is writable");
    path
}
