//! Odd responses and misbehaving servers: each has its own finding, and what was received is shown.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails; it has a clock"
)]

mod common;

use std::time::{Duration, Instant};

use common::{TIMEOUTS, answer_with, exchange_with, exchange_within, findings, http, serve_once};
use countersign_core::diagnosis::Finding;
use countersign_core::diagnosis::Verdict;
use countersign_core::http::{Connection, MAX_BODY_BYTES, ProxySettings, Timeouts};
use countersign_core::token_exchange::send;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio_util::sync::CancellationToken;

#[tokio::test]
async fn an_unknown_host_is_named() {
    let shown = exchange_with("https://no-such-host.invalid/token").await;
    assert_eq!(shown.verdict, Verdict::NoAnswer);
    assert_eq!(findings(&shown), [Finding::UnknownHost { host: "no-such-host.invalid".into() }]);
}

#[tokio::test]
async fn a_refused_connection_is_named() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let shown = exchange_with(&format!("http://{address}/token")).await;
    assert_eq!(findings(&shown), [Finding::ConnectionRefused { address: address.to_string() }]);
}

#[tokio::test]
async fn a_connection_timeout_and_a_response_timeout_are_told_apart() {
    let (address, _waiting) = full_listener().await;
    let timeouts = Timeouts { connect: 1, total: 30 };
    let exchange = exchange_within(&format!("http://{address}/token"), timeouts).await;
    assert_eq!(findings(&exchange.shown()), [Finding::ConnectTimeout { seconds: 1 }]);

    let timeouts = Timeouts { connect: 30, total: 10 };
    let exchange = exchange_within(&format!("http://{address}/token"), timeouts).await;
    assert_eq!(
        findings(&exchange.shown()),
        [Finding::ConnectTimeout { seconds: 10 }],
        "whichever is shorter"
    );

    let (address, _server) =
        serve_once(async |_stream| tokio::time::sleep(Duration::from_secs(30)).await).await;
    let timeouts = Timeouts { connect: 30, total: 3 };
    let exchange = exchange_within(&format!("http://{address}/token"), timeouts).await;
    assert_eq!(findings(&exchange.shown()), [Finding::AnswerTimeout { seconds: 3 }]);
    assert!((3000..15_000).contains(&exchange.http.duration_ms), "{}", exchange.http.duration_ms);
}

/// A listener whose queue is full: the system neither accepts nor refuses another connection.
async fn full_listener() -> (std::net::SocketAddr, (TcpListener, Vec<TcpStream>)) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut waiting = Vec::new();
    while let Ok(stream) = tokio::time::timeout(Duration::from_millis(300), TcpStream::connect(address)).await
    {
        waiting.push(stream.unwrap());
        assert!(waiting.len() < 64, "the queue never fills");
    }
    (address, (listener, waiting))
}

#[tokio::test]
async fn a_response_that_stops_in_the_middle_is_shown_as_far_as_it_was_received() {
    let shown =
        answer_with(b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"access_token\":\"ey".to_vec()).await;
    assert_eq!(shown.verdict, Verdict::NoAnswer);
    assert_eq!(findings(&shown), [Finding::ConnectionCut { received_bytes: 19 }]);
    let response = shown.response.unwrap();
    assert_eq!(response.status, 200);
    assert_eq!(response.body.bytes, 19);
    assert!(shown.token.is_none());
}

#[tokio::test]
async fn a_token_in_a_response_that_is_not_whole_is_no_token() {
    let (address, server) = serve_once(async |mut stream| {
        let body = "{\"access_token\":\"an-opaque-token\",\"token_type\":\"Bearer\"}";
        let response = format!("HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{body}");
        stream.write_all(response.as_bytes()).await.unwrap();
    })
    .await;
    let exchange = exchange_within(&format!("http://{address}/token"), TIMEOUTS).await;
    server.await.unwrap();
    assert_eq!((exchange.shown().verdict, exchange.shown().token), (Verdict::NoAnswer, None));
    assert_eq!(exchange.access_token(), None);
}

#[tokio::test]
async fn a_connection_closed_or_reset_without_a_response_is_a_cut() {
    for reset in [false, true] {
        let (address, server) = serve_once(async move |stream| {
            if reset {
                stream.set_zero_linger().unwrap();
            }
        })
        .await;
        let shown = exchange_with(&format!("http://{address}/token")).await;
        server.await.unwrap();
        assert_eq!(findings(&shown), [Finding::ConnectionCut { received_bytes: 0 }], "reset: {reset}");
        assert!(shown.response.is_none());
    }
}

