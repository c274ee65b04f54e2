//! Known vulnerabilities of crates, and crates that nobody maintains, from the RustSec advisory database. cargo-deny
//! holds a copy of that git repository in Cargo's home. A machine that can neither renew nor has a copy leaves the
//! check out, and says so.

use std::path::{Path, PathBuf};
use std::{env, fs};

use super::{Checked, cargo_deny};
use crate::error::TaskError;
use crate::{process, say};

/// Renews the copy of the database, if that can be done, and checks every crate of the workspace against it.
pub(crate) fn check() -> Result<Checked, TaskError> {
    let (renewed, _) = process::quietly(&mut cargo_deny::command(&["fetch", "db"])?)?;
    let Some((copy, day)) = database() else {
        return Ok(Checked::LeftOut(
            "the RustSec advisory database cannot be reached from here, and there is no copy of it; \
             CONTRIBUTING.md says how to use a mirror"
                .into(),
        ));
    };
    say::note(&format!("RustSec advisory database of {day} ({})", copy.display()));
    let mut arguments =
        vec!["--workspace", "check", "--deny", "warnings", "--hide-inclusion-graph", "advisories"];
    if !renewed {
        say::note(
            "It could not be renewed. cargo-deny refuses a copy that was renewed more than 90 days ago.",
        );
        arguments.insert(0, "--offline");
    }
    process::succeed(
        &mut cargo_deny::command(&arguments)?,
        "Update the crate: cargo update -p NAME. If that is not possible, name the advisory in deny.toml, with the day \
         and the reason.",
    )?;
    Ok(Checked::Passed)
}

/// Where cargo-deny holds its copy, and the day of the newest change in it.
fn database() -> Option<(PathBuf, String)> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(env::home_dir()?.join(".cargo")))?;
    fs::read_dir(home.join("advisory-dbs"))
        .ok()?
        .flatten()
        .find_map(|entry| Some((entry.path(), day_of(&entry.path())?)))
}

fn day_of(repository: &Path) -> Option<String> {
    let day = process::read("git", &["-C", repository.to_str()?, "log", "-1", "--format=%cs"])?;
    Some(day.trim().to_owned())
}
