//! Distinguished names as text (RFC 4514).

use x509_parser::asn1_rs::{Oid, Tag};
use x509_parser::objects::{oid_registry, oid2abbrev};
use x509_parser::oid_registry::{OID_X509_COMMON_NAME, OID_X509_ORGANIZATION_NAME};
use x509_parser::x509::{AttributeTypeAndValue, X509Name};

/// The common name; without one, the whole name as RFC 4514 writes it, with the most specific part first.
pub(super) fn name_as_text(name: &X509Name<'_>) -> String {
    if let Some(text) = last_of(name, &OID_X509_COMMON_NAME) {
        return text;
    }
    let mut parts: Vec<String> =
        name.iter_rdn().map(|rdn| rdn.iter().map(attribute_as_text).collect::<Vec<_>>().join("+")).collect();
    parts.reverse();
    parts.join(",")
}

/// The organization, if the name has one.
pub(super) fn organization(name: &X509Name<'_>) -> Option<String> {
    last_of(name, &OID_X509_ORGANIZATION_NAME)
}

/// The most specific attribute of this type, unless it is empty.
fn last_of(name: &X509Name<'_>, oid: &Oid<'_>) -> Option<String> {
    let attribute = name.iter_attributes().filter(|part| part.attr_type() == oid).last();
    attribute.and_then(value_as_text).filter(|text| !text.is_empty())
}

fn attribute_as_text(attribute: &AttributeTypeAndValue<'_>) -> String {
    let oid = attribute.attr_type();
    let value = match value_as_text(attribute) {
        Some(text) => escape(&text),
        None => {
            format!("#{}", attribute.as_slice().iter().map(|byte| format!("{byte:02x}")).collect::<String>())
        }
    };
    match oid2abbrev(oid, oid_registry()) {
        Ok(name) => format!("{name}={value}"),
        Err(_) => format!("{}={value}", oid.to_id_string()),
    }
}

fn value_as_text(attribute: &AttributeTypeAndValue<'_>) -> Option<String> {
    if let Ok(text) = attribute.as_str() {
        return Some(text.to_owned());
    }
    let bytes = attribute.as_slice();
    match attribute.attr_value().tag() {
        // UCS-2, big-endian: Microsoft's tools still write it.
        Tag::BmpString => {
            let (pairs, _) = bytes.as_chunks::<2>();
            String::from_utf16(&pairs.iter().map(|pair| u16::from_be_bytes(*pair)).collect::<Vec<_>>()).ok()
        }
        // Declared as T.61, but everybody uses it for Latin-1.
        Tag::T61String => Some(bytes.iter().copied().map(char::from).collect()),
        _ => None,
    }
}

/// Escapes a value (RFC 4514 section 2.4).
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let last = text.chars().count().saturating_sub(1);
    for (at, character) in text.chars().enumerate() {
        let special = matches!(character, '"' | '+' | ',' | ';' | '<' | '>' | '\\')
            || (at == 0 && matches!(character, ' ' | '#'))
            || (at == last && character == ' ');
        if special {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
