//! `cargo xtask test`: everything that must hold, in the order in which failing is cheapest. Here are the
//! steps; what a step prints at the end is `summary.rs`.
//!
//! Cargo compiles everything in one call, and the calls after it pick from that (`--lib --bins`, `--test`). All of
//! them get the whole workspace: the choice of packages decides on the features of what they depend on, and
//! another choice would compile it all again.

use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::Instant;

use crate::failure::Failure;
use crate::prerequisites::{self, Purpose};
use crate::summary::{Outcome, Summary, seconds};
use crate::system::System;
use crate::totals::Totals;
use crate::{npm, process, say, workspace};

/// What a person asked for.
struct Wish {
    servers: bool,
    filter: Option<String>,
}

/// A step's name, what it says before it starts, and what it does.
struct Step {
    name: &'static str,
    doing: &'static str,
    remedy: &'static str,
    work: Work,
}

enum Work {
    /// Cannot be counted: it holds or it does not.
    Run(Box<dyn Fn() -> Result<Command, Failure>>),
    /// Prints how many tests passed.
    Count(Box<dyn Fn() -> Result<Command, Failure>>),
    /// Done by xtask itself.
    Do(Box<dyn Fn() -> Result<(), Failure>>),
    /// Does not belong to this run.
    LeaveOut(String),
}

