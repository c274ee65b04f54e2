//! Where things are in this repository. The repository is found when xtask runs. A path that is compiled in would name
//! the checkout in which a copied `target/` was built.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::error::TaskError;

static ROOT: OnceLock<PathBuf> = OnceLock::new();

/// Finds the repository's folder. To be called before the functions below.
pub(crate) fn find() -> Result<(), TaskError> {
    // `cargo run` sets the folder of the package; somebody who starts the binary is in a folder of the repository.
    let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let current = env::current_dir().ok();
    let root = [package, current].into_iter().flatten().find_map(|folder| root_above(&folder));
    let root = root.ok_or_else(|| {
        TaskError::new(
            "This folder is not in a checkout of Countersign's repository",
            "Go to a checkout and run cargo xtask there.",
        )
    })?;
    ROOT.get_or_init(|| root);
    Ok(())
}

/// The closest folder, from this one upwards, that is the root of the repository: the workspace with xtask in it.
fn root_above(folder: &Path) -> Option<PathBuf> {
    let is_root =
        |folder: &&Path| ["Cargo.toml", "xtask/Cargo.toml"].iter().all(|file| folder.join(file).is_file());
    folder.ancestors().find(is_root).map(Path::to_path_buf)
}

/// The repository's folder.
pub(crate) fn root() -> &'static Path {
    ROOT.get().expect("main finds the repository before it starts a command")
}

/// The folders of the workspace's packages, as `Cargo.toml` lists them.
pub(crate) fn members() -> Vec<PathBuf> {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap_or_default();
    members_in(&manifest).into_iter().map(|member| root().join(member)).collect()
}

fn members_in(manifest: &str) -> Vec<&str> {
    let list = manifest.lines().find_map(|line| line.strip_prefix("members = [")).unwrap_or_default();
    list.split('"').skip(1).step_by(2).collect()
}

/// Cargo's target folder.
pub(crate) fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// The program that cargo built; `profile` is `debug` or `release`.
pub(crate) fn program(profile: &str) -> PathBuf {
    target().join(profile).join(format!("countersign{}", env::consts::EXE_SUFFIX))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A folder with these empty files in it, removed when the test ends.
    struct Folder(PathBuf);

    impl Folder {
        fn with(name: &str, files: &[&str]) -> Self {
            let folder = env::temp_dir().join(format!("countersign-xtask-{name}-{}", std::process::id()));
            for file in files {
                let path = folder.join(file);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, "").unwrap();
            }
            Self(folder)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn the_packages_are_those_of_the_manifest() {
        let manifest = "[workspace]\nmembers = [\".\", \"src-tauri/core\", \"xtask\"]\nresolver = \"3\"\n";
        assert_eq!(members_in(manifest), [".", "src-tauri/core", "xtask"]);
        find().unwrap();
        assert!(members().iter().all(|member| member.join("Cargo.toml").is_file()));
        assert!(members().contains(&root().join("xtask")));
    }

    #[test]
    fn the_root_is_found_from_every_folder_below_it() {
        let checkout = Folder::with("below", &["Cargo.toml", "xtask/Cargo.toml", "ui/src/words/index.ts"]);
        for folder in ["", "xtask", "ui/src/words"] {
            assert_eq!(root_above(&checkout.0.join(folder)).as_ref(), Some(&checkout.0), "{folder:?}");
        }
    }

    #[test]
    fn of_two_checkouts_the_inner_one_is_found() {
        let files = ["Cargo.toml", "xtask/Cargo.toml", "copy/Cargo.toml", "copy/xtask/Cargo.toml"];
        let outer = Folder::with("inner", &files);
        assert_eq!(root_above(&outer.0.join("copy/xtask")), Some(outer.0.join("copy")));
    }

    #[test]
    fn another_cargo_project_is_not_the_repository() {
        let other = Folder::with("other", &["Cargo.toml", "src/main.rs"]);
        assert_eq!(root_above(&other.0.join("src")), None);
    }
}
