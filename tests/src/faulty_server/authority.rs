//! Certificate authorities of the tests, and certificates from them.

use rcgen::{
    BasicConstraints, CertificateParams, CustomExtension, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer,
    KeyPair,
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use time::{Duration, OffsetDateTime};

/// An authority: a root, or one that a root has certified.
pub struct Authority {
    certificate: rcgen::Certificate,
    is_intermediate: bool,
    issuer: Issuer<'static, KeyPair>,
}

/// The certificate of a server and its key.
pub struct Leaf {
    /// The certificate in DER.
    pub certificate: CertificateDer<'static>,
    /// Its key.
    pub key: PrivateKeyDer<'static>,
    /// The certificate in PEM, and the key in PEM.
    pub pem: (String, String),
}

impl Authority {
    /// A root with this name.
    #[must_use]
    pub fn root(organization: &str, name: &str) -> Self {
        let (key, params) = (make_key(), Self::params(organization, name));
        let certificate = params.self_signed(&key).expect("a certificate can be made");
        Self { certificate, is_intermediate: false, issuer: Issuer::new(params, key) }
    }

    /// An authority that this one has certified.
    #[must_use]
    pub fn intermediate(&self, name: &str) -> Self {
        let (key, params) = (make_key(), Self::params("Example Trust", name));
        let certificate = params.signed_by(&key, &self.issuer).expect("a certificate can be made");
        Self { certificate, is_intermediate: true, issuer: Issuer::new(params, key) }
    }

    fn params(organization: &str, name: &str) -> CertificateParams {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(DnType::OrganizationName, organization);
        params.distinguished_name.push(DnType::CommonName, name);
        params
    }

    /// The certificate in PEM, to be trusted.
    #[must_use]
    pub fn pem(&self) -> String {
        self.certificate.pem()
    }

    /// The certificate in DER.
    #[must_use]
    pub fn der(&self) -> CertificateDer<'static> {
        self.certificate.der().clone()
    }

    /// A server's certificate for this host, valid from one day to another, counted from today.
    #[must_use]
    pub fn leaf(&self, host: &str, days: (i64, i64)) -> Leaf {
        let (key, mut params) = (make_key(), leaf_params(host, days));
        if self.is_intermediate {
            params.custom_extensions.push(where_its_issuer_is());
        }
        let certificate = params.signed_by(&key, &self.issuer).expect("a certificate can be made");
        Leaf::of(&certificate, &key)
    }
}

impl Leaf {
    /// A certificate for this host that nobody but itself has certified.
    #[must_use]
    pub fn self_signed(host: &str) -> Self {
        let key = make_key();
        let certificate = leaf_params(host, (-1, 30)).self_signed(&key).expect("a certificate can be made");
        Self::of(&certificate, &key)
    }

    fn of(certificate: &rcgen::Certificate, key: &KeyPair) -> Self {
        let pem = (certificate.pem(), key.serialize_pem());
        let key = PrivateKeyDer::try_from(key.serialize_der()).expect("it is a key");
        Self { certificate: certificate.der().clone(), key, pem }
    }
}

fn leaf_params(host: &str, (from, to): (i64, i64)) -> CertificateParams {
    let mut params = CertificateParams::new(vec![host.to_owned()]).expect("it is a host");
    let now = OffsetDateTime::now_utc();
    (params.not_before, params.not_after) = (now + Duration::days(from), now + Duration::days(to));
    params.distinguished_name.push(DnType::CommonName, host);
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params
}

/// Where the issuer's certificate can be fetched (RFC 5280 section 4.2.2.1), as public authorities say it.
fn where_its_issuer_is() -> CustomExtension {
    const ACCESS: &[u64] = &[1, 3, 6, 1, 5, 5, 7, 1, 1];
    const CA_ISSUERS: [u8; 10] = [6, 8, 0x2B, 6, 1, 5, 5, 7, 0x30, 2];
    let with_length = |tag: u8, content: &[u8]| {
        let length = u8::try_from(content.len()).expect("it is short");
        [&[tag, length], content].concat()
    };
    let address = with_length(0x86, b"http://trust.example.com/ca.cer");
    let description = with_length(0x30, &[&CA_ISSUERS, &*address].concat());
    CustomExtension::from_oid_content(ACCESS, with_length(0x30, &description))
}

fn make_key() -> KeyPair {
    KeyPair::generate().expect("a key can be made")
}
