//! HTTP messages as bytes.

use std::io::{Read, Write as _};

/// A whole response with this status line, these header lines and this body.
#[must_use]
pub fn message(status: &str, headers: &[&str], body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let mut bytes = format!("HTTP/1.1 {status}\r\n").into_bytes();
    for header in headers {
        // Writing to a Vec cannot fail.
        let _ = write!(bytes, "{header}\r\n");
    }
    let _ = write!(bytes, "Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    bytes.extend_from_slice(body);
    bytes
}

/// Reads a request to the end of its body; `None` if the connection ended before.
pub fn read_request(stream: &mut impl Read) -> Option<String> {
    let mut request = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&request);
        if let Some((head, body)) = text.split_once("\r\n\r\n")
            && body.len() >= length_in(head)
        {
            return Some(text.into_owned());
        }
        match stream.read(&mut chunk) {
            Ok(read @ 1..) => request.extend_from_slice(&chunk[..read]),
            _ => return None,
        }
    }
}

fn length_in(head: &str) -> usize {
    head.lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .and_then(|(_, value)| value.trim().parse().ok())
        .unwrap_or_default()
}
