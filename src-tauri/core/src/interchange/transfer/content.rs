//! What is in a transfer file, once it is open: JSON, as `docs/transfer-file.md` describes it. What is read is bounded as a
//! whole, and every part of it is read as what it is before anything can be stored.

use std::cell::Cell;
use std::fmt;
use std::io;
use std::marker::PhantomData;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret as _, SecretString};
use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::Zeroizing;

use super::problem::TransferProblem;
use crate::api_trial::ApiResults;
use crate::certificate::Certificate;
use crate::credential::{Draft, Group, KeyHome, LastResult};
use crate::key_pair::Origin;
use crate::moment::UnixMillis;
use crate::practice::PracticeSnapshot;
use crate::store::{MovedAttempt, Settings};
use crate::vault::{SecretKind, is_private_key};

/// The most credentials in one file.
pub const MOST_CREDENTIALS: usize = 10_000;
/// The most attempts in one file: as many as the history can hold.
pub const MOST_ATTEMPTS: usize = 100_000;
/// The most characters of an identity, and of the name of the program.
const MOST_NAME: usize = 200;
/// The most files that a key pair is read from: one for the key, one for the certificate, and some to spare.
const MOST_KEY_FILES: usize = 8;

/// Everything that a transfer file holds.
#[derive(Serialize, Deserialize)]
pub struct TransferContent {
    /// When the file was made.
    pub made_at: UnixMillis,
    /// The program that made it, with its version.
    pub made_by: String,
    /// The credentials, in the order of the list.
    #[serde(deserialize_with = "at_most_credentials")]
    pub credentials: Vec<MovedCredential>,
    /// What the practice Account Manager is set to, if all credentials were moved.
    #[serde(default)]
    pub practice: Option<PracticeSnapshot>,
    /// The program's settings, if all credentials were moved.
    #[serde(default)]
    pub settings: Option<Settings>,
}

/// A credential with everything that belongs to it.
#[derive(Serialize, Deserialize)]
pub struct MovedCredential {
    /// The same in each copy of this credential, on each computer.
    pub identity: String,
    /// Name; may be empty.
    pub name: String,
    /// What kind of instance it is for.
    pub group: Group,
    /// What was typed.
    pub draft: Draft,
    /// Where its private key is, and what is public of it.
    pub key: MovedKey,
    /// Its secrets.
    #[serde(default)]
    pub secrets: MovedSecrets,
    /// The result of its last token request, if there was one.
    #[serde(default)]
    pub last_result: Option<LastResult>,
    /// The last trial of each API with its token.
    #[serde(default)]
    pub api_results: ApiResults,
    /// Its history, the oldest first; empty if the file has none.
    #[serde(default, deserialize_with = "at_most_attempts")]
    pub attempts: Vec<MovedAttempt>,
}

/// Where a private key is, and what is public of the pair.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedKey {
    /// Where the private key is while the program is not running.
    pub home: KeyHome,
    /// Where the private key came from.
    #[serde(default)]
    pub origin: Option<Origin>,
    /// The certificate: DER (X.509) in Base64.
    #[serde(default)]
    pub certificate: Option<String>,
    /// Where the certificate came from.
    #[serde(default)]
    pub certificate_origin: Option<Origin>,
}

impl MovedKey {
    /// The certificate; `None` if there is none, or if it cannot be read.
    pub(super) fn read_certificate(&self) -> Option<Certificate> {
        Certificate::from_der(&STANDARD.decode(self.certificate.as_ref()?).ok()?).ok()
    }
}

/// The secrets of a credential. `Debug` shows none.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct MovedSecrets {
    /// The private key: PKCS#8 in PEM; with the pair that it is to replace, JSON.
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "exposed")]
    pub private_key: Option<SecretString>,
    /// The API client's secret.
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "exposed")]
    pub client_secret: Option<SecretString>,
    /// The Business Manager user's access key.
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "exposed")]
    pub access_key: Option<SecretString>,
    /// The passphrase of a key file.
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "exposed")]
    pub key_passphrase: Option<SecretString>,
}

impl MovedSecrets {
    /// The secrets that a credential can have.
    pub const KINDS: [SecretKind; 4] =
        [SecretKind::PrivateKey, SecretKind::ClientSecret, SecretKind::AccessKey, SecretKind::KeyPassphrase];

    /// The secret of this kind, if there is one.
    #[must_use]
    pub fn of(&self, kind: SecretKind) -> Option<&SecretString> {
        match kind {
            SecretKind::PrivateKey => self.private_key.as_ref(),
            SecretKind::ClientSecret => self.client_secret.as_ref(),
            SecretKind::AccessKey => self.access_key.as_ref(),
            SecretKind::KeyPassphrase => self.key_passphrase.as_ref(),
            SecretKind::PracticeServer | SecretKind::BackupKey => None,
        }
    }

