//! Verifies a signature: chooses the key, and says what came of it.

use serde::Serialize;

use super::algorithm::{Algorithm, Named, named};
use super::compact::{CompactJws, CompactProblem};
use super::key_set::MOST_KEYS;
use super::public_key::{KeyShown, PublicKey};
use crate::text::shorten;

/// The most names that are repeated from a signature.
const MOST_NAMES: usize = 10;

/// What came of verifying a signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Verification {
    /// The private key that belongs to this public one made the signature.
    Verified {
        /// `alg`.
        algorithm: String,
        /// The key.
        key: KeyShown,
        /// How it was chosen.
        choice: KeyChoice,
    },
    /// Nobody who trusts these keys may trust the token.
    NotVerified {
        /// Why.
        problem: SignatureProblem,
    },
}

/// How a key was chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "by", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum KeyChoice {
    /// The signature names it.
    KeyId,
    /// The signature names none.
    Trying,
    /// No key has the `kid` that the signature names, but this key verifies.
    KeyIdUnknown {
        /// The `kid` of the signature.
        key_id: String,
    },
    /// The signature names another of the keys.
    KeyIdOfAnother {
        /// The `kid` of the signature.
        key_id: String,
    },
}

/// Why a signature is not verified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum SignatureProblem {
    /// It is no signature in compact serialisation.
    Malformed {
        /// Why.
        problem: CompactProblem,
    },
    /// `alg` is `none`.
    Unsigned,
    /// HMAC: whoever can verify it can also make it. It cannot be verified with a public key.
    Symmetric {
        /// `alg`.
        algorithm: String,
    },
    /// `alg` is missing or not a text.
    NoAlgorithm,
    /// `alg` is not known here.
    UnknownAlgorithm {
        /// `alg`, shortened.
        algorithm: String,
    },
    /// `crit` names extensions that must be understood, and are not (RFC 7515 section 4.1.11).
    Critical {
        /// The extensions; empty if `crit` has a form of its own.
        names: Vec<String>,
    },
    /// The third part is empty.
    Empty,
    /// None of the keys may verify this algorithm.
    NoKeyFits {
        /// `alg`.
        algorithm: String,
        /// The keys, and why not.
        keys: Vec<UnfitKey>,
    },
    /// Another private key made the signature, or header or claims were changed since.
    Wrong {
        /// `alg`.
        algorithm: String,
        /// The key, if only one fits.
        key: Option<KeyShown>,
        /// The number of keys that were tried.
        tried: u32,
        /// The `kid` of the signature, if no key has it.
        unknown_key_id: Option<String>,
    },
}

/// A key that may not verify a signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct UnfitKey {
    /// The key.
    pub key: KeyShown,
    /// Why.
    pub why: WhyUnfit,
}

/// Why a key may not verify a signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum WhyUnfit {
    /// Keys of its type do not verify the algorithm.
    KeyType,
    /// Its `alg` is another one (RFC 7517 section 4.4).
    Algorithm {
        /// Its `alg`, shortened.
        algorithm: String,
    },
    /// Its `use` is not `sig` (RFC 7517 section 4.2).
    Usage {
        /// Its `use`, shortened.
        usage: String,
    },
    /// Its `key_ops` have no `verify` (RFC 7517 section 4.3).
    Operations,
}

/// Verifies a signature with one of these keys, at most [`MOST_KEYS`] of them. The key that its `kid` names is tried first,
/// then the others that fit, because a wrong `kid` is a fault of its own.
#[must_use]
pub fn verify(token: &str, keys: &[PublicKey]) -> Verification {
    let refused = |problem| Verification::NotVerified { problem };
    let jws = match CompactJws::read(token) {
        Ok(jws) => jws,
        Err(problem) => return refused(SignatureProblem::Malformed { problem }),
    };
    let Some(name) = jws.header_text("alg") else { return refused(SignatureProblem::NoAlgorithm) };
    let shown = || shorten(name);
    let algorithm = match named(name) {
        Named::Asymmetric(algorithm) => algorithm,
        Named::Symmetric => return refused(SignatureProblem::Symmetric { algorithm: shown() }),
        Named::None => return refused(SignatureProblem::Unsigned),
        Named::Unknown => return refused(SignatureProblem::UnknownAlgorithm { algorithm: shown() }),
    };
    if let Some(names) = jws.critical() {
        let names = names.iter().take(MOST_NAMES).map(|name| shorten(name)).collect();
        return refused(SignatureProblem::Critical { names });
    }
    if jws.signature.is_empty() {
        return refused(SignatureProblem::Empty);
    }
    let keys = &keys[..keys.len().min(MOST_KEYS)];
    let why_unfit = |key: &PublicKey| why_unfit(key, name, algorithm);
    let mut fit: Vec<&PublicKey> = keys.iter().filter(|key| why_unfit(key).is_none()).collect();
    if fit.is_empty() {
        let unfit = |key: &PublicKey| Some(UnfitKey { key: key.shown(), why: why_unfit(key)? });
        let keys = keys.iter().filter_map(unfit).take(MOST_NAMES).collect();
        return refused(SignatureProblem::NoKeyFits { algorithm: shown(), keys });
    }
    let key_id = jws.header_text("kid");
    let is_named = |key: &PublicKey| key_id.is_some() && key.said.key_id.as_deref() == key_id;
    fit.sort_by_key(|key| !is_named(key));
    let verifies = |key: &PublicKey| key.verifies_with(algorithm, jws.signed.as_bytes(), &jws.signature);
    // A key without an ID, such as a certificate, is not another one than the signature names.
    let is_known = keys.iter().any(&is_named) || keys.iter().all(|key| key.said.key_id.is_none());
    let Some(key) = fit.iter().find(|key| verifies(key)) else {
        return refused(SignatureProblem::Wrong {
            algorithm: shown(),
            key: if let [only] = fit[..] { Some(only.shown()) } else { None },
            tried: u32::try_from(fit.len()).unwrap_or(u32::MAX),
            unknown_key_id: key_id.filter(|_| !is_known).map(shorten),
        });
    };
    let choice = match key_id {
        None => KeyChoice::Trying,
        Some(_) if is_named(key) => KeyChoice::KeyId,
        Some(_) if keys.iter().all(|key| key.said.key_id.is_none()) => KeyChoice::Trying,
        Some(key_id) if is_known => KeyChoice::KeyIdOfAnother { key_id: shorten(key_id) },
        Some(key_id) => KeyChoice::KeyIdUnknown { key_id: shorten(key_id) },
    };
    Verification::Verified { algorithm: shown(), key: key.shown(), choice }
}

fn why_unfit(key: &PublicKey, name: &str, algorithm: Algorithm) -> Option<WhyUnfit> {
    if !algorithm.takes(key.key_type()) {
        return Some(WhyUnfit::KeyType);
    }
    if let Some(its) = key.said.algorithm.as_deref().filter(|its| *its != name && !is_ed25519(its, name)) {
        return Some(WhyUnfit::Algorithm { algorithm: shorten(its) });
    }
    if let Some(usage) = key.said.usage.as_deref().filter(|usage| *usage != "sig") {
        return Some(WhyUnfit::Usage { usage: shorten(usage) });
    }
    let may_verify =
        key.said.operations.as_ref().is_none_or(|all| all.iter().any(|it| it == "verify" || it == "sign"));
    (!may_verify).then_some(WhyUnfit::Operations)
}

/// RFC 9864 gave EdDSA with this curve a name of its own.
fn is_ed25519(one: &str, other: &str) -> bool {
    [one, other].iter().all(|name| ["EdDSA", "Ed25519"].contains(name))
}
