//! Takes a typed or pasted value without what does not belong to it: a scheme, a path, a slash, another spelling.
//! `None` for what cannot be such a value.

use url::Url;

use super::hosts::SCAPI_DOMAIN;
use crate::account_manager::Tenant;
use crate::http::authority_in;

/// A host, with its port if there is one.
pub(super) fn host(text: &str) -> Option<String> {
    let host = authority_in(text).to_ascii_lowercase();
    let host = host.strip_suffix('.').unwrap_or(&host);
    let url = Url::parse(&format!("https://{host}/")).ok()?;
    let read = url.host_str()?;
    let has_name = read.contains(['.', ':']) || read == "localhost";
    let plain = url.username().is_empty() && url.password().is_none() && url.path() == "/";
    (has_name && plain).then(|| url.port().map_or_else(|| read.to_owned(), |port| format!("{read}:{port}")))
}

/// A short code. The host of the Salesforce Commerce API begins with it.
pub(super) fn short_code(text: &str) -> Option<String> {
    let host = authority_in(text).to_ascii_lowercase();
    let code = host.strip_suffix(SCAPI_DOMAIN).unwrap_or(&host);
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (!code.is_empty() && code.len() < 64 && code.bytes().all(fits)).then(|| code.to_owned())
}

/// An organization ID, from itself, from a tenant such as `zzte_053`, or from a URL that has one in it.
pub(super) fn organization(text: &str) -> Option<String> {
    let text = text.trim();
    let named = text.split_once("/organizations/").map_or(text, |(_, rest)| rest);
    let named = named.split(['/', '?', '#']).next().unwrap_or_default();
    Tenant::read(named).map(|(tenant, _)| tenant.organization())
}

/// The tenant of an organization ID, or of another spelling of it: `zzte_053`.
pub(super) fn tenant(text: &str) -> Option<String> {
    Tenant::read(text).map(|(tenant, _)| tenant.in_scopes())
}

/// A version of the Open Commerce API as its paths spell it: `v24_5`.
pub(super) fn ocapi_version(text: &str) -> Option<String> {
    let text = text.trim().trim_matches('/').to_ascii_lowercase();
    let (year, release) = text.strip_prefix('v').unwrap_or(&text).split_once(['_', '.'])?;
    let is_number = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    (is_number(year) && is_number(release)).then(|| format!("v{year}_{release}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_host_is_taken_without_scheme_path_and_slash() {
        let zzte = "zzte-053.dx.commercecloud.salesforce.com";
        for pasted in [
            zzte.to_owned(),
            format!("  https://{zzte}/ "),
            "HTTPS://ZZTE-053.dx.commercecloud.salesforce.com./on/demandware.store/Sites-Site?a=b#c"
                .to_owned(),
            format!("{zzte}/"),
        ] {
            assert_eq!(host(&pasted).as_deref(), Some(zzte), "{pasted}");
        }
        assert_eq!(host("http://127.0.0.1:4443/x").as_deref(), Some("127.0.0.1:4443"));
        for wrong in ["", "zzte", "a b.example", "user@host.example", "https://", "host.example:x"] {
            assert_eq!(host(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_organization_is_found_in_each_of_its_spellings() {
        for text in [
            "f_ecom_zzte_053",
            "zzte_053",
            "zzte-053",
            " F_ECOM_ZZTE_053/",
            "https://kv7kzm78.api.commercecloud.salesforce.com/dx/scapi-schemas/v1/organizations/f_ecom_zzte_053/schemas",
        ] {
            assert_eq!(organization(text).as_deref(), Some("f_ecom_zzte_053"), "{text}");
        }
        for wrong in ["", "zzte", "f_ecom_", "zzte_053_1", "a/b_c", "zzte_0 5"] {
            assert_eq!(organization(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn short_code_and_version_are_read_from_what_is_at_hand() {
        for text in ["kv7kzm78", "KV7KZM78", "https://kv7kzm78.api.commercecloud.salesforce.com/dx"] {
            assert_eq!(short_code(text).as_deref(), Some("kv7kzm78"), "{text}");
        }
        for wrong in ["", "kv7 kzm", "www.example.com", "-."] {
            assert_eq!(short_code(wrong), None, "{wrong}");
        }
        for text in ["v24_5", "24.5", " V24_5/"] {
            assert_eq!(ocapi_version(text).as_deref(), Some("v24_5"), "{text}");
        }
        for wrong in ["", "24", "v245", "v24_5_1", "x_y"] {
            assert_eq!(ocapi_version(wrong), None, "{wrong}");
        }
    }
}
