//! Faults on the way: names, connections, TLS, proxies.

use std::net::SocketAddr;
use std::sync::LazyLock;

use countersign_core::http::ProxySettings;
use countersign_core::token_request::{Destination, RequestForm};
use countersign_tests::cause;
use countersign_tests::fault_matrix::{Asked, Fault, Judged, Outcome, fault};
use countersign_tests::faulty_server::{
    self, Authority, ClientCertificate, Leaf, TlsServer, intercepting_proxy, message, old_tls_server,
    proxy_that_answers,
};
use countersign_tests::guarded::Guarded;

use crate::keys::key_pair;
use crate::practice::CLIENT;

/// A request, and what has to live as long as it.
pub(crate) struct OnTheWay {
    asked: Asked,
    process: Option<Guarded>,
}

/// The authority that the person trusts for the server.
static ROOT: LazyLock<Authority> = LazyLock::new(|| Authority::root("Example Trust", "Example Trust Root 1"));
/// The authority of a company that reads along.
static COMPANY: LazyLock<Authority> = LazyLock::new(|| Authority::root("Zscaler Inc.", "Zscaler Root CA"));

const VALID: (i64, i64) = (-1, 30);

fn token() -> Vec<u8> {
    let body = r#"{"access_token":"opaque-access-token","token_type":"Bearer","expires_in":1799}"#;
    message("200 OK", &["Content-Type: application/json"], body)
}

impl OnTheWay {
    fn new() -> Self {
        let form = RequestForm { api_key: CLIENT.into(), ..RequestForm::default() };
        Self { asked: Asked::new(form, key_pair().clone()), process: None }
    }

    fn to(&mut self, url: impl Into<String>) {
        let (token_endpoint, trusted) = (url.into(), ROOT.pem());
        let (audience, parameters, user) = (String::new(), Vec::new(), None);
        self.asked.form.destination =
            Destination::Other { token_endpoint, audience, parameters, trusted, user };
    }

    fn sent_to_plain(&mut self, address: SocketAddr) {
        self.to(format!("http://{address}/token"));
    }

    fn sent_to_tls(&mut self, address: SocketAddr) {
        self.to(format!("https://localhost:{}/token", address.port()));
    }

    /// To a TLS server with this certificate, and those after it.
    fn sent_to_server_with(&mut self, leaf: Leaf, chain: &[&Authority]) {
        self.sent_to_tls(TlsServer::new(leaf, chain, &ClientCertificate::NotWanted, token()).start());
    }

    /// To a server elsewhere, through this proxy.
    fn through(&mut self, proxy: impl Into<String>, url: &str) {
        let proxy = proxy.into();
        self.asked.proxies =
            ProxySettings::from_variables(|name| (name == "ALL_PROXY").then(|| format!("http://{proxy}")));
        self.to(url);
    }

    fn wait_two_seconds(&mut self) {
        self.asked.form.total_timeout_seconds = "2".into();
    }
}

const ELSEWHERE: &str = "https://login.example.com/oauth2/token";
const ELSEWHERE_PLAIN: &str = "http://login.example.com/oauth2/token";

