//! The one table that says how much each finding weighs and where it belongs. A new finding must fill in all columns.

use serde::{Deserialize, Serialize};

use super::causes::EvidenceShown;
use super::finding::Finding;
use super::weight::Certainty::{self, Likely, Possible, Proven};
use super::weight::Field;
use super::weight::Place::{self, ApiClient, Computer, KeyPair, Request, Server};
use super::weight::Severity::{self, Error, Fine, Note, Warning};
use crate::text::Allowance;

/// The most that a finding holds of what was typed or received, in bytes as text and as JSON. It is for sentences; what
/// it is about is shown whole elsewhere.
const LONGEST: usize = 4 * 1024;

/// A finding as the window shows it. The history stores this type. A new field therefore needs a default, so that
/// older attempts can still be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct FindingShown {
    /// The finding.
    pub finding: Finding,
    /// What the finding means for the request.
    pub severity: Severity,
    /// How certain the finding is.
    pub certainty: Certainty,
    /// Where it can be fixed.
    pub place: Place,
    /// The form field that the finding is shown at, if there is one.
    pub field: Option<Field>,
    /// What speaks for it and against it, if it is a cause that was reasoned out.
    #[serde(default)]
    pub evidence: Vec<EvidenceShown>,
}

impl Finding {
    /// The finding as the window shows it.
    #[must_use]
    pub fn shown(self) -> FindingShown {
        let (severity, certainty, place, field) = self.rule();
        FindingShown { finding: self.bounded(), severity, certainty, place, field, evidence: Vec::new() }
    }

    /// Cuts the texts in a finding, whichever they are.
    fn bounded(self) -> Self {
        let Ok(mut data) = serde_json::to_value(&self) else { return self };
        Allowance::to_show(LONGEST).cut_all(&mut data);
        serde_json::from_value(data).unwrap_or(self)
    }

