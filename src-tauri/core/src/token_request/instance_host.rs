//! The host of a B2C Commerce instance, and the token endpoint of the Business Manager grant there.

use url::Url;

use crate::account_manager::INSTANCE_TOKEN_PATH;
use crate::http::{authority_in, is_loopback};

/// The token endpoint of the Business Manager grant at this instance; empty if no host was typed. It is encrypted,
/// except that a server on this computer may be typed with `http://`.
pub(super) fn business_manager_endpoint(typed: &str) -> String {
    let host = authority_in(typed);
    if host.is_empty() {
        return String::new();
    }
    let as_typed = Url::parse(typed.trim()).ok().filter(|url| url.scheme() == "http" && is_loopback(url));
    let scheme = if as_typed.is_some() { "http" } else { "https" };
    format!("{scheme}://{host}{INSTANCE_TOKEN_PATH}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_along_from_a_browser_is_not_part_of_the_host() {
        for typed in [
            "zzte-053.dx.commercecloud.salesforce.com",
            " https://zzte-053.dx.commercecloud.salesforce.com/ ",
            "https://zzte-053.dx.commercecloud.salesforce.com/on/demandware.store/Sites-Site?x=1#y",
            "http://zzte-053.dx.commercecloud.salesforce.com",
        ] {
            assert_eq!(
                business_manager_endpoint(typed),
                "https://zzte-053.dx.commercecloud.salesforce.com/dw/oauth2/access_token",
                "{typed}"
            );
        }
        assert_eq!(business_manager_endpoint("  "), "");
        assert_eq!(
            business_manager_endpoint("http://127.0.0.1:8080/"),
            "http://127.0.0.1:8080/dw/oauth2/access_token"
        );
    }
}
