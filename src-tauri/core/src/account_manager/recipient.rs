//! Who a request is sent to.

use serde::{Deserialize, Serialize};
use url::Url;

use super::hosts::is_account_manager;

/// Who a request was sent to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Recipient {
    /// Account Manager.
    AccountManager,
    /// The practice Account Manager. No URL tells: a server of one's own can have the same one. Who makes the request
    /// knows.
    Practice,
    /// A B2C Commerce instance, which takes the Business Manager grant.
    Instance,
    /// Another server.
    #[default]
    Other,
}

impl Recipient {
    /// Who gets what is sent to this URL, unless the request was made for practice.
    #[must_use]
    pub fn at(url: &str) -> Self {
        match Url::parse(url) {
            Ok(url) if is_account_manager(&url) => Self::AccountManager,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn account_manager_is_known_by_its_address_and_practice_by_none() {
        for (url, recipient) in [
            ("https://account.demandware.com/dwsso/oauth2/access_token", Recipient::AccountManager),
            ("https://account.demandware.com:443/dw/oauth2/access_token", Recipient::AccountManager),
            ("http://account.demandware.com/dwsso/oauth2/access_token", Recipient::Other),
            ("https://account.demandware.com:8443/dwsso/oauth2/access_token", Recipient::Other),
            ("https://account.demandware.com.example/dwsso/oauth2/access_token", Recipient::Other),
            ("http://127.0.0.1:4443/dwsso/oauth2/access_token", Recipient::Other),
            ("http://localhost/dwsso/oauth2/access_token", Recipient::Other),
            ("no address", Recipient::Other),
            ("", Recipient::Other),
        ] {
            assert_eq!(Recipient::at(url), recipient, "{url}");
        }
    }
}
