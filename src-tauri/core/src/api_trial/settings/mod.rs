//! What to paste in Business Manager so that a client may read: the settings of the Open Commerce API and the client
//! permissions of WebDAV. `merge.rs` adds them to what is there, `lists.rs` finds an entry in a list.

mod lists;
mod merge;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::diagnosis::resource_of;
use super::finding::ApiFinding;
use super::trial::TrialRequest;

pub use merge::{AddedSetting, MergeProblem, MergedSettings, merge_settings};

/// The folder of WebDAV as its permissions name it.
const IMPEX: &str = "/impex";
/// All attributes of a resource.
const ALL_ATTRIBUTES: &str = "(**)";
/// The version that the settings of the Open Commerce API are written for.
const OCAPI_SETTINGS_VERSION: &str = "24.5";

/// Which settings a client needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum SettingsWanted {
    /// **Open Commerce API Settings**, type Data.
    Ocapi {
        /// Client ID.
        client_id: String,
        /// The resource, for example `/sites`.
        resource: String,
    },
    /// **WebDAV Client Permissions**.
    WebDav {
        /// Client ID.
        client_id: String,
    },
}

/// Settings to paste, as the window shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SettingsToPaste {
    /// Which they are.
    pub wanted: SettingsWanted,
    /// All of them, for where there are none.
    pub text: String,
}

impl SettingsWanted {
    /// The settings that fix a finding; `None` if none do.
    pub(super) fn by(finding: &ApiFinding, request: &TrialRequest) -> Option<Self> {
        let client_id = request.client_id().to_owned();
        match finding {
            _ if client_id.is_empty() => None,
            ApiFinding::ClientNotAllowed { resource } => {
                Some(Self::Ocapi { client_id, resource: resource.clone() })
            }
            ApiFinding::ReadNotAllowed => {
                Some(Self::Ocapi { client_id, resource: resource_of(&request.http().url) })
            }
            ApiFinding::WebDavNotAllowed { .. } => Some(Self::WebDav { client_id }),
            _ => None,
        }
    }

    pub(super) fn shown(self) -> SettingsToPaste {
        SettingsToPaste { text: write_settings(&self), wanted: self }
    }

    /// The entry of the client.
    fn client(&self) -> Value {
        match self {
            Self::Ocapi { client_id, .. } => {
                json!({ "client_id": client_id, "resources": [self.permission()] })
            }
            Self::WebDav { client_id } => {
                json!({ "client_id": client_id, "permissions": [self.permission()] })
            }
        }
    }

    /// The entry of the resource or folder in the client's.
    fn permission(&self) -> Value {
        match self {
            Self::Ocapi { resource, .. } => {
                json!({ "resource_id": resource, "methods": ["get"], "read_attributes": ALL_ATTRIBUTES })
            }
            Self::WebDav { .. } => json!({ "path": IMPEX, "operations": ["read"] }),
        }
    }
}

/// The whole settings, for where there are none.
#[must_use]
pub fn write_settings(wanted: &SettingsWanted) -> String {
    let clients = [wanted.client()];
    pretty(&match wanted {
        SettingsWanted::Ocapi { .. } => json!({ "_v": OCAPI_SETTINGS_VERSION, "clients": clients }),
        SettingsWanted::WebDav { .. } => json!({ "clients": clients }),
    })
}

fn pretty(settings: &Value) -> String {
    serde_json::to_string_pretty(settings).unwrap_or_default()
}
