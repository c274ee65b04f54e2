//! SQLite's log: whether it lost acknowledged changes. Its format is in <https://www.sqlite.org/fileformat2.html#walformat>.
//!
//! SQLite reads a log up to the first frame that does not fit its checksum, and takes what follows for the change that
//! a crash interrupted. That is right for one change, the last. All before it were on the disk when they were
//! acknowledged, so when more than one cannot be read, the log is damaged.
//!
//! A change that failed leaves frames, too, which later changes overwrite one after the other. They are no lost changes:
//! the frames of a log that was damaged later still continue one another.

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
    let of_header = Checksum::of_header(&header);
    // They tell the frames of this log from those of an earlier one, in whose file it is written.
    let mut salts: Option<[u8; 8]> = of_header.and(array(&header[16..]));
    // What the frame before says its checksum is, right or wrong.
    let mut before = of_header;
    // Since the first frame that does not fit: how many frames there were, and how many changes that continue one another.
    let mut unread: Option<(u32, u32)> = None;
    let mut frame = [0; FRAME_HEADER_BYTES + PAGE_BYTES];
    while fill(&mut log, &mut frame)? {
        let (frame_header, page) = frame.split_at(FRAME_HEADER_BYTES);
        let frame_salts = array(&frame_header[8..]);
        let computed = before.map(|sum| sum.over(&frame_header[..8]).over(page));
        // Without the log's header, checksums tell nothing.
        let continues = computed.is_none_or(|sum| sum.is(&frame_header[16..]));
        before = before.and_then(|sum| sum.stored(&frame_header[16..]));
        salts = salts.or(frame_salts);
        let fits = continues && frame_salts == salts;
        let change = u32::from(frame_header[4..8] != [0; 4]);
        unread = match unread {
            None if fits && of_header.is_some() => None,
            None => Some((1, change)),
            Some((frames, changes)) if fits => Some((frames + 1, changes + change)),
            // A frame that was overwritten in part, or in which the checksum is damaged, is continued by none.
            Some((1, _)) if frame_salts == salts => Some((2, change)),
            Some(_) => break,
        };
    }
    Ok(unread.is_some_and(|(_, changes)| changes > 1))
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

    /// The checksum that is stored in a frame.
    fn stored(self, stored: &[u8]) -> Option<Self> {
        let sums = [stored.get(..4)?, stored.get(4..8)?]
            .map(|sum| sum.first_chunk().map(|sum| u32::from_be_bytes(*sum)));
        Some(Self { sums: [sums[0]?, sums[1]?], ..self })
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
    fn what_is_left_of_failed_changes_are_no_lost_changes() {
        let frame = FRAME_HEADER_BYTES + PAGE_BYTES;
        let (log, mut other) = (log_of(3), log_of(6));
        // The salts of the same log.
        for start in (HEADER_BYTES..other.len()).step_by(frame) {
            other[start + 8..start + 16].copy_from_slice(&log[16..24]);
        }
        // After the changes of this log there are those of another that were never acknowledged, one by one.
        let mut left = log.clone();
        left.extend_from_slice(&other[HEADER_BYTES + 5 * frame..]);
        assert!(!lost(&left));
        // A header alone was written over a frame.
        let mut torn = log.clone();
        torn[HEADER_BYTES + frame..][..FRAME_HEADER_BYTES]
            .copy_from_slice(&other[HEADER_BYTES..][..FRAME_HEADER_BYTES]);
        assert!(!lost(&torn));
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
