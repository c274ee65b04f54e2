//! A secret that is known is nowhere, in whatever spelling a server repeats it: not in what the window shows before the
//! person asks for it, not in the history, and not in a comparison.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use countersign_core::history::without_secrets;
use countersign_core::http::NameValue;
use countersign_core::token_exchange::{ExchangeShown, TokenExchange};
use proptest::prelude::*;
use serde_json::json;

use crate::common::{add, all_bytes, exchange, new_store, open};
use crate::every_spelling::{
    CLIENT_SECRET, OPAQUE, SPELLINGS, Spell, bytes, form, in_json, mixed, named_entities, units,
};
use crate::readings::says;
use crate::search::Canaries;

/// Puts a spelled secret into a response.
type Place = fn(&mut Answer, &str);

struct Answer {
    status: u16,
    headers: Vec<NameValue>,
    /// Members of the JSON body beside the token.
    members: serde_json::Map<String, serde_json::Value>,
    /// The body, if it is not that.
    body: Option<String>,
}

impl Answer {
    fn refused(&mut self, name: &str, text: &str) {
        self.status = 400;
        self.members.insert(name.into(), text.into());
    }

    fn header(&mut self, name: &str, value: &str) {
        self.headers.push(NameValue::new(name, value));
    }
}

#[rustfmt::skip]
const PLACES: &[(&str, Place)] = &[
    ("a member", |a, s| drop(a.members.insert("note".into(), s.into()))),
    ("the name of a member", |a, s| drop(a.members.insert(s.into(), 1.into()))),
    ("a fault's message", |a, s| drop(a.members.insert("fault".into(), json!({"type": "InvalidAccessTokenException", "message": format!("Unauthorized request! The access token '{s}' is invalid.")})))),
    ("the error", |a, s| a.refused("error", s)),
    ("the description", |a, s| a.refused("error_description", &format!("failed for {s} today"))),
    ("the message of an error object", |a, s| { a.status = 401; drop(a.members.insert("error".into(), json!({"code": 401, "message": s}))) }),
    ("the scope", |a, s| drop(a.members.insert("scope".into(), s.into()))),
    ("the token type", |a, s| drop(a.members.insert("token_type".into(), s.into()))),
    ("a header", |a, s| a.header("x-debug", s)),
    ("a cookie", |a, s| a.header("set-cookie", &format!("session={s}; Path=/"))),
    ("two headers", |a, s| {
        let half = (s.len() / 2..s.len()).find(|at| s.is_char_boundary(*at)).unwrap();
        a.header("x-first", &s[..half]);
        a.header("x-second", &s[half..]);
    }),
    ("the address of a redirect", |a, s| { a.status = 302; a.header("location", &format!("https://server.example/?a={s}")) }),
    ("when to try again", |a, s| { a.status = 429; a.header("retry-after", s) }),
    ("the title of a page", |a, s| { a.status = 200; a.body = Some(format!("<html><title>Seen: {s}</title></html>")) }),
    ("a text", |a, s| { a.status = 400; a.body = Some(format!("before {s} after")) }),
    ("a text, truncated", |a, s| { a.status = 400; a.body = Some(format!("{{\"note\":\"{s}")) }),
];

/// The exchange in which a server grants this token and repeats what a place has.
fn answered(members: serde_json::Value, place: Place, spelled: &str) -> TokenExchange {
    let members = members.as_object().unwrap().clone();
    let mut answer = Answer { status: 200, headers: Vec::new(), members, body: None };
    place(&mut answer, spelled);
    let body = answer.body.unwrap_or_else(|| serde_json::Value::Object(answer.members).to_string());
    let mut exchange = exchange(0, "mail", answer.status, &body);
    exchange.http.response.as_mut().unwrap().headers.extend(answer.headers);
    exchange
}

/// Every text that was received, as the window shows it, without what was sent: the person typed that.
fn received(shown: &ExchangeShown) -> String {
    let mut all = serde_json::to_value(shown).unwrap();
    all["sent"] = serde_json::Value::Null;
    let mut texts = Vec::new();
    collect(&all, &mut texts);
    texts.join("\n")
}

fn collect(value: &serde_json::Value, texts: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => texts.push(text.clone()),
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, texts)),
        serde_json::Value::Object(members) => members.values().for_each(|member| collect(member, texts)),
        _ => {}
    }
}

