//! Which audiences a server may expect instead of the one that was signed.

use url::Url;

use crate::account_manager::{AUDIENCE, TOKEN_PATH, is_account_manager};

/// The audiences that the server at this token endpoint may expect, the most likely first, without the one that was
/// signed. Which issuer it has is not known.
pub(crate) fn alternatives(endpoint: &Url, signed: Option<&str>) -> Vec<String> {
    let usual = if is_account_manager(endpoint) { AUDIENCE.to_owned() } else { endpoint.to_string() };
    let other_port = with_other_port(endpoint, &usual);
    let all = std::iter::once(usual).chain(other_port);
    all.filter(|audience| Some(audience.as_str()) != signed).collect()
}

/// The same audience with the port of https if it has none, or without its port. Only servers with Account Manager's
/// path are known to differ in that.
fn with_other_port(endpoint: &Url, usual: &str) -> Option<String> {
    if endpoint.path() != TOKEN_PATH {
        return None;
    }
    let host = endpoint.host_str()?;
    let (bare, port) = (format!("//{host}/"), endpoint.port_or_known_default()?);
    let with_port = format!("//{host}:{port}/");
    Some(if usual.contains(&with_port) {
        usual.replacen(&with_port, &bare, 1)
    } else {
        usual.replacen(&bare, &with_port, 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account_manager::TOKEN_ENDPOINT;

    #[test]
    fn account_managers_two_spellings_are_offered_but_not_what_was_signed() {
        let offered =
            |endpoint: &str, signed: &str| alternatives(&Url::parse(endpoint).unwrap(), Some(signed));
        assert_eq!(offered(TOKEN_ENDPOINT, AUDIENCE), [TOKEN_ENDPOINT]);
        assert_eq!(offered(TOKEN_ENDPOINT, TOKEN_ENDPOINT), [AUDIENCE]);
        assert_eq!(offered(TOKEN_ENDPOINT, "https://a.example"), [AUDIENCE, TOKEN_ENDPOINT]);
        let practice = "http://127.0.0.1:4443/dwsso/oauth2/access_token";
        assert_eq!(offered(practice, practice), ["http://127.0.0.1/dwsso/oauth2/access_token"]);
    }

    #[test]
    fn of_another_server_only_the_token_endpoint_is_known() {
        let endpoint = Url::parse("https://login.example.com:8443/token").unwrap();
        assert_eq!(alternatives(&endpoint, Some("https://login.example.com")), [endpoint.as_str()]);
        assert_eq!(alternatives(&endpoint, Some(endpoint.as_str())), [""; 0]);
        assert_eq!(alternatives(&endpoint, None), [endpoint.as_str()]);
    }
}
