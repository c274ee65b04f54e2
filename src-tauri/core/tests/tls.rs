//! TLS failures, told apart by their cause, with OpenSSL's own server.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails; it has a clock"
)]

mod common;

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use countersign_core::diagnosis::Finding;
use countersign_core::diagnosis::before_sending::Confirmed;
use countersign_core::http::{Connection, ProxySettings, Timeouts};
use countersign_core::prepare::{prepare, preview};
use countersign_core::token_exchange::send;
use countersign_core::token_request::{Destination, RequestForm};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use tokio_util::sync::CancellationToken;

/// The real date, because the HTTP library reads the system clock.
fn days_from_now(days: i64) -> time::OffsetDateTime {
    time::OffsetDateTime::now_utc() + time::Duration::days(days)
}

struct Authority {
    certificate: rcgen::Certificate,
    issuer: Issuer<'static, KeyPair>,
}

fn make_authority() -> Authority {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let certificate = params.self_signed(&key).unwrap();
    Authority { certificate, issuer: Issuer::new(params, key) }
}

/// `openssl s_server` with a certificate for `name` from `authority`, valid between the two days.
struct Server {
    process: Child,
    port: u16,
    /// Its output, which contains the decrypted request among other things.
    received: Receiver<String>,
    _folder: tempfile::TempDir,
}

impl Server {
    fn start(authority: &Authority, name: &str, days: (i64, i64)) -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        (params.not_before, params.not_after) = (days_from_now(days.0), days_from_now(days.1));
        let certificate = params.signed_by(&key, &authority.issuer).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let write = |file: &str, text: String| {
            let path = folder.path().join(file);
            fs::write(&path, text).unwrap();
            path
        };
        let (cert_path, key_path) =
            (write("cert.pem", certificate.pem()), write("key.pem", key.serialize_pem()));
        let (process, port, received) = start_openssl(&cert_path, &key_path, &[]);
        Self { process, port, received, _folder: folder }
    }

    /// A server with this certificate, its key and more arguments for OpenSSL.
    fn start_with(certificate: &rcgen::Certificate, key: &KeyPair, arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (cert_path, key_path) = (folder.path().join("cert.pem"), folder.path().join("key.pem"));
        fs::write(&cert_path, certificate.pem()).unwrap();
        fs::write(&key_path, key.serialize_pem()).unwrap();
        let (process, port, received) = start_openssl(&cert_path, &key_path, arguments);
        Self { process, port, received, _folder: folder }
    }

    fn url(&self) -> String {
        format!("https://localhost:{}/token", self.port)
    }
}

