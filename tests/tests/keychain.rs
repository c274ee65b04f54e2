//! The program's keychain code with a real Secret Service (gnome-keyring) on a session bus of its own. The sealing
//! key is stored and read, and keychains that are locked, missing or reset are told apart.
#![cfg(target_os = "linux")]

use std::process::Command;
use std::time::Duration;

use countersign_tests::desktop::{Desktop, Theme};
use countersign_tests::guarded::output_within;
use countersign_tests::keyring::Keyring;
use serde_json::{Value, json};

const NAME: &str = "sealing key 00ff";
/// Longest wait for a prompt that nobody can answer.
const LIMIT: Duration = Duration::from_secs(60);

fn ask(desktop: &Desktop, arguments: &[&str]) -> Value {
    let mut program = desktop.command(env!("CARGO_BIN_EXE_keychain_by_hand"));
    program.args(arguments);
    let answer = output_within(&mut program, LIMIT).expect("the keychain answers in time");
    serde_json::from_slice(&answer).expect("the answer is JSON")
}

fn code(answer: &Value) -> &str {
    answer["error"]["code"].as_str().unwrap_or_else(|| panic!("{answer}"))
}

fn key_of(byte: u8) -> Value {
    json!({ "ok": vec![byte; 32] })
}

fn lock_login(desktop: &Desktop) {
    let mut lock: Command = desktop.command("dbus-send");
    lock.args(["--session", "--print-reply", "--dest=org.freedesktop.secrets", "/org/freedesktop/secrets"]);
    lock.args([
        "org.freedesktop.Secret.Service.Lock",
        "array:objpath:/org/freedesktop/secrets/collection/login",
    ]);
    assert!(output_within(&mut lock, LIMIT).is_some(), "gnome-keyring locks its keychain");
}

#[test]
fn the_sealing_key_is_stored_replaced_and_removed() {
    let desktop = Desktop::start("keychain", Theme::Light);
    let _keyring = Keyring::start(&desktop, "keychain");
    assert_eq!(ask(&desktop, &["read", NAME]), json!({ "ok": null }), "it is not there yet");
    assert_eq!(ask(&desktop, &["write", NAME, "17"]), json!({ "ok": null }));
    assert_eq!(ask(&desktop, &["write", "sealing key of another vault", "18"]), json!({ "ok": null }));
    assert_eq!(ask(&desktop, &["read", NAME]), key_of(17));
    assert_eq!(ask(&desktop, &["write", NAME, "19"]), json!({ "ok": null }));
    assert_eq!(ask(&desktop, &["read", NAME]), key_of(19));
    assert_eq!(ask(&desktop, &["remove", NAME]), json!({ "ok": null }));
    assert_eq!(ask(&desktop, &["read", NAME]), json!({ "ok": null }));
    assert_eq!(
        ask(&desktop, &["remove", NAME]),
        json!({ "ok": null }),
        "removing what is not there is no error"
    );
    assert_eq!(ask(&desktop, &["read", "sealing key of another vault"]), key_of(18));
}

#[test]
fn a_locked_keychain_is_distinguished_from_a_missing_key() {
    let desktop = Desktop::start("keychain-locked", Theme::Light);
    let _keyring = Keyring::start(&desktop, "keychain-locked");
    assert_eq!(ask(&desktop, &["write", NAME, "17"]), json!({ "ok": null }));
    lock_login(&desktop);
    // Nobody is there to answer the prompt, and nothing can show it.
    assert_eq!(code(&ask(&desktop, &["read", NAME])), "locked");
    assert_eq!(code(&ask(&desktop, &["write", NAME, "18"])), "locked");
}

#[test]
fn a_missing_keychain_is_reported_and_one_that_starts_later_is_found() {
    let desktop = Desktop::start("keychain-missing", Theme::Light);
    assert_eq!(code(&ask(&desktop, &["read", NAME])), "unavailable");
    assert_eq!(code(&ask(&desktop, &["write", NAME, "17"])), "unavailable");
    let _keyring = Keyring::start(&desktop, "keychain-missing");
    assert_eq!(ask(&desktop, &["write", NAME, "17"]), json!({ "ok": null }));
    assert_eq!(ask(&desktop, &["read", NAME]), key_of(17));
}

#[test]
fn a_keychain_that_was_reset_has_no_key() {
    let desktop = Desktop::start("keychain-reset", Theme::Light);
    let keyring = Keyring::start(&desktop, "keychain-reset");
    assert_eq!(ask(&desktop, &["write", NAME, "17"]), json!({ "ok": null }));
    drop(keyring);
    let mut reset = desktop.command("sh");
    reset.args(["-c", r#"rm "$HOME"/.local/share/keyrings/login.keyring"#]);
    assert!(
        output_within(&mut reset, LIMIT).is_some(),
        "gnome-keyring keeps its keychain in the home folder"
    );
    let _keyring = Keyring::start(&desktop, "keychain-reset");
    assert_eq!(ask(&desktop, &["read", NAME]), json!({ "ok": null }));
}
