//! `cargo xtask test`: everything that must hold, the cheapest steps first. This file runs them, `steps.rs` lists them,
//! and `summary.rs` has the summary at the end.
//!
//! Cargo compiles everything in one call, and later calls use what is compiled (`--lib --bins`, `--doc`, `--test`). All
//! of them get the whole workspace: the choice of packages decides the features of their dependencies, and another
//! choice would compile everything again. For the core alone that is worth it, because it needs neither Tauri nor the
//! page.

mod arguments;
mod steps;

use std::process::{Command, ExitCode};
use std::time::Instant;

use self::arguments::read_arguments;
use self::steps::{Step, Work, steps};
use crate::error::TaskError;
use crate::summary::{Outcome, Summary, seconds};
use crate::totals::Totals;
use crate::{process, say};

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
            Ok(()) => summary.add(step.name, Outcome::Passed(time)),
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
    if let Some(failure) = &stopped_by {
        say::failure(failure);
    }
    println!("{}", summary.text());
    Ok(if stopped_by.is_some() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn perform(step: &Step) -> (Result<(), TaskError>, Totals) {
    let failed = |command: &Command| {
        Err(TaskError::new(format!("{} failed: {}", step.name, process::shown(command)), step.remedy))
    };
    match &step.work {
        Work::Do(work) => (work(), Totals::default()),
        Work::LeaveOut(_) => (Ok(()), Totals::default()),
        Work::Run(command) => {
            match command().and_then(|mut command| process::succeed(&mut command, step.remedy)) {
                Ok(()) => (Ok(()), Totals::default()),
                Err(failure) => (Err(failure), Totals::default()),
            }
        }
        Work::Count(command) => match command()
            .and_then(|mut command| process::watch(&mut command).map(|outcome| (command, outcome)))
        {
            Ok((command, (success, output))) => {
                let totals = Totals::of(&output);
                (if success && totals.failed == 0 { Ok(()) } else { failed(&command) }, totals)
            }
            Err(failure) => (Err(failure), Totals::default()),
        },
    }
}
