//! Keys that Python's `cryptography` writes, in each of its formats.

use std::path::Path;

use super::{Folder, private_key_of};
use crate::common::{python, read_bytes, run, unlock};

/// Writes a key of each type in each format into the folder given as its argument.
const PYTHON_KEYS: &str = "
import sys
from pathlib import Path
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat, pkcs12)

folder = Path(sys.argv[1])
kinds = {
    'rsa': rsa.generate_private_key(65537, 2048),
    'p256': ec.generate_private_key(ec.SECP256R1()),
    'p384': ec.generate_private_key(ec.SECP384R1()),
    'ed25519': ed25519.Ed25519PrivateKey.generate(),
}
locked, plain = BestAvailableEncryption(b'python-word'), NoEncryption()
for name, key in kinds.items():
    def write(form, content):
        (folder / f'{name}.{form}').write_bytes(content)
    write('plain', key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, plain))
    write('der', key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, plain))
    write('ssh', key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, plain))
    write('locked-pkcs8', key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked))
    write('locked-pkcs12', pkcs12.serialize_key_and_certificates(b'shop', key, None, None, locked))
    if name != 'ed25519':
        write('traditional', key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, plain))
        write('locked-traditional', key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, locked))
";

#[test]
fn keys_of_pythons_cryptography_are_read_in_every_format() {
    let folder = Folder::new();
    run(python(), "python3-cryptography", &["-c", PYTHON_KEYS, &folder.path("")]);
    let mut read_files = 0;
    for name in ["rsa", "p256", "p384", "ed25519"] {
        let expected = private_key_of(read_bytes(&folder.read(&format!("{name}.plain"))));
        for form in ["der", "ssh", "traditional", "locked-pkcs8", "locked-pkcs12", "locked-traditional"] {
            let file = format!("{name}.{form}");
            if !Path::new(&folder.path(&file)).exists() {
                continue;
            }
            let bytes = folder.read(&file);
            let read =
                if form.starts_with("locked") { unlock(&bytes, "python-word") } else { read_bytes(&bytes) };
            assert_eq!(private_key_of(read), expected, "{file}");
            read_files += 1;
        }
    }
    assert_eq!(read_files, 22);
}
