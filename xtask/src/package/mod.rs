//! `cargo xtask package`: what this system can make so that people without a compiler can install the program. On Linux
//! that's a .deb, a .rpm and an archive with an installer, and an AppImage where its tools can be had. They end in
//! `target/packages/`, with version and architecture in their names.
//!
//! `facts.rs` has what is said of the program, `staged.rs` the files beside the program, `bundler.rs` calls Tauri's
//! bundler, `archive.rs` makes the archive, and `size.rs` knows how large the program may be.

mod archive;
mod bundler;
mod date;
mod elf;
mod elsewhere;
mod facts;
mod files;
mod json;
mod metadata;
mod size;
mod staged;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use self::bundler::Bundle;
use self::facts::Facts;
use self::staged::Staged;
use crate::dependencies::Checked;
use crate::error::TaskError;
use crate::prerequisites::{self, Purpose};
use crate::system::System;
use crate::{build, clean_root, npm, process, say, workspace};

/// Where the packages end.
pub(crate) fn folder() -> PathBuf {
    workspace::target().join("packages")
}

/// Where the packages of the tests are: `new/` and `before/`.
pub(crate) fn folder_for_tests() -> PathBuf {
    workspace::target().join("packages-for-tests")
}

/// The version that the tests upgrade from.
const BEFORE: &str = "0.0.1";

/// Begins to make the clean root in which the tests install packages: with nothing in it but what the .deb depends on.
pub(crate) fn begin_root_for_tests() -> Result<Checked, TaskError> {
    clean_root::begin(&bundler::DEBIAN_PACKAGES)
}

/// What is made of which program.
struct Order<'a> {
    /// The program, with its symbols or without.
    program: &'a Path,
    /// The version to write into the packages.
    version: &'a str,
    /// The folder that they end in. It is emptied first.
    folder: PathBuf,
    with_app_image: bool,
}

/// Builds the release program and makes its packages.
pub(crate) fn package(arguments: &[String]) -> Result<ExitCode, TaskError> {
    let with_app_image = match arguments {
        [] => false,
        [only] if only == "--appimage" => true,
        [word, ..] => {
            return Err(TaskError::new(
                format!("\"cargo xtask package\" was given \"{word}\""),
                "Run it as: cargo xtask package, or cargo xtask package --appimage",
            ));
        }
    };
    if !System::here().is_linux() {
        return elsewhere::package(&folder());
    }
    prerequisites::ensure(&[Purpose::Build, Purpose::Package])?;
    npm::install(&npm::packaging())?;
    build::release()?;
    let facts = Facts::read()?;
    let made = make(
        &facts,
        &Order {
            program: &workspace::program("release"),
            version: &facts.version,
            folder: folder(),
            with_app_image,
        },
    )?;
    for file in &made {
        let bytes = fs::metadata(file).map_or(0, |metadata| metadata.len());
        say::note(&format!("Done: {} ({})", file.display(), size::megabytes(bytes)));
    }
    Ok(ExitCode::SUCCESS)
}

/// The packages that the tests install: of this version, and of one before it. They hold the program that the other tests
/// use, without its symbols. A release would take minutes to compile for each change, and what the tests look at is the
/// same: which files there are, what they depend on, and what becomes of the data.
pub(crate) fn for_tests() -> Result<(), TaskError> {
    npm::install(&npm::packaging())?;
    let facts = Facts::read_for_tests()?;
    let program = workspace::program("debug");
    for (name, version) in [("before", BEFORE), ("new", &facts.version)] {
        let order = Order {
            program: &program,
            version,
            folder: folder_for_tests().join(name),
            with_app_image: false,
        };
        make(&facts, &order)?;
    }
    Ok(())
}

fn make(facts: &Facts, order: &Order) -> Result<Vec<PathBuf>, TaskError> {
    say::doing(&format!("Making packages of version {}", order.version));
    files::empty_folder(&order.folder)?;
    let work = order.folder.join("work");
    let facts = Facts { version: order.version.into(), ..facts.clone() };
    // Where the bundler looks for what cargo built.
    let program = work.join("release/countersign");
    files::copy(order.program, &program)?;
    process::succeed(
        process::command("strip").arg(&program),
        "Without its symbols the program is a fraction of its size. strip belongs to the C compiler's tools (binutils).",
    )?;
    let glibc = elf::glibc(&program)?;
    let staged = Staged::write(&facts, &work.join("files"))?;
    metadata::validate(&staged)?;
    size::check(&program, &staged, order.program == workspace::program("release"))?;

    let mut made = Vec::new();
    for bundle in [Bundle::Deb, Bundle::Rpm] {
        made.push(bundler::make(bundle, &facts, &staged, &glibc, &work)?);
    }
    made.push(archive::make(&facts, &staged, &program, &work)?);
    if order.with_app_image {
        made.push(bundler::make(Bundle::AppImage, &facts, &staged, &glibc, &work)?);
    }
    let made: Result<Vec<PathBuf>, TaskError> =
        made.iter().map(|file| files::move_into(file, &order.folder)).collect();
    fs::remove_dir_all(&work).map_err(|error| files::failed("removed", &work, &error))?;
    made
}
