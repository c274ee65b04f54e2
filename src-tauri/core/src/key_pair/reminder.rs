//! A calendar entry for the expiry of a certificate (iCalendar, RFC 5545), with alarms before it.
//!
//! It is written by hand because the available library adds the current time and a random identifier to every
//! alarm, where RFC 5545 section 3.6.6 has neither.

use serde::Deserialize;
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;
use time::{OffsetDateTime, UtcDateTime};

use crate::certificate::Certificate;
use crate::moment::UnixSeconds;

/// Days before expiry on which the calendar reminds, at nine in the morning.
const REMIND_DAYS_BEFORE: [i64; 2] = [30, 7];
/// For a certificate that expires sooner: the day before, or else the day itself.
const LAST_REMINDERS: [i64; 2] = [1, 0];
const HOUR: i64 = 60 * 60;
const DAY: i64 = 24 * HOUR;
/// Nine in the morning, in seconds after midnight: people are at their desks.
const MORNING: i64 = 9 * HOUR;
/// The longest line in bytes, without its line end (RFC 5545 section 3.1).
const LONGEST_LINE: usize = 75;

const DATE: &[BorrowedFormatItem<'_>] = format_description!("[year][month][day]");
const DATE_TIME: &[BorrowedFormatItem<'_>] =
    format_description!("[year][month][day]T[hour][minute][second]Z");

/// The words in the calendar entry, in the person's language.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ReminderWords {
    /// One line: what to do.
    pub summary: String,
    /// How to do it.
    pub description: String,
}

/// The certificate has expired, so there is nothing to remind of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NothingToRemind;

/// The text of an `.ics` file with one entry on the day (in UTC) on which the certificate expires. It reminds
/// 30 and 7 days before, at nine o'clock local time; reminders in the past are left out. For a certificate that
/// expires within a week it reminds the day before, or on the day itself.
///
/// The identifier of the entry is derived from the certificate, so that a calendar that imports the file twice
/// has the entry once.
///
/// # Errors
/// If the certificate expired before `now`.
pub fn write_reminder(
    certificate: &Certificate,
    words: &ReminderWords,
    now: UnixSeconds,
) -> Result<String, NothingToRemind> {
    let end = certificate.not_after();
    let (Some(end_day), Some(written)) = (utc(end), utc(now)) else { return Err(NothingToRemind) };
    if end < now {
        return Err(NothingToRemind);
    }
    let fingerprint: String =
        certificate.fingerprint_sha256().iter().map(|byte| format!("{byte:02x}")).collect();
    let mut calendar = Calendar::default();
    calendar.line("BEGIN", "VCALENDAR");
    calendar.line("VERSION", "2.0");
    calendar.line("PRODID", "-//Countersign//Certificate//EN");
    calendar.line("CALSCALE", "GREGORIAN");
    calendar.line("BEGIN", "VEVENT");
    calendar.line("UID", &format!("{fingerprint}@countersign"));
    calendar.line("DTSTAMP", &formatted(written, DATE_TIME));
    // Without an end, the entry is for that day (RFC 5545 section 3.6.1). TRANSPARENT: it does not make the
    // person look busy.
    calendar.line("DTSTART;VALUE=DATE", &formatted(end_day, DATE));
    calendar.line("TRANSP", "TRANSPARENT");
    calendar.line("SUMMARY", &escaped(&words.summary));
    calendar.line("DESCRIPTION", &escaped(&words.description));
    for days in reminders(end, now) {
        calendar.line("BEGIN", "VALARM");
        calendar.line("ACTION", "DISPLAY");
        calendar.line("TRIGGER", &trigger(days));
        calendar.line("DESCRIPTION", &escaped(&words.summary));
        calendar.line("END", "VALARM");
    }
    calendar.line("END", "VEVENT");
    calendar.line("END", "VCALENDAR");
    Ok(calendar.0)
}

/// Days before expiry on which to remind.
fn reminders(end: UnixSeconds, now: UnixSeconds) -> Vec<i64> {
    let midnight = end.0 - end.0.rem_euclid(DAY);
    let is_ahead = |days: &i64| midnight - days * DAY + MORNING > now.0;
    let usual: Vec<i64> = REMIND_DAYS_BEFORE.into_iter().filter(is_ahead).collect();
    if usual.is_empty() { LAST_REMINDERS.into_iter().filter(is_ahead).take(1).collect() } else { usual }
}

/// The duration (RFC 5545 section 3.3.6) from midnight, when the entry begins, to nine o'clock this many days
/// before.
fn trigger(days_before: i64) -> String {
    let hours = 24 - MORNING / HOUR;
    match days_before {
        0 => format!("PT{}H", MORNING / HOUR),
        1 => format!("-PT{hours}H"),
        days => format!("-P{}DT{hours}H", days - 1),
    }
}

fn utc(at: UnixSeconds) -> Option<UtcDateTime> {
    OffsetDateTime::from_unix_timestamp(at.0).ok().map(UtcDateTime::from)
}

/// This never fails: the formats need nothing that a date does not have.
fn formatted(at: UtcDateTime, format: &[BorrowedFormatItem<'_>]) -> String {
    at.format(format).unwrap_or_default()
}

/// Escapes a text (RFC 5545 section 3.3.11). Control characters other than line ends are not allowed in it and
/// are removed.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            control if control.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}

#[derive(Default)]
struct Calendar(String);

impl Calendar {
    /// Adds a line. One that is too long is folded between characters, not inside one.
    fn line(&mut self, name: &str, value: &str) {
        let mut length = 0;
        for character in name.chars().chain([':']).chain(value.chars()) {
            if length + character.len_utf8() > LONGEST_LINE {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(character);
            length += character.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 15 January 2027, 08:00 UTC.
    const NOW: UnixSeconds = UnixSeconds(1_800_000_000);

    fn reminders_before_an_end_in(days: i64) -> Vec<i64> {
        reminders(UnixSeconds(NOW.0 + days * DAY), NOW)
    }

    #[test]
    fn it_reminds_thirty_and_seven_days_before_and_never_in_the_past() {
        assert_eq!(reminders_before_an_end_in(365), [30, 7]);
        // Today at nine is still ahead.
        assert_eq!(reminders_before_an_end_in(30), [30, 7]);
        assert_eq!(reminders_before_an_end_in(29), [7]);
        assert_eq!(reminders_before_an_end_in(6), [1]);
        assert_eq!(reminders_before_an_end_in(0), [0]);
        assert_eq!(reminders(UnixSeconds(NOW.0 + 2 * HOUR), UnixSeconds(NOW.0 + 2 * HOUR)), [0; 0]);
    }

    #[test]
    fn it_reminds_at_nine_in_the_morning() {
        assert_eq!(trigger(30), "-P29DT15H");
        assert_eq!(trigger(1), "-PT15H");
        assert_eq!(trigger(0), "PT9H");
    }

    #[test]
    fn what_means_something_to_a_calendar_is_escaped() {
        assert_eq!(escaped("a, b; c\\d\r\ne\u{7}f: g"), "a\\, b\\; c\\\\d\\nef: g");
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        let mut calendar = Calendar::default();
        let text = "ü🔑a".repeat(60);
        calendar.line("SUMMARY", &text);
        assert!(calendar.0.trim_end().split("\r\n").count() > 4);
        assert!(calendar.0.split("\r\n").all(|line| line.len() <= LONGEST_LINE));
        assert_eq!(calendar.0.replace("\r\n ", ""), format!("SUMMARY:{text}\r\n"));
    }
}
