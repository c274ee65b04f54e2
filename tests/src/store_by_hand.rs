//! The test's side of `src/bin/store_by_hand.rs`: a store in a process of its own, which can be killed. On Linux it
//! can have a disk of its own, which can be full or read-only.

use std::io::{BufRead as _, BufReader, Write as _};
#[cfg(target_os = "linux")]
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::Value;

/// A store in a process of its own. It is killed on drop.
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

    /// Starts it with a small disk of its own at the folder `disk`, of this many KiB, that no other process sees.
    #[cfg(target_os = "linux")]
    #[must_use]
    pub fn start_with_disk(program: &str, disk: &Path, kib: u32) -> Self {
        let mut command = own_mounts("unshare", &["--map-root-user"]);
        command.args(["sh", "-c", r#"mount -t tmpfs -o "size=$1k" tmpfs "$2" && exec "$3""#, "sh"]);
        command.arg(kib.to_string()).arg(disk).arg(program);
        let mut started = Self::spawn(&mut command);
        // The disk is there once the process replies.
        started.ok("ready");
        started
    }

    /// Starts it on a disk that has faults on demand.
    #[cfg(target_os = "linux")]
    #[must_use]
    pub fn start_with_faults(program: &str, disk: &crate::faulty_disk::FaultyDisk) -> Self {
        let mut command = Command::new(program);
        disk.preload(&mut command);
        Self::spawn(&mut command)
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

    /// Sends a command without waiting for its reply. A killed process gets nothing.
    pub fn send(&mut self, command: &str) {
        let _ = writeln!(self.commands, "{command}").and_then(|()| self.commands.flush());
    }

    /// The next reply; `None` if the process has ended. An incomplete line is no reply.
    pub fn answer(&mut self) -> Option<Value> {
        let mut line = String::new();
        self.answers.read_line(&mut line).ok()?;
        line.strip_suffix('\n').and_then(|line| serde_json::from_str(line).ok())
    }

    /// Sends a command and waits for its reply.
    pub fn ask(&mut self, command: &str) -> Value {
        self.send(command);
        self.answer().expect("the store answers")
    }

    /// The result of a command that succeeds.
    pub fn ok(&mut self, command: &str) -> Value {
        let answer = self.ask(command);
        assert!(answer.get("ok").is_some(), "{command}: {answer}");
        answer["ok"].clone()
    }

    /// The error code of a command that fails.
    pub fn error(&mut self, command: &str) -> String {
        let answer = self.ask(command);
        answer["error"]["code"].as_str().unwrap_or_else(|| panic!("{command}: {answer}")).to_owned()
    }

    /// Kills the process at once (SIGKILL).
    pub fn kill(&mut self) {
        self.process.kill().expect("the process can be killed");
        self.process.wait().expect("the process can be waited for");
    }

    /// Runs a command that sees the disk of [`StoreByHand::start_with_disk`].
    #[cfg(target_os = "linux")]
    pub fn beside(&self, program: &str, arguments: &[&str]) {
        let mut command = own_mounts("nsenter", &["--preserve-credentials"]);
        command.arg(format!("--target={}", self.process.id())).arg(program).args(arguments);
        let status = command.status().expect("nsenter of util-linux can be started");
        assert!(status.success(), "{program} {arguments:?}");
    }
}

/// A program of util-linux with mounts of its own. A user who is not root becomes root for these mounts only.
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
