//! Names and values that try to break out of the code, in every field: what arrives is exactly what was typed, and nothing
//! else happens.

use std::process::Command;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use countersign_core::http::NameValue;
use countersign_core::interchange::export::{ExportProblem, ExportTarget, Secrets};
use countersign_core::token_request::{
    AuthMethod, BusinessManagerForm, ClaimEdit, ClientSecrets, Destination, HeaderParameters, RequestForm,
    SecretPlacement,
};
use countersign_tests::exports::{Environment, Runner, run};
use countersign_tests::faulty_server::{message, read_request, serve};
use serde_json::{Value, json};
use tokio::task::spawn_blocking;

use super::common::{COMPILED, Exported, NEARBY, key_pair};

/// Ends literals, comments and blocks of every language here, expands in all that expand, and leaves a file behind if it
/// is run.
const HOSTILE: [&str; 11] = [
    "a'b\"c`d\\e",
    "$(touch broken-out) `touch broken-out` ${HOME} $HOME %PATH% %s %n #{1 + 1} {{x}} {{$guid}} ${{x}}",
    "'; touch broken-out; '",
    "\"; open('broken-out', 'w'); \"",
    "line\nbreak\r\ntouch broken-out\u{2028}\u{85}\u{b}end",
    "*/ ?> --> */ %> }} ]] \"\"\" ''' \\u0022 \\u000a \\",
    "🚀 \u{202e}right to left\u{202c} \u{200f}\u{2066}x\u{2069} עברית \u{feff}\u{e0041}",
    "# coding: utf-7 -*- frozen_string_literal: true -*-",
    "@file <file ~ ^ & | ; ! && || > <",
    "‘typographic’ ‚marks‛ “here”",
    "}\n}\nscript:pre-request {\n  x\n}",
];

/// What a server got.
#[derive(Clone, Debug, Default)]
struct Got {
    target: String,
    authorization: Option<String>,
    form: Vec<(String, String)>,
}

