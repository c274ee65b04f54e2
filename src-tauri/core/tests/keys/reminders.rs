//! The calendar entry for the expiry of a certificate.

use countersign_core::key_pair::reminder::{NothingToRemind, ReminderWords, write_reminder};
use countersign_core::moment::UnixSeconds;

use crate::common::{NOW, certificate, certificate_for, other_key};

const DAY: i64 = 86_400;

fn words() -> ReminderWords {
    ReminderWords {
        summary: "The certificate “countersign” ends; make a new one".to_owned(),
        description: "Open Countersign, choose Renew…, and paste it.\nThen get a token.".to_owned(),
    }
}

fn calendar(now: UnixSeconds) -> String {
    write_reminder(certificate(), &words(), now).unwrap()
}

/// The lines of a calendar, unfolded (RFC 5545 section 3.1).
fn lines(calendar: &str) -> Vec<String> {
    assert!(calendar.ends_with("\r\n"));
    assert!(!calendar.replace("\r\n", "").contains(['\r', '\n']), "every line ends with CR LF");
    calendar.trim_end().replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
}

#[test]
fn the_entry_is_on_the_day_the_certificate_expires_and_reminds_before() {
    let lines = lines(&calendar(NOW));
    let fingerprint: String = certificate().fingerprint_sha256().iter().map(|b| format!("{b:02x}")).collect();
    assert_eq!(
        lines,
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Countersign//Certificate//EN",
            "CALSCALE:GREGORIAN",
            "BEGIN:VEVENT",
            &format!("UID:{fingerprint}@countersign"),
            "DTSTAMP:20270115T080000Z",
            "DTSTART;VALUE=DATE:20280115",
            "TRANSP:TRANSPARENT",
            "SUMMARY:The certificate “countersign” ends\\; make a new one",
            "DESCRIPTION:Open Countersign\\, choose Renew…\\, and paste it.\\nThen get a token.",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "TRIGGER:-P29DT15H",
            "DESCRIPTION:The certificate “countersign” ends\\; make a new one",
            "END:VALARM",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "TRIGGER:-P6DT15H",
            "DESCRIPTION:The certificate “countersign” ends\\; make a new one",
            "END:VALARM",
            "END:VEVENT",
            "END:VCALENDAR",
        ]
    );
}

#[test]
fn importing_the_entry_twice_gives_one_entry() {
    let identifier = |calendar: &str| lines(calendar).into_iter().find(|line| line.starts_with("UID:"));
    let first = identifier(&calendar(NOW));
    assert_eq!(identifier(&calendar(UnixSeconds(NOW.0 + DAY))), first);
    let other = write_reminder(&certificate_for(other_key(), NOW), &words(), NOW).unwrap();
    assert_ne!(identifier(&other), first);
}

#[test]
fn an_expired_certificate_has_no_reminder() {
    let end = certificate().not_after();
    assert!(write_reminder(certificate(), &words(), end).is_ok());
    let later = UnixSeconds(end.0 + 1);
    assert_eq!(write_reminder(certificate(), &words(), later), Err(NothingToRemind));
}
