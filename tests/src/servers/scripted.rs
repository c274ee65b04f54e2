//! A server that gives whatever response a test writes, for responses that no real server gives.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// Starts it on a free port. It runs as long as the test, and asks `respond` for each response, head and body; the
/// requests are counted from 1. Returns its token endpoint.
pub fn start(respond: impl Fn(usize) -> Vec<u8> + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it has an address");
    thread::spawn(move || {
        for (number, mut connection) in (1..).zip(listener.incoming().flatten()) {
            read_request(&connection);
            connection.write_all(&respond(number)).expect("the response is written");
        }
    });
    format!("http://{address}/token")
}

/// A whole response with this status line and body.
#[must_use]
pub fn response(status: &str, body: &str) -> Vec<u8> {
    let head = "Content-Type: application/json\r\nConnection: close\r\n";
    format!("HTTP/1.1 {status}\r\n{head}Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// Reads a request to its end.
fn read_request(connection: &TcpStream) {
    let mut request = BufReader::new(connection);
    let mut length = 0;
    let mut line = String::new();
    while request.read_line(&mut line).is_ok() && !line.trim().is_empty() {
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().expect("a number");
        }
        line.clear();
    }
    let mut form = vec![0; length];
    request.read_exact(&mut form).expect("the form is read");
}
