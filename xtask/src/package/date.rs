//! Days as packages name them, from seconds since 1970: GNU's, BSD's and Windows' own programs for that have nothing in
//! common.

const SECONDS_OF_A_DAY: u64 = 86_400;
const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `2026-11-30`, in UTC.
pub(super) fn day(seconds: u64) -> String {
    let (year, month, day) = civil(seconds / SECONDS_OF_A_DAY);
    format!("{year:04}-{:02}-{day:02}", month + 1)
}

/// `Mon, 30 Nov 2026 17:53:31 +0000`, as in mails (RFC 5322 section 3.3).
pub(super) fn day_of_mails(seconds: u64) -> String {
    let (days, rest) = (seconds / SECONDS_OF_A_DAY, seconds % SECONDS_OF_A_DAY);
    let (year, month, day) = civil(days);
    // 1 January 1970 was a Thursday.
    let weekday = WEEKDAYS[(days % 7) as usize];
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    format!("{weekday}, {day:02} {} {year:04} {hour:02}:{minute:02}:{second:02} +0000", MONTHS[month])
}

/// Year, month from 0, and day of the month, of a day that is counted from 1 January 1970.
fn civil(mut days: u64) -> (u64, usize, u64) {
    let mut year = 1970;
    let is_leap =
        |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    while days >= if is_leap(year) { 366 } else { 365 } {
        days -= if is_leap(year) { 366 } else { 365 };
        year += 1;
    }
    let february = if is_leap(year) { 29 } else { 28 };
    let mut month = 0;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    (year, month, days + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        assert_eq!(day_of_mails(0), "Thu, 01 Jan 1970 00:00:00 +0000");
        assert_eq!(day_of_mails(951_782_399), "Mon, 28 Feb 2000 23:59:59 +0000");
        assert_eq!(day_of_mails(951_782_400), "Tue, 29 Feb 2000 00:00:00 +0000");
        assert_eq!(day_of_mails(1_796_061_211), "Mon, 30 Nov 2026 17:53:31 +0000");
        assert_eq!(day(1_735_689_599), "2024-12-31");
        assert_eq!(day(4_107_542_399), "2100-02-28");
        assert_eq!(day(4_107_542_400), "2100-03-01", "2100 is no leap year");
    }
}
