//! A value with its origin: which file it stands in, where there, and under which name.

use std::collections::BTreeSet;
use std::sync::Arc;

use secrecy::{ExposeSecret as _, SecretString};
use serde::Serialize;

use super::family::Family;
use super::limits::{MOST_LEFT_OUT, MOST_OVERRIDDEN};
use super::problem::{ClearSecret, LeftOutReason};
use crate::text::shorten;

/// Where in a file a value stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "place", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ImportPlace {
    /// At the top of the file.
    Top,
    /// In a line, counted from 1.
    Line {
        /// The line.
        line: u32,
    },
    /// In a part of the file, such as `configs[1]`.
    Path {
        /// The path.
        path: String,
    },
    /// A variable of a collection.
    CollectionVariable,
    /// A variable of an environment.
    Environment {
        /// The environment's name.
        environment: String,
    },
    /// A request of a collection, or a curl command.
    Request {
        /// The request's name.
        request: String,
    },
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    /// Index of the file.
    pub(super) file: usize,
    pub(super) place: ImportPlace,
    /// The name there, as spelled.
    pub(super) name: String,
}

impl Origin {
    pub(super) fn new(file: usize, place: ImportPlace, name: &str) -> Self {
        Self { file, place, name: short_name(name) }
    }
}

/// A name as it is shown: shortened, without what is no text, and without the marks that turn the direction of a text, by
/// which a name can look like another one.
pub(super) fn short_name(name: &str) -> String {
    let turns = |c: char| matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let clean: String = name.chars().filter(|c| !c.is_control() && !turns(*c)).collect();
    shorten(&clean)
}

/// A part of a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ImportField {
    /// What it is called.
    Name,
    /// API key (client ID).
    ClientId,
    /// Client secret.
    ClientSecret,
    /// Name of the file with the private key.
    KeyFile,
    /// Name of the file with the certificate.
    CertificateFile,
    /// The private key itself.
    PrivateKey,
    /// The certificate itself.
    Certificate,
    /// Passphrase of the private key.
    Passphrase,
    /// Scopes.
    Scopes,
    /// Account Manager's host.
    AccountManagerHost,
    /// Token endpoint.
    TokenEndpoint,
    /// Audience.
    Audience,
    /// Host of the instance.
    InstanceHost,
    /// Host for WebDAV.
    WebDavHost,
    /// Short code.
    ShortCode,
    /// Tenant or organization.
    TenantId,
    /// Realm.
    Realm,
    /// Instance.
    Instance,
    /// User of Business Manager.
    User,
    /// The user's access key or password.
    AccessKey,
    /// Where the request has the client secret.
    ClientAuthMethod,
    /// The methods that a tool may use, in their order.
    AuthMethods,
    /// Whether a tool lets the person sign in in a browser.
    UserAuth,
}

impl ImportField {
    /// What kind of secret its value is, if it is one. A secret is never shown.
    pub(super) fn secret(self) -> Option<ClearSecret> {
        match self {
            Self::ClientSecret => Some(ClearSecret::ClientSecret),
            Self::PrivateKey => Some(ClearSecret::PrivateKey),
            Self::Passphrase => Some(ClearSecret::Passphrase),
            Self::AccessKey => Some(ClearSecret::Password),
            _ => None,
        }
    }
}

/// A value that was found.
#[derive(Clone, Debug)]
pub(super) struct Value {
    pub(super) field: ImportField,
    /// Secret or not: a file can have a secret under any name. All credentials that have the value share it.
    pub(super) text: Arc<SecretString>,
    pub(super) origin: Origin,
    /// Which of several names of the same field counts: the lowest.
    pub(super) rank: u8,
    /// Which names it belongs with.
    pub(super) family: Family,
    /// The other names of the same field and family that say something else.
    pub(super) over: Vec<Origin>,
}

impl Value {
    pub(super) fn new(field: ImportField, text: &str, origin: Origin) -> Self {
        let text = Arc::new(SecretString::from(text.trim().to_owned()));
        Self { field, text, origin, rank: 0, family: Family::Any, over: Vec::new() }
    }

    /// The value as text, for the parts of the importer that decide.
    pub(super) fn text(&self) -> &str {
        // Exposed within the importer, which decides by what the value is.
        self.text.expose_secret()
    }
}

/// A value that is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Left {
    pub(super) origin: Origin,
    pub(super) why: LeftOutReason,
    /// What it would have been.
    pub(super) field: Option<ImportField>,
}

/// What one part of one file says: values, and what is left out of it.
#[derive(Debug, Default)]
pub(super) struct Layer {
    /// One of each field and family, those with the lowest rank in front.
    pub(super) values: Vec<Value>,
    pub(super) left: Vec<Left>,
    /// The secrets that stand in clear text, with the index of their file. Those that are left out count, too.
    pub(super) clear: BTreeSet<(usize, ClearSecret)>,
}

impl Layer {
    pub(super) fn leave(&mut self, origin: Origin, why: LeftOutReason) {
        self.push_left(Left { origin, why, field: None });
    }

    /// Leaves out a value that would have been this field.
    pub(super) fn leave_field(&mut self, field: ImportField, origin: Origin, why: LeftOutReason) {
        self.push_left(Left { origin, why, field: Some(field) });
    }

    fn push_left(&mut self, left: Left) {
        if self.left.len() < MOST_LEFT_OUT {
            self.left.push(left);
        }
    }

    /// Takes a value that was examined.
    pub(super) fn push(&mut self, mut value: Value) {
        self.clear.extend(value.field.secret().map(|secret| (value.origin.file, secret)));
        // Of several names, the one with the lowest rank counts; of equals, the first.
        let same = |other: &Value| other.field == value.field && other.family == value.family;
        let mut place = None;
        if let Some(at) = self.values.iter().position(same) {
            let mut other = self.values.remove(at);
            if other.rank <= value.rank {
                std::mem::swap(&mut other, &mut value);
                place = Some(at);
            }
            value.over.append(&mut other.over);
            if other.text() != value.text() {
                value.over.push(other.origin);
            }
            value.over.truncate(MOST_OVERRIDDEN);
        }
        let at = place.or_else(|| self.values.iter().position(|other| other.rank > value.rank));
        self.values.insert(at.unwrap_or(self.values.len()), value);
    }

    /// The first value of a field.
    pub(super) fn of(&self, field: ImportField) -> Option<&Value> {
        self.values.iter().find(|value| value.field == field)
    }
}
