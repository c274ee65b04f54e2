//! HTTP (RFC 9110): messages, sending them, and why that failed. It knows nothing of tokens or findings.
//!
//! One file sends (`send.rs`). It follows no redirects, retries nothing, stores no cookies and reuses no
//! connections. `proxy.rs` decides which proxy it goes through, if any. `measured/` notes what happens on the way, and
//! `passage.rs` says how far it came. `content.rs` reads a body as text. `typed_address.rs` finds the host in what people paste.

mod content;
mod exchange;
mod failure;
mod loopback;
mod measured;
mod message;
mod no_proxy;
mod passage;
mod presented;
mod private;
mod proxy;
mod send;
mod timeouts;
mod tls;
mod typed_address;

pub use exchange::HttpExchange;
pub use failure::TransportFailure;
pub use loopback::is_loopback;
pub use message::{HttpRequest, NameValue, Response, USER_AGENT};
pub use passage::{Leg, Passage, TlsVersion};
pub use private::is_private;
pub use proxy::{ProxySettings, ProxyShown, ProxySource};
pub use reqwest::Method;
pub use send::{Connection, MAX_BODY_BYTES, send};
pub use timeouts::Timeouts;
pub use tls::{TlsFailure, UnknownIssuer};

pub(crate) use content::Content;
pub(crate) use message::{host_header, without_mark, without_query};
pub(crate) use typed_address::authority_in;
