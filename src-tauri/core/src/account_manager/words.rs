//! What Account Manager says about each refusal, in the words of both engines. Where an engine's words are known,
//! they are quoted exactly; elsewhere, the closest known words are used.

use super::api_client::TokenEndpointAuthMethod;
use super::refusal::Refusal;
use super::wording::Wording;
use crate::jwt::JWT_BEARER;

/// An error response (RFC 6749 section 5.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) status: u16,
    pub(crate) error: &'static str,
    pub(crate) description: String,
    /// The part of the description that is the same for every request.
    fixed: &'static str,
}

impl Words {
    /// The error code, and the part of the description that is the same for every request.
    pub(crate) fn fixed(&self) -> FixedWords {
        FixedWords { error: self.error, description: self.fixed }
    }

    /// Whether a response says this, as tolerantly as people would: in any case, within other text, or without a
    /// description. What repeats the request may be written in another way.
    pub(crate) fn are_said_by(&self, error: Option<&str>, description: Option<&str>) -> bool {
        self.fixed().are_said_by(error, description)
    }

    /// Whether a response says exactly this: many servers use some of these words within others.
    pub(crate) fn are_the_words_of(&self, error: Option<&str>, description: Option<&str>) -> bool {
        let said = description.unwrap_or_default().trim();
        let goes_on = self.fixed.len() < self.description.len();
        let is_it = if goes_on { said.starts_with(self.fixed) } else { said == self.fixed.trim() };
        is_it && error == Some(self.error)
    }
}

/// What an error response says to every request that is refused for the same reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct FixedWords {
    error: &'static str,
    description: &'static str,
}

impl FixedWords {
    /// Whether a response says this, as [`Words::are_said_by`].
    pub(crate) fn are_said_by(self, error: Option<&str>, description: Option<&str>) -> bool {
        let fixed = self.description.trim().to_lowercase();
        error.is_none_or(|error| error.eq_ignore_ascii_case(self.error))
            && description.is_none_or(|said| said.to_lowercase().contains(&fixed))
    }
}

fn words(status: u16, error: &'static str, description: &'static str) -> Words {
    words_with(status, error, description, "")
}

/// Words that end with something of the request.
fn words_with(status: u16, error: &'static str, fixed: &'static str, of_request: &str) -> Words {
    Words { status, error, description: format!("{fixed}{of_request}"), fixed }
}

/// The response to a request that was refused for this reason.
pub(crate) fn words_for(refusal: &Refusal, wording: Wording) -> Words {
    match wording {
        Wording::AsIn2021 => as_in_2021(refusal),
        Wording::AsOf2026 => as_of_2026(refusal),
    }
}

fn as_in_2021(refusal: &Refusal) -> Words {
    let invalid_client = |description: &'static str| words(401, "invalid_client", description);
    let not_valid = || invalid_client("JWT is not valid");
    match refusal {
        Refusal::NotAForm => words(400, "invalid_request", "Invalid Content Type"),
        Refusal::FieldTwice => words(400, "invalid_request", "Invalid request parameters"),
        Refusal::GrantTypeMissing => words(400, "invalid_request", "Grant type is not set"),
        Refusal::GrantTypeUnsupported { seen } => {
            words_with(400, "unsupported_grant_type", "Grant type is not supported: ", seen)
        }
        Refusal::PasswordGrant => words(400, "invalid_grant", "Resource owner authentication failed"),
        Refusal::TwoMethods => words(400, "invalid_request", "Client authentication failed"),

        Refusal::NoClient
        | Refusal::ProofMissing
        | Refusal::AssertionTypeMissing
        | Refusal::AssertionTypeOther { .. }
        | Refusal::AssertionMissing
        | Refusal::ClientIdDiffers
        | Refusal::ClientIdNotProven
        | Refusal::ClientUnknown
        | Refusal::ClientInactive
        | Refusal::SecretWrong
        | Refusal::SecretNotFormEncoded => invalid_client("Client authentication failed"),
        Refusal::OtherMethod { .. } => {
            invalid_client("Invalid authentication method for accessing this endpoint.")
        }

        Refusal::Expired => invalid_client("JWT has expired"),
        Refusal::AudienceOther => invalid_client("Audience validation failed"),
        Refusal::PublicKeyEmpty | Refusal::PublicKeyUnreadable => {
            words(500, "server_error", "No Client Bearer Jwt Public key configured")
        }
        Refusal::NotAJwt
        | Refusal::CriticalExtension
        | Refusal::SubjectMissing
        | Refusal::IssuerIsNotSubject
        | Refusal::AlgorithmOther
        | Refusal::PublicKeyStrayCharacters
        | Refusal::SignatureWrong
        | Refusal::EndMissing
        | Refusal::EndTooFar
        | Refusal::NotYetValid
        | Refusal::IssuedInFuture
        | Refusal::IssuedTooLongAgo
        | Refusal::AudienceMissing
        | Refusal::SeveralAudiences
        | Refusal::IdMissing
        | Refusal::IdUsed => not_valid(),

        Refusal::PublicClient => public_client(),
        Refusal::TenantScope { scope } => tenant_scope(scope),
        Refusal::ScopeNotAllowed { scopes } => {
            let named = format!("[{}]", scopes.join(", "));
            words_with(400, "invalid_scope", "Unknown/invalid scope(s): ", &named)
        }
    }
}

