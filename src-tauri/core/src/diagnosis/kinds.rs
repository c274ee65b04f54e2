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
