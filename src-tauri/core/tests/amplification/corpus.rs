//! Responses and claims that grow when they are indented, escaped, decoded, listed or repeated.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use countersign_core::token_request::ClaimEdit;

/// A response of a server.
pub(crate) struct Answer {
    pub(crate) name: &'static str,
    pub(crate) status: &'static str,
    pub(crate) headers: Vec<Vec<u8>>,
    pub(crate) body: Vec<u8>,
    /// It grants a token.
    pub(crate) grants: bool,
}

impl Answer {
    pub(crate) fn refused(name: &'static str, body: Vec<u8>) -> Self {
        let status =
            if body.windows(12).any(|it| it == b"access_token") { "200 OK" } else { "400 Bad Request" };
        Self { name, status, headers: Vec::new(), body, grants: false }
    }

    fn granted(name: &'static str, body: String) -> Self {
        Self { grants: true, ..Self::refused(name, body.into_bytes()) }
    }

    fn with_headers(name: &'static str, status: &'static str, headers: Vec<Vec<u8>>) -> Self {
        Self { name, status, headers, body: b"{}".to_vec(), grants: false }
    }

    /// The response byte for byte.
    pub(crate) fn on_the_wire(&self) -> Vec<u8> {
        let mut wire = format!("HTTP/1.1 {}\r\n", self.status).into_bytes();
        for header in &self.headers {
            wire.extend(header);
            wire.extend(b"\r\n");
        }
        wire.extend(format!("content-length: {}\r\n\r\n", self.body.len()).bytes());
        wire.extend(&self.body);
        wire
    }
}

/// The piece as often as it fits.
fn fill(piece: &str, size: usize) -> String {
    piece.repeat((size / piece.len()).max(1))
}

fn list(piece: &str, size: usize) -> String {
    format!("[{}0]", fill(&format!("{piece},"), size))
}

fn nested(open: &str, inside: &str, close: &str) -> String {
    const DEPTH: usize = 120;
    format!("{}{inside}{}", open.repeat(DEPTH), close.repeat(DEPTH))
}

/// JSON that grows when it is indented, written again, or escaped.
fn json_texts(size: usize) -> Vec<(&'static str, String)> {
    let many_members: String = (0..size / 12).map(|number| format!("\"m{number}\":1,")).collect();
    vec![
        ("deep arrays around many numbers", nested("[", &list("0", size), "]")),
        ("deep objects around many numbers", nested("{\"a\":", &list("0", size), "}")),
        ("deep objects around many objects", nested("{\"\":", &list("{\"a\":{}}", size), "}")),
        ("many deep arrays", list(&nested("[", "", "]"), size)),
        ("empty texts", list("\"\"", size)),
        ("empty objects", list("{}", size)),
        ("many members", format!("{{{many_members}\"z\":1}}")),
        ("one member many times", format!("{{{}\"\":0}}", fill("\"\":0,", size))),
        ("numbers that grow", list("1e15", size)),
        ("escaped control characters", list(&format!("\"{}\"", fill("\\u0001", size)), 0)),
        ("escaped quotation marks", list(&format!("\"{}\"", fill("\\\"", size)), 0)),
        ("escaped backslashes", list(&format!("\"{}\"", fill("\\\\", size)), 0)),
        ("escaped solidi", list(&format!("\"{}\"", fill("\\/", size)), 0)),
        ("one long text", list(&format!("\"{}\"", fill("<&>", size)), 0)),
        ("white space", list(&format!("1{}", fill("\n\t ", size)), 0)),
        ("tokens that seem to be", list("\"eyJ.a.b\"", size)),
        ("letters of four bytes", list("\"\u{1F511}\"", size)),
    ]
}

fn token(header: &str, claims: &str) -> String {
    let part = |json: &str| URL_SAFE_NO_PAD.encode(json);
    format!("{}.{}.c2lnbmF0dXJl", part(header), part(claims))
}

