//! What all tests share: keys, because making one takes time, reading, and running OpenSSL and other tools.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use countersign_core::certificate::{Certificate, CertificateOptions, make_self_signed_with_serial};
use countersign_core::key::{PrivateKey, RsaBits, make_rsa_key};
use countersign_core::key_file::{KeyProblem, LockForm, Locked, Passphrases, ReadNote, Undone};
use countersign_core::key_pair::{KeyPair, KeySource, load};
use countersign_core::moment::UnixSeconds;
use secrecy::ExposeSecret as _;
use zeroize::Zeroizing;

/// 15 January 2027, 08:00 UTC.
pub(crate) const NOW: UnixSeconds = UnixSeconds(1_800_000_000);

static KEY: LazyLock<PrivateKey> = LazyLock::new(|| make_rsa_key(RsaBits::Rsa2048).unwrap());
static OTHER_KEY: LazyLock<PrivateKey> = LazyLock::new(|| make_rsa_key(RsaBits::Rsa2048).unwrap());
static CERTIFICATE: LazyLock<Certificate> = LazyLock::new(|| certificate_for(&KEY, NOW));

pub(crate) fn key() -> &'static PrivateKey {
    &KEY
}

pub(crate) fn other_key() -> &'static PrivateKey {
    &OTHER_KEY
}

/// The certificate of [`key`], valid for 365 days from [`NOW`].
pub(crate) fn certificate() -> &'static Certificate {
    &CERTIFICATE
}

pub(crate) fn certificate_for(key: &PrivateKey, now: UnixSeconds) -> Certificate {
    make_self_signed_with_serial(key, &CertificateOptions::default(), now, [0x5A; 20]).unwrap()
}

pub(crate) fn pem(key: &PrivateKey) -> String {
    key.to_pkcs8_pem().expose_secret().to_owned()
}

pub(crate) fn key_pem() -> String {
    pem(key())
}

/// PEM text of any bytes under any label.
pub(crate) fn pem_text(label: &str, der: &[u8]) -> String {
    use base64::Engine as _;
    let text = base64::engine::general_purpose::STANDARD.encode(der);
    let lines: Vec<&str> =
        text.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}

/// What an empty window gets from one file or text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Read {
    pub(crate) private_key: Option<PrivateKey>,
    pub(crate) certificate: Option<Certificate>,
    pub(crate) notes: Vec<ReadNote>,
    pub(crate) problems: Vec<KeyProblem>,
    pub(crate) locked: Vec<Locked>,
}

/// Reads the bytes of a file. Gives the first problem if nothing is taken from them and nothing is locked.
pub(crate) fn read_bytes(bytes: &[u8]) -> Result<Read, KeyProblem> {
    read_bytes_with(bytes, &Passphrases::none())
}

/// Reads the bytes of a file with passphrases.
pub(crate) fn read_bytes_with(bytes: &[u8], passphrases: &Passphrases) -> Result<Read, KeyProblem> {
    let source = KeySource { name: None, content: Ok(Zeroizing::new(bytes.to_vec())) };
    let (pair, loaded) = load(&KeyPair::default(), &[source], passphrases);
    let problems: Vec<KeyProblem> = loaded.problems.into_iter().map(|problem| problem.problem).collect();
    let (private_key, certificate) = (pair.private_key().cloned(), pair.certificate().cloned());
    assert_eq!(loaded.took_private_key, private_key.is_some());
    assert_eq!(loaded.took_certificate, certificate.is_some());
    if pair.is_empty() && loaded.locked.is_empty() {
        return Err(problems[0].clone());
    }
    Ok(Read { private_key, certificate, notes: loaded.notes, problems, locked: loaded.locked })
}

pub(crate) fn read_text(text: &str) -> Result<Read, KeyProblem> {
    read_bytes(text.as_bytes())
}

/// Reads a text that is entirely valid.
pub(crate) fn read_key(text: &str) -> Read {
    let read = read_text(text).unwrap_or_else(|problem| panic!("{problem:?} for\n{text}"));
    assert_eq!((read.problems.as_slice(), read.locked.as_slice()), (&[][..], &[][..]));
    read
}

