//! The workflows in `.github/workflows`, checked by actionlint: their form, the expressions in them, and their scripts.
//! GitHub alone can run them.

use crate::dependencies::Checked;
use crate::error::TaskError;
use crate::{process, workspace};

/// A module of Go, which its own command fetches and builds once.
const ACTIONLINT: &str = "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12";

/// Checks all workflows, where Go is there for the servers anyway.
pub(crate) fn check() -> Result<Checked, TaskError> {
    if !process::on_path("go") {
        return Ok(Checked::LeftOut("actionlint needs Go; give --servers to install it".into()));
    }
    let mut command = process::command("go");
    // In a folder without a module of its own.
    command.args(["run", ACTIONLINT]).current_dir(workspace::root());
    process::succeed(&mut command, "The message above names the file and the line.")?;
    Ok(Checked::Passed)
}
