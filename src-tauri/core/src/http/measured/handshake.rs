//! TLS as the HTTP client does it by itself, with notes of when a handshake began, of the certificate and of the version.
//! The system's own verifier decides about each certificate.

use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{
    ClientSessionStore, ResolvesClientCert, Resumption, Tls12ClientSessionValue, Tls13ClientSessionValue,
};
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::sign::CertifiedKey;
use rustls::{ClientConfig, DigitallySignedStruct, Error, NamedGroup, SignatureScheme};
use rustls_platform_verifier::Verifier;

use super::{Event, Notes, TlsVersion};
use crate::moment::UnixSeconds;

/// Certificate authorities that are trusted in addition to the system's.
pub(in crate::http) type Authorities = Vec<CertificateDer<'static>>;

/// How the client speaks TLS. Fails if the system's trust store cannot be read.
pub(in crate::http) fn tls_config(authorities: Authorities, notes: &Notes) -> Result<ClientConfig, Error> {
    let provider =
        CryptoProvider::get_default().cloned().unwrap_or_else(|| Arc::new(aws_lc_rs::default_provider()));
    let verifier = Verifier::new_with_extra_roots(authorities, Arc::clone(&provider))?;
    let verifier = MeasuredVerifier { verifier, notes: notes.clone() };
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_client_cert_resolver(Arc::new(NoCertificates(notes.clone())));
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    config.resumption = Resumption::store(Arc::new(NoSessions(notes.clone())));
    Ok(config)
}

/// Leaves every decision to the system's verifier.
#[derive(Debug)]
struct MeasuredVerifier {
    verifier: Verifier,
    notes: Notes,
}

impl ServerCertVerifier for MeasuredVerifier {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let chain = std::iter::once(certificate).chain(intermediates);
        let chain = chain.map(|certificate| certificate.to_vec()).collect();
        let judged_at = UnixSeconds(i64::try_from(now.as_secs()).unwrap_or(i64::MAX));
        self.notes.note(Event::CertificateCame(chain, judged_at));
        self.verifier.verify_server_cert(certificate, intermediates, name, ocsp_response, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let valid = self.verifier.verify_tls12_signature(message, certificate, signed)?;
        self.notes.note(Event::KeyProved(TlsVersion::Tls12));
        Ok(valid)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let valid = self.verifier.verify_tls13_signature(message, certificate, signed)?;
        self.notes.note(Event::KeyProved(TlsVersion::Tls13));
        Ok(valid)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.verifier.supported_verify_schemes()
    }
}

/// Has no certificate, and notes that one was requested.
#[derive(Debug)]
struct NoCertificates(Notes);

impl ResolvesClientCert for NoCertificates {
    fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        self.0.note(Event::CertificateRequested);
        None
    }

    fn has_certs(&self) -> bool {
        false
    }
}

/// Keeps no sessions, because a connection serves one request. Each handshake begins by looking for one.
#[derive(Debug)]
struct NoSessions(Notes);

impl ClientSessionStore for NoSessions {
    fn set_kx_hint(&self, _: ServerName<'static>, _: NamedGroup) {}

    fn kx_hint(&self, _: &ServerName<'_>) -> Option<NamedGroup> {
        None
    }

    fn set_tls12_session(&self, _: ServerName<'static>, _: Tls12ClientSessionValue) {}

    fn tls12_session(&self, _: &ServerName<'_>) -> Option<Tls12ClientSessionValue> {
        None
    }

    fn remove_tls12_session(&self, _: &ServerName<'static>) {}

    fn insert_tls13_ticket(&self, _: ServerName<'static>, _: Tls13ClientSessionValue) {}

    fn take_tls13_ticket(&self, _: &ServerName<'static>) -> Option<Tls13ClientSessionValue> {
        self.0.note(Event::HandshakeBegan);
        None
    }
}
