//! Keystores that Java's keytool makes: JKS, JCEKS and PKCS#12.

use countersign_core::key_file::{KeyProblem, Lock, LockForm, Locked, Passphrases};

use super::{Folder, private_key_of, refused};
use crate::common::{certificate, key, read_bytes, read_bytes_with, run, unlock};

fn keytool(arguments: &[&str]) {
    run("keytool", "default-jre-headless", arguments);
}

/// A keystore that keytool makes from the shared key, with these passphrases for the store and for the key.
fn java_keystore(folder: &Folder, kind: &str, store: &str, entry: &str) -> Vec<u8> {
    let source = folder.write("in.p12", &folder.pkcs12("source", &["-name", "shop"]));
    let from = ["-srckeystore", &source, "-srcstoretype", "PKCS12", "-srcstorepass", "source"];
    let name = format!("store.{kind}");
    let to = ["-destkeystore", &folder.path(&name), "-deststoretype", kind, "-deststorepass", store];
    let one = ["-srcalias", "shop", "-destkeypass", entry];
    keytool(&[&["-importkeystore", "-noprompt"], &from[..], &to, &one].concat());
    folder.read(&name)
}

/// A new keystore that keytool makes with these arguments.
fn keystore(folder: &Folder, kind: &str, arguments: &[&str]) -> Vec<u8> {
    let name = format!("new.{kind}");
    let store = ["-keystore", &folder.path(&name), "-storetype", kind, "-storepass", "store-word"];
    keytool(&[arguments, &store].concat());
    folder.read(&name)
}

#[test]
fn java_keystores_of_each_kind_open_with_their_passphrase() {
    let folder = Folder::new();
    for kind in ["JKS", "JCEKS", "PKCS12"] {
        let bytes = java_keystore(&folder, kind, "store-word", "store-word");
        let read = unlock(&bytes, "store-word").unwrap();
        assert_eq!(read.private_key.as_ref(), Some(key()), "{kind}");
        assert_eq!(read.certificate.as_ref(), Some(certificate()), "{kind}");
        assert_eq!((read.problems.as_slice(), read.locked.as_slice()), (&[][..], &[][..]), "{kind}");
        let wrong = refused(&bytes, kind);
        // In the older formats, certificates are not encrypted.
        assert_eq!(wrong.certificate.is_some(), kind != "PKCS12", "{kind}");
    }
}

#[test]
fn a_key_with_its_own_passphrase_is_locked_under_its_alias() {
    let folder = Folder::new();
    for kind in ["JKS", "JCEKS"] {
        let bytes = java_keystore(&folder, kind, "store-word", "entry-word");
        let store = read_bytes(&bytes).unwrap().locked.remove(0).lock;
        assert_eq!(store, Lock { source: 0, place: 0, form: LockForm::JavaKeystore, entry: None });
        let mut passphrases = Passphrases::none();
        passphrases.give(store.clone(), "store-word".into());
        let half = read_bytes_with(&bytes, &passphrases).unwrap();
        let entry = Lock { entry: Some("shop".to_owned()), ..store.clone() };
        assert_eq!(half.locked, [Locked { lock: entry.clone(), source: None, refused: false }], "{kind}");
        passphrases.give(entry, "entry-word".into());
        assert_eq!(&private_key_of(read_bytes_with(&bytes, &passphrases)), key(), "{kind}");
        // The passphrase of the key is enough; the one of the keystore is not needed.
        assert_eq!(&private_key_of(unlock(&bytes, "entry-word")), key(), "{kind}");
    }
}

#[test]
fn a_keystore_with_only_certificates_needs_no_passphrase() {
    let folder = Folder::new();
    let import = ["-importcert", "-noprompt", "-alias", "shop", "-file", &folder.path("cert.pem")];
    let bytes = keystore(&folder, "JKS", &import);
    assert_eq!(read_bytes(&bytes).unwrap().certificate.as_ref(), Some(certificate()));
}

#[test]
fn a_secret_key_in_a_keystore_is_reported_because_it_hides_the_entries_after_it() {
    let make = ["-genseckey", "-alias", "aes", "-keyalg", "AES", "-keysize", "128", "-keypass", "store-word"];
    let bytes = keystore(&Folder::new(), "JCEKS", &make);
    let problem = KeyProblem::SecretKeyEntry { alias: "aes".to_owned() };
    assert_eq!(read_bytes(&bytes), Err(problem));
}
