//! `cargo xtask fuzz`: runs the fuzz targets one after the other, each for the same part of the time. What they find new is
//! in `fuzz/target/corpus/`, and an input that fails in `fuzz/artifacts/`.

use std::path::Path;
use std::process::ExitCode;

use crate::error::TaskError;
use crate::{process, say, workspace};

/// The minutes that all targets together take if nobody says how many.
const MINUTES: u64 = 15;
/// The longest input, in bytes. A pair of the largest keys that people have is half as long.
const LONGEST_INPUT: &str = "-max_len=16384";
/// Seconds after which an input counts as a failure: instrumented programs are slow, and so is trying passphrases.
const LONGEST_RUN: &str = "-timeout=60";

/// Runs all targets. The argument is the number of minutes for all of them.
pub(crate) fn fuzz(arguments: &[String]) -> Result<ExitCode, TaskError> {
    let minutes = match arguments {
        [] => MINUTES,
        [minutes] if minutes.parse().is_ok_and(|minutes: u64| minutes > 0) => {
            minutes.parse().unwrap_or(MINUTES)
        }
        _ => {
            return Err(TaskError::new(
                "\"cargo xtask fuzz\" takes the number of minutes and nothing else",
                "Run it as: cargo xtask fuzz 60",
            ));
        }
    };
    if process::read("cargo", &["+nightly", "fuzz", "--version"]).is_none() {
        return Err(TaskError::new(
            "The nightly compiler or cargo-fuzz is missing",
            "Run: rustup toolchain install nightly && cargo install --locked cargo-fuzz",
        ));
    }
    let root = workspace::root().join("fuzz");
    let targets = names(&root.join("fuzz_targets"))?;
    let seconds = (minutes * 60 / targets.len().max(1) as u64).max(1);
    for target in &targets {
        say::doing(&format!("{target}, for {seconds} seconds"));
        let folder = |name: &str| root.join(name).join(target);
        let grown = folder("target/corpus");
        std::fs::create_dir_all(&grown).map_err(|error| {
            TaskError::new(format!("{} could not be made: {error}", grown.display()), "Check its folder.")
        })?;
        let seeds = ["corpus", "found"].map(folder).into_iter().filter(|seeds| seeds.is_dir());
        let mut command = process::command("cargo");
        command
            .args(["+nightly", "fuzz", "run", "--sanitizer", "none", target])
            .arg(&grown)
            .args(seeds)
            .args([
                "--",
                &format!("-max_total_time={seconds}"),
                LONGEST_INPUT,
                LONGEST_RUN,
                "-print_final_stats=1",
            ]);
        process::succeed(
            &mut command,
            "Its input is in fuzz/artifacts/. CONTRIBUTING.md says where it goes then.",
        )?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The names of the targets, sorted.
fn names(folder: &Path) -> Result<Vec<String>, TaskError> {
    let files = folder.read_dir().map_err(|error| {
        TaskError::new(
            format!("{} cannot be read: {error}", folder.display()),
            "Check out the repository again.",
        )
    })?;
    let mut names: Vec<String> =
        files.filter_map(|file| Some(file.ok()?.path().file_stem()?.to_str()?.to_owned())).collect();
    names.sort();
    Ok(names)
}
