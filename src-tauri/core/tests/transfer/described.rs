//! `docs/transfer-file.md` is right: a program that was written by it, in another language and with other people's
//! cryptography, opens what Countersign writes.

use std::io::Write as _;
use std::process::{Command, Stdio};

use countersign_core::interchange::transfer::{SealedTransfer, TransferChoice, TransferWanted, open};

use crate::common::{PASSPHRASE, computer, file_of, json, used_computer};

/// A Python that has the packages which the reader uses.
fn python() -> &'static str {
    let has_them = |python: &&str| {
        let asked = Command::new(python).args(["-c", "import argon2, cryptography"]).output();
        asked.is_ok_and(|output| output.status.success())
    };
    ["python3", "python", "/usr/bin/python3"]
        .into_iter()
        .find(has_them)
        .expect("Python's argon2-cffi and cryptography are installed: cargo xtask test does that")
}

/// What the reader says of a file: the content, or what is wrong.
fn read(file: &[u8], passphrase: &str) -> Result<Vec<u8>, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file.countersign");
    std::fs::write(&path, file).unwrap();
    let mut reader = Command::new(python())
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/transfer/read_transfer.py"))
        .arg(&path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    reader.stdin.take().unwrap().write_all(passphrase.as_bytes()).unwrap();
    let output = reader.wait_with_output().unwrap();
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())
    }
}

#[test]
fn a_reader_written_by_the_description_opens_the_file() {
    let content = used_computer().collect(&TransferWanted::ALL);
    let file = file_of(&content);
    let found: serde_json::Value = serde_json::from_slice(&read(&file, PASSPHRASE).unwrap()).unwrap();
    assert_eq!(found, json(&content));
    let user = found["credentials"].as_array().unwrap().iter().find(|one| one["name"] == "User").unwrap();
    assert_eq!(user["secrets"]["access_key"], "% } ' / + ~ , (");
}

#[test]
fn that_reader_tells_a_wrong_passphrase_from_damage() {
    let file = file_of(&used_computer().collect(&TransferWanted::ALL));
    assert_eq!(read(&file, "another passphrase").unwrap_err(), "wrong passphrase");
    let mut damaged = file.clone();
    damaged[200] ^= 1;
    assert_eq!(read(&damaged, PASSPHRASE).unwrap_err(), "damaged content");
    assert_eq!(read(&file[..file.len() - 1], PASSPHRASE).unwrap_err(), "wrong length");
}

#[test]
fn a_file_written_by_the_description_is_read() {
    // A program in Python has made it.
    let file = include_bytes!("../../../../fuzz/corpus/transfer/sealed.countersign").to_vec();
    let content = open(&SealedTransfer::read(file).unwrap(), &"corpus passphrase".into()).unwrap();
    let names: Vec<_> = content.credentials.iter().map(|one| one.name.as_str()).collect();
    assert_eq!((content.made_by.as_str(), &names[..]), ("a program in Python", &["Secret", "Files"][..]));
    let there = computer();
    there.merge(&content, TransferChoice::TakeTheirs);
    let moved = there.collect(&TransferWanted::ALL);
    let secret = moved.credentials[0].secrets.client_secret.as_ref().unwrap();
    assert_eq!(secrecy::ExposeSecret::expose_secret(secret), "open sesame");
    assert_eq!(moved.settings.unwrap().history_limit, 500);
}