    pub(super) fn put(&mut self, kind: SecretKind, secret: SecretString) {
        let place = match kind {
            SecretKind::PrivateKey => &mut self.private_key,
            SecretKind::ClientSecret => &mut self.client_secret,
            SecretKind::AccessKey => &mut self.access_key,
            SecretKind::KeyPassphrase => &mut self.key_passphrase,
            SecretKind::PracticeServer | SecretKind::BackupKey => return,
        };
        *place = Some(secret);
    }

    /// The kinds that are there.
    pub(super) fn kinds(&self) -> Vec<SecretKind> {
        Self::KINDS.into_iter().filter(|kind| self.of(*kind).is_some()).collect()
    }
}

/// Writes a secret into the content, which is sealed as a whole.
fn exposed<S: Serializer>(secret: &Option<SecretString>, serializer: S) -> Result<S::Ok, S::Error> {
    // Exposed to be written into memory that is sealed in place.
    secret.as_ref().map(|secret| secret.expose_secret()).serialize(serializer)
}

/// Writes the content. It is written once into memory of the right size, because a growing buffer would leave copies of
/// secrets behind. Nothing is written if that is more than `most` bytes.
pub(super) fn write(content: &TransferContent, most: usize) -> Result<Zeroizing<Vec<u8>>, TransferProblem> {
    // What is written can be read again.
    check_all(content)?;
    let length = length(content)?;
    if length > most {
        return Err(TransferProblem::too_large(length));
    }
    let mut json = Zeroizing::new(Vec::with_capacity(length));
    serde_json::to_writer(&mut *json, content).map_err(|_| TransferProblem::SealingFailed)?;
    Ok(json)
}

/// How many bytes a value has when it is written.
pub(super) fn length<T: Serialize>(value: &T) -> Result<usize, TransferProblem> {
    let mut length = Length(0);
    serde_json::to_writer(&mut length, value).map_err(|_| TransferProblem::SealingFailed)?;
    Ok(length.0)
}

/// Counts the bytes that are written.
struct Length(usize);

impl io::Write for Length {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Reads the content of a transfer file that was opened.
///
/// # Errors
///
/// [`TransferProblem::Content`] if it is not what a transfer file holds; [`TransferProblem::TooMany`].
pub fn read_content(json: &[u8]) -> Result<TransferContent, TransferProblem> {
    ATTEMPTS_LEFT.set(MOST_ATTEMPTS);
    // As text, as the store reads JSON: reading bytes would be another copy of the same code (docs/size.md).
    let json =
        std::str::from_utf8(json).map_err(|error| wrong(format!("Utf8, byte {}", error.valid_up_to())))?;
    let mut content: TransferContent = serde_json::from_str(json).map_err(|error| {
        // The library's words can repeat a value, which may be a secret.
        let limits = [(TOO_MANY_CREDENTIALS, MOST_CREDENTIALS), (TOO_MANY_ATTEMPTS, MOST_ATTEMPTS)];
        let said = error.to_string();
        match limits.into_iter().find(|(words, _)| said.starts_with(words)) {
            Some((_, limit)) => too_many(limit),
            None => {
                wrong(format!("{:?}, line {}, column {}", error.classify(), error.line(), error.column()))
            }
        }
    })?;
    check_all(&content)?;
    for credential in &mut content.credentials {
        keep_local_files(&mut credential.key);
    }
    Ok(content)
}

fn too_many(limit: usize) -> TransferProblem {
    TransferProblem::TooMany { limit: u32::try_from(limit).unwrap_or(u32::MAX) }
}

/// The first thing that is not as it has to be in a file.
fn check_all(content: &TransferContent) -> Result<(), TransferProblem> {
    if content.credentials.len() > MOST_CREDENTIALS {
        return Err(too_many(MOST_CREDENTIALS));
    }
    if content.credentials.iter().map(|credential| credential.attempts.len()).sum::<usize>() > MOST_ATTEMPTS {
        return Err(too_many(MOST_ATTEMPTS));
    }
    if content.made_by.chars().count() > MOST_NAME {
        return Err(wrong("made_by".to_owned()));
    }
    if !is_time(content.made_at) {
        return Err(wrong("made_at".to_owned()));
    }
    for (at, credential) in content.credentials.iter().enumerate() {
        check(credential, content.made_at).map_err(|field| wrong(format!("credentials[{at}].{field}")))?;
    }
    Ok(())
}

fn wrong(detail: String) -> TransferProblem {
    TransferProblem::Content { detail }
}

/// The first field of a credential that is not what it has to be.
pub(super) fn check(credential: &MovedCredential, made_at: UnixMillis) -> Result<(), &'static str> {
    if credential.identity.is_empty() || credential.identity.chars().count() > MOST_NAME {
        return Err("identity");
    }
    let key = &credential.key;
    if matches!(&key.home, KeyHome::Files { paths } if paths.len() > MOST_KEY_FILES) {
        return Err("key.home.paths");
    }
    if key.certificate.is_some() != key.certificate_origin.is_some() {
        return Err("key.certificate_origin");
    }
    if key.certificate.is_some() && key.read_certificate().is_none() {
        return Err("key.certificate");
    }
    if credential.secrets.private_key.as_ref().is_some_and(|secret| !is_private_key(secret)) {
        return Err("secrets.private_key");
    }
    if credential.last_result.as_ref().is_some_and(|result| !is_time(result.at)) {
        return Err("last_result.at");
    }
    let ApiResults { scapi, ocapi, web_dav } = &credential.api_results;
    if [scapi, ocapi, web_dav].into_iter().flatten().any(|result| !is_time(result.at)) {
        return Err("api_results");
    }
    if credential.attempts.iter().any(|attempt| !was_before(attempt, made_at)) {
        return Err("attempts");
    }
    Ok(())
}

