//! HTTP (RFC 9110): messages, and what is on this computer. Knows nothing of tokens or findings.

mod loopback;
mod message;

pub use loopback::is_loopback;
pub use message::NameValue;