/// Runs all steps and stops at the first that fails.
pub(crate) fn test(arguments: &[String]) -> Result<ExitCode, Failure> {
    let wish = read_arguments(arguments)?;
    let mut summary = Summary::default();
    let mut stopped_by: Option<Failure> = None;
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
                    // Formatting, types, lints, compiling: one thing that should hold and does not.
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

fn perform(step: &Step) -> (Result<(), Failure>, Totals) {
    let failed = |command: &Command| {
        Err(Failure::new(format!("{} failed: {}", step.name, process::shown(command)), step.remedy))
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

fn read_arguments(arguments: &[String]) -> Result<Wish, Failure> {
    // Continuous integration has everything or gets it installed.
    let mut wish = Wish { servers: std::env::var("CI").is_ok_and(|value| value == "true"), filter: None };
    for argument in arguments {
        match argument.as_str() {
            "--servers" => wish.servers = true,
            word if !word.starts_with('-') && wish.filter.is_none() => wish.filter = Some(word.into()),
            word => {
                return Err(Failure::new(
                    format!("\"cargo xtask test\" does not know \"{word}\""),
                    "Run it as: cargo xtask test [--servers] [part of a test's name]",
                ));
            }
        }
    }
    Ok(wish)
}

fn steps(wish: &Wish) -> Vec<Step> {
    let linux = System::here().is_linux();
    let mut purposes = vec![Purpose::Build, Purpose::Test];
    if linux {
        purposes.push(Purpose::Window);
    }
    if wish.servers {
        purposes.push(Purpose::Servers);
    }
    let mut steps = vec![
        Step {
            name: "prerequisites",
            doing: "",
            remedy: "",
            work: Work::Do(Box::new(move || prerequisites::ensure(&purposes))),
        },
        Step {
            name: "npm packages",
            doing: "",
            remedy: "",
            work: Work::Do(Box::new(|| {
                npm::install(&npm::ui())?;
                npm::install(&npm::test_servers())
            })),
        },
    ];
    // With part of a name only tests are wanted, and of them only those.
    if wish.filter.is_none() {
        steps.extend(checks_of_the_page());
    }
    steps.push(page_tests(wish));
    steps.push(Step {
        name: "page: build",
        doing: "",
        remedy: "",
        work: Work::Do(Box::new(npm::build_page)),
    });
    if wish.filter.is_none() {
        steps.extend(checks_of_rust());
    }
    steps.push(compile());
    steps.push(unit_tests(wish));
    steps.push(whole_program_tests(wish));
    if !linux {
        steps.push(left_out("the real window", "WebKitWebDriver is for Linux; run the tests there as well"));
    }
    if !wish.servers {
        steps.push(left_out(
            "Keycloak",
            "it needs Java and Maven and takes a minute; give --servers to run it",
        ));
    }
    steps
}

fn left_out(name: &'static str, why: &str) -> Step {
    Step { name, doing: "", remedy: "", work: Work::LeaveOut(why.into()) }
}

fn checks_of_the_page() -> Vec<Step> {
    let mut steps = Vec::new();
    if npm::has_script(&npm::ui(), "lint") {
        steps.push(Step {
            name: "page: formatting",
            doing: "Checking that the page's sources are formatted",
            remedy: "Run: npm run format (in ui/)",
            work: Work::Run(Box::new(|| Ok(script("lint")))),
        });
    }
    steps.push(Step {
        name: "page: types",
        doing: "Checking the page's types and words",
        remedy: "The message above names the file and the line.",
        work: Work::Run(Box::new(|| Ok(script("check")))),
    });
    steps
}

fn page_tests(wish: &Wish) -> Step {
    let filter = wish.filter.clone();
    Step {
        name: "page: tests",
        doing: "Running the page's tests with vitest",
        remedy: "Run them alone: npm test (in ui/)",
        work: Work::Count(Box::new(move || {
            let mut command = script("test");
            command.arg("--").args(["--passWithNoTests"]);
            if let Some(filter) = &filter {
                command.args(["--testNamePattern", filter]);
            }
            Ok(command)
        })),
    }
}

fn checks_of_rust() -> Vec<Step> {
    vec![
        Step {
            name: "rust: formatting",
            doing: "Checking that the Rust sources are formatted",
            remedy: "Run: cargo fmt --all",
            work: Work::Run(Box::new(|| Ok(cargo(&["fmt", "--all", "--check"])))),
        },
        Step {
            name: "rust: lints",
            doing: "Checking the Rust sources with clippy (the first time takes some minutes)",
            remedy: "The message above names the file, the line and the lint.",
            work: Work::Run(Box::new(|| {
                Ok(cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "--deny", "warnings"]))
            })),
        },
    ]
}

fn compile() -> Step {
    Step {
        name: "rust: compile",
        doing: "Compiling the program and all tests (the first time takes some minutes)",
        remedy: "Read the first error above; it names the file and the line.",
        work: Work::Run(Box::new(|| Ok(cargo(&["build", "--workspace", "--locked", "--all-targets"])))),
    }
}

fn unit_tests(wish: &Wish) -> Step {
    let filter = wish.filter.clone();
    Step {
        name: "rust: unit tests",
        doing: "Running the unit tests",
        remedy: "Run one alone: cargo test --workspace --lib <part of its name>",
        work: Work::Count(Box::new(move || {
            let mut command =
                cargo(&["test", "--workspace", "--locked", "--lib", "--bins", "--no-fail-fast"]);
            command.args(&filter);
            Ok(command)
        })),
    }
}

fn whole_program_tests(wish: &Wish) -> Step {
    let filter = wish.filter.clone();
    let servers = wish.servers;
    Step {
        name: "rust: whole-program tests",
        doing: "Running the whole-program tests; the windows open on displays without a screen",
        remedy: "tests/README.md says how to run one alone; screenshots and logs are in tests/artefacts",
        work: Work::Count(Box::new(move || {
            let mut command = cargo(&["test", "--workspace", "--locked", "--test", "*", "--no-fail-fast"]);
            command.args(&filter).env("COUNTERSIGN_PROGRAM", workspace::program("debug"));
            if servers {
                // What starts Keycloak is ignored otherwise, and cargo says so beside each test's name.
                command.args(["--", "--include-ignored"]);
            }
            Ok(command)
        })),
    }
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = process::cargo();
    command.args(arguments);
    command
}

fn script(name: &str) -> Command {
    let folder: PathBuf = npm::ui();
    let mut command = process::npm(&folder);
    command.args(["run", "--silent", name]);
    command
}
