//! Running a program inside the Debian root. What is mounted for it is seen by that program alone, and gone when it
//! ends, however it ends.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::TaskError;
use crate::{process, workspace};

/// The certificate authorities inside the root: those of this machine.
pub(super) const AUTHORITIES: &str = "/etc/ssl/certs/ca-certificates.crt";
/// Where programs are inside the root.
pub(super) const PATH: &str = "/usr/sbin:/usr/bin:/sbin:/bin";

/// Mounts what every program expects, and the folders that the root shares with this machine at their own paths. An empty
/// folder hides the programs of this machine's cargo: cargo takes its subcommands from there first, and those are
/// rustup's. Its words: the root, the hidden folder, the shared ones, `--`, the program and its words.
const ENTER: &str = r#"
set -e
root=$1
hidden=$2
shift 2
mount -t proc proc "$root/proc"
mount -t sysfs sys "$root/sys"
mount --rbind /dev "$root/dev"
while [ "$1" != -- ]; do
    mkdir -p "$root$1"
    mount --bind "$1" "$root$1"
    shift
done
shift
mkdir -p "$root$hidden"
mount -t tmpfs tmpfs "$root$hidden"
# Not in place of this shell: Xvfb never tells process 1 that it is ready.
chroot "$root" "$@"
"#;

/// The folder of a Debian root.
#[derive(Debug)]
pub(super) struct Root {
    folder: PathBuf,
}

impl Root {
    pub(super) const fn of(folder: PathBuf) -> Self {
        Self { folder }
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// A command that runs inside the root, in the checkout, with these variables and no others of this machine.
    pub(super) fn command(
        &self,
        program: &str,
        words: &[&str],
        variables: &[(String, String)],
    ) -> Result<Command, TaskError> {
        let home = std::env::var("HOME").unwrap_or_else(|_| "/root".into());
        let cargo_home =
            std::env::var_os("CARGO_HOME").map_or_else(|| Path::new(&home).join(".cargo"), PathBuf::from);
        let shared = [workspace::root().to_path_buf(), workspace::target(), cargo_home.clone()];
        for folder in &shared {
            std::fs::create_dir_all(folder).map_err(|error| {
                TaskError::new(format!("{} cannot be made: {error}", folder.display()), "Check its folder.")
            })?;
        }
        let mut command = process::command("unshare");
        command
            .args(["--mount", "--propagation", "private", "--pid", "--fork", "--kill-child"])
            .args(["sh", "-c", ENTER, "sh"])
            .arg(&self.folder)
            .arg(cargo_home.join("bin"))
            .args(&shared)
            .args(["--", "env", "-i", "--chdir"])
            .arg(workspace::root())
            .args([format!("PATH={PATH}"), "HOME=/root".into(), "LANG=C.UTF-8".into()])
            .arg(format!("CARGO_HOME={}", cargo_home.display()))
            .args(variables.iter().map(|(name, value)| format!("{name}={value}")))
            .arg(program)
            .args(words);
        Ok(command)
    }
}
