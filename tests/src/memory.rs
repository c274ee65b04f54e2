//! The memory of a running process, read from outside, as somebody could who has the rights of its user or of root.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::ops::ControlFlow;
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
    look_through(process, |bytes| match canaries.find(bytes) {
        Some(found) => ControlFlow::Break(found),
        None => ControlFlow::Continue(()),
    })
}

/// From the algorithm to the length of an RSA private key of 4096 bits in PKCS#8 (RFC 5958): `rsaEncryption` without
/// parameters, and an octet string of 0x09… bytes. In a public key a bit string follows, and in a shorter key another length.
const PRIVATE_RSA_4096: [u8; 14] =
    [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00, 0x04, 0x82, 0x09];
/// What stands between that and the modulus: the rest of the length, the head of the sequence, the version, and the head of
/// the number with its leading zero.
const BEFORE_MODULUS: usize = 1 + 4 + 3 + 5;
/// The bytes of the modulus that tell one key from another.
const ENOUGH: usize = 64;

/// The RSA private keys of 4096 bits in the memory of a process, each by the first bytes of its modulus.
///
/// # Panics
///
/// If the memory may not be read, or none could be.
#[must_use]
pub fn private_rsa_keys(process: &str) -> BTreeSet<Vec<u8>> {
    let mut found = BTreeSet::new();
    let search = aho_corasick::AhoCorasick::new([PRIVATE_RSA_4096]).expect("one can be looked for");
    look_through::<()>(process, |bytes| {
        for key in search.find_iter(bytes) {
            let modulus = bytes.get(key.end() + BEFORE_MODULUS..key.end() + BEFORE_MODULUS + ENOUGH);
            found.extend(modulus.map(<[u8]>::to_vec));
        }
        ControlFlow::Continue(())
    });
    found
}

/// Reads the memory of a process piece by piece, until `look` has seen enough.
fn look_through<T>(process: &str, mut look: impl FnMut(&[u8]) -> ControlFlow<T>) -> Option<T> {
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
                if let ControlFlow::Break(found) = look(&bytes) {
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
