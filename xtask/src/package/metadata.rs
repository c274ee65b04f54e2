//! What others say about the desktop entry, the AppStream metadata and the manual page, before they go into a package.

use std::process::Command;

use super::staged::Staged;
use crate::error::TaskError;
use crate::{process, say};

pub(super) fn validate(staged: &Staged) -> Result<(), TaskError> {
    let metainfo = staged.common.join("share/metainfo/dev.countersign.desktop.metainfo.xml");
    let manual = staged.common.join("share/man/man1/countersign.1.gz");
    let mut entry = process::command("desktop-file-validate");
    entry.arg(&staged.desktop_entry);
    let mut appstream = process::command("appstreamcli");
    appstream.args(["validate", "--no-net", "--pedantic"]).arg(&metainfo);
    let mut page = process::command("sh");
    page.args(["-c", "gzip --decompress --stdout \"$1\" | LC_ALL=C groff -man -ww -z -b 2>&1", "sh"])
        .arg(&manual);
    for mut command in [entry, page] {
        silent(&mut command)?;
    }
    let (success, said) = process::quietly(&mut appstream)?;
    if !success {
        return Err(refused(&appstream, &said));
    }
    say::note("The desktop entry, the AppStream metadata and the manual page are valid");
    Ok(())
}

/// A command that says something only if something is wrong.
fn silent(command: &mut Command) -> Result<(), TaskError> {
    match process::quietly(command)? {
        (true, said) if said.trim().is_empty() => Ok(()),
        (_, said) => Err(refused(command, &said)),
    }
}

fn refused(command: &Command, said: &str) -> TaskError {
    let what = format!("{} says:\n{}", process::shown(command), said.trim());
    TaskError::new(what, "Change the file in packaging/linux/, then run the same command again.")
}
