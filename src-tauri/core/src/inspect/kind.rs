//! What a token is.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::account_manager::account_managers_audiences;
use crate::jws::{CompactJws, CompactProblem, LONGEST_JWS};
use crate::jwt::decode_part;
use crate::token_exchange::{is_account_managers, is_ocapi_shopper, is_slas};

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum TokenKind {
    /// A signed JWT with which an API client authenticates (RFC 7523).
    ClientAssertion {
        /// Its audience is Account Manager, or missing.
        for_account_manager: bool,
    },
    /// An access token of Account Manager.
    AccountManager {
        /// It acts as a user, so the Business Manager grant issued it.
        as_user: bool,
    },
    /// An access token of a practice Account Manager.
    Practice,
    /// A shopper's token of SLAS, for SCAPI.
    ScapiShopper,
    /// A shopper's token of OCAPI.
    OcapiShopper,
    /// An ID token (OpenID Connect Core 1.0 section 2): it says who signed in, and opens no API.
    IdToken,
    /// An access token of another server.
    AccessToken,
    /// Another JWT.
    Jwt,
    /// A token without a structure that shows.
    Opaque {
        /// Its length in characters.
        characters: u32,
    },
    /// An encrypted token (RFC 7516): only the server that it is for can read it.
    Encrypted,
    /// It looks like a JWT, and cannot be one.
    Damaged {
        /// What is wrong with it.
        damage: TokenDamage,
    },
}

/// What is wrong with a token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum TokenDamage {
    /// It is too long to be read.
    TooLong,
    /// Parts are missing, or there are too many.
    Parts {
        /// The number of its parts.
        count: u32,
    },
    /// The header is no JSON object in Base64url.
    Header,
    /// The claims are no JSON object in Base64url.
    Claims,
    /// The signature is not Base64url.
    Signature,
}

/// A token, taken apart as far as it can be.
pub(super) struct Anatomy {
    pub(super) header: Option<Map<String, Value>>,
    pub(super) claims: Option<Map<String, Value>>,
    characters: usize,
    parts: usize,
    problem: Option<CompactProblem>,
}

impl Anatomy {
    pub(super) fn of(token: &str) -> Self {
        let parts: Vec<&str> = token.split('.').take(6).collect();
        let is_short = token.len() <= LONGEST_JWS;
        // A cut token shows what is left of it.
        let part = |place: usize| parts.get(place).filter(|_| is_short).and_then(|part| decode_part(part));
        let header = part(0);
        let is_encrypted = parts.len() == 5;
        Self {
            claims: if is_encrypted || header.is_none() { None } else { part(1) },
            header,
            characters: token.chars().count(),
            parts: parts.len(),
            problem: CompactJws::read(token).err(),
        }
    }

    pub(super) fn claim(&self, name: &str) -> Option<&Value> {
        self.claims.as_ref()?.get(name)
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.claim(name)?.as_str()
    }

    pub(super) fn header_text(&self, name: &str) -> Option<&str> {
        self.header.as_ref()?.get(name)?.as_str()
    }
}

/// What a token is; `name` is what the text around it calls it.
pub(super) fn kind_of(anatomy: &Anatomy, name: Option<&str>) -> TokenKind {
    let characters = u32::try_from(anatomy.characters).unwrap_or(u32::MAX);
    let Some(header) = &anatomy.header else {
        return match anatomy.problem {
            Some(CompactProblem::Length { .. }) => damaged(TokenDamage::TooLong),
            // Without a single dot, or with a first part that is not even Base64url, it is something else.
            _ if anatomy.parts == 3 => damaged(TokenDamage::Header),
            _ => TokenKind::Opaque { characters },
        };
    };
    if anatomy.parts == 5 && header.contains_key("enc") {
        return TokenKind::Encrypted;
    }
    let Some(claims) = &anatomy.claims else {
        let count = u32::try_from(anatomy.parts).unwrap_or(u32::MAX);
        return damaged(if count == 3 { TokenDamage::Claims } else { TokenDamage::Parts { count } });
    };
    match anatomy.problem {
        Some(CompactProblem::Parts { count }) => return damaged(TokenDamage::Parts { count }),
        Some(CompactProblem::Signature) => return damaged(TokenDamage::Signature),
        _ => {}
    }
    of_claims(anatomy, claims, name)
}

fn damaged(damage: TokenDamage) -> TokenKind {
    TokenKind::Damaged { damage }
}

fn of_claims(anatomy: &Anatomy, claims: &Map<String, Value>, name: Option<&str>) -> TokenKind {
    let has = |names: &[&str]| names.iter().any(|name| claims.contains_key(*name));
    let typ = anatomy.header_text("typ").unwrap_or_default();
    let is_named = |names: &[&str]| name.is_some_and(|name| names.contains(&name));
    if claims.get("practice") == Some(&Value::Bool(true)) {
        return TokenKind::Practice;
    }
    if is_slas(claims) {
        return TokenKind::ScapiShopper;
    }
    if is_ocapi_shopper(claims) {
        return TokenKind::OcapiShopper;
    }
    let is_client = anatomy.text("iss").is_some() && anatomy.text("iss") == anatomy.text("sub");
    let says_assertion =
        is_named(&["client_assertion", "assertion"]) || typ.eq_ignore_ascii_case("client-authentication+jwt");
    if says_assertion || is_client && !has(&["scope", "scp", "roles", "client_id", "tenantFilter"]) {
        let for_account_manager =
            claims.get("aud").is_none_or(|audience| !account_managers_audiences(audience).is_empty());
        return TokenKind::ClientAssertion { for_account_manager };
    }
    if is_named(&["id_token"]) || has(&["at_hash", "nonce", "c_hash"]) || typ.eq_ignore_ascii_case("id") {
        return TokenKind::IdToken;
    }
    if is_account_managers(claims) {
        return TokenKind::AccountManager { as_user: has(&["usr"]) };
    }
    let says_access = is_named(&["access_token", "accessToken"]) || typ.eq_ignore_ascii_case("at+jwt");
    if says_access || has(&["scope", "scp", "roles", "client_id", "azp"]) {
        return TokenKind::AccessToken;
    }
    TokenKind::Jwt
}
