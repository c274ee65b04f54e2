//! OpenSSL on files: the second opinion on what was saved.

use std::path::Path;
use std::process::Command;

/// The output of OpenSSL, run in a folder.
pub(super) fn openssl(folder: &Path, arguments: &[&str]) -> String {
    let output =
        Command::new("openssl").args(arguments).current_dir(folder).output().expect("openssl can be started");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "openssl {} works: {said}", arguments.join(" "));
    String::from_utf8(output.stdout).expect("openssl writes text")
}

/// Asserts that key.pem and cert.pem in this folder are one key pair.
pub(super) fn assert_openssl_says_they_belong_together(folder: &Path) {
    let of_key = openssl(folder, &["pkey", "-in", "key.pem", "-pubout"]);
    let of_certificate = openssl(folder, &["x509", "-in", "cert.pem", "-noout", "-pubkey"]);
    assert_eq!(of_key, of_certificate);
    openssl(folder, &["verify", "-CAfile", "cert.pem", "cert.pem"]);
}
