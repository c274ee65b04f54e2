//! Known secrets must not be where they do not belong, after everything that a person does with them: not in the
//! output of a crash, and after a window run not in any file of the home folder and not in any text that is meant to
//! be shared. `core/tests/store/canaries.rs` checks the store alone.

use std::io::Write as _;
use std::process::{Command, Stdio};

use countersign_core::key_pair::save_as::{SaveFormat, file_content};
use countersign_tests::canaries::{Canaries, pieces_of_private_key};
use countersign_tests::identity::make_key_pair;
use secrecy::ExposeSecret as _;

const PASSPHRASE: &str = "canary passphrase 0123456789";
const TOKEN: &str = "canary-token-0123456789abcdef";

#[test]
fn the_output_of_a_panic_contains_no_secret_however_much_it_prints() {
    let pair = make_key_pair();
    let locked = file_content(&pair, SaveFormat::KeyPkcs8, Some(&PASSPHRASE.into()), false).expect("it fits");
    let given = serde_json::json!({
        "private_key": String::from_utf8_lossy(&locked.bytes), "passphrase": PASSPHRASE, "token": TOKEN,
    });
    let mut program = Command::new(env!("CARGO_BIN_EXE_crash_by_hand"))
        .env("RUST_BACKTRACE", "full")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it can be started");
    let mut stdin = program.stdin.take().expect("stdin is a pipe");
    stdin.write_all(given.to_string().as_bytes()).expect("it reads");
    drop(stdin);
    let output = program.wait_with_output().expect("it ends");
    let said = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&said);
    for part in ["panicked at", "stack backtrace", "KeyPair {", "Exchange {", "Vault {", "SecretBox"] {
        assert!(text.contains(part), "{part:?} is in what it says:\n{text}");
    }
    // Exposed so that the search knows the key's text.
    let mut known =
        pieces_of_private_key(pair.private_key().expect("it has one").to_pkcs8_pem().expose_secret());
    known.push(("the passphrase".into(), PASSPHRASE.into()));
    known.push(("the token".into(), TOKEN.into()));
    Canaries::new(known).assert_not_in("what the panic says", &said);
}

#[cfg(target_os = "linux")]
mod window {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;
    use std::path::{Path, PathBuf};
    use std::sync::Arc;
    use std::time::Duration;

    use countersign_tests::desktop::{Desktop, Theme};
    use countersign_tests::identity::certificate_of;
    use countersign_tests::keyring::Keyring;
    use countersign_tests::processes::{self, Process};
    use countersign_tests::servers::oidc_provider::OidcProvider;
    use countersign_tests::window::{Opening, PATIENCE, Role, Window, program};

    use super::*;

    const CLIENT: &str = "3f6b1f0e-5d1c-4b8e-9d6a-0c2a7f1e9b44";
    const VAULT_PASSPHRASE: &str = "canary vault passphrase 98765";

    /// A script that starts the program where it may leave a core dump, and records everything that it and WebKit
    /// print.
    fn wrapped(folder: &Path) -> PathBuf {
        let script = folder.join("countersign.sh");
        let text = format!(
            "#!/bin/sh\nulimit -c unlimited 2>/dev/null\ncd '{}' && RUST_BACKTRACE=full exec '{}' \"$@\" >said.log 2>&1\n",
            folder.display(),
            program().display()
        );
        fs::write(&script, text).expect("the home folder is writable");
        fs::set_permissions(&script, fs::Permissions::from_mode(0o700)).expect("it is ours");
        script
    }

