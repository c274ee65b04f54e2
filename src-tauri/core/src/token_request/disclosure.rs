//! A client assertion that Account Manager would accept, on its way to somebody else. Whoever receives it can get a
//! token with it until it expires.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;

use crate::account_manager::{account_managers_audiences, is_account_manager};

/// An assertion for Account Manager that another server gets to see. The person confirms exactly this, each time: a
/// confirmation for one recipient and audience is none for any other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Disclosure {
    /// The origin of the recipient (RFC 6454), for example `https://login.example.com:8443`. A host with letters other
    /// than ASCII is in Punycode (RFC 3492).
    pub recipient: String,
    /// The `aud` claim: a string without quotes, anything else as JSON.
    pub audience: String,
}

impl Disclosure {
    /// What sending an assertion with this `aud` claim to this URL would disclose. `None` if the URL is Account
    /// Manager's own, if the assertion is not for Account Manager, or if each of its audiences is the very server that
    /// gets it.
    #[must_use]
    pub(super) fn of(audience: &Value, url: &Url) -> Option<Self> {
        let is_recipient = |other: &Url| url.scheme() == "https" && other.origin() == url.origin();
        if is_account_manager(url) || account_managers_audiences(audience).iter().all(is_recipient) {
            return None;
        }
        let audience = audience.as_str().map_or_else(|| audience.to_string(), str::to_owned);
        Some(Self { recipient: url.origin().ascii_serialization(), audience })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::account_manager::{AUDIENCE, TOKEN_ENDPOINT};

    fn disclosed_to(audience: &Value, url: &str) -> Option<String> {
        Disclosure::of(audience, &Url::parse(url).unwrap()).map(|disclosure| disclosure.recipient)
    }

    #[test]
    fn an_assertion_for_account_manager_is_disclosed_to_every_other_recipient() {
        for (url, recipient) in [
            ("https://аccount.demandware.com/dwsso", "https://xn--ccount-2nf.demandware.com"),
            ("https://account.demandware.com.evil.example/t", "https://account.demandware.com.evil.example"),
            ("https://account-pod5.demandware.net/dwsso", "https://account-pod5.demandware.net"),
            ("https://account.demandware.com:8443/dwsso", "https://account.demandware.com:8443"),
            ("http://account.demandware.com/dwsso", "http://account.demandware.com"),
            ("https://192.0.2.7/dwsso", "https://192.0.2.7"),
            ("https://[2001:db8::7]:8443/t", "https://[2001:db8::7]:8443"),
            ("http://127.0.0.1:4443/dwsso/oauth2/access_token", "http://127.0.0.1:4443"),
            ("https://login.example.com/token", "https://login.example.com"),
        ] {
            assert_eq!(disclosed_to(&json!(AUDIENCE), url).as_deref(), Some(recipient), "{url}");
        }
    }

    #[test]
    fn what_goes_to_the_server_that_it_is_for_is_not_disclosed() {
        let keycloak = "https://login.example.com/realms/test/protocol/openid-connect/token";
        let pod = "https://account-pod5.demandware.net/dwsso/oauth2/access_token";
        for (audience, url) in [
            (json!(AUDIENCE), TOKEN_ENDPOINT),
            (json!(AUDIENCE), "https://account.demandware.com.:443/dw"),
            (json!(pod), TOKEN_ENDPOINT),
            (json!(pod), pod),
            (json!("https://account-pod5.demandware.net:443/dwsso"), pod),
            (json!("https://login.example.com/realms/test"), keycloak),
            (json!(["https://login.example.com/realms/test", keycloak]), keycloak),
        ] {
            assert_eq!(disclosed_to(&audience, url), None, "{audience} to {url}");
        }
        assert!(
            disclosed_to(&json!([pod, AUDIENCE]), pod).is_some(),
            "the other audience is not the recipient"
        );
        let unencrypted = pod.replacen("https", "http", 1);
        assert!(
            disclosed_to(&json!(unencrypted), &unencrypted).is_some(),
            "everybody on the way can read it"
        );
    }

    #[test]
    fn the_audience_is_named_as_it_is_signed() {
        let url = Url::parse("https://login.example.com").unwrap();
        let named = |audience: &Value| Disclosure::of(audience, &url).unwrap().audience;
        assert_eq!(named(&json!(AUDIENCE)), AUDIENCE);
        assert_eq!(named(&json!([AUDIENCE])), format!("[\"{AUDIENCE}\"]"));
    }
}
