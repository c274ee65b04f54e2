//! The token request (RFC 6749 section 4.4.2), from what a person typed to what is sent.
//!
//! `form.rs` holds what was typed, and `unsigned.rs` makes it into a request, once, for both preview and sending.
//! `preset.rs` fills in a whole
//! assertion as others make it. `disclosure.rs` says whether somebody else would get an assertion for Account Manager. `assertion.rs` signs,
//! `client_auth/` authenticates the client by writing into the parts of a request (`parts.rs`), and `request.rs` is the
//! finished request. `diagnosis/before_sending/` judges whether it may be sent; `prepare.rs`
//! fixes the order of these steps.

mod assertion;
pub mod client_auth;
mod disclosure;
mod form;
mod parts;
mod preset;
mod request;
mod unsigned;

pub(crate) use assertion::cut_assertion;
pub use assertion::{
    Assertion, AssertionBasis, Claim, ClaimShown, ClaimSource, STANDARD_CLAIMS, SignedAssertion,
    SigningError, claims_for, header_for, read_claim_text,
};
pub use disclosure::Disclosure;
pub use form::{ClaimEdit, Destination, HeaderParameters, HeaderType, RequestForm};
pub use preset::{AssertionPreset, PresetApplied};
pub use request::{SentRequest, TokenRequest};
pub use unsigned::{EndpointProblem, FieldPreview, ReadyRequest, UnsignedRequest};
