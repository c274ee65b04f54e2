//! How far a certificate is through its validity period. Pure arithmetic on seconds.

use super::CertificateLife;
use crate::moment::UnixSeconds;

/// A certificate that expires within this many days is at risk of expiring unnoticed.
const ENDS_SOON_DAYS: u32 = 30;
/// A certificate is due for renewal in the last third of its validity period.
const LAST_PART: i64 = 3;

const DAY: i64 = 24 * 60 * 60;
/// Tolerance in seconds: a certificate made for 365 days is first shown a moment later, and people still expect
/// "365 days left".
const JUST_MADE: i64 = 60;

/// The state at `now` of a certificate with this validity period. Its first and its last second are both part
/// of it (RFC 5280 section 4.1.2.5).
///
/// `days_left` counts whole days, rounded down: 0 on the last day. It is rounded up only if less than a minute
/// is missing from a whole day, so that a certificate made for 365 days within the last minute has 365 days
/// left.
pub(crate) fn life(not_before: UnixSeconds, not_after: UnixSeconds, now: UnixSeconds) -> CertificateLife {
    let days = |seconds: i64| u32::try_from(seconds / DAY).unwrap_or(u32::MAX);
    if now > not_after {
        return CertificateLife::Ended { days_ago: days(now.0.saturating_sub(not_after.0)) };
    }
    if now < not_before {
        return CertificateLife::NotYetValid;
    }
    let left = not_after.0.saturating_sub(now.0);
    // One second less than a minute: if exactly a minute is missing, the next lower number is right.
    let days_left = days(left.saturating_add(JUST_MADE - 1));
    let whole = not_after.0.saturating_sub(not_before.0);
    if left <= i64::from(ENDS_SOON_DAYS) * DAY {
        CertificateLife::EndsSoon { days_left }
    } else if left <= whole / LAST_PART {
        CertificateLife::RenewalDue { days_left }
    } else {
        CertificateLife::Valid { days_left }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEGIN: i64 = 1_800_000_000;

    fn life_after(days: i64, seconds: i64) -> CertificateLife {
        life(UnixSeconds(BEGIN), UnixSeconds(BEGIN + days * DAY), UnixSeconds(BEGIN + seconds))
    }

    #[test]
    fn a_certificate_made_now_for_365_days_has_365_days_left() {
        assert_eq!(life_after(365, 0), CertificateLife::Valid { days_left: 365 });
        assert_eq!(life_after(365, 59), CertificateLife::Valid { days_left: 365 });
        assert_eq!(life_after(365, 60), CertificateLife::Valid { days_left: 364 });
    }

    #[test]
    fn it_begins_with_its_first_second() {
        assert_eq!(life_after(365, -1), CertificateLife::NotYetValid);
        assert_eq!(life_after(365, 0), CertificateLife::Valid { days_left: 365 });
    }

    #[test]
    fn it_is_to_be_renewed_from_two_thirds_of_its_life_on() {
        assert_eq!(life_after(366, 244 * DAY - 1), CertificateLife::Valid { days_left: 122 });
        assert_eq!(life_after(366, 244 * DAY), CertificateLife::RenewalDue { days_left: 122 });
    }

    #[test]
    fn a_short_life_ends_soon_before_two_thirds_of_it_are_over() {
        assert_eq!(life_after(60, 29 * DAY), CertificateLife::Valid { days_left: 31 });
        assert_eq!(life_after(60, 30 * DAY), CertificateLife::EndsSoon { days_left: 30 });
    }

    #[test]
    fn it_ends_soon_from_exactly_thirty_days_before_its_end() {
        assert_eq!(life_after(365, 335 * DAY - 1), CertificateLife::RenewalDue { days_left: 30 });
        assert_eq!(life_after(365, 335 * DAY), CertificateLife::EndsSoon { days_left: 30 });
        assert_eq!(life_after(365, 335 * DAY + 60), CertificateLife::EndsSoon { days_left: 29 });
    }

    #[test]
    fn on_its_last_day_no_day_is_left_and_its_last_second_still_counts() {
        assert_eq!(life_after(365, 364 * DAY + 60), CertificateLife::EndsSoon { days_left: 0 });
        assert_eq!(life_after(365, 365 * DAY), CertificateLife::EndsSoon { days_left: 0 });
        assert_eq!(life_after(365, 365 * DAY + 1), CertificateLife::Ended { days_ago: 0 });
    }

    #[test]
    fn days_since_the_end_are_whole_days() {
        assert_eq!(life_after(1, DAY + DAY - 1), CertificateLife::Ended { days_ago: 0 });
        assert_eq!(life_after(1, DAY + DAY), CertificateLife::Ended { days_ago: 1 });
    }

    #[test]
    fn a_validity_that_ends_before_it_begins_is_over() {
        assert_eq!(life_after(-1, -10), CertificateLife::Ended { days_ago: 0 });
    }

    #[test]
    fn the_ends_of_time_do_no_harm() {
        for now in [i64::MIN, 0, i64::MAX] {
            for (begin, end) in [(i64::MIN, i64::MAX), (i64::MAX, i64::MIN), (i64::MIN, i64::MIN)] {
                let _ = life(UnixSeconds(begin), UnixSeconds(end), UnixSeconds(now));
            }
        }
    }
}
