//! Settings of Salesforce's CLI for B2C Commerce (and of what reads the same): `dw.json` and `.env`. The CLI makes its own
//! request: of a JWT it takes API key, key and certificate, scopes and the host, and nothing else.

use serde_json::{Map, Value};

use super::dot_env;
use super::outcome::ExportProblem;
use super::recipe::Recipe;
use super::secret_slot::SecretSlot;
use super::secrets::Secrets;
use crate::account_manager;
use crate::token_request::SecretPlacement;

/// The files that "Save files…" writes.
const KEY_FILE: &str = "key.pem";
const CERTIFICATE_FILE: &str = "cert.pem";

/// A setting: the key in dw.json, the environment variable, and the value.
struct Setting(&'static str, &'static str, SettingValue);

enum SettingValue {
    Text(String),
    List(Vec<String>),
}

fn settings(recipe: &Recipe, secrets: Secrets<'_>) -> Result<Vec<Setting>, ExportProblem> {
    use SettingValue::{List, Text};
    let secret = |slot: SecretSlot, key, variable| {
        secrets.of(&slot).map(|secret| Setting(key, variable, Text(secret)))
    };
    let mut settings = Vec::new();
    if let Some(user) = &recipe.user {
        let host = recipe.url.host_str().unwrap_or_default();
        let port = recipe.url.port().map(|port| format!(":{port}")).unwrap_or_default();
        settings.push(Setting("hostname", "SFCC_SERVER", Text(format!("{host}{port}"))));
        settings.push(Setting("username", "SFCC_USERNAME", Text(user.clone())));
        settings.extend(secret(SecretSlot::AccessKey, "password", "SFCC_PASSWORD"));
    } else {
        let host = recipe.account_manager_host().ok_or(ExportProblem::NotAccountManager)?;
        if !account_manager::PAGE.ends_with(&host) {
            settings.push(Setting("account-manager-host", "SFCC_ACCOUNT_MANAGER_HOST", Text(host)));
        }
    }
    settings.push(Setting("client-id", "SFCC_CLIENT_ID", Text(recipe.client_id.clone())));
    if recipe.assertion.is_some() {
        settings.push(Setting("jwt-cert-path", "SFCC_JWT_CERT", Text(CERTIFICATE_FILE.into())));
        settings.push(Setting("jwt-key-path", "SFCC_JWT_KEY", Text(KEY_FILE.into())));
        settings.push(Setting("auth-methods", "SFCC_AUTH_METHODS", List(vec!["jwt".into()])));
    } else {
        settings.extend(secret(SecretSlot::ClientSecret, "client-secret", "SFCC_CLIENT_SECRET"));
    }
    if let Some(placement) = recipe.placement {
        let methods = List(vec!["client-credentials".into()]);
        settings.push(Setting("auth-methods", "SFCC_AUTH_METHODS", methods));
        let method = match placement {
            SecretPlacement::Header => "basic",
            SecretPlacement::HeaderNotEncoded => "basic-unencoded",
            SecretPlacement::Body => "body",
        };
        settings.push(Setting("client-auth-method", "SFCC_CLIENT_AUTH_METHOD", Text(method.into())));
    }
    if !recipe.scopes.is_empty() {
        settings.push(Setting("oauth-scopes", "SFCC_OAUTH_SCOPES", List(recipe.scopes.clone())));
    }
    Ok(settings)
}

/// Writes `dw.json`.
pub(super) fn write_dw_json(recipe: &Recipe, secrets: Secrets<'_>) -> Result<String, ExportProblem> {
    let mut members = Map::new();
    members.insert("name".into(), recipe.name.as_str().into());
    for Setting(key, _, value) in settings(recipe, secrets)? {
        let value = match value {
            SettingValue::Text(text) => text.into(),
            SettingValue::List(items) => Value::from(items),
        };
        members.insert(key.into(), value);
    }
    let mut text = serde_json::to_string_pretty(&Value::Object(members)).unwrap_or_default();
    text.push('\n');
    Ok(text)
}

/// Writes `.env`.
pub(super) fn write_dot_env(recipe: &Recipe, secrets: Secrets<'_>) -> Result<String, ExportProblem> {
    let mut text = String::new();
    for Setting(_, variable, value) in settings(recipe, secrets)? {
        let value = match value {
            SettingValue::Text(text) => text,
            SettingValue::List(items) => items.join(","),
        };
        let value =
            dot_env::value(&value).ok_or_else(|| ExportProblem::DotEnvValue { name: variable.into() })?;
        text.push_str(&format!("{variable}={value}\n"));
    }
    Ok(text)
}
