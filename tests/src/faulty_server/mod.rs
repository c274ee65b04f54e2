//! A server that fails on purpose, in ways that no well-made server can be made to: in the connection (this file), in
//! TLS (`tls.rs`), as a proxy (`proxy.rs`), in HTTP (`message.rs`). Each runs on a free port of loopback until the test
//! ends.

mod authority;
mod message;
mod proxy;
mod tls;

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

pub use authority::{Authority, Leaf};
pub use message::{message, read_request};
pub use proxy::{intercepting_proxy, proxy_that_answers};
pub use tls::{ClientCertificate, TlsServer, old_tls_server};

/// Serves each connection with this.
pub fn serve(connection: impl Fn(TcpStream) + Clone + Send + 'static) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it has an address");
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let connection = connection.clone();
            thread::spawn(move || connection(stream));
        }
    });
    address
}

/// Reads each request and answers with these bytes, whatever they are.
#[must_use]
pub fn answers(bytes: impl Into<Vec<u8>>) -> SocketAddr {
    let bytes = bytes.into();
    serve(move |mut stream| {
        if read_request(&mut stream).is_some() {
            finish(&mut stream, &bytes);
        }
    })
}

/// Takes a connection and closes it at once.
#[must_use]
pub fn closes_at_once() -> SocketAddr {
    serve(drop)
}

/// Reads the request and closes the connection.
#[must_use]
pub fn closes_without_an_answer() -> SocketAddr {
    serve(|mut stream| drop(read_request(&mut stream)))
}

/// Closes the connection while the request waits to be read, which resets it.
#[must_use]
pub fn resets() -> SocketAddr {
    serve(|stream| {
        // Whether the request or the end came, it is not read.
        let _ = stream.peek(&mut [0]);
        thread::sleep(Duration::from_millis(50));
    })
}

/// Takes connections, reads what comes and never says anything.
#[must_use]
pub fn stays_silent() -> SocketAddr {
    serve(|mut stream| {
        let mut bytes = [0; 1024];
        while let Ok(1..) = stream.read(&mut bytes) {}
    })
}

/// Sends a head that promises a long body, and then one byte after another, for ever.
#[must_use]
pub fn trickles() -> SocketAddr {
    serve(|mut stream| {
        if read_request(&mut stream).is_none() {
            return;
        }
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n");
        while stream.write_all(b"{").is_ok() {
            thread::sleep(Duration::from_millis(50));
        }
    })
}

/// An address at which nothing listens.
#[must_use]
pub fn nobody() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], crate::servers::free_port()))
}

/// Waits until something listens at this address.
fn wait_for(address: SocketAddr) {
    let limit = Instant::now() + Duration::from_secs(20);
    while TcpStream::connect(address).is_err() {
        assert!(Instant::now() < limit, "something listens at {address}");
        thread::sleep(Duration::from_millis(20));
    }
}

/// Writes an answer, and waits until the client has read it: a reset must not overtake it.
fn finish(stream: &mut TcpStream, bytes: &[u8]) {
    // A client that has read enough hangs up.
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
    let _ = stream.read(&mut [0]);
}
