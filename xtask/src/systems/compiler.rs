//! The compiler for the other systems: the one of this machine if it has their standard libraries (`rustup target add`),
//! or else that of a Debian root, which compiles the standard libraries itself.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use super::apple_tools::{APPLE_AR, APPLE_CC};
use super::inside::Root;
use super::programs::Outside;
use super::target::Target;
use super::{apple_tools, inside, programs, root};
use crate::error::TaskError;
use crate::prerequisites::Purpose;
use crate::{process, workspace};

/// The standard library is not there in compiled form, so it's compiled like a dependency.
const BUILD_STD: &str = "-Zbuild-std=std,panic_unwind,test";

/// Where the other systems are compiled for.
#[derive(Debug)]
pub(super) enum Compiler {
    /// On this machine, with the targets that rustup has installed.
    Installed,
    /// In a Debian root.
    InRoot(Root),
}

impl Compiler {
    /// Takes the machine's own compiler, if it can compile for all of them.
    pub(super) fn choose() -> Self {
        if Target::ALL.iter().all(|target| has_standard_library(*target)) {
            Self::Installed
        } else {
            Self::InRoot(Root::of(folder().join("root")))
        }
    }

    /// What it is called in the summary.
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::Installed => "compiler",
            Self::InRoot(_) => "Debian root",
        }
    }

    /// Which one was chosen, and why.
    pub(super) const fn described(&self) -> &'static str {
        match self {
            Self::Installed => "Compiling with rustup's targets, which are installed",
            Self::InRoot(_) => {
                "rustup's targets for Windows (x86_64-pc-windows-gnu) and macOS (aarch64-apple-darwin) are not \
                 installed, so a Debian root with its own compiler is used"
            }
        }
    }

    /// What it needs on this machine.
    pub(super) const fn purposes(&self) -> &'static [Purpose] {
        match self {
            Self::Installed => &[Purpose::Build, Purpose::OtherSystems],
            Self::InRoot(_) => &[Purpose::Build, Purpose::DebianRoot],
        }
    }

    /// Makes what is not there yet. Returns how long it took.
    pub(super) fn prepare(&self) -> Result<Duration, TaskError> {
        let start = Instant::now();
        apple_tools::write(&apple_tools_folder())?;
        if let Self::InRoot(root) = self {
            root::ensure(root)?;
        }
        Ok(start.elapsed())
    }

    /// A call of cargo for one of the systems, with variables beside those of the compiler.
    pub(super) fn cargo(
        &self,
        target: Target,
        words: &[&str],
        variables: &[(&str, &str)],
    ) -> Result<Command, TaskError> {
        let (command, rest) = words.split_first().unwrap_or((&"check", &[]));
        let mut all = vec![*command, "--locked", "--target", target.triple()];
        if let Self::InRoot(_) = self {
            all.push(BUILD_STD);
        }
        all.extend(rest);
        let mut environment = self.environment(target);
        environment.extend(variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        match self {
            Self::Installed => {
                let mut command = process::cargo();
                command.args(all).envs(environment);
                Ok(command)
            }
            Self::InRoot(root) => root.command("cargo", &all, &environment),
        }
    }

    /// Offers the programs that the tests need under Wine. `program` stands for each of them.
    pub(super) fn offer_programs(&self) -> Result<Outside, TaskError> {
        let program = self.built(Target::Windows).join("host_program.exe");
        programs::install(&program, &programs_folder())?;
        Outside::listen(&wine_folder().join("drive_c"))
    }

    /// A call of another program, where Windows' programs run.
    pub(super) fn beside(&self, program: &str, words: &[&str]) -> Result<Command, TaskError> {
        match self {
            Self::Installed => {
                let mut command = process::command(program);
                command.args(words).envs(self.environment(Target::Windows));
                Ok(command)
            }
            Self::InRoot(root) => root.command(program, words, &self.environment(Target::Windows)),
        }
    }

    /// Where the compiled programs of a system are.
    pub(super) fn built(&self, target: Target) -> PathBuf {
        self.target_folder().join(target.triple()).join("debug")
    }

    /// Cargo's target folder.
    fn target_folder(&self) -> PathBuf {
        match self {
            Self::Installed => workspace::target(),
            // The compilers have different versions, so what they make is kept apart.
            Self::InRoot(_) => folder().join("build"),
        }
    }

    fn environment(&self, target: Target) -> Vec<(String, String)> {
        let text = |path: &Path| path.to_string_lossy().into_owned();
        let mut variables = vec![("CARGO_TARGET_DIR", text(&self.target_folder()))];
        if let Self::InRoot(_) = self {
            variables.extend([
                // For `-Z`: this is a stable compiler.
                ("RUSTC_BOOTSTRAP", "1".into()),
                ("CARGO_INCREMENTAL", "0".into()),
                ("CARGO_HTTP_CAINFO", inside::AUTHORITIES.into()),
                ("SSL_CERT_FILE", inside::AUTHORITIES.into()),
            ]);
        }
        match target {
            Target::Windows => {
                let on_z = |folder: &Path| format!("Z:{}", text(folder)).replace('/', "\\");
                variables.extend([
                    ("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER", "x86_64-w64-mingw32-gcc".into()),
                    ("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", "wine".into()),
                    ("WINEDEBUG", "-all".into()),
                    ("XDG_RUNTIME_DIR", "/tmp".into()),
                    ("WINEPREFIX", text(&wine_folder())),
                    // The shell's programs need WebView2Loader.dll, which is built beside them.
                    ("WINEPATH", [on_z(&self.built(target)), on_z(&programs_folder())].join(";")),
                ]);
            }
            Target::Mac => {
                let folder = apple_tools_folder();
                let tool = |name: &str| text(&folder.join(name));
                variables.extend([
                    ("CC_aarch64_apple_darwin", tool(APPLE_CC)),
                    ("CXX_aarch64_apple_darwin", tool(APPLE_CC)),
                    ("AR_aarch64_apple_darwin", tool(APPLE_AR)),
                    ("RANLIB_aarch64_apple_darwin", tool(APPLE_AR)),
                    ("CARGO_TARGET_AARCH64_APPLE_DARWIN_LINKER", tool(APPLE_CC)),
                    ("SDKROOT", text(&folder)),
                    ("PATH", format!("{}:{}", text(&folder), self.path())),
                ]);
            }
        }
        variables.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    fn path(&self) -> String {
        match self {
            Self::Installed => std::env::var("PATH").unwrap_or_default(),
            Self::InRoot(_) => inside::PATH.into(),
        }
    }
}

/// Where everything of this command is.
fn folder() -> PathBuf {
    workspace::target().join("systems")
}

/// Wine's folder, with its drive C.
fn wine_folder() -> PathBuf {
    folder().join("wine")
}

fn programs_folder() -> PathBuf {
    folder().join("programs")
}

fn apple_tools_folder() -> PathBuf {
    folder().join("apple-tools")
}

/// Whether this machine's compiler has the standard library of a system.
fn has_standard_library(target: Target) -> bool {
    process::read("rustc", &["--print", "target-libdir", "--target", target.triple()])
        .is_some_and(|folder| Path::new(folder.trim()).is_dir())
}
