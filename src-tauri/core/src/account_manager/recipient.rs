//! Who a request was sent to, as far as its URL tells.

use serde::{Deserialize, Serialize};
use url::Url;

use super::TOKEN_PATH;
use super::hosts::is_account_manager;

/// Who a request was sent to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Recipient {
    /// Account Manager.
    AccountManager,
    /// The practice Account Manager: it has Account Manager's path on this computer, whatever its port.
    Practice,
    /// Another server.
    #[default]
    Other,
}

impl Recipient {
    /// Who gets what is sent to this URL.
    #[must_use]
    pub fn at(url: &str) -> Self {
        let Ok(url) = Url::parse(url) else { return Self::Other };
        let is_bare = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
        match url.host_str() {
            _ if is_account_manager(&url) => Self::AccountManager,
            Some("127.0.0.1" | "localhost") if url.path() == TOKEN_PATH && is_bare => Self::Practice,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn account_manager_and_practice_are_known_by_their_addresses() {
        for (url, recipient) in [
            ("https://account.demandware.com/dwsso/oauth2/access_token", Recipient::AccountManager),
            ("https://account.demandware.com:443/dw/oauth2/access_token", Recipient::AccountManager),
            ("http://account.demandware.com/dwsso/oauth2/access_token", Recipient::Other),
            ("https://account.demandware.com:8443/dwsso/oauth2/access_token", Recipient::Other),
            ("https://account.demandware.com.example/dwsso/oauth2/access_token", Recipient::Other),
            ("http://127.0.0.1:4443/dwsso/oauth2/access_token", Recipient::Practice),
            ("http://localhost/dwsso/oauth2/access_token", Recipient::Practice),
            ("http://127.0.0.1:4443/token", Recipient::Other),
            ("http://127.0.0.1:4443/dwsso/oauth2/access_token?a=b", Recipient::Other),
            ("no address", Recipient::Other),
            ("", Recipient::Other),
        ] {
            assert_eq!(Recipient::at(url), recipient, "{url}");
        }
    }
}
