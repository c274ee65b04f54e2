//! The archive for every Linux: the files as they lie below a prefix, with an installer that also removes them.

use std::path::{Path, PathBuf};

use super::facts::Facts;
use super::files;
use super::staged::Staged;
use crate::error::TaskError;
use crate::process;

/// Makes the archive, and returns where it is.
pub(super) fn make(
    facts: &Facts,
    staged: &Staged,
    program: &Path,
    work: &Path,
) -> Result<PathBuf, TaskError> {
    let name = format!("countersign-{}", facts.version);
    let folder = work.join("archive").join(&name);
    files::copy(program, &folder.join("bin/countersign"))?;
    for (from, place) in staged.files(&staged.fedora)? {
        files::copy(&from, &folder.join(place))?;
    }
    files::copy(&staged.desktop_entry, &folder.join("share/applications/countersign.desktop"))?;
    let installer = folder.join("install.sh");
    files::copy(&staged.installer, &installer)?;
    make_executable(&installer)?;

    let archive = work.join(format!("{name}-linux-{}.tar.gz", std::env::consts::ARCH));
    let mut tar = process::command("tar");
    tar.arg("--create").arg("--directory").arg(work.join("archive"));
    // The same files make the same archive, whoever packs them.
    tar.args(["--sort=name", "--owner=0", "--group=0", "--numeric-owner", "--mode=u+rw,go=rX"]);
    tar.arg(format!("--mtime=@{}", facts.seconds)).arg("--use-compress-program=gzip --no-name");
    tar.arg("--file").arg(&archive).arg(&name);
    process::succeed(&mut tar, "The archive needs GNU tar and gzip.")?;
    Ok(archive)
}

fn make_executable(file: &Path) -> Result<(), TaskError> {
    process::succeed(process::command("chmod").args(["755"]).arg(file), "chmod is on every Linux.")
}
