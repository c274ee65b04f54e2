//! What a person typed for a new key pair, checked.

use super::{KeyPairOptions, OptionsProblem};
use crate::key::RsaBits;

/// The common name of a new certificate where the person has no other.
const DEFAULT_COMMON_NAME: &str = "countersign";
/// How many days a new certificate is valid where the person wants nothing else.
const DEFAULT_DAYS: u32 = 365;
/// The most days: ten years.
const MOST_DAYS: u32 = 3650;
/// `ub-common-name` of RFC 5280 appendix A.1, in characters.
const LONGEST_COMMON_NAME: usize = 64;

/// What a new key pair shall be, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateOptions {
    /// Size of the RSA key.
    pub bits: RsaBits,
    /// How many days the certificate is valid: 1 to 3650.
    pub days: u32,
    /// The common name: 1 to 64 characters, none of them a control character.
    pub common_name: String,
}

impl Default for CertificateOptions {
    fn default() -> Self {
        Self { bits: RsaBits::default(), days: DEFAULT_DAYS, common_name: DEFAULT_COMMON_NAME.to_owned() }
    }
}

/// Checks what was typed. Spaces around it do not count.
///
/// # Errors
/// Everything that is wrong, in the order of the fields.
pub fn read_options(options: &KeyPairOptions) -> Result<CertificateOptions, Vec<OptionsProblem>> {
    let days = read_days(&options.days);
    let common_name = read_common_name(&options.common_name);
    match (days, common_name) {
        (Ok(days), Ok(common_name)) => Ok(CertificateOptions { bits: options.bits, days, common_name }),
        (days, common_name) => Err(days.err().into_iter().chain(common_name.err()).collect()),
    }
}

fn read_days(typed: &str) -> Result<u32, OptionsProblem> {
    let trimmed = typed.trim();
    // `parse` alone would take "+365".
    let days = trimmed.bytes().all(|byte| byte.is_ascii_digit()).then(|| trimmed.parse().ok()).flatten();
    days.filter(|days| (1..=MOST_DAYS).contains(days))
        .ok_or_else(|| OptionsProblem::Days { seen: typed.to_owned() })
}

fn read_common_name(typed: &str) -> Result<String, OptionsProblem> {
    let name = typed.trim();
    if name.is_empty() {
        return Err(OptionsProblem::NameMissing);
    }
    if name.contains(char::is_control) {
        return Err(OptionsProblem::NameControlCharacter);
    }
    let characters = name.chars().count();
    if characters > LONGEST_COMMON_NAME {
        return Err(OptionsProblem::NameTooLong {
            characters: u32::try_from(characters).unwrap_or(u32::MAX),
        });
    }
    Ok(name.to_owned())
}
