//! Where a redirect leads. It is never followed; the person may use its address.

use url::Url;

use super::finding::Finding;

/// The finding for a redirect. `location` is the `Location` header without secrets, `endpoint` where the request went.
pub(super) fn explain(location: Option<&str>, endpoint: &Url) -> Finding {
    // What was hidden is missing in the address, too.
    let whole = location.filter(|location| !location.contains('…'));
    let target = whole.and_then(|location| endpoint.join(location).ok()).filter(can_be_endpoint);
    let target = target.filter(|target| target != endpoint);
    Finding::Redirect {
        location: location.map(str::to_owned),
        same_server: target.as_ref().is_some_and(|target| is_same_server(endpoint, target)),
        target: target.map(String::from),
    }
}

/// Whether a token endpoint can have this address (RFC 6749 section 3.2).
fn can_be_endpoint(url: &Url) -> bool {
    let has_credentials = !url.username().is_empty() || url.password().is_some();
    matches!(url.scheme(), "https" | "http") && url.fragment().is_none() && !has_credentials
}

/// Whether the same server answers at both addresses. It may begin to encrypt, but not cease to.
fn is_same_server(from: &Url, to: &Url) -> bool {
    from.origin() == to.origin()
        || (from.scheme(), to.scheme()) == ("http", "https")
            && from.host() == to.host()
            && from.port().is_none()
            && to.port().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(location: &str) -> Option<(String, bool)> {
        let endpoint = Url::parse("http://login.example.com/old/token").unwrap();
        match explain(Some(location), &endpoint) {
            Finding::Redirect { target, same_server, .. } => target.map(|target| (target, same_server)),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_relative_address_is_resolved_against_the_endpoint() {
        for (location, expected) in [
            ("/new/token", "http://login.example.com/new/token"),
            ("new?tenant=a", "http://login.example.com/old/new?tenant=a"),
            ("//login.example.com/token", "http://login.example.com/token"),
            ("http://LOGIN.example.com:80/token", "http://login.example.com/token"),
            ("https://login.example.com/token", "https://login.example.com/token"),
        ] {
            assert_eq!(target(location), Some((expected.to_owned(), true)), "{location}");
        }
    }

    #[test]
    fn another_server_is_named_but_not_taken_for_the_same() {
        for location in [
            "https://login.example.com.evil.example/token",
            "//evil.example/token",
            "http://login.example.com:8080/token",
            "https://login.example.com:8443/token",
        ] {
            assert_eq!(target(location).map(|(_, same)| same), Some(false), "{location}");
        }
        let encrypted = Url::parse("https://login.example.com/token").unwrap();
        let ceases = explain(Some("http://login.example.com/token"), &encrypted);
        assert!(
            matches!(ceases, Finding::Redirect { same_server: false, target: Some(_), .. }),
            "{ceases:?}"
        );
    }

    #[test]
    fn an_address_that_cannot_be_a_token_endpoint_is_only_shown() {
        for location in [
            "/old/token",
            "",
            "/t#top",
            "http://user@login.example.com/t",
            "ftp://login.example.com/",
            "/t?code=…",
        ] {
            assert_eq!(target(location), None, "{location}");
        }
    }
}
