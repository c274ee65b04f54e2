//! The times that a server's words have in them: what time it was there, and until or from when the JWT is valid.

use time::{Date, PrimitiveDateTime, Time, UtcOffset};

use super::evidence::RequestFacts;
use super::finding::Finding;
use crate::moment::UnixSeconds;

/// How many characters before a time say which one it is.
const NAMED_WITHIN: usize = 60;
/// If the clocks differ by less than this, in seconds, that is not worth a finding.
const CLOCKS_AGREE: i64 = 10;
/// What stands before the server's time, before the end of the JWT's life and before its beginning.
const NAMES: [(&[&str], Named); 3] = [
    (&["current", "now", "evaluation time", "server time", "system time"], Named::Now),
    (&["exp", "until", "not after", "notonorafter", "valid to", "ended"], Named::End),
    (&["valid from", "from", "not before", "notbefore", "nbf", "iat", "issued", "start"], Named::Start),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Named {
    Now,
    End,
    Start,
}

/// What the times in the server's words say: the JWT had expired, or was not valid yet, and by how much this computer's
/// clock differs. Nothing if the words do not have both times.
pub(super) fn explain(words: &str, request: &RequestFacts) -> Vec<Finding> {
    let times = times_in(words);
    let first = |named: Named| times.iter().find(|(name, _)| *name == named).map(|(_, time)| *time);
    let Some(server) = first(Named::Now) else { return Vec::new() };
    let off = match (first(Named::End), first(Named::Start)) {
        (Some(end), _) if end <= server => Some((end, false)),
        (_, Some(start)) if start > server => Some((start, true)),
        _ => None,
    };
    let Some((limit, ahead)) = off else { return Vec::new() };
    let said = Finding::JwtTimesSaid { server, limit, ahead };
    let here = request.answered_at.seconds().0;
    let differs = server.0.saturating_sub(here);
    let clocks = (differs.abs() >= CLOCKS_AGREE).then(|| Finding::ClocksDiffer {
        seconds: u32::try_from(differs.unsigned_abs()).unwrap_or(u32::MAX),
        server_is_ahead: differs > 0,
    });
    std::iter::once(said).chain(clocks).collect()
}

/// The times in a text, with what each is.
fn times_in(text: &str) -> Vec<(Named, UnixSeconds)> {
    let mut found = Vec::new();
    let (mut at, mut named_from) = (0, 0);
    while let Some(step) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + step;
        match time_at(&text[start..]) {
            Some((time, length)) => {
                if let Some(named) = name_before(&text[named_from..start]) {
                    found.push((named, time));
                }
                at = start + length;
                named_from = at;
            }
            None => {
                let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
                at = start + digits;
            }
        }
    }
    found
}

/// What the words before a time call it: the last name counts.
fn name_before(text: &str) -> Option<Named> {
    let from = text.char_indices().rev().nth(NAMED_WITHIN).map_or(0, |(at, _)| at);
    let words = text[from..].to_ascii_lowercase();
    let last = |names: &[&str]| names.iter().filter_map(|name| words.rfind(name)).max();
    let names = NAMES.iter().filter_map(|(names, named)| Some((last(names)?, *named)));
    names.max_by_key(|(at, _)| *at).map(|(_, named)| named)
}

/// The time at the beginning of a text, and its length: as in ISO 8601, or in seconds since 1970.
fn time_at(text: &str) -> Option<(UnixSeconds, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match digits {
        10 => Some((UnixSeconds(text[..10].parse().ok()?), 10)),
        13 => Some((UnixSeconds(text[..10].parse().ok()?), 13)),
        4 => iso_at(text),
        _ => None,
    }
}

fn iso_at(text: &str) -> Option<(UnixSeconds, usize)> {
    const LENGTH: usize = "2026-11-29T14:00:00".len();
    let part = text.get(..LENGTH)?;
    let fits = part.bytes().zip(*b"dddd-dd-ddTdd:dd:dd").all(|(byte, form)| match form {
        b'd' => byte.is_ascii_digit(),
        b'T' => matches!(byte, b'T' | b't' | b' '),
        other => byte == other,
    });
    let number = |range: std::ops::Range<usize>| part[range].parse::<u8>().ok();
    let month = time::Month::try_from(fits.then(|| number(5..7)).flatten()?).ok()?;
    let date = Date::from_calendar_date(part[..4].parse().ok()?, month, number(8..10)?).ok()?;
    let time = Time::from_hms(number(11..13)?, number(14..16)?, number(17..19)?).ok()?;
    let fraction = match text[LENGTH..].strip_prefix('.') {
        Some(rest) => 1 + rest.bytes().take_while(u8::is_ascii_digit).count(),
        None => 0,
    };
    let (offset, length) = offset_at(&text[LENGTH + fraction..]);
    let seconds = PrimitiveDateTime::new(date, time).assume_offset(offset).unix_timestamp();
    Some((UnixSeconds(seconds), LENGTH + fraction + length))
}

/// The offset at the beginning of a text, and its length. Without one, servers mean UTC.
fn offset_at(text: &str) -> (UtcOffset, usize) {
    let digits = |range: std::ops::Range<usize>| text.get(range)?.parse::<i8>().ok();
    let offset = || {
        let sign = match text.as_bytes().first()? {
            b'+' => 1,
            b'-' => -1,
            _ => return None,
        };
        let colon = usize::from(text.as_bytes().get(3) == Some(&b':'));
        let (hours, minutes) = (digits(1..3)?, digits(3 + colon..5 + colon)?);
        Some((UtcOffset::from_hms(sign * hours, sign * minutes, 0).ok()?, 5 + colon))
    };
    offset().unwrap_or((UtcOffset::UTC, usize::from(text.starts_with(['Z', 'z']))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(text: &str) -> Vec<(Named, i64)> {
        times_in(text).into_iter().map(|(named, time)| (named, time.0)).collect()
    }

    #[test]
    fn times_are_read_as_servers_write_them() {
        let (start, end, now) = (1_795_953_600, 1_795_953_660, 1_795_960_800);
        for text in [
            "AADSTS700024: Client assertion is not within its valid time range. Current time: 2026-11-29T14:00:00.0000000Z, assertion valid from 2026-11-29T12:00:00.0000000Z, expiry time of assertion 2026-11-29T12:01:00.0000000Z.",
            "Current time: 2026-11-29 14:00:00, valid from 2026-11-29T13:00:00+01:00, expires 2026-11-29T07:01:00-0500",
        ] {
            assert_eq!(
                seconds(text),
                [(Named::Now, now), (Named::Start, start), (Named::End, end)],
                "{text}"
            );
        }
        assert_eq!(
            seconds(
                "JWT expired at 2026-11-29T12:01:00Z. Current time: 2026-11-29T14:00:00Z, a difference of 7140000 milliseconds"
            ),
            [(Named::End, end), (Named::Now, now)]
        );
        assert_eq!(
            seconds(
                "The JWT is no longer valid - the evaluation time NumericDate{1795960800 -> x} is on or after the Expiration Time (exp=NumericDate{1795953660 -> x})"
            ),
            [(Named::Now, now), (Named::End, end)]
        );
    }

    #[test]
    fn other_numbers_are_no_times() {
        for text in ["AADSTS7000222", "2026", "2026-13-45T99:00:00Z", "Trace ID: 12345678901234", "ü1"] {
            assert_eq!(times_in(text), [], "{text}");
        }
    }
}
