//! What other people's libraries say about the practice Account Manager: it accepts their assertions and secrets, and
//! they accept its tokens. What it refuses is in the core's own tests.

use std::io::Write as _;
use std::process::{Command, Stdio};

use countersign_core::key_pair::KeyPair;
use countersign_core::practice::PracticeServer;
use countersign_tests::artefacts::repository;
use countersign_tests::identity::make_key_pair;
use countersign_tests::practice::{PASSWORD, POSTS, SENDS_HEADER, SIGNS, start};
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

const AUDIENCE: &str = "urn:countersign:practice";

/// What a program in `tests/servers` reports about the server, as JSON.
async fn opinion_of(program: &str, script: &str, server: &PracticeServer, key_pair: &KeyPair) -> Value {
    let key = key_pair.private_key().expect("a made key pair has a key").to_pkcs8_pem();
    let question = json!({
        "issuer": server.address().issuer(),
        "audience": AUDIENCE,
        // Exposed because another program signs with it. The key was made for this test.
        "private_key": key.expose_secret(),
        "signs": SIGNS,
        "posts": POSTS,
        "sends_header": SENDS_HEADER,
        "secret": PASSWORD,
    });
    let mut child = Command::new(program)
        .arg(script)
        .current_dir(repository().join("tests/servers"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{program} can be started: {error}"));
    child
        .stdin
        .take()
        .expect("stdin is a pipe")
        .write_all(question.to_string().as_bytes())
        .expect("it reads the question");
    // The server runs on this runtime meanwhile.
    let output = tokio::task::spawn_blocking(move || child.wait_with_output())
        .await
        .expect("waiting does not panic")
        .expect("it ends");
    assert!(output.status.success(), "{script} is content; what is not is on stderr");
    serde_json::from_slice(&output.stdout).expect("it answers with JSON")
}

#[tokio::test(flavor = "multi_thread")]
async fn jose_and_openid_client_are_accepted_and_verify_its_tokens() {
    let key_pair = make_key_pair();
    let server = start(&key_pair).await;
    let opinion = opinion_of("node", "practice-opinions.mjs", &server, &key_pair).await;
    assert_eq!(opinion["jose"]["status"], 200, "{}", opinion["jose"]["body"]);
    assert_eq!(opinion["jose"]["verified"]["payload"]["client_id"], SIGNS);
    assert_eq!(opinion["jose"]["verified"]["header"]["alg"], "RS256");
    for (method, client_id) in
        [("private_key_jwt", SIGNS), ("client_secret_post", POSTS), ("client_secret_basic", SENDS_HEADER)]
    {
        let by_method = &opinion["openid_client"][method];
        assert_eq!(
            (&by_method["scope"], &by_method["expires_in"]),
            (&json!("mail"), &json!(1799)),
            "{method}"
        );
        assert_eq!(by_method["verified"]["payload"]["client_id"], client_id);
        assert_eq!(by_method["verified"]["payload"]["practice"], true);
        assert_eq!(by_method["introspected"]["active"], true);
        assert_eq!(by_method["introspected"]["client_id"], client_id);
    }
}

/// A Python that has PyJWT: from the PATH, otherwise the system's.
fn python() -> &'static str {
    let has_pyjwt = |python: &&str| {
        let asked =
            Command::new(python).args(["-c", "import jwt, cryptography"]).stderr(Stdio::null()).status();
        asked.is_ok_and(|status| status.success())
    };
    ["python3", "python", "/usr/bin/python3"]
        .into_iter()
        .find(has_pyjwt)
        .expect("PyJWT is installed: cargo xtask test does that")
}

#[tokio::test(flavor = "multi_thread")]
async fn pyjwt_is_accepted_and_verifies_its_token() {
    let key_pair = make_key_pair();
    let server = start(&key_pair).await;
    let claims = opinion_of(python(), "pyjwt-opinion.py", &server, &key_pair).await;
    assert_eq!((&claims["client_id"], &claims["practice"]), (&json!(SIGNS), &json!(true)));
}
