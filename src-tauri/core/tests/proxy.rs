//! The proxy that is shown before sending is the one that is used: a real proxy on this computer records what it sees.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails; it has a clock"
)]

mod common;

use std::net::SocketAddr;

use common::{
    TIMEOUTS, exchange_through, findings, form_for, http, key_pair, moment, proxy_for_all, serve_once,
};
use countersign_core::diagnosis::Finding;
use countersign_core::history::without_secrets;
use countersign_core::http::{ProxySettings, ProxyShown, ProxySource};
use countersign_core::prepare::preview;
use countersign_core::token_exchange::ExchangeShown;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

const TOKEN: &[u8] = br#"{"access_token":"opaque-access-token","token_type":"Bearer"}"#;

/// A proxy for one connection: reads the first message, sends these bytes, and returns what it read.
async fn start_proxy(reply: &'static [u8]) -> (SocketAddr, JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let seen = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut seen = vec![0; 4096];
        let length = stream.read(&mut seen).await.unwrap();
        seen.truncate(length);
        stream.write_all(reply).await.unwrap();
        seen
    });
    (address, seen)
}

fn shown_before(proxies: &ProxySettings, url: &str) -> Option<ProxyShown> {
    preview(&form_for(url), &key_pair(), &moment(), proxies).proxy
}

async fn shown_after(proxies: &ProxySettings, url: &str) -> ExchangeShown {
    exchange_through(proxies, url, TIMEOUTS).await.shown()
}

#[tokio::test]
async fn an_unencrypted_request_goes_through_the_proxy_that_is_shown() {
    let (address, seen) = serve_once(async |mut stream| {
        stream.write_all(&http("200 OK", &[], TOKEN)).await.unwrap();
    })
    .await;
    let proxies = proxy_for_all(&format!("http://Aladdin:open%20sesame@{address}"));
    let url = "http://server.example/token";
    let source = ProxySource::Variable { name: "ALL_PROXY".into() };
    let expected = Some(ProxyShown { address: address.to_string(), source });

    assert_eq!(shown_before(&proxies, url), expected);
    let shown = shown_after(&proxies, url).await;
    assert_eq!(shown.proxy, expected);
    assert!(shown.token.is_some());
    let seen = String::from_utf8(seen.await.unwrap()).unwrap();
    assert!(seen.starts_with("POST http://server.example/token HTTP/1.1\r\n"), "{seen}");
    // Base64 of `Aladdin:open sesame`.
    let authorization = "proxy-authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n";
    assert!(seen.to_ascii_lowercase().contains(&authorization.to_ascii_lowercase()), "{seen}");

    let kept = serde_json::to_string(&without_secrets(&shown).unwrap()).unwrap();
    assert!(kept.contains(&address.to_string()), "the history names the proxy: {kept}");
    for secret in ["Aladdin", "sesame", "QWxhZGRpbjpvcGVuIHNlc2FtZQ"] {
        assert!(!kept.contains(secret), "{secret} is in {kept}");
    }
}

#[tokio::test]
async fn an_encrypted_request_asks_the_proxy_for_a_tunnel() {
    let (address, seen) = start_proxy(b"HTTP/1.1 503 Service Unavailable\r\n\r\n").await;
    let proxies = proxy_for_all(&format!("Aladdin:sesame@{address}"));
    let shown = shown_after(&proxies, "https://server.example/token").await;
    assert!(matches!(findings(&shown)[..], [Finding::ProxyFailed { .. }]), "{:?}", shown.findings);
    let seen = String::from_utf8(seen.await.unwrap()).unwrap();
    assert!(seen.starts_with("CONNECT server.example:443 HTTP/1.1\r\n"), "{seen}");
    assert!(seen.to_ascii_lowercase().contains("proxy-authorization: basic "), "{seen}");
    assert!(!seen.contains("client_assertion"), "the request itself is for the server alone");
}

#[tokio::test]
async fn a_socks_proxy_is_spoken_to_in_its_protocol() {
    // It accepts none of the methods that are offered (RFC 1928 section 3).
    let (address, seen) = start_proxy(&[5, 0xFF]).await;
    let proxies = proxy_for_all(&format!("socks5h://{address}"));
    let shown = shown_after(&proxies, "https://server.example/token").await;
    assert!(matches!(findings(&shown)[..], [Finding::ProxyFailed { .. }]), "{:?}", shown.findings);
    assert_eq!(shown.proxy.unwrap().address, format!("socks5h://{address}"));
    assert_eq!(seen.await.unwrap()[0], 5, "the version of the protocol");
}

#[tokio::test]
async fn a_proxy_with_an_unknown_name_is_not_mistaken_for_the_server() {
    for url in ["http://server.example/token", "https://server.example/token"] {
        let shown = shown_after(&proxy_for_all("http://proxy.invalid:8080"), url).await;
        assert!(matches!(findings(&shown)[..], [Finding::ProxyFailed { .. }]), "{:?}", shown.findings);
    }
}

#[tokio::test]
async fn what_is_for_this_computer_or_an_exception_is_sent_directly() {
    let (address, server) = serve_once(async |mut stream| {
        stream.write_all(&http("200 OK", &[], TOKEN)).await.unwrap();
    })
    .await;
    let url = format!("http://{address}/token");
    let proxies = proxy_for_all("http://proxy.invalid:8080");
    assert_eq!(shown_before(&proxies, &url), None);
    let shown = shown_after(&proxies, &url).await;
    assert_eq!((shown.proxy, shown.token.is_some()), (None, true));
    let seen = String::from_utf8(server.await.unwrap()).unwrap();
    assert!(seen.starts_with("POST /token HTTP/1.1\r\n"), "{seen}");

    let with_exception = ProxySettings::from_variables(|name| match name {
        "ALL_PROXY" => Some("http://proxy.invalid:8080".into()),
        "NO_PROXY" => Some("other.invalid:8443, .server.invalid:443".into()),
        _ => None,
    });
    for (url, is_direct) in
        [("https://login.server.invalid/token", true), ("https://other.invalid/token", false)]
    {
        assert_eq!(shown_before(&with_exception, url).is_none(), is_direct, "{url}");
        let shown = shown_after(&with_exception, url).await;
        assert_eq!(shown.proxy.is_none(), is_direct, "{url}");
        // Nothing has such a name: whose name was looked up says where the request went.
        let looked_up_server = matches!(findings(&shown)[..], [Finding::UnknownHost { .. }]);
        assert_eq!(looked_up_server, is_direct, "{:?}", shown.findings);
    }
}
