//! What is to be said about a place before a token is sent there.

use serde::Serialize;

use crate::diagnosis::Severity;

/// A field of the places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum PlaceField {
    /// Short code.
    ShortCode,
    /// Organization ID.
    Organization,
    /// Host of the instance.
    InstanceHost,
    /// Version of the Open Commerce API.
    OcapiVersion,
    /// Host for WebDAV.
    WebDavHost,
    /// The URL of the person's own GET.
    OtherUrl,
}

/// What is to be said about a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum PlaceNote {
    /// It was not typed, and follows from nothing.
    Missing,
    /// What was typed cannot be one.
    Invalid,
    /// A part of what was typed does not belong to it, and is left out.
    TakenWithout {
        /// What is used.
        used: String,
    },
    /// The URL is neither https nor http on this computer: everybody on the way could read the token.
    NotEncrypted,
    /// User name or password in the URL.
    HasCredentials,
    /// A token for practice goes only to the practice server.
    NotPractice {
        /// Where it goes.
        origin: String,
    },
    /// The practice Account Manager is off.
    PracticeIsOff,
    /// The host is none of Salesforce's: who runs it gets the token. The person has to confirm it.
    NotCommerceHost {
        /// Host and port.
        host: String,
    },
}

/// A note as the window shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PlaceNoteShown {
    /// The note.
    pub note: PlaceNote,
    /// With an error nothing is sent; a warning has to be confirmed.
    pub severity: Severity,
    /// The field that it is about.
    pub field: Option<PlaceField>,
}

impl PlaceNote {
    /// The note about a field.
    pub(super) fn at(self, field: impl Into<Option<PlaceField>>) -> PlaceNoteShown {
        let severity = match self {
            Self::TakenWithout { .. } => Severity::Note,
            Self::NotCommerceHost { .. } => Severity::Warning,
            _ => Severity::Error,
        };
        PlaceNoteShown { note: self, severity, field: field.into() }
    }
}