const FAULTS: &[Fault<OnTheWay>] = &[
    fault("host that does not exist", cause!(UnknownHost), |s| s.to("https://no-such-host.invalid/token")),
    fault("nothing listens there", cause!(ConnectionRefused), |s| s.sent_to_plain(faulty_server::nobody())),
    fault("never answers", cause!(AnswerTimeout), |s| {
        s.sent_to_plain(faulty_server::stays_silent());
        s.wait_two_seconds();
    }),
    fault("answers a byte at a time", cause!(AnswerTimeout), |s| {
        s.sent_to_plain(faulty_server::trickles());
        s.wait_two_seconds();
    }),
    fault("closes at once", cause!(ConnectionCut), |s| s.sent_to_plain(faulty_server::closes_at_once())),
    fault("closes without an answer", cause!(ConnectionCut), |s| {
        s.sent_to_plain(faulty_server::closes_without_an_answer());
    }),
    fault("resets the connection", cause!(ConnectionCut), |s| s.sent_to_plain(faulty_server::resets())),
    fault("half an answer", cause!(ConnectionCut), |s| {
        let whole = token();
        s.sent_to_plain(faulty_server::answers(&whole[..whole.len() - 20]));
    }),
    fault("not HTTP but SSH", cause!(NotHttp), |s| {
        s.sent_to_plain(faulty_server::answers("SSH-2.0-OpenSSH_9.6\r\n\r\n"));
    }),
    fault("broken transfer encoding", cause!(NotHttp), |s| {
        s.sent_to_plain(faulty_server::answers(
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        ));
    }),
    fault("TLS: certificate expired", cause!(TlsExpired), |s| {
        s.sent_to_server_with(ROOT.leaf("localhost", (-60, -2)), &[]);
    }),
    fault("TLS: certificate not valid yet", cause!(TlsNotYetValid), |s| {
        s.sent_to_server_with(ROOT.leaf("localhost", (2, 30)), &[]);
    }),
    fault("TLS: certificate of another host", cause!(TlsWrongHost), |s| {
        s.sent_to_server_with(ROOT.leaf("shop.example.com", VALID), &[]);
    }),
    fault("TLS: self-signed certificate", cause!(TlsSelfSigned), |s| {
        s.sent_to_server_with(Leaf::self_signed("localhost"), &[]);
    }),
    fault("TLS: intermediate certificate not sent", cause!(TlsIntermediateMissing), |s| {
        s.sent_to_server_with(ROOT.intermediate("Example Trust Server CA").leaf("localhost", VALID), &[]);
    }),
    fault("TLS: a company's own authority", cause!(TlsIntercepted), |s| {
        s.sent_to_server_with(COMPANY.leaf("localhost", VALID), &[&COMPANY]);
    }),
    fault("TLS: not spoken there", cause!(TlsNotSpoken), |s| {
        s.sent_to_tls(faulty_server::serve(|mut stream| {
            use std::io::{Read as _, Write as _};
            let _ = stream.read(&mut [0; 2048]);
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
        }));
    }),
    fault("TLS: http to a port of https", cause!(NotHttp), |s| {
        let server =
            TlsServer::new(ROOT.leaf("localhost", VALID), &[], &ClientCertificate::NotWanted, token());
        s.sent_to_plain(server.start());
    }),
    fault("TLS: only an old version", cause!(TlsOldProtocol), |s| {
        let (address, process) = old_tls_server(&ROOT.leaf("localhost", VALID));
        s.process = Some(process);
        s.sent_to_tls(address);
    }),
    fault("TLS: client certificate wanted", cause!(TlsClientCertificateWanted), |s| {
        let wanted = ClientCertificate::WantedFrom(&ROOT);
        s.sent_to_tls(TlsServer::new(ROOT.leaf("localhost", VALID), &[], &wanted, token()).start());
    }),
    fault("TLS: closed in the handshake", cause!(TlsCut), |s| {
        s.sent_to_tls(faulty_server::serve(|stream| {
            let _ = stream.peek(&mut [0]);
        }));
    }),
    fault("TLS: never answers the handshake", cause!(ConnectTimeout | AnswerTimeout), |s| {
        s.sent_to_tls(faulty_server::stays_silent());
        s.wait_two_seconds();
    }),
    fault("proxy: not running", cause!(ProxyFailed), |s| {
        s.through(faulty_server::nobody().to_string(), ELSEWHERE);
    }),
    fault("proxy: host that does not exist", cause!(ProxyFailed), |s| {
        s.through("proxy.invalid:3128", ELSEWHERE);
    }),
    fault("proxy: wants a password", cause!(ProxyAuthentication), |s| {
        let answer = message("407 Proxy Authentication Required", &["Proxy-Authenticate: NTLM"], "");
        s.through(proxy_that_answers(answer).to_string(), ELSEWHERE);
    }),
    fault("proxy: wants a password, without a tunnel", cause!(ProxyAuthentication), |s| {
        let answer = message("407 Proxy Authentication Required", &["Proxy-Authenticate: Basic"], "");
        s.through(proxy_that_answers(answer).to_string(), ELSEWHERE_PLAIN);
    }),
    fault("proxy: forbids the host", cause!(ProxyFailed), |s| {
        let answer = message("403 Forbidden", &["X-Squid-Error: ERR_ACCESS_DENIED 0"], "");
        s.through(proxy_that_answers(answer).to_string(), ELSEWHERE);
    }),
    fault("proxy: cannot reach the host", cause!(ProxyFailed), |s| {
        s.through(proxy_that_answers(message("502 Bad Gateway", &[], "")).to_string(), ELSEWHERE);
    }),
    fault("proxy: closes the tunnel", cause!(ProxyFailed), |s| {
        s.through(faulty_server::closes_without_an_answer().to_string(), ELSEWHERE);
    }),
    fault("proxy: reads along", cause!(TlsIntercepted), |s| {
        let leaf = COMPANY.leaf("login.example.com", VALID);
        let server = TlsServer::new(leaf, &[&COMPANY], &ClientCertificate::NotWanted, token());
        s.through(intercepting_proxy(server).to_string(), ELSEWHERE);
    }),
];

/// A healthy configuration: its name, and what it changes.
type Healthy = (&'static str, fn(&mut OnTheWay));

const HEALTHY: &[Healthy] = &[
    ("an answer over http, on this computer", |s| s.sent_to_plain(faulty_server::answers(token()))),
    ("TLS with a trusted root", |s| s.sent_to_server_with(ROOT.leaf("localhost", VALID), &[])),
    ("TLS with an intermediate certificate", |s| {
        let intermediate = ROOT.intermediate("Example Trust Server CA");
        s.sent_to_server_with(intermediate.leaf("localhost", VALID), &[&intermediate]);
    }),
];

/// What comes of ways on which nothing is wrong.
pub(crate) async fn healthy() -> Vec<(&'static str, Outcome)> {
    let mut outcomes = Vec::new();
    for (name, make) in HEALTHY {
        let mut way = OnTheWay::new();
        make(&mut way);
        outcomes.push((*name, way.asked.run().await));
    }
    outcomes
}

/// What the program says about each.
pub(crate) async fn rows() -> Vec<Judged> {
    let mut rows = Vec::new();
    for fault in FAULTS {
        let mut way = OnTheWay::new();
        (fault.set_wrong)(&mut way);
        way.asked.right = Some(fault.cause);
        let outcome = way.asked.run().await;
        drop(way.process);
        rows.push(Judged::of("faulty server", fault.name, fault.cause, &outcome));
    }
    rows
}
