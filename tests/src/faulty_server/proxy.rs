//! Proxies that do not do what they are asked.

use std::io::Write as _;
use std::net::SocketAddr;

use super::message::read_request;
use super::tls::TlsServer;
use super::{answers, serve};

/// A proxy that answers whatever it is asked with these bytes.
#[must_use]
pub fn proxy_that_answers(bytes: impl Into<Vec<u8>>) -> SocketAddr {
    answers(bytes)
}

/// A proxy that opens the tunnel, and then is the server itself: company networks read along in this way.
#[must_use]
pub fn intercepting_proxy(server: TlsServer) -> SocketAddr {
    serve(move |mut stream| {
        let asked = read_request(&mut stream);
        if asked.is_some_and(|asked| asked.starts_with("CONNECT "))
            && stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").is_ok()
        {
            server.respond(stream);
        }
    })
}