    fn files_below(folder: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).expect("the folder can be read").flatten();
        let below = entries.flat_map(|entry| match entry.file_type() {
            Ok(kind) if kind.is_dir() => files_below(&entry.path()),
            Ok(kind) if kind.is_file() => vec![entry.path()],
            _ => Vec::new(),
        });
        below.collect()
    }

    #[tokio::test]
    async fn after_a_window_run_and_a_crash_no_file_and_no_shared_text_contains_a_secret() {
        let server = OidcProvider::start("canaries");
        let pair = make_key_pair();
        server.register(CLIENT, &certificate_of(&pair)).await;
        let desktop = Arc::new(Desktop::start("canaries", Theme::Dark));
        let _keyring = Keyring::start(&desktop, "canaries");
        let folder = desktop.folder("started-in");
        let opening = Opening { program: Some(wrapped(&folder)), theme: Theme::Dark, ..Opening::default() };
        let data = desktop.home().join("data");
        let window = Window::open_on(desktop.clone(), data, "canaries", &opening).await;
        window.click(Role::Button, "Add a credential").await;

        window.fill("API key (client ID)", CLIENT).await;
        window.click(Role::Radio, "Another server…").await;
        window.fill("Token endpoint", &server.token_endpoint).await;
        window.fill("Audience", &server.token_endpoint).await;

        // The key is encrypted, so that its passphrase is typed. The certificate is pasted after it.
        let locked =
            file_content(&pair, SaveFormat::KeyPkcs8, Some(&PASSPHRASE.into()), false).expect("it fits");
        window.paste("Private key or certificate text", &String::from_utf8_lossy(&locked.bytes)).await;
        window.one(Role::Dialog, "A passphrase is needed").await;
        window.fill_secret("Passphrase", PASSPHRASE).await;
        window.click(Role::Button, "Unlock").await;
        window.wait_for_text("Stored encrypted on this computer", PATIENCE).await;
        window.paste("Private key or certificate text", &certificate_of(&pair)).await;
        window.wait_for_text("The certificate belongs to this key", PATIENCE).await;
        window.click(Role::Button, "Get token").await;
        window.wait_for_response("Token received").await;
        // The person copies the token, and then shows it in the page.
        window.click(Role::Button, "Copy token").await;
        let token =
            desktop.clipboard_when("the token", |text| text.len() > 20 && !text.contains("BEGIN")).await;
        window.click(Role::Tab, "Response").await;
        window.click(Role::Button, "Show full tokens").await;
        window.wait_for_text(&token, PATIENCE).await;

        // Exposed so that the search knows the key's text.
        let mut known =
            pieces_of_private_key(pair.private_key().expect("it has one").to_pkcs8_pem().expose_secret());
        known.push(("the passphrase of the key".into(), PASSPHRASE.into()));
        known.push(("the passphrase of the vault".into(), VAULT_PASSPHRASE.into()));
        known.push(("the token".into(), token.into_bytes()));
        let canaries = Canaries::new(known);

        // Texts that are meant to be shared.
        window.click(Role::Button, "Check all credentials").await;
        window.click(Role::Button, "Check 1 credential").await;
        window.wait_for_text("1 of 1 done", PATIENCE).await;
        window.click(Role::Button, "Copy as text").await;
        let board = desktop.clipboard_when("the board", |text| text.contains("all credentials")).await;
        canaries.assert_not_in("the board as text", board.as_bytes());
        window.click(Role::Button, "History").await;
        window.wait_for_text("2 requests", PATIENCE).await;
        canaries.assert_not_in("the history on the page", window.page_text().await.as_bytes());

        // The protection changes to a passphrase.
        window.click(Role::Button, "Settings").await;
        window.click(Role::Button, "Use a passphrase…").await;
        window.fill_secret("Passphrase", VAULT_PASSPHRASE).await;
        window.fill_secret("Repeat passphrase", VAULT_PASSPHRASE).await;
        window.click(Role::Button, "Use this passphrase").await;
        window.wait_for_text("your passphrase", PATIENCE).await;

        let processes = processes::in_group(window.process_group());
        assert!(processes.iter().any(Process::is_program), "{processes:?}");
        assert!(processes.iter().any(Process::has_page), "{processes:?}");
        for Process { id, name } in &processes {
            let limits = fs::read_to_string(format!("/proc/{id}/limits")).expect("it runs");
            let line =
                limits.lines().find(|line| line.starts_with("Max core file size")).expect("there is one");
            let most: u64 =
                line.split_whitespace().nth(4).and_then(|most| most.parse().ok()).unwrap_or(u64::MAX);
            assert!(most <= 1, "{name} may leave an image of its memory: {line}");
        }
        // All at once, because the end of one ends the others.
        let killed = Command::new("kill")
            .arg("-ABRT")
            .args(processes.iter().map(|process| process.id.to_string()))
            .status();
        assert!(killed.is_ok_and(|status| status.success()), "it crashes");
        tokio::time::sleep(Duration::from_secs(1)).await;
        window.kill();

        let files = files_below(desktop.home());
        assert!(files.iter().any(|file| file.ends_with("said.log")), "{files:?}");
        assert!(files.iter().any(|file| file.starts_with(desktop.home().join("data/webview"))), "{files:?}");
        let left: Vec<_> = files.iter().filter(|file| file.starts_with(&folder)).collect();
        assert_eq!(left.len(), 2, "the crash leaves nothing: {left:?}");
        for file in &files {
            // A file that disappears meanwhile contains nothing.
            let bytes = fs::read(file).unwrap_or_default();
            canaries.assert_not_in(&file.display().to_string(), &bytes);
        }
    }
}
