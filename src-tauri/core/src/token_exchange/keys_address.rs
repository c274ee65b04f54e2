//! Where the public keys of a token's issuer are.

use serde::{Deserialize, Serialize};
use url::Url;

use crate::account_manager::{ISSUER_PATH, is_host};
use crate::discovery::Issuer;
use crate::http::is_loopback;

/// Path of Account Manager's keys, below its issuer.
const KEYS_PATH: &str = "/connect/jwk_uri";

/// Where public keys are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum KeysAddress {
    /// At this URL.
    KeySet {
        /// URL of a JWK set.
        url: String,
    },
    /// At the URL that the issuer's discovery document names.
    Discovery {
        /// URL of the discovery document.
        url: String,
        /// The issuer.
        issuer: String,
    },
}

impl KeysAddress {
    /// Where the keys of an issuer are, if it is an address that may be fetched. Account Manager's, and those of its
    /// double for practice, are known.
    #[must_use]
    pub fn of_issuer(issuer: &str) -> Option<Self> {
        let url = fetchable(issuer)?;
        let is_account_manager = url.host_str().is_some_and(is_host) || is_loopback(&url);
        if is_account_manager && url.path().trim_end_matches('/') == ISSUER_PATH {
            return Some(Self::KeySet { url: format!("{}{KEYS_PATH}", issuer.trim_end_matches('/')) });
        }
        let issuer = Issuer::read(issuer).ok()?;
        let [url, _] = issuer.locations().map(String::from);
        Some(Self::Discovery { url, issuer: issuer.text() })
    }

    /// The same address, understood: the URL of a discovery document leads to the keys, and is none of keys itself.
    #[must_use]
    pub(crate) fn understood(&self) -> Self {
        let Self::KeySet { url } = self else { return self.clone() };
        let url = url.trim().to_owned();
        match Issuer::read(&url) {
            Ok(issuer) if issuer.locations().iter().any(|location| location.as_str() == url) => {
                Self::Discovery { url, issuer: issuer.text() }
            }
            _ => Self::KeySet { url },
        }
    }

    /// Its texts.
    pub(super) fn texts(&self) -> Vec<&str> {
        match self {
            Self::KeySet { url } => vec![url],
            Self::Discovery { url, issuer } => vec![url, issuer],
        }
    }
}

/// The URL, if keys may be fetched from it: nobody can change them on their way.
pub(crate) fn fetchable(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let is_safe = url.scheme() == "https" || url.scheme() == "http" && is_loopback(&url);
    let is_bare = url.username().is_empty() && url.password().is_none();
    (is_safe && is_bare && url.has_host()).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_of_account_manager_are_known_and_others_are_discovered() {
        let key_set = |url: &str| Some(KeysAddress::KeySet { url: url.to_owned() });
        assert_eq!(
            KeysAddress::of_issuer("https://account.demandware.com:443/dwsso/oauth2"),
            key_set("https://account.demandware.com:443/dwsso/oauth2/connect/jwk_uri")
        );
        assert_eq!(
            KeysAddress::of_issuer("http://127.0.0.1:4443/dwsso/oauth2"),
            key_set("http://127.0.0.1:4443/dwsso/oauth2/connect/jwk_uri")
        );
        let issuer = "https://login.example.com/realms/test".to_owned();
        let url = format!("{issuer}/.well-known/openid-configuration");
        assert_eq!(KeysAddress::of_issuer(&issuer.clone()), Some(KeysAddress::Discovery { url, issuer }));
    }

    #[test]
    fn an_issuer_that_may_not_be_fetched_has_no_address() {
        for issuer in
            ["", "slas/prod/zzte_053", "http://login.example.com", "https://a:b@example.com", "file:///etc"]
        {
            assert_eq!(KeysAddress::of_issuer(issuer), None, "{issuer}");
        }
    }
}
