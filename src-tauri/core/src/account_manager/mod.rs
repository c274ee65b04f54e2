//! Account Manager as its documentation describes it and its servers behave: addresses, limits, and how it judges a
//! request. Values and pure functions; what is sent to it, and the server that plays it for practice, are elsewhere.

mod certificate_text;
mod practice_address;

use url::Url;

pub use certificate_text::{CertificateTooLong, certificate_text};
pub use practice_address::PracticeAddress;

/// The token endpoint.
pub const TOKEN_ENDPOINT: &str = "https://account.demandware.com/dwsso/oauth2/access_token";
/// The audience that the documentation gives for client assertions: the token endpoint, with the port.
pub const AUDIENCE: &str = "https://account.demandware.com:443/dwsso/oauth2/access_token";
/// The page on which API clients are set up.
pub const PAGE: &str = "https://account.demandware.com";
/// The path of the token endpoint.
pub(crate) const TOKEN_PATH: &str = "/dwsso/oauth2/access_token";
/// The path of the issuer.
pub(crate) const ISSUER_PATH: &str = "/dwsso/oauth2";
/// The path of the token endpoint until it was switched off. Instances still have the same one.
const RETIRED_TOKEN_PATH: &str = "/dw/oauth2/access_token";
/// The longest lifetime of a client assertion that is documented, in seconds.
pub const LONGEST_ASSERTION_LIFETIME: u32 = 30 * 60;
/// The length of the field "Client JWT Bearer Public Key", in characters.
pub const LONGEST_PUBLIC_KEY: usize = 8192;

/// Whether this is a host of Account Manager.
pub(crate) fn is_host(host: &str) -> bool {
    host.starts_with("account") && (host.ends_with(".demandware.com") || host.ends_with(".demandware.net"))
}

/// Whether this is the token endpoint's path that is switched off, at Account Manager.
pub(crate) fn is_retired_token_endpoint(url: &Url) -> bool {
    url.path() == RETIRED_TOKEN_PATH && url.host_str().is_some_and(is_host)
}
