//! `cargo xtask`: the commands of this repository. This file only says which word starts which command. Each command
//! has its own file, and the other files hold what commands share (prerequisites, npm, processes, output).

mod bench;
mod bindings;
mod build;
mod clean_root;
mod debian_root;
mod dependencies;
mod error;
mod fuzz;
mod npm;
mod package;
mod prerequisites;
mod process;
mod run;
mod say;
mod sbom;
mod summary;
mod system;
mod systems;
mod test;
mod test_programs;
mod totals;
mod version;
mod workflows;
mod workspace;

use std::process::ExitCode;

use error::TaskError;

const HELP: &str = "\
Countersign's commands:

  cargo xtask run [arguments]     build what is needed and open the window
  cargo xtask test                everything that must hold
  cargo xtask test [part] [name]  only a part: core, page, or program (the shell and the whole program), and
                                  only the tests that have this in their names
  cargo xtask test --servers      with Keycloak, too (Java, Maven)
  cargo xtask build               the release program, target/release/countersign
  cargo xtask package             the packages for this system, in target/packages: .deb, .rpm and an archive with an
                                  installer; with --appimage an AppImage, too (downloads its tools)
  cargo xtask bench [part]        the speed targets, measured side by side; writes docs/performance.md
  cargo xtask systems             Windows and macOS from a Linux: lints for both, tests and the start under Wine
  cargo xtask fuzz [minutes]      the fuzz targets, one after the other (nightly compiler, cargo-fuzz)
  cargo xtask sbom                what a release is made of, in CycloneDX (for the release workflow)
  cargo xtask bindings            write the page's TypeScript types again from the Rust types

Each command checks first what it needs on this machine. On Debian and Ubuntu it installs what is missing;
elsewhere it names the packages. COUNTERSIGN_DATA_DIR sets the folder in which the program keeps its data.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.split_first() {
        Some((command, rest)) => dispatch(command, rest),
        None => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
    };
    match outcome {
        Ok(code) => code,
        Err(failure) => {
            say::failure(&failure);
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: &str, rest: &[String]) -> Result<ExitCode, TaskError> {
    // Help works everywhere; all other commands need the repository.
    if ["help", "--help", "-h"].contains(&command) {
        print!("{HELP}");
        return Ok(ExitCode::SUCCESS);
    }
    workspace::find()?;
    match command {
        "run" => run::run(rest),
        "test" => test::test(rest),
        "build" => takes_nothing(command, rest).and_then(|()| build::build()),
        "package" => package::package(rest),
        "bench" => bench::bench(rest),
        "systems" => systems::systems(rest),
        "fuzz" => fuzz::fuzz(rest),
        "sbom" => takes_nothing(command, rest).and_then(|()| sbom::sbom()),
        "bindings" => takes_nothing(command, rest).and_then(|()| bindings::bindings()),
        _ => {
            eprint!("There is no command \"{command}\".\n\n{HELP}");
            Ok(ExitCode::from(2))
        }
    }
}

fn takes_nothing(command: &str, rest: &[String]) -> Result<(), TaskError> {
    match rest.first() {
        None => Ok(()),
        Some(word) => Err(TaskError::new(
            format!("\"cargo xtask {command}\" takes no arguments, but was given \"{word}\""),
            format!("Run it as: cargo xtask {command}"),
        )),
    }
}
