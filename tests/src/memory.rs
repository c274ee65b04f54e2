//! The memory of a running process, read from outside, as somebody could who has the rights of its user or of root.

use std::fs::{self, File};
use std::os::unix::fs::FileExt as _;

use crate::canaries::Canaries;

/// The most that is read of one piece of memory at once, in bytes.
const PIECE: u64 = 16 << 20;
/// How much two pieces overlap, so that a secret between them is found.
const OVERLAP: u64 = 4096;

/// The first of these secrets in the memory of a process, and its spelling there.
///
/// # Panics
///
/// If the memory may not be read, or none could be.
#[must_use]
pub fn find_in_memory(process: &str, canaries: &Canaries) -> Option<String> {
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).expect("the process runs");
    let memory = File::open(format!("/proc/{process}/mem")).expect("we may read its memory");
    let mut read = 0;
    for (start, end) in maps.lines().filter_map(writable) {
        let mut at = start;
        while at < end {
            let length = PIECE.min(end - at);
            let mut bytes = vec![0; usize::try_from(length).expect("a piece fits into memory")];
            // Some special mappings cannot be read.
            if memory.read_exact_at(&mut bytes, at).is_ok() {
                read += length;
                if let Some(found) = canaries.find(&bytes) {
                    return Some(found);
                }
            }
            at += if length < PIECE { length } else { length - OVERLAP };
        }
    }
    assert!(read > 1 << 20, "only {read} bytes could be read");
    None
}

/// The range of a mapping that the process can read and write and that is no file: the heap, the stacks, and what
/// libraries asked for.
fn writable(line: &str) -> Option<(u64, u64)> {
    let mut parts = line.split_whitespace();
    let (range, rights) = (parts.next()?, parts.next()?);
    let file = parts.nth(2)?;
    let (start, end) = range.split_once('-')?;
    let number = |hex| u64::from_str_radix(hex, 16).ok();
    (rights.starts_with("rw") && file == "0").then_some((number(start)?, number(end)?))
}
