//! The one table of what each finding does, how sure it is, and where it is mended.

use super::Certainty::{Likely, Possible, Proven};
use super::Place::{ApiClient, Computer, KeyPair, Request, Server};
use super::Severity::{Error, Fine, Note, Warning};
use super::{Certainty, Field, Finding, FindingShown, Place, Severity};

impl Finding {
    /// The finding as the window shows it.
    #[must_use]
    pub fn shown(self) -> FindingShown {
        let (severity, certainty, place) = self.weight();
        let field = self.field();
        FindingShown { finding: self, severity, certainty, place, field }
    }

    fn weight(&self) -> (Severity, Certainty, Place) {
        match self {
            Self::KeyMissing | Self::SigningFailed => (Error, Proven, KeyPair),
            Self::KeyCanSign { .. } | Self::CertificateMatches | Self::CertificateValid => {
                (Fine, Proven, KeyPair)
            }
            Self::CertificateOfAnotherKey
            | Self::CertificateEnded { .. }
            | Self::CertificateNotYetValid { .. } => (Warning, Proven, KeyPair),
            Self::CertificateMissing
            | Self::CertificateRenewalDue { .. }
            | Self::CertificateEndsSoon { .. } => (Note, Proven, KeyPair),
            // What is proven is the weakness; whether the server minds is not.
            Self::CertificateWeakKey { .. }
            | Self::CertificateWeakSignature { .. }
            | Self::CertificateOfAuthority => (Note, Proven, KeyPair),

            Self::KeyNotForAccountManager { can_sign: false, .. } => (Error, Proven, KeyPair),
            Self::KeyNotForAccountManager { can_sign: true, .. } => (Warning, Likely, KeyPair),

            Self::ApiKeyMissing
            | Self::ApiKeyQuoted
            | Self::ApiKeyWhiteSpace { .. }
            | Self::ApiKeyStrayCharacter { .. } => (Error, Proven, ApiClient),
            Self::ApiKeyIsDemoClient => (Warning, Proven, ApiClient),
            Self::ApiKeyUnusual => (Note, Likely, ApiClient),
            Self::ApiKeyLooksRight => (Fine, Proven, ApiClient),

            Self::PracticeIsOff
            | Self::EndpointMissing
            | Self::EndpointNotAUrl { .. }
            | Self::EndpointScheme { .. }
            | Self::EndpointHasCredentials
            | Self::EndpointHasFragment
            | Self::ScopeStrayCharacter { .. }
            | Self::LifetimeInvalid { .. }
            | Self::TimeoutInvalid { .. }
            | Self::ClaimNameMissing
            | Self::ClaimTwice { .. }
            | Self::ClaimNotJson { .. } => (Error, Proven, Request),
            Self::EndpointNotEncrypted { .. }
            | Self::EndpointHasSecret { .. }
            | Self::EndpointRetired
            | Self::AudienceWhiteSpace
            | Self::ScopesWithCommas
            | Self::LifetimeTooLong { .. }
            | Self::ClaimLeftOut { .. }
            | Self::ClaimNotANumber { .. }
            | Self::ClaimAhead { .. }
            | Self::ClaimExpired => (Warning, Proven, Request),
            Self::ClaimIssuerIsNotSubject => (Warning, Likely, Request),
            Self::ClaimAdvised { .. } | Self::ClaimIssuedLongAgo => (Note, Likely, Request),
            Self::AlgorithmDoesNotFit { .. } | Self::HeaderNeedsCertificate { .. } => {
                (Error, Proven, Request)
            }
            Self::AlgorithmNotForAccountManager { .. } | Self::KeyIdWhiteSpace { .. } => {
                (Warning, Likely, Request)
            }
            Self::AudienceIsNotEndpoint { .. } | Self::AudienceSpelledOtherwise { .. } => {
                (Note, Possible, Request)
            }
            Self::AudienceFits { .. } => (Fine, Proven, Request),

            Self::UnknownHost { .. } | Self::ConnectionRefused { .. } => (Error, Proven, Request),
            Self::NetworkUnreachable { .. } | Self::ProxyFailed { .. } | Self::ProxyAuthentication => {
                (Error, Proven, Computer)
            }
            Self::TlsUnknownIssuer => (Error, Proven, Computer),
            Self::ConnectTimeout { .. }
            | Self::AnswerTimeout { .. }
            | Self::TlsExpired { .. }
            | Self::TlsNotYetValid { .. }
            | Self::TlsWrongHost { .. }
            | Self::TlsRevoked
            | Self::TlsNotSpoken
            | Self::TlsFailed { .. }
            | Self::ConnectionCut { .. }
            | Self::NotHttp { .. }
            | Self::RequestFailed { .. } => (Error, Proven, Server),

            Self::InvalidClient
            | Self::JwtNotAccepted
            | Self::SignatureNotAccepted
            | Self::PublicKeyNotReadable
            | Self::SecretNotFormEncoded
            | Self::BusinessManagerGrantRefused
            | Self::UnauthorizedClient => (Error, Likely, ApiClient),
            // The server says so itself.
            Self::AuthMethodNotAccepted => (Error, Proven, ApiClient),
            Self::AudienceNotAccepted { .. }
            | Self::JwtClaimMissing { .. }
            | Self::JwtUsedBefore
            | Self::TwoAuthMethods
            | Self::ClientIdsDiffer => (Error, Proven, Request),
            Self::JwtAlgorithmNotAccepted | Self::JwtLifetimeNotAccepted => (Error, Likely, Request),
            Self::ClocksDiffer { .. } => (Error, Proven, Computer),
            Self::JwtTimeNotAccepted => (Error, Likely, Computer),
            Self::InvalidScope { .. } | Self::TenantScopeNotAllowed { .. } | Self::PasswordGrantRefused => {
                (Error, Likely, Request)
            }
            Self::UnsupportedGrantType | Self::InvalidRequest | Self::InvalidGrant => (Error, Likely, Server),
            Self::OtherError { .. } | Self::Unexplained { .. } => (Error, Possible, Server),
            Self::Redirect { .. } | Self::NotATokenEndpoint { .. } | Self::RetiredPath { .. } => {
                (Error, Proven, Request)
            }
            Self::TooManyRequests { .. }
            | Self::ServerError { .. }
            | Self::EmptyBody
            | Self::NotJson
            | Self::InvalidUtf8
            | Self::JsonWithoutToken
            | Self::ErrorOfAnotherKind
            | Self::TokenUnderOtherStatus { .. }
            | Self::BodyTooLarge { .. } => (Error, Proven, Server),
            Self::HtmlInsteadOfJson { .. } => (Error, Likely, Server),
            // Beside a token these are oddities, not failures.
            Self::UnusualTokenType { .. } | Self::TokenLifeDiffers { .. } => (Note, Proven, Server),
        }
    }

