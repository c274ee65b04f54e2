//! The archive's installer: what it leaves of a folder that was there before, for whom it installs, and where.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use countersign_tests::clean_root::succeed;
use countersign_tests::packages::Made;
use tempfile::TempDir;

/// The archive of one version, unpacked, and a prefix beside it.
struct Unpacked {
    folder: TempDir,
}

impl Unpacked {
    fn new() -> Self {
        let folder = TempDir::new().expect("the folder for temporary files is writable");
        let archive = Made::New.path("tar.gz");
        succeed(Command::new("tar").arg("-xzf").arg(archive).arg("-C").arg(folder.path()));
        fs::create_dir(folder.path().join("prefix")).expect("the folder is new");
        Self { folder }
    }

    fn prefix(&self) -> PathBuf {
        self.folder.path().join("prefix")
    }

    fn installer(&self) -> PathBuf {
        let name = Made::New.name("tar.gz");
        self.folder
            .path()
            .join(name.split("-linux-").next().expect("a split has a first part"))
            .join("install.sh")
    }

    /// The copy that stays in the installation.
    fn installed(&self) -> PathBuf {
        self.prefix().join("share/countersign/install.sh")
    }

    fn script(&self, script: &Path) -> Command {
        let mut command = Command::new(script);
        command.env("HOME", self.folder.path()).env_remove("PREFIX").env_remove("DESTDIR");
        command
    }

    fn install(&self) -> Command {
        let mut command = self.script(&self.installer());
        command.arg("--prefix").arg(self.prefix());
        command
    }
}

/// Everything below a folder, with what each file holds.
fn everything_in(folder: &Path) -> String {
    let script = "cd \"$1\"; find . | LC_ALL=C sort; find . -type f -exec cksum {} + | LC_ALL=C sort";
    succeed(Command::new("sh").args(["-ec", script, "sh"]).arg(folder))
}

fn fails(command: &mut Command) -> String {
    let Output { status, stderr, .. } = command.output().expect("the installer starts");
    let said = String::from_utf8_lossy(&stderr).into_owned();
    assert!(!status.success(), "{command:?} fails, but said: {said}");
    said
}

#[test]
fn a_prefix_is_as_it_was_after_the_program_was_removed() {
    let unpacked = Unpacked::new();
    for folder in ["bin", "share/man", "share/icons/hicolor/48x48/apps"] {
        fs::create_dir_all(unpacked.prefix().join(folder)).unwrap();
    }
    fs::write(unpacked.prefix().join("share/man/of-others"), "text").unwrap();
    let before = everything_in(&unpacked.prefix());
    succeed(&mut unpacked.install());
    assert!(unpacked.prefix().join("bin/countersign").is_file());
    // Over itself, as an upgrade is.
    succeed(&mut unpacked.install());
    succeed(unpacked.script(&unpacked.installed()).arg("--uninstall"));
    assert_eq!(everything_in(&unpacked.prefix()), before);
}

#[test]
fn the_installed_copy_removes_its_own_installation_whatever_the_variables_say() {
    let unpacked = Unpacked::new();
    succeed(&mut unpacked.install());
    let mut remove = unpacked.script(&unpacked.installed());
    succeed(remove.arg("--uninstall").env("PREFIX", "/nowhere").env("DESTDIR", "/nowhere"));
    assert!(!unpacked.prefix().join("bin").exists());
}

#[test]
fn everybody_may_read_what_was_installed_by_somebody_whose_files_are_private() {
    let unpacked = Unpacked::new();
    let mut install = Command::new("sh");
    install.args(["-ec", "umask 077; exec \"$@\"", "sh"]).arg(unpacked.installer());
    install.arg("--prefix").arg(unpacked.prefix().join("new")).env_remove("PREFIX").env_remove("DESTDIR");
    succeed(&mut install);
    let found = succeed(Command::new("find").arg(unpacked.prefix().join("new")));
    assert!(found.lines().count() > 20, "{found}");
    for path in found.lines() {
        let mode = fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode & 0o044, 0o044, "{path}: {mode:o}");
    }
}

#[test]
fn an_installation_that_was_interrupted_can_be_removed() {
    let unpacked = Unpacked::new();
    fs::create_dir(unpacked.prefix().join("share")).unwrap();
    // Where it wants a folder, so that it stops there.
    fs::write(unpacked.prefix().join("share/metainfo"), "of others").unwrap();
    let before = everything_in(&unpacked.prefix());
    fails(&mut unpacked.install());
    assert!(unpacked.prefix().join("bin/countersign").is_file(), "it had begun");
    succeed(unpacked.install().arg("--uninstall"));
    assert_eq!(everything_in(&unpacked.prefix()), before);
}

#[test]
fn a_place_that_nobody_named_or_no_menu_can_name_is_refused() {
    let unpacked = Unpacked::new();
    for name in ["a%b", "a\nb", "a$b"] {
        let prefix = unpacked.prefix().join(name);
        let said = fails(unpacked.script(&unpacked.installer()).arg("--prefix").arg(&prefix));
        assert!(said.contains("cannot name the folder"), "{said}");
    }
    if fs::metadata("/proc/self").unwrap().uid() == 0 {
        let said = fails(&mut unpacked.script(&unpacked.installer()));
        assert!(said.contains("--prefix /usr/local"), "{said}");
    }
    assert_eq!(everything_in(&unpacked.prefix()), ".\n");
}
