//! A secret that is known is in no form of a report, in whatever spelling it is said, at no place: not in headers and
//! body, not in what was typed, and not in words.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use countersign_core::http::NameValue;
use countersign_core::key_pair::KeyPair;
use countersign_core::key_pair::save_as::{SaveFormat, file_content};
use countersign_core::token_exchange::{ExchangeShown, TokenExchange};
use secrecy::ExposeSecret as _;
use serde_json::json;

use crate::common::{answer_exchange, http, key_pair};
use crate::every_spelling::{CLIENT_SECRET, OPAQUE, SPELLINGS};
use crate::making::{FORMS, known_of, report, words};
use crate::readings::says;

async fn refused() -> TokenExchange {
    let body = br#"{"error":"invalid_client"}"#;
    answer_exchange(http("401 Unauthorized", &["content-type: application/json"], body)).await
}

/// The exchange with this text at every place that a server or a person can fill.
fn with_text(mut shown: ExchangeShown, text: &str) -> ExchangeShown {
    let one_line = text.replace(['\r', '\n'], "");
    shown.sent.url += &format!("?a={one_line}");
    shown.sent.form.push(NameValue::new("scope", text));
    shown.sent.headers.push(NameValue::new("x-typed", text));
    shown.sent.assertion_header = json!({ "kid": text }).to_string();
    shown.sent.assertion_claims = json!({ "sub": text, text: 1 }).to_string();
    let response = shown.response.as_mut().unwrap();
    response.headers.push(NameValue::new("x-debug", text));
    let half = (text.len() / 2..text.len()).find(|at| text.is_char_boundary(*at)).unwrap();
    response.headers.push(NameValue::new("x-first", &text[..half]));
    response.headers.push(NameValue::new("x-second", &text[half..]));
    response.reason = text.to_owned();
    response.body.text = format!("before {text} after");
    shown
}

#[tokio::test]
async fn no_secret_is_said_in_any_spelling_at_any_place() {
    let exchange = refused().await;
    let shown = exchange.shown();
    let usual = FORMS.map(|form| report(form, &shown, &words("a"), known_of(&exchange)));
    // The decoder is slow, so it reads only what the secret adds.
    let is_usual = |line: &&str| usual.iter().any(|report| report.lines().any(|usual| usual == *line));
    for (spelling, spell) in SPELLINGS {
        for secret in [OPAQUE, CLIENT_SECRET] {
            let text = spell(secret);
            let shown = with_text(shown.clone(), &text);
            for form in FORMS {
                let mut known = known_of(&exchange);
                known.add(&secret.into());
                let said = report(form, &shown, &words(&text), known);
                let added: Vec<&str> = said.lines().filter(|line| !is_usual(line)).collect();
                assert!(added.len() > 15, "{said}");
                assert!(!says(&added.join("\n"), secret), "{spelling}, {form:?}:\n{said}");
            }
        }
    }
}

#[tokio::test]
async fn no_part_of_a_private_key_is_said_whatever_holds_it() {
    let exchange = refused().await;
    let shown = exchange.shown();
    let pair = key_pair();
    let key = pair.private_key().unwrap();
    let der = key.to_pkcs8_der();
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let pem = key.to_pkcs8_pem().expose_secret().to_owned();
    let lines: Vec<&str> = pem.lines().collect();
    // The last lines of the file: they have no boundary before them.
    let rest = lines[lines.len() / 2..lines.len() - 1].join("\n");
    let as_file = |format| String::from_utf8_lossy(&content(&pair, format)).into_owned();
    let texts = [
        ("PEM", pem.clone()),
        ("PEM in JSON", json!(pem).to_string()),
        ("the rest of a PEM", rest.clone()),
        ("the rest of a PEM in one line", rest.replace('\n', "")),
        ("the rest of a PEM with line ends as escapes", rest.replace('\n', "\\n")),
        ("PKCS#1", as_file(SaveFormat::KeyPkcs1)),
        ("a JWK", as_file(SaveFormat::KeyJwk)),
        ("DER in Base64", STANDARD.encode(&der[..])),
        ("DER in Base64url after a byte", URL_SAFE_NO_PAD.encode([&[7][..], &der].concat())),
        ("DER in hex", hex(&der)),
        (
            "DER in hex with colons",
            der.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(":"),
        ),
        ("Base64 of the rest of a PEM", STANDARD.encode(&rest)),
    ];
    let spelled = spelled(&der);
    for (name, text) in texts {
        let shown = with_text(shown.clone(), &text);
        for form in FORMS {
            let said = report(form, &shown, &words(&text), known_of(&exchange));
            let said: String = said.split_whitespace().collect::<String>().replace("\\n", "");
            let part = spelled.iter().find(|part| said.contains(part.as_str()));
            assert_eq!(part, None, "{name}, {form:?}");
        }
    }
}

fn content(pair: &KeyPair, format: SaveFormat) -> Vec<u8> {
    file_content(pair, format, None, false).unwrap().bytes.to_vec()
}

/// Pieces of what is secret in an RSA key in DER, in the spellings that a text can have: from its second half, which is
/// secret as a whole.
fn spelled(der: &[u8]) -> Vec<String> {
    let secret = &der[der.len() / 2..];
    let mut parts = Vec::new();
    for (bytes, skipped) in
        secret.chunks(60).filter(|chunk| chunk.len() == 60).flat_map(|it| (0..3).map(move |s| (it, s)))
    {
        let end = bytes.len() - (bytes.len() - skipped) % 3;
        let whole = &bytes[skipped..end];
        parts.push(STANDARD.encode(whole));
        parts.push(URL_SAFE_NO_PAD.encode(whole));
        parts.push(STANDARD.encode(STANDARD.encode(whole)));
        parts.push(whole.iter().map(|byte| format!("{byte:02x}")).collect());
        parts.push(whole.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(":"));
    }
    parts
}
