//! Business Manager's "Open Commerce API Settings" (type Data, context Global): which API client may read what.

use serde::Deserialize;

use super::selector::Selector;
use crate::commerce_instance::pattern;
use crate::commerce_instance::settings_text::{self, SettingsProblem};

/// The settings. Members that decide nothing here are ignored.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct OcapiSettings {
    #[serde(default)]
    clients: Vec<ClientSettings>,
}

#[derive(Clone, Debug, Deserialize)]
struct ClientSettings {
    client_id: String,
    #[serde(default)]
    resources: Vec<ResourceSettings>,
}

#[derive(Clone, Debug, Deserialize)]
struct ResourceSettings {
    resource_id: String,
    #[serde(default)]
    methods: Vec<String>,
    #[serde(default)]
    read_attributes: String,
}

/// What the settings say about an API client and a resource.
pub(super) enum Access {
    /// They do not give the API client the resource.
    None,
    /// They give it the resource, but no reading method or no attributes to read.
    NotToRead,
    /// It may read these attributes.
    Read(Selector),
}

impl OcapiSettings {
    /// Reads what was pasted into the field.
    ///
    /// # Errors
    /// If Business Manager would not save it.
    pub(crate) fn read(text: &str) -> Result<Self, SettingsProblem> {
        settings_text::read(text)
    }

    /// What the API client may do with a resource, for example `/sites`.
    pub(super) fn access(&self, client_id: &str, resource: &str) -> Access {
        let of_client = self.clients.iter().filter(|client| client.client_id == client_id);
        let named = of_client
            .flat_map(|client| &client.resources)
            .filter(|its| pattern::fits(&its.resource_id, resource));
        let mut access = Access::None;
        for settings in named {
            let reads = settings.methods.iter().any(|method| method.eq_ignore_ascii_case("get"));
            match Selector::read(&settings.read_attributes) {
                Some(attributes) if reads => return Access::Read(attributes),
                _ => access = Access::NotToRead,
            }
        }
        access
    }
}