/// A server that keeps the last request and gives a token that none other has.
fn catcher() -> (String, Arc<Mutex<Option<Got>>>) {
    let got = Arc::new(Mutex::new(None));
    let kept = got.clone();
    let address = serve(move |mut stream| {
        use std::io::Write as _;
        let Some(request) = read_request(&mut stream) else { return };
        let (head, body) = request.split_once("\r\n\r\n").expect("it is whole");
        let header = |name: &str| {
            let fields = head.lines().filter_map(|line| line.split_once(':'));
            let mut named = fields.filter(|(its, _)| its.eq_ignore_ascii_case(name));
            named.next().map(|(_, value)| value.trim().to_owned())
        };
        *kept.lock().expect("nobody panics with it") = Some(Got {
            target: head.split(' ').nth(1).unwrap_or_default().into(),
            authorization: header("authorization"),
            form: url_decoded(body),
        });
        let answer =
            message("200 OK", &["Content-Type: application/json"], r#"{"access_token":"the.one.token"}"#);
        let _ = stream.write_all(&answer);
    });
    (format!("http://{address}"), got)
}

/// A form as a server reads it (WHATWG URL standard section 5.1).
fn url_decoded(text: &str) -> Vec<(String, String)> {
    let decode = |text: &str| {
        let mut bytes = Vec::new();
        let mut rest = text.as_bytes();
        while let [first, after @ ..] = rest {
            let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
            match (first, hex.and_then(|hex| u8::from_str_radix(hex, 16).ok())) {
                (b'%', Some(byte)) => {
                    bytes.push(byte);
                    rest = &after[2..];
                    continue;
                }
                (b'+', _) => bytes.push(b' '),
                _ => bytes.push(*first),
            }
            rest = after;
        }
        String::from_utf8(bytes).expect("it is UTF-8")
    };
    let fields = text.split('&').filter(|field| !field.is_empty());
    fields
        .map(|field| field.split_once('=').unwrap_or((field, "")))
        .map(|(a, b)| (decode(a), decode(b)))
        .collect()
}

/// A part of a JWT, or what is there instead of JSON.
fn json_in(part: &str) -> Value {
    let bytes = URL_SAFE_NO_PAD.decode(part).unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_else(|_| String::from_utf8_lossy(&bytes).into())
}

/// A credential with this text in every field.
fn hostile(text: &str, origin: &str) -> Exported {
    let exported = Exported::with(AuthMethod::SignedJwt, &key_pair());
    let set = |name: &str, value: &str| ClaimEdit::Set { name: name.into(), text: value.into() };
    let form = RequestForm {
        api_key: text.into(),
        scopes: format!("mail {}", text.split_whitespace().collect::<Vec<_>>().join(" ")),
        header: HeaderParameters { kid: text.into(), ..HeaderParameters::default() },
        claims: vec![
            set(text, "text"),
            set("quoted", &json!(text).to_string()),
            set("inside", &json!({ "list": [text, 1.5, null, true], text: {} }).to_string()),
            set("flag", "true"),
            set("long", "12345678901234567"),
        ],
        destination: Destination::Other {
            token_endpoint: format!("{origin}/it's/%24(touch)/token?a='b'&c=%22{{{{x}}}}"),
            audience: text.into(),
            parameters: vec![NameValue::new("extra", text), NameValue::new(text.trim(), "value")],
            trusted: String::new(),
            user: None,
        },
        ..exported.form.clone()
    };
    Exported { name: text.into(), form, ..exported }
}

async fn runs(exported: &Exported, tool: ExportTarget, runner: Runner, inside: bool) -> Result<(), String> {
    let secrets = match inside {
        true => Secrets::Inside { proofs: exported.proofs(), shown: true },
        false => Secrets::Outside,
    };
    let files = exported.export(tool, secrets).expect("the tool can do that");
    let environment = if inside { Environment::default() } else { exported.environment() };
    spawn_blocking(move || {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let token = run(tool, runner, &files, folder.path(), &environment)?;
        let broken_out = folder.path().join("broken-out").exists();
        match token.as_str() {
            _ if broken_out => Err("it ran what stands in a name".into()),
            "the.one.token" => Ok(()),
            other => Err(other.to_owned()),
        }
    })
    .await
    .expect("it does not panic")
}

/// What is wrong with what arrived.
fn differences(got: &Got, exported: &Exported, text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut expect = |what: &str, is: &Value, should: &Value| {
        if is != should {
            wrong.push(format!("{what} is {is}, not {should}"));
        }
    };
    let value = |name: &str| got.form.iter().find(|(its, _)| its == name).map(|(_, value)| value.as_str());
    let target = "/it's/%24(touch)/token?a='b'&c=%22{{x}}";
    // Quotes and braces may be encoded or not, which means the same.
    let as_sent = got.target.replace("%7B", "{").replace("%7D", "}").replace("%27", "'");
    expect("the URL", &json!(as_sent), &json!(target));
    expect("scope", &json!(value("scope")), &json!(exported.form.scopes));
    expect("the further parameter", &json!(value("extra")), &json!(text));
    expect("the parameter of this name", &json!(value(text.trim())), &json!("value"));
    let assertion = value("client_assertion").unwrap_or_default();
    let parts: Vec<&str> = assertion.split('.').collect();
    let [header, claims, _] = parts[..] else { return vec![format!("no assertion: {:?}", got.form)] };
    let (header, claims) = (json_in(header), json_in(claims));
    expect("kid", &header["kid"], &json!(exported.form.header.kid));
    for name in ["iss", "sub", "aud", "quoted"] {
        expect(name, &claims[name], &json!(text));
    }
    if text != "__proto__" {
        expect("the claim of this name", &claims[text], &json!("text"));
        expect(
            "the claim with JSON",
            &claims["inside"],
            &json!({ "list": [text, 1.5, null, true], text: {} }),
        );
    }
    expect("flag", &claims["flag"], &json!(true));
    let life = claims["exp"].as_i64().zip(claims["iat"].as_i64()).map(|(exp, iat)| exp - iat);
    expect("the lifetime", &json!(life), &json!(60));
    wrong
}

async fn no_text_breaks_out(tools: &[(ExportTarget, Runner)]) {
    let (origin, got) = catcher();
    let mut failed = Vec::new();
    for &(tool, runner) in tools {
        // All texts in one, with each end of the list at the beginning once.
        let (forwards, backwards) =
            (HOSTILE.join(" "), HOSTILE.iter().rev().copied().collect::<Vec<_>>().join(" "));
        // The library in Bruno refuses a claim of this name.
        let proto = (tool != ExportTarget::Bruno).then(|| "__proto__".to_owned());
        for text in [forwards, backwards].into_iter().chain(proto) {
            let mut exported = hostile(&text, &origin);
            if tool == ExportTarget::Bruno {
                // It says that it cannot sign the others: jsonwebtoken writes a header in Latin-1.
                assert_eq!(exported.export(tool, Secrets::Outside), Err(ExportProblem::HeaderNotAscii));
                exported.form.header.kid.retain(|c| c.is_ascii());
            }
            *got.lock().expect("nobody panics with it") = None;
            let ran = runs(&exported, tool, runner, false).await;
            let request = got.lock().expect("nobody panics with it").clone();
            let wrong = match (ran, request) {
                (Err(said), _) => vec![said],
                (Ok(()), None) => vec!["no request came".into()],
                (Ok(()), Some(request)) => differences(&request, &exported, &text),
            };
            failed
                .extend(wrong.into_iter().map(|wrong| format!("{tool:?} {runner:?} with {text:?}: {wrong}")));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

/// What the script engine of B2C Commerce cannot be had for here is at least whole, for a JavaScript engine.
#[test]
fn no_text_breaks_out_of_a_server_script() {
    let text = HOSTILE.join(" ");
    for method in [AuthMethod::SignedJwt, AuthMethod::ClientSecret] {
        for inside in [false, true] {
            let mut exported = hostile(&text, "https://login.example.com");
            exported.form.method = method;
            let secrets = match inside {
                true => Secrets::Inside { proofs: exported.proofs(), shown: true },
                false => Secrets::Outside,
            };
            let files = exported.export(ExportTarget::Cartridge, secrets).expect("it can be written");
            let folder = tempfile::tempdir().expect("a folder can be made");
            countersign_tests::exports::write(&files, folder.path());
            let checked = Command::new("node").arg("--check").arg(folder.path().join(files[0].path)).output();
            let checked = checked.expect("node can be started");
            assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
        }
    }
}

async fn no_secret_breaks_out(tools: &[(ExportTarget, Runner)]) {
    let (origin, got) = catcher();
    let mut failed = Vec::new();
    let secret = HOSTILE.join(" ");
    for &(tool, runner) in tools {
        let mut exported = Exported::with(AuthMethod::BusinessManagerUser, &key_pair());
        exported.name = secret.clone();
        exported.form.api_key = secret.clone();
        exported.form.destination = Destination::AccountManager;
        exported.form.business_manager =
            BusinessManagerForm { instance_host: origin.clone(), user: secret.clone() };
        exported.secrets = ClientSecrets {
            client_secret: Some(secret.as_str().into()),
            access_key: Some(secret.as_str().into()),
        };
        let mut wrong = match runs(&exported, tool, runner, true).await {
            Ok(()) => Vec::new(),
            Err(said) => vec![said],
        };
        let request = got.lock().expect("nobody panics with it").take().unwrap_or_default();
        let expected = format!("Basic {}", STANDARD.encode([secret.as_str(); 3].join(":")));
        if request.authorization.as_deref() != Some(&expected) {
            wrong.push(format!("the header is {:?}", request.authorization));
        }
        exported.form.method = AuthMethod::ClientSecret;
        exported.form.secret_placement = SecretPlacement::Body;
        exported.form.destination = Destination::other(format!("{origin}/token"), "");
        wrong.extend(runs(&exported, tool, runner, true).await.err());
        let request = got.lock().expect("nobody panics with it").take().unwrap_or_default();
        for name in ["client_id", "client_secret"] {
            let value = request.form.iter().find(|(its, _)| its == name).map(|(_, value)| value);
            if value != Some(&secret) {
                wrong.push(format!("{name} is {value:?}"));
            }
        }
        failed.extend(wrong.into_iter().map(|wrong| format!("{tool:?} {runner:?}: {wrong}")));
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_name_or_value_breaks_out_of_what_is_interpreted() {
    no_text_breaks_out(&NEARBY).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_breaks_out_of_what_is_interpreted() {
    no_secret_breaks_out(&NEARBY).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a JDK, Maven and Go: cargo xtask test --servers"]
async fn no_name_value_or_secret_breaks_out_of_what_is_compiled() {
    no_text_breaks_out(&COMPILED).await;
    no_secret_breaks_out(&COMPILED).await;
}