#[test]
fn a_token_is_hidden_in_every_spelling_at_every_place() {
    let (folder, store) = new_store();
    let id = add(&store, "a");
    let mut recorded = Vec::new();
    for (spelling, spell) in SPELLINGS {
        for (name, place) in PLACES {
            let mut exchange =
                answered(json!({"access_token": OPAQUE, "stays": "as it is"}), *place, &spell(OPAQUE));
            let headers = &mut exchange.http.response.as_mut().unwrap().headers;
            // Known even where the body has no token.
            headers.push(NameValue::new("x-access-token", OPAQUE));
            let shown = exchange.shown();
            assert!(!says(&received(&shown), OPAQUE), "{spelling}, {name}: {}", received(&shown));
            let attempt = store.record_attempt(id, &shown).unwrap();
            let kept = store.attempt(attempt).unwrap().exchange;
            assert_eq!(received(&kept), received(&shown), "{spelling}, {name}");
            recorded.push(attempt);
        }
    }
    for pair in recorded.windows(2) {
        let compared = serde_json::to_string(&store.compare_attempts(pair[0], pair[1]).unwrap()).unwrap();
        assert!(!says(&compared, OPAQUE), "{compared}");
    }
    drop(store);
    drop(open(folder.path()));
    let stored = all_bytes(folder.path());
    assert!(String::from_utf8_lossy(&stored).contains("as it is"));
    Canaries::new([("the token", OPAQUE)]).assert_not_in("the data folder", &stored);
}

#[test]
fn the_assertion_that_a_server_repeats_cannot_be_used() {
    for (spelling, spell) in SPELLINGS {
        for (name, place) in PLACES {
            let sent = exchange(0, "mail", 200, "").request.sent();
            let assertion = &sent.form.iter().find(|field| field.name == "client_assertion").unwrap().value;
            let signature = assertion.rsplit('.').next().unwrap();
            let shown = answered(json!({"error": "invalid_client"}), *place, &spell(assertion)).shown();
            assert!(!says(&received(&shown), signature), "{spelling}, {name}: {}", received(&shown));
            let kept = without_secrets(&shown).unwrap();
            assert_eq!(received(&kept), received(&shown), "{spelling}, {name}");
            let sent = serde_json::to_string(&kept.sent).unwrap();
            assert!(!sent.contains(signature), "{sent}");
        }
    }
}

/// As other client authentication methods send it.
#[test]
fn a_client_secret_that_a_server_repeats_is_not_stored() {
    let basic = format!("Basic {}", STANDARD.encode(format!("id:{}", form(CLIENT_SECRET))));
    let sends: [fn(&mut ExchangeShown, String); 3] = [
        |shown, _| shown.sent.form.push(NameValue::new("client_secret", CLIENT_SECRET)),
        |shown, basic| shown.sent.headers.push(NameValue::new("Authorization", basic)),
        |shown, _| shown.sent.url += &format!("?client_secret={}", form(CLIENT_SECRET)),
    ];
    for (spelling, spell) in SPELLINGS {
        for send in sends {
            let mut shown = answered(json!({"message": "…"}), PLACES[0].1, "").shown();
            send(&mut shown, basic.clone());
            shown.sent.body += &format!("&client_secret={}", spell(CLIENT_SECRET));
            shown.response.as_mut().unwrap().body.text += &format!("<p>{}</p>", spell(CLIENT_SECRET));
            let kept = serde_json::to_string(&without_secrets(&shown).unwrap()).unwrap();
            assert!(!says(&kept, CLIENT_SECRET), "{spelling}: {kept}");
        }
    }
}