/// Whether a time is from 1970 to 9999.
fn is_time(at: UnixMillis) -> bool {
    const END: i64 = 253_402_300_800_000;
    (0..END).contains(&at.0)
}

/// Whether an attempt was made before the file. One from the future would stay the newest of the history for ever. The
/// clocks of the computers may differ by a day.
pub(super) fn was_before(attempt: &MovedAttempt, made_at: UnixMillis) -> bool {
    const DAY_MS: i64 = 24 * 60 * 60 * 1000;
    let at = attempt.exchange.started_at;
    is_time(at) && at.0 <= made_at.0.saturating_add(DAY_MS)
}

/// Keeps only names of files on a disk of the computer. Reading a file on another host tells that host who asks.
fn keep_local_files(key: &mut MovedKey) {
    if let KeyHome::Files { paths } = &mut key.home {
        paths.retain(|path| is_local(path));
        if paths.is_empty() {
            key.home = KeyHome::Nowhere;
        }
    }
}

/// Whether a path is absolute, here or on Windows, and names no other host.
fn is_local(path: &str) -> bool {
    let is_separator = |byte: &u8| matches!(byte, b'/' | b'\\');
    match path.as_bytes() {
        [b'/', rest @ ..] => !rest.first().is_some_and(is_separator),
        [drive, b':', separator, ..] => drive.is_ascii_alphabetic() && is_separator(separator),
        _ => false,
    }
}

const TOO_MANY_CREDENTIALS: &str = "too many credentials";
const TOO_MANY_ATTEMPTS: &str = "too many attempts";

fn at_most_credentials<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<MovedCredential>, D::Error> {
    from.deserialize_seq(AtMost { most: MOST_CREDENTIALS, too_many: TOO_MANY_CREDENTIALS, of: PhantomData })
}

thread_local! {
    #[allow(clippy::missing_const_for_thread_local, reason = "on Windows clippy doesn't see that it is const")]
    /// How many attempts the file that is being read may still have, over all credentials.
    static ATTEMPTS_LEFT: Cell<usize> = const { Cell::new(MOST_ATTEMPTS) };
}

fn at_most_attempts<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<MovedAttempt>, D::Error> {
    let most = ATTEMPTS_LEFT.get();
    let all: Vec<_> = from.deserialize_seq(AtMost { most, too_many: TOO_MANY_ATTEMPTS, of: PhantomData })?;
    ATTEMPTS_LEFT.set(most.saturating_sub(all.len()));
    Ok(all)
}

/// Reads a list, and stops at its limit: what is short in JSON can be long in memory.
struct AtMost<T> {
    most: usize,
    too_many: &'static str,
    of: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for AtMost<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut all = Vec::new();
        while let Some(one) = list.next_element()? {
            if all.len() == self.most {
                return Err(serde::de::Error::custom(self.too_many));
            }
            all.push(one);
        }
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_on_a_disk_of_the_computer_are_kept() {
        for local in ["/home/ana/key.pem", "C:\\Users\\ana\\key.pem", "d:/keys/key.pem", "/"] {
            assert!(is_local(local), "{local}");
        }
        for other in [
            "",
            "key.pem",
            "../key.pem",
            "//host/share/key.pem",
            "/\\host\\share",
            "\\\\host\\share\\key.pem",
            "\\\\?\\UNC\\host\\share",
            "\\key.pem",
            "C:key.pem",
            "file://host/key.pem",
        ] {
            assert!(!is_local(other), "{other}");
        }
        let mut key = MovedKey {
            home: KeyHome::Files { paths: vec!["//host/key.pem".to_owned(), "/key.pem".to_owned()] },
            ..MovedKey::default()
        };
        keep_local_files(&mut key);
        assert_eq!(key.home, KeyHome::Files { paths: vec!["/key.pem".to_owned()] });
        key.home = KeyHome::Files { paths: vec!["//host/key.pem".to_owned()] };
        keep_local_files(&mut key);
        assert_eq!(key.home, KeyHome::Nowhere);
    }

    #[test]
    fn a_content_of_more_bytes_than_allowed_is_not_written() {
        let content = TransferContent {
            made_at: UnixMillis(0),
            made_by: "x".repeat(100),
            credentials: Vec::new(),
            practice: None,
            settings: None,
        };
        let length = write(&content, usize::MAX).unwrap().len();
        assert_eq!(write(&content, length).unwrap().len(), length);
        let refused = write(&content, length - 1).unwrap_err();
        assert!(matches!(refused, TransferProblem::TooLarge { bytes, .. } if bytes as usize == length));
    }
}
