//! What the certificates that a server presented add to a failure of TLS. Each system's verifier says something else:
//! Linux's names hosts and dates, Windows' neither, with one code for every date, and macOS' says most of it in words.
//! Read from the certificates, it is the same everywhere.

use std::net::IpAddr;

use x509_parser::extensions::{GeneralName, ParsedExtension};
use x509_parser::prelude::{FromDer as _, X509Certificate, X509Name};

use super::passage::Passage;
use super::tls::{TlsFailure, UnknownIssuer};
use crate::moment::UnixSeconds;

impl TlsFailure {
    /// What the other side sent before the failure adds to it.
    pub(super) fn after(self, passage: &Passage) -> Self {
        let wants_certificate = passage.wants_certificate;
        let failure = match passage.certificate.as_deref().and_then(read) {
            Some(leaf) => self.of(&leaf, passage),
            None => self,
        };
        match failure {
            // Before TLS 1.3, servers had no words for it.
            Self::Other { .. } | Self::Cut if wants_certificate => {
                Self::ClientCertificateWanted { said: false }
            }
            other => other,
        }
    }

    /// The same failure, as the certificates show it.
    fn of(self, leaf: &X509Certificate<'_>, passage: &Passage) -> Self {
        match self {
            Self::Expired { not_after: None } | Self::NotYetValid { not_before: None } => {
                outside_validity(passage).unwrap_or(self)
            }
            Self::WrongHost { host, .. } => Self::WrongHost { host, names: hosts(leaf) },
            // A certificate that may sign others is refused as a server's for that, before its issuer is looked for.
            Self::UnknownIssuer(_) | Self::Other { .. }
                if leaf.issuer() == leaf.subject() && leaf.verify_signature(None).is_ok() =>
            {
                Self::SelfSigned { name: short_name(leaf.subject()) }
            }
            Self::UnknownIssuer(_) => Self::UnknownIssuer(UnknownIssuer {
                name: short_name(leaf.issuer()),
                whole_name: leaf.issuer().to_string(),
                came_alone: passage.intermediates.is_empty() && says_where_its_issuer_is(leaf),
            }),
            // The verifier refused it for a reason that has no name here. Once a key was proved, it was not refused.
            Self::Other { .. } if passage.tls_version.is_none() => outside_validity(passage).unwrap_or(self),
            other => other,
        }
    }
}

fn read(der: &[u8]) -> Option<X509Certificate<'_>> {
    X509Certificate::from_der(der).ok().map(|(_, certificate)| certificate)
}

/// The first of the certificates that was not valid when the verifier judged them: the server's, then those that came
/// along.
fn outside_validity(passage: &Passage) -> Option<TlsFailure> {
    let judged_at = passage.certificate_judged_at?;
    passage.certificate.iter().chain(&passage.intermediates).filter_map(|der| read(der)).find_map(
        |certificate| {
            let validity = certificate.validity();
            let [from, to] = [validity.not_before, validity.not_after].map(|at| UnixSeconds(at.timestamp()));
            if judged_at < from {
                Some(TlsFailure::NotYetValid { not_before: Some(from) })
            } else if judged_at > to {
                Some(TlsFailure::Expired { not_after: Some(to) })
            } else {
                None
            }
        },
    )
}

/// The hosts and addresses that a certificate is for (RFC 9525 section 4.2). What else it names is no host.
fn hosts(certificate: &X509Certificate<'_>) -> Vec<String> {
    let names = certificate.subject_alternative_name().ok().flatten().map(|names| &names.value.general_names);
    names.into_iter().flatten().filter_map(host).collect()
}

