//! The practice Account Manager: a token endpoint on this computer alone that checks and answers as Account Manager
//! does, for practising without an account, and for tests.
//!
//! A request's way: `server.rs` (HTTP on loopback) → `account_manager.rs` (which address, what state) → `asked.rs`
//! (what was sent) → `verify/` (a decision) → `words.rs` (the reason of a refusal in Account Manager's words) or
//! `tokens.rs` (a real, signed token). What a person sets up is in `api_client.rs`, what they break in `faults.rs`, and
//! `snapshot.rs` has what of both is there at the next start.
//!
//! Other servers' doubles (the Business Manager grant, OCAPI, SCAPI, WebDAV) get rooms of their own beside
//! `account_manager.rs`, and a line in its table of addresses.

mod account_manager;
mod api_client;
mod api_client_form;
mod asked;
mod faults;
mod http;
mod opaque_tokens;
mod password;
mod public_key;
mod rate_limit;
mod refusal;
mod server;
mod snapshot;
mod tokens;
mod used_ids;
mod verify;
mod words;

pub use account_manager::AccountManager;
pub use api_client::{
    AccessTokenFormat, ApiClient, ApiClientShown, ClientAuthenticationType, Role, TokenEndpointAuthMethod,
};
pub use api_client_form::{ApiClientForm, ApiClientProblem, RoleForm, read_api_client};
pub use faults::{Faults, Gateway, PracticeSettings, Wording};
pub use http::{Answer, Delivery, Request};
pub use public_key::PublicKeyField;
pub use refusal::Refusal;
pub use server::{Limits, MomentSource, PREFERRED_PORT, PracticeServer, StartError};
pub use snapshot::PracticeSnapshot;
pub use tokens::{SigningKey, TOKEN_LIFETIME};
