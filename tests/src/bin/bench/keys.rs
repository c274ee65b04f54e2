//! Making a key pair with our code, and with `openssl req -x509 -newkey rsa:4096 -nodes`. Both end with two files on
//! disk.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use countersign_core::certificate::make_self_signed;
use countersign_core::key::{RsaBits, make_rsa_key};
use countersign_core::moment::Clock;
use countersign_tests::identity::{SystemClock, options};
use secrecy::ExposeSecret;
use tempfile::TempDir;

use crate::table::Figure;

/// The time to make a key varies widely by chance, and so does the median of few rounds.
const MORE_ROUNDS: usize = 2;

pub(crate) fn measure(rounds: usize) -> Figure {
    println!("Making RSA 4096 key pairs, ours and openssl's in turn");
    let folder = TempDir::new().expect("the folder for temporary files is writable");
    let mut figure = Figure {
        name: "RSA 4096 key pair and certificate".into(),
        against: "openssl req -x509",
        unit: "ms",
        ours: Vec::new(),
        theirs: Vec::new(),
        target: 0.6,
    };
    for _ in 0..rounds * MORE_ROUNDS {
        figure.ours.push(milliseconds(|| ours(folder.path())));
        figure.theirs.push(milliseconds(|| theirs(folder.path())));
    }
    figure
}

fn milliseconds(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64() * 1000.0
}

fn ours(folder: &Path) {
    let key = make_rsa_key(RsaBits::Rsa4096).expect("a key can be made");
    let certificate =
        make_self_signed(&key, &options(), SystemClock.now().seconds()).expect("a certificate can be made");
    // A key that nobody uses, in a folder that is removed afterwards.
    fs::write(folder.join("key.pem"), key.to_pkcs8_pem().expose_secret()).expect("the folder is writable");
    fs::write(folder.join("cert.pem"), certificate.to_pem()).expect("the folder is writable");
}

fn theirs(folder: &Path) {
    let status = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "rsa:4096", "-keyout", "key.pem", "-out", "cert.pem"])
        .args(["-days", "365", "-nodes", "-subj", "/CN=countersign"])
        .current_dir(folder)
        .stderr(Stdio::null())
        .status()
        .expect("openssl can be started");
    assert!(status.success(), "openssl makes a key pair");
}
