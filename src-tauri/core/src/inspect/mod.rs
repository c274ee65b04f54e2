//! A token that somebody holds in the hand: finds it in what was pasted, says what it is, explains it claim by claim, and
//! verifies its signature. Nothing is sent but what `fetch.rs` fetches when the person asks.
//!
//! `find.rs` finds the tokens, `kind.rs` says what each is, `claims.rs` explains header and claims with the codes of
//! `meaning.rs`, `keys.rs` reads the keys to verify with, `check.rs` says what came of it, and `compare.rs` sets two
//! tokens side by side.

mod check;
mod claims;
mod compare;
mod fetch;
mod find;
mod keys;
mod kind;
mod meaning;

use serde::Serialize;

pub use check::{KeyFetchProblem, SignatureCheck};
pub use compare::{ComparedClaim, Sameness, compare};
pub use fetch::fetch_keys;
pub use find::TokenSpan;
pub use keys::{GivenKeys, NoKeys, read_keys};
pub use kind::{TokenDamage, TokenKind};
pub use meaning::{ClaimMeaning, ClaimTone, ExplainedClaim, TokenPart};

use crate::account_manager::{AccountManagerSays, would_say};
use crate::certificate::Certificate;
use crate::credential::CredentialId;
use crate::jws::{PublicKey, Verification, verify};
use crate::jwt;
use crate::moment::UnixSeconds;
use crate::text::Allowance;
use crate::token_exchange::{ApiFit, KeysAddress, RoleReach, api_fit, role_reach, words_of};
use kind::Anatomy;

/// The longest text that is searched for tokens, in bytes.
pub const LONGEST_PASTED: usize = 1024 * 1024;
/// The most tokens of a text that are shown.
pub const MOST_TOKENS: usize = 5;
/// The most that is shown of a token's texts together, in bytes as text and as JSON.
const MOST_SHOWN: usize = 256 * 1024;

/// What was found in a pasted text.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Inspected {
    /// The tokens, in the order of the text.
    pub tokens: Vec<InspectedToken>,
    /// The number of tokens that are left out, because they are too many.
    pub left_out: u32,
    /// Why the text was not searched.
    pub too_long: Option<TextTooLong>,
}

/// A text is too long to be searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TextTooLong {
    /// The most that is searched, in bytes.
    pub limit: u32,
}

/// A token, explained.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct InspectedToken {
    /// The name that the text gives it, for example `access_token`.
    pub name: Option<String>,
    /// Where it is in the text.
    pub span: TokenSpan,
    /// What it is.
    pub kind: TokenKind,
    /// `alg` of its header.
    pub algorithm: Option<String>,
    /// `kid` of its header.
    pub key_id: Option<String>,
    /// Whether it is valid now, judging by its own times.
    pub life: TokenLife,
    /// What Account Manager would say to it, if it is a client assertion for Account Manager.
    pub account_manager: Vec<AccountManagerSays>,
    /// The credentials that have the certificate of the key that signed it.
    pub made_with: Vec<CredentialId>,
    /// Header and claims, one by one, and what is missing.
    pub claims: Vec<ExplainedClaim>,
    /// The number of header members and claims that are left out, because they are too many.
    pub left_out: u32,
    /// The instances that each role is for.
    pub reach: Vec<RoleReach>,
    /// The APIs that it fits.
    pub fits: Vec<ApiFit>,
    /// Where the public keys of its issuer are, if its address may be fetched.
    pub keys_at: Option<KeysAddress>,
    /// The header as JSON, if it can be read.
    pub header: Option<String>,
    /// The claims as JSON, if they can be read.
    pub payload: Option<String>,
}

/// Where a token is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum TokenLife {
    /// It does not say when it expires, or cannot be read.
    Unknown,
    /// Its `nbf` is in the future.
    NotYet {
        /// `nbf`.
        from: UnixSeconds,
    },
    /// It is valid now.
    Valid {
        /// `exp`.
        until: UnixSeconds,
    },
    /// It has expired.
    Expired {
        /// `exp`.
        at: UnixSeconds,
    },
}

/// A certificate that is stored with a credential. It is public.
#[derive(Clone, Debug)]
pub struct KnownCertificate {
    /// The credential.
    pub credential: CredentialId,
    /// Its certificate.
    pub certificate: Certificate,
}

