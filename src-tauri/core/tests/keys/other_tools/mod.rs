//! Files that other programs make, read here: OpenSSL in every cipher, Java's keytool, ssh-keygen, Node,
//! Python.
//!
//! A missing tool fails the test: a format that nobody checked does not count as one that can be read.

mod ber;
mod java;
mod node;
mod open_ssl;
mod pkcs12;
mod python;
mod ssh_keygen;

use countersign_core::key::PrivateKey;
use countersign_core::key_file::{KeyProblem, LockForm, Locked, Passphrases};

use crate::common::{Read, certificate, key_pem, locks, openssl_bytes, read_bytes, read_bytes_with, unlock};

const PASSPHRASE: &str = "correct horse: bättery";

/// A folder with the shared key and certificate, for tools that need files.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.write("key.pem", key_pem().as_bytes());
        folder.write("cert.pem", certificate().to_pem().as_bytes());
        folder
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }

    fn write(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    /// The shared key and certificate in PKCS#12, as OpenSSL writes it with these options.
    fn pkcs12(&self, passphrase: &str, way: &[&str]) -> Vec<u8> {
        let (key, certificate) = (self.path("key.pem"), self.path("cert.pem"));
        let passphrase = format!("pass:{passphrase}");
        let pair = ["pkcs12", "-export", "-inkey", &key, "-in", &certificate, "-passout", &passphrase];
        openssl_bytes(&[&pair[..], way].concat(), "")
    }
}

fn private_key_of(read: Result<Read, KeyProblem>) -> PrivateKey {
    let read = read.unwrap_or_else(|problem| panic!("{problem:?}"));
    assert_eq!(read.problems, []);
    assert_eq!(read.locked, []);
    read.private_key.unwrap()
}

/// Reads with a wrong passphrase for the first lock, and checks that it is refused without a problem.
fn refused(bytes: &[u8], what: &str) -> Read {
    let lock = read_bytes(bytes).unwrap().locked.remove(0).lock;
    let mut passphrases = Passphrases::none();
    passphrases.give(lock, "wrong".into());
    let read = read_bytes_with(bytes, &passphrases).unwrap();
    assert_eq!((read.private_key.as_ref(), read.problems.as_slice()), (None, &[][..]), "{what}");
    assert!(matches!(read.locked.as_slice(), [Locked { refused: true, .. }]), "{what}");
    read
}

fn assert_opens_with_the_right_passphrase_only(
    bytes: &[u8],
    form: LockForm,
    expected: &PrivateKey,
    what: &str,
) {
    assert_eq!(locks(bytes), [form], "{what}");
    assert_eq!(&private_key_of(unlock(bytes, PASSPHRASE)), expected, "{what}");
    refused(bytes, what);
}
