//! `cargo xtask test`: everything that must hold, the cheapest steps first. This file runs them, `steps.rs` lists them,
//! and `summary.rs` has the summary at the end.
//!
//! Cargo compiles everything in one call, and later calls use what is compiled (`--lib --bins`, `--doc`, `--test`). All
//! of them get the whole workspace: the choice of packages decides the features of their dependencies, and another
//! choice would compile everything again. For the core alone that is worth it, because it needs neither Tauri nor the
//! page.

mod arguments;
mod lanes;
mod package_tests;
mod steps;

use std::process::{Command, ExitCode};
use std::time::Instant;

use self::arguments::read_arguments;
use self::steps::{Step, Work, steps};
use crate::dependencies::Checked;
use crate::error::TaskError;
use crate::summary::{Outcome, Summary, seconds};
use crate::totals::Totals;
use crate::{clean_root, process, say};

/// Runs all steps and stops at the first that fails.
pub(crate) fn test(arguments: &[String]) -> Result<ExitCode, TaskError> {
    let wish = read_arguments(arguments)?;
    let mut summary = Summary::default();
    let mut stopped_by: Option<TaskError> = None;
    for step in steps(&wish) {
        if let Work::LeaveOut(why) = &step.work {
            summary.add(step.name, Outcome::LeftOut(why.clone()));
            continue;
        }
        if stopped_by.is_some() {
            summary.add(step.name, Outcome::NotRun);
            continue;
        }
        println!();
        if !step.doing.is_empty() {
            say::doing(step.doing);
        }
        let start = Instant::now();
        let (outcome, totals) = perform(&step);
        let time = start.elapsed();
        say::note(&format!("{}: {}", step.name, seconds(time)));
        summary.count(totals);
        match outcome {
            Ok(Checked::Passed) => summary.add(step.name, Outcome::Passed(time)),
            Ok(Checked::LeftOut(why)) => {
                say::note(&format!("Left out: {why}"));
                summary.add(step.name, Outcome::LeftOut(why));
            }
            Err(failure) => {
                if totals.failed == 0 {
                    // Formatting, types, lints and compiling count as one failure.
                    summary.count(Totals { passed: 0, failed: 1 });
                }
                summary.add(step.name, Outcome::Failed(time));
                stopped_by = Some(failure);
            }
        }
    }
    clean_root::give_up();
    if let Some(failure) = &stopped_by {
        say::failure(failure);
    }
    println!("{}", summary.text());
    Ok(if stopped_by.is_some() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn perform(step: &Step) -> (Result<Checked, TaskError>, Totals) {
    let uncounted = |outcome: Result<(), TaskError>| (outcome.map(|()| Checked::Passed), Totals::default());
    match &step.work {
        Work::Do(work) => uncounted(work()),
        Work::Try(work) => (work(), Totals::default()),
        Work::LeaveOut(why) => (Ok(Checked::LeftOut(why.clone())), Totals::default()),
        Work::Run(command) => {
            uncounted(command().and_then(|mut command| process::succeed(&mut command, step.remedy)))
        }
        Work::Count(command) => counted(command().and_then(|mut command| count(&mut command, step))),
        Work::CountBeside(commands) => counted(commands().and_then(|commands| count_beside(commands, step))),
    }
}

/// What became of tests, and how many they were.
type Counted = (Result<(), TaskError>, Totals);

fn counted(tests: Result<Counted, TaskError>) -> (Result<Checked, TaskError>, Totals) {
    match tests {
        Ok((outcome, totals)) => (outcome.map(|()| Checked::Passed), totals),
        Err(failure) => (Err(failure), Totals::default()),
    }
}

/// Runs tests.
fn count(command: &mut Command, step: &Step) -> Result<Counted, TaskError> {
    let (success, output) = process::watch(command)?;
    Ok(judged(success, Totals::of(&output), step, &process::shown(command)))
}

/// Runs tests in lanes.
fn count_beside(commands: Vec<Command>, step: &Step) -> Result<Counted, TaskError> {
    let shown = commands.iter().map(process::shown).collect::<Vec<_>>().join("\nand ");
    let (success, totals) = lanes::run(commands)?;
    Ok(judged(success, totals, step, &shown))
}

fn judged(success: bool, totals: Totals, step: &Step, shown: &str) -> Counted {
    let outcome = if success && totals.failed == 0 {
        Ok(())
    } else {
        Err(TaskError::new(format!("{} failed: {shown}", step.name), step.remedy))
    };
    (outcome, totals)
}
