//! Reads the certificates of PKCS#7 (RFC 5652 section 5), in which Windows' certificate authority, `certutil`, Java and
//! OpenSSL put a chain: `.p7b` and `.p7c`. What is signed, and by whom, does not matter here.

use pkcs8::der::asn1::AnyRef;
use pkcs8::der::{Decode as _, Reader as _, SliceReader, Tag, TagNumber, Tagged as _};

use super::ber;
use super::found::Found;
use crate::key_file::limit::ReadingLimit;
use crate::key_file::pkcs12_structure::ContentInfo;
use crate::key_file::problem::{KeyProblem, ReadFormat};

/// Label of such a block.
pub(super) const LABEL: &str = "PKCS7";

const DAMAGED: KeyProblem = KeyProblem::FileDamaged { format: ReadFormat::Pkcs7 };

/// Whether blocks with this label hold PKCS#7.
pub(super) fn is_label(label: &str) -> bool {
    matches!(label, LABEL | "PKCS #7 SIGNED DATA" | "CMS")
}

/// Reads all certificates.
pub(super) fn read(bytes: &[u8], found: &mut Found<'_>) {
    let Some(der) = ber::to_der(bytes) else { return found.add_problem(DAMAGED) };
    let Some(certificates) = certificates(&der) else { return found.add_problem(DAMAGED) };
    let Ok(mut reader) = SliceReader::new(certificates) else { return found.add_problem(DAMAGED) };
    while !reader.is_finished() {
        if !found.budget().take(ReadingLimit::Objects, 1) {
            return;
        }
        match reader.tlv_bytes() {
            // Attribute certificates have other tags.
            Ok(certificate) if certificate.first() == Some(&0x30) => {
                found.add_certificate(Some(certificate), DAMAGED);
            }
            Ok(_) => {}
            Err(_) => return found.add_problem(DAMAGED),
        }
    }
    found.nothing_else_inside(ReadFormat::Pkcs7);
}

/// The certificates of `SignedData`, one after the other; empty if there are none.
fn certificates(der: &[u8]) -> Option<&[u8]> {
    let signed_data = ContentInfo::from_der(der).ok()?.content;
    let mut reader = SliceReader::new(signed_data.value()).ok()?;
    u8::decode(&mut reader).ok()?;
    // The hashes, and what is signed.
    for tag in [Tag::Set, Tag::Sequence] {
        AnyRef::decode(&mut reader).ok().filter(|part| part.tag() == tag)?;
    }
    let next = AnyRef::decode(&mut reader).ok()?;
    let are_certificates = next.tag() == Tag::ContextSpecific { constructed: true, number: TagNumber(0) };
    Some(if are_certificates { next.value() } else { &[] })
}
