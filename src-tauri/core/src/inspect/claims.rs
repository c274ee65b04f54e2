//! Explains header and claims of a token one by one, and says what is missing.

use serde_json::Value;
use url::Url;

use super::kind::{Anatomy, TokenKind};
use super::meaning::{ClaimMeaning, ClaimTone, ExplainedClaim, TokenPart};
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
type Said = (ClaimMeaning, ClaimTone);

/// Explains a token of this kind, and returns the number of claims that are left out.
pub(super) fn explained(anatomy: &Anatomy, kind: &TokenKind, now: UnixSeconds) -> (Vec<ExplainedClaim>, u32) {
    let token = Token {
        anatomy,
        is_assertion: matches!(kind, TokenKind::ClientAssertion { .. }),
        for_account_manager: matches!(kind, TokenKind::ClientAssertion { for_account_manager: true }),
        kind,
        now,
    };
    let header = anatomy.header.iter().flatten();
    let header =
        header.map(|(name, value)| shown(TokenPart::Header, name, value, token.of_header(name, value)));
    let claims = anatomy.claims.iter().flatten();
    let claims =
        claims.map(|(name, value)| shown(TokenPart::Claims, name, value, token.of_claim(name, value)));
    let mut all: Vec<ExplainedClaim> = claims.chain(header).collect();
    let left_out = u32::try_from(all.len().saturating_sub(MOST_SHOWN)).unwrap_or(u32::MAX);
    all.truncate(MOST_SHOWN);
    let claims_end = all.iter().position(|claim| claim.part == TokenPart::Header).unwrap_or(all.len());
    all.splice(claims_end..claims_end, token.missing_claims());
    if anatomy.header.as_ref().is_some_and(|header| !header.contains_key("alg")) {
        all.push(missing(TokenPart::Header, "alg", (ClaimMeaning::AlgorithmMissing, ClaimTone::Bad)));
    }
    (all, left_out)
}

fn shown(part: TokenPart, name: &str, value: &Value, (meaning, tone): Said) -> ExplainedClaim {
    let value = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    ExplainedClaim { part, name: name.to_owned(), value: Some(value), meaning, tone }
}