fn start_openssl(certificate: &Path, key: &Path, arguments: &[&str]) -> (Child, u16, Receiver<String>) {
    let mut process = Command::new("openssl")
        .args(["s_server", "-accept", "127.0.0.1:0"])
        .args(arguments)
        .arg("-cert")
        .arg(certificate)
        .arg("-key")
        .arg(key)
        // It exits at the end of its input, so the input stays open.
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("openssl is installed");
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let accept = lines.find_map(|line| line.unwrap().strip_prefix("ACCEPT ").map(str::to_owned)).unwrap();
    let port = accept.rsplit(':').next().unwrap().trim().parse().unwrap();
    let (sender, received) = mpsc::channel();
    // The output must be read to the end, or the server stops when the pipe is full.
    std::thread::spawn(move || lines.map_while(Result::ok).for_each(|line| drop(sender.send(line))));
    (process, port, received)
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

async fn findings_at(url: &str, trusted: Option<&Authority>) -> Vec<Finding> {
    findings_within(60, url, trusted).await
}

async fn findings_within(total: u32, url: &str, trusted: Option<&Authority>) -> Vec<Finding> {
    let request = common::request_to(url);
    let timeouts = Timeouts { connect: total, total };
    let mut connection = Connection::to(request.url(), timeouts, &ProxySettings::default());
    if let Some(authority) = trusted {
        connection = connection.trusting(authority.certificate.der());
    }
    let clock = common::TestClock(Instant::now());
    let exchange = send(connection, request, &clock, &CancellationToken::new()).await.unwrap();
    common::findings(&exchange.shown())
}

#[tokio::test]
async fn a_trusted_certificate_lets_the_request_through() {
    let authority = make_authority();
    let server = Server::start(&authority, "localhost", (-1, 30));
    let url = format!("https://localhost:{}/token", server.port);
    let findings = findings_within(5, &url, Some(&authority)).await;
    // OpenSSL received the request; it waits for a response typed at its keyboard.
    assert_eq!(findings, [Finding::AnswerTimeout { seconds: 5 }]);
    let arrived = std::iter::from_fn(|| server.received.recv_timeout(Duration::from_secs(5)).ok());
    assert!(arrived.into_iter().any(|line| line.starts_with("POST /token HTTP/1.1")));
}

/// A form that trusts this authority for one server.
fn form_trusting(authority: &Authority, url: &str) -> RequestForm {
    let (token_endpoint, audience, trusted) = (url.into(), String::new(), authority.certificate.pem());
    let destination =
        Destination::Other { token_endpoint, audience, parameters: Vec::new(), trusted, user: None };
    RequestForm { destination, ..common::form_for(url) }
}

#[tokio::test]
async fn a_certificate_that_the_person_trusts_lets_the_request_through_to_that_server() {
    let authority = make_authority();
    let server = Server::start(&authority, "localhost", (-1, 30));
    let form = form_trusting(&authority, &format!("https://localhost:{}/token", server.port));
    let prepared = prepare(&form, &common::key_pair(), &common::moment(), &Confirmed::warnings());
    let (request, _) = prepared.unwrap();
    let connection = request.connection(Timeouts { connect: 5, total: 5 }, &ProxySettings::default());
    let clock = common::TestClock(Instant::now());
    let exchange = send(connection, request, &clock, &CancellationToken::new()).await.unwrap();
    assert_eq!(common::findings(&exchange.shown()), [Finding::AnswerTimeout { seconds: 5 }]);
    let arrived = std::iter::from_fn(|| server.received.recv_timeout(Duration::from_secs(5)).ok());
    assert!(arrived.into_iter().any(|line| line.starts_with("POST /token HTTP/1.1")));
}

#[test]
fn no_certificate_is_trusted_for_account_manager_in_addition() {
    let authority = make_authority();
    let trusted = |url: &str| form_trusting(&authority, url).trusted_for(&url.parse().unwrap()).len();
    assert_eq!(trusted("https://login.example.com/token"), 1);
    for url in [
        "https://account.demandware.com/dwsso/oauth2/access_token",
        "https://ACCOUNT.demandware.com.:8443/t",
        "https://account-pod5.demandware.net/dwsso/oauth2/access_token",
    ] {
        assert_eq!(trusted(url), 0, "{url}");
    }
    let url = "https://account.demandware.com/dwsso/oauth2/access_token";
    let form = form_trusting(&authority, url);
    let preview = preview(&form, &common::key_pair(), &common::moment(), &ProxySettings::default());
    assert_eq!(preview.trusted, []);
    let said = |finding: &Finding| preview.findings.iter().any(|shown| shown.finding == *finding);
    assert!(said(&Finding::TrustedNotForAccountManager));
}

#[tokio::test]
async fn an_unknown_issuer_is_named() {
    let server = Server::start(&make_authority(), "localhost", (-1, 30));
    let findings = findings_at(&format!("https://localhost:{}/token", server.port), None).await;
    assert!(matches!(findings[..], [Finding::TlsUnknownIssuer { .. }]), "{findings:?}");
}

#[tokio::test]
async fn an_expired_certificate_is_named_with_its_expiry() {
    let authority = make_authority();
    let server = Server::start(&authority, "localhost", (-30, -2));
    let findings = findings_at(&format!("https://localhost:{}/token", server.port), Some(&authority)).await;
    let [Finding::TlsExpired { not_after: Some(end) }] = findings[..] else { panic!("{findings:?}") };
    assert!((end.0 - days_from_now(-2).unix_timestamp()).abs() < 60);
}

#[tokio::test]
async fn a_certificate_that_is_not_valid_yet_is_named() {
    let authority = make_authority();
    let server = Server::start(&authority, "localhost", (2, 30));
    let findings = findings_at(&format!("https://localhost:{}/token", server.port), Some(&authority)).await;
    assert!(matches!(findings[..], [Finding::TlsNotYetValid { not_before: Some(_) }]), "{findings:?}");
}

#[tokio::test]
async fn a_certificate_for_another_host_is_named_with_its_hosts() {
    let authority = make_authority();
    let server = Server::start(&authority, "account.example", (-1, 30));
    let findings = findings_at(&format!("https://localhost:{}/token", server.port), Some(&authority)).await;
    let [Finding::TlsWrongHost { host, names }] = &findings[..] else { panic!("{findings:?}") };
    assert_eq!(host, "localhost");
    assert!(names.iter().any(|name| name.contains("account.example")), "{names:?}");
}

#[tokio::test]
async fn https_to_a_server_without_tls_is_named() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        use std::io::{Read as _, Write as _};
        let (mut stream, _) = listener.accept().unwrap();
        drop(stream.read(&mut [0; 1024]));
        drop(stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n"));
    });
    assert_eq!(findings_at(&format!("https://localhost:{port}/token"), None).await, [Finding::TlsNotSpoken]);
}

