//! Explains header and claims of a token one by one, and says what is missing.

use serde_json::Value;
use url::Url;

use super::kind::{Anatomy, TokenKind};
use super::meaning::{ClaimShown, ClaimTone, Meaning, Part};
use crate::account_manager::{
    AUDIENCE, LONGEST_ASSERTION_LIFETIME, TOKEN_ENDPOINT, account_managers_audiences, is_host,
    with_current_path,
};
use crate::jws::{AlgorithmKind, algorithm_kind};
use crate::jwt::whole_number;
use crate::key::SigningAlgorithm;
use crate::moment::UnixSeconds;

/// The most members and claims that are shown.
const MOST_SHOWN: usize = 100;

/// What a claim means, and how good that is.
type Said = (Meaning, ClaimTone);

/// Explains a token of this kind, and returns the number of claims that are left out.
pub(super) fn explained(anatomy: &Anatomy, kind: &TokenKind, now: UnixSeconds) -> (Vec<ClaimShown>, u32) {
    let token = Token {
        anatomy,
        is_assertion: matches!(kind, TokenKind::ClientAssertion { .. }),
        for_account_manager: matches!(kind, TokenKind::ClientAssertion { for_account_manager: true }),
        kind,
        now,
    };
    let header = anatomy.header.iter().flatten();
    let header = header.map(|(name, value)| shown(Part::Header, name, value, token.of_header(name, value)));
    let claims = anatomy.claims.iter().flatten();
    let claims = claims.map(|(name, value)| shown(Part::Claims, name, value, token.of_claim(name, value)));
    let mut all: Vec<ClaimShown> = claims.chain(header).collect();
    let left_out = u32::try_from(all.len().saturating_sub(MOST_SHOWN)).unwrap_or(u32::MAX);
    all.truncate(MOST_SHOWN);
    let claims_end = all.iter().position(|claim| claim.part == Part::Header).unwrap_or(all.len());
    all.splice(claims_end..claims_end, token.missing_claims());
    if anatomy.header.as_ref().is_some_and(|header| !header.contains_key("alg")) {
        all.push(missing(Part::Header, "alg", (Meaning::AlgorithmMissing, ClaimTone::Bad)));
    }
    (all, left_out)
}

fn shown(part: Part, name: &str, value: &Value, (meaning, tone): Said) -> ClaimShown {
    let value = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    ClaimShown { part, name: name.to_owned(), value: Some(value), meaning, tone }
}

fn missing(part: Part, name: &str, (meaning, tone): Said) -> ClaimShown {
    ClaimShown { part, name: name.to_owned(), value: None, meaning, tone }
}

struct Token<'t> {
    anatomy: &'t Anatomy,
    kind: &'t TokenKind,
    is_assertion: bool,
    for_account_manager: bool,
    now: UnixSeconds,
}