/// Responses of about this size.
pub(crate) fn answers(size: usize) -> Vec<Answer> {
    let mut all: Vec<Answer> =
        json_texts(size).into_iter().map(|(name, text)| Answer::refused(name, text.into_bytes())).collect();
    all.extend(json_texts(size * 3 / 4).into_iter().map(|(name, text)| {
        let token = token(r#"{"alg":"RS256"}"#, &format!(r#"{{"client_id":"a","x":{text}}}"#));
        Answer::granted(name, format!(r#"{{"access_token":"{token}"}}"#))
    }));
    all.extend(texts(size));
    all.extend(words(size));
    all.extend(tokens(size));
    all.extend(headers(size));
    all
}

/// Bodies that are no JSON, and grow when they become text or JSON.
fn texts(size: usize) -> Vec<Answer> {
    let bytes = |byte: u8| vec![byte; size];
    vec![
        Answer::refused("control characters", bytes(1)),
        Answer::refused("no characters", bytes(0)),
        Answer::refused("bytes that are no UTF-8", bytes(0xFF)),
        Answer::refused("every second byte no UTF-8", [0xFF, b'a'].repeat(size / 2)),
        Answer::refused("beginnings of long characters", [0xF0, 0x9F].repeat(size / 2)),
        Answer::refused("quotation marks", bytes(b'"')),
        Answer::refused("backslashes", bytes(b'\\')),
        Answer::refused("line ends", bytes(b'\n')),
        Answer::refused("spaces", bytes(b' ')),
        Answer::refused("brackets", bytes(b'[')),
        Answer::refused("letters", bytes(b'a')),
        Answer::refused("entities", fill("<b>&amp;", size).into_bytes()),
        Answer::refused("a title", format!("<html><title>{}</title>", fill("\"a\" ", size)).into_bytes()),
        Answer::refused("separators", fill("\u{2028}\u{202E}", size).into_bytes()),
        Answer::refused("forms", fill("access_token=x&", size).into_bytes()),
    ]
}

/// The server's own words.
fn words(size: usize) -> Vec<Answer> {
    let error = |name, error: &str, description: &str| {
        let body = serde_json::json!({ "error": error, "error_description": description }).to_string();
        Answer::refused(name, body.into_bytes())
    };
    let [half, long] = [size / 2, size].map(|size| fill("word ", size));
    vec![
        error("a long description", "invalid_client", &long),
        error("a long error", &long, ""),
        error("both long", &half, &half),
        error("quoted words", "invalid_client", &fill("`\"'", size * 3 / 4)),
        error("control characters in words", "invalid_client", &fill("\u{1}", size / 6)),
        error("a long scope", "invalid_scope", &format!("unknown tenant scope: {long}")),
        error("a long claim", "invalid_client", &format!("{} claim is required", fill("a", size))),
        Answer::refused("an object", format!(r#"{{"error":{{"message":"{long}"}}}}"#).into_bytes()),
    ]
}

/// Granted tokens whose facts are many or long.
fn tokens(size: usize) -> Vec<Answer> {
    let claims = |claims: &str| format!(r#"{{"access_token":"{}"}}"#, token(r#"{"alg":"RS256"}"#, claims));
    let within = size * 3 / 4;
    let (names, half) = (list("\"a\"", within), fill("a ", within / 2));
    let answer = |members: &str| format!(r#"{{"access_token":"an-opaque-token",{members}}}"#);
    vec![
        Answer::granted("many scopes", answer(&format!(r#""scope":"{}""#, fill("a ", size)))),
        Answer::granted("a list of scopes", answer(&format!(r#""scope":{}"#, list("\"\"", size)))),
        Answer::granted("a long type", answer(&format!(r#""token_type":"{}""#, fill("\\u0001", size)))),
        Answer::granted("a long number", answer(&format!(r#""expires_in":"{}""#, fill("1", size)))),
        Answer::granted("many tokens", answer(&format!(r#""x":{}"#, list("{\"id_token\":\"x\"}", size)))),
        Answer::granted("an opaque token", format!(r#"{{"access_token":"{}"}}"#, fill("a", size))),
        Answer::granted("many roles", claims(&format!(r#"{{"roles":{names}}}"#))),
        Answer::granted("many audiences", claims(&format!(r#"{{"aud":{names}}}"#))),
        Answer::granted("words of roles", claims(&format!(r#"{{"roles":"{half}","aud":"{half}"}}"#))),
        Answer::granted("a long issuer", claims(&format!(r#"{{"iss":"{half}","sub":"{half}"}}"#))),
        Answer::granted("a long filter", claims(&format!(r#"{{"tenantFilter":"{}"}}"#, fill("\\n", within)))),
        Answer::granted(
            "many instances",
            claims(&format!(r#"{{"tenantFilter":"r:{}"}}"#, fill("a,", within))),
        ),
        Answer::granted("many filters", claims(&format!(r#"{{"tenantFilter":"{}"}}"#, fill("a:b;", within)))),
        Answer::granted(
            "a long header",
            format!(
                r#"{{"access_token":"{}"}}"#,
                token(&format!(r#"{{"alg":"{half}","kid":"{half}"}}"#), "{}")
            ),
        ),
    ]
}

/// Header fields. The HTTP library takes a hundred of them, and about 400 kB.
fn headers(size: usize) -> Vec<Answer> {
    let size = size.min(300_000);
    let many = |value: &[u8], each: usize| -> Vec<Vec<u8>> {
        (0..90).map(|number| [format!("x-{number}: ").as_bytes(), &value.repeat(each)].concat()).collect()
    };
    let one = |name: &str, value: &str| vec![format!("{name}: {}", fill(value, size)).into_bytes()];
    vec![
        Answer::with_headers("many header fields", "400 Bad Request", many(b"a", size / 90)),
        Answer::with_headers("empty header fields", "400 Bad Request", many(b"", 0)),
        Answer::with_headers("header fields that are no UTF-8", "400 Bad Request", many(b"\xFF", size / 90)),
        Answer::with_headers("quoted header fields", "400 Bad Request", many(b"\"", size / 90)),
        Answer::with_headers("a long location", "302 Found", one("location", "/a\"")),
        Answer::with_headers("a long wait", "429 Too Many Requests", one("retry-after", "\"")),
        Answer::with_headers("a long challenge", "401 Unauthorized", one("www-authenticate", "Basic ")),
        Answer::with_headers("a long cookie", "400 Bad Request", one("set-cookie", "a=b\\;")),
    ]
}

/// Edits of claims of about this size.
pub(crate) fn claims(size: usize) -> Vec<(&'static str, Vec<ClaimEdit>)> {
    let set = |name: &str, text: String| ClaimEdit::Set { name: name.into(), text };
    let mut all: Vec<_> =
        json_texts(size).into_iter().map(|(name, text)| (name, vec![set("x", text)])).collect();
    all.extend([
        ("many claims", (0..size / 30).map(|number| set(&format!("c{number}"), "1".into())).collect()),
        ("claims without name", vec![set("", "[".into()); size / 30]),
        ("a claim left out many times", vec![ClaimEdit::LeaveOut { name: "jti".into() }; size / 30]),
        ("a long audience", vec![set("aud", fill("a\"", size))]),
        ("a long name", vec![set(&fill("a", size), "1".into())]),
        ("control characters in a claim", vec![set("x", fill("\u{1}", size))]),
    ]);
    all
}
