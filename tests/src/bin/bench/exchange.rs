//! Our way from form to findings (check, sign with RSA 4096, send, read, decode) beside a bare `reqwest` post of
//! bytes that were signed before. The difference is the signature and our work on the response. Both use a new client
//! for each request, as a program does that sends a single request.

use std::time::Instant;

use countersign_core::certificate::make_self_signed;
use countersign_core::diagnosis::before_sending::Confirmed;
use countersign_core::key::{RsaBits, make_rsa_key};
use countersign_core::key_pair::KeyPair;
use countersign_core::moment::Clock;
use countersign_core::prepare::prepare;
use countersign_core::token_request::RequestForm;
use countersign_tests::asking::{ask, form};
use countersign_tests::identity::{SystemClock, certificate_of, options, this_moment};
use countersign_tests::servers::oidc_provider::OidcProvider;

use crate::table::Figure;

const CLIENT: &str = "bench";
/// Requests take milliseconds, so many rounds cost nothing and steady the median.
const MORE_ROUNDS: usize = 8;
const WARM_UP: usize = 20;

pub(crate) async fn measure(rounds: usize) -> Figure {
    println!("Asking node-oidc-provider for tokens, with our whole way and with a bare post in turn");
    let server = OidcProvider::start("bench");
    let key = make_rsa_key(RsaBits::Rsa4096).expect("a key can be made");
    let certificate =
        make_self_signed(&key, &options(), SystemClock.now().seconds()).expect("a certificate can be made");
    let key_pair = KeyPair::generated(key, certificate);
    server.register(CLIENT, &certificate_of(&key_pair)).await;
    let form = form(CLIENT, &server.token_endpoint, "");

    let mut figure = Figure {
        name: "sign and exchange on loopback".into(),
        against: "bare reqwest post",
        unit: "ms",
        ours: Vec::new(),
        theirs: Vec::new(),
        target: 1.5,
    };
    for round in 0..WARM_UP + rounds * MORE_ROUNDS {
        let ours = ours(&form, &key_pair).await;
        let theirs = theirs(&server, signed_body(&form, &key_pair)).await;
        if round >= WARM_UP {
            figure.ours.push(ours);
            figure.theirs.push(theirs);
        }
    }
    figure
}

async fn ours(form: &RequestForm, key_pair: &KeyPair) -> f64 {
    let start = Instant::now();
    let shown = ask(form, key_pair, &this_moment()).await.shown();
    let time = start.elapsed();
    assert!(shown.token.is_some(), "a token is granted");
    time.as_secs_f64() * 1000.0
}

fn signed_body(form: &RequestForm, key_pair: &KeyPair) -> String {
    let (request, _) = prepare(form, key_pair, &this_moment(), &Confirmed::warnings())
        .expect("nothing stands against sending");
    request.body().to_owned()
}

async fn theirs(server: &OidcProvider, body: String) -> f64 {
    let start = Instant::now();
    let client = reqwest::Client::builder().no_proxy().build().expect("a client can be made");
    let answer = client
        .post(&server.token_endpoint)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body)
        .send()
        .await
        .expect("the server answers");
    let success = answer.status().is_success();
    let _ = answer.bytes().await.expect("the answer has a body");
    let time = start.elapsed();
    assert!(success, "a token is granted");
    time.as_secs_f64() * 1000.0
}
