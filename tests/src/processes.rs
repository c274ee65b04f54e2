//! The processes of the program and of WebKit, as `/proc` lists them.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(60);

/// A process of the program or of WebKit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Process {
    /// Process ID.
    pub id: u32,
    /// The first 15 characters of its name.
    pub name: String,
}

impl Process {
    /// Whether it is the program itself.
    #[must_use]
    pub fn is_program(&self) -> bool {
        self.name == "countersign"
    }

    /// Whether the page runs in it.
    #[must_use]
    pub fn has_page(&self) -> bool {
        self.name.starts_with("WebKitWebProces")
    }

    /// Sends it a signal, for example `KILL`.
    pub fn signal(&self, signal: &str) {
        let sent = Command::new("kill").args([&format!("-{signal}"), &self.id.to_string()]).status();
        assert!(sent.is_ok_and(|status| status.success()), "{self:?} gets {signal}");
    }

    /// A variable of its environment; `None` if it has none of this name.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<String> {
        let all = fs::read(format!("/proc/{}/environ", self.id)).unwrap_or_default();
        let all = String::from_utf8_lossy(&all).into_owned();
        all.split('\0').find_map(|pair| Some(pair.strip_prefix(name)?.strip_prefix('=')?.to_owned()))
    }

    /// Whether it has loaded a library, by the beginning of the library's file name.
    #[must_use]
    pub fn has_loaded(&self, library: &str) -> bool {
        let maps = fs::read_to_string(format!("/proc/{}/maps", self.id)).unwrap_or_default();
        maps.contains(&format!("/{library}"))
    }
}

/// The processes of the program and of WebKit in a process group. A process that has ended is none, even if nobody has
/// asked for its end.
#[must_use]
pub fn in_group(group: u32) -> Vec<Process> {
    let entries = fs::read_dir("/proc").expect("/proc is there").flatten();
    let all = entries.filter_map(|entry| {
        let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
        let (before, after) = stat.rsplit_once(')')?;
        let (id, name) = before.split_once(" (")?;
        let mut after = after.split_whitespace();
        let is_running = after.next()? != "Z";
        let of_group = after.nth(1)? == group.to_string();
        (is_running && of_group).then_some(Process { id: id.parse().ok()?, name: name.to_owned() })
    });
    all.filter(|process| process.is_program() || process.has_page()).collect()
}

/// The program itself in this group.
#[must_use]
pub fn program_of(group: u32) -> Process {
    let all = in_group(group);
    all.iter()
        .find(|process| process.is_program())
        .cloned()
        .unwrap_or_else(|| panic!("the program is in {all:?}"))
}

/// Waits for the process of this group in which the page runs.
pub async fn page_of(group: u32) -> Process {
    let limit = Instant::now() + PATIENCE;
    loop {
        if let Some(process) = in_group(group).into_iter().find(Process::has_page) {
            return process;
        }
        assert!(Instant::now() < limit, "the page has a process; there are {:?}", in_group(group));
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
