//! Why a request got no complete response, determined from the HTTP library's chain of causes.

use std::error::Error;
use std::io;

use url::Url;

use super::passage::{Leg, Passage};
use super::timeouts::Timeouts;
use super::tls::{TlsFailure, tls_failure};

/// Why no complete response was received: the facts, without what they mean.
#[derive(Clone, Debug, PartialEq)]
pub enum TransportFailure {
    /// The host name could not be resolved.
    UnknownHost {
        /// Host name.
        host: String,
    },
    /// Nothing accepts connections at this address.
    ConnectionRefused {
        /// Host and port.
        address: String,
    },
    /// There is no route to this network.
    NetworkUnreachable {
        /// Host and port.
        address: String,
    },
    /// No connection within the time allowed.
    ConnectTimeout {
        /// Time allowed, in seconds.
        seconds: u32,
    },
    /// No complete response within the time allowed.
    ResponseTimeout {
        /// Time allowed, in seconds.
        seconds: u32,
    },
    /// TLS failed, for example because of the server's certificate.
    Tls(TlsFailure),
    /// The connection was closed before the response was complete.
    ConnectionCut {
        /// Bytes of the body that arrived.
        received_bytes: u32,
    },
    /// What was received is not HTTP.
    NotHttp {
        /// The library's error message.
        detail: String,
    },
    /// The proxy requires a user name and password.
    ProxyAuthentication,
    /// The proxy did not let the request through.
    Proxy {
        /// The library's error message.
        detail: String,
    },
    /// Anything else.
    Other {
        /// The library's error message.
        detail: String,
    },
}

impl TransportFailure {
    /// Classifies an error of the HTTP library. `through_proxy` says whether the connection was to a proxy.
    /// `received_bytes` is how much of the body was received; `None` if the body had not begun.
    pub(super) fn from_error(
        error: &reqwest::Error,
        url: &Url,
        timeouts: Timeouts,
        through_proxy: bool,
        received_bytes: Option<usize>,
    ) -> Self {
        let causes = Causes::of(error);
        // Checked first, because a proxy's own failures look like the server's.
        if causes.say("proxy authorization required") {
            return Self::ProxyAuthentication;
        }
        // A certificate is the server's own, and a timeout can be either's.
        if through_proxy && error.is_connect() && !error.is_timeout() && causes.tls.is_none() {
            return Self::Proxy { detail: causes.innermost() };
        }
        if error.is_timeout() {
            return if error.is_connect() {
                Self::ConnectTimeout { seconds: timeouts.connect.min(timeouts.total) }
            } else {
                Self::ResponseTimeout { seconds: timeouts.total }
            };
        }
        if let Some(tls) = causes.tls {
            return Self::Tls(tls_failure(tls, url));
        }
        if causes.is_truncated() {
            let received_bytes = u32::try_from(received_bytes.unwrap_or(0)).unwrap_or(u32::MAX);
            return Self::ConnectionCut { received_bytes };
        }
        if error.is_dns() {
            return Self::UnknownHost { host: url.host_str().unwrap_or_default().to_owned() };
        }
        match causes.io.map(io::Error::kind) {
            Some(io::ErrorKind::ConnectionRefused) => Self::ConnectionRefused { address: address(url) },
            Some(
                io::ErrorKind::NetworkUnreachable
                | io::ErrorKind::HostUnreachable
                | io::ErrorKind::NetworkDown,
            ) => Self::NetworkUnreachable { address: address(url) },
            // The response had begun, or what was received could not be parsed as one.
            _ if received_bytes.is_some()
                || causes.say("invalid HTTP")
                || causes.say("message head is too large") =>
            {
                Self::NotHttp { detail: causes.innermost() }
            }
            _ => Self::Other { detail: causes.innermost() },
        }
    }
}

impl TransportFailure {
    /// What the way of the request adds: during a handshake, and because of what the other side sent then.
    pub(super) fn on_the_way(self, passage: &Passage) -> Self {
        match self {
            Self::ConnectionCut { received_bytes: 0 } if passage.in_leg == Some(Leg::Tls) => {
                Self::Tls(TlsFailure::Cut.after(passage))
            }
            Self::Tls(failure) => Self::Tls(failure.after(passage)),
            other => other,
        }
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

/// An error's chain of causes, with the two most telling kinds picked out.
struct Causes<'a> {
    tls: Option<&'a rustls::Error>,
    io: Option<&'a io::Error>,
    words: Vec<String>,
}

impl<'a> Causes<'a> {
    fn of(error: &'a reqwest::Error) -> Self {
        // The outermost message is taken without the URL, which is shown anyway.
        let mut causes = Self { tls: None, io: None, words: vec![outermost(error)] };
        let mut next: Option<&(dyn Error + 'static)> = error.source();
        while let Some(cause) = next {
            causes.words.push(cause.to_string());
            causes.tls = causes.tls.or_else(|| cause.downcast_ref());
            next = match cause.downcast_ref::<io::Error>() {
                Some(io) => {
                    causes.io = Some(io);
                    // `source` of an `io::Error` skips the very error that it wraps.
                    io.get_ref().map(|inner| inner as &(dyn Error + 'static)).or_else(|| io.source())
                }
                None => cause.source(),
            };
        }
        causes
    }

    fn say(&self, words: &str) -> bool {
        self.words.iter().any(|said| said.contains(words))
    }

    /// Whether the connection was closed before the message was complete.
    fn is_truncated(&self) -> bool {
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
