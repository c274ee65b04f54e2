//! The practice Account Manager: a token endpoint, reachable only from this computer, that checks requests and
//! responds as Account Manager does. It is for practising without an account, and for tests.
//!
//! It serves the model in `account_manager/`. The way of a request: `server.rs` (HTTP on loopback) →
//! `practice_account_manager.rs` (addresses and state) → the model's decision → the model's words, or `tokens.rs` (a
//! real, signed token). A person sets it up with `api_client_form.rs` and breaks it with `faults.rs`; `snapshot.rs`
//! stores both for the next start.
//!
//! Stand-ins for other servers (the Business Manager grant, OCAPI, SCAPI, WebDAV) get files of their own beside
//! `practice_account_manager.rs`, with a line in its table of addresses.

mod api_client_form;
mod caller;
mod connections;
mod delivery;
mod faults;
mod message;
mod opaque_tokens;
mod practice_account_manager;
mod rate_limit;
mod server;
mod snapshot;
mod tokens;

pub use api_client_form::{ApiClientForm, ApiClientProblem, read_api_client};
pub use faults::{Faults, Gateway, PracticeSettings};
pub use message::{Delivery, PracticeResponse, Request};
pub use practice_account_manager::PracticeAccountManager;
pub use server::{Limits, MomentSource, PREFERRED_PORT, PracticeServer, StartError};
pub use snapshot::PracticeSnapshot;
pub use tokens::{SigningKey, TOKEN_LIFETIME};