fn as_of_2026(refusal: &Refusal) -> Words {
    let invalid_client = |description: &'static str| words(400, "invalid_client", description);
    let unknown = |error: &'static str| words(401, error, "Invalid client or Invalid client credentials");
    match refusal {
        Refusal::NotAForm | Refusal::GrantTypeMissing => {
            words(400, "invalid_request", "Missing form parameter: grant_type")
        }
        Refusal::FieldTwice => words(400, "invalid_request", "duplicated parameter"),
        Refusal::GrantTypeUnsupported { .. } => {
            words(400, "unsupported_grant_type", "Unsupported grant_type")
        }
        Refusal::PasswordGrant => words(400, "invalid_grant", "Resource owner authentication failed"),
        Refusal::TwoMethods => words(400, "invalid_request", "Client authentication failed"),

        // Sent a secret, it complains about what is missing for the method that is set.
        Refusal::AssertionTypeMissing
        | Refusal::OtherMethod { set: TokenEndpointAuthMethod::PrivateKeyJwt, .. } => {
            invalid_client("Parameter client_assertion_type is missing")
        }
        Refusal::AssertionTypeOther { seen } => words_with(
            400,
            "invalid_client",
            "Parameter client_assertion_type has value ",
            &format!("'{seen}' but expected is '{JWT_BEARER}'"),
        ),
        Refusal::AssertionMissing => invalid_client("client_assertion parameter missing"),
        Refusal::NoClient => invalid_client("Missing client_id parameter"),
        Refusal::ClientUnknown
        | Refusal::ClientInactive
        | Refusal::SubjectMissing
        | Refusal::IssuerIsNotSubject
        | Refusal::OtherMethod { .. } => unknown("invalid_client"),
        Refusal::ProofMissing | Refusal::SecretWrong => unknown("unauthorized_client"),
        Refusal::SecretNotFormEncoded => {
            words(400, "unauthorized_client", "Unexpected error when authenticating client")
        }
        Refusal::ClientIdDiffers => invalid_client("client_id parameter does not match sub claim"),
        Refusal::ClientIdNotProven => {
            invalid_client("Client ID in request does not match authenticated client")
        }

        Refusal::NotAJwt | Refusal::CriticalExtension => {
            invalid_client("Client authentication with signed JWT failed: Failed to parse JWT")
        }
        Refusal::AlgorithmOther => invalid_client("Invalid signature algorithm"),
        Refusal::PublicKeyEmpty | Refusal::PublicKeyStrayCharacters | Refusal::PublicKeyUnreadable => {
            invalid_client("Unable to load public key")
        }
        Refusal::SignatureWrong => invalid_client(
            "Client authentication with signed JWT failed: Signature on JWT token failed validation",
        ),
        Refusal::AudienceMissing | Refusal::AudienceOther => invalid_client("Invalid token audience"),
        Refusal::SeveralAudiences => invalid_client("Multiple audiences not allowed"),
        Refusal::EndMissing => invalid_client("Token exp claim is required"),
        Refusal::Expired | Refusal::NotYetValid => invalid_client("Token is not active"),
        Refusal::EndTooFar => {
            invalid_client("Token expiration is too far in the future and iat claim not present in token")
        }
        Refusal::IssuedInFuture => invalid_client("Token was issued in the future"),
        Refusal::IssuedTooLongAgo => invalid_client("Token was issued too far in the past to be used now"),
        Refusal::IdMissing => invalid_client("Token jti claim is required"),
        Refusal::IdUsed => invalid_client("Token reuse detected"),

        Refusal::PublicClient => public_client(),
        Refusal::TenantScope { scope } => tenant_scope(scope),
        Refusal::ScopeNotAllowed { scopes } => {
            words_with(400, "invalid_scope", "Invalid scopes: ", &scopes.join(" "))
        }
    }
}

/// Account Manager's own words, which neither engine has.
fn public_client() -> Words {
    words(400, "unauthorized_client", "Client not allowed to use Client Credentials grant")
}

/// Account Manager's own words, which neither engine has.
fn tenant_scope(scope: &str) -> Words {
    words_with(400, "invalid_scope", "Unknown/invalid tenant scope: ", scope)
}
