//! Account Manager as its documentation describes it and its servers behave: addresses, limits, and a model of how it
//! judges a request. Only values and pure functions live here. Requests are sent by `token_exchange/`; the server
//! that plays Account Manager for practice is in `practice/`.
//!
//! The model: `parsed_request.rs` (what was sent) → `verify/` (the decision) → `words.rs` (the reason for a refusal,
//! in the words of the engine chosen in `wording.rs`). `api_client.rs` is what is set up there; `public_key_field.rs`
//! is its strictest field. Scopes: `scapi_scopes.rs` reads and writes those for SCAPI, `scope_families.rs` lists the families, `tenant.rs`
//! reads a realm and instance.

mod api_client;
mod audience;
mod certificate_text;
mod hosts;
mod parsed_request;
mod password;
mod practice_address;
mod public_key_field;
mod recipient;
mod refusal;
mod scapi_scopes;
mod scope_families;
mod tenant;
mod used_ids;
mod verify;
mod wording;
mod words;
mod would_say;

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
pub use scapi_scopes::{ChosenFamily, ScapiChoice, ScopeAccess};
pub use scope_families::{SCOPE_FAMILIES, SCOPE_FAMILIES_AS_OF, ScopeFamily};
pub use wording::Wording;
pub use would_say::{AccountManagerSays, Saying, would_say};

pub(crate) use audience::account_managers_audiences;
pub(crate) use hosts::{is_account_manager, is_host, is_look_alike};
pub(crate) use parsed_request::{FORM, ParsedTokenRequest};
pub(crate) use password::Password;
pub(crate) use public_key_field::{is_private_key, read_key};
pub(crate) use scapi_scopes::{ScopeKind, family_scope, kind_of, tenant_scope};
pub(crate) use tenant::{Spelling, Tenant};
pub(crate) use used_ids::{Spent, UsedIds};
pub(crate) use verify::{Audiences, Decision, Grant, Judge, KeyThere, PasswordThere};
pub(crate) use wording::{LONGEST_LIFE_2026, SKEW_2021, SKEW_2026};
pub(crate) use words::{FixedWords, words_for};

/// The token endpoint.
pub const TOKEN_ENDPOINT: &str = "https://account.demandware.com/dwsso/oauth2/access_token";
/// The audience that the documentation gives for client assertions: the token endpoint with its port.
pub const AUDIENCE: &str = "https://account.demandware.com:443/dwsso/oauth2/access_token";
/// The web page where API clients are set up.
pub const PAGE: &str = "https://account.demandware.com";
/// Path of the token endpoint.
pub(crate) const TOKEN_PATH: &str = "/dwsso/oauth2/access_token";
/// Path of the issuer.
pub(crate) const ISSUER_PATH: &str = "/dwsso/oauth2";
/// Path of the token endpoint of a B2C Commerce instance, for the Business Manager grant.
pub(crate) const INSTANCE_TOKEN_PATH: &str = "/dw/oauth2/access_token";
/// Path of the token endpoint until it was switched off: the one that instances still have.
const RETIRED_TOKEN_PATH: &str = INSTANCE_TOKEN_PATH;
/// Length that a password of an API client, its secret, must have, in characters.
pub(crate) const PASSWORD_LENGTH: std::ops::RangeInclusive<usize> = 12..=128;
/// Longest documented lifetime of a client assertion, in seconds.
pub const LONGEST_ASSERTION_LIFETIME: u32 = 30 * 60;
/// Length of the field "Client JWT Bearer Public Key", in characters.
pub const LONGEST_PUBLIC_KEY: usize = 8192;

/// Whether this is Account Manager's token endpoint at the path that was switched off.
fn is_retired_token_endpoint(url: &Url) -> bool {
    url.path() == RETIRED_TOKEN_PATH && url.host_str().is_some_and(is_host)
}

/// The URL with the path that is in use, if it has Account Manager's path that is switched off.
pub(crate) fn with_current_path(url: &Url) -> Option<Url> {
    let mut current = url.clone();
    current.set_path(TOKEN_PATH);
    is_retired_token_endpoint(url).then_some(current)
}
