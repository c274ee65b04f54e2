//! OpenSSH keys that ssh-keygen makes.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use countersign_core::key::{KeySyntax, KeyType};
use countersign_core::key_file::{KeyProblem, LockForm};

use super::{Folder, PASSPHRASE, assert_opens_with_the_right_passphrase_only, private_key_of};
use crate::common::{locks, read_bytes, run, unlock};

/// The file of this name after ssh-keygen has made or changed it.
fn ssh_keygen(folder: &Folder, name: &str, arguments: &[&str], passphrase: &str) -> Vec<u8> {
    let file = ["-q", "-f", &folder.path(name), "-N", passphrase];
    run("ssh-keygen", "openssh-client", &[arguments, &file].concat());
    folder.read(name)
}

#[test]
fn openssh_keys_are_read_with_and_without_a_passphrase() {
    let folder = Folder::new();
    for (name, arguments, key_type) in [
        ("rsa", &["-t", "rsa", "-b", "2048"][..], KeyType::Rsa { bits: 2048 }),
        ("p256", &["-t", "ecdsa", "-b", "256"], KeyType::Ec { curve: "P-256".to_owned() }),
        ("p384", &["-t", "ecdsa", "-b", "384"], KeyType::Ec { curve: "P-384".to_owned() }),
        ("ed25519", &["-t", "ed25519"], KeyType::Ed25519),
    ] {
        let bytes = ssh_keygen(&folder, name, arguments, "");
        let plain = private_key_of(read_bytes(&bytes));
        assert_eq!((plain.key_type(), plain.syntax()), (key_type, KeySyntax::OpenSsh));
        // The same key with a passphrase, and converted to PKCS#8 by ssh-keygen.
        let locked = ssh_keygen(&folder, name, &["-p", "-P", ""], PASSPHRASE);
        assert_opens_with_the_right_passphrase_only(&locked, LockForm::OpenSsh, &plain, name);
        if name != "ed25519" {
            let pkcs8 = ssh_keygen(&folder, name, &["-p", "-m", "PKCS8", "-P", PASSPHRASE], "");
            assert_eq!(private_key_of(read_bytes(&pkcs8)), plain, "{name}");
        }
    }
}

#[test]
fn openssh_keys_open_in_every_cipher() {
    let folder = Folder::new();
    for cipher in [
        "aes128-cbc",
        "aes192-cbc",
        "aes256-cbc",
        "aes128-ctr",
        "aes192-ctr",
        "aes256-ctr",
        "aes128-gcm@openssh.com",
        "aes256-gcm@openssh.com",
        "chacha20-poly1305@openssh.com",
        "3des-cbc",
    ] {
        let bytes = ssh_keygen(&folder, cipher, &["-t", "ed25519", "-Z", cipher, "-a", "4"], PASSPHRASE);
        assert_eq!(locks(&bytes), [LockForm::OpenSsh], "{cipher}");
        assert_eq!(private_key_of(unlock(&bytes, PASSPHRASE)).key_type(), KeyType::Ed25519, "{cipher}");
    }
    let text = ssh_keygen(&folder, "unknown", &["-t", "ed25519", "-Z", "aes256-ctr"], PASSPHRASE);
    let text: String =
        String::from_utf8(text).unwrap().lines().filter(|line| !line.starts_with('-')).collect();
    let mut bytes = STANDARD.decode(text).unwrap();
    let name = bytes.windows(10).position(|name| name == b"aes256-ctr").unwrap();
    bytes[name..name + 10].copy_from_slice(b"aes999-ctr");
    let cipher = "aes999-ctr".to_owned();
    assert_eq!(read_bytes(&bytes), Err(KeyProblem::CipherUnsupported { cipher }));
}

#[test]
fn openssh_keys_that_cannot_sign_here_are_named() {
    let folder = Folder::new();
    let p521 = ssh_keygen(&folder, "p521", &["-t", "ecdsa", "-b", "521"], "");
    let key_type = KeyType::Ec { curve: "P-521".to_owned() };
    assert_eq!(read_bytes(&p521), Err(KeyProblem::KeyTypeUnusable { key_type }));
    let short = ssh_keygen(&folder, "short", &["-t", "rsa", "-b", "1024"], "");
    assert_eq!(read_bytes(&short), Err(KeyProblem::TooShort { bits: 1024 }));
}
