//! What a member of a token's header or a claim means, as codes. The words are in the message catalogue.

use serde::Serialize;

use crate::moment::UnixSeconds;

/// A member of the header or a claim, explained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ExplainedClaim {
    /// Where it is.
    pub part: TokenPart,
    /// Its name.
    pub name: String,
    /// Its value: a text as it is, anything else as JSON. `None` if it is missing.
    pub value: Option<String>,
    /// What it means.
    pub meaning: ClaimMeaning,
    /// How good that is.
    pub tone: ClaimTone,
}

/// A part of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum TokenPart {
    /// The header.
    Header,
    /// The claims.
    Claims,
}

/// How good it is what a claim says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ClaimTone {
    /// As it should be.
    Good,
    /// Neither good nor bad.
    Plain,
    /// A server may refuse it.
    Doubtful,
    /// Servers refuse it.
    Bad,
}

/// What a member of the header or a claim means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ClaimMeaning {
    /// `alg`: what Account Manager documents.
    AlgorithmDocumented,
    /// `alg`: asymmetric, and not what Account Manager documents.
    AlgorithmNotDocumented,
    /// `alg`: asymmetric.
    Algorithm,
    /// `alg`: HMAC.
    AlgorithmSymmetric,
    /// `alg`: none.
    AlgorithmNone,
    /// `alg` is unknown here.
    AlgorithmUnknown,
    /// `alg` is missing.
    AlgorithmMissing,
    /// `typ`.
    HeaderType,
    /// `kid`.
    KeyId,
    /// `kid` of an assertion for Account Manager, which looks a key up by it.
    KeyIdForAccountManager,
    /// `crit`.
    Critical,
    /// `x5t` or `x5t#S256`.
    Thumbprint,
    /// `x5c`: a certificate that comes along.
    CertificateChain,
    /// `jwk`, `jku` or `x5u`: a key that comes along, which proves nothing.
    OwnKey,
    /// `enc`.
    Encryption,

    /// `iss` of an assertion: the client ID.
    IssuerIsClient,
    /// `iss` of an assertion that is not its `sub`.
    IssuerIsNotSubject,
    /// `iss` is missing in an assertion.
    IssuerMissing,
    /// `iss`: Account Manager.
    IssuerAccountManager,
    /// `iss`: a practice Account Manager.
    IssuerPractice,
    /// `iss`: SLAS.
    IssuerSlas,
    /// `iss` of another server.
    Issuer,
    /// `sub` of an assertion: the same as `iss`.
    SubjectIsIssuer,
    /// `sub` of an assertion: not the same as `iss`.
    SubjectIsNotIssuer,
    /// `sub` is missing in an assertion.
    SubjectMissing,
    /// `sub`: the API client itself.
    SubjectIsClient,
    /// `sub`: a shopper.
    SubjectIsShopper,
    /// `sub`: whom the token is about.
    Subject,
    /// `aud` of an assertion: Account Manager's token endpoint as documented.
    AudienceDocumented,
    /// `aud` of an assertion: Account Manager's token endpoint without its port.
    AudienceWithoutPort,
    /// `aud` of an assertion: the path that was switched off.
    AudienceRetired,
    /// `aud` of an assertion: Account Manager, but not its token endpoint.
    AudienceNotEndpoint,
    /// `aud` of an assertion: several audiences.
    AudienceSeveral {
        /// Their number.
        count: u32,
    },
    /// `aud` of an assertion: another server.
    AudienceOther,
    /// `aud` is missing in an assertion.
    AudienceMissing,
    /// `aud` of another token.
    Audience,
    /// `exp` has passed.
    Expired {
        /// When.
        at: UnixSeconds,
    },
    /// `exp` is to come.
    Expires {
        /// When.
        at: UnixSeconds,
    },
    /// `exp` of an assertion is further ahead than Account Manager documents.
    ExpiresTooFar {
        /// When.
        at: UnixSeconds,
        /// The most minutes ahead that are documented.
        minutes: u32,
    },
    /// `exp` is missing in an assertion.
    ExpiryMissing,
    /// `iat` has passed.
    Issued {
        /// When.
        at: UnixSeconds,
    },
    /// `iat` is to come: a clock is wrong.
    IssuedInFuture {
        /// When.
        at: UnixSeconds,
    },
    /// `iat` is missing in an assertion.
    IssuedMissing,
    /// `nbf` has passed.
    ValidFrom {
        /// When.
        at: UnixSeconds,
    },
    /// `nbf` is to come.
    NotYetValid {
        /// When.
        at: UnixSeconds,
    },
    /// `auth_time`.
    SignedIn {
        /// When.
        at: UnixSeconds,
    },
    /// A claim for a time that is none.
    NotATime,
    /// `jti`.
    TokenId,
    /// `jti` is missing in an assertion.
    TokenIdMissing,

    /// `client_id` or `azp`.
    Client,
    /// `scope` or `scp`.
    Scopes,
    /// `roles`.
    Roles,
    /// `tenantFilter`.
    TenantFilter,
    /// `grant_type`.
    GrantType,
    /// `usr`.
    User,
    /// `subname`.
    SubjectName,
    /// `practice`.
    Practice,
    /// `realm`.
    Realm,
    /// `sid` or `session_state`.
    Session,
    /// `email`, `name`, `given_name`, `family_name`, `preferred_username`.
    Person,
    /// `isb` of SLAS: the shopper's identities.
    ShopperIdentities,
    /// `sty` of SLAS.
    ShopperType,
    /// `ctx`, `aut`, `ist`, `dnt` and others of SLAS.
    SlasInternal,
    /// `nonce`, `at_hash` and `c_hash` of an ID token.
    IdTokenBinding,
    /// `acr` and `amr`.
    HowSignedIn,
    /// `token_type`, `typ`, `tokenName` among the claims.
    TypeClaim,
    /// Not known here.
    Unknown,
}
