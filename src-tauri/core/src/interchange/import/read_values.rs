//! Takes named values into a layer: known names, and of these what is a value and no placeholder.

use serde_json::Value as Json;

use super::family::Family;
use super::limits::LONGEST_VALUE;
use super::names::{Known, folded, is_of_one_client};
use super::placeholder::is_placeholder;
use super::problem::{ClearSecret, LeftOutReason};
use super::tree::text_of;
use super::value::{ImportField, Layer, Origin, Value};

/// Takes a value with this meaning.
pub(super) fn take(layer: &mut Layer, known: Known, text: &str, origin: Origin) {
    take_of(layer, known, Family::Any, text, origin);
}

/// Takes a value with this meaning, under a name of this family.
pub(super) fn take_of(layer: &mut Layer, known: Known, family: Family, text: &str, origin: Origin) {
    let (field, rank) = match known {
        Known::Field(field, rank) => (field, rank),
        // An empty one is not worth a word.
        _ if text.trim().is_empty() => return,
        Known::Slas => {
            let is_secret =
                folded(&origin.name).contains("secret") && !is_placeholder(text, &origin.name, true);
            layer.clear.extend(is_secret.then_some((origin.file, ClearSecret::SlasSecret)));
            return layer.leave(origin, LeftOutReason::Slas);
        }
        Known::NotForToken => {
            let name = folded(&origin.name);
            let secret = match name.as_str() {
                _ if is_placeholder(text, &origin.name, true) => None,
                _ if name.ends_with("passphrase") => Some(ClearSecret::Passphrase),
                _ if name.ends_with("password") || name.ends_with("apikey") => Some(ClearSecret::Password),
                _ => None,
            };
            layer.clear.extend(secret.map(|secret| (origin.file, secret)));
            return layer.leave(origin, LeftOutReason::NotForToken);
        }
        Known::FromScript => return layer.leave(origin, LeftOutReason::FromScript),
    };
    match why_not(field, text, &origin.name) {
        Some(why) => layer.leave_field(field, origin, why),
        None => {
            let family = if is_of_one_client(field) { family } else { Family::Any };
            let value = Value::new(as_it_is(field, text), text, origin);
            layer.push(Value { rank, family, ..value });
        }
    }
}

/// A key itself where its file is expected, or the other way round.
fn as_it_is(field: ImportField, text: &str) -> ImportField {
    let is_pem = text.contains("-----BEGIN");
    let lower = text.trim().to_ascii_lowercase();
    let is_path = text.len() < 300
        && [".pem", ".key", ".p8", ".p12", ".pfx", ".crt", ".cer", ".jks"]
            .iter()
            .any(|end| lower.ends_with(end));
    match field {
        ImportField::KeyFile if is_pem => ImportField::PrivateKey,
        ImportField::CertificateFile if is_pem => ImportField::Certificate,
        ImportField::PrivateKey if is_path => ImportField::KeyFile,
        ImportField::Certificate if is_path => ImportField::CertificateFile,
        other => other,
    }
}

/// Why a text is no value of this field, if so.
pub(super) fn why_not(field: ImportField, text: &str, name: &str) -> Option<LeftOutReason> {
    if text.trim().is_empty() {
        return Some(LeftOutReason::Empty);
    }
    if text.len() > LONGEST_VALUE {
        return Some(LeftOutReason::TooLong);
    }
    let has_no_spaces = matches!(field, ImportField::ClientSecret | ImportField::AccessKey);
    let listed = matches!(field, ImportField::UserAuth | ImportField::AuthMethods | ImportField::Name);
    if !listed && is_placeholder(text, name, has_no_spaces) {
        return Some(LeftOutReason::Placeholder);
    }
    let is_one_word = matches!(
        field,
        ImportField::ClientId
            | ImportField::TokenEndpoint
            | ImportField::AccountManagerHost
            | ImportField::InstanceHost
            | ImportField::WebDavHost
            | ImportField::ShortCode
    );
    if is_one_word && text.trim().contains(char::is_whitespace) {
        return Some(LeftOutReason::UnknownValue);
    }
    None
}

/// Takes a value of a tree: a text, or for lists such as scopes their elements, separated by spaces.
pub(super) fn take_json(layer: &mut Layer, known: Known, value: &Json, origin: Origin) {
    let takes_list = matches!(known, Known::Field(ImportField::Scopes | ImportField::AuthMethods, _));
    match value {
        Json::Null => {}
        Json::Array(all) if takes_list => {
            let texts: Vec<String> = all.iter().filter_map(text_of).collect();
            if texts.len() == all.len() {
                take(layer, known, &texts.join(" "), origin);
            } else {
                layer.leave(origin, LeftOutReason::WrongType);
            }
        }
        Json::Array(_) | Json::Object(_) => match known {
            Known::Field(field, _) => layer.leave_field(field, origin, LeftOutReason::WrongType),
            other => take(layer, other, "…", origin),
        },
        _ => match text_of(value) {
            Some(text) => take(layer, known, &text, origin),
            None => layer.leave(origin, LeftOutReason::TooLong),
        },
    }
}
