//! The server on loopback: who can reach it, its limits, and that no input can stop it.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, UdpSocket};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use countersign_core::practice::{Limits, PREFERRED_PORT, PracticeServer};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::attempt::{FORM, TOKEN_PATH, manager};
use crate::common::TestClock;
use crate::credential::{Moments, start};

fn socket_of(server: &PracticeServer) -> SocketAddr {
    server.address().authority().parse().unwrap()
}

/// Sends these bytes and reads until the server closes the connection.
async fn say(server: &PracticeServer, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(socket_of(server)).await.unwrap();
    // A server may close the connection before it has read everything.
    drop(stream.write_all(bytes).await);
    let mut heard = Vec::new();
    drop(
        tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut heard)).await.expect("it ends"),
    );
    String::from_utf8_lossy(&heard).into_owned()
}

fn request(host: &str, more: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "POST {TOKEN_PATH} HTTP/1.1\r\nhost: {host}\r\ncontent-type: {FORM}\r\nconnection: close\r\n{more}content-length: {length}\r\n\r\n{body}"
    )
}

#[tokio::test]
async fn it_responds_with_its_own_date_and_no_store() {
    let (server, _) = start(Limits::default()).await;
    let host = server.address().authority();
    let heard = say(&server, request(&host, "", "").as_bytes()).await;
    assert!(heard.starts_with("HTTP/1.1 400 "), "{heard}");
    // The test's clock says November 2026.
    assert!(heard.contains("date: Mon, 23 Nov 2026 "), "{heard}");
    assert_eq!(heard.matches("date: ").count(), 1);
    assert!(heard.contains("cache-control: no-store"));
    assert!(heard.ends_with(
        r#"{"error":"invalid_request","error_description":"Missing form parameter: grant_type"}"#
    ));
}

#[tokio::test]
async fn it_cannot_be_reached_at_another_address_of_this_computer() {
    let (server, _) = start(Limits::default()).await;
    let port = socket_of(&server).port();
    // This sends no packet. The system only says which local address it would use.
    let probe = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).unwrap();
    let outside = probe.connect("192.0.2.1:9").and_then(|()| probe.local_addr()).map(|address| address.ip());
    let outside = outside.unwrap_or(IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2)));
    assert_ne!(outside, IpAddr::V4(Ipv4Addr::LOCALHOST));
    let reached = tokio::time::timeout(Duration::from_secs(5), TcpStream::connect((outside, port))).await;
    assert!(!matches!(reached, Ok(Ok(_))), "reached at {outside}");
    assert!(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_ok());
}

#[tokio::test]
async fn a_request_for_another_host_or_from_a_web_page_is_refused() {
    let (server, _) = start(Limits::default()).await;
    let host = server.address().authority();
    let port = socket_of(&server).port();
    for (host, more, status) in [
        ("attacker.example", "", 421),
        (&*format!("attacker.example:{port}"), "", 421),
        ("127.0.0.1", "", 421),
        (&*host, "origin: https://attacker.example\r\n", 403),
        (&*host, "origin: null\r\n", 403),
        (&*host, "sec-fetch-site: cross-site\r\n", 403),
        (&*host, "sec-fetch-site: same-site\r\n", 403),
        (&*host, "sec-fetch-site: something-new\r\n", 403),
        (&*host, "sec-fetch-site: same-origin\r\n", 400),
        (&*host, "sec-fetch-site: none\r\n", 400),
        (&*format!("localhost:{port}"), "", 400),
        (&*host, &*format!("origin: http://{host}\r\n"), 400),
    ] {
        let heard = say(&server, request(host, more, "").as_bytes()).await;
        assert!(heard.starts_with(&format!("HTTP/1.1 {status} ")), "{host} {more}: {heard}");
        assert_eq!(heard.contains("grant_type"), status == 400, "{host} {more}: {heard}");
    }
    let url = request(&host, "", "").replace(TOKEN_PATH, &format!("http://attacker.example{TOKEN_PATH}"));
    let heard = say(&server, url.as_bytes()).await;
    assert!(heard.starts_with("HTTP/1.1 421 "), "{heard}");
}

#[tokio::test]
async fn a_request_that_two_readers_could_read_in_two_ways_is_refused() {
    let (server, _) = start(Limits::default()).await;
    let host = server.address().authority();
    for twice in [
        &*format!("host: {host}\r\n"),
        "host: attacker.example\r\n",
        "content-type: text/plain\r\n",
        "authorization: Basic aTph\r\nauthorization: Basic aTpi\r\n",
        "sec-fetch-site: none\r\nsec-fetch-site: cross-site\r\n",
    ] {
        let heard = say(&server, request(&host, twice, "").as_bytes()).await;
        assert!(heard.starts_with("HTTP/1.1 400 ") && !heard.contains("grant_type"), "{twice}: {heard}");
    }
    let without_host = request(&host, "", "").replace(&format!("host: {host}\r\n"), "");
    let heard = say(&server, without_host.as_bytes()).await;
    assert!(heard.starts_with("HTTP/1.1 400 ") && !heard.contains("grant_type"), "{heard}");
}

