//! The memory of a running process, read from outside, as somebody could who has the rights of its user or of root.

use std::fs::{self, File};
use std::os::unix::fs::FileExt as _;

use crate::canaries::Canaries;

const PAGE: u64 = 4096;
/// The most pages that are read at once.
const MOST_PAGES: u64 = 4096;
/// An entry of `/proc/…/pagemap` for a page that is in memory or in swap (bits 63 and 62, proc_pid_pagemap(5)).
const THERE: u64 = 0b11 << 62;

/// The first of these secrets in the memory of a process, and its spelling there.
///
/// # Panics
///
/// If the memory may not be read, or none could be.
#[must_use]
pub fn find_in_memory(process: &str, canaries: &Canaries) -> Option<String> {
    let open = |name| File::open(format!("/proc/{process}/{name}")).expect("we may read its memory");
    let maps = fs::read_to_string(format!("/proc/{process}/smaps")).expect("the process runs");
    let (memory, pages) = (open("mem"), open("pagemap"));
    let mut read = 0;
    for (start, end) in mappings(&maps) {
        for (from, to) in runs(&pages, start / PAGE, end / PAGE) {
            let mut bytes = vec![0; usize::try_from((to - from) * PAGE).expect("it fits into memory")];
            // Some special mappings cannot be read.
            if memory.read_exact_at(&mut bytes, from * PAGE).is_ok() {
                read += bytes.len();
                if let Some(found) = canaries.find(&bytes) {
                    return Some(found);
                }
            }
        }
    }
    assert!(read > 1 << 20, "only {read} bytes could be read");
    None
}

/// The mappings that the process can read and write and that are no file: the heap, the stacks, and what libraries asked
/// for. Libraries reserve much more than they use; what has no page is left out.
fn mappings(smaps: &str) -> Vec<(u64, u64)> {
    let mut found = Vec::new();
    let mut last = None;
    for line in smaps.lines() {
        if let Some(rss) = line.strip_prefix("Rss:") {
            found.extend(last.take().filter(|_| rss.trim() != "0 kB"));
        } else if line.split_whitespace().next().is_some_and(|word| word.contains('-')) {
            last = writable(line);
        }
    }
    found
}

fn writable(line: &str) -> Option<(u64, u64)> {
    let mut parts = line.split_whitespace();
    let (range, rights) = (parts.next()?, parts.next()?);
    let file = parts.nth(2)?;
    let (start, end) = range.split_once('-')?;
    let number = |hex| u64::from_str_radix(hex, 16).ok();
    (rights.starts_with("rw") && file == "0").then_some((number(start)?, number(end)?))
}

/// The runs of pages in this range that are there, as page numbers.
fn runs(pages: &File, start: u64, end: u64) -> Vec<(u64, u64)> {
    let mut runs: Vec<(u64, u64)> = Vec::new();
    let mut at = start;
    while at < end {
        let count = MOST_PAGES.min(end - at);
        let mut entries = vec![0; usize::try_from(count * 8).expect("it fits into memory")];
        pages.read_exact_at(&mut entries, at * 8).expect("there is an entry for each page");
        for (page, entry) in (at..).zip(entries.as_chunks::<8>().0) {
            if u64::from_ne_bytes(*entry) & THERE == 0 {
                continue;
            }
            match runs.last_mut() {
                Some((from, to)) if *to == page && page - *from < MOST_PAGES => *to += 1,
                _ => runs.push((page, page + 1)),
            }
        }
        at += count;
    }
    runs
}