#[tokio::test]
async fn a_huge_body_is_capped_and_shown_as_capped() {
    let shown = answer_with(http("200 OK", &[], &vec![b'x'; 50 << 20])).await;
    assert_eq!(findings(&shown), [Finding::BodyTooLarge { limit: 1 << 20 }]);
    let body = shown.response.unwrap().body;
    assert!(body.cut_off);
    assert_eq!(body.bytes as usize, MAX_BODY_BYTES);
    assert_eq!(body.text.len(), MAX_BODY_BYTES);
}

#[tokio::test]
async fn an_endless_body_ends_at_the_cap() {
    let (address, server) = serve_once(async |mut stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").await.unwrap();
        let chunk = [b"10000\r\n".as_slice(), &[b'{'; 0x10000], b"\r\n"].concat();
        while stream.write_all(&chunk).await.is_ok() {}
    })
    .await;
    let shown = exchange_with(&format!("http://{address}/token")).await;
    server.await.unwrap();
    assert_eq!(findings(&shown), [Finding::BodyTooLarge { limit: 1 << 20 }]);
}

#[tokio::test]
async fn a_body_that_trickles_for_ever_ends_with_the_time_allowed() {
    let (address, server) = serve_once(async |mut stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n").await.unwrap();
        while stream.write_all(b"{").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    })
    .await;
    let timeouts = Timeouts { connect: 30, total: 3 };
    let shown = exchange_within(&format!("http://{address}/token"), timeouts).await.shown();
    server.await.unwrap();
    assert_eq!(findings(&shown), [Finding::AnswerTimeout { seconds: 3 }]);
    assert!(shown.response.unwrap().body.bytes > 0);
}

