//! The practice Account Manager: a token endpoint on this computer alone that checks and answers as Account Manager
//! does, for practising without an account, and for tests.
//!
//! A request's way: `server.rs` (HTTP on loopback) → `account_manager.rs` (which address, what state) → `asked.rs`
//! (what was sent) → `verify.rs` (a decision with a named reason) → `words.rs` (the reason in Account Manager's words)
//! or `tokens.rs` (a real, signed token). What a person sets up is in `api_client.rs`, what they break in `faults.rs`.
//!
//! Other servers' doubles (the Business Manager grant, OCAPI, SCAPI, WebDAV) get rooms of their own beside
//! `account_manager.rs`, and a line in its table of addresses.

mod account_manager;
mod api_client;
mod asked;
mod faults;
mod public_key;
mod server;
mod tokens;
mod used_ids;
mod verify;
mod words;

pub use account_manager::{AccountManager, Answer, Delivery, PracticeSettings, Request};
pub use api_client::{
    AccessTokenFormat, ApiClient, ApiClientForm, ApiClientProblem, ApiClientShown, ClientAuthenticationType,
    Role, RoleForm, TokenEndpointAuthMethod, read_api_client,
};
pub use faults::{Faults, Gateway, Wording};
pub use public_key::PublicKeyField;
pub use server::{Limits, MomentSource, PREFERRED_PORT, PracticeServer, StartError};
pub use tokens::{SigningKey, TOKEN_LIFETIME};
pub use verify::Refusal;

use std::net::SocketAddr;

/// The path of the token endpoint, as Account Manager has it.
const TOKEN_PATH: &str = "/dwsso/oauth2/access_token";
/// What the issuer's path is.
const ISSUER_PATH: &str = "/dwsso/oauth2";

/// Where the practice Account Manager can be reached: always this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PracticeAddress(SocketAddr);

impl PracticeAddress {
    /// The address of a server that listens there; `None` unless that is this computer alone.
    #[must_use]
    pub fn new(address: SocketAddr) -> Option<Self> {
        address.ip().is_loopback().then_some(Self(address))
    }

    /// Host and port, for example `127.0.0.1:4443`.
    #[must_use]
    pub fn authority(&self) -> String {
        self.0.to_string()
    }

    /// The token endpoint; also the audience it takes.
    #[must_use]
    pub fn token_endpoint(&self) -> String {
        format!("http://{}{TOKEN_PATH}", self.0)
    }

    /// The `iss` of its tokens.
    #[must_use]
    pub fn issuer(&self) -> String {
        format!("http://{}{ISSUER_PATH}", self.0)
    }

    pub(crate) fn port(&self) -> u16 {
        self.0.port()
    }
}