    #[expect(clippy::too_many_lines, reason = "a table")]
    fn rule(&self) -> (Severity, Certainty, Place, Option<Field>) {
        match self {
            // ---- before sending: the key pair
            Self::KeyMissing
            | Self::SigningFailed
            | Self::KeyNotForAccountManager { can_sign: false, .. } => (Error, Proven, KeyPair, None),
            Self::KeyNotForAccountManager { can_sign: true, .. } => (Warning, Likely, KeyPair, None),
            Self::KeyCanSign { .. } | Self::CertificateMatches | Self::CertificateValid => {
                (Fine, Proven, KeyPair, None)
            }
            Self::CertificateOfAnotherKey
            | Self::CertificateEnded { .. }
            | Self::CertificateNotYetValid { .. } => (Warning, Proven, KeyPair, None),
            Self::CertificateMissing
            | Self::CertificateRenewalDue { .. }
            | Self::CertificateEndsSoon { .. } => (Note, Proven, KeyPair, None),
            // The weakness is certain; whether the server objects to it is not.
            Self::CertificateWeakKey { .. }
            | Self::CertificateWeakSignature { .. }
            | Self::CertificateOfAuthority
            | Self::CertificateDatesNotStandard => (Note, Proven, KeyPair, None),

            // ---- before sending: the API key
            Self::ApiKeyMissing
            | Self::ApiKeyQuoted { .. }
            | Self::ApiKeyWhiteSpace { .. }
            | Self::ApiKeyStrayCharacter { .. } => (Error, Proven, ApiClient, Some(Field::ApiKey)),
            Self::ApiKeyIsDemoClient => (Warning, Proven, ApiClient, Some(Field::ApiKey)),
            Self::ApiKeyUnusual => (Note, Likely, ApiClient, Some(Field::ApiKey)),
            Self::ApiKeyLooksRight | Self::ApiKeyPlain => (Fine, Proven, ApiClient, None),

            // ---- before sending: the secrets
            Self::ClientSecretMissing => (Error, Proven, ApiClient, Some(Field::ClientSecret)),
            Self::AccessKeyMissing => (Error, Proven, ApiClient, Some(Field::AccessKey)),
            Self::UserMissing => (Error, Proven, ApiClient, Some(Field::User)),
            Self::SecretWhiteSpace { kind, .. }
            | Self::SecretQuoted { kind }
            | Self::SecretIsPlaceholder { kind }
            | Self::SecretIsSomethingElse { kind, .. } => (Warning, Likely, ApiClient, Some((*kind).into())),
            Self::SecretIsApiKey
            | Self::SecretLength { .. }
            | Self::SecretNotEncoded
            | Self::DemoClientSecretDiffers => (Warning, Likely, ApiClient, Some(Field::ClientSecret)),
            Self::SecretLooksLikeApiKey => (Note, Possible, ApiClient, Some(Field::ClientSecret)),
            Self::SecretBreaksElsewhere => (Note, Proven, ApiClient, Some(Field::ClientSecret)),
            Self::ApiKeyIsDemoOfSandbox => (Note, Proven, ApiClient, Some(Field::ApiKey)),
            Self::AccessKeyUnusual => (Note, Possible, ApiClient, Some(Field::AccessKey)),
            Self::UserHasColon => (Error, Proven, ApiClient, Some(Field::User)),
            Self::UserWhiteSpace { .. } => (Warning, Likely, ApiClient, Some(Field::User)),
            Self::UserIsNoAddress => (Note, Possible, ApiClient, Some(Field::User)),
            Self::InstanceIsAccountManager => (Warning, Proven, Request, Some(Field::InstanceHost)),
            Self::InstanceIsAlias { .. } => (Warning, Likely, Request, Some(Field::InstanceHost)),
            Self::InstanceHostMissing | Self::InstanceHostUnreadable { .. } => {
                (Error, Proven, Request, Some(Field::InstanceHost))
            }

            // ---- before sending: destination and audience
            Self::PracticeIsOff => (Error, Proven, Request, None),
            Self::EndpointMissing
            | Self::EndpointNotAUrl { .. }
            | Self::EndpointScheme { .. }
            | Self::EndpointHasCredentials { .. }
            | Self::EndpointHasFragment { .. } => (Error, Proven, Request, Some(Field::TokenEndpoint)),
            Self::EndpointNotEncrypted { .. }
            | Self::EndpointHasSecret { .. }
            | Self::EndpointRetired { .. } => (Warning, Proven, Request, Some(Field::TokenEndpoint)),
            Self::EndpointLooksLikeAccountManager { .. } | Self::EndpointHostMisleading { .. } => {
                (Warning, Likely, Request, Some(Field::TokenEndpoint))
            }
            Self::EndpointHostInternational { .. } => (Note, Proven, Request, Some(Field::TokenEndpoint)),
            Self::AssertionDisclosed { .. } => (Warning, Proven, Request, Some(Field::Audience)),
            Self::AudienceWhiteSpace { .. } => (Warning, Proven, Request, Some(Field::Audience)),
            Self::AudienceIsNotEndpoint { .. } | Self::AudienceSpelledOtherwise { .. } => {
                (Note, Possible, Request, Some(Field::Audience))
            }
            Self::AudienceFits { .. } => (Fine, Proven, Request, None),

            // ---- before sending: scopes, claims, times
            Self::ScopeStrayCharacter { .. } => (Error, Proven, Request, Some(Field::Scopes)),
            Self::ScopesWithCommas { .. } => (Warning, Proven, Request, Some(Field::Scopes)),
            Self::ScopeRoleWithoutTenant { .. }
            | Self::ScopeWithOrganization { .. }
            | Self::ScopeTenantWithHyphen { .. }
            | Self::ScopeTenantMissing { .. } => (Warning, Likely, Request, Some(Field::Scopes)),
            Self::ScopeFamilyMissing { .. } | Self::ScopeRedundant { .. } => {
                (Note, Likely, Request, Some(Field::Scopes))
            }
            Self::LifetimeInvalid { .. } => (Error, Proven, Request, Some(Field::Lifetime)),
            Self::LifetimeTooLong { .. } => (Warning, Proven, Request, Some(Field::Lifetime)),
            Self::TimeoutInvalid { field, .. } => (Error, Proven, Request, Some(*field)),
            Self::ClaimNameMissing | Self::ClaimTwice { .. } | Self::ClaimNotJson { .. } => {
                (Error, Proven, Request, Some(Field::Claims))
            }
            Self::ClaimLeftOut { .. }
            | Self::ClaimNotANumber { .. }
            | Self::ClaimAhead { .. }
            | Self::ClaimExpired => (Warning, Proven, Request, Some(Field::Claims)),
            Self::ClaimIssuerIsNotSubject => (Warning, Likely, Request, Some(Field::Claims)),
            Self::ClaimAdvised { .. } | Self::ClaimIssuedLongAgo => {
                (Note, Likely, Request, Some(Field::Claims))
            }
            Self::ClockCorrected { .. } => (Note, Proven, Request, Some(Field::Claims)),

            // ---- before sending: the assertion's header
            Self::AlgorithmDoesNotFit { .. } => (Error, Proven, Request, Some(Field::Algorithm)),
            Self::AlgorithmNotForAccountManager { .. } => (Warning, Likely, Request, Some(Field::Algorithm)),
            Self::HeaderNeedsCertificate { .. } => (Error, Proven, Request, Some(Field::Header)),
            Self::KeyIdWhiteSpace { .. } => (Warning, Likely, Request, Some(Field::Header)),

            // ---- before sending: other servers
            Self::ParameterNameMissing | Self::ParameterReserved { .. } => {
                (Error, Proven, Request, Some(Field::Parameters))
            }
            Self::ParameterTwice { .. } | Self::ParameterIsSecret { .. } => {
                (Warning, Proven, Request, Some(Field::Parameters))
            }
            Self::UserOfJwtMissing => (Error, Proven, Request, Some(Field::JwtUser)),
            Self::SlasWantsSecret | Self::SlasChannelMissing => {
                (Warning, Likely, Request, Some(Field::TokenEndpoint))
            }
            Self::SlasEndpoint | Self::TrustedNotForAccountManager => {
                (Note, Proven, Request, Some(Field::TokenEndpoint))
            }

            // ---- no response
            Self::UnknownHost { .. } | Self::ConnectionRefused { .. } => (Error, Proven, Request, None),
            Self::NetworkUnreachable { .. }
            | Self::ProxyFailed { .. }
            | Self::ProxyAuthentication
            | Self::TlsUnknownIssuer { .. }
            | Self::TlsNoTrustStore => (Error, Proven, Computer, None),
            Self::TlsIntercepted { product, .. } => {
                (Error, if product.is_some() { Proven } else { Likely }, Computer, None)
            }
            Self::TlsIntermediateMissing { .. } | Self::TlsClientCertificateWanted { said: false } => {
                (Error, Likely, Server, None)
            }
            Self::ConnectTimeout { .. }
            | Self::AnswerTimeout { .. }
            | Self::TlsExpired { .. }
            | Self::TlsNotYetValid { .. }
            | Self::TlsWrongHost { .. }
            | Self::TlsRevoked
            | Self::TlsSelfSigned { .. }
            | Self::TlsClientCertificateWanted { said: true }
            | Self::TlsOldProtocol { .. }
            | Self::TlsCut
            | Self::TlsNotSpoken
            | Self::TlsFailed { .. }
            | Self::ConnectionCut { .. }
            | Self::NotHttp { .. }
            | Self::RequestFailed { .. } => (Error, Proven, Server, None),

            // ---- a response without a token
            Self::InvalidClient
            | Self::ClientUnknownOrInactive
            | Self::JwtNotAccepted
            | Self::SignatureNotAccepted
            | Self::PublicKeyNotReadable
            | Self::SecretNotFormEncoded
            | Self::SecretHeaderNotRead
            | Self::ClientSecretExpired
            | Self::BusinessManagerGrantRefused
            | Self::CertificateUnknown
            | Self::ClientUnknown
            | Self::KeySetNotFetched
            | Self::UnauthorizedClient => (Error, Likely, ApiClient, None),
            Self::AssertionNotAccepted { .. } => (Error, Possible, ApiClient, None),
            Self::KeyIdWanted | Self::ThumbprintWanted => (Error, Likely, Request, Some(Field::Header)),
            Self::ClientInactive
            | Self::StoredCertificateExpired
            | Self::RunAsUserMissing
            | Self::PolicyRefused
            | Self::ClientCertificateWanted
            | Self::DpopWanted
            | Self::AddressNotAllowed
            | Self::GatewayKeyMissing => (Error, Likely, Server, None),
            Self::TenantUnknown | Self::OrgHostWanted => (Error, Likely, Request, None),
            Self::UserNotAccepted => (Error, Likely, Request, Some(Field::JwtUser)),
            Self::ApiUnknown => (Error, Likely, Request, Some(Field::Scopes)),
            Self::ParameterMissing { .. } => (Error, Likely, Request, Some(Field::Parameters)),
            // What is said is what was received, not a cause of it.
            Self::ServerSays { .. } => (Error, Proven, Server, None),
            Self::ClientSecretNotAccepted => (Error, Likely, ApiClient, Some(Field::ClientSecret)),
            // The server itself says so.
            Self::AuthMethodNotAccepted => (Error, Proven, ApiClient, None),
            Self::AudienceNotAccepted { .. }
            | Self::JwtUsedBefore
            | Self::TwoAuthMethods
            | Self::ClientIdsDiffer => (Error, Proven, Request, None),
            Self::JwtClaimMissing { .. } => (Error, Proven, Request, Some(Field::Claims)),
            Self::JwtAlgorithmNotAccepted => (Error, Likely, Request, Some(Field::Algorithm)),
            Self::ConsentMissing => (Error, Proven, Server, None),
            Self::JwtTypeNotAccepted | Self::KeyIdNotKnown => (Error, Likely, Request, Some(Field::Header)),
            Self::JwtIssuerIsNotSubject => (Error, Likely, Request, Some(Field::Claims)),
            Self::JwtLifetimeNotAccepted | Self::JwtLifeTooShort { .. } => {
                (Error, Likely, Request, Some(Field::Lifetime))
            }
            Self::JwtTimeClaimOff { by_both_clocks, .. } => {
                let certainty = if *by_both_clocks { Proven } else { Likely };
                (Error, certainty, Request, Some(Field::Claims))
            }
            Self::ClocksDiffer { .. } => (Error, Proven, Computer, None),
            Self::ClocksAgreeAgain => (Note, Proven, Request, None),
            Self::JwtTimesSaid { .. } => (Error, Proven, Computer, None),
            Self::JwtTimeNotAccepted => (Error, Likely, Computer, None),
            Self::JwtTimesFit => (Error, Possible, Server, None),
            Self::InvalidScope { .. } | Self::TenantScopeNotAllowed { .. } => {
                (Error, Likely, Request, Some(Field::Scopes))
            }
            Self::PasswordGrantRefused => (Error, Likely, Request, None),
            Self::UnsupportedGrantType | Self::InvalidRequest | Self::InvalidGrant => {
                (Error, Likely, Server, None)
            }
            // What is said is what was received, not a cause of it.
            Self::OtherError { .. } | Self::Unexplained { .. } => (Error, Proven, Server, None),
            // Another status than these says nothing of the address; then it is the words that do.
            Self::NotATokenEndpoint { status } if !matches!(status, 404 | 405) => {
                (Error, Likely, Request, None)
            }
            Self::Redirect { .. } | Self::NotATokenEndpoint { .. } | Self::RetiredPath { .. } => {
                (Error, Proven, Request, None)
            }
            Self::TooManyRequests { .. }
            | Self::ServerError { .. }
            | Self::EmptyBody
            | Self::NotJson
            | Self::InvalidUtf8 { charset: None }
            | Self::Compressed { .. }
            | Self::TokenUnderOtherName { .. }
            | Self::JsonWithoutToken
            | Self::ErrorOfAnotherKind
            | Self::TokenUnderOtherStatus { .. }
            | Self::BodyTooLarge { .. } => (Error, Proven, Server, None),
            Self::HtmlInsteadOfJson { .. } | Self::Maintenance { .. } => (Error, Likely, Server, None),
            Self::Intermediary { kind, .. } => (Error, Likely, kind.place(), None),
            // These are oddities of a response that has a token, not failures.
            Self::UnusualTokenType { .. }
            | Self::TokenLifeDiffers { .. }
            | Self::InvalidUtf8 { charset: Some(_) } => (Note, Proven, Server, None),
        }
    }
}
