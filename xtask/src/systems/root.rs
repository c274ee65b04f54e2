//! What is in the Debian root. Debian's *sid* has one version of the compiler, of clippy and of the standard library's
//! source, and beside them a linker for Windows and Wine: everything that is needed, from one mirror.

use std::fs;
use std::path::{Path, PathBuf};

use super::inside::{AUTHORITIES, Root};
use crate::debian_root::{self, NoRoot, Recipe, Source};
use crate::error::TaskError;
use crate::say;

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
const OPTIONS: [&str; 2] = ["--variant=minbase", "--aptopt=APT::Install-Recommends \"false\""];

/// Makes the root, unless it's there with all of this.
pub(super) fn ensure(root: &Root) -> Result<(), TaskError> {
    if let Some(why) = debian_root::refused() {
        return Err(TaskError::new(
            format!("The other systems cannot be looked at in a Debian root: {why}"),
            "Run the command as root (sudo --preserve-env=PATH,HOME cargo xtask systems), or let rustup have the \
             targets, which needs no root:\n\
             rustup target add x86_64-pc-windows-gnu aarch64-apple-darwin",
        ));
    }
    let sources = debian_root::sources();
    let recipe = Recipe {
        folder: root.folder().to_path_buf(),
        suite: "sid",
        mirror: mirror_of(&sources).unwrap_or(MIRROR),
        packages: &PACKAGES,
        options: &OPTIONS,
    };
    if let Some(making) = debian_root::begin(&recipe)? {
        say::note("With compilers and Wine in it (4.4 GB); that takes some minutes");
        making.finish().map_err(|why| match why {
            NoRoot::Failed(failure) => failure,
            NoRoot::Unreachable => TaskError::new(
                format!("{} cannot be reached", recipe.mirror),
                "Check the network connection, then run the same command again.",
            ),
        })?;
    }
    // They change with this machine's network.
    for file in ["/etc/resolv.conf", "/etc/hosts"] {
        copy(Path::new(file), root, file)?;
    }
    // A proxy may answer in the names of others, with an authority that only this machine knows.
    copy(&authorities_here(), root, AUTHORITIES)
}

/// The first of apt's sources that is Debian's and has all of it.
fn mirror_of(sources: &[Source]) -> Option<&str> {
    let all_of_debian = |source: &&Source| {
        source.origin.as_deref().is_none_or(|origin| origin == "Debian")
            && source.address.trim_end_matches('/').ends_with("/debian")
    };
    sources.iter().find(all_of_debian).map(|source| source.address.as_str())
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
    use super::*;

    #[test]
    fn the_mirror_is_the_one_that_has_more_than_security_updates() {
        let source = |address: &str, origin: Option<&str>| Source {
            address: address.into(),
            release: "bookworm".into(),
            codename: None,
            origin: origin.map(str::to_string),
        };
        let security = source("http://mirror.example/debian-security/", Some("Debian"));
        let others = source("http://others.example/linux/debian", Some("Others"));
        let debian = source("http://mirror.example/debian/", None);
        assert_eq!(mirror_of(&[security, others, debian]), Some("http://mirror.example/debian/"));
        assert_eq!(mirror_of(&[source("http://mirror.example/ubuntu/", Some("Ubuntu"))]), None);
        assert_eq!(mirror_of(&[]), None);
    }
}
