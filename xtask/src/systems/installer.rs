//! The installer for Windows, made without a network and tried under Wine: installing, starting, upgrading, going back and
//! uninstalling, with a look at the files and the registry after each. The script that does it is beside the installer's.

use super::compiler::Compiler;
use super::target::Target;
use crate::error::TaskError;
use crate::totals::Totals;
use crate::{process, workspace};

const SCRIPT: &str = "packaging/windows/try-installer.sh";

/// Makes and tries the installer of the program that was built.
pub(super) fn works(compiler: &Compiler) -> Result<Totals, TaskError> {
    let built = compiler.built(Target::Windows);
    // A program that was built with MinGW loads WebView2Loader.dll, which is built beside it.
    let paths = [
        built.join("countersign.exe"),
        workspace::target().join("systems/installer"),
        built.join("WebView2Loader.dll"),
    ];
    let paths = paths.map(|path| path.to_string_lossy().into_owned());
    let script = workspace::root().join(SCRIPT).to_string_lossy().into_owned();
    let words: Vec<&str> = std::iter::once(script.as_str()).chain(paths.iter().map(String::as_str)).collect();
    process::succeed(
        &mut compiler.beside("sh", &words)?,
        "The last line above says what is not as it should be. packaging/windows/README.md says what the installer does.",
    )?;
    Ok(Totals { passed: 1, failed: 0 })
}
