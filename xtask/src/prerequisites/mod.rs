//! Makes sure that everything a command needs is on this machine: on Debian and Ubuntu by installing it, elsewhere by
//! naming exactly what is missing. `need.rs` says what a need is, `table.rs` and `packages.rs` have all of them, `probe.rs`
//! looks for them, and this file decides what to do.

mod apt;
mod need;
mod packages;
mod probe;
mod table;

use crate::error::TaskError;
use crate::say;
use crate::system::System;

use need::Need;
pub(crate) use need::Purpose;
use table::NEEDS;

/// Checks everything these purposes need, and installs or names what is missing.
pub(crate) fn ensure(purposes: &[Purpose]) -> Result<(), TaskError> {
    let system = System::here();
    say::doing("Checking what this needs on the machine");
    let missing = missing(purposes, system);
    if missing.is_empty() {
        say::note("Everything is there");
        return Ok(());
    }
    for need in &missing {
        say::note(&format!("Missing: {}", need.what));
    }
    if system != System::Debian {
        return Err(named(&missing, system));
    }
    apt::install(&missing)?;
    let still = self::missing(purposes, system);
    if still.is_empty() { Ok(()) } else { Err(named(&still, system)) }
}

/// Everything that something here needs.
fn all() -> impl Iterator<Item = &'static Need> {
    NEEDS.iter().chain(packages::NEEDS)
}

fn missing(purposes: &[Purpose], system: System) -> Vec<&'static Need> {
    all()
        .filter(|need| purposes.contains(&need.purpose) && need.applies_to(system))
        .filter(|need| !probe::is_there(need.probe, need.on(system), system))
        .collect()
}

/// The failure that names what is missing, with the names of this system's packages.
fn named(missing: &[&Need], system: System) -> TaskError {
    let whats: Vec<&str> = missing.iter().map(|need| need.what).collect();
    let what = format!("These are missing: {}", whats.join("; "));
    let mut packages: Vec<&str> = Vec::new();
    let mut by_hand: Vec<&str> = Vec::new();
    for need in missing {
        match need.on(system) {
            Some(words) if words.contains(' ') => by_hand.push(words),
            Some(package) => packages.push(package),
            None => {}
        }
    }
    packages.dedup();
    by_hand.dedup();
    let mut remedy = String::new();
    if !packages.is_empty() {
        let install = system.install_command();
        let sudo = if system.is_linux() { "sudo " } else { "" };
        if install.is_empty() {
            remedy.push_str("Install, under the names that this system has for them: ");
        } else {
            remedy.push_str(&format!("Run: {sudo}{install} "));
        }
        remedy.push_str(&packages.join(" "));
        remedy.push('\n');
    }
    for words in by_hand {
        remedy.push_str(words);
        remedy.push('\n');
    }
    remedy.push_str("Then run the same command again.");
    TaskError::new(what, remedy)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(program: &str) -> &'static Need {
        all().find(|need| need.what.contains(program)).unwrap()
    }

    #[test]
    fn each_system_is_told_its_own_package_names() {
        let missing = [need("WebKitGTK"), need("zenity")];
        let remedy = |system| named(&missing, system).remedy;
        assert!(remedy(System::Fedora).starts_with("Run: sudo dnf install webkit2gtk4.1-devel zenity\n"));
        assert!(remedy(System::Arch).starts_with("Run: sudo pacman -S --needed webkit2gtk-4.1 zenity\n"));
        assert!(remedy(System::OtherLinux).contains("libwebkit2gtk-4.1-dev zenity"));
    }

    #[test]
    fn mac_and_windows_are_told_their_own_tools() {
        let missing = [need("C compiler")];
        assert!(named(&missing, System::Mac).remedy.contains("xcode-select --install"));
        assert!(named(&missing, System::Windows).remedy.contains("Microsoft.VisualStudio.2022.BuildTools"));
    }

    #[test]
    fn a_linux_needs_a_name_for_everything() {
        for need in all().filter(|need| need.applies_to(System::Debian)) {
            for system in [System::Fedora, System::Arch, System::OtherLinux] {
                assert!(need.on(system).is_some(), "{}: no name on {system:?}", need.what);
            }
        }
    }
}
