//! The secrets that a request needs, other than a private key, and the names under which an export reads them.

use std::fmt;

use crate::token_request::ClientSecretKind;

/// A secret that a request needs, other than a private key.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum SecretSlot {
    /// The client secret.
    ClientSecret,
    /// The access key of the Business Manager user.
    AccessKey,
    /// A further form parameter with the name of a secret.
    Parameter {
        /// Its name.
        name: String,
        /// Its value.
        value: String,
    },
}

impl SecretSlot {
    /// Its kind, if it is a secret of the client.
    pub(super) fn kind(&self) -> Option<ClientSecretKind> {
        match self {
            Self::ClientSecret => Some(ClientSecretKind::ClientSecret),
            Self::AccessKey => Some(ClientSecretKind::AccessKey),
            Self::Parameter { .. } => None,
        }
    }

    /// The value of a parameter.
    pub(super) fn value(&self) -> &str {
        match self {
            Self::Parameter { value, .. } => value,
            _ => "",
        }
    }

    /// The environment variable that has it.
    pub(super) fn variable(&self) -> String {
        match self {
            Self::ClientSecret => "CLIENT_SECRET".into(),
            Self::AccessKey => "ACCESS_KEY".into(),
            Self::Parameter { name, .. } => {
                let letters = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' });
                let name: String = letters.take(60).collect();
                format!("PARAMETER_{}", name.to_ascii_uppercase())
            }
        }
    }
}

impl fmt::Debug for SecretSlot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.variable())
    }
}
