//! Each export gets a token, with each method.

use countersign_core::interchange::export::{ExportTarget, Secrets};
use countersign_core::token_request::{AuthMethod, HeaderParameters, HeaderType};
use countersign_tests::exports::{Environment, Runner, run};
use tokio::task::spawn_blocking;

use super::common::{CLIENT, COMPILED, Exported, NEARBY, key_pair, methods, practice};

/// The claims of a token that the practice server gave.
fn claims_of(token: &str) -> serde_json::Value {
    use base64::Engine as _;
    let part = token.split('.').nth(1).unwrap_or_else(|| panic!("it is a JWT: {token}"));
    let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(part).expect("it is Base64");
    serde_json::from_slice(&bytes).expect("it is JSON")
}

async fn every_method_gets_a_token(tools: &[(ExportTarget, Runner)]) {
    let key_pair = key_pair();
    let mut failed = Vec::new();
    for (name, method, placement, set_to) in methods() {
        let server = practice(&key_pair, set_to).await;
        let mut exported = Exported::with(method, &key_pair);
        exported.form.secret_placement = placement;
        exported.form.header =
            HeaderParameters { typ: HeaderType::ClientAuthentication, ..HeaderParameters::default() };
        exported.form = exported.form.with_practice(Some(server.address().clone()));
        for &(tool, runner) in tools {
            // Secrets inside are written in the same way for each method: two of them show it.
            let with_both = matches!(method, AuthMethod::SignedJwt | AuthMethod::BusinessManagerUser);
            for inside in [false, true].into_iter().take(1 + usize::from(with_both)) {
                let secrets = match inside {
                    true => Secrets::Inside { proofs: exported.proofs(), shown: true },
                    false => Secrets::Outside,
                };
                let files = exported.export(tool, secrets).expect("the tool can do that");
                let environment = if inside { Environment::default() } else { exported.environment() };
                let ran = spawn_blocking(move || {
                    let folder = tempfile::tempdir().expect("a folder can be made");
                    run(tool, runner, &files, folder.path(), &environment)
                })
                .await
                .expect("it does not panic");
                match ran {
                    Ok(token) if claims_of(&token)["client_id"] == CLIENT => {}
                    Ok(token) => failed.push(format!("{tool:?} {runner:?}, {name}: {token}")),
                    Err(said) => failed.push(format!("{tool:?} {runner:?}, {name}, inside {inside}: {said}")),
                }
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_interpreted_gets_a_token_with_each_method() {
    every_method_gets_a_token(&NEARBY).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a JDK, Maven and Go: cargo xtask test --servers"]
async fn what_is_compiled_gets_a_token_with_each_method() {
    every_method_gets_a_token(&COMPILED).await;
}
