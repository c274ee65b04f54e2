//! A request that got no (complete) answer: what failed on the way, told from the HTTP library's chain of causes.

use std::error::Error;
use std::io;
use std::net::SocketAddr;

use rustls::CertificateError;
use url::{Host, Url};

use super::Finding;
use crate::exchange::Timeouts;
use crate::moment::UnixSeconds;

/// Why no complete answer came: the finding it amounts to, made where the error's details are still at hand.
#[derive(Clone, Debug, PartialEq)]
pub struct TransportFailure(Finding);

impl TransportFailure {
    /// The finding.
    #[must_use]
    pub fn finding(&self) -> Finding {
        self.0.clone()
    }

    /// Reads an error of the HTTP library. `received_bytes`: of the body, `None` before it began.
    #[must_use]
    pub fn from_error(
        error: &reqwest::Error,
        url: &Url,
        timeouts: Timeouts,
        received_bytes: Option<usize>,
    ) -> Self {
        Self(find(error, url, timeouts, received_bytes))
    }
}

fn find(error: &reqwest::Error, url: &Url, timeouts: Timeouts, received_bytes: Option<usize>) -> Finding {
    let causes = Causes::of(error);
    // Asked first, since a proxy's own failures look like the server's.
    if causes.say("proxy authorization required") {
        return Finding::ProxyAuthentication;
    }
    if causes.say("tunnel error") || causes.connected_elsewhere(url) {
        return Finding::ProxyFailed { detail: causes.innermost() };
    }
    if error.is_timeout() {
        return if error.is_connect() {
            Finding::ConnectTimeout { seconds: timeouts.connect.min(timeouts.total) }
        } else {
            Finding::AnswerTimeout { seconds: timeouts.total }
        };
    }
    if let Some(tls) = causes.tls {
        return tls_finding(tls, url);
    }
    if causes.are_a_cut() {
        let received_bytes = u32::try_from(received_bytes.unwrap_or(0)).unwrap_or(u32::MAX);
        return Finding::ConnectionCut { received_bytes };
    }
    if error.is_dns() {
        return Finding::UnknownHost { host: url.host_str().unwrap_or_default().to_owned() };
    }
    match causes.io.map(io::Error::kind) {
        Some(io::ErrorKind::ConnectionRefused) => Finding::ConnectionRefused { address: address(url) },
        Some(
            io::ErrorKind::NetworkUnreachable | io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkDown,
        ) => Finding::NetworkUnreachable { address: address(url) },
        // The answer had begun, or what came could not be read as one.
        _ if received_bytes.is_some()
            || causes.say("invalid HTTP")
            || causes.say("message head is too large") =>
        {
            Finding::NotHttp { detail: causes.innermost() }
        }
        _ => Finding::RequestFailed { detail: causes.innermost() },
    }
}

fn tls_finding(error: &rustls::Error, url: &Url) -> Finding {
    let host = || url.host_str().unwrap_or_default().to_owned();
    let seconds = |time: &rustls::pki_types::UnixTime| {
        Some(UnixSeconds(i64::try_from(time.as_secs()).unwrap_or(i64::MAX)))
    };
    let rustls::Error::InvalidCertificate(certificate) = error else {
        return match error {
            rustls::Error::InvalidMessage(_) => Finding::TlsNotSpoken,
            other => Finding::TlsFailed { detail: other.to_string() },
        };
    };
    match certificate {
        CertificateError::Expired => Finding::TlsExpired { not_after: None },
        CertificateError::ExpiredContext { not_after, .. } => {
            Finding::TlsExpired { not_after: seconds(not_after) }
        }
        CertificateError::NotValidYet => Finding::TlsNotYetValid { not_before: None },
        CertificateError::NotValidYetContext { not_before, .. } => {
            Finding::TlsNotYetValid { not_before: seconds(not_before) }
        }
        CertificateError::NotValidForName => Finding::TlsWrongHost { host: host(), names: Vec::new() },
        CertificateError::NotValidForNameContext { presented, .. } => {
            Finding::TlsWrongHost { host: host(), names: presented.clone() }
        }
        CertificateError::UnknownIssuer => Finding::TlsUnknownIssuer,
        CertificateError::Revoked => Finding::TlsRevoked,
        other => Finding::TlsFailed { detail: other.to_string() },
    }
}

fn address(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port_or_known_default().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

fn outermost(error: &reqwest::Error) -> String {
    let text = error.to_string();
    text.split(" for url (").next().unwrap_or_default().to_owned()
}

/// The address in `ConnectError("tcp connect error", 127.0.0.1:8080, …)`.
fn address_in(text: &str) -> Option<SocketAddr> {
    let (_, behind) = text.strip_prefix("ConnectError(")?.split_once(", ")?;
    behind.split(", ").next()?.parse().ok()
}

/// An error's chain of causes, with the two kinds that tell most picked out.
struct Causes<'a> {
    tls: Option<&'a rustls::Error>,
    io: Option<&'a io::Error>,
    words: Vec<String>,
    /// Where the connection was to be made to. Only the library's text for developers has it.
    connecting_to: Option<SocketAddr>,
}

impl<'a> Causes<'a> {
    fn of(error: &'a reqwest::Error) -> Self {
        // The outermost words name the URL, which is shown anyway.
        let mut causes = Self { tls: None, io: None, words: vec![outermost(error)], connecting_to: None };
        let mut next: Option<&(dyn Error + 'static)> = error.source();
        while let Some(cause) = next {
            causes.words.push(cause.to_string());
            causes.connecting_to = causes.connecting_to.or_else(|| address_in(&format!("{cause:?}")));
            causes.tls = causes.tls.or_else(|| cause.downcast_ref());
            next = match cause.downcast_ref::<io::Error>() {
                Some(io) => {
                    causes.io = Some(io);
                    // `source` of an `io::Error` leaves out the very error it wraps.
                    io.get_ref().map(|inner| inner as &(dyn Error + 'static)).or_else(|| io.source())
                }
                None => cause.source(),
            };
        }
        causes
    }

    /// The connection that failed was not one to this host, so it was one to a proxy: an `http` request goes to it without
    /// the tunnel whose failure would tell.
    fn connected_elsewhere(&self, url: &Url) -> bool {
        let Some(address) = self.connecting_to else { return false };
        let is_another_host = match url.host() {
            Some(Host::Ipv4(host)) => address.ip() != host,
            Some(Host::Ipv6(host)) => address.ip() != host,
            Some(Host::Domain(_)) | None => false,
        };
        is_another_host || url.port_or_known_default() != Some(address.port())
    }

    fn say(&self, words: &str) -> bool {
        self.words.iter().any(|said| said.contains(words))
    }

    /// The connection ended before the message did.
    fn are_a_cut(&self) -> bool {
        let kind = self.io.map(io::Error::kind);
        matches!(
            kind,
            Some(
                io::ErrorKind::ConnectionReset
                    | io::ErrorKind::ConnectionAborted
                    | io::ErrorKind::BrokenPipe
                    | io::ErrorKind::UnexpectedEof
            )
        ) || self.say("connection closed before message completed")
            || self.say("end of file before message length reached")
    }

    fn innermost(&self) -> String {
        self.words.last().cloned().unwrap_or_default()
    }
}
