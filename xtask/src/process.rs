//! Starting other programs, with their output shown, read, or both. The callers say what they start, and why.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::error::TaskError;
use crate::workspace;

/// A command that runs in the repository's folder.
pub(crate) fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(workspace::root());
    command
}

/// The cargo that started xtask, so that the same toolchain is used.
pub(crate) fn cargo() -> Command {
    let mut command = command(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()));
    // `cargo xtask` sets it for xtask. Passed on, it would change how other packages are built.
    command.env_remove("CARGO_MANIFEST_DIR");
    if cfg!(windows) {
        // aws-lc-sys brings its assembly prebuilt for machines without NASM, if it is allowed to use it.
        command.env("AWS_LC_SYS_PREBUILT_NASM", "1");
    }
    command
}

/// npm, in a folder of the repository. On Windows npm is a batch file.
pub(crate) fn npm(folder: &Path) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(folder);
    command
}

/// Lets a command and everything that it starts be one group of processes, on systems that have such groups.
pub(crate) fn in_own_group(command: &mut Command) -> &mut Command {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    command
}

/// Runs a command with its output shown; anything but success is a failure.
pub(crate) fn succeed(command: &mut Command, remedy: &str) -> Result<(), TaskError> {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(TaskError::new(format!("{} ended with {}", shown(command), ended(status)), remedy))
    }
}

/// Runs a command with its output shown while it is collected: its success, and what it wrote to stdout.
pub(crate) fn watch(command: &mut Command) -> Result<(bool, String), TaskError> {
    command.stdout(Stdio::piped());
    let mut child = command.spawn().map_err(|error| not_started(command, &error))?;
    let mut written = String::new();
    if let Some(stdout) = child.stdout.take() {
        let mut reader = BufReader::new(stdout);
        let mut line = Vec::new();
        // Bytes, not lines of UTF-8: a test may print anything.
        while reader.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
            let mut out = std::io::stdout().lock();
            // Even if nobody reads the output of xtask any more, the step runs to its end.
            let _ = out.write_all(&line).and_then(|()| out.flush());
            written.push_str(&String::from_utf8_lossy(&line));
            line.clear();
        }
    }
    let status = child.wait().map_err(|error| not_started(command, &error))?;
    Ok((status.success(), written))
}

/// Runs a command with nothing shown: its success, and what it wrote to stdout.
pub(crate) fn quietly(command: &mut Command) -> Result<(bool, String), TaskError> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| not_started(command, &error))?;
    Ok((output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned()))
}

/// What a command writes to stdout, if it can be started and succeeds. Nothing is shown.
pub(crate) fn read(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a program of this name is on the PATH.
pub(crate) fn on_path(program: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| {
        std::env::split_paths(&path).any(|folder| {
            folder.join(program).is_file()
                || (cfg!(windows)
                    && ["exe", "cmd", "bat"]
                        .iter()
                        .any(|end| folder.join(format!("{program}.{end}")).is_file()))
        })
    })
}

/// A command as a person would type it.
pub(crate) fn shown(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

fn ended(status: std::process::ExitStatus) -> String {
    status.code().map_or_else(|| "a signal".into(), |code| format!("code {code}"))
}

fn not_started(command: &Command, error: &std::io::Error) -> TaskError {
    TaskError::new(
        format!("{} could not be started: {error}", shown(command)),
        "Check that the program is installed and on the PATH.",
    )
}