#[test]
fn a_token_is_known_whatever_it_is_called_and_however_its_name_is_spelled() {
    let known = r#""accessToken":"VALUE","#;
    for body in [
        r#"{"acce\u0073s_token":"VALUE","message":"VALUE"}"#,
        r#"{"token":"VALUE","message":"VALUE"}"#,
        r#"{"data":{"access_token":"VALUE"},"message":"VALUE"}"#,
        r#"{"ACCESS-TOKEN":"VALUE","message":"VALUE"}"#,
        r#"[{"refreshToken":"VALUE"},"VALUE"]"#,
        r#"{"tokens":["VALUE"],"message":"VALUE"}"#,
        r#"{"token":{"type":"Bearer","value":"VALUE"},"message":"VALUE"}"#,
        r#"{"access_token":"first","access_token":"VALUE"}"#,
        r#"{"access_token":"VALUE","access_token":"last","message":"VALUE"}"#,
        r#"{"upstream":"{\"access_token\":\"VALUE\"}","message":"VALUE"}"#,
        r#"{"fault":{"arguments":{"accessToken":"VALUE"},"message":"The token VALUE has expired."}}"#,
        r#"{"fault":{"message":"Unauthorized request! The access token 'VALUE' is invalid."}}"#,
        r#"{"detail":"Bearer VALUE was refused"}"#,
        "access_token=VALUE&token_type=bearer",
        "<html><input type='hidden' name='access_token' value='VALUE'>VALUE</html>",
        "<answer><access_token>VALUE</access_token><note>VALUE</note></answer>",
        r#"{"access_token":"VALUE"#,
        r#"{"message":"x","id_token" : "VALUE"#,
        "access%5Ftoken%3DVALUE%26a=b",
    ] {
        let token = "0f8d6a2c-9b1e-opaque";
        let exchange = exchange(0, "mail", 400, &body.replace("VALUE", token));
        let shown = exchange.shown();
        assert!(!says(&received(&shown), token), "{body}: {}", received(&shown));
        assert!(shown.response.unwrap().body.shortened, "{body}");
    }
    let cookie = |mut exchange: TokenExchange| {
        let headers = &mut exchange.http.response.as_mut().unwrap().headers;
        headers.push(NameValue::new("Set-Cookie", "dwsid=0f8d6a2c-9b1e-opaque; Path=/; HttpOnly"));
        received(&exchange.shown())
    };
    let shown =
        cookie(exchange(0, "mail", 400, &known.replace("VALUE", "the session is 0f8d6a2c-9b1e-opaque")));
    assert!(!shown.contains("9b1e-opaque") && shown.contains("dwsid=…"), "{shown}");
}

