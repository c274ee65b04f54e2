//! `cargo xtask test`: everything that must hold, the cheapest steps first. This file has the steps, and `summary.rs`
//! the summary at the end.
//!
//! Cargo compiles everything in one call, and later calls use what is compiled (`--lib --bins`, `--doc`, `--test`). All
//! of them get the whole workspace: the choice of packages decides the features of their dependencies, and another
//! choice would compile everything again. For the core alone that is worth it, because it needs neither Tauri nor the
//! page.

use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::Instant;

use crate::error::TaskError;
use crate::prerequisites::{self, Purpose};
use crate::summary::{Outcome, Summary, seconds};
use crate::system::System;
use crate::totals::Totals;
use crate::{npm, process, say, workspace};

/// A part of the steps, for quick feedback while somebody works on one area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// The crate `countersign-core` alone.
    Core,
    /// The page in `ui/`.
    Page,
    /// The shell, and the tests of the whole program.
    Program,
}

impl Part {
    /// The part with this name on the command line.
    fn named(name: &str) -> Option<Self> {
        match name {
            "core" => Some(Self::Core),
            "page" => Some(Self::Page),
            "program" => Some(Self::Program),
            _ => None,
        }
    }
}

/// The steps that the person asked for.
#[derive(Debug, PartialEq, Eq)]
struct Wish {
    servers: bool,
    /// `None`: everything.
    part: Option<Part>,
    filter: Option<String>,
}

impl Wish {
    fn wants(&self, part: Part) -> bool {
        self.part.is_none_or(|wanted| wanted == part)
    }

    /// The packages that cargo compiles and tests.
    fn packages(&self) -> &'static [&'static str] {
        if self.part == Some(Part::Core) { &["--package", "countersign-core"] } else { &["--workspace"] }
    }
}

/// A step's name, the parts it belongs to, what it says before it starts, and what it does.
struct Step {
    name: &'static str,
    parts: &'static [Part],
    doing: &'static str,
    remedy: &'static str,
    work: Work,
}

enum Work {
    /// Passes or fails; it has nothing to count.
    Run(Box<dyn Fn() -> Result<Command, TaskError>>),
    /// Prints how many tests passed.
    Count(Box<dyn Fn() -> Result<Command, TaskError>>),
    /// Done by xtask itself.
    Do(Box<dyn Fn() -> Result<(), TaskError>>),
    /// Is not part of this run.
    LeaveOut(String),
}

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

fn read_arguments(arguments: &[String]) -> Result<Wish, TaskError> {
    // Continuous integration has everything, or has it installed.
    let servers = std::env::var("CI").is_ok_and(|value| value == "true");
    let mut wish = Wish { servers, part: None, filter: None };
    for argument in arguments {
        match argument.as_str() {
            "--servers" => wish.servers = true,
            word if wish.part.is_none() && wish.filter.is_none() && Part::named(word).is_some() => {
                wish.part = Part::named(word);
            }
            word if !word.starts_with('-') && wish.filter.is_none() => wish.filter = Some(word.into()),
            word => {
                return Err(TaskError::new(
                    format!("\"cargo xtask test\" does not know \"{word}\""),
                    "Run it as: cargo xtask test [--servers] [core | page | program] [part of a test's name]",
                ));
            }
        }
    }
    Ok(wish)
}

fn steps(wish: &Wish) -> Vec<Step> {
    let linux = System::here().is_linux();
    let mut steps = vec![prerequisites(wish, linux), npm_packages(wish)];
    // With part of a name, the person wants only the tests with that name, and no checks.
    if wish.filter.is_none() {
        steps.extend(checks_of_the_page());
    }
    steps.push(page_tests(wish));
    steps.push(Step {
        name: "page: build",
        parts: &[Part::Program],
        doing: "",
        remedy: "",
        work: Work::Do(Box::new(npm::build_page)),
    });
    if wish.filter.is_none() {
        steps.extend(checks_of_rust(wish));
    }
    steps.push(compile());
    steps.push(unit_tests(wish));
    steps.push(examples(wish));
    steps.push(integration_tests(wish));
    if !linux {
        steps.push(left_out("the real window", "WebKitWebDriver is for Linux; run the tests there as well"));
    }
    if !wish.servers {
        steps.push(left_out(
            "Keycloak",
            "it needs Java and Maven and takes a minute; give --servers to run it",
        ));
    }
    steps.retain(|step| step.parts.iter().any(|part| wish.wants(*part)));
    steps
}

fn prerequisites(wish: &Wish, linux: bool) -> Step {
    let mut purposes = vec![Purpose::Build];
    if wish.part != Some(Part::Page) {
        purposes.push(Purpose::Test);
    }
    if wish.wants(Part::Program) && linux {
        purposes.push(Purpose::Window);
    }
    if wish.wants(Part::Program) && wish.servers {
        purposes.push(Purpose::Servers);
    }
    Step {
        name: "prerequisites",
        parts: &[Part::Core, Part::Page, Part::Program],
        doing: "",
        remedy: "",
        work: Work::Do(Box::new(move || prerequisites::ensure(&purposes))),
    }
}

