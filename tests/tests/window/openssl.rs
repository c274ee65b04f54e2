//! OpenSSL on files: the second opinion on what was saved.

use std::path::Path;
use std::process::Command;

/// What OpenSSL prints, in a folder.
pub(super) fn openssl(folder: &Path, arguments: &[&str]) -> String {
    let output =
        Command::new("openssl").args(arguments).current_dir(folder).output().expect("openssl can be started");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "openssl {} works: {said}", arguments.join(" "));
    String::from_utf8(output.stdout).expect("openssl writes text")
}
