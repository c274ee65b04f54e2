//! The steps of `cargo xtask test`: prerequisites, checks and tests.

use std::path::PathBuf;
use std::process::Command;

use super::arguments::{Part, Wish};
use super::{lanes, package_tests};
use crate::dependencies::{self, Checked};
use crate::error::TaskError;
use crate::prerequisites::{self, Purpose};
use crate::system::System;
use crate::{clean_root, npm, package, process, workflows, workspace};

/// A step's name, the parts it belongs to, what it says before it starts, and what it does.
pub(super) struct Step {
    pub(super) name: &'static str,
    pub(super) parts: &'static [Part],
    pub(super) doing: &'static str,
    pub(super) remedy: &'static str,
    pub(super) work: Work,
}

pub(super) enum Work {
    /// Passes or fails; it has nothing to count.
    Run(Box<dyn Fn() -> Result<Command, TaskError>>),
    /// Prints how many tests passed.
    Count(Box<dyn Fn() -> Result<Command, TaskError>>),
    /// The same, with commands that run side by side.
    CountBeside(Box<dyn Fn() -> Result<Vec<Command>, TaskError>>),
    /// Done by xtask itself.
    Do(Box<dyn Fn() -> Result<(), TaskError>>),
    /// The same, where a machine may lack what it needs, and nothing can install that.
    Try(Box<dyn Fn() -> Result<Checked, TaskError>>),
    /// Is not part of this run.
    LeaveOut(String),
}

/// The steps for this wish, in their order.
pub(super) fn steps(wish: &Wish) -> Vec<Step> {
    let linux = System::here().is_linux();
    let mut steps = vec![prerequisites(wish, linux), npm_packages(wish)];
    let [begin_root, make_packages, finish_root] = packages();
    let packaging = package_tests::are_in(wish);
    if packaging {
        steps.push(begin_root);
    }
    // With part of a name, the person wants only the tests with that name, and no checks.
    if wish.filter.is_none() {
        steps.extend(checks_of_the_page());
        steps.extend(checks_of_dependencies());
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
    if packaging {
        steps.extend([make_packages, finish_root]);
    }
    steps.push(unit_tests(wish));
    steps.push(examples(wish));
    steps.push(integration_tests(wish));
    if wish.filter.is_none() {
        steps.push(fault_matrix(wish));
    }
    if !linux {
        steps.push(left_out("the real window", "WebKitWebDriver is for Linux; run the tests there as well"));
    }
    if !wish.servers {
        steps.push(left_out(
            "Keycloak, Spring Authorization Server, Hydra",
            "they need a JDK, Maven and Go, and minutes the first time; give --servers to run them",
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
    if wish.wants(Part::Program) && wish.filter.is_none() {
        purposes.push(Purpose::Dependencies);
    }
    if wish.wants(Part::Program) {
        purposes.extend([Purpose::Shell, Purpose::Exports]);
    }
    if wish.wants(Part::Program) && linux {
        purposes.push(Purpose::Window);
    }
    if wish.wants(Part::Program) && package_tests::are_in(wish) {
        purposes.push(Purpose::Package);
        if System::here() == System::Debian {
            purposes.push(Purpose::CleanRoot);
        }
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
            if servers {
                npm::install(&npm::test_servers())?;
                npm::install(&npm::test_exports())?;
            }
            Ok(())
        })),
    }
}

fn left_out(name: &'static str, why: &str) -> Step {
    Step { name, parts: &[Part::Program], doing: "", remedy: "", work: Work::LeaveOut(why.into()) }
}

fn checks_of_the_page() -> [Step; 2] {
    [
        Step {
            name: "page: formatting",
            parts: &[Part::Page],
            doing: "Checking that the page's sources are formatted",
            remedy: "Run: npm run format (in ui/)",
            work: Work::Run(Box::new(|| Ok(script("lint")))),
        },
        Step {
            name: "page: types",
            parts: &[Part::Page],
            doing: "Checking the page's types and words",
            remedy: "The message above names the file and the line.",
            work: Work::Run(Box::new(|| Ok(script("check")))),
        },
    ]
}

fn checks_of_dependencies() -> [Step; 5] {
    [
        Step {
            name: "workflows",
            parts: &[Part::Program],
            doing: "Checking the workflows in .github with actionlint",
            remedy: "",
            work: Work::Try(Box::new(workflows::check)),
        },
        Step {
            name: "dependencies: bans",
            parts: &[Part::Program],
            doing: "Checking where the crates come from, and that none is banned",
            remedy: "The message above names the crate; deny.toml has the rules.",
            work: Work::Run(Box::new(dependencies::bans_and_sources)),
        },
        Step {
            name: "dependencies: licences",
            parts: &[Part::Program],
            doing: "Checking the licences of the crates in the program",
            remedy: "The message above names the crate; deny.toml has the licences that we accept.",
            work: Work::Run(Box::new(dependencies::licences)),
        },
        Step {
            name: "dependencies: advisories",
            parts: &[Part::Program],
            doing: "Checking the crates against the RustSec advisory database",
            remedy: "",
            work: Work::Try(Box::new(dependencies::check_advisories)),
        },
        Step {
            name: "dependencies: npm audit",
            parts: &[Part::Program],
            doing: "Checking the npm packages against the registry's advisories",
            remedy: "",
            work: Work::Try(Box::new(dependencies::check_npm_packages)),
        },
    ]
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
            if let Some(filter) = &filter {
                command.args(["--", "--passWithNoTests", "--testNamePattern", filter]);
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

/// Begins a clean root, makes packages of the program, and waits for the root.
fn packages() -> [Step; 3] {
    [
        Step {
            name: "packages: clean root begun",
            parts: &[Part::Program],
            doing: "",
            remedy: "",
            work: Work::Try(Box::new(package::begin_root_for_tests)),
        },
        Step {
            name: "packages: made",
            parts: &[Part::Program],
            doing: "",
            remedy: "",
            work: Work::Do(Box::new(package::for_tests)),
        },
        Step {
            name: "packages: clean root",
            parts: &[Part::Program],
            doing: "",
            remedy: "",
            work: Work::Try(Box::new(clean_root::finish)),
        },
    ]
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
    let wish = wish.clone();
    Step {
        name: "rust: integration tests",
        parts: &[Part::Core, Part::Program],
        doing: "Running the integration tests in three lanes; windows open on displays without a screen",
        remedy: "tests/README.md says how to run one alone; screenshots and logs are in tests/artefacts",
        work: Work::CountBeside(Box::new(move || lanes::commands(&wish))),
    }
}

/// The integration tests leave the matrix in a file, because cargo shows what tests print only if they fail.
fn fault_matrix(wish: &Wish) -> Step {
    let name = if wish.servers { "fault-matrix.txt" } else { "fault-matrix-nearby.txt" };
    Step {
        name: "fault matrix",
        parts: &[Part::Program],
        doing: "What the program says about faults that were really produced",
        remedy: "",
        work: Work::Do(Box::new(move || {
            let file = workspace::root().join("tests/artefacts").join(name);
            let text = std::fs::read_to_string(&file).map_err(|error| {
                let remedy = "Run it alone: cargo test --workspace --test fault_matrix -- --include-ignored";
                TaskError::new(format!("The fault matrix is not in {}: {error}", file.display()), remedy)
            })?;
            println!("{text}");
            Ok(())
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
    use crate::test::arguments::tests::read;

    fn names(wish: &Wish) -> Vec<&'static str> {
        steps(wish).iter().map(|step| step.name).collect()
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
