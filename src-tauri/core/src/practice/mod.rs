//! The practice Account Manager: a token endpoint, reachable only from this computer, that checks requests and
//! responds as Account Manager does. It is for practising without an account, and for tests.
//!
//! It serves the models in `account_manager/` and `commerce_instance/`. The way of a request: `server.rs` (HTTP on
//! loopback) → `practice_account_manager.rs` (state) → `answer.rs`, by the table in `address.rs` → `token_endpoint.rs` or
//! `instance_endpoints.rs` → the model's decision → the model's words, or `tokens.rs` (a real, signed token). A person
//! sets it up with `api_client_form.rs` and `instance.rs`, and breaks it with `faults.rs`; `snapshot.rs` stores all of
//! that for the next start.
//!
//! An instance of B2C Commerce is at the same address: its Business Manager grant, and its APIs, OCAPI, SCAPI and
//! WebDAV, which keep their documented rules and settings. They only read.

mod address;
mod answer;
mod api_client_form;
mod caller;
mod connections;
mod delivery;
mod faults;
mod instance;
mod instance_endpoints;
mod message;
mod opaque_tokens;
mod practice_account_manager;
mod rate_limit;
mod server;
mod snapshot;
mod token_endpoint;
mod tokens;

pub use api_client_form::{ApiClientForm, ApiClientProblem, read_api_client};
pub use faults::{Faults, Gateway, HeaderFault, InstanceFaults, PracticeSettings};
pub use instance::{InstanceForm, InstanceProblem, InstanceSetup};
pub use message::{Delivery, PracticeResponse, Request};
pub use practice_account_manager::PracticeAccountManager;
pub use server::{Limits, MomentSource, PREFERRED_PORT, PracticeServer, StartError};
pub use snapshot::PracticeSnapshot;
pub use tokens::{SigningKey, TOKEN_LIFETIME};
