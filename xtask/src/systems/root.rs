//! Making the Debian root. Debian's *sid* has one version of the compiler, of clippy and of the standard library's
//! source, and beside them a linker for Windows and Wine: everything that is needed, from one mirror.

use std::fs;
use std::path::{Path, PathBuf};

use super::inside::{AUTHORITIES, Root};
use crate::error::TaskError;
use crate::{process, say};

/// What is installed in the root. `nsis` makes the installer for Windows.
const PACKAGES: [&str; 22] = [
    "binutils-mingw-w64-x86-64",
    "ca-certificates",
    "cargo",
    "cmake",
    "g++",
    "g++-mingw-w64-x86-64-posix",
    "gcc",
    "gcc-mingw-w64-x86-64-posix",
    "git",
    "libc6-dev",
    "make",
    "nasm",
    "nsis",
    "perl",
    "pkg-config",
    "rust-clippy",
    "rust-src",
    "rustc",
    "wine",
    "wine64",
    "xauth",
    "xvfb",
];
/// Where Debian is if apt names no mirror of it.
const MIRROR: &str = "http://deb.debian.org/debian/";
/// apt's settings inside. Mirrors that stand still are fine for this.
const APT: &str = "Acquire::Check-Valid-Until \"false\";\nAPT::Install-Recommends \"false\";\n";

/// Makes the root, unless it's there with all of this.
pub(super) fn ensure(root: &Root) -> Result<(), TaskError> {
    let stamp = root.folder().join("countersign-packages");
    let whole = PACKAGES.join(" ");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == whole) {
        say::note(&format!("The Debian root is there: {}", root.folder().display()));
        return Ok(());
    }
    if process::read("id", &["-u"]).is_none_or(|id| id.trim() != "0") {
        return Err(TaskError::new(
            "Only root can make a Debian root and run programs in it",
            "Run the command as root (sudo --preserve-env=PATH,HOME cargo xtask systems), or let rustup have the \
             targets, which needs no root:\n\
             rustup target add x86_64-pc-windows-gnu aarch64-apple-darwin",
        ));
    }
    let debootstrapped = root.folder().join("etc/debian_version").is_file();
    if !debootstrapped {
        debootstrap(root)?;
    }
    for file in ["/etc/resolv.conf", "/etc/hosts"] {
        copy(Path::new(file), root, file)?;
    }
    write(root, "/etc/apt/apt.conf.d/90countersign", APT)?;
    say::doing("Installing compilers and Wine in the Debian root (4.4 GB)");
    let remedy = "Read apt-get's message above. Without a network connection the packages cannot be fetched.";
    let environment = [("DEBIAN_FRONTEND".to_owned(), "noninteractive".to_owned())];
    process::succeed(&mut root.command("apt-get", &["-q", "update"], &environment)?, remedy)?;
    let mut install = vec!["-q", "install", "-y"];
    install.extend(PACKAGES);
    process::succeed(&mut root.command("apt-get", &install, &environment)?, remedy)?;
    // A proxy may answer in the names of others, with an authority that only this machine knows.
    copy(&authorities_here(), root, AUTHORITIES)?;
    write(root, "/countersign-packages", &whole)
}

fn debootstrap(root: &Root) -> Result<(), TaskError> {
    let mirror = mirror();
    say::doing(&format!("Making a Debian root in {} from {mirror}", root.folder().display()));
    // Half a root, from a run that was interrupted.
    if root.folder().exists() {
        fs::remove_dir_all(root.folder()).map_err(|error| failed("removed", root.folder(), &error))?;
    }
    fs::create_dir_all(root.folder()).map_err(|error| failed("made", root.folder(), &error))?;
    let mut command = process::command("debootstrap");
    command.args(["--variant=minbase", "sid"]).arg(root.folder()).arg(mirror);
    process::succeed(&mut command, "Read debootstrap's message above. It needs a mirror of Debian.")
}

/// The mirror that apt has Debian from.
fn mirror() -> String {
    let uris = process::read("apt-get", &["indextargets", "--format", "$(REPO_URI)", "Origin: Debian"]);
    mirror_of(&uris.unwrap_or_default()).unwrap_or(MIRROR).to_owned()
}

/// The first of these addresses that has all of Debian.
fn mirror_of(uris: &str) -> Option<&str> {
    uris.lines().map(str::trim).find(|uri| uri.trim_end_matches('/').ends_with("/debian"))
}

fn authorities_here() -> PathBuf {
    std::env::var_os("SSL_CERT_FILE").map_or_else(|| AUTHORITIES.into(), PathBuf::from)
}

fn copy(from: &Path, root: &Root, to: &str) -> Result<(), TaskError> {
    let text = fs::read_to_string(from).map_err(|error| failed("read", from, &error))?;
    write(root, to, &text)
}

fn write(root: &Root, file: &str, text: &str) -> Result<(), TaskError> {
    let path = root.folder().join(file.trim_start_matches('/'));
    fs::write(&path, text).map_err(|error| failed("written", &path, &error))
}

fn failed(what: &str, path: &Path, error: &std::io::Error) -> TaskError {
    TaskError::new(
        format!("{} could not be {what}: {error}", path.display()),
        "Check the folder and the space on the disk, then run the same command again.",
    )
}

#[cfg(test)]
mod tests {
    use super::mirror_of;

    #[test]
    fn the_mirror_is_the_one_that_has_more_than_security_updates() {
        let uris = "http://mirror.example/debian-security/\nhttp://mirror.example/debian/\n";
        assert_eq!(mirror_of(uris), Some("http://mirror.example/debian/"));
        assert_eq!(mirror_of("http://mirror.example/ubuntu/\n"), None);
        assert_eq!(mirror_of(""), None);
    }
}
