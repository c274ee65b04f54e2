//! PKCS#12 in BER and from the libraries beside OpenSSL: NSS (Firefox), Bouncy Castle, GnuTLS. On Linux only, where their
//! tools are installed with one command.

#![cfg(target_os = "linux")]

use countersign_core::key_file::{LockForm, Passphrases};

use super::{Folder, PASSPHRASE};
use crate::common::{certificate, key, read_bytes, read_bytes_with, run};

/// Where Debian and Ubuntu put Bouncy Castle.
const BOUNCY_CASTLE: &str = "/usr/share/java/bcprov.jar";

/// Opens a file with one reading: these programs hash a passphrase hundreds of thousands of times.
fn assert_gives_the_pair(bytes: &[u8], passphrase: &str, what: &str) {
    let lock = read_bytes(bytes).unwrap().locked.remove(0).lock;
    assert_eq!(lock.form, LockForm::Pkcs12, "{what}");
    let mut passphrases = Passphrases::none();
    passphrases.give(lock, passphrase.into());
    let read = read_bytes_with(bytes, &passphrases).unwrap_or_else(|problem| panic!("{what}: {problem:?}"));
    assert_eq!(read.private_key.as_ref(), Some(key()), "{what}");
    assert_eq!(read.certificate.as_ref(), Some(certificate()), "{what}");
    assert_eq!((read.problems.as_slice(), read.locked.as_slice()), (&[][..], &[][..]), "{what}");
}

#[test]
fn files_that_nss_exports_open() {
    let folder = Folder::new();
    let database = format!("sql:{}", folder.path(""));
    let source = folder.write("in.p12", &folder.pkcs12("source", &["-name", "shop"]));
    let (passphrase, output) = (folder.write("word.txt", PASSPHRASE.as_bytes()), folder.path("out.p12"));
    run("certutil", "libnss3-tools", &["-N", "-d", &database, "--empty-password"]);
    run("pk12util", "libnss3-tools", &["-i", &source, "-d", &database, "-W", "source"]);
    let triple_des = "PKCS #12 V2 PBE With SHA-1 And 3KEY Triple DES-CBC";
    for cipher in [triple_des, "AES-256-CBC"] {
        let export = ["-o", &output, "-n", "shop", "-d", &database, "-w", &passphrase];
        run("pk12util", "libnss3-tools", &[&export[..], &["-c", cipher]].concat());
        let bytes = folder.read("out.p12");
        assert_eq!(bytes[..2], [0x30, 0x80], "NSS writes BER");
        assert_gives_the_pair(&bytes, PASSPHRASE, cipher);
    }
}

#[test]
fn keystores_of_bouncy_castle_open() {
    let folder = Folder::new();
    let source = folder.write("in.p12", &folder.pkcs12("source", &["-name", "shop"]));
    for kind in ["PKCS12", "PKCS12-3DES-3DES"] {
        let output = folder.path(kind);
        let from = ["-srckeystore", &source, "-srcstoretype", "PKCS12", "-srcstorepass", "source"];
        let to = ["-destkeystore", &output, "-deststoretype", kind, "-deststorepass", "store-word"];
        let provider = [
            "-providerpath",
            BOUNCY_CASTLE,
            "-providerclass",
            "org.bouncycastle.jce.provider.BouncyCastleProvider",
        ];
        let of_theirs = ["-destprovidername", "BC", "-importkeystore", "-noprompt"];
        run("keytool", "default-jre-headless", &[&of_theirs[..], &from, &to, &provider].concat());
        let bytes = folder.read(kind);
        assert_eq!(bytes[..2], [0x30, 0x80], "Bouncy Castle writes BER");
        assert_gives_the_pair(&bytes, "store-word", kind);
    }
}

#[test]
fn files_that_gnutls_makes_open() {
    let folder = Folder::new();
    let (key_file, certificate_file) = (folder.path("key.pem"), folder.path("cert.pem"));
    for cipher in ["aes-256", "arcfour"] {
        let output = folder.path("out.p12");
        run(
            "certtool",
            "gnutls-bin",
            &[
                "--to-p12",
                "--load-privkey",
                &key_file,
                "--load-certificate",
                &certificate_file,
                "--p12-name",
                "shop",
                "--password",
                PASSPHRASE,
                "--pkcs-cipher",
                cipher,
                "--outder",
                "--outfile",
                &output,
            ],
        );
        let bytes = folder.read("out.p12");
        assert_gives_the_pair(&bytes, PASSPHRASE, cipher);
    }
}
