//! Why a request is refused: what the server sees, not what it says. Account Manager's words for each are in `words.rs`.

use super::api_client::TokenEndpointAuthMethod;

/// A refusal repeats no more than this of what was sent, in characters.
pub(crate) const REPEATED: usize = 200;

/// Why a request was refused, whatever Account Manager says about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The body is not form-encoded.
    NotAForm,
    /// A field is there twice.
    FieldTwice,
    /// No `grant_type`.
    GrantTypeMissing,
    /// A password grant: a user's name and password were sent.
    PasswordGrant,
    /// Another `grant_type` than `client_credentials`.
    GrantTypeUnsupported {
        /// What was sent.
        seen: String,
    },
    /// Nothing says who asks.
    NoClient,
    /// A client ID, and no proof.
    ProofMissing,
    /// Two proofs in one request.
    TwoMethods,
    /// `client_assertion` without its type.
    AssertionTypeMissing,
    /// Another `client_assertion_type`.
    AssertionTypeOther {
        /// What was sent.
        seen: String,
    },
    /// `client_assertion_type` without the assertion.
    AssertionMissing,
    /// The assertion is no JWT.
    NotAJwt,
    /// No `sub`.
    SubjectMissing,
    /// `iss` is not the same as `sub`, or not there.
    IssuerIsNotSubject,
    /// Another `client_id` in the body than the assertion's `sub`.
    ClientIdDiffers,
    /// Another `client_id` in the body than the header has proven.
    ClientIdNotProven,
    /// There is no API client of this ID.
    ClientUnknown,
    /// The API client is inactive.
    ClientInactive,
    /// The proof is not of the kind that is set for the API client.
    OtherMethod {
        /// What was sent.
        sent: TokenEndpointAuthMethod,
        /// What is set.
        set: TokenEndpointAuthMethod,
    },
    /// The password is wrong, or there is none.
    SecretWrong,
    /// The password is right, but was not form-encoded before Base64.
    SecretNotFormEncoded,
    /// The JWT is not signed with RS256.
    AlgorithmOther,
    /// Nothing is stored in "Client JWT Bearer Public Key".
    PublicKeyEmpty,
    /// Something stands before or behind the stored key.
    PublicKeyStrayCharacters,
    /// What is stored there is no RSA certificate or public key.
    PublicKeyUnreadable,
    /// Another key made the signature.
    SignatureWrong,
    /// No `exp`, or not a number.
    EndMissing,
    /// `exp` has passed.
    Expired,
    /// `exp` is too far ahead.
    EndTooFar,
    /// `nbf` has not come.
    NotYetValid,
    /// `iat` has not come.
    IssuedInFuture,
    /// `iat` is too long ago.
    IssuedTooLongAgo,
    /// No `aud`.
    AudienceMissing,
    /// `aud` is not the token endpoint.
    AudienceOther,
    /// `aud` is more than one.
    SeveralAudiences,
    /// No `jti`.
    IdMissing,
    /// The `jti` was used before.
    IdUsed,
    /// The API client is public.
    PublicClient,
    /// An instance that is not in the role's filter.
    TenantScope {
        /// The scope.
        scope: String,
    },
    /// Scopes that the API client is not allowed.
    ScopeNotAllowed {
        /// Which.
        scopes: Vec<String>,
    },
}
