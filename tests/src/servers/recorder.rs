//! A proxy between the window and a server that records every byte. It shows what was really sent and received,
//! independently of the window.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A running recorder. It runs until the test's process ends.
#[derive(Debug)]
pub struct Recorder {
    /// The origin at which it listens: `http://127.0.0.1:<port>`.
    pub origin: String,
    connections: Arc<Mutex<Vec<Recorded>>>,
}

/// The bytes of one connection.
#[derive(Clone, Debug, Default)]
struct Recorded {
    request: Vec<u8>,
    response: Vec<u8>,
}

/// An HTTP/1.1 message (RFC 9112) as it was on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The request line or the status line.
    pub start_line: String,
    /// The header fields in their order, with names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body, byte for byte.
    pub body: String,
}

impl Recorder {
    /// Starts it on a free port in front of `server`, given as an origin: `http://127.0.0.1:<port>`.
    #[must_use]
    pub fn start(server: &str) -> Self {
        let server = server.strip_prefix("http://").expect("the server speaks plain HTTP").to_owned();
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("loopback has a free port");
        let address = listener.local_addr().expect("it listens");
        let connections = Arc::new(Mutex::new(Vec::new()));
        let kept = connections.clone();
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let server = TcpStream::connect(&server).expect("the server takes connections");
                record(&kept, client, server);
            }
        });
        Self { origin: format!("http://{address}"), connections }
    }

    /// The last request.
    #[must_use]
    pub fn last_request(&self) -> Message {
        read_message(&self.last().request)
    }

    /// The response to the last request.
    #[must_use]
    pub fn last_response(&self) -> Message {
        read_message(&self.last().response)
    }

    fn last(&self) -> Recorded {
        lock(&self.connections).last().expect("a request came").clone()
    }
}

/// Forwards everything in both directions, and records it before forwarding.
fn record(connections: &Arc<Mutex<Vec<Recorded>>>, client: TcpStream, server: TcpStream) {
    let mut kept = lock(connections);
    let number = kept.len();
    kept.push(Recorded::default());
    drop(kept);
    let (from_client, to_server) = (duplicate(&client), duplicate(&server));
    let of_request = connections.clone();
    thread::spawn(move || {
        pass_on(from_client, to_server, |bytes| lock(&of_request)[number].request.extend(bytes));
    });
    let of_response = connections.clone();
    thread::spawn(move || {
        pass_on(server, client, |bytes| lock(&of_response)[number].response.extend(bytes));
    });
}

fn pass_on(mut from: TcpStream, mut to: TcpStream, keep: impl Fn(&[u8])) {
    let mut bytes = [0; 16 * 1024];
    while let Ok(count @ 1..) = from.read(&mut bytes) {
        keep(&bytes[..count]);
        if to.write_all(&bytes[..count]).is_err() {
            break;
        }
    }
    // The other side may already have closed the connection.
    let _ = to.shutdown(Shutdown::Write);
}

fn duplicate(stream: &TcpStream) -> TcpStream {
    stream.try_clone().expect("a connection can be used by two threads")
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().expect("no thread of the recorder panics")
}

/// Reads one whole message whose length is given by its `Content-Length`.
fn read_message(bytes: &[u8]) -> Message {
    let text = std::str::from_utf8(bytes).expect("it is text");
    let (head, body) = text.split_once("\r\n\r\n").expect("the head is complete");
    let (start_line, fields) = head.split_once("\r\n").expect("there are header fields");
    let headers: Vec<(String, String)> = fields
        .split("\r\n")
        .filter_map(|field| field.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length").map(|(_, value)| value.as_str());
    assert_eq!(length, Some(body.len().to_string().as_str()), "one whole message passed:\n{text}");
    Message { start_line: start_line.into(), headers, body: body.into() }
}
