//! SQLite's log: whether it lost acknowledged changes. Its format is in <https://www.sqlite.org/fileformat2.html#walformat>.
//!
//! SQLite reads a log up to the first frame that does not fit its checksum, and takes what follows for the change that
//! a crash interrupted. That is right for one change, the last. All before it were on the disk when they were
//! acknowledged, so when more than one cannot be read, the log is damaged.

use std::fs::File;
use std::io::{self, BufReader, ErrorKind, Read};
use std::path::Path;

/// The size of a page, in the file and in the log, in bytes.
pub(super) const PAGE_BYTES: usize = 4096;
const HEADER_BYTES: usize = 32;
const FRAME_HEADER_BYTES: usize = 24;

/// Whether changes that were acknowledged are in this log and cannot be read. `false` if there is no log.
pub(super) fn lost_changes(log: &Path) -> io::Result<bool> {
    match File::open(log) {
        Ok(file) => lost_changes_in(BufReader::new(file)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

fn lost_changes_in(mut log: impl Read) -> io::Result<bool> {
    let mut header = [0; HEADER_BYTES];
    if !fill(&mut log, &mut header)? {
        return Ok(false);
    }
    let mut sum = Checksum::of_header(&header);
    // They tell the frames of this log from those of an earlier one, in whose file it is written.
    let mut salts: Option<[u8; 8]> = sum.and(array(&header[16..]));
    let mut lost = 0;
    let mut frame = [0; FRAME_HEADER_BYTES + PAGE_BYTES];
    while fill(&mut log, &mut frame)? {
        let (frame_header, page) = frame.split_at(FRAME_HEADER_BYTES);
        let frame_salts = array(&frame_header[8..]);
        let next = sum.map(|sum| sum.over(&frame_header[..8]).over(page));
        sum = next.filter(|sum| frame_salts == salts && sum.is(&frame_header[16..]));
        let is_last_of_a_change = frame_header[4..8] != [0; 4];
        salts = salts.or(frame_salts);
        if sum.is_none() && frame_salts == salts && is_last_of_a_change {
            lost += 1;
        }
    }
    Ok(lost > 1)
}

/// Fills the buffer; `false` if less is left.
fn fill(log: &mut impl Read, buffer: &mut [u8]) -> io::Result<bool> {
    match log.read_exact(buffer) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
        other => other.map(|()| true),
    }
}

fn array<const N: usize>(bytes: &[u8]) -> Option<[u8; N]> {
    bytes.first_chunk().copied()
}

/// The running checksum of the log: each frame's covers everything before it.
#[derive(Clone, Copy)]
struct Checksum {
    big_endian: bool,
    sums: [u32; 2],
}

impl Checksum {
    /// The checksum of the log's header, if it is undamaged.
    fn of_header(header: &[u8; HEADER_BYTES]) -> Option<Self> {
        let big_endian = match header.first_chunk()? {
            [0x37, 0x7F, 0x06, 0x82] => false,
            [0x37, 0x7F, 0x06, 0x83] => true,
            _ => return None,
        };
        let sum = Self { big_endian, sums: [0; 2] }.over(&header[..24]);
        sum.is(&header[24..]).then_some(sum)
    }

    fn over(self, bytes: &[u8]) -> Self {
        let word = if self.big_endian { u32::from_be_bytes } else { u32::from_le_bytes };
        let (words, _) = bytes.as_chunks::<4>();
        let mut sums = self.sums;
        for (place, bytes) in words.iter().enumerate() {
            let (this, other) = (place % 2, 1 - place % 2);
            sums[this] = sums[this].wrapping_add(word(*bytes)).wrapping_add(sums[other]);
        }
        Self { sums, ..self }
    }

    /// Whether the stored checksum is this one.
    fn is(self, stored: &[u8]) -> bool {
        let [first, second] = self.sums.map(u32::to_be_bytes);
        stored.starts_with(&[first, second].concat())
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    /// The log of a file with this many changes, each of one page.
    fn log_of(changes: usize) -> Vec<u8> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let connection = Connection::open(&path).unwrap();
        connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(())).unwrap();
        connection.execute_batch("CREATE TABLE one (value)").unwrap();
        connection.pragma_update_and_check(None, "wal_checkpoint", "truncate", |_| Ok(())).unwrap();
        for _ in 0..changes {
            connection.execute("INSERT INTO one VALUES (1)", []).unwrap();
        }
        std::fs::read(folder.path().join("file-wal")).unwrap()
    }

    fn lost(log: &[u8]) -> bool {
        lost_changes_in(log).unwrap()
    }

    #[test]
    fn an_undamaged_log_lost_nothing_and_neither_did_one_that_a_crash_cut_off() {
        let log = log_of(5);
        for length in [0, 1, HEADER_BYTES, HEADER_BYTES + 1, log.len() / 2, log.len() - 1, log.len()] {
            assert!(!lost(&log[..length]), "of {length} bytes");
        }
    }

    #[test]
    fn a_damaged_byte_is_noticed_unless_the_last_change_alone_is_behind_it() {
        let log = log_of(5);
        let frame = FRAME_HEADER_BYTES + PAGE_BYTES;
        assert_eq!(log.len(), HEADER_BYTES + 5 * frame, "one page for each change");
        for (place, is_noticed) in [
            (0, true),
            (HEADER_BYTES - 1, true),
            (HEADER_BYTES + 9, true),
            (HEADER_BYTES + 3 * frame + 1_000, true),
            (HEADER_BYTES + 4 * frame + 1_000, false),
        ] {
            let mut damaged = log.clone();
            damaged[place] ^= 1;
            assert_eq!(lost(&damaged), is_noticed, "at byte {place}");
        }
    }

    #[test]
    fn frames_of_an_earlier_log_in_the_same_file_are_not_lost_changes() {
        let folder = tempfile::tempdir().unwrap();
        let connection = Connection::open(folder.path().join("file")).unwrap();
        connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(())).unwrap();
        connection.execute_batch("CREATE TABLE one (value)").unwrap();
        for _ in 0..9 {
            connection.execute("INSERT INTO one VALUES (1)", []).unwrap();
        }
        connection.pragma_update_and_check(None, "wal_checkpoint", "restart", |_| Ok(())).unwrap();
        connection.execute("INSERT INTO one VALUES (2)", []).unwrap();
        assert!(!lost_changes(&folder.path().join("file-wal")).unwrap());
    }
}
