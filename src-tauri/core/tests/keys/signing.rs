//! Client assertions in every algorithm, verified by Node's crypto.

use std::io::Write as _;
use std::process::{Command, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use countersign_core::diagnosis::before_sending::Confirmed;
use countersign_core::key::SigningAlgorithm;
use countersign_core::key_file::Passphrases;
use countersign_core::key_pair::{KeyPair, KeySource, load};
use countersign_core::moment::{Moment, UnixMillis};
use countersign_core::prepare::prepare;
use countersign_core::token_request::{Destination, HeaderParameters, RequestForm};
use serde_json::{Value, json};

use crate::common::{NOW, certificate_for, openssl, read_key};

/// Verifies each `{jwt, key}` on its input, where `key` is a public key as DER in Base64, and prints the
/// algorithms.
const VERIFIER: &str = "
const crypto = require('node:crypto')
for (const { jwt, key } of JSON.parse(require('node:fs').readFileSync(0, 'utf8'))) {
  const [header, claims, signature] = jwt.split('.')
  const { alg } = JSON.parse(Buffer.from(header, 'base64url'))
  const options = { key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' }
  if (alg.startsWith('PS')) {
    options.padding = crypto.constants.RSA_PKCS1_PSS_PADDING
    options.saltLength = crypto.constants.RSA_PSS_SALTLEN_DIGEST
  }
  if (alg.startsWith('ES')) options.dsaEncoding = 'ieee-p1363'
  const hash = alg === 'EdDSA' ? null : 'sha' + alg.slice(2)
  const is_right = crypto.verify(hash, Buffer.from(header + '.' + claims), options, Buffer.from(signature, 'base64url'))
  console.log(alg, is_right)
}";

fn node(script: &str, input: &str) -> String {
    let mut child = Command::new("node")
        .args(["--eval", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("this test needs the command `node`: {error}"));
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

fn pair_of(algorithm: &[&str]) -> KeyPair {
    let text = openssl(&[&["genpkey", "-algorithm"], algorithm].concat(), "");
    let key = read_key(&text).private_key.unwrap();
    let text = text + &certificate_for(&key, NOW).to_pem();
    load(&KeyPair::default(), &[KeySource::pasted(text)], &Passphrases::none()).0
}

fn form(algorithm: SigningAlgorithm, header: HeaderParameters) -> RequestForm {
    RequestForm {
        api_key: "client".into(),
        destination: Destination::other("https://server.example/token", ""),
        algorithm,
        header,
        ..RequestForm::default()
    }
}

/// The client assertion that would be sent.
fn assertion(pair: &KeyPair, form: &RequestForm) -> String {
    let moment = Moment { now: UnixMillis(NOW.0 * 1000), jti: "once".into() };
    let (request, _) = prepare(form, pair, &moment, &Confirmed::default()).unwrap();
    let body = request.body();
    let (_, rest) = body.split_once("client_assertion=").unwrap();
    rest.split('&').next().unwrap().to_owned()
}

#[test]
fn node_verifies_the_assertion_in_every_algorithm_that_fits_a_key() {
    let mut signed = Vec::new();
    let mut expected = String::new();
    for kind in [
        vec!["RSA"],
        vec!["EC", "-pkeyopt", "ec_paramgen_curve:prime256v1"],
        vec!["EC", "-pkeyopt", "ec_paramgen_curve:secp384r1"],
        vec!["ED25519"],
    ] {
        let pair = pair_of(&kind);
        let key = pair.private_key().unwrap();
        for algorithm in key.algorithms() {
            let jwt = assertion(&pair, &form(*algorithm, HeaderParameters::default()));
            signed.push(json!({ "jwt": jwt, "key": STANDARD.encode(key.public_key_spki_der()) }));
            expected += &format!("{algorithm} true\n");
        }
    }
    assert_eq!(signed.len(), 9);
    assert_eq!(node(VERIFIER, &serde_json::to_string(&signed).unwrap()), expected);
}

#[test]
fn the_header_names_the_certificate_as_openssl_and_the_standard_do() {
    let pair = pair_of(&["EC", "-pkeyopt", "ec_paramgen_curve:prime256v1"]);
    let header = HeaderParameters {
        kid: "key-1".into(),
        x5t: true,
        x5t_s256: true,
        x5c: true,
        ..HeaderParameters::default()
    };
    let jwt = assertion(&pair, &form(SigningAlgorithm::Es256, header));
    let header = URL_SAFE_NO_PAD.decode(jwt.split('.').next().unwrap()).unwrap();
    let certificate = pair.certificate().unwrap();
    let thumbprint = |digest: &str| {
        let said = openssl(&["x509", "-noout", "-fingerprint", digest], &certificate.to_pem());
        let hexadecimal = said.trim().split_once('=').unwrap().1.replace(':', "");
        let bytes: Vec<u8> = (0..hexadecimal.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&hexadecimal[at..at + 2], 16).unwrap())
            .collect();
        URL_SAFE_NO_PAD.encode(bytes)
    };
    assert_eq!(
        serde_json::from_slice::<Value>(&header).unwrap(),
        json!({
            "typ": "JWT",
            "alg": "ES256",
            "kid": "key-1",
            "x5t": thumbprint("-sha1"),
            "x5t#S256": thumbprint("-sha256"),
            "x5c": [STANDARD.encode(certificate.der())],
        })
    );
}