#[test]
fn a_jwt_is_shortened_in_every_spelling_even_if_nothing_says_that_it_is_a_token() {
    let signature = "c2lnbmF0dXJlLXRoYXQtb3BlbnMtZG9vcnM";
    let jwt = format!("eyJhbGciOiJSUzI1NiIsImtpZCI6IkR3VCJ9.eyJjbGllbnRfaWQiOiJpZCJ9.{signature}");
    for (spelling, spell) in SPELLINGS.iter().filter(|(name, _)| *name != "in lines") {
        for spelled in [spell(&jwt), spell(&jwt).replace('.', "\\u002e"), spell(&jwt.replace('.', "\\u002E"))]
        {
            let shown = exchange(0, "mail", 400, &format!(r#"{{"note":"{spelled}"}}"#)).shown();
            assert!(!says(&received(&shown), signature), "{spelling}: {}", received(&shown));
        }
    }
}

#[test]
fn what_is_no_secret_stays_readable() {
    for body in [
        r#"{"error":"invalid_token","error_description":"Token is not active"}"#,
        r#"{"error":"invalid_client","error_description":"Token jti claim is required"}"#,
        r#"{"error":"invalid_scope","error_description":"Unknown/invalid tenant scope: SALESFORCE_COMMERCE_API:abcd_prd"}"#,
        r#"{"error":"unauthorized_client","error_description":"Client not allowed to use Client Credentials grant"}"#,
        r#"{"token_endpoint":"https://account.demandware.com:443/dwsso/oauth2/access_token","grant_types_supported":["client_credentials","password"]}"#,
        r#"{"token_type":"Bearer","expires_in":1799,"refresh_token_expires_in":0,"not-before-policy":0}"#,
        r#"{"client_id":"1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15","code":"invalid_client","trace":"0af7651916cd43dd8448eb211c80319c"}"#,
        "POST /dwsso/oauth2/access_token HTTP/1.1 failed: 100% of &quot;tries&quot;, see C:\\users\\new",
        "<html><title>Invalid token</title><p>Your password expired.</p></html>",
    ] {
        let exchange = exchange(0, "mail", 400, body);
        let shown = exchange.shown().response.unwrap();
        assert_eq!((shown.body.text.as_str(), shown.body.shortened), (body, false));
    }
}

#[test]
fn what_is_hidden_says_what_it_was_and_leaves_the_rest() {
    let text = |body: &str| exchange(0, "mail", 400, body).shown().response.unwrap().body.text;
    assert_eq!(
        text(r#"{"a":"{\"access_token\":\"0f8d6a2c-very-secret\",\"n\":1}","b":2}"#),
        r#"{"a":"{\"access_token\":\"0f8d…\",\"n\":1}","b":2}"#
    );
    assert_eq!(
        text(r#"{"access_token":"0f8d6a2c-very-secret","note":"%30f8d6a2c%2Dvery%2Dsecret!"}"#),
        r#"{"access_token":"0f8d…","note":"0f8d…!"}"#
    );
    assert_eq!(text(r#"{"password":"0f8d6a2c-very-secret"}"#), r#"{"password":"…"}"#);
    assert_eq!(
        text("-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n"),
        "-----BEGIN PRIVATE KEY-----…-----END PRIVATE KEY-----\n"
    );
}

#[test]
fn what_was_shown_is_stored_as_it_was_shown() {
    let body = r#"{"access_token":"0f8d6a2c-opaque","refresh_token":"another-opaque-one","scope":"mail"}"#;
    let shown = exchange(0, "mail", 200, body).shown();
    let kept = without_secrets(&shown).unwrap();
    assert_eq!((kept.response, kept.token, kept.findings), (shown.response, shown.token, shown.findings));
}

#[test]
fn a_long_piece_of_a_token_is_hidden_too() {
    let token = "0123456789abcdefghijklmnopqrstuvwxyz";
    let body =
        json!({"access_token": token, "begins": &token[..20], "ends": &token[16..], "cut": &token[9..29]});
    let shown = received(&exchange(0, "mail", 200, &body.to_string()).shown());
    for piece in [&token[..20], &token[16..], &token[9..29]] {
        assert!(!shown.contains(piece), "{shown}");
    }
}

#[test]
fn a_text_made_to_be_slow_is_not() {
    let jwt = "eyJhbGciOiJSUzI1NiJ9.eyJhIjoxfQ.c2lnbmF0dXJl";
    for piece in [
        "ab.",
        "eyAi.",
        "\\\\\"",
        "\\",
        "eyJ.. ",
        "eyJ",
        "\"access_token\":\"x\",",
        "access_token=",
        "aaaa",
        "%25",
        "&amp;",
        "&#37;25",
        "VVVV",
        "41",
        "a\n",
        "0f8d6a2c-very-secret ",
        jwt,
        "\"token\":{\"a\":",
    ] {
        let body = piece.repeat((128 << 10) / piece.len());
        let mut exchange = exchange(0, "mail", 400, &body);
        let headers = &mut exchange.http.response.as_mut().unwrap().headers;
        headers.push(NameValue::new("x-token", "0f8d6a2c-very-secret"));
        headers.push(NameValue::new("y-token", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
        let started = std::time::Instant::now();
        let text = exchange.shown().response.unwrap().body.text;
        assert!(text.len() <= body.len() * 2, "{piece}");
        // Quadratic work on this much text takes minutes.
        assert!(started.elapsed().as_secs() < 30, "{piece} took {:?}", started.elapsed());
    }
}

#[test]
fn a_text_that_cannot_be_taken_apart_is_not_shown() {
    let nested = (0..30)
        .fold("0f8d6a2c-very-secret".to_owned(), |text, _| text.replace('%', "%25").replace('-', "%2D"));
    let body = format!("access_token=0f8d6a2c-very-secret&note={nested}");
    let shown = exchange(0, "mail", 400, &body).shown().response.unwrap().body;
    assert_eq!((shown.text.as_str(), shown.shortened), ("…", true));
    let many: Vec<String> = (0..2_000).map(|number| format!("token-{number:08}")).collect();
    let shown = exchange(0, "mail", 400, &json!({"tokens": many}).to_string()).shown().response.unwrap().body;
    assert_eq!(shown.text, "…");
}

fn encodings() -> impl Strategy<Value = Vec<usize>> {
    proptest::collection::vec(0..ENCODINGS.len(), 0..4)
}

/// Encodings that keep what they are given, so that several can follow each other.
#[rustfmt::skip]
const ENCODINGS: &[Spell] = &[
    in_json,
    form,
    named_entities,
    |s| units(s, |unit| format!("\\u{unit:04X}")),
    |s| bytes(s, |byte| format!("%{byte:02x}")),
    |s| STANDARD.encode(format!("x{s}yz")),
    |s| URL_SAFE_NO_PAD.encode(s),
    |s| bytes(s, |byte| format!("{byte:02x}")),
    |s| mixed(s, [|c| format!("&#{};", u32::from(c)), |c| c.to_string()]),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_token_is_shown_in_any_nest_of_encodings(
        token in "[ -~ü€]{12,60}", before in "[ -~]{0,40}", after in "[ -~]{0,40}", nest in encodings(),
    ) {
        prop_assume!(token.trim() == token && token.matches([' ', '+']).count() < 4);
        let spelled = nest.iter().fold(token.clone(), |text, encoding| ENCODINGS[*encoding](&text));
        let body = json!({"access_token": token, "note": format!("{before} {spelled} {after}")}).to_string();
        let shown = exchange(0, "mail", 400, &body).shown();
        prop_assert!(!says(&received(&shown), &token), "{:?} {}: {}", nest, spelled, received(&shown));
    }
}
