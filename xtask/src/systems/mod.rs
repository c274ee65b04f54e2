//! `cargo xtask systems`: what can be judged about Windows and macOS on a Linux. The whole workspace is linted for both,
//! the tests of the core and the shell run under Wine, and the program is started and installed there. This file has the steps, in
//! their order; a step that fails doesn't keep the others from running.

mod apple_tools;
mod compiler;
mod frames;
mod inside;
mod installer;
mod left_out;
mod programs;
mod root;
mod start;
mod target;
mod tests_to_run;

use std::process::{Command, ExitCode};
use std::time::Instant;

use self::compiler::Compiler;
use self::programs::Outside;
use self::target::Target;
use crate::error::TaskError;
use crate::prerequisites;
use crate::summary::{Outcome, Summary, seconds};
use crate::system::System;
use crate::totals::Totals;
use crate::{npm, process, say};

/// A part of the steps, for somebody who works on one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// The compiler and everything that it needs.
    Root,
    /// Clippy for both systems.
    Lints,
    /// The tests of core and shell under Wine.
    Tests,
    /// The start of the program under Wine.
    Start,
    /// The installer under Wine.
    Installer,
}

const COMPILE_REMEDY: &str = "Read the first error above; it names the file and the line.";

/// Runs all steps, or those of one part.
pub(crate) fn systems(arguments: &[String]) -> Result<ExitCode, TaskError> {
    let part = read_arguments(arguments)?;
    if !System::here().is_linux() {
        return Err(TaskError::new(
            "\"cargo xtask systems\" looks at Windows and macOS from a Linux",
            "On Windows and macOS, \"cargo xtask test\" judges the system itself.",
        ));
    }
    let compiler = Compiler::choose();
    say::note(compiler.described());
    prerequisites::ensure(compiler.purposes())?;
    let root = compiler.prepare()?;
    if part == Some(Part::Root) {
        return Ok(ExitCode::SUCCESS);
    }
    // The page is built into the program.
    npm::install(&npm::ui())?;
    npm::build_page()?;

    let wanted = |wanted: Part| part.is_none_or(|part| part == wanted);
    let mut run = Run::default();
    run.summary.add(compiler.name(), Outcome::Passed(root));
    if wanted(Part::Lints) {
        for target in [Target::Windows, Target::Mac] {
            run.step(target.lints(), || {
                passes(&mut lints(&compiler, target)?, "The message above names the lint.")
            });
        }
    }
    if wanted(Part::Tests) {
        run.step("Windows: tests", || {
            passes(&mut host_program(&compiler)?, COMPILE_REMEDY)?;
            let outside = compiler.offer_programs()?;
            counts(&mut tests(&compiler, &outside)?)
        });
    }
    if wanted(Part::Start) {
        run.step("Windows: start", || {
            passes(&mut program(&compiler)?, COMPILE_REMEDY)?;
            start::without_web_view(&compiler)
        });
    }
    if wanted(Part::Installer) {
        run.step("Windows: installer", || {
            passes(&mut program(&compiler)?, COMPILE_REMEDY)?;
            installer::works(&compiler)
        });
    }
    println!("{}", run.summary.text());
    if wanted(Part::Tests) {
        println!("\nWhat nobody judges here:\n{}", left_out::text());
    }
    Ok(if run.failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn read_arguments(arguments: &[String]) -> Result<Option<Part>, TaskError> {
    let part = match arguments {
        [] => return Ok(None),
        [word] => match word.as_str() {
            "root" => Some(Part::Root),
            "lints" => Some(Part::Lints),
            "tests" => Some(Part::Tests),
            "start" => Some(Part::Start),
            "installer" => Some(Part::Installer),
            _ => None,
        },
        _ => None,
    };
    part.map(Some).ok_or_else(|| {
        TaskError::new(
            format!("\"cargo xtask systems\" does not know \"{}\"", arguments.join(" ")),
            "Run it as: cargo xtask systems [root | lints | tests | start | installer]",
        )
    })
}

fn lints(compiler: &Compiler, target: Target) -> Result<Command, TaskError> {
    let words = ["clippy", "--workspace", "--all-targets", "--keep-going", "--", "--deny", "warnings"];
    compiler.cargo(target, &words, &[])
}

/// The program that stands for the ones that the tests call.
fn host_program(compiler: &Compiler) -> Result<Command, TaskError> {
    compiler.cargo(Target::Windows, &["build", "--package", "xtask", "--bin", "host_program"], &[])
}

/// One call for core and shell, so that both have the same dependencies.
const TESTED: [&str; 4] = ["--package", "countersign", "--package", "countersign-core"];

fn tests(compiler: &Compiler, outside: &Outside) -> Result<Command, TaskError> {
    let mut words = vec!["test"];
    words.extend(TESTED);
    words.extend(["--no-fail-fast", "--lib"]);
    let programs = tests_to_run::programs()?;
    words.extend(programs.iter().flat_map(|name| ["--test", name.as_str()]));
    words.push("--");
    words.extend(left_out::names().flat_map(|name| ["--skip", name]));
    compiler.cargo(Target::Windows, &words, &[("COUNTERSIGN_OUTSIDE", &outside.address)])
}

fn program(compiler: &Compiler) -> Result<Command, TaskError> {
    let mut words = vec!["build", "--bins"];
    words.extend(TESTED);
    compiler.cargo(Target::Windows, &words, &[])
}

/// The steps that were run.
#[derive(Default)]
struct Run {
    summary: Summary,
    failed: bool,
}

impl Run {
    fn step(&mut self, name: &str, work: impl FnOnce() -> Result<Totals, TaskError>) {
        println!();
        say::doing(name);
        let start = Instant::now();
        let outcome = work();
        let time = start.elapsed();
        say::note(&format!("{name}: {}", seconds(time)));
        match outcome {
            Ok(totals) if totals.failed == 0 => {
                self.summary.count(totals);
                self.summary.add(name, Outcome::Passed(time));
            }
            Ok(totals) => {
                self.summary.count(totals);
                self.summary.add(name, Outcome::Failed(time));
                self.failed = true;
            }
            Err(failure) => {
                say::failure(&failure);
                self.summary.count(Totals { passed: 0, failed: 1 });
                self.summary.add(name, Outcome::Failed(time));
                self.failed = true;
            }
        }
    }
}

fn passes(command: &mut Command, remedy: &str) -> Result<Totals, TaskError> {
    process::succeed(command, remedy).map(|()| Totals::default())
}

fn counts(command: &mut Command) -> Result<Totals, TaskError> {
    let (success, output) = process::watch(command)?;
    let totals = Totals::of(&output);
    if success || totals.failed > 0 {
        return Ok(totals);
    }
    Err(TaskError::new("The tests could not be run", COMPILE_REMEDY))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_is_one_of_the_parts_or_is_refused() {
        let read =
            |words: &[&str]| read_arguments(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
        assert_eq!(read(&[]).unwrap(), None);
        assert_eq!(read(&["lints"]).unwrap(), Some(Part::Lints));
        assert!(read(&["windows"]).is_err());
        assert!(read(&["lints", "tests"]).is_err());
    }
}
