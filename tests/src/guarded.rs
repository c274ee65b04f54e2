//! Processes that never outlive the test that started them, even if it panics or is killed. Each runs under a small
//! shell that ends the whole process group as soon as its stdin is closed.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// Ends the process group, and kills it after three seconds.
const GUARD: &str = r#"
"$@" </dev/null &
pid=$!
exec >/dev/null
cat
kill -TERM "$pid" 2>/dev/null
(sleep 3; kill -KILL 0) &
wait "$pid"
kill -KILL 0
"#;

/// A process and everything it starts. They are ended on drop.
#[derive(Debug)]
pub struct Guarded {
    shell: Child,
    stdout: Option<BufReader<ChildStdout>>,
    name: String,
}

impl Guarded {
    /// Starts `command` with its program, arguments, folder and environment. Its stderr goes to the file `log`.
    #[must_use]
    pub fn start(command: &Command, log: &Path) -> Self {
        let name = command.get_program().to_string_lossy().into_owned();
        let log = File::create(log).expect("tests/artefacts is writable");
        let mut shell = Command::new("sh");
        shell.args(["-c", GUARD, "guard"]).arg(command.get_program()).args(command.get_args());
        if let Some(folder) = command.get_current_dir() {
            shell.current_dir(folder);
        }
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => shell.env(name, value),
                None => shell.env_remove(name),
            };
        }
        #[cfg(unix)]
        {
            use std::os::unix::process::CommandExt;
            shell.process_group(0);
        }
        let mut shell = shell
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap_or_else(|error| panic!("{name} can be started: {error}"));
        let stdout = shell.stdout.take().map(BufReader::new);
        Self { shell, stdout, name }
    }

    /// The first line that the process writes to stdout. Panics if none comes within `limit`.
    #[must_use]
    pub fn first_line(&mut self, limit: Duration) -> String {
        let mut stdout = self.stdout.take().expect("the first line is read once");
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || {
            let mut line = String::new();
            let _ = stdout.read_line(&mut line);
            let _ = sender.send(line);
            // Keeps reading, so that the process never waits for a full pipe.
            let _ = std::io::copy(&mut stdout, &mut std::io::sink());
        });
        let line = receiver.recv_timeout(limit).unwrap_or_default();
        assert!(!line.trim().is_empty(), "{} says something within {limit:?}", self.name);
        line.trim().to_string()
    }
}

impl Guarded {
    /// The process group of the process and everything that it starts.
    #[must_use]
    pub fn process_group(&self) -> u32 {
        self.shell.id()
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        let limit = Instant::now() + Duration::from_secs(5);
        while Instant::now() < limit {
            if !matches!(self.shell.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        let _ = self.shell.kill();
        let _ = self.shell.wait();
    }
}

/// Runs a program to its end and returns its stdout; `None` if it fails or takes longer than `limit`.
pub fn output_within(command: &mut Command, limit: Duration) -> Option<Vec<u8>> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    let mut stdout = child.stdout.take()?;
    let reader = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = std::io::Read::read_to_end(&mut stdout, &mut bytes);
        bytes
    });
    let limit = Instant::now() + limit;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return if status.success() { reader.join().ok() } else { None },
            Ok(None) if Instant::now() < limit => std::thread::sleep(Duration::from_millis(5)),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
        }
    }
}
