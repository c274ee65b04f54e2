//! Why TLS failed: what the TLS library says, and what the certificates that came show. What they mean is for others to
//! say.

use rustls::{AlertDescription, CertificateError, Error, PeerIncompatible};
use url::Url;
use x509_parser::extensions::{GeneralName, ParsedExtension};
use x509_parser::prelude::{FromDer as _, X509Certificate, X509Name};

use super::passage::Passage;
use crate::moment::UnixSeconds;

/// What is known of the issuer of a certificate that is not trusted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnknownIssuer {
    /// The issuer's name: its common name, or its organisation.
    pub name: Option<String>,
    /// All of its name, for example `O=Example, CN=Example CA`.
    pub whole_name: String,
    /// The certificate came alone, and says where its issuer's certificate is (RFC 5280 section 4.2.2.1), as those of
    /// public authorities do.
    pub came_alone: bool,
}

/// Why TLS failed (RFC 8446, RFC 5280 section 6).
#[derive(Clone, Debug, PartialEq)]
pub enum TlsFailure {
    /// The server's certificate has expired.
    Expired {
        /// Last second of its validity, if the certificate could be read.
        not_after: Option<UnixSeconds>,
    },
    /// The server's certificate is not valid yet.
    NotYetValid {
        /// First second of its validity, if the certificate could be read.
        not_before: Option<UnixSeconds>,
    },
    /// The server's certificate is for other hosts.
    WrongHost {
        /// The requested host.
        host: String,
        /// The names in the certificate.
        names: Vec<String>,
    },
    /// The server's certificate comes from an issuer that this computer does not trust.
    UnknownIssuer(UnknownIssuer),
    /// The server's certificate is signed by its own key.
    SelfSigned {
        /// Whom it names.
        name: Option<String>,
    },
    /// This computer has no certificates that it trusts.
    NoTrustStore,
    /// The server's certificate was revoked.
    Revoked,
    /// The server requires a certificate of the client.
    ClientCertificateWanted {
        /// It said so; otherwise it requested one and then refused.
        said: bool,
    },
    /// There is no version of TLS that both sides have.
    OldProtocol {
        /// The library's error message.
        detail: String,
    },
    /// The server does not speak TLS on this port, for example plain http on an https port.
    NotSpoken,
    /// The connection was closed during the handshake.
    Cut,
    /// Anything else.
    Other {
        /// The library's error message.
        detail: String,
    },
}

/// Classifies an error of the TLS library.
pub(super) fn tls_failure(error: &Error, url: &Url) -> TlsFailure {
    let detail = || error.to_string();
    match error {
        Error::InvalidCertificate(certificate) => certificate_failure(certificate, url),
        Error::InvalidMessage(_) => TlsFailure::NotSpoken,
        Error::AlertReceived(AlertDescription::CertificateRequired) => {
            TlsFailure::ClientCertificateWanted { said: true }
        }
        Error::AlertReceived(AlertDescription::ProtocolVersion)
        | Error::PeerIncompatible(
            PeerIncompatible::ServerDoesNotSupportTls12Or13
            | PeerIncompatible::ServerTlsVersionIsDisabledByOurConfig
            | PeerIncompatible::Tls12NotOfferedOrEnabled,
        ) => TlsFailure::OldProtocol { detail: detail() },
        _ => TlsFailure::Other { detail: detail() },
    }
}

fn certificate_failure(certificate: &CertificateError, url: &Url) -> TlsFailure {
    let host = || url.host_str().unwrap_or_default().to_owned();
    let seconds = |time: &rustls::pki_types::UnixTime| {
        Some(UnixSeconds(i64::try_from(time.as_secs()).unwrap_or(i64::MAX)))
    };
    match certificate {
        CertificateError::Expired => TlsFailure::Expired { not_after: None },
        CertificateError::ExpiredContext { not_after, .. } => {
            TlsFailure::Expired { not_after: seconds(not_after) }
        }
        CertificateError::NotValidYet => TlsFailure::NotYetValid { not_before: None },
        CertificateError::NotValidYetContext { not_before, .. } => {
            TlsFailure::NotYetValid { not_before: seconds(not_before) }
        }
        CertificateError::NotValidForName => TlsFailure::WrongHost { host: host(), names: Vec::new() },
        CertificateError::NotValidForNameContext { presented, .. } => {
            TlsFailure::WrongHost { host: host(), names: presented.clone() }
        }
        CertificateError::UnknownIssuer => TlsFailure::UnknownIssuer(UnknownIssuer::default()),
        CertificateError::Revoked => TlsFailure::Revoked,
        other => TlsFailure::Other { detail: other.to_string() },
    }
}

impl TlsFailure {
    /// What the other side sent before the failure adds to it.
    pub(super) fn after(self, passage: &Passage) -> Self {
        let leaf = passage.certificate.as_deref().and_then(|der| X509Certificate::from_der(der).ok());
        match (self, leaf) {
            // A certificate that may sign others is refused as a server's for that, before its issuer is looked for.
            (Self::UnknownIssuer(_) | Self::Other { .. }, Some((_, leaf)))
                if leaf.issuer() == leaf.subject() && leaf.verify_signature(None).is_ok() =>
            {
                Self::SelfSigned { name: short_name(leaf.subject()) }
            }
            (Self::UnknownIssuer(_), Some((_, leaf))) => Self::UnknownIssuer(UnknownIssuer {
                name: short_name(leaf.issuer()),
                whole_name: leaf.issuer().to_string(),
                came_alone: passage.intermediates.is_empty() && says_where_its_issuer_is(&leaf),
            }),
            // Before TLS 1.3, servers had no words for it.
            (Self::Other { .. } | Self::Cut, _) if passage.wants_certificate => {
                Self::ClientCertificateWanted { said: false }
            }
            (other, _) => other,
        }
    }
}

fn short_name(name: &X509Name<'_>) -> Option<String> {
    let mut parts = name.iter_common_name().chain(name.iter_organization());
    parts.find_map(|part| part.as_str().ok()).map(str::to_owned)
}

fn says_where_its_issuer_is(certificate: &X509Certificate<'_>) -> bool {
    certificate.extensions().iter().any(|extension| match extension.parsed_extension() {
        ParsedExtension::AuthorityInfoAccess(access) => access.iter().any(|access| {
            access.access_method.to_id_string() == CA_ISSUERS
                && matches!(access.access_location, GeneralName::URI(_))
        }),
        _ => false,
    })
}

/// `id-ad-caIssuers` (RFC 5280 section 4.2.2.1).
const CA_ISSUERS: &str = "1.3.6.1.5.5.7.48.2";
