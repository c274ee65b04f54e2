//! The start of the program on a Windows without WebView2, which Wine is: it has to say what is missing, instead of
//! ending without a word.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use super::compiler::Compiler;
use super::target::Target;
use crate::error::TaskError;
use crate::totals::Totals;
use crate::{process, say};

/// Longest time until it says something.
const PATIENCE: Duration = Duration::from_secs(180);
/// What the message has to name.
const MISSING: &str = "WebView2";

/// Starts the program on a display of its own, and waits until it names what is missing. It says so on standard error,
/// too, before it opens the dialog that a person sees.
pub(super) fn without_web_view(compiler: &Compiler) -> Result<Totals, TaskError> {
    // At its first start Wine makes its folder, and until that is done no window can be opened.
    process::succeed(
        &mut compiler.beside("xvfb-run", &["--auto-servernum", "wineboot", "--init"])?,
        "Read Wine's message above.",
    )?;
    let program = compiler.built(Target::Windows).join("countersign.exe");
    let program = program.to_string_lossy().into_owned();
    let words = ["--auto-servernum", "wine", program.as_str()];
    let mut command = compiler.beside("xvfb-run", &words)?;
    // A group of its own: what it starts ends with it.
    command.stdin(Stdio::null()).stderr(Stdio::piped());
    let mut started =
        process::in_own_group(&mut command).spawn().map_err(|error| not_started(&error.to_string()))?;
    let said = said_until(&mut started, MISSING);
    // The dialog waits for a person.
    end(&mut started, compiler);
    let said = said?;
    if said.contains(MISSING) {
        say::note(&format!("It says: {}", said.trim()));
        Ok(Totals { passed: 1, failed: 0 })
    } else {
        Err(not_started(&format!("it said \"{}\", which does not name {MISSING}", said.trim())))
    }
}

/// Ends the display, Wine and the program. Wine's server leaves the group; in a Debian root it ends with the root's
/// processes, and without one Wine is told to end everything that runs in its folder.
fn end(started: &mut Child, compiler: &Compiler) {
    if matches!(compiler, Compiler::Installed)
        && let Ok(mut wine) = compiler.beside("timeout", &["60", "wine", "wineboot", "--kill"])
    {
        let _ = process::quietly(&mut wine);
    }
    let group = format!("-{}", started.id());
    let _ = process::quietly(process::command("kill").args(["-KILL", "--", &group]));
    let _ = started.kill();
    let _ = started.wait();
}

/// What it says until a word occurs, it ends, or it says nothing for too long.
fn said_until(started: &mut Child, word: &str) -> Result<String, TaskError> {
    let stderr = started.stderr.take().ok_or_else(|| not_started("its output could not be read"))?;
    let (lines, next) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stderr).lines().map_while(Result::ok) {
            if lines.send(line).is_err() {
                break;
            }
        }
    });
    let (mut said, deadline) = (String::new(), Instant::now() + PATIENCE);
    loop {
        match next.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(line) => {
                said.push_str(&line);
                said.push('\n');
                if line.contains(word) {
                    return Ok(said);
                }
            }
            Err(RecvTimeoutError::Disconnected) => return Ok(said),
            Err(RecvTimeoutError::Timeout) => {
                return Err(not_started(&format!(
                    "after {} s it had only said \"{said}\"",
                    PATIENCE.as_secs()
                )));
            }
        }
    }
}

fn not_started(why: &str) -> TaskError {
    TaskError::new(
        format!("countersign.exe did not say what is missing: {why}"),
        "The message is made where the window is opened (platform::give_up). Start it yourself: \
         cargo xtask systems start",
    )
}
