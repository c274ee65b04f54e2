//! Runs the program's own keychain code from the command line: `read NAME`, `write NAME BYTE`, `remove NAME`. It is a
//! separate process because a session bus is found through the environment.

// It talks to the test that started it.
#![allow(clippy::print_stdout)]

// The shell's own file. The shell's library exposes only the window.
#[path = "../../../src-tauri/platform/keychain/mod.rs"]
mod keychain;

use countersign_core::vault::{KeyBytes, SEALING_KEY_BYTES, SealingKeyHome as _};
use keychain::SystemKeychain;
use serde_json::json;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments[..] {
        ["read", name] => SystemKeychain.read(name).map(|key| json!(key.map(|key| key.as_slice().to_vec()))),
        ["write", name, byte] => {
            let bytes = [byte.parse().expect("BYTE is a number up to 255"); SEALING_KEY_BYTES];
            let key = KeyBytes::from_slice(&bytes).expect("as many bytes as a key has");
            SystemKeychain.write(name, &key).map(|()| json!(null))
        }
        ["remove", name] => SystemKeychain.remove(name).map(|()| json!(null)),
        _ => panic!("read NAME, write NAME BYTE, or remove NAME"),
    };
    println!("{}", outcome.map_or_else(|error| json!({ "error": error }), |value| json!({ "ok": value })));
}
