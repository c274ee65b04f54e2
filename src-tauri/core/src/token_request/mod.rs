//! The token request (RFC 6749 section 4.4.2), from what a person typed to what is sent.
//!
//! `form.rs` is what was typed, `unsigned.rs` the request that it makes, once, for the preview as for sending;
//! `assertion.rs` signs, `client_auth/` authenticates the client, `parts.rs` is what it writes into, `request.rs` the
//! request in the end. Whether it may be sent is judged in `diagnosis/before_sending/`, and `prepare.rs` has the order.

mod assertion;
pub mod client_auth;
mod form;
mod parts;
mod request;
pub(crate) mod secret_names;
mod unsigned;

pub use assertion::{
    Assertion, AssertionBasis, Claim, ClaimShown, ClaimSource, STANDARD_CLAIMS, SignedAssertion,
    SigningError, claims_for, header_for, read_claim_text,
};
pub use form::{ClaimEdit, Destination, HeaderParameters, RequestForm};
pub use request::{SentRequest, TokenRequest};
pub use unsigned::{EndpointProblem, FieldPreview, ReadyRequest, UnsignedRequest};
