//! Files that are no keys, by their first bytes, and texts that are the content of such files.

use crate::key_file::seen_instead::SeenInstead;

/// The part of an archive in which the names of its first entries are, in bytes.
const FIRST_ENTRIES: usize = 8 * 1024;

/// The tools that encrypt files or values for themselves, and by what they are recognised. SOPS has a key of age or PGP
/// beside its values.
const ENCRYPTED: [(&str, &str); 12] = [
    ("$ANSIBLE_VAULT", "Ansible Vault"),
    ("ENC[AES256_GCM,", "SOPS"),
    ("ENC[PKCS7,", "Hiera eyaml"),
    ("ENC[GPG,", "Hiera eyaml"),
    ("EJ[1:", "EJSON"),
    ("age-encryption.org/", "age"),
    ("BEGIN AGE ENCRYPTED FILE", "age"),
    ("kind: SealedSecret", "Sealed Secrets"),
    ("\"kind\": \"SealedSecret\"", "Sealed Secrets"),
    ("\"kind\":\"SealedSecret\"", "Sealed Secrets"),
    ("vault:v1:", "Vault"),
    ("BEGIN PGP MESSAGE", "GnuPG"),
];

/// Names a binary file.
pub(in super::super) fn name_of_bytes(bytes: &[u8]) -> Option<SeenInstead> {
    let begins = |magic: &[u8]| bytes.starts_with(magic);
    let has = |name: &[u8]| {
        bytes[..bytes.len().min(FIRST_ENTRIES)].windows(name.len()).any(|window| window == name)
    };
    if begins(b"PK\x03\x04") {
        let is_document = [b"word/".as_slice(), b"xl/", b"ppt/", b"opendocument"].into_iter().any(has);
        return Some(if is_document { SeenInstead::Document } else { SeenInstead::Archive });
    }
    let known: [(&[u8], SeenInstead); 10] = [
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", SeenInstead::Document),
        (b"%PDF-", SeenInstead::Pdf),
        (b"\x1F\x8B", SeenInstead::Archive),
        (b"7z\xBC\xAF\x27\x1C", SeenInstead::Archive),
        (b"Rar!\x1A", SeenInstead::Archive),
        (b"\x89PNG", SeenInstead::Picture),
        (b"\xFF\xD8\xFF", SeenInstead::Picture),
        (b"GIF8", SeenInstead::Picture),
        (b"SQLite format 3\0", SeenInstead::Database),
        (b"\0\x06\x15\x61", SeenInstead::Database),
    ];
    known.into_iter().find(|(magic, _)| begins(magic)).map(|(_, seen)| seen)
}

/// Names the text of a file.
pub(super) fn name_of_text(text: &str) -> Option<SeenInstead> {
    if is_rich_text(text) {
        return Some(SeenInstead::RichText);
    }
    if is_saml(text) {
        return Some(SeenInstead::SamlMetadata);
    }
    encryption_of(text).or_else(|| is_web_page(text).then_some(SeenInstead::WebPage))
}

/// Names the tool that encrypted a text, or values in it.
pub(in super::super) fn encryption_of(text: &str) -> Option<SeenInstead> {
    let (_, tool) = ENCRYPTED.iter().find(|(mark, _)| text.contains(mark))?;
    Some(SeenInstead::EncryptedBy { tool: (*tool).to_owned() })
}

/// Whether this is a document in RTF.
pub(in super::super) fn is_rich_text(text: &str) -> bool {
    text.starts_with("{\\rtf")
}

/// Whether this is metadata of SAML.
pub(in super::super) fn is_saml(text: &str) -> bool {
    text.contains("urn:oasis:names:tc:SAML")
}

fn is_web_page(text: &str) -> bool {
    let begins = |tag: &str| text.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
    begins("<!doctype html") || begins("<html") || (begins("<?xml") && text.contains("<html"))
}
