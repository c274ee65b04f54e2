//! Which audiences mean Account Manager.

use serde_json::Value;
use url::Url;

use super::hosts::is_host;

/// The addresses in an `aud` claim that mean Account Manager, however they are spelled: another case, the port, a dot
/// at the end of the host, another path, no scheme, or as one of several audiences (RFC 7519 section 4.1.3). Servers
/// compare the text; which spellings Account Manager takes is not documented, so all of them count.
pub(crate) fn account_managers_audiences(audience: &Value) -> Vec<Url> {
    match audience {
        Value::String(text) => address_in(text).into_iter().collect(),
        Value::Array(items) => items.iter().flat_map(account_managers_audiences).collect(),
        Value::Object(members) => members.values().flat_map(account_managers_audiences).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

fn address_in(text: &str) -> Option<Url> {
    let without_scheme = format!("https://{}", text.trim().trim_start_matches('/'));
    let read = [text, &without_scheme].into_iter().filter_map(|text| Url::parse(text).ok());
    read.into_iter().find(|url| url.host_str().is_some_and(is_host))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::account_manager::{AUDIENCE, TOKEN_ENDPOINT};

    #[test]
    fn every_spelling_of_account_managers_audience_is_recognised() {
        for audience in [
            json!(AUDIENCE),
            json!(TOKEN_ENDPOINT),
            json!("HTTPS://ACCOUNT.DEMANDWARE.COM:443/dwsso/oauth2/access_token"),
            json!("https://account.demandware.com.:443/dwsso/oauth2/access_token"),
            json!("https://account.demandware.com/dwsso/oauth2"),
            json!("https://account.demandware.com:443/dwsso/oauth2/access_token/"),
            json!("https://account.demandware.com/dw/../dwsso//oauth2/access_token?a=b#c"),
            json!("https://account.demandware.com"),
            json!("http://account.demandware.com/dwsso/oauth2/access_token"),
            json!("  https://account.demandware.com/dwsso/oauth2/access_token\n"),
            json!("https:\\\\account.demandware.com\\dwsso"),
            json!("https://%61ccount.demandware.com/dwsso"),
            json!("account.demandware.com"),
            json!("account.demandware.com:443/dwsso"),
            json!("//account.demandware.com/dwsso"),
            json!("other://Account.Demandware.com/dwsso"),
            json!("https://account-pod5.demandware.net/dwsso/oauth2/access_token"),
            json!(["https://login.example.com", AUDIENCE]),
            json!([["https://login.example.com", [AUDIENCE]]]),
            json!({"first": AUDIENCE}),
        ] {
            assert!(!account_managers_audiences(&audience).is_empty(), "{audience}");
        }
    }

    #[test]
    fn another_servers_audience_is_not_account_managers() {
        for audience in [
            json!("https://login.example.com/realms/test"),
            json!("https://account.demandware.com.evil.example/dwsso/oauth2/access_token"),
            json!("https://account.demandware.com@evil.example/dwsso/oauth2/access_token"),
            json!("https://login.example.com/account.demandware.com"),
            json!("https://xn--ccount-2nf.demandware.com/dwsso/oauth2/access_token"),
            json!("account"),
            json!(""),
            json!(17),
            json!(null),
            json!([]),
        ] {
            assert!(account_managers_audiences(&audience).is_empty(), "{audience}");
        }
    }
}
