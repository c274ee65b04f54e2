//! Why a request is refused: what the server found, not how it says so. Account Manager's words for each refusal are
//! in `words.rs`.

use super::api_client::TokenEndpointAuthMethod;

/// The most characters of a sent value that a refusal repeats.
pub(crate) const REPEATED: usize = 200;

/// Why a request was refused, independent of Account Manager's words for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The body is not form-encoded.
    NotAForm,
    /// A form field appears twice.
    FieldTwice,
    /// `grant_type` is missing.
    GrantTypeMissing,
    /// `grant_type` is `password`: a user's name and password were sent.
    PasswordGrant,
    /// `grant_type` is neither `client_credentials` nor `password`.
    GrantTypeUnsupported {
        /// The `grant_type` that was sent.
        seen: String,
    },
    /// Nothing identifies the client.
    NoClient,
    /// There is a client ID, but no client authentication.
    ProofMissing,
    /// The request uses two client authentication methods at once.
    TwoMethods,
    /// `client_assertion` was sent without `client_assertion_type`.
    AssertionTypeMissing,
    /// `client_assertion_type` is not the one for JWTs.
    AssertionTypeOther {
        /// The `client_assertion_type` that was sent.
        seen: String,
    },
    /// `client_assertion_type` was sent without `client_assertion`.
    AssertionMissing,
    /// The assertion is not a JWT.
    NotAJwt,
    /// The assertion's header has `crit`: extensions that the server must understand, and does not.
    CriticalExtension,
    /// `sub` is missing.
    SubjectMissing,
    /// `iss` is missing or differs from `sub`.
    IssuerIsNotSubject,
    /// `client_id` in the body differs from the assertion's `sub`.
    ClientIdDiffers,
    /// `client_id` in the body differs from the client that the Basic header authenticated.
    ClientIdNotProven,
    /// No API client has this ID.
    ClientUnknown,
    /// The API client is inactive.
    ClientInactive,
    /// The client authenticated with another method than the one set for the API client.
    OtherMethod {
        /// The method that was used.
        sent: TokenEndpointAuthMethod,
        /// The method that is set.
        set: TokenEndpointAuthMethod,
    },
    /// The password is wrong, or the API client has none.
    SecretWrong,
    /// The password is right, but was not form-encoded before Base64 encoding.
    SecretNotFormEncoded,
    /// The JWT is not signed with RS256.
    AlgorithmOther,
    /// The field "Client JWT Bearer Public Key" is empty.
    PublicKeyEmpty,
    /// The stored key has something before or after it.
    PublicKeyStrayCharacters,
    /// The stored text is not an RSA certificate or RSA public key.
    PublicKeyUnreadable,
    /// The signature was made with another key.
    SignatureWrong,
    /// `exp` is missing or not a number.
    EndMissing,
    /// `exp` has passed.
    Expired,
    /// `exp` is too far ahead.
    EndTooFar,
    /// `nbf` is in the future.
    NotYetValid,
    /// `iat` is in the future.
    IssuedInFuture,
    /// `iat` is too long ago.
    IssuedTooLongAgo,
    /// `aud` is missing.
    AudienceMissing,
    /// `aud` is not the token endpoint.
    AudienceOther,
    /// `aud` has more than one value.
    SeveralAudiences,
    /// `jti` is missing.
    IdMissing,
    /// The `jti` was used before.
    IdUsed,
    /// The API client is public, so it gets no token of its own.
    PublicClient,
    /// The scope names an instance that is not in the role's filter.
    TenantScope {
        /// The scope.
        scope: String,
    },
    /// Scopes that the API client may not have.
    ScopeNotAllowed {
        /// The scopes.
        scopes: Vec<String>,
    },
}
