//! Settings for Salesforce's CLI. `sfcc-ci`, the one that the registry has, reads dw.json and the environment, and asks an
//! Account Manager that speaks TLS.

use std::fs;
use std::process::Command;

use countersign_core::interchange::export::{ExportProblem, ExportTarget, Secrets};
use countersign_core::token_request::{AuthMethod, Destination};
use countersign_tests::exports::packages;
use countersign_tests::faulty_server::{Authority, ClientCertificate, TlsServer, message};
use serde_json::{Value, json};

use super::common::{ACCESS_KEY, CLIENT, Exported, key_pair};
use countersign_tests::practice::PASSWORD;

fn dw_json(exported: &Exported, inside: bool) -> Value {
    let secrets = match inside {
        true => Secrets::Inside { proofs: exported.proofs(), shown: true },
        false => Secrets::Outside,
    };
    let files = exported.export(ExportTarget::DwJson, secrets).expect("the CLI can do that");
    serde_json::from_str(&files[0].text).expect("it is JSON")
}

fn dot_env(exported: &Exported) -> String {
    let secrets = Secrets::Inside { proofs: exported.proofs(), shown: true };
    exported.export(ExportTarget::DotEnv, secrets).expect("the CLI can do that")[0].text.clone()
}

fn at_account_manager(method: AuthMethod) -> Exported {
    let mut exported = Exported::with(method, &key_pair());
    exported.form.destination = Destination::AccountManager;
    exported.form.business_manager.instance_host = "zzte-053.dx.commercecloud.salesforce.com".into();
    exported
}

#[test]
fn dw_json_has_what_the_cli_takes_and_secrets_only_when_asked() {
    let exported = at_account_manager(AuthMethod::SignedJwt);
    assert_eq!(
        dw_json(&exported, false),
        json!({
            "name": "Nightly job",
            "client-id": CLIENT,
            "jwt-cert-path": "cert.pem",
            "jwt-key-path": "key.pem",
            "auth-methods": ["jwt"],
            "oauth-scopes": ["mail"],
        })
    );
    let exported = at_account_manager(AuthMethod::ClientSecret);
    assert_eq!(
        dw_json(&exported, true),
        json!({
            "name": "Nightly job",
            "client-id": CLIENT,
            "client-secret": PASSWORD,
            "auth-methods": ["client-credentials"],
            "client-auth-method": "basic",
            "oauth-scopes": ["mail"],
        })
    );
    assert_eq!(dw_json(&exported, false)["client-secret"], Value::Null);
    let exported = at_account_manager(AuthMethod::BusinessManagerUser);
    assert_eq!(
        dw_json(&exported, true),
        json!({
            "name": "Nightly job",
            "hostname": "zzte-053.dx.commercecloud.salesforce.com",
            "username": exported.form.business_manager.user,
            "password": ACCESS_KEY,
            "client-id": CLIENT,
            "client-secret": PASSWORD,
            "oauth-scopes": ["mail"],
        })
    );
}

#[test]
fn another_server_than_account_manager_cannot_be_written() {
    let mut exported = at_account_manager(AuthMethod::SignedJwt);
    exported.form.destination = Destination::other("https://login.example.com/token", "");
    for target in [ExportTarget::DwJson, ExportTarget::DotEnv] {
        assert_eq!(exported.export(target, Secrets::Outside), Err(ExportProblem::NotAccountManager));
    }
}

/// Runs `sfcc-ci client:auth` in a folder, at a server that speaks TLS and gives a token, and returns what it did.
fn run_sfcc_ci(file: &str, text: &str) -> String {
    let authority = Authority::root("Example", "Exports");
    let leaf = authority.leaf("localhost", (-1, 30));
    let token = message(
        "200 OK",
        &["Content-Type: application/json"],
        r#"{"access_token":"a.b.c","expires_in":1799}"#,
    );
    let server = TlsServer::new(leaf, &[], &ClientCertificate::NotWanted, token).start();
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::write(folder.path().join("ca.pem"), authority.pem()).expect("the folder is writable");
    fs::write(folder.path().join(file), text).expect("the folder is writable");
    let mut command = Command::new("node");
    if file == ".env" {
        command.args(["--env-file", ".env"]);
    }
    command.arg(packages().join("node_modules/sfcc-ci/cli.js")).arg("client:auth");
    let output = command
        .current_dir(folder.path())
        .env("HOME", folder.path())
        .env("NODE_EXTRA_CA_CERTS", folder.path().join("ca.pem"))
        .env("SFCC_LOGIN_URL", format!("localhost:{}", server.port()))
        .env("SFCC_OAUTH_CLIENT_ID", "")
        .output()
        .expect("node can be started");
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn sfcc_ci_reads_dw_json_and_gets_a_token() {
    let exported = at_account_manager(AuthMethod::ClientSecret);
    let text = dw_json(&exported, true).to_string();
    let said = run_sfcc_ci("dw.json", &text);
    assert!(said.contains("Authentication succeeded"), "{said}");
}

#[test]
fn a_dot_env_file_is_read_as_it_was_meant() {
    for method in [AuthMethod::SignedJwt, AuthMethod::ClientSecret, AuthMethod::BusinessManagerUser] {
        let mut exported = at_account_manager(method);
        exported.form.scopes = "mail sfcc.products.rw".into();
        let text = dot_env(&exported);
        let folder = tempfile::tempdir().expect("a folder can be made");
        fs::write(folder.path().join(".env"), &text).expect("the folder is writable");
        let names =
            ["SFCC_CLIENT_ID", "SFCC_CLIENT_SECRET", "SFCC_PASSWORD", "SFCC_OAUTH_SCOPES", "SFCC_JWT_KEY"];
        let script = format!(
            "require('{}/node_modules/dotenv').config({{ path: '.env', quiet: true }});\
             console.log(JSON.stringify({}.map((name) => process.env[name] ?? null)))",
            packages().display(),
            json!(names),
        );
        let node = Command::new("node").args(["-e", &script]).current_dir(folder.path()).output();
        let by_node = String::from_utf8(node.expect("node can be started").stdout).expect("it is text");
        let by_node = by_node.lines().find(|line| line.starts_with('[')).expect("it says so").to_owned();
        // A shell reads it, too.
        let script = "set -a; . ./.env; for name in $0 $@; do printf '%s\\n' \"${!name-}\"; done";
        let shell = Command::new("bash").args(["-c", script]).args(names).current_dir(folder.path()).output();
        let by_shell = String::from_utf8(shell.expect("bash can be started").stdout).expect("it is text");
        let expected = [
            Some(CLIENT),
            (method != AuthMethod::SignedJwt).then_some(PASSWORD),
            (method == AuthMethod::BusinessManagerUser).then_some(ACCESS_KEY),
            Some("mail,sfcc.products.rw"),
            (method == AuthMethod::SignedJwt).then_some("key.pem"),
        ];
        assert_eq!(serde_json::from_str::<Value>(&by_node).expect("it is JSON"), json!(expected), "{text}");
        let lines: Vec<&str> = by_shell.lines().collect();
        assert_eq!(lines, expected.map(Option::unwrap_or_default), "{text}");
    }
}
