//! What comes along when a secret is copied: white space and quotation marks around it. Removing them is left to the
//! person, because a secret may have any character.

use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::text::QUOTATION_MARKS;

/// What a secret is freed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum SecretCorrection {
    /// White space and line breaks, wherever they are.
    WhiteSpace,
    /// Quotation marks around it.
    Quotes,
}

impl SecretCorrection {
    /// The secret without it.
    #[must_use]
    pub fn correct(self, secret: &SecretString) -> SecretString {
        // Exposed to be copied without some of its characters.
        let secret = secret.expose_secret();
        let corrected = Zeroizing::new(match self {
            Self::WhiteSpace => secret.chars().filter(|c| !c.is_whitespace()).collect::<String>(),
            Self::Quotes => secret.trim_matches(QUOTATION_MARKS).to_owned(),
        });
        SecretString::from(corrected.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_came_along_is_removed() {
        let corrected = |correction: SecretCorrection, secret: &str| {
            correction.correct(&secret.into()).expose_secret().to_owned()
        };
        assert_eq!(corrected(SecretCorrection::WhiteSpace, " one\r\ntwo\t"), "onetwo");
        assert_eq!(corrected(SecretCorrection::Quotes, "“it's \"one\"”"), "it's \"one");
        assert_eq!(corrected(SecretCorrection::Quotes, "'one'"), "one");
    }
}