fn missing(part: TokenPart, name: &str, (meaning, tone): Said) -> ExplainedClaim {
    ExplainedClaim { part, name: name.to_owned(), value: None, meaning, tone }
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
            "typ" | "cty" => (ClaimMeaning::HeaderType, ClaimTone::Plain),
            "kid" if self.for_account_manager => (ClaimMeaning::KeyIdForAccountManager, ClaimTone::Doubtful),
            "kid" => (ClaimMeaning::KeyId, ClaimTone::Plain),
            "crit" => (ClaimMeaning::Critical, ClaimTone::Bad),
            "x5t" | "x5t#S256" => (ClaimMeaning::Thumbprint, ClaimTone::Plain),
            "x5c" => (ClaimMeaning::CertificateChain, ClaimTone::Plain),
            "jwk" | "jku" | "x5u" => (ClaimMeaning::OwnKey, ClaimTone::Doubtful),
            "enc" => (ClaimMeaning::Encryption, ClaimTone::Plain),
            _ => (ClaimMeaning::Unknown, ClaimTone::Plain),
        }
    }

    fn of_algorithm(&self, name: &str) -> Said {
        let is_encrypted = matches!(self.kind, TokenKind::Encrypted);
        match algorithm_kind(name) {
            _ if is_encrypted => (ClaimMeaning::Encryption, ClaimTone::Plain),
            AlgorithmKind::Symmetric => (ClaimMeaning::AlgorithmSymmetric, ClaimTone::Doubtful),
            AlgorithmKind::None => (ClaimMeaning::AlgorithmNone, ClaimTone::Bad),
            AlgorithmKind::Unknown => (ClaimMeaning::AlgorithmUnknown, ClaimTone::Doubtful),
            AlgorithmKind::Asymmetric if !self.for_account_manager => {
                (ClaimMeaning::Algorithm, ClaimTone::Plain)
            }
            AlgorithmKind::Asymmetric if name == SigningAlgorithm::Rs256.name() => {
                (ClaimMeaning::AlgorithmDocumented, ClaimTone::Good)
            }
            AlgorithmKind::Asymmetric => (ClaimMeaning::AlgorithmNotDocumented, ClaimTone::Bad),
        }
    }

    fn of_claim(&self, name: &str, value: &Value) -> Said {
        let meaning = match name {
            "iss" => return self.of_issuer(value),
            "sub" => return self.of_subject(value),
            "aud" => return self.of_audience(value),
            "exp" | "iat" | "nbf" | "auth_time" => return self.of_time(name, value),
            "jti" if self.is_assertion => return (ClaimMeaning::TokenId, ClaimTone::Good),
            "jti" => ClaimMeaning::TokenId,
            "client_id" | "azp" | "cid" => ClaimMeaning::Client,
            "scope" | "scp" => ClaimMeaning::Scopes,
            "roles" => ClaimMeaning::Roles,
            "tenantFilter" => ClaimMeaning::TenantFilter,
            "grant_type" => ClaimMeaning::GrantType,
            "usr" => ClaimMeaning::User,
            "subname" => ClaimMeaning::SubjectName,
            "practice" => ClaimMeaning::Practice,
            "realm" => ClaimMeaning::Realm,
            "sid" | "session_state" => ClaimMeaning::Session,
            "email" | "name" | "given_name" | "family_name" | "preferred_username" => ClaimMeaning::Person,
            "nonce" | "at_hash" | "c_hash" => ClaimMeaning::IdTokenBinding,
            "acr" | "amr" => ClaimMeaning::HowSignedIn,
            "typ" | "token_type" | "tokenName" => ClaimMeaning::TypeClaim,
            "isb" if self.is_slas() => ClaimMeaning::ShopperIdentities,
            "sty" if self.is_slas() => ClaimMeaning::ShopperType,
            "aut" | "ctx" | "ist" | "dnt" if self.is_slas() => ClaimMeaning::SlasInternal,
            _ => ClaimMeaning::Unknown,
        };
        (meaning, ClaimTone::Plain)
    }

    fn is_slas(&self) -> bool {
        matches!(self.kind, TokenKind::ScapiShopper)
    }

    fn of_issuer(&self, value: &Value) -> Said {
        if self.is_assertion {
            return if value.is_string() && Some(value) == self.anatomy.claim("sub") {
                (ClaimMeaning::IssuerIsClient, ClaimTone::Good)
            } else {
                (ClaimMeaning::IssuerIsNotSubject, ClaimTone::Bad)
            };
        }
        let url = value.as_str().and_then(|text| Url::parse(text).ok());
        let meaning = match self.kind {
            TokenKind::Practice => ClaimMeaning::IssuerPractice,
            TokenKind::ScapiShopper => ClaimMeaning::IssuerSlas,
            _ if url.is_some_and(|url| url.host_str().is_some_and(is_host)) => {
                ClaimMeaning::IssuerAccountManager
            }
            _ => ClaimMeaning::Issuer,
        };
        (meaning, ClaimTone::Plain)
    }

    fn of_subject(&self, value: &Value) -> Said {
        if self.is_assertion {
            return if value.is_string() && Some(value) == self.anatomy.claim("iss") {
                (ClaimMeaning::SubjectIsIssuer, ClaimTone::Good)
            } else {
                (ClaimMeaning::SubjectIsNotIssuer, ClaimTone::Bad)
            };
        }
        let meaning = match self.kind {
            TokenKind::ScapiShopper | TokenKind::OcapiShopper => ClaimMeaning::SubjectIsShopper,
            _ if Some(value) == self.anatomy.claim("client_id") => ClaimMeaning::SubjectIsClient,
            _ => ClaimMeaning::Subject,
        };
        (meaning, ClaimTone::Plain)
    }

    fn of_audience(&self, value: &Value) -> Said {
        if !self.is_assertion {
            return (ClaimMeaning::Audience, ClaimTone::Plain);
        }
        let text = match value {
            Value::Array(audiences) if audiences.len() > 1 => {
                let count = u32::try_from(audiences.len()).unwrap_or(u32::MAX);
                return (ClaimMeaning::AudienceSeveral { count }, ClaimTone::Bad);
            }
            Value::Array(audiences) => audiences.first().and_then(Value::as_str),
            other => other.as_str(),
        };
        if account_managers_audiences(value).is_empty() {
            return (ClaimMeaning::AudienceOther, ClaimTone::Plain);
        }
        let url = text.and_then(|text| Url::parse(text).ok());
        match text {
            Some(AUDIENCE) => (ClaimMeaning::AudienceDocumented, ClaimTone::Good),
            Some(TOKEN_ENDPOINT) => (ClaimMeaning::AudienceWithoutPort, ClaimTone::Doubtful),
            _ if url.is_some_and(|url| with_current_path(&url).is_some()) => {
                (ClaimMeaning::AudienceRetired, ClaimTone::Bad)
            }
            _ => (ClaimMeaning::AudienceNotEndpoint, ClaimTone::Bad),
        }
    }

    fn of_time(&self, name: &str, value: &Value) -> Said {
        let Some(at) = whole_number(value).map(UnixSeconds) else {
            return (ClaimMeaning::NotATime, ClaimTone::Bad);
        };
        let is_past = at <= self.now;
        let longest = i64::from(LONGEST_ASSERTION_LIFETIME);
        match name {
            "exp" if is_past => (ClaimMeaning::Expired { at }, ClaimTone::Bad),
            "exp" if self.for_account_manager && at.0.saturating_sub(self.now.0) > longest => {
                let minutes = LONGEST_ASSERTION_LIFETIME / 60;
                (ClaimMeaning::ExpiresTooFar { at, minutes }, ClaimTone::Bad)
            }
            "exp" => (ClaimMeaning::Expires { at }, ClaimTone::Good),
            "iat" if is_past => (ClaimMeaning::Issued { at }, ClaimTone::Plain),
            "iat" => (ClaimMeaning::IssuedInFuture { at }, ClaimTone::Doubtful),
            "nbf" if is_past => (ClaimMeaning::ValidFrom { at }, ClaimTone::Plain),
            "nbf" => (ClaimMeaning::NotYetValid { at }, ClaimTone::Bad),
            _ => (ClaimMeaning::SignedIn { at }, ClaimTone::Plain),
        }
    }

    /// What an assertion must have, and this one has not.
    fn missing_claims(&self) -> Vec<ExplainedClaim> {
        let wanted = [
            ("iss", ClaimMeaning::IssuerMissing, ClaimTone::Bad),
            ("sub", ClaimMeaning::SubjectMissing, ClaimTone::Bad),
            ("aud", ClaimMeaning::AudienceMissing, ClaimTone::Bad),
            ("exp", ClaimMeaning::ExpiryMissing, ClaimTone::Bad),
            ("iat", ClaimMeaning::IssuedMissing, ClaimTone::Doubtful),
            ("jti", ClaimMeaning::TokenIdMissing, ClaimTone::Doubtful),
        ];
        let is_missing = |name: &str| self.is_assertion && self.anatomy.claim(name).is_none();
        let missing_ones = wanted.into_iter().filter(|(name, ..)| is_missing(name));
        missing_ones.map(|(name, meaning, tone)| missing(TokenPart::Claims, name, (meaning, tone))).collect()
    }
}