    fn field(&self) -> Option<Field> {
        match self {
            Self::ApiKeyMissing
            | Self::ApiKeyQuoted
            | Self::ApiKeyWhiteSpace { .. }
            | Self::ApiKeyStrayCharacter { .. }
            | Self::ApiKeyIsDemoClient
            | Self::ApiKeyUnusual => Some(Field::ApiKey),
            Self::EndpointMissing
            | Self::EndpointNotAUrl { .. }
            | Self::EndpointScheme { .. }
            | Self::EndpointHasCredentials
            | Self::EndpointHasFragment
            | Self::EndpointNotEncrypted { .. }
            | Self::EndpointHasSecret { .. }
            | Self::EndpointRetired => Some(Field::TokenEndpoint),
            Self::AudienceWhiteSpace
            | Self::AudienceIsNotEndpoint { .. }
            | Self::AudienceSpelledOtherwise { .. } => Some(Field::Audience),
            Self::ScopeStrayCharacter { .. }
            | Self::ScopesWithCommas
            | Self::InvalidScope { .. }
            | Self::TenantScopeNotAllowed { .. } => Some(Field::Scopes),
            Self::LifetimeInvalid { .. } | Self::LifetimeTooLong { .. } | Self::JwtLifetimeNotAccepted => {
                Some(Field::Lifetime)
            }
            Self::TimeoutInvalid { field, .. } => Some(*field),
            Self::ClaimNameMissing
            | Self::ClaimTwice { .. }
            | Self::ClaimNotJson { .. }
            | Self::ClaimLeftOut { .. }
            | Self::ClaimNotANumber { .. }
            | Self::ClaimExpired
            | Self::ClaimAdvised { .. }
            | Self::ClaimIssuerIsNotSubject
            | Self::ClaimAhead { .. }
            | Self::ClaimIssuedLongAgo
            | Self::JwtClaimMissing { .. } => Some(Field::Claims),
            Self::AlgorithmDoesNotFit { .. }
            | Self::AlgorithmNotForAccountManager { .. }
            | Self::JwtAlgorithmNotAccepted => Some(Field::Algorithm),
            Self::KeyIdWhiteSpace { .. } | Self::HeaderNeedsCertificate { .. } => Some(Field::Header),
            _ => None,
        }
    }
}
