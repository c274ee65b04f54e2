//! Account Manager as its documentation describes it and its servers behave: addresses, limits, and the model of how it
//! judges a request. Values and pure functions; what is sent to it, and the server that plays it for practice, are
//! elsewhere.
//!
//! The model: `parsed_request.rs` (what was sent) → `verify/` (a decision) → `words.rs` (the reason of a refusal in the
//! words of the engine, `wording.rs`). `api_client.rs` is what is set up there, `public_key_field.rs` its strictest field.

mod api_client;
mod certificate_text;
mod parsed_request;
mod password;
mod practice_address;
mod public_key_field;
mod recipient;
mod refusal;
mod used_ids;
mod verify;
mod wording;
mod words;

use url::Url;

pub use api_client::{
    AccessTokenFormat, ApiClient, ApiClientShown, ClientAuthenticationType, Role, RoleForm,
    TokenEndpointAuthMethod,
};
pub use certificate_text::{CertificateTooLong, certificate_text};
pub use practice_address::PracticeAddress;
pub use public_key_field::PublicKeyField;
pub use recipient::Recipient;
pub use refusal::Refusal;
pub use wording::Wording;

pub(crate) use parsed_request::ParsedTokenRequest;
pub(crate) use password::Password;
pub(crate) use public_key_field::{RsaPublicKey, is_private_key, read_key};
pub(crate) use used_ids::UsedIds;
pub(crate) use verify::{Decision, Grant, Judge};
pub(crate) use words::words_for;

/// The host.
const HOST: &str = "account.demandware.com";
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
