//! Business Manager's "WebDAV Client Permissions": which API client may read which folders.

use serde::Deserialize;

use crate::commerce_instance::settings_text::{self, SettingsProblem};

/// The permissions. Members that decide nothing here are ignored.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct WebdavPermissions {
    #[serde(default)]
    clients: Vec<ClientPermissions>,
}

#[derive(Clone, Debug, Deserialize)]
struct ClientPermissions {
    client_id: String,
    #[serde(default)]
    permissions: Vec<Permission>,
}

#[derive(Clone, Debug, Deserialize)]
struct Permission {
    path: String,
    #[serde(default)]
    operations: Vec<Operation>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Operation {
    Read,
    ReadWrite,
}

impl WebdavPermissions {
    /// Reads what was pasted into the field.
    ///
    /// # Errors
    /// If Business Manager would not save it.
    pub(crate) fn read(text: &str) -> Result<Self, SettingsProblem> {
        settings_text::read(text)
    }

    /// Whether the API client may read a path below `Sites`, for example `/Impex/src`. Both operations let it.
    pub(super) fn may_read(&self, client_id: &str, path: &str) -> bool {
        let of_client = self.clients.iter().filter(|client| client.client_id == client_id);
        let mut named = of_client.flat_map(|client| &client.permissions);
        named.any(|permission| !permission.operations.is_empty() && is_within(path, &permission.path))
    }
}

/// Whether a path is the folder or inside it. The folders are written small in the permissions and with a capital in
/// URLs.
fn is_within(path: &str, folder: &str) -> bool {
    let folder = folder.trim_end_matches('/');
    let (path, folder) = (path.as_bytes(), folder.as_bytes());
    let starts = path.get(..folder.len()).is_some_and(|start| start.eq_ignore_ascii_case(folder));
    starts && matches!(path.get(folder.len()), None | Some(b'/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_permission_is_for_a_folder_and_what_is_inside_it() {
        for (path, folder, expected) in [
            ("/Impex", "/impex", true),
            ("/Impex/src", "/impex", true),
            ("/Impex/src", "/impex/", true),
            ("/Impex/src", "/impex/src", true),
            ("/Impex", "/impex/src", false),
            ("/Impexes", "/impex", false),
            ("/Logs", "/impex", false),
            ("", "/impex", false),
            ("/é", "/impex", false),
        ] {
            assert_eq!(is_within(path, folder), expected, "{path} {folder}");
        }
    }
}