impl Token<'_> {
    fn of_header(&self, name: &str, value: &Value) -> Said {
        match name {
            "alg" => self.of_algorithm(value.as_str().unwrap_or_default()),
            "typ" | "cty" => (Meaning::HeaderType, ClaimTone::Plain),
            "kid" if self.for_account_manager => (Meaning::KeyIdForAccountManager, ClaimTone::Doubtful),
            "kid" => (Meaning::KeyId, ClaimTone::Plain),
            "crit" => (Meaning::Critical, ClaimTone::Bad),
            "x5t" | "x5t#S256" => (Meaning::Thumbprint, ClaimTone::Plain),
            "x5c" => (Meaning::CertificateChain, ClaimTone::Plain),
            "jwk" | "jku" | "x5u" => (Meaning::OwnKey, ClaimTone::Doubtful),
            "enc" => (Meaning::Encryption, ClaimTone::Plain),
            _ => (Meaning::Unknown, ClaimTone::Plain),
        }
    }

    fn of_algorithm(&self, name: &str) -> Said {
        let is_encrypted = matches!(self.kind, TokenKind::Encrypted);
        match algorithm_kind(name) {
            _ if is_encrypted => (Meaning::Encryption, ClaimTone::Plain),
            AlgorithmKind::Symmetric => (Meaning::AlgorithmSymmetric, ClaimTone::Doubtful),
            AlgorithmKind::None => (Meaning::AlgorithmNone, ClaimTone::Bad),
            AlgorithmKind::Unknown => (Meaning::AlgorithmUnknown, ClaimTone::Doubtful),
            AlgorithmKind::Asymmetric if !self.for_account_manager => (Meaning::Algorithm, ClaimTone::Plain),
            AlgorithmKind::Asymmetric if name == SigningAlgorithm::Rs256.name() => {
                (Meaning::AlgorithmDocumented, ClaimTone::Good)
            }
            AlgorithmKind::Asymmetric => (Meaning::AlgorithmNotDocumented, ClaimTone::Bad),
        }
    }

    fn of_claim(&self, name: &str, value: &Value) -> Said {
        let meaning = match name {
            "iss" => return self.of_issuer(value),
            "sub" => return self.of_subject(value),
            "aud" => return self.of_audience(value),
            "exp" | "iat" | "nbf" | "auth_time" => return self.of_time(name, value),
            "jti" if self.is_assertion => return (Meaning::TokenId, ClaimTone::Good),
            "jti" => Meaning::TokenId,
            "client_id" | "azp" | "cid" => Meaning::Client,
            "scope" | "scp" => Meaning::Scopes,
            "roles" => Meaning::Roles,
            "tenantFilter" => Meaning::TenantFilter,
            "grant_type" => Meaning::GrantType,
            "usr" => Meaning::User,
            "subname" => Meaning::SubjectName,
            "practice" => Meaning::Practice,
            "realm" => Meaning::Realm,
            "sid" | "session_state" => Meaning::Session,
            "email" | "name" | "given_name" | "family_name" | "preferred_username" => Meaning::Person,
            "nonce" | "at_hash" | "c_hash" => Meaning::IdTokenBinding,
            "acr" | "amr" => Meaning::HowSignedIn,
            "typ" | "token_type" | "tokenName" => Meaning::TypeClaim,
            "isb" if self.is_slas() => Meaning::ShopperIdentities,
            "sty" if self.is_slas() => Meaning::ShopperType,
            "aut" | "ctx" | "ist" | "dnt" if self.is_slas() => Meaning::SlasInternal,
            _ => Meaning::Unknown,
        };
        (meaning, ClaimTone::Plain)
    }

    fn is_slas(&self) -> bool {
        matches!(self.kind, TokenKind::ScapiShopper)
    }

    fn of_issuer(&self, value: &Value) -> Said {
        if self.is_assertion {
            return if value.is_string() && Some(value) == self.anatomy.claim("sub") {
                (Meaning::IssuerIsClient, ClaimTone::Good)
            } else {
                (Meaning::IssuerIsNotSubject, ClaimTone::Bad)
            };
        }
        let url = value.as_str().and_then(|text| Url::parse(text).ok());
        let meaning = match self.kind {
            TokenKind::Practice => Meaning::IssuerPractice,
            TokenKind::ScapiShopper => Meaning::IssuerSlas,
            _ if url.is_some_and(|url| url.host_str().is_some_and(is_host)) => Meaning::IssuerAccountManager,
            _ => Meaning::Issuer,
        };
        (meaning, ClaimTone::Plain)
    }

    fn of_subject(&self, value: &Value) -> Said {
        if self.is_assertion {
            return if value.is_string() && Some(value) == self.anatomy.claim("iss") {
                (Meaning::SubjectIsIssuer, ClaimTone::Good)
            } else {
                (Meaning::SubjectIsNotIssuer, ClaimTone::Bad)
            };
        }
        let meaning = match self.kind {
            TokenKind::ScapiShopper | TokenKind::OcapiShopper => Meaning::SubjectIsShopper,
            _ if Some(value) == self.anatomy.claim("client_id") => Meaning::SubjectIsClient,
            _ => Meaning::Subject,
        };
        (meaning, ClaimTone::Plain)
    }

    fn of_audience(&self, value: &Value) -> Said {
        if !self.is_assertion {
            return (Meaning::Audience, ClaimTone::Plain);
        }
        let text = match value {
            Value::Array(audiences) if audiences.len() > 1 => {
                let count = u32::try_from(audiences.len()).unwrap_or(u32::MAX);
                return (Meaning::AudienceSeveral { count }, ClaimTone::Bad);
            }
            Value::Array(audiences) => audiences.first().and_then(Value::as_str),
            other => other.as_str(),
        };
        if account_managers_audiences(value).is_empty() {
            return (Meaning::AudienceOther, ClaimTone::Plain);
        }
        let url = text.and_then(|text| Url::parse(text).ok());
        match text {
            Some(AUDIENCE) => (Meaning::AudienceDocumented, ClaimTone::Good),
            Some(TOKEN_ENDPOINT) => (Meaning::AudienceWithoutPort, ClaimTone::Doubtful),
            _ if url.is_some_and(|url| with_current_path(&url).is_some()) => {
                (Meaning::AudienceRetired, ClaimTone::Bad)
            }
            _ => (Meaning::AudienceNotEndpoint, ClaimTone::Bad),
        }
    }

    fn of_time(&self, name: &str, value: &Value) -> Said {
        let Some(at) = whole_number(value).map(UnixSeconds) else {
            return (Meaning::NotATime, ClaimTone::Bad);
        };
        let is_past = at <= self.now;
        let longest = i64::from(LONGEST_ASSERTION_LIFETIME);
        match name {
            "exp" if is_past => (Meaning::Expired { at }, ClaimTone::Bad),
            "exp" if self.for_account_manager && at.0.saturating_sub(self.now.0) > longest => {
                let minutes = LONGEST_ASSERTION_LIFETIME / 60;
                (Meaning::ExpiresTooFar { at, minutes }, ClaimTone::Bad)
            }
            "exp" => (Meaning::Expires { at }, ClaimTone::Good),
            "iat" if is_past => (Meaning::Issued { at }, ClaimTone::Plain),
            "iat" => (Meaning::IssuedInFuture { at }, ClaimTone::Doubtful),
            "nbf" if is_past => (Meaning::ValidFrom { at }, ClaimTone::Plain),
            "nbf" => (Meaning::NotYetValid { at }, ClaimTone::Bad),
            _ => (Meaning::SignedIn { at }, ClaimTone::Plain),
        }
    }

    /// What an assertion must have, and this one has not.
    fn missing_claims(&self) -> Vec<ClaimShown> {
        let wanted = [
            ("iss", Meaning::IssuerMissing, ClaimTone::Bad),
            ("sub", Meaning::SubjectMissing, ClaimTone::Bad),
            ("aud", Meaning::AudienceMissing, ClaimTone::Bad),
            ("exp", Meaning::ExpiryMissing, ClaimTone::Bad),
            ("iat", Meaning::IssuedMissing, ClaimTone::Doubtful),
            ("jti", Meaning::TokenIdMissing, ClaimTone::Doubtful),
        ];
        let is_missing = |name: &str| self.is_assertion && self.anatomy.claim(name).is_none();
        let missing_ones = wanted.into_iter().filter(|(name, ..)| is_missing(name));
        missing_ones.map(|(name, meaning, tone)| missing(Part::Claims, name, (meaning, tone))).collect()
    }
}
