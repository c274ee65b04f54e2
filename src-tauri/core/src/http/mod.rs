//! HTTP (RFC 9110): messages, sending them, and why that failed. It knows nothing of tokens or findings.
//!
//! One file sends (`send.rs`). It follows no redirects, retries nothing, stores no cookies and reuses no
//! connections.

mod exchange;
mod failure;
mod loopback;
mod message;
mod send;
mod timeouts;

pub use exchange::HttpExchange;
pub use failure::{TlsFailure, TransportFailure};
pub use loopback::is_loopback;
pub use message::{HttpRequest, NameValue, Response, USER_AGENT};
pub use reqwest::{ClientBuilder, Method};
pub use send::{MAX_BODY_BYTES, client_for, send};
pub use timeouts::Timeouts;

pub(crate) use message::{host_header, without_mark, without_query};