/// Reads a locked file with the same passphrase for everything in it, twice: first for a keystore, then for
/// what is in it.
pub(crate) fn unlock(bytes: &[u8], passphrase: &str) -> Result<Read, KeyProblem> {
    let mut passphrases = Passphrases::none();
    let mut read = read_bytes(bytes)?;
    assert!(!read.locked.is_empty(), "nothing is locked");
    for _ in 0..2 {
        for Locked { lock, .. } in &read.locked {
            passphrases.give(lock.clone(), passphrase.into());
        }
        read = read_bytes_with(bytes, &passphrases)?;
    }
    Ok(read)
}

/// The note that says what was undone.
pub(crate) fn undone(steps: &[Undone]) -> ReadNote {
    ReadNote::Undone { steps: steps.to_vec() }
}

/// The formats of what is locked in a file.
pub(crate) fn locks(bytes: &[u8]) -> Vec<LockForm> {
    read_bytes(bytes).unwrap().locked.into_iter().map(|locked| locked.lock.form).collect()
}

pub(crate) fn problem(text: &str) -> KeyProblem {
    read_text(text).map(|read| panic!("was read: {read:?}")).unwrap_err()
}

/// A file name under which nothing is kept.
pub(crate) const NOWHERE: &str = if cfg!(windows) { "NUL" } else { "/dev/null" };

/// OpenSSL's program, which takes arguments in UTF-8 on Windows, too, if it's told so.
pub(crate) fn openssl_command() -> Command {
    let mut command = Command::new("openssl");
    command.env("OPENSSL_WIN32_UTF8", "1");
    command
}

/// Runs OpenSSL and returns its output. Fails the test if OpenSSL fails.
pub(crate) fn openssl(arguments: &[&str], input: &str) -> String {
    with_lf(openssl_bytes(arguments, input))
}

/// Runs OpenSSL with something that it takes only from a file; `FILE` among the arguments stands for it.
pub(crate) fn openssl_on_file(arguments: &[&str], content: &str) -> String {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(&file, content).unwrap();
    let path = file.path().to_str().unwrap();
    let arguments: Vec<&str> =
        arguments.iter().map(|word| if *word == "FILE" { path } else { word }).collect();
    openssl(&arguments, "")
}

/// Text of a program, with the line ends of Linux: most programs write those of their system.
fn with_lf(text: Vec<u8>) -> String {
    String::from_utf8(text).unwrap().replace("\r\n", "\n")
}

pub(crate) fn openssl_bytes(arguments: &[&str], input: &str) -> Vec<u8> {
    let mut child = openssl_command()
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| {
            panic!("these tests need the command `openssl` (Debian: apt-get install openssl): {error}")
        });
    // OpenSSL may close its input before it has read everything.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "openssl {arguments:?} failed: {said}");
    output.stdout
}

/// Runs a tool that must be installed, and returns its output. Fails the test if the tool fails.
pub(crate) fn run(tool: &str, package: &str, arguments: &[&str]) -> String {
    // Python writes in the system's encoding otherwise.
    let output = Command::new(tool).args(arguments).env("PYTHONUTF8", "1").output().unwrap_or_else(|error| {
        panic!("these tests need the command `{tool}` (Debian: apt-get install {package}): {error}")
    });
    let said = String::from_utf8_lossy(&output.stderr) + String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{tool} {arguments:?} failed: {said}");
    with_lf(output.stdout)
}

/// A Python that has the package `cryptography`: the one in PATH, under either name, or else the one of the system.
pub(crate) fn python() -> &'static str {
    let has_cryptography = |python: &&str| {
        let asked = std::process::Command::new(python).args(["-c", "import cryptography"]).output();
        asked.is_ok_and(|output| output.status.success())
    };
    ["python3", "python", "/usr/bin/python3"]
        .into_iter()
        .find(has_cryptography)
        .expect("Python's cryptography is installed: cargo xtask test does that")
}
