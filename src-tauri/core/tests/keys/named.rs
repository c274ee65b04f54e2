//! What people have beside their keys is named, so that the window can say where it belongs.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use countersign_core::key_file::{ForeignFormat, KeyProblem, SeenInstead};

use crate::common::{certificate, key_pem, openssl, openssl_bytes, pem_text, problem, read_bytes};

fn seen(text: impl AsRef<[u8]>) -> SeenInstead {
    match read_bytes(text.as_ref()) {
        Err(KeyProblem::NotAKey { seen }) => seen,
        other => panic!("{:?}: {other:?}", String::from_utf8_lossy(text.as_ref())),
    }
}

/// What is wrong with these bytes.
fn problem_of(bytes: &[u8]) -> KeyProblem {
    read_bytes(bytes).err().unwrap()
}

const PGP_MESSAGE: &str = "-----BEGIN PGP MESSAGE-----\n\nhQEMA7a1\n=njUN\n-----END PGP MESSAGE-----\n";

/// The shared certificate in a file.
fn certificate_file() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cert.pem");
    std::fs::write(&path, certificate().to_pem()).unwrap();
    let path = path.to_str().unwrap().to_owned();
    (folder, path)
}

/// Something encrypted for the shared certificate, in DER.
fn enveloped() -> Vec<u8> {
    let (_folder, path) = certificate_file();
    openssl_bytes(&["cms", "-encrypt", "-outform", "DER", "-recip", &path], "content")
}

#[test]
fn placeholders_in_a_block() {
    for body in [
        "***\n***",
        "...",
        "<your key>",
        "[REDACTED]",
        "REDACTED",
        "{{ .Values.key }}",
        "YOUR PRIVATE KEY HERE",
    ] {
        for label in ["PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "CERTIFICATE"] {
            let text = format!("-----BEGIN {label}-----\n{body}\n-----END {label}-----\n");
            assert_eq!(seen(&text), SeenInstead::Placeholder, "{text}");
            assert_eq!(
                seen(format!("{{\"key\":\"{}\"}}", text.replace('\n', "\\n"))),
                SeenInstead::Placeholder,
                "{text}"
            );
        }
    }
    let abridged =
        key_pem().lines().take(2).collect::<Vec<_>>().join("\n") + "\n…\n-----END PRIVATE KEY-----";
    assert_eq!(seen(abridged), SeenInstead::Placeholder);
    // Beside a certificate that can be read, it is what is wrong.
    let beside = certificate().to_pem() + "-----BEGIN PRIVATE KEY-----\n***\n-----END PRIVATE KEY-----\n";
    let read = read_bytes(beside.as_bytes()).unwrap();
    assert_eq!(read.problems, [KeyProblem::NotAKey { seen: SeenInstead::Placeholder }]);
}

#[test]
fn revocation_lists() {
    let (folder, certificate) = certificate_file();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    std::fs::write(path("key.pem"), key_pem()).unwrap();
    std::fs::write(path("index.txt"), "").unwrap();
    let settings = format!(
        "[ca]\ndefault_ca=a\n[a]\ndatabase={}\ndefault_md=sha256\ndefault_crl_days=1\n",
        path("index.txt")
    );
    std::fs::write(path("ca.cnf"), settings).unwrap();
    let list = openssl(
        &["ca", "-gencrl", "-config", &path("ca.cnf"), "-keyfile", &path("key.pem"), "-cert", &certificate],
        "",
    );
    let body: String = list.lines().filter(|line| !line.starts_with('-')).collect();
    let der = openssl_bytes(&["crl", "-outform", "DER"], &list);
    for text in [
        list.clone().into_bytes(),
        list.replace("X509 CRL", "CERTIFICATE").into_bytes(),
        der,
        body.into_bytes(),
    ] {
        assert_eq!(seen(&text), SeenInstead::RevocationList, "{}", String::from_utf8_lossy(&text));
    }
}

#[test]
fn structures_of_other_kinds_in_der_are_not_called_damaged() {
    let (_folder, path) = certificate_file();
    let question =
        openssl_bytes(&["ocsp", "-issuer", &path, "-cert", &path, "-no_nonce", "-reqout", "-"], "");
    for other in [enveloped(), question] {
        assert_eq!(seen(&other), SeenInstead::OtherStructure);
        let cut = &other[..other.len() - 1];
        assert!(!matches!(problem_of(cut), KeyProblem::NotAKey { .. }));
    }
}

