//! Packages on Windows and macOS. Tauri's bundler makes them with tools of its own, which it downloads; what they are is in
//! `tauri.windows.conf.json` and `tauri.macos.conf.json`. It signs with what the environment holds: on macOS what Tauri reads
//! from it, on Windows the certificate that `COUNTERSIGN_SIGN_THUMBPRINT` names.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::{files, size};
use crate::error::TaskError;
use crate::prerequisites::{self, Purpose};
use crate::system::System;
use crate::{build, npm, process, say, workspace};

/// The packages of a system: their names for the bundler, and how the names of their files end.
const fn bundles(system: System) -> (&'static str, &'static [&'static str]) {
    match system {
        System::Mac => ("dmg", &["dmg"]),
        _ => ("nsis,msi", &["exe", "msi"]),
    }
}

/// Names the certificate in the person's Windows certificate store that signs the program and its packages.
const THUMBPRINT: &str = "COUNTERSIGN_SIGN_THUMBPRINT";

/// What is added to the bundler's configuration, so that it signs with this certificate: the program, the uninstaller and
/// the installers. With no certificate, nothing.
fn signing(thumbprint: Option<&str>) -> Result<Option<String>, TaskError> {
    // As Windows shows it, with spaces; and in front a mark that is not seen, if it was copied from there.
    let is_nothing = |c: char| c.is_whitespace() || c == '\u{200e}';
    let thumbprint: String = thumbprint.unwrap_or_default().chars().filter(|&c| !is_nothing(c)).collect();
    if thumbprint.is_empty() {
        return Ok(None);
    }
    // SHA-1.
    if thumbprint.len() != 40 || !thumbprint.chars().all(|c| c.is_ascii_hexdigit()) {
        return Err(TaskError::new(
            format!("{THUMBPRINT} is not the thumbprint of a certificate"),
            "Set it to the 40 hexadecimal digits that Windows shows as the certificate's thumbprint, or unset it to make \
             packages without a signature.",
        ));
    }
    Ok(Some(format!(r#"{{"bundle":{{"windows":{{"certificateThumbprint":"{thumbprint}"}}}}}}"#)))
}

/// Makes the packages of this system, in a folder.
pub(super) fn package(folder: &Path) -> Result<ExitCode, TaskError> {
    let system = System::here();
    let (names, ends) = bundles(system);
    let signing = match system {
        System::Windows => signing(std::env::var(THUMBPRINT).ok().as_deref())?,
        _ => None,
    };
    prerequisites::ensure(&[Purpose::Build])?;
    npm::install(&npm::packaging())?;
    build::release()?;
    say::doing("Making the packages");
    let mut tauri = process::npm(workspace::root());
    tauri
        .args(["exec", "--offline", "--prefix"])
        .arg(npm::packaging())
        .args(["--", "tauri", "bundle", "--bundles", names])
        .env("CARGO_TARGET_DIR", workspace::target());
    if let Some(settings) = signing {
        // In a file, because quotes do not survive every shell between here and the bundler.
        let file = workspace::target().join("signing.json");
        files::write(&file, &settings)?;
        tauri.arg("--config").arg(file);
    }
    process::succeed(&mut tauri, "Read the bundler's message above.")?;

    files::empty_folder(folder)?;
    let made = workspace::target().join("release/bundle");
    let is_package = |file: &PathBuf| {
        file.extension().is_some_and(|is| ends.iter().any(|end| is.eq_ignore_ascii_case(end)))
    };
    for file in files::below(&made)?.iter().filter(|file| is_package(file)) {
        let file = files::move_into(&made.join(file), folder)?;
        let bytes = file.metadata().map_or(0, |metadata| metadata.len());
        say::note(&format!("Done: {} ({})", file.display(), size::megabytes(bytes)));
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_system_has_the_packages_that_people_expect_there() {
        assert_eq!(bundles(System::Windows), ("nsis,msi", &["exe", "msi"][..]));
        assert_eq!(bundles(System::Mac), ("dmg", &["dmg"][..]));
    }

    #[test]
    fn the_bundler_gets_the_thumbprint_of_the_certificate_that_signs() {
        let digits = "0123456789abcdefABCDEF0123456789abcdef01";
        let settings =
            r#"{"bundle":{"windows":{"certificateThumbprint":"0123456789abcdefABCDEF0123456789abcdef01"}}}"#;
        assert_eq!(signing(Some(digits)).unwrap().as_deref(), Some(settings));
        let shown = "\u{200e}01 23 45 67 89 ab cd ef AB CD EF 01 23 45 67 89 ab cd ef 01\n";
        assert_eq!(signing(Some(shown)).unwrap().as_deref(), Some(settings));
    }

    #[test]
    fn without_a_certificate_nothing_is_signed_and_what_is_none_is_refused() {
        assert_eq!(signing(None).unwrap(), None);
        assert_eq!(signing(Some(" ")).unwrap(), None);
        for wrong in ["0123", r#"0123456789abcdefABCDEF0123456789abcdef","#, "My company"] {
            assert!(signing(Some(wrong)).is_err(), "{wrong}");
        }
    }
}
