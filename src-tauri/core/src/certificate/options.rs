//! Checks the options that a person typed for a new key pair or certificate.

use time::format_description::BorrowedFormatItem;
use time::macros::format_description;
use time::{Date, OffsetDateTime};

use super::{KeyPairOptions, OptionsProblem, TypedValidity};
use crate::key::NewKey;
use crate::moment::UnixSeconds;

/// Default common name of a new certificate.
const DEFAULT_COMMON_NAME: &str = "countersign";
/// Default validity of a new certificate, in days.
const DEFAULT_DAYS: u32 = 365;
/// The longest validity in days: ten years.
const MOST_DAYS: u32 = 3650;
/// `ub-common-name` and `ub-organization-name` of RFC 5280 appendix A.1, in characters.
const LONGEST_NAME: usize = 64;
const DAY: i64 = 24 * 60 * 60;
/// A date as ISO 8601 writes it and browsers submit it.
const DAY_FORMAT: &[BorrowedFormatItem<'_>] = format_description!("[year]-[month]-[day]");

/// Options for a new key pair, checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckedOptions {
    /// The kind of key.
    pub key: NewKey,
    /// What to put into its certificate.
    pub certificate: CertificateOptions,
}

/// Options for a new certificate, checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CertificateOptions {
    /// Subject of the certificate.
    pub subject: Subject,
    /// When the certificate expires.
    pub validity: Validity,
}

/// Subject of a new certificate (RFC 5280 section 4.1.2.6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The common name: 1 to 64 characters, none of them a control character.
    pub common_name: String,
    /// The organization: 1 to 64 characters, none of them a control character.
    pub organization: Option<String>,
    /// The country: two capital letters.
    pub country: Option<String>,
}

impl Default for Subject {
    fn default() -> Self {
        Self { common_name: DEFAULT_COMMON_NAME.to_owned(), organization: None, country: None }
    }
}

/// When a new certificate, valid from now on, expires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    /// After this number of days: 1 to 3650.
    Days(u32),
    /// At this second, which is the last of its validity.
    Until(UnixSeconds),
}

impl Default for Validity {
    fn default() -> Self {
        Self::Days(DEFAULT_DAYS)
    }
}

impl Validity {
    /// The last second of a validity period that begins at `begin`.
    #[must_use]
    pub fn end(self, begin: UnixSeconds) -> UnixSeconds {
        match self {
            Self::Days(days) => UnixSeconds(begin.0.saturating_add(i64::from(days) * DAY)),
            Self::Until(end) => end,
        }
    }
}

/// Checks the options for a key pair that is made at `now`. Surrounding spaces are ignored.
///
/// # Errors
/// All problems, in the order of the fields.
pub fn read_options(
    options: &KeyPairOptions,
    now: UnixSeconds,
) -> Result<CheckedOptions, Vec<OptionsProblem>> {
    let validity = read_validity(&options.validity, now);
    let common_name = read_common_name(&options.common_name);
    let organization = read_organization(&options.organization);
    let country = read_country(&options.country);
    match (validity, common_name, organization, country) {
        (Ok(validity), Ok(common_name), Ok(organization), Ok(country)) => Ok(CheckedOptions {
            key: options.key,
            certificate: CertificateOptions {
                subject: Subject { common_name, organization, country },
                validity,
            },
        }),
        (validity, common_name, organization, country) => Err(validity
            .err()
            .into_iter()
            .chain(common_name.err())
            .chain(organization.err())
            .chain(country.err())
            .collect()),
    }
}

/// Checks when a certificate made at `now` expires. Surrounding spaces are ignored.
///
/// # Errors
/// The problem with what was typed.
pub fn read_validity(typed: &TypedValidity, now: UnixSeconds) -> Result<Validity, OptionsProblem> {
    match typed {
        TypedValidity::After { days } => read_days(days).map(Validity::Days),
        TypedValidity::On { date } => read_end_date(date, now).map(Validity::Until),
    }
}

fn read_days(typed: &str) -> Result<u32, OptionsProblem> {
    let trimmed = typed.trim();
    // `parse` alone would accept "+365".
    let days = trimmed.bytes().all(|byte| byte.is_ascii_digit()).then(|| trimmed.parse().ok()).flatten();
    days.filter(|days| (1..=MOST_DAYS).contains(days))
        .ok_or_else(|| OptionsProblem::Days { seen: typed.to_owned() })
}

/// The last second of the date.
fn read_end_date(typed: &str, now: UnixSeconds) -> Result<UnixSeconds, OptionsProblem> {
    let unreadable = || OptionsProblem::EndDate { seen: typed.to_owned() };
    let date = Date::parse(typed.trim(), DAY_FORMAT).map_err(|_| unreadable())?;
    let end = UnixSeconds(date.midnight().assume_utc().unix_timestamp() + DAY - 1);
    if end < now {
        return Err(OptionsProblem::EndDateOver { seen: typed.to_owned() });
    }
    // Days are counted from midnight, so that the latest date allowed does not depend on the hour.
    let latest = now.0 - now.0.rem_euclid(DAY) + i64::from(MOST_DAYS) * DAY;
    if end.0 - (DAY - 1) > latest {
        let latest = OffsetDateTime::from_unix_timestamp(latest).map_err(|_| unreadable())?;
        let latest = latest.date().format(DAY_FORMAT).map_err(|_| unreadable())?;
        return Err(OptionsProblem::EndDateTooFar { latest });
    }
    Ok(end)
}

/// Whether a new certificate can have this common name.
pub(super) fn can_name(name: &str) -> bool {
    read_common_name(name).is_ok()
}

fn read_common_name(typed: &str) -> Result<String, OptionsProblem> {
    let name = typed.trim();
    if name.is_empty() {
        return Err(OptionsProblem::NameMissing);
    }
    if name.contains(char::is_control) {
        return Err(OptionsProblem::NameControlCharacter);
    }
    match too_long(name) {
        Some(characters) => Err(OptionsProblem::NameTooLong { characters }),
        None => Ok(name.to_owned()),
    }
}

fn read_organization(typed: &str) -> Result<Option<String>, OptionsProblem> {
    let name = typed.trim();
    if name.contains(char::is_control) {
        return Err(OptionsProblem::OrganizationControlCharacter);
    }
    match too_long(name) {
        Some(characters) => Err(OptionsProblem::OrganizationTooLong { characters }),
        None => Ok((!name.is_empty()).then(|| name.to_owned())),
    }
}

fn read_country(typed: &str) -> Result<Option<String>, OptionsProblem> {
    let country = typed.trim();
    match country.as_bytes() {
        [] => Ok(None),
        [first, second] if first.is_ascii_alphabetic() && second.is_ascii_alphabetic() => {
            Ok(Some(country.to_ascii_uppercase()))
        }
        _ => Err(OptionsProblem::Country { seen: typed.to_owned() }),
    }
}

fn too_long(name: &str) -> Option<u32> {
    let characters = name.chars().count();
    (characters > LONGEST_NAME).then(|| u32::try_from(characters).unwrap_or(u32::MAX))
}