fn host(name: &GeneralName<'_>) -> Option<String> {
    match name {
        GeneralName::DNSName(host) => Some((*host).to_owned()),
        GeneralName::IPAddress(bytes) => {
            let four = <[u8; 4]>::try_from(*bytes).map(IpAddr::from);
            let sixteen = <[u8; 16]>::try_from(*bytes).map(IpAddr::from);
            four.or(sixteen).ok().map(|address| address.to_string())
        }
        _ => None,
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

#[cfg(test)]
mod tests {
    use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};

    use super::*;

    /// 2027-01-15T08:00:00Z.
    const NOW: i64 = 1_800_000_000;
    const DAY: i64 = 86_400;

    fn at(seconds: i64) -> time::OffsetDateTime {
        time::OffsetDateTime::from_unix_timestamp(seconds).unwrap()
    }

    fn params(name: &str, hosts: &[&str], days: (i64, i64)) -> CertificateParams {
        let hosts: Vec<String> = hosts.iter().map(|host| (*host).to_owned()).collect();
        let mut params = CertificateParams::new(hosts).unwrap();
        params.distinguished_name = rcgen::DistinguishedName::new();
        params.distinguished_name.push(DnType::CommonName, name);
        (params.not_before, params.not_after) = (at(NOW + days.0 * DAY), at(NOW + days.1 * DAY));
        params
    }

    /// A passage in which a certificate with these hosts and days came, and with it its issuer's.
    fn presented(hosts: &[&str], days: (i64, i64), days_of_issuer: (i64, i64)) -> Passage {
        let mut authority = params("Example CA", &[], days_of_issuer);
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let issuer_der = authority.self_signed(&key).unwrap().der().to_vec();
        let issuer = Issuer::new(authority, key);
        let key = KeyPair::generate().unwrap();
        let leaf = params("a server", hosts, days).signed_by(&key, &issuer).unwrap();
        Passage {
            certificate: Some(leaf.der().to_vec()),
            intermediates: vec![issuer_der],
            certificate_judged_at: Some(UnixSeconds(NOW)),
            ..Passage::default()
        }
    }

    const VALID: (i64, i64) = (-10, 10);

    fn other() -> TlsFailure {
        TlsFailure::Other { detail: "what a system says in its language".into() }
    }

    #[test]
    fn the_one_code_of_windows_for_time_means_what_the_certificate_says() {
        let one_code = TlsFailure::Expired { not_after: None };
        let expired = TlsFailure::Expired { not_after: Some(UnixSeconds(NOW - 2 * DAY)) };
        assert_eq!(one_code.clone().after(&presented(&["a.example"], (-30, -2), VALID)), expired);
        let early = TlsFailure::NotYetValid { not_before: Some(UnixSeconds(NOW + 2 * DAY)) };
        assert_eq!(one_code.after(&presented(&["a.example"], (2, 30), VALID)), early);
    }

    #[test]
    fn the_bounds_belong_to_the_time_of_validity() {
        let code = || TlsFailure::Expired { not_after: None };
        for days in [(0, 1), (-1, 0)] {
            assert_eq!(code().after(&presented(&["a.example"], days, VALID)), code(), "{days:?}");
        }
    }

    #[test]
    fn an_issuers_certificate_can_be_the_one_that_expired() {
        let code = TlsFailure::NotYetValid { not_before: None };
        let expired = TlsFailure::Expired { not_after: Some(UnixSeconds(NOW - DAY)) };
        assert_eq!(code.after(&presented(&["a.example"], VALID, (-20, -1))), expired);
    }

    #[test]
    fn what_linux_says_with_its_dates_stays() {
        let said = TlsFailure::Expired { not_after: Some(UnixSeconds(NOW - 5 * DAY)) };
        assert_eq!(said.clone().after(&presented(&["a.example"], (-30, -2), VALID)), said);
    }

    #[test]
    fn the_hosts_are_those_of_the_certificate_whatever_the_system_says_of_them() {
        let hosts = ["account.example", "*.example.com", "192.0.2.7", "2001:db8::1"];
        for names in [vec![], vec!["DnsName(\"account.example\")".to_owned()]] {
            let said = TlsFailure::WrongHost { host: "localhost".into(), names };
            let names = hosts.map(str::to_owned).to_vec();
            let expected = TlsFailure::WrongHost { host: "localhost".into(), names };
            assert_eq!(said.after(&presented(&hosts, VALID, VALID)), expected);
        }
        let said = || TlsFailure::WrongHost { host: "localhost".into(), names: vec![] };
        assert_eq!(said().after(&presented(&[], VALID, VALID)), said(), "its common name is no host");
    }

    #[test]
    fn an_issuer_that_is_not_trusted_is_named() {
        let said = TlsFailure::UnknownIssuer(UnknownIssuer::default());
        let named = said.after(&presented(&["a.example"], VALID, VALID));
        let TlsFailure::UnknownIssuer(issuer) = named else { panic!("{named:?}") };
        assert_eq!((issuer.name.as_deref(), issuer.came_alone), (Some("Example CA"), false));
    }

    #[test]
    fn a_certificate_with_its_own_signature_is_self_signed_whatever_the_system_says() {
        let key = KeyPair::generate().unwrap();
        let der = params("my box", &["a.example"], VALID).self_signed(&key).unwrap().der().to_vec();
        let passage = Passage { certificate: Some(der), ..Passage::default() };
        for said in [other(), TlsFailure::UnknownIssuer(UnknownIssuer::default())] {
            assert_eq!(said.after(&passage), TlsFailure::SelfSigned { name: Some("my box".into()) });
        }
    }

    #[test]
    fn what_a_system_says_only_in_words_is_read_from_the_dates_unless_the_certificate_was_taken() {
        let expired = TlsFailure::Expired { not_after: Some(UnixSeconds(NOW - 2 * DAY)) };
        let mut passage = presented(&["a.example"], (-30, -2), VALID);
        assert_eq!(other().after(&passage), expired);
        passage.tls_version = Some(crate::http::TlsVersion::Tls13);
        assert_eq!(other().after(&passage), other(), "another failure, after the certificate");
        assert_eq!(other().after(&presented(&["a.example"], VALID, VALID)), other());
    }

    #[test]
    fn what_cannot_be_read_adds_nothing() {
        let passage = Passage {
            certificate: Some(b"no certificate".to_vec()),
            certificate_judged_at: Some(UnixSeconds(NOW)),
            ..Passage::default()
        };
        for said in [other(), TlsFailure::Expired { not_after: None }, TlsFailure::Revoked, TlsFailure::Cut] {
            assert_eq!(said.clone().after(&passage), said);
        }
    }

    #[test]
    fn a_failure_after_a_certificate_was_wanted_is_about_that() {
        let wanted = |passage: Passage| Passage { wants_certificate: true, ..passage };
        let said = TlsFailure::ClientCertificateWanted { said: false };
        assert_eq!(TlsFailure::Cut.after(&wanted(Passage::default())), said);
        assert_eq!(other().after(&wanted(presented(&["a.example"], VALID, VALID))), said);
    }
}