#[tokio::test]
async fn a_request_that_is_too_large_is_refused_and_a_slow_one_is_dropped() {
    let limits = Limits::default();
    let (server, _) = start(limits).await;
    let host = server.address().authority();
    let large = say(&server, request(&host, "", &"x".repeat(limits.body + 1)).as_bytes()).await;
    assert!(large.starts_with("HTTP/1.1 413 "), "{large}");
    let heads = format!("x: {}\r\n", "y".repeat(limits.head));
    let large = say(&server, request(&host, &heads, "").as_bytes()).await;
    assert!(large.starts_with("HTTP/1.1 431 ") || large.is_empty(), "{large}");
    let many = "x: y\r\n".repeat(limits.headers + 1);
    let large = say(&server, request(&host, &many, "").as_bytes()).await;
    assert!(large.starts_with("HTTP/1.1 431 "), "{large}");

    let limits = Limits { patience: Duration::from_millis(300), ..Limits::default() };
    let (server, _) = start(limits).await;
    let host = server.address().authority();
    let began = Instant::now();
    let unfinished = request(&host, "", "").replace("content-length: 0", "content-length: 5");
    let slow = say(&server, unfinished.as_bytes()).await;
    assert!(slow.starts_with("HTTP/1.1 408 "), "{slow}");
    say(&server, b"POST /dwsso").await;
    say(&server, b"").await;
    assert!(began.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn invalid_input_never_stops_it() {
    let limits = Limits { patience: Duration::from_millis(300), ..Limits::default() };
    let (server, _) = start(limits).await;
    let host = server.address().authority();
    let long = "a".repeat(8000);
    for body in [
        "client_assertion_type=%%%&=&&&==&client_assertion=....",
        "grant_type=client_credentials&client_id=%00%ff%fe",
        &*format!("grant_type={long}"),
        &*format!("grant_type=client_credentials&scope={long}&client_id=x&client_secret={long}"),
    ] {
        let heard = say(&server, request(&host, "authorization: Basic ////\r\n", body).as_bytes()).await;
        assert!(heard.starts_with("HTTP/1.1 4"), "{heard}");
    }
    for bytes in [&b"\x16\x03\x01\x02\x00"[..], b"GET / HTTP/0.9\r\n\r\n", b"\r\n\r\n\r\n", &[0; 512]] {
        say(&server, bytes).await;
    }
    let heard = say(&server, request(&host, "", "").as_bytes()).await;
    assert!(heard.starts_with("HTTP/1.1 400 "), "{heard}");
}

/// Patience that no test waits for.
const PATIENT: Limits = Limits {
    body: 64 * 1024,
    head: 16 * 1024,
    headers: 64,
    connections: 64,
    patience: Duration::from_secs(3600),
    late: Duration::from_secs(3600),
};

/// Reads from each until the server has closed this many.
async fn wait_until_closed(streams: &mut [TcpStream], count: usize) {
    let closed = async |stream: &mut TcpStream| matches!(stream.read(&mut [0]).await, Ok(0) | Err(_));
    for stream in &mut streams[..count] {
        let closed = tokio::time::timeout(Duration::from_secs(20), closed(stream)).await;
        assert_eq!(closed, Ok(true));
    }
}

#[tokio::test]
async fn slow_clients_do_not_keep_others_out() {
    let (server, _) = start(PATIENT).await;
    let host = server.address().authority();
    let beginning = request(&host, "", "").replace("content-length: 0", "content-length: 5");
    // Nothing, half a line, half a head, a head without its body.
    let beginnings = ["", "POST /dw", "POST /dwsso HTTP/1.1\r\nhost: ", &beginning];
    let mut slow = Vec::new();
    for number in 0..3 * PATIENT.connections {
        let mut stream = TcpStream::connect(socket_of(&server)).await.unwrap();
        stream.write_all(beginnings[number % beginnings.len()].as_bytes()).await.unwrap();
        slow.push(stream);
        if number % 16 == 15 {
            let heard = say(&server, request(&host, "", "").as_bytes()).await;
            assert!(heard.starts_with("HTTP/1.1 400 "), "after {number} slow ones: {heard}");
        }
    }
    wait_until_closed(&mut slow, 2 * PATIENT.connections).await;
}

#[tokio::test]
async fn a_stopped_server_has_closed_its_port_and_its_connections() {
    let (server, _) = start(Limits::default()).await;
    let at = socket_of(&server);
    let mut open = TcpStream::connect(at).await.unwrap();
    open.write_all(b"POST /dw").await.unwrap();
    server.stop().await;
    assert!(TcpStream::connect(at).await.is_err());
    let ended = tokio::time::timeout(Duration::from_secs(5), open.read(&mut [0])).await.unwrap();
    assert!(matches!(ended, Ok(0) | Err(_)));
}

#[tokio::test]
async fn it_uses_its_usual_port_if_free_and_another_one_if_not() {
    let usual = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = usual.local_addr().unwrap().port();
    let start = || {
        let moments = Arc::new(Moments(TestClock(Instant::now())));
        PracticeServer::start_at(port, Arc::new(Mutex::new(manager())), moments, Limits::default())
    };
    let elsewhere = start().await.unwrap();
    assert_ne!(socket_of(&elsewhere).port(), port);
    drop(usual);
    let server = start().await.unwrap();
    assert_eq!(socket_of(&server).port(), port);
    assert_eq!(PREFERRED_PORT, 4443);
}
