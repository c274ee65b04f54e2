//! Adds what a client needs to the settings that are there. Everything else stays, in its order.

use serde::Serialize;
use serde_json::{Map, Value};

use super::lists::{entry, has_word, list};
use super::{ALL_ATTRIBUTES, IMPEX, SettingsWanted, pretty, write_settings};

/// What was added to settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum AddedSetting {
    /// Everything: there was nothing.
    All,
    /// An entry for the client.
    Client {
        /// Client ID.
        client_id: String,
    },
    /// An entry for the resource or folder, in the client's.
    Resource {
        /// Resource or folder.
        resource: String,
    },
    /// A method or operation, in the resource's.
    Method {
        /// Its name.
        method: String,
        /// Resource or folder.
        resource: String,
    },
    /// All attributes may be read, instead of those that were there.
    ReadAttributes {
        /// What was there; empty if there was nothing.
        before: String,
        /// Resource.
        resource: String,
    },
}

/// Settings with what a client needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MergedSettings {
    /// The whole settings, to paste.
    pub text: String,
    /// What was added; empty if they had everything.
    pub added: Vec<AddedSetting>,
}

/// Why nothing could be added to a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum MergeProblem {
    /// It is no JSON.
    NotJson {
        /// Line, counted from 1.
        line: u32,
        /// Column, counted from 1.
        column: u32,
    },
    /// It is JSON of another kind: this member is something else than settings have.
    NotSettings {
        /// Name of the member; empty for the whole.
        member: String,
    },
}

/// Adds what a client needs to the settings that are there.
///
/// # Errors
///
/// If the text is no JSON, or JSON that is no such settings.
pub fn merge_settings(wanted: &SettingsWanted, present: &str) -> Result<MergedSettings, MergeProblem> {
    let present = present.trim_start_matches('\u{FEFF}');
    if present.trim().is_empty() {
        return Ok(MergedSettings { text: write_settings(wanted), added: vec![AddedSetting::All] });
    }
    let mut settings: Value = serde_json::from_str(present).map_err(|error| MergeProblem::NotJson {
        line: u32::try_from(error.line()).unwrap_or(u32::MAX),
        column: u32::try_from(error.column()).unwrap_or(u32::MAX),
    })?;
    let added = add(wanted, settings.as_object_mut().ok_or_else(|| not_settings(""))?)?;
    // What needs no change stays as it was typed.
    let text = if added.is_empty() { present.to_owned() } else { pretty(&settings) };
    Ok(MergedSettings { text, added })
}

fn add(
    wanted: &SettingsWanted,
    settings: &mut Map<String, Value>,
) -> Result<Vec<AddedSetting>, MergeProblem> {
    let (client_id, permissions) = match wanted {
        SettingsWanted::Ocapi { client_id, .. } => (client_id, "resources"),
        SettingsWanted::WebDav { client_id } => (client_id, "permissions"),
    };
    let clients = list(settings, "clients").ok_or_else(|| not_settings("clients"))?;
    let Some(client) = entry(clients, "client_id", client_id) else {
        clients.push(wanted.client());
        return Ok(vec![AddedSetting::Client { client_id: client_id.clone() }]);
    };
    let permissions = list(client, permissions).ok_or_else(|| not_settings(permissions))?;
    match wanted {
        SettingsWanted::Ocapi { resource, .. } => add_resource(wanted, resource, permissions),
        SettingsWanted::WebDav { .. } => add_folder(wanted, permissions),
    }
}

fn add_resource(
    wanted: &SettingsWanted,
    resource: &str,
    resources: &mut Vec<Value>,
) -> Result<Vec<AddedSetting>, MergeProblem> {
    let Some(there) = entry(resources, "resource_id", resource) else {
        resources.push(wanted.permission());
        return Ok(vec![AddedSetting::Resource { resource: resource.to_owned() }]);
    };
    let mut added = Vec::new();
    let methods = list(there, "methods").ok_or_else(|| not_settings("methods"))?;
    if !has_word(methods, &["get"]) {
        methods.push("get".into());
        added.push(AddedSetting::Method { method: "get".into(), resource: resource.to_owned() });
    }
    let before = there.get("read_attributes").and_then(Value::as_str).unwrap_or_default().to_owned();
    if before != ALL_ATTRIBUTES {
        there.insert("read_attributes".into(), ALL_ATTRIBUTES.into());
        added.push(AddedSetting::ReadAttributes { before, resource: resource.to_owned() });
    }
    Ok(added)
}

fn add_folder(wanted: &SettingsWanted, folders: &mut Vec<Value>) -> Result<Vec<AddedSetting>, MergeProblem> {
    let Some(there) = entry(folders, "path", IMPEX) else {
        folders.push(wanted.permission());
        return Ok(vec![AddedSetting::Resource { resource: IMPEX.into() }]);
    };
    let operations = list(there, "operations").ok_or_else(|| not_settings("operations"))?;
    if has_word(operations, &["read", "read_write"]) {
        return Ok(Vec::new());
    }
    operations.push("read".into());
    Ok(vec![AddedSetting::Method { method: "read".into(), resource: IMPEX.into() }])
}

