//! `cargo xtask build`: the release program.

use std::path::Path;
use std::process::ExitCode;

use crate::error::TaskError;
use crate::prerequisites::{self, Purpose};
use crate::{npm, process, say, workspace};

/// Builds the release program.
pub(crate) fn build() -> Result<ExitCode, TaskError> {
    prerequisites::ensure(&[Purpose::Build])?;
    release()?;
    say::note(&format!("Done: {}", workspace::program("release").display()));
    Ok(ExitCode::SUCCESS)
}

/// The page and the release program.
pub(crate) fn release() -> Result<(), TaskError> {
    npm::install(&npm::ui())?;
    npm::build_page()?;
    say::doing("Building the release program (the first time takes some minutes)");
    let mut cargo = process::cargo();
    cargo.args(["rustc", "--release", "--locked", "--package", "countersign", "--bin", "countersign", "--"]);
    // Of the commands that Tauri brings, the program has only those that our capability allows. This is how Tauri's own
    // command line tells that to Tauri's build scripts.
    cargo.env("REMOVE_UNUSED_COMMANDS", workspace::root());
    if links_with_lld() {
        // Functions that came out the same, of which generic code has many, are in the program once. Only the linker that
        // comes with Rust knows that, and nothing but the size depends on it.
        cargo.arg("-Clink-arg=-Wl,--icf=all");
    }
    process::succeed(&mut cargo, "Read the first error above; it names the file and the line.")
}

/// Whether Rust links with its own copy of LLVM's linker: on this system it does so since 1.90, if it has it.
fn links_with_lld() -> bool {
    let lld = "lib/rustlib/x86_64-unknown-linux-gnu/bin/gcc-ld/ld.lld";
    cfg!(all(target_os = "linux", target_arch = "x86_64"))
        && process::read("rustc", &["--print", "sysroot"])
            .is_some_and(|sysroot| Path::new(sysroot.trim()).join(lld).is_file())
}