fn npm_packages(wish: &Wish) -> Step {
    let servers = wish.wants(Part::Program);
    Step {
        name: "npm packages",
        parts: &[Part::Page, Part::Program],
        doing: "",
        remedy: "",
        work: Work::Do(Box::new(move || {
            npm::install(&npm::ui())?;
            if servers { npm::install(&npm::test_servers()) } else { Ok(()) }
        })),
    }
}

fn left_out(name: &'static str, why: &str) -> Step {
    Step { name, parts: &[Part::Program], doing: "", remedy: "", work: Work::LeaveOut(why.into()) }
}

fn checks_of_the_page() -> Vec<Step> {
    let mut steps = Vec::new();
    if npm::has_script(&npm::ui(), "lint") {
        steps.push(Step {
            name: "page: formatting",
            parts: &[Part::Page],
            doing: "Checking that the page's sources are formatted",
            remedy: "Run: npm run format (in ui/)",
            work: Work::Run(Box::new(|| Ok(script("lint")))),
        });
    }
    steps.push(Step {
        name: "page: types",
        parts: &[Part::Page],
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
        parts: &[Part::Page],
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

fn checks_of_rust(wish: &Wish) -> Vec<Step> {
    let packages = wish.packages();
    vec![
        Step {
            name: "rust: formatting",
            parts: &[Part::Core, Part::Program],
            doing: "Checking that the Rust sources are formatted",
            remedy: "Run: cargo fmt --all",
            work: Work::Run(Box::new(|| Ok(cargo(&["fmt", "--all", "--check"])))),
        },
        Step {
            name: "rust: lints",
            parts: &[Part::Core, Part::Program],
            doing: "Checking the Rust sources with clippy (the first time takes some minutes)",
            remedy: "The message above names the file, the line and the lint.",
            work: Work::Run(Box::new(move || {
                let mut command = cargo(&["clippy", "--locked", "--all-targets"]);
                command.args(packages).args(["--", "--deny", "warnings"]);
                Ok(command)
            })),
        },
    ]
}

fn compile() -> Step {
    Step {
        name: "rust: compile",
        parts: &[Part::Program],
        doing: "Compiling the program and all tests (the first time takes some minutes)",
        remedy: "Read the first error above; it names the file and the line.",
        work: Work::Run(Box::new(|| Ok(cargo(&["build", "--workspace", "--locked", "--all-targets"])))),
    }
}

fn unit_tests(wish: &Wish) -> Step {
    let filter = wish.filter.clone();
    let packages = wish.packages();
    Step {
        name: "rust: unit tests",
        parts: &[Part::Core, Part::Program],
        doing: "Running the unit tests",
        remedy: "Run one alone: cargo test --workspace --lib <part of its name>",
        work: Work::Count(Box::new(move || {
            let mut command = cargo(&["test", "--locked", "--lib", "--bins", "--no-fail-fast"]);
            command.args(packages).args(&filter);
            Ok(command)
        })),
    }
}

fn examples(wish: &Wish) -> Step {
    let filter = wish.filter.clone();
    let packages = wish.packages();
    Step {
        name: "rust: examples",
        parts: &[Part::Core],
        doing: "Compiling and running the examples in the core's documentation",
        remedy: "Run them alone: cargo test --workspace --doc",
        work: Work::Count(Box::new(move || {
            let mut command = cargo(&["test", "--locked", "--doc", "--no-fail-fast"]);
            command.args(packages).args(&filter);
            Ok(command)
        })),
    }
}

fn integration_tests(wish: &Wish) -> Step {
    let filter = wish.filter.clone();
    let packages = wish.packages();
    let servers = wish.servers;
    Step {
        name: "rust: integration tests",
        parts: &[Part::Core, Part::Program],
        doing: "Running the integration tests; windows open on displays without a screen",
        remedy: "tests/README.md says how to run one alone; screenshots and logs are in tests/artefacts",
        work: Work::Count(Box::new(move || {
            let mut command = cargo(&["test", "--locked", "--test", "*", "--no-fail-fast"]);
            command.args(packages).args(&filter).env("COUNTERSIGN_PROGRAM", workspace::program("debug"));
            if servers {
                // Without this, the tests that start Keycloak are ignored, and cargo says so beside their names.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Wish {
        let arguments: Vec<String> = arguments.iter().map(|word| (*word).into()).collect();
        read_arguments(&arguments).unwrap()
    }

    fn names(wish: &Wish) -> Vec<&'static str> {
        steps(wish).iter().map(|step| step.name).collect()
    }

    #[test]
    fn the_first_word_may_be_a_part_and_the_next_is_a_name() {
        let core = Wish { part: Some(Part::Core), ..read(&[]) };
        assert_eq!(read(&["core"]), core);
        assert_eq!(read(&["core", "page"]), Wish { filter: Some("page".into()), ..core });
        assert_eq!(read(&["refusal"]), Wish { filter: Some("refusal".into()), ..read(&[]) });
        assert!(read(&["page", "--servers"]).servers);
        assert!(read_arguments(&["one".into(), "two".into()]).is_err());
    }

    #[test]
    fn the_parts_together_are_everything() {
        workspace::find().unwrap();
        let mut of_parts: Vec<_> =
            ["core", "page", "program"].iter().flat_map(|part| names(&read(&[part]))).collect();
        let mut all = names(&read(&[]));
        of_parts.sort_unstable();
        of_parts.dedup();
        all.sort_unstable();
        assert_eq!(of_parts, all);
    }
}