fn not_settings(member: &str) -> MergeProblem {
    MergeProblem::NotSettings { member: member.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLIENT: &str = "1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15";

    fn ocapi() -> SettingsWanted {
        SettingsWanted::Ocapi { client_id: CLIENT.into(), resource: "/sites".into() }
    }

    fn merged(wanted: &SettingsWanted, present: &str) -> (Value, Vec<AddedSetting>) {
        let merged = merge_settings(wanted, present).unwrap();
        (serde_json::from_str(&merged.text).unwrap(), merged.added)
    }

    fn one_line(value: &Value) -> String {
        value.to_string()
    }

    #[test]
    fn without_settings_there_are_all_of_them() {
        let (settings, added) = merged(&ocapi(), "  \n");
        assert_eq!(
            one_line(&settings),
            format!(
                r#"{{"_v":"24.5","clients":[{{"client_id":"{CLIENT}","resources":[{{"resource_id":"/sites","methods":["get"],"read_attributes":"(**)"}}]}}]}}"#
            )
        );
        assert_eq!(added, [AddedSetting::All]);
        let (settings, _) = merged(&SettingsWanted::WebDav { client_id: CLIENT.into() }, "");
        assert_eq!(
            one_line(&settings),
            format!(
                r#"{{"clients":[{{"client_id":"{CLIENT}","permissions":[{{"path":"/impex","operations":["read"]}}]}}]}}"#
            )
        );
    }

    #[test]
    fn other_clients_and_members_stay_in_their_order() {
        let present = r#"{"zebra":1.50,"_v":"22.6","clients":[{"client_id":"b","resources":[],"note":"x"},{"client_id":"a"}],"apple":null}"#;
        let (settings, added) = merged(&ocapi(), present);
        let begins = r#"{"zebra":1.5,"_v":"22.6","clients":[{"client_id":"b","resources":[],"note":"x"},{"client_id":"a"},{"client_id":"1c2f"#;
        assert!(one_line(&settings).starts_with(begins), "{settings}");
        assert!(one_line(&settings).ends_with(r#""apple":null}"#), "{settings}");
        assert_eq!(added, [AddedSetting::Client { client_id: CLIENT.into() }]);
    }

    #[test]
    fn an_entry_of_the_client_gets_what_it_has_not() {
        let present = |resources: &str| {
            format!(r#"{{"clients":[{{"client_id":"{CLIENT}","resources":{resources}}}]}}"#)
        };
        let (settings, added) =
            merged(&ocapi(), &present(r#"[{"resource_id":"/catalogs","methods":["get"]}]"#));
        assert_eq!(added, [AddedSetting::Resource { resource: "/sites".into() }]);
        assert_eq!(settings["clients"][0]["resources"].as_array().unwrap().len(), 2);

        let entry = r#"[{"resource_id":"/sites","methods":["PATCH"],"read_attributes":"(id)","write_attributes":"(**)"}]"#;
        let (settings, added) = merged(&ocapi(), &present(entry));
        assert_eq!(
            one_line(&settings["clients"][0]["resources"][0]),
            r#"{"resource_id":"/sites","methods":["PATCH","get"],"read_attributes":"(**)","write_attributes":"(**)"}"#
        );
        let resource = || "/sites".to_owned();
        assert_eq!(
            added,
            [
                AddedSetting::Method { method: "get".into(), resource: resource() },
                AddedSetting::ReadAttributes { before: "(id)".into(), resource: resource() }
            ]
        );
    }

    #[test]
    fn settings_that_have_everything_stay_as_they_were_typed() {
        let present = format!(
            "{{\"clients\": [ {{\"client_id\":\"{CLIENT}\",\t\"permissions\":[{{\"path\":\"/impex\",\"operations\":[\"read_write\"]}}]}}]}}"
        );
        let merged = merge_settings(&SettingsWanted::WebDav { client_id: CLIENT.into() }, &present).unwrap();
        assert_eq!((merged.text, merged.added), (present, Vec::new()));
    }

    #[test]
    fn text_that_is_no_settings_is_refused_with_its_place() {
        let problem = |present: &str| merge_settings(&ocapi(), present).unwrap_err();
        assert_eq!(problem("{\n  \"clients\": [,]\n}"), MergeProblem::NotJson { line: 2, column: 15 });
        assert_eq!(problem("[]"), MergeProblem::NotSettings { member: String::new() });
        assert_eq!(problem(r#"{"clients":{}}"#), MergeProblem::NotSettings { member: "clients".into() });
        let resources = format!(r#"{{"clients":[{{"client_id":"{CLIENT}","resources":1}}]}}"#);
        assert_eq!(problem(&resources), MergeProblem::NotSettings { member: "resources".into() });
    }
}
