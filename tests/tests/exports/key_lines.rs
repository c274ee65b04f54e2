//! Key and certificate as one line each, read by those who read `.env` files.

use std::fs;
use std::process::Command;

use countersign_core::interchange::export::{ExportTarget, Secrets};
use countersign_core::token_request::AuthMethod;
use countersign_tests::exports::packages;
use secrecy::ExposeSecret as _;
use serde_json::Value;

use super::common::{Exported, key_pair};

#[test]
fn both_forms_of_the_lines_are_read_as_the_key_and_the_certificate() {
    let exported = Exported::with(AuthMethod::SignedJwt, &key_pair());
    let key = exported.key_pair.private_key().expect("there is one").to_pkcs8_pem();
    let certificate = exported.key_pair.certificate().expect("there is one").to_pem();
    let folder = tempfile::tempdir().expect("a folder can be made");
    for (target, read) in [
        (ExportTarget::KeyLines, "const pem = (name) => process.env[name]"),
        (
            ExportTarget::KeyLinesBase64,
            "const pem = (name) => Buffer.from(process.env[name + '_BASE64'], 'base64').toString()",
        ),
    ] {
        let secrets = Secrets::Inside { proofs: exported.proofs(), shown: true };
        let files = exported.export(target, secrets).expect("there is a key");
        assert_eq!(files[0].text.lines().count(), 2);
        fs::write(folder.path().join(".env"), &files[0].text).expect("the folder is writable");
        // Node.js reads .env files itself, and so does the package dotenv.
        let script = format!(
            "process.loadEnvFile ? process.loadEnvFile('.env') : 0; {read}; \
             process.stdout.write(JSON.stringify([pem('PRIVATE_KEY'), pem('CERTIFICATE')]))"
        );
        let by_node = Command::new("node").args(["-e", &script]).current_dir(folder.path()).output();
        let script = format!(
            "require('{}/node_modules/dotenv').config({{ path: '.env' }}); {read}; \
             process.stdout.write(JSON.stringify([pem('PRIVATE_KEY'), pem('CERTIFICATE')]))",
            packages().display()
        );
        let by_dotenv = Command::new("node").args(["-e", &script]).current_dir(folder.path()).output();
        for output in [by_node, by_dotenv] {
            let output = output.expect("node can be started");
            let said = String::from_utf8_lossy(&output.stdout);
            let start = said.find('[').unwrap_or_else(|| panic!("it says something: {output:?}"));
            let read: Value = serde_json::from_str(&said[start..]).expect("it is JSON");
            // Exposed to be compared. The key was made for this test.
            assert_eq!(read[0], key.expose_secret(), "{target:?}");
            assert_eq!(read[1], certificate, "{target:?}");
        }
    }
}

#[test]
fn the_key_is_not_in_what_is_shown() {
    let exported = Exported::with(AuthMethod::SignedJwt, &key_pair());
    for target in [ExportTarget::KeyLines, ExportTarget::KeyLinesBase64] {
        let secrets = Secrets::Inside { proofs: exported.proofs(), shown: false };
        let text = &exported.export(target, secrets).expect("there is a key")[0].text;
        assert!(text.contains("(not shown here)") && text.contains("CERTIFICATE"), "{text}");
    }
}
