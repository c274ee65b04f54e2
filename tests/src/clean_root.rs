//! A root with nothing in it but what a package depends on, for one test. What the test changes in it is kept in memory,
//! and gone when it ends. `cargo xtask test` made the root below it (`xtask/src/clean_root.rs`).

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::artefacts::{artefact, target};
use crate::desktop::Desktop;
use crate::guarded::Guarded;
use crate::packages::packages;

/// Holds the mounts: they are seen by this process and by those that enter its namespace.
const HOLD: &str = r#"
set -e
mount -t tmpfs tmpfs "$2"
mkdir "$2/changed" "$2/work" "$2/root"
mount -t overlay overlay -o "lowerdir=$1,upperdir=$2/changed,workdir=$2/work" "$2/root"
for folder in proc sys dev; do mount --rbind "/$folder" "$2/root/$folder"; done
for folder in /tmp "$4"; do
    mkdir -p "$2/root$folder"
    mount --bind "$folder" "$2/root$folder"
done
mkdir "$2/root/packages"
mount --bind "$3" "$2/root/packages"
echo $$
exec sleep infinity
"#;

/// What is in a root without our doing: what installers note down, what they draw up for all programs together, and the
/// folders that a system of rpm's has for all programs, and this root of Debian's has not. A name that ends with a slash is
/// all that is in that folder.
const NOT_OURS: [&str; 13] = [
    "/etc/ld.so.cache",
    "/root/",
    "/usr/share/applications",
    "/usr/share/applications/mimeinfo.cache",
    "/usr/share/icons/hicolor/icon-theme.cache",
    "/usr/share/licenses",
    "/usr/share/metainfo",
    "/var/cache/",
    "/var/lib/apt/",
    "/var/lib/dpkg/",
    "/var/lib/rpm",
    "/var/lib/rpm/",
    "/var/log/",
];

/// A clean root. Its programs see the folders for temporary files of this machine, and the packages in `/packages`.
#[derive(Debug)]
pub struct CleanRoot {
    _holder: Guarded,
    process: String,
    root: PathBuf,
    _scratch: TempDir,
}

impl CleanRoot {
    /// A root as it was made. `name` is for its log.
    #[must_use]
    pub fn open(name: &str) -> Self {
        let made = target().join("roots/packages");
        assert!(made.join("usr/bin/dpkg").is_file(), "there is a clean root: run cargo xtask test as root");
        let scratch = TempDir::new().expect("the folder for temporary files is writable");
        let mut command = Command::new("unshare");
        command.args(["--mount", "--propagation", "private", "sh", "-c", HOLD, "hold"]);
        command.arg(&made).arg(scratch.path()).arg(packages()).arg(std::env::temp_dir());
        let mut holder = Guarded::start(&command, &artefact(&format!("{name}-root.log")));
        let process = holder.first_line(Duration::from_secs(20));
        let root = scratch.path().join("root");
        Self { _holder: holder, process, root, _scratch: scratch }
    }

    /// A command that runs in the root.
    #[must_use]
    pub fn command(&self, program: &str) -> Command {
        let mut command = self.beside("chroot");
        command.arg(&self.root).arg(program);
        command.env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").env("LC_ALL", "C.UTF-8");
        command
    }

    /// A command of this machine that sees the root, at [`CleanRoot::path`].
    #[must_use]
    pub fn beside(&self, program: &str) -> Command {
        let mut command = Command::new("nsenter");
        command.args(["--mount", "--target", &self.process, "--", program]);
        command
    }

    /// Where the root is for those commands.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.root
    }

    /// Runs a program in the root, which has to succeed, and returns what it writes.
    pub fn run(&self, program: &str, arguments: &[&str]) -> String {
        succeed(self.command(program).args(arguments))
    }

    /// All files and folders in the root, but for those that are not ours.
    #[must_use]
    pub fn files(&self) -> BTreeSet<String> {
        let found = self.run("find", &["/", "-xdev", "-path", "/packages", "-prune", "-o", "-print"]);
        found
            .lines()
            .filter(|path| {
                !NOT_OURS.iter().any(|name| path == name || name.ends_with('/') && path.starts_with(name))
            })
            .map(str::to_string)
            .collect()
    }

    /// A program in the root, to be started from outside on a desktop: with the desktop's environment, and with its data
    /// where it has them when a person starts it.
    #[must_use]
    pub fn program(&self, program: &str, desktop: &Desktop) -> PathBuf {
        let script = desktop.home().join("in-clean-root");
        let text = format!(
            "#!/bin/sh\nunset COUNTERSIGN_DATA_DIR\nexec nsenter --mount --target {} -- chroot '{}' '{program}' \"$@\"\n",
            self.process,
            self.root.display()
        );
        fs::write(&script, text).expect("the home folder is writable");
        fs::set_permissions(&script, fs::Permissions::from_mode(0o700)).expect("a new file is ours");
        script
    }
}

/// Runs a command, which has to succeed, and returns what it writes to stdout.
///
/// # Panics
/// With everything that it wrote, if it fails.
pub fn succeed(command: &mut Command) -> String {
    let output = command
        .stdin(Stdio::null())
        .output()
        .unwrap_or_else(|error| panic!("{} starts: {error}", command.get_program().to_string_lossy()));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(
        output.status.success(),
        "{command:?} succeeds, but: {}\n{}\n{}",
        output.status,
        text(&output.stdout),
        text(&output.stderr)
    );
    text(&output.stdout)
}
