//! Servers that speak TLS, each with one thing wrong with it.

use std::fs;
use std::io::Write as _;
use std::net::{SocketAddr, TcpStream};
use std::process::Command;
use std::sync::Arc;

use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, ServerConnection, StreamOwned};

use super::authority::{Authority, Leaf};
use super::message::read_request;
use super::serve;
use crate::artefacts::artefact;
use crate::guarded::Guarded;
use crate::servers::free_port;

/// Whether the server wants a certificate of its client.
pub enum ClientCertificate<'a> {
    /// It does not.
    NotWanted,
    /// It wants one from this authority.
    WantedFrom(&'a Authority),
}

/// A TLS server that answers each request with the same.
#[derive(Clone)]
pub struct TlsServer {
    config: Arc<ServerConfig>,
    answer: Vec<u8>,
}

impl TlsServer {
    /// With this certificate and key, those certificates sent after it, and this answer.
    #[must_use]
    pub fn new(leaf: Leaf, chain: &[&Authority], wanted: &ClientCertificate<'_>, answer: Vec<u8>) -> Self {
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let builder = ServerConfig::builder_with_provider(provider.clone())
            .with_safe_default_protocol_versions()
            .expect("it has the usual versions");
        let builder = match wanted {
            ClientCertificate::NotWanted => builder.with_no_client_auth(),
            ClientCertificate::WantedFrom(authority) => {
                let mut roots = RootCertStore::empty();
                roots.add(authority.der()).expect("it is an authority");
                let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider)
                    .build()
                    .expect("there is an authority");
                builder.with_client_cert_verifier(verifier)
            }
        };
        let mut certificates = vec![leaf.certificate];
        certificates.extend(chain.iter().map(|authority| authority.der()));
        let config = builder.with_single_cert(certificates, leaf.key).expect("the two belong together");
        Self { config: Arc::new(config), answer }
    }

    /// Listens on a free port.
    #[must_use]
    pub fn start(self) -> SocketAddr {
        serve(move |stream| self.respond(stream))
    }

    /// Speaks TLS on this connection.
    pub(super) fn respond(&self, stream: TcpStream) {
        let connection = ServerConnection::new(self.config.clone()).expect("the configuration is whole");
        let mut secured = StreamOwned::new(connection, stream);
        // A client that does not trust the certificate hangs up.
        if read_request(&mut secured).is_some() && secured.write_all(&self.answer).is_ok() {
            secured.conn.send_close_notify();
            let _ = secured.flush();
        }
    }
}

/// OpenSSL's server, which still speaks TLS 1.1 and nothing newer. It ends when the value is dropped.
#[must_use]
pub fn old_tls_server(leaf: &Leaf) -> (SocketAddr, Guarded) {
    let folder = artefact("old-tls");
    fs::create_dir_all(&folder).expect("tests/artefacts is writable");
    let (certificate, key) = (folder.join("cert.pem"), folder.join("key.pem"));
    fs::write(&certificate, &leaf.pem.0).expect("tests/artefacts is writable");
    fs::write(&key, &leaf.pem.1).expect("tests/artefacts is writable");
    let address = SocketAddr::from(([127, 0, 0, 1], free_port()));
    let mut command = Command::new("openssl");
    command.args(["s_server", "-www", "-tls1_1", "-cipher", "ALL:@SECLEVEL=0", "-accept"]);
    command.arg(address.to_string()).arg("-cert").arg(certificate).arg("-key").arg(key);
    let process = Guarded::start(&command, &artefact("old-tls.log"));
    super::wait_for(address);
    (address, process)
}
