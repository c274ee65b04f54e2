//! The other end of `src/bin/store_by_hand.rs`: a store in a process of its own, which can be killed, and on Linux with a
//! disk of its own, which can be full or read-only.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::Value;

/// A store in a process of its own. Killed on drop.
#[derive(Debug)]
pub struct StoreByHand {
    process: Child,
    commands: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl StoreByHand {
    /// Starts `program`, which is `store_by_hand`.
    #[must_use]
    pub fn start(program: &str) -> Self {
        Self::spawn(&mut Command::new(program))
    }

    /// Starts it where the folder `disk` is a small disk of its own, of this many KiB, that nobody else sees.
    #[cfg(target_os = "linux")]
    #[must_use]
    pub fn start_with_disk(program: &str, disk: &Path, kib: u32) -> Self {
        let mut command = own_mounts("unshare", &["--map-root-user"]);
        command.args(["sh", "-c", r#"mount -t tmpfs -o "size=$1k" tmpfs "$2" && exec "$3""#, "sh"]);
        command.arg(kib.to_string()).arg(disk).arg(program);
        let mut started = Self::spawn(&mut command);
        // Before it answers, the disk is not there yet.
        started.ok("ready");
        started
    }

    fn spawn(command: &mut Command) -> Self {
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("store_by_hand (and unshare of util-linux) can be started");
        let commands = process.stdin.take().expect("stdin is a pipe");
        let answers = BufReader::new(process.stdout.take().expect("stdout is a pipe"));
        Self { process, commands, answers }
    }

    /// Sends a command without waiting for what it answers. A process that was killed gets nothing.
    pub fn send(&mut self, command: &str) {
        let _ = writeln!(self.commands, "{command}").and_then(|()| self.commands.flush());
    }

    /// The next answer; `None` when the process is gone. A line that was cut off in the middle is no answer.
    pub fn answer(&mut self) -> Option<Value> {
        let mut line = String::new();
        self.answers.read_line(&mut line).ok()?;
        line.strip_suffix('\n').and_then(|line| serde_json::from_str(line).ok())
    }

    /// Sends a command and waits for its answer.
    pub fn ask(&mut self, command: &str) -> Value {
        self.send(command);
        self.answer().expect("the store answers")
    }

    /// What a command that works gives back.
    pub fn ok(&mut self, command: &str) -> Value {
        let answer = self.ask(command);
        assert!(answer.get("ok").is_some(), "{command}: {answer}");
        answer["ok"].clone()
    }

    /// Why a command does not work, as a code.
    pub fn error(&mut self, command: &str) -> String {
        let answer = self.ask(command);
        answer["error"]["code"].as_str().unwrap_or_else(|| panic!("{command}: {answer}")).to_owned()
    }

    /// Kills it at once (SIGKILL): nothing of it runs any more.
    pub fn kill(&mut self) {
        self.process.kill().expect("the process can be killed");
        self.process.wait().expect("the process can be waited for");
    }

    /// Runs a command where the disk of [`StoreByHand::start_with_disk`] is to be seen.
    #[cfg(target_os = "linux")]
    pub fn beside(&self, program: &str, arguments: &[&str]) {
        let mut command = own_mounts("nsenter", &["--preserve-credentials"]);
        command.arg(format!("--target={}", self.process.id())).arg(program).args(arguments);
        let status = command.status().expect("nsenter of util-linux can be started");
        assert!(status.success(), "{program} {arguments:?}");
    }
}

/// A program of util-linux with mounts of its own. Who is not root becomes it for their own mounts.
#[cfg(target_os = "linux")]
fn own_mounts(program: &str, as_somebody: &[&str]) -> Command {
    let root = Command::new("id").arg("-u").output().is_ok_and(|out| out.stdout.starts_with(b"0\n"));
    let mut command = Command::new(program);
    command.arg("--mount");
    if !root {
        command.arg("--user").args(as_somebody);
    }
    command
}

impl Drop for StoreByHand {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