#[tokio::test]
async fn a_response_that_is_not_a_token_response_is_named() {
    let html = b"<!DOCTYPE html>\n<html><head><title>Corporate proxy</title></head></html>";
    for (answer, expected) in [
        (http("204 No Content", &[], b""), Finding::EmptyBody),
        (http("200 OK", &[], b"  \n"), Finding::EmptyBody),
        (
            http("200 OK", &["server: corp/1"], html),
            Finding::HtmlInsteadOfJson {
                title: Some("Corporate proxy".into()),
                heading: None,
                has_login: false,
                server: Some("corp/1".into()),
            },
        ),
        (http("200 OK", &[], br#"{"hello":"world"}"#), Finding::JsonWithoutToken),
        (http("200 OK", &[], br#"{"access_token":""}"#), Finding::JsonWithoutToken),
        (http("200 OK", &[], br#"{"access_token":7}"#), Finding::JsonWithoutToken),
        (http("200 OK", &[], b"Welcome"), Finding::NotJson),
        (
            http("200 OK", &[], b"token=opaque-value"),
            Finding::TokenUnderOtherName { name: Some("token".into()) },
        ),
        (http("401 Unauthorized", &[], b"Locked"), Finding::ServerSays { words: "Locked".into() }),
        (http("404 Not Found", &[], b"{}"), Finding::NotATokenEndpoint { status: 404 }),
        (
            http("503 Service Unavailable", &[], b"busy"),
            Finding::ServerError { status: 503, retry_after: None, again_at: None },
        ),
    ] {
        let shown = answer_with(answer).await;
        assert_eq!(shown.verdict, Verdict::Refused);
        assert_eq!(findings(&shown)[0], expected);
    }
}

#[tokio::test]
async fn a_rate_limit_says_when_it_is_over_by_this_computers_clock() {
    let shown = answer_with(http("429 Too Many Requests", &["retry-after: 30"], b"{}")).await;
    let [Finding::TooManyRequests { retry_after, again_at }] = &findings(&shown)[..] else {
        panic!("{shown:?}")
    };
    assert_eq!(retry_after.as_deref(), Some("30"));
    let ended_at = shown.started_at.0 + i64::from(shown.duration_ms);
    assert_eq!(again_at.map(|again| again.0), Some(ended_at + 30_000));
}

#[tokio::test]
async fn a_refusal_shows_the_servers_words_status_and_body() {
    let body = br#"{"error_description":"JWT is not valid","error":"invalid_client"}"#;
    let shown = answer_with(http("401 Unauthorized", &["www-authenticate: Basic"], body)).await;
    assert_eq!(shown.verdict, Verdict::Refused);
    // Without the server's time, a clock can be the cause, too.
    assert_eq!(findings(&shown), [Finding::JwtNotAccepted, Finding::JwtTimeNotAccepted]);
    let response = shown.response.unwrap();
    assert_eq!(response.error.as_deref(), Some("invalid_client"));
    assert_eq!(response.error_description.as_deref(), Some("JWT is not valid"));
    assert_eq!(response.body.text.as_bytes(), body);
    assert!(response.headers.iter().any(|h| h.name == "www-authenticate" && h.value == "Basic"));
}

#[tokio::test]
async fn another_charset_is_read_and_named() {
    let body = b"{\"error\":\"invalid_client\",\"error_description\":\"M\xfcller is locked \x80\"}";
    let shown = answer_with(http("400 Bad Request", &["content-type: application/json"], body)).await;
    let charset = Finding::InvalidUtf8 { charset: Some("windows-1252".into()) };
    assert_eq!(findings(&shown), [Finding::InvalidClient, charset]);
    let response = shown.response.unwrap();
    assert_eq!(response.error_description.as_deref(), Some("Müller is locked €"));
    assert!(response.body.json);
    let shown = answer_with(http("200 OK", &[], b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff")).await;
    assert_eq!(findings(&shown), [Finding::InvalidUtf8 { charset: None }]);
}

#[tokio::test]
async fn a_token_beside_bytes_of_another_charset_is_a_token() {
    let body = b"{\"access_token\":\"abc.def.ghi\",\"name\":\"M\xfcller\",\"token_type\":\"Bearer\"}";
    let shown = answer_with(http("200 OK", &[], body)).await;
    assert_eq!(shown.verdict, Verdict::TokenReceived);
    assert_eq!(findings(&shown), [Finding::InvalidUtf8 { charset: Some("windows-1252".into()) }]);
}

#[tokio::test]
async fn a_body_that_is_compressed_though_nobody_asked_is_read() {
    let token = "opaque-access-token-0123456789";
    let body = format!("{{\"access_token\":\"{token}\",\"token_type\":\"Bearer\"}}");
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut encoder, body.as_bytes()).unwrap();
    let packed = encoder.finish().unwrap();
    let shown = answer_with(http("200 OK", &["content-encoding: gzip"], &packed)).await;
    assert_eq!((shown.verdict, findings(&shown).len()), (Verdict::TokenReceived, 0));
    let text = shown.response.unwrap().body.text;
    assert!(text.contains("access_token") && !text.contains(token), "{text}");

    let shown = answer_with(http("200 OK", &["content-encoding: br"], b"\x8b\x0b\x80{\xff")).await;
    assert_eq!(findings(&shown), [Finding::Compressed { coding: "br".into() }]);
}

#[tokio::test]
async fn a_token_under_another_name_is_named_and_hidden_everywhere() {
    let token = "opaque-secret-value-123456789";
    let named = |body: String| async move {
        let body = http("200 OK", &[&format!("x-echo: {token}")], body.as_bytes());
        let shown = answer_with(body).await;
        let json = serde_json::to_string(&shown).unwrap();
        assert!(!json.contains(token), "{json}");
        findings(&shown).remove(0)
    };
    for (body, name) in [
        (format!("{{\"accessToken\":\"{token}\",\"expiresIn\":3600}}"), Some("accessToken")),
        (format!("{{\"data\":{{\"access_token\":\"{token}\"}}}}"), Some("data.access_token")),
        (format!("{{\"token\":\"{token}\",\"echo\":\"{token}\"}}"), Some("token")),
        (format!("access_token={token}&token_type=bearer"), Some("access_token")),
    ] {
        let expected = Finding::TokenUnderOtherName { name: name.map(str::to_owned) };
        assert_eq!(named(body.clone()).await, expected, "{body}");
    }
    // A word alone may be a token, and nothing says so.
    assert_eq!(named(token.to_owned()).await, Finding::NotJson);
}

#[tokio::test]
async fn a_response_that_is_not_http_is_named() {
    let shown = answer_with(b"SSH-2.0-OpenSSH_9.6\r\n\r\n".to_vec()).await;
    assert!(matches!(findings(&shown)[..], [Finding::NotHttp { .. }]), "{:?}", findings(&shown));
}

#[tokio::test]
async fn a_byte_order_mark_does_not_hide_a_token() {
    let body = b"\xEF\xBB\xBF{\"access_token\":\"opaque-access-token\"}";
    assert_eq!(answer_with(http("200 OK", &[], body)).await.verdict, Verdict::TokenReceived);
}

#[tokio::test]
async fn a_cancelled_request_ends_at_once() {
    let (address, _server) =
        serve_once(async |_stream| tokio::time::sleep(Duration::from_secs(30)).await).await;
    let request = common::request_to(&format!("http://{address}/token"));
    let cancelled = CancellationToken::new();
    let from_outside = cancelled.clone();
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(100)).await;
        from_outside.cancel();
    });
    let clock = common::TestClock(Instant::now());
    let connection = Connection::to(request.url(), TIMEOUTS, &ProxySettings::default());
    let outcome = send(connection, request, &clock, &cancelled).await;
    assert!(outcome.is_none());
    assert!(clock.0.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_broken_transfer_encoding_is_not_called_a_cut() {
    let shown = answer_with(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n".to_vec()).await;
    assert!(matches!(findings(&shown)[..], [Finding::NotHttp { .. }]), "{:?}", findings(&shown));
}

#[tokio::test]
async fn a_proxy_that_refuses_the_request_is_not_mistaken_for_the_server() {
    for (answer, wants_a_password) in
        [("407 Proxy Authentication Required", true), ("502 Bad Gateway", false)]
    {
        let (proxy, server) = serve_proxy_once(answer).await;
        let proxies = common::proxy_for_all(&format!("http://{proxy}"));
        let url = "https://server.example/token";
        let exchange = common::exchange_through(&proxies, url, TIMEOUTS).await;
        let found = findings(&exchange.shown());
        assert_eq!(found == [Finding::ProxyAuthentication], wants_a_password, "{found:?}");
        assert_eq!(matches!(found[..], [Finding::ProxyFailed { .. }]), !wants_a_password, "{found:?}");
        server.await.unwrap();
    }
}

/// Such a request goes to the proxy itself, without a tunnel whose failure would show it.
#[tokio::test]
async fn a_missing_proxy_is_not_mistaken_for_the_server_of_an_unencrypted_request() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    for (server, through_proxy) in
        [("http://server.example:8081/token", true), ("http://127.0.0.1:1/token", false)]
    {
        let proxies = common::proxy_for_all(&format!("http://{closed}"));
        let exchange = common::exchange_through(&proxies, server, TIMEOUTS).await;
        let found = findings(&exchange.shown());
        let [only] = &found[..] else { panic!("{found:?}") };
        assert_eq!(matches!(only, Finding::ProxyFailed { .. }), through_proxy, "{only:?}");
        assert_eq!(matches!(only, Finding::ConnectionRefused { .. }), !through_proxy, "{only:?}");
    }
}

/// A proxy that responds to one CONNECT with this status.
async fn serve_proxy_once(status: &'static str) -> (std::net::SocketAddr, tokio::task::JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = [0; 1024];
        let read = stream.read(&mut request).await.unwrap();
        assert!(request[..read].starts_with(b"CONNECT server.example:443 "));
        stream.write_all(format!("HTTP/1.1 {status}\r\n\r\n").as_bytes()).await.unwrap();
    });
    (address, server)
}

/// Each is a mebibyte that takes minutes if the work grows with the square of it.
#[tokio::test]
async fn what_is_made_to_keep_a_reader_busy_is_read_once() {
    let fill = |piece: &str| piece.repeat(MAX_BODY_BYTES / piece.len() - 100);
    let said = |words: String| format!("{{\"error\":\"invalid_client\",\"error_description\":\"{words}\"}}");
    let members: Vec<String> = (0..70_000).map(|number| format!("\"m{number}\":1")).collect();
    for body in [
        said(fill("(e.g")),
        said(fill("(e.g)")),
        said(fill("the request is missing a required parameter includes ")),
        said(fill("aA")),
        format!("<html>{}", fill("<h1>")),
        format!("<html>{}", fill("<title")),
        format!("<html>{}", fill("<!--")),
        format!("<a{}><b>c</b>", fill("a")),
        format!("[{}0]", fill("[],")),
        format!("{{\"{}\":{{{}}}}}", "a".repeat(100_000), members.join(",")),
    ] {
        let shown = answer_with(http("400 Bad Request", &[], body.as_bytes())).await;
        assert_eq!(shown.verdict, Verdict::Refused);
    }
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut encoder, &vec![b' '; MAX_BODY_BYTES]).unwrap();
    let codings = format!("content-encoding: {}", ["gzip"; 5000].join(","));
    let shown = answer_with(http("200 OK", &[&codings], &encoder.finish().unwrap())).await;
    assert!(matches!(findings(&shown)[..], [Finding::Compressed { .. }]), "{:?}", findings(&shown));
}
