//! The token request (RFC 6749 sections 4.4.2 and 4.5), from what a person typed to what is sent.
//!
//! `form.rs` holds what was typed, and `unsigned.rs` makes it into a request, once, for both preview and sending.
//! `grant.rs` says what the request asks for, `proofs.rs` what the client can prove itself with. `preset.rs` fills in a
//! whole assertion as others make it. `disclosure.rs` says
//! whether somebody else would get an assertion for Account Manager. `assertion.rs` signs, `client_auth/` authenticates
//! the client by writing into the parts of a request (`parts.rs`), and `request.rs` is the finished request.
//! `variation.rs` changes one thing in a form, for experiments. `instance_host.rs` reads the host of an instance, `secret_text.rs` corrects a secret. `diagnosis/before_sending/` judges whether it may be sent;
//! `prepare.rs` fixes the order of these steps.

mod assertion;
pub mod client_auth;
mod disclosure;
mod form;
mod grant;
mod instance_host;
mod parts;
mod preset;
mod proofs;
mod request;
mod secret_text;
mod unsigned;
mod variation;

pub(crate) use assertion::cut_assertion;
pub use assertion::{
    Assertion, AssertionBasis, Claim, ClaimShown, ClaimSource, STANDARD_CLAIMS, SignedAssertion,
    SigningError, claims_for, header_for, read_claim_text,
};
pub use disclosure::Disclosure;
pub use form::{
    AuthMethod, BusinessManagerForm, ClaimEdit, Destination, HeaderParameters, HeaderType, RequestForm,
    SecretPlacement,
};
pub use parts::ValuePreview;
pub use preset::{AssertionPreset, PresetApplied};
pub use proofs::{ClientSecretKind, ClientSecrets, Proofs};
pub use request::{SentRequest, TokenRequest};
pub use secret_text::SecretCorrection;
pub use unsigned::{EndpointProblem, FieldPreview, ReadyRequest, UnsignedRequest};
pub use variation::{Aspect, AudienceKind, Variation};