/// A certificate for localhost from an issuer with this common name, and the key of the certificate.
fn issued_by(issuer: &str, says_where_the_issuer_is: bool) -> (rcgen::Certificate, KeyPair) {
    let mut authority = CertificateParams::default();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    authority.distinguished_name = rcgen::DistinguishedName::new();
    authority.distinguished_name.push(rcgen::DnType::CommonName, issuer);
    let issuer = Issuer::new(authority, KeyPair::generate().unwrap());
    let mut params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    if says_where_the_issuer_is {
        params.custom_extensions.push(authority_information_access("http://ca.example/ca.der"));
    }
    let key = KeyPair::generate().unwrap();
    (params.signed_by(&key, &issuer).unwrap(), key)
}

/// The extension that says where the issuer's certificate is (RFC 5280 section 4.2.2.1).
fn authority_information_access(url: &str) -> rcgen::CustomExtension {
    const CA_ISSUERS: [u8; 10] = [0x06, 0x08, 0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x02];
    let length = |bytes: &[u8]| u8::try_from(bytes.len()).unwrap();
    let location = [&[0x86, length(url.as_bytes())], url.as_bytes()].concat();
    let access = [&CA_ISSUERS[..], &location].concat();
    let access = [&[0x30, length(&access)], &access[..]].concat();
    let content = [&[0x30, length(&access)], &access[..]].concat();
    rcgen::CustomExtension::from_oid_content(&[1, 3, 6, 1, 5, 5, 7, 1, 1], content)
}

#[tokio::test]
async fn a_missing_intermediate_an_interception_and_an_unknown_issuer_are_told_apart() {
    for (issuer, says_where, expected) in [
        ("Public CA G2", true, Finding::TlsIntermediateMissing { issuer: "Public CA G2".into() }),
        (
            "Zscaler Intermediate Root CA (zscaler.net)",
            false,
            Finding::TlsIntercepted {
                issuer: "Zscaler Intermediate Root CA (zscaler.net)".into(),
                product: Some("Zscaler".into()),
            },
        ),
        (
            "ACME SSL Inspection",
            false,
            Finding::TlsIntercepted { issuer: "ACME SSL Inspection".into(), product: None },
        ),
        ("ACME Root", false, Finding::TlsUnknownIssuer { issuer: Some("ACME Root".into()) }),
    ] {
        let (certificate, key) = issued_by(issuer, says_where);
        let server = Server::start_with(&certificate, &key, &[]);
        assert_eq!(findings_at(&server.url(), None).await, [expected], "{issuer}");
    }
}

#[tokio::test]
async fn a_self_signed_certificate_is_named_whether_it_may_sign_others_or_not() {
    for is_ca in [IsCa::NoCa, IsCa::Ca(BasicConstraints::Unconstrained)] {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        params.is_ca = is_ca;
        params.distinguished_name = rcgen::DistinguishedName::new();
        params.distinguished_name.push(rcgen::DnType::CommonName, "my box");
        let certificate = params.self_signed(&key).unwrap();
        let server = Server::start_with(&certificate, &key, &[]);
        let found = findings_at(&server.url(), None).await;
        assert_eq!(found, [Finding::TlsSelfSigned { name: Some("my box".into()) }]);
    }
}

#[tokio::test]
async fn a_server_that_requires_a_client_certificate_is_named_in_both_versions_of_tls() {
    for (version, said) in [("-tls1_3", true), ("-tls1_2", false)] {
        let authority = make_authority();
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        let certificate = params.signed_by(&key, &authority.issuer).unwrap();
        let server =
            Server::start_with(&certificate, &key, &[version, "-Verify", "1", "-verify_return_error"]);
        let found = findings_at(&server.url(), Some(&authority)).await;
        assert_eq!(found, [Finding::TlsClientCertificateWanted { said }], "{version}");
    }
}

#[tokio::test]
async fn a_server_with_an_old_version_of_tls_is_named() {
    let authority = make_authority();
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    let certificate = params.signed_by(&key, &authority.issuer).unwrap();
    let old = ["-tls1_1", "-cipher", "DEFAULT@SECLEVEL=0"];
    let server = Server::start_with(&certificate, &key, &old);
    let found = findings_at(&server.url(), Some(&authority)).await;
    assert!(matches!(found[..], [Finding::TlsOldProtocol { .. }]), "{found:?}");
}

#[tokio::test]
async fn a_connection_that_is_closed_during_the_handshake_is_named() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        use std::io::Read as _;
        let (mut stream, _) = listener.accept().unwrap();
        drop(stream.read(&mut [0; 1024]));
    });
    assert_eq!(findings_at(&format!("https://localhost:{port}/token"), None).await, [Finding::TlsCut]);
}
