//! The requests byte for byte: they only read, and what the window shows is what is sent, but for the token.

use countersign_core::api_trial::{ApiPlaces, TrialVerdict, TriedApi};
use countersign_core::http::USER_AGENT;

use crate::answering::{CLIENT_ID, TOKEN, http, serve, token, try_at};

async fn sent(api: TriedApi, places: ApiPlaces, status: &str, body: &str) -> (String, String) {
    let (address, served) = serve(http(status, &[], body)).await;
    let places = ApiPlaces { other_url: places.other_url.replace("HOST", &address.to_string()), ..places };
    let shown = try_at(address, api, &places, token(&["mail"])).await.shown();
    assert_eq!(shown.verdict, TrialVerdict::Opens, "{:?}", shown.findings);
    let wire = served.await.unwrap();
    let path = shown.sent.url.strip_prefix(&format!("http://{address}")).unwrap();
    let headers: String =
        shown.sent.headers.iter().map(|header| format!("{}: {}\r\n", header.name, header.value)).collect();
    let as_shown = format!("{} {path} HTTP/1.1\r\n{headers}\r\n", shown.sent.method);
    assert_eq!(wire.replace(TOKEN, "…"), as_shown, "shown as it is sent, without the token");
    (wire.replace(&address.to_string(), "HOST"), shown.sent.url)
}

fn request(line: &str, accept: &str, more: &str) -> String {
    format!(
        "{line} HTTP/1.1\r\naccept: {accept}\r\nauthorization: Bearer {TOKEN}\r\nuser-agent: {USER_AGENT}\r\n{more}\
         host: HOST\r\n\r\n"
    )
}

#[tokio::test]
async fn each_request_is_exactly_this() {
    let (wire, _) = sent(TriedApi::Scapi, ApiPlaces::default(), "200 OK", "{}").await;
    let path = "GET /dx/scapi-schemas/v1/organizations/f_ecom_zzte_053/schemas";
    assert_eq!(wire, request(path, "application/json", ""));

    let (wire, _) = sent(TriedApi::Ocapi, ApiPlaces::default(), "200 OK", "{}").await;
    let path = "GET /s/-/dw/data/v24_5/sites?select=(data.(id))&count=1";
    assert_eq!(wire, request(path, "application/json", &format!("x-dw-client-id: {CLIENT_ID}\r\n")));

    let (wire, _) = sent(TriedApi::WebDav, ApiPlaces::default(), "207 Multi-Status", "<a/>").await;
    let path = "PROPFIND /on/demandware.servlet/webdav/Sites/Impex";
    assert_eq!(wire, request(path, "*/*", "depth: 0\r\n"));

    let other = ApiPlaces { other_url: " http://HOST/own/path?a=b%20c#part ".into(), ..ApiPlaces::default() };
    let (wire, _) = sent(TriedApi::Other, other, "204 No Content", "").await;
    assert_eq!(wire, request("GET /own/path?a=b%20c", "*/*", ""));
}

#[tokio::test]
async fn what_was_typed_is_what_is_requested() {
    let places = ApiPlaces {
        organization: "https://x.example/organizations/f_ecom_abcd_001/x".into(),
        scapi_scope: "sfcc.catalogs".into(),
        ocapi_version: "23.2".into(),
        ..ApiPlaces::default()
    };
    let (wire, _) = sent(TriedApi::Scapi, places.clone(), "200 OK", "[]").await;
    assert!(
        wire.starts_with("GET /product/catalogs/v1/organizations/f_ecom_abcd_001/catalogs?limit=1 "),
        "{wire}"
    );
    let (wire, _) = sent(TriedApi::Ocapi, places, "200 OK", "{}").await;
    assert!(wire.starts_with("GET /s/-/dw/data/v23_2/sites?"), "{wire}");
}
