//! JSON Web Signatures (RFC 7515, compact serialisation): verifies them with public keys, from certificates or JSON Web
//! Keys (RFC 7517). Signing is in `token_request/`.
//!
//! `compact.rs` takes a signature apart, `algorithm.rs` knows which algorithms verify with which keys, `public_key.rs` is a
//! key, `key_set.rs` reads JSON Web Keys and sets, `roca.rs` recognises weak RSA keys, and `verify.rs` chooses the key and
//! says what came of it.
//!
//! A signature is verified only with an asymmetric algorithm: a public key is never used as a shared secret, and keys that
//! come with the signature itself (`jwk`, `jku`, `x5c`, `x5u` in its header) are never used.

mod algorithm;
mod compact;
mod key_set;
mod public_key;
mod roca;
mod verify;

pub(crate) use algorithm::{AlgorithmKind, algorithm_kind};
pub use compact::{CompactJws, CompactProblem, LONGEST_JWS};
pub use key_set::{KeySet, KeySetProblem, LONGEST_KEY_SET, MOST_KEYS};
pub use public_key::{KeyShown, PublicKey, UnusableKey, WhyUnusable};
pub use verify::{KeyChoice, SignatureProblem, UnfitKey, Verification, WhyUnfit, verify};
