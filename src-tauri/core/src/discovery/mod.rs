//! What a server publishes about itself (OpenID Connect Discovery 1.0, RFC 8414), read when the person asks, to fill in
//! the form.
//!
//! `issuer.rs` reads what was typed and says where the documents are, `document.rs` reads one, and `filling.rs` decides
//! what of it could be filled in, and what the person should know first. `discover.rs` sends the requests. A document is
//! somebody else's word: it is believed only about the issuer that was asked, and nothing of it is filled in before the
//! person has seen it.

mod discover;
mod document;
mod filling;
mod issuer;

pub use discover::{Discovered, Found, Lookup, discover, discover_at_once};
pub use document::{Document, LookupProblem, read_document};
pub use filling::{DiscoveryConcern, EndpointRefusal, Filling, Wanted, fill};
pub use issuer::{Issuer, IssuerProblem};
