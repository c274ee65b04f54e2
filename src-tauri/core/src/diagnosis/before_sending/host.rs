//! Checks that the token endpoint's host is what it looks like.

use unicode_security::MixedScript as _;
use unicode_security::confusable_detection::skeleton;
use url::{Host, Url};

use crate::account_manager::is_look_alike;
use crate::diagnosis::finding::Finding;

/// The finding about a host that is easily taken for another. It names the host in Punycode (RFC 3492), as it is
/// looked up.
pub(super) fn check_host(url: &Url) -> Option<Finding> {
    let Some(Host::Domain(host)) = url.host() else { return None };
    let host = host.to_owned();
    if is_look_alike(&host) {
        return Some(Finding::EndpointLooksLikeAccountManager { host });
    }
    let (shown, _) = idna::domain_to_unicode(&host);
    if shown.split('.').any(is_misleading) {
        Some(Finding::EndpointHostMisleading { host })
    } else {
        (!shown.is_ascii()).then_some(Finding::EndpointHostInternational { host })
    }
}

/// Whether a label mixes scripts, or looks like plain Latin letters (Unicode Technical Standard 39 sections 4 and 5).
fn is_misleading(label: &str) -> bool {
    !label.is_ascii() && (!label.is_single_script() || skeleton(label).all(|letter| letter.is_ascii()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(url: &str) -> Option<Finding> {
        check_host(&Url::parse(url).unwrap())
    }

    #[test]
    fn a_host_that_mixes_scripts_or_looks_latin_is_named_in_punycode() {
        for (url, host) in [
            ("https://exаmple.com/token", "xn--exmple-4nf.com"),
            ("https://login.exаmple.com/token", "login.xn--exmple-4nf.com"),
            ("https://аррӏе.com/token", "xn--80ak6aa92e.com"),
            ("https://xn--80ak6aa92e.com/token", "xn--80ak6aa92e.com"),
        ] {
            let expected = Finding::EndpointHostMisleading { host: host.into() };
            assert_eq!(found(url), Some(expected), "{url}");
        }
        let host = "xn--ccount-2nf.demandware.com".to_owned();
        let expected = Finding::EndpointLooksLikeAccountManager { host };
        assert_eq!(found("https://аccount.demandware.com/token"), Some(expected));
    }

    #[test]
    fn an_international_name_in_one_script_is_only_noted() {
        for (url, host) in [
            ("https://bücher.example/token", "xn--bcher-kva.example"),
            ("https://пример.example/token", "xn--e1afmkfd.example"),
            ("https://ひらカタ漢字.example/token", "xn--y9j3b8e8cu93yv2ya.example"),
        ] {
            let expected = Finding::EndpointHostInternational { host: host.into() };
            assert_eq!(found(url), Some(expected), "{url}");
        }
    }

    #[test]
    fn an_ordinary_name_or_an_address_is_not_mentioned() {
        for url in [
            "https://login.example.com/t",
            "https://account.demandware.com/t",
            "http://127.0.0.1/t",
            "http://[::1]/t",
        ] {
            assert_eq!(found(url), None, "{url}");
        }
    }
}
