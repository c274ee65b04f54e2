//! Why TLS failed, as the TLS library and the system's verifier say it. `presented.rs` adds what the certificates that
//! came show. What it means is for others to say.

use rustls::{AlertDescription, CertificateError, Error, PeerIncompatible};
use url::Url;

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
        other => {
            let detail = other.to_string();
            said_by_system(&detail).unwrap_or(TlsFailure::Other { detail })
        }
    }
}

/// What the verifiers of Windows and macOS say with a number that the TLS library has no name for. It comes behind words
/// in the system's language.
fn said_by_system(detail: &str) -> Option<TlsFailure> {
    let number = detail.rsplit([' ', ':']).next()?.trim_end_matches([')', ']', '"']);
    match number {
        // macOS (SecBase.h): errSecCertificateExpired, errSecCertificateNotValidYet, errSecNotTrusted.
        "-67818" => Some(TlsFailure::Expired { not_after: None }),
        "-67819" => Some(TlsFailure::NotYetValid { not_before: None }),
        "-67843" => Some(TlsFailure::UnknownIssuer(UnknownIssuer::default())),
        // Windows (winerror.h): CERT_E_CHAINING, there is no way from the certificate to an authority.
        "-2146762486" => Some(TlsFailure::UnknownIssuer(UnknownIssuer::default())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use rustls::OtherError;

    use super::*;

    fn failure(certificate: CertificateError) -> TlsFailure {
        let url = Url::parse("https://server.example/token").unwrap();
        tls_failure(&Error::InvalidCertificate(certificate), &url)
    }

    /// As rustls-platform-verifier hands on what it has no name for.
    fn in_words(words: &str) -> TlsFailure {
        failure(CertificateError::Other(OtherError(Arc::from(
            Box::<dyn std::error::Error + Send + Sync>::from(words),
        ))))
    }

    #[test]
    fn the_numbers_of_the_systems_are_known() {
        let expired = in_words("“server.example” certificate is expired: -67818");
        assert_eq!(expired, TlsFailure::Expired { not_after: None });
        let early = in_words("“server.example” certificate is not valid yet: -67819");
        assert_eq!(early, TlsFailure::NotYetValid { not_before: None });
        let unknown = TlsFailure::UnknownIssuer(UnknownIssuer::default());
        assert_eq!(in_words("“server.example” certificate is not trusted: -67843"), unknown);
        let chain =
            "A certificate chain could not be built to a trusted root authority. (os error -2146762486)";
        assert_eq!(in_words(chain), unknown);
    }

    #[test]
    fn what_has_another_number_or_none_stays_in_the_systems_words() {
        for words in ["certificate is not standards compliant: -67901", "something else", "-678180", ""] {
            assert!(matches!(in_words(words), TlsFailure::Other { .. }), "{words}");
        }
    }

    #[test]
    fn what_windows_says_without_details_is_classified() {
        assert_eq!(failure(CertificateError::Expired), TlsFailure::Expired { not_after: None });
        let (host, names) = ("server.example".into(), Vec::new());
        assert_eq!(failure(CertificateError::NotValidForName), TlsFailure::WrongHost { host, names });
    }
}
