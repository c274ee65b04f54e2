//! A disk that fails on demand, for one process: `tests/faults/faults.c`, preloaded, lets its writes, syncs and
//! truncations fail or kills it there. A real disk cannot be made to fail at exactly one call.

use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::artefacts::{repository, target};

/// What a call does instead of its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It does nothing and reports an error.
    NoEffect = 1,
    /// It does its work and reports an error all the same.
    DoneAllTheSame = 2,
    /// A write does half of its work and reports that the disk is full.
    HalfDone = 3,
    /// The process is killed before it.
    KilledBefore = 4,
    /// The process is killed after it.
    KilledAfter = 5,
    /// The process is killed, and what was not synced is not on the disk.
    PowerLost = 6,
}

impl Fault {
    /// All faults.
    pub const ALL: [Self; 6] = [
        Self::NoEffect,
        Self::DoneAllTheSame,
        Self::HalfDone,
        Self::KilledBefore,
        Self::KilledAfter,
        Self::PowerLost,
    ];

    /// Whether the process goes on after it.
    #[must_use]
    pub fn is_error(self) -> bool {
        matches!(self, Self::NoEffect | Self::DoneAllTheSame | Self::HalfDone)
    }
}

/// The disk as one process sees it.
#[derive(Debug)]
pub struct FaultyDisk {
    library: PathBuf,
    orders: PathBuf,
    file: File,
    below: PathBuf,
}

impl FaultyDisk {
    /// A disk without faults. Those that are ordered concern files whose absolute paths begin with `below`. `orders` is
    /// a file that is made for it.
    #[must_use]
    pub fn new(orders: &Path, below: &Path) -> Self {
        fs::write(orders, [0; 32]).expect("the file of orders can be written");
        let file = OpenOptions::new().read(true).write(true).open(orders).expect("it was just written");
        Self { library: library(), orders: orders.to_owned(), file, below: below.to_owned() }
    }

    pub(crate) fn preload(&self, command: &mut Command) {
        command.env("LD_PRELOAD", &self.library);
        command.env("COUNTERSIGN_FAULTS", &self.orders).env("COUNTERSIGN_FAULTS_BELOW", &self.below);
    }

    /// Starts counting calls again, and lets those from `first` to `last` fail, counted from 1.
    pub fn order(&self, fault: Fault, first: i64, last: i64) {
        for (number, value) in [0, first, last, fault as i64].into_iter().enumerate() {
            let bytes = value.to_ne_bytes();
            self.file.write_all_at(&bytes, 8 * number as u64).expect("the file of orders can be written");
        }
    }

    /// The number of calls since the last order.
    #[must_use]
    pub fn calls(&self) -> i64 {
        let mut bytes = [0; 8];
        self.file.read_exact_at(&mut bytes, 0).expect("the file of orders can be read");
        i64::from_ne_bytes(bytes)
    }
}

/// The library, compiled once for each process that tests.
fn library() -> PathBuf {
    use std::sync::OnceLock;
    static LIBRARY: OnceLock<PathBuf> = OnceLock::new();
    let compile = || {
        let made = target().join(format!("faults-{}.so", std::process::id()));
        let library = target().join("faults.so");
        let source = repository().join("tests/faults/faults.c");
        let mut compiler = Command::new("cc");
        compiler
            .args(["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o"])
            .arg(&made)
            .arg(source)
            .arg("-ldl");
        assert!(compiler.status().expect("cc can be started").success(), "faults.c compiles");
        fs::rename(&made, &library).expect("the target folder is writable");
        library
    };
    LIBRARY.get_or_init(compile).clone()
}
