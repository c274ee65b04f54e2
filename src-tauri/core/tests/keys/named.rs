//! What people have beside their keys is named, so that the window can say where it belongs.

use countersign_core::key_file::{ForeignFormat, KeyProblem, SeenInstead};

use crate::common::{certificate, key_pem, openssl, problem, read_bytes};

fn seen(text: impl AsRef<[u8]>) -> SeenInstead {
    match read_bytes(text.as_ref()) {
        Err(KeyProblem::NotAKey { seen }) => seen,
        other => panic!("{:?}: {other:?}", String::from_utf8_lossy(text.as_ref())),
    }
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
    ] {
        assert_eq!(seen(text), SeenInstead::ClientSecret, "{text}");
    }
    assert_eq!(seen("q7Zt0Yw1mB3kP9sXv4Lr8NcE5dHa2JfU"), SeenInstead::ClientSecret);
    assert_eq!(seen("Tr0ub4dor&3"), SeenInstead::Password);
    let jwt = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2lnbmF0dXJl";
    for text in
        [jwt.to_owned(), format!("Authorization: Bearer {jwt}"), format!("{{\"access_token\":\"{jwt}\"}}")]
    {
        assert_eq!(seen(&text), SeenInstead::Jwt, "{text}");
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