/// Finds the tokens in a text and explains them. `known` are certificates that may belong to the key of a token.
#[must_use]
pub fn inspect(text: &str, known: &[KnownCertificate], now: UnixSeconds) -> Inspected {
    if text.len() > LONGEST_PASTED {
        let limit = u32::try_from(LONGEST_PASTED).unwrap_or(u32::MAX);
        return Inspected { tokens: Vec::new(), left_out: 0, too_long: Some(TextTooLong { limit }) };
    }
    let found = find::tokens_in(text);
    let left_out = u32::try_from(found.len().saturating_sub(MOST_TOKENS)).unwrap_or(u32::MAX);
    let tokens = found.iter().take(MOST_TOKENS).map(|token| explain(token, known, now)).collect();
    Inspected { tokens, left_out, too_long: None }
}

/// The token at this place among those in a text, counted from 0, without white space inside.
#[must_use]
pub fn token_at(text: &str, place: usize) -> Option<String> {
    if text.len() > LONGEST_PASTED {
        return None;
    }
    find::tokens_in(text).into_iter().nth(place).map(|found| found.token)
}

fn explain(found: &find::FoundToken, known: &[KnownCertificate], now: UnixSeconds) -> InspectedToken {
    let anatomy = Anatomy::of(&found.token);
    let kind = kind::kind_of(&anatomy, found.name.as_deref());
    let (claims, left_out) = claims::explained(&anatomy, &kind, now);
    let of_assertion = matches!(kind, TokenKind::ClientAssertion { for_account_manager: true });
    let list = |name: &str| anatomy.claim(name).map(words_of).unwrap_or_default();
    let scopes = anatomy.claim("scope").or_else(|| anatomy.claim("scp")).map(words_of).unwrap_or_default();
    let (roles, issuer) = (list("roles"), anatomy.text("iss"));
    let mut shown = InspectedToken {
        name: found.name.clone(),
        span: found.span,
        algorithm: anatomy.header_text("alg").map(str::to_owned),
        key_id: anatomy.header_text("kid").map(str::to_owned),
        life: life(&anatomy, now),
        account_manager: if of_assertion { would_say(&found.token, now) } else { Vec::new() },
        made_with: made_with(&found.token, known),
        claims,
        left_out,
        reach: role_reach(&roles, anatomy.text("tenantFilter")),
        fits: anatomy.claims.as_ref().map(|claims| api_fit(claims, &scopes, &roles)).unwrap_or_default(),
        keys_at: issuer.and_then(KeysAddress::of_issuer),
        header: anatomy.header.as_ref().map(jwt::pretty),
        payload: anatomy.claims.as_ref().map(jwt::pretty),
        kind,
    };
    shown.bound();
    shown
}

impl InspectedToken {
    /// Leaves what is shown of it within bounds.
    fn bound(&mut self) {
        let mut allowance = Allowance::to_show(MOST_SHOWN);
        let facts = [&mut self.name, &mut self.algorithm, &mut self.key_id];
        facts.into_iter().flatten().for_each(|text| allowance.cut(text));
        self.claims.iter_mut().for_each(|claim| {
            allowance.cut(&mut claim.name);
            claim.value.iter_mut().for_each(|value| allowance.cut(value));
        });
        for RoleReach { role, instances } in &mut self.reach {
            allowance.cut(role);
            allowance.cut_list(instances);
        }
        [&mut self.header, &mut self.payload].into_iter().flatten().for_each(|text| allowance.cut(text));
    }
}

fn life(anatomy: &Anatomy, now: UnixSeconds) -> TokenLife {
    let time = |name: &str| anatomy.claim(name).and_then(jwt::whole_number).map(UnixSeconds);
    match (time("nbf"), time("exp")) {
        (_, Some(at)) if at <= now => TokenLife::Expired { at },
        (Some(from), _) if from > now => TokenLife::NotYet { from },
        (_, Some(until)) => TokenLife::Valid { until },
        (_, None) => TokenLife::Unknown,
    }
}

fn made_with(token: &str, known: &[KnownCertificate]) -> Vec<CredentialId> {
    let verifies = |known: &&KnownCertificate| {
        PublicKey::from_certificate(&known.certificate).is_ok_and(|key| {
            matches!(verify(token, std::slice::from_ref(&key)), Verification::Verified { .. })
        })
    };
    known.iter().filter(verifies).map(|known| known.credential).collect()
}
