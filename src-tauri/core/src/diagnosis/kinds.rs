//! Kinds of findings that reasoning tells apart.

use super::finding::Finding;
use crate::token_request::ClientSecretKind;

impl Finding {
    /// It repeats that the request was refused and says little of the cause.
    pub(crate) fn is_general(&self) -> bool {
        matches!(
            self,
            Self::InvalidClient
                | Self::JwtNotAccepted
                | Self::AssertionNotAccepted { .. }
                | Self::InvalidGrant
                | Self::InvalidRequest
                | Self::UnauthorizedClient
                | Self::OtherError { .. }
                | Self::Unexplained { .. }
        )
    }

    /// Before sending, it found something odd in the client secret.
    pub(crate) fn doubts_secret(&self) -> bool {
        const CLIENT_SECRET: ClientSecretKind = ClientSecretKind::ClientSecret;
        match self {
            Self::SecretWhiteSpace { kind, .. }
            | Self::SecretQuoted { kind }
            | Self::SecretIsPlaceholder { kind }
            | Self::SecretIsSomethingElse { kind, .. } => *kind == CLIENT_SECRET,
            Self::SecretIsApiKey | Self::SecretLength { .. } | Self::DemoClientSecretDiffers => true,
            _ => false,
        }
    }

    /// What another finding says after sending is what this warning said before.
    pub(crate) fn is_said_again_by(&self, after: &Self) -> bool {
        match after {
            Self::JwtTimeClaimOff { name, .. } => match self {
                Self::ClaimExpired => name == "exp",
                Self::ClaimAhead { name: ahead } => name == ahead,
                _ => false,
            },
            _ => false,
        }
    }

    /// What this warning said before sending is why the server says the other after it.
    pub(crate) fn is_reason_for(&self, after: &Self) -> bool {
        let names = |claims: &[&str]| match self {
            Self::ClaimLeftOut { name } | Self::ClaimNotANumber { name } | Self::ClaimAhead { name } => {
                claims.contains(&name.as_str())
            }
            Self::ClaimExpired => claims.contains(&"exp"),
            _ => false,
        };
        let of_client = *self == Self::ClaimIssuerIsNotSubject || names(&["iss", "sub"]);
        match after {
            Self::ClientIdsDiffer | Self::JwtIssuerIsNotSubject => of_client,
            Self::ClientUnknown | Self::ClientUnknownOrInactive => {
                of_client || matches!(self, Self::ApiKeyIsDemoClient)
            }
            Self::JwtClaimMissing { name } => names(&[name]),
            Self::AudienceNotAccepted { .. } => {
                names(&["aud"]) || matches!(self, Self::AudienceWhiteSpace { .. })
            }
            Self::JwtTimeNotAccepted
            | Self::JwtTimesFit
            | Self::JwtTimesSaid { .. }
            | Self::JwtLifetimeNotAccepted
            | Self::JwtLifeTooShort { .. }
            | Self::ClocksDiffer { .. } => {
                names(&["exp", "iat", "nbf"]) || matches!(self, Self::LifetimeTooLong { .. })
            }
            Self::SignatureNotAccepted | Self::CertificateUnknown => {
                matches!(self, Self::CertificateOfAnotherKey)
            }
            Self::StoredCertificateExpired => {
                matches!(self, Self::CertificateEnded { .. } | Self::CertificateNotYetValid { .. })
            }
            Self::KeyIdNotKnown | Self::KeyIdWanted => matches!(self, Self::KeyIdWhiteSpace { .. }),
            Self::ClientSecretNotAccepted | Self::SecretHeaderNotRead | Self::SecretNotFormEncoded => {
                self.doubts_secret() || matches!(self, Self::SecretNotEncoded)
            }
            Self::BusinessManagerGrantRefused => {
                matches!(
                    self,
                    Self::UserWhiteSpace { .. }
                        | Self::InstanceIsAlias { .. }
                        | Self::InstanceIsAccountManager
                )
            }
            _ => false,
        }
    }

    /// It follows from what a server says, and from nothing else.
    pub(crate) fn is_read_from_words(&self) -> bool {
        matches!(
            self,
            Self::AuthMethodNotAccepted
                | Self::AudienceNotAccepted { .. }
                | Self::JwtUsedBefore
                | Self::TwoAuthMethods
                | Self::ClientIdsDiffer
                | Self::JwtClaimMissing { .. }
                | Self::ConsentMissing
        )
    }

    /// It says that the server failed, and not why. A request that it does not expect can be the reason.
    pub(crate) fn is_failure_of_server(&self) -> bool {
        matches!(self, Self::ServerError { status: 500, .. })
    }

    /// A warning from before sending that can be why a server refuses, without saying so.
    pub(crate) fn can_cause_refusal(&self) -> bool {
        self.doubts_secret()
            || matches!(
                self,
                Self::CertificateOfAnotherKey
                    | Self::CertificateEnded { .. }
                    | Self::CertificateNotYetValid { .. }
                    | Self::ApiKeyIsDemoClient
                    | Self::SecretNotEncoded
                    | Self::AudienceWhiteSpace { .. }
                    | Self::LifetimeTooLong { .. }
                    | Self::ClaimLeftOut { .. }
                    | Self::ClaimNotANumber { .. }
                    | Self::ClaimExpired
                    | Self::ClaimAhead { .. }
                    | Self::ClaimIssuerIsNotSubject
                    | Self::KeyIdWhiteSpace { .. }
                    | Self::UserWhiteSpace { .. }
                    | Self::InstanceIsAlias { .. }
                    | Self::InstanceIsAccountManager
                    | Self::ScopesWithCommas { .. }
                    | Self::ScopeRoleWithoutTenant { .. }
                    | Self::ScopeWithOrganization { .. }
                    | Self::ScopeTenantWithHyphen { .. }
            )
    }
}