#[test]
fn structures_of_other_kinds_in_base64() {
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("key.pem");
    std::fs::write(&key, key_pem()).unwrap();
    let curve = ["-name", "secp256k1", "-param_enc", "explicit", "-outform", "DER"];
    for other in [openssl_bytes(&[&["ecparam"], &curve[..]].concat(), ""), enveloped()] {
        let base64 = STANDARD.encode(other);
        if base64.starts_with("MII") {
            assert_eq!(seen(&base64), SeenInstead::OtherStructure, "{base64}");
            assert_eq!(problem(&base64[..base64.len() - 40]), KeyProblem::PartOfBase64);
        } else {
            assert!(matches!(problem(&base64), KeyProblem::NoBeginLine { .. }), "{base64}");
        }
    }
    let request = openssl(&["req", "-new", "-key", key.to_str().unwrap(), "-subj", "/CN=x"], "");
    let body = |pem: &str| pem.lines().filter(|line| !line.starts_with('-')).collect::<String>();
    assert_eq!(problem(&body(&request)), KeyProblem::CertificateRequest);
    assert_eq!(problem(&body(&openssl(&["rsa", "-RSAPublicKey_out"], &key_pem()))), KeyProblem::PublicKey);
    assert_eq!(problem(&body(&openssl(&["pkey", "-pubout"], &key_pem()))), KeyProblem::PublicKey);
}

#[test]
fn fingerprints() {
    let fingerprint = |hash: &str| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cert.pem");
        std::fs::write(&path, certificate().to_pem()).unwrap();
        openssl(&["x509", "-noout", "-fingerprint", hash, "-in", path.to_str().unwrap()], "")
    };
    let sha1 = fingerprint("-sha1");
    let bare = sha1.rsplit('=').next().unwrap().trim().to_owned();
    for text in [
        "SHA256:GpG4egUp4lkmgJrp/TgCoQREnKdcwoFwUpj1woFGd0s".to_owned(),
        "2048 SHA256:GpG4egUp4lkmgJrp/TgCoQREnKdcwoFwUpj1woFGd0s me@here (RSA)".to_owned(),
        fingerprint("-sha256"),
        fingerprint("-md5"),
        format!("\u{200e}{}", bare.replace(':', " ").to_lowercase()),
        bare.replace(':', ""),
        bare,
        sha1,
    ] {
        assert_eq!(seen(&text), SeenInstead::Fingerprint, "{text}");
    }
}

#[test]
fn client_ids_with_the_value_to_fill_in() {
    let id = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9".to_owned();
    for text in [
        id.clone(),
        format!(" {}\n", id.to_uppercase()),
        format!("\"{id}\""),
        format!("client_id: {id}"),
        format!("CLIENT_ID=\"{id}\""),
        format!("{{\"clientId\": \"{id}\"}}"),
        format!("\u{feff}{id}\u{200b}"),
    ] {
        assert_eq!(seen(&text), SeenInstead::ClientId { id: id.clone() }, "{text}");
    }
}

#[test]
fn secrets_passwords_and_tokens() {
    for text in [
        "client_secret=hunter2hunter2",
        "{\"client_id\": \"x\",\n \"client_secret\": \"Zm9vYmFy\"}",
        "Client secret: abc",
        "q7Zt0Yw1mB3kP9sXv4Lr8NcE5dHa2JfU",
        &format!("CLIENT_SECRET={}", "0a1b2c3d".repeat(8)),
        &format!("export API_TOKEN={}", "0a1b2c3d".repeat(8)),
    ] {
        assert_eq!(seen(text), SeenInstead::ClientSecret { id: None }, "{text}");
    }
    for text in
        ["Tr0ub4dor&3", "hunter2", "password=letmein", "DB_PWD: abc", "pin: 1234", "app_secret=hunter2"]
    {
        assert_eq!(seen(text), SeenInstead::Password, "{text}");
    }
    for text in [
        "username=ann&password=letmein",
        "{\"user\":\"ann\",\"password\":\"letmein\"}",
        "user: ann\npassword: x1",
    ] {
        assert_eq!(seen(text), SeenInstead::Password, "{text}");
    }
    let jwt = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2lnbmF0dXJl";
    for text in
        [jwt.to_owned(), format!("Authorization: Bearer {jwt}"), format!("{{\"access_token\":\"{jwt}\"}}")]
    {
        assert_eq!(seen(&text), SeenInstead::Jwt, "{text}");
    }
}

#[test]
fn a_secret_with_its_client_id_gives_both_names() {
    let id = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
    for text in [
        format!("{{\"client_id\":\"{id}\",\"client_secret\":\"Zm9vYmFy\"}}"),
        format!("{{\"client_secret\":\"Zm9vYmFy\",\"clientId\":\"{}\"}}", id.to_uppercase()),
        format!("client_id={id}&client_secret=Zm9vYmFy"),
        format!("grant_type=client_credentials&client_secret=Zm9vYmFy&client_id={id}"),
        format!("Client ID: {id}\nClient secret: Zm9vYmFy"),
        format!("https://example.com/token?client_id={id}&client_secret=Zm9vYmFy"),
        format!("curl -d 'client_id={id}' -d 'client_secret=Zm9vYmFy' https://example.com"),
    ] {
        assert_eq!(seen(&text), SeenInstead::ClientSecret { id: Some(id.to_owned()) }, "{text}");
    }
    let text = format!("{{\"client_id\":\"{id}\",\"token_url\":\"https://example.com\"}}");
    assert_eq!(seen(&text), SeenInstead::ClientId { id: id.to_owned() });
}

#[test]
fn settings_and_answers_are_no_secrets() {
    for text in [
        "{\"error\":\"invalid_client\"}",
        "{\"error\":\"invalid_client\",\"code\":\"ABC123\"}",
        "APP_ENV=production",
        "NODE_OPTIONS=--max-old-space-size=4096",
        "HOST=localhost:8080",
        "invalid_client",
        "Certificate",
        "my-very-long-hyphenated-name",
    ] {
        assert!(matches!(problem(text), KeyProblem::NoBeginLine { .. }), "{text}");
    }
}

#[test]
fn documents_and_archives() {
    assert_eq!(
        seen(b"PK\x03\x04\x14\0\x06\0\x08\0[Content_Types].xml word/document.xml"),
        SeenInstead::Document
    );
    assert_eq!(seen(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0"), SeenInstead::Document);
    assert_eq!(seen(b"PK\x03\x04\x14\0\0\0\x08\0key.pem"), SeenInstead::Archive);
    assert_eq!(seen(b"\x1F\x8B\x08\0\0\0\0\0"), SeenInstead::Archive);
    assert_eq!(seen(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj"), SeenInstead::Pdf);
    assert_eq!(seen(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), SeenInstead::Picture);
    assert_eq!(seen(b"SQLite format 3\0\x10\0"), SeenInstead::Database);
    assert_eq!(
        seen("{\\rtf1\\ansi\\deff0 {\\fonttbl {\\f0 Courier;}}\\f0 My key\\par}"),
        SeenInstead::RichText
    );
    assert_eq!(seen("<!DOCTYPE html>\n<html><body>Sign in</body></html>"), SeenInstead::WebPage);
    assert_eq!(seen("<HTML><head><title>403 Forbidden"), SeenInstead::WebPage);
}

#[test]
fn where_a_key_is_in_place_of_the_key() {
    for text in ["/home/me/key.pem", "C:\\keys\\key.pem", "~/keys/mine", "key.pem", "file:///home/me/key"] {
        assert_eq!(seen(text), SeenInstead::FileName, "{text}");
    }
    for text in [
        "arn:aws:secretsmanager:eu-west-1:1:secret:key",
        "${JWT_KEY}",
        "op://Private/key/pem",
        "{{ .Values.key }}",
        "projects/1/secrets/key/versions/2",
        "KEY=${JWT_KEY}",
    ] {
        assert_eq!(seen(text), SeenInstead::Reference, "{text}");
    }
    assert_eq!(seen("https://example.com/key"), SeenInstead::Url);
    for text in ["********", "••••••••", "<your private key>", "KEY=REDACTED"] {
        assert_eq!(seen(text), SeenInstead::Placeholder, "{text}");
    }
    for (text, tool) in [
        ("$ANSIBLE_VAULT;1.1;AES256\n6638643965", "Ansible Vault"),
        ("key: ENC[AES256_GCM,data:abc,iv:x,tag:y,type:str]", "SOPS"),
        (
            &format!(
                "key: ENC[AES256_GCM,data:abc,iv:x]\nsops:\n  age:\n    enc: |\n{}",
                pem_text("AGE ENCRYPTED FILE", b"age-encryption.org/v1\n\xFF")
            ),
            "SOPS",
        ),
        (&format!("key: ENC[AES256_GCM,data:abc,iv:x]\nsops:\n  pgp:\n    enc: |\n{PGP_MESSAGE}"), "SOPS"),
        (&pem_text("AGE ENCRYPTED FILE", b"age-encryption.org/v1\n\xFF"), "age"),
        (PGP_MESSAGE, "GnuPG"),
        (&format!("> {}", PGP_MESSAGE.replace('\n', "\n> ")), "GnuPG"),
        (&format!("key: ENC[PKCS7,{}]", STANDARD.encode(enveloped())), "Hiera eyaml"),
        (&format!("key: >\n  ENC[PKCS7,{}]", STANDARD.encode(enveloped())), "Hiera eyaml"),
    ] {
        assert_eq!(seen(text), SeenInstead::EncryptedBy { tool: tool.to_owned() });
    }
}

#[test]
fn metadata_and_public_keys() {
    let body: String = certificate().to_pem().lines().filter(|line| !line.starts_with('-')).collect();
    let saml = format!(
        "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\"><ds:X509Certificate>{body}\
         </ds:X509Certificate></md:EntityDescriptor>"
    );
    assert_eq!(seen(&saml), SeenInstead::SamlMetadata);
    let public = openssl(&["pkey", "-pubout"], &key_pem());
    for text in [
        public.clone(),
        public.replace("-----", "--"),
        public.lines().map(|line| format!("> {line}\n")).collect(),
    ] {
        assert_eq!(problem(&text), KeyProblem::PublicKey, "{text}");
    }
    let jwks = r#"{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}"#;
    assert_eq!(problem(jwks), KeyProblem::PublicKey);
    let unsupported = |format| KeyProblem::UnsupportedFormat { format };
    assert_eq!(
        problem("<RSAKeyValue><Modulus>x</Modulus></RSAKeyValue>"),
        unsupported(ForeignFormat::XmlKey)
    );
    assert_eq!(
        problem("> PuTTY-User-Key-File-3: ssh-rsa\n> Encryption: none"),
        unsupported(ForeignFormat::Putty)
    );
}
