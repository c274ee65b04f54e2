//! A Postman collection (schema v2.1.0). Its script signs with what the sandbox has: Web Crypto, or in newman 6, whose
//! sandbox is older, `BigInt` and CryptoJS. Nothing is downloaded.

use serde_json::{Value, json};
use url::form_urlencoded::byte_serialize;

use super::language::{JAVASCRIPT, Language, Spelled};
use super::literals;
use super::recipe::{Part, Recipe};
use super::secret_slot::SecretSlot;
use super::secrets::Secrets;

const SCHEMA: &str = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";

const SANDBOX: Language = Language {
    fresh: "pm.variables.replaceIn('{{$guid}}')",
    jwt: "assertion",
    secret: |variable| format!("secret({})", literals::javascript(&variable.to_ascii_lowercase())),
    ..JAVASCRIPT
};

/// The variable that has a secret.
fn variable(slot: &SecretSlot) -> String {
    slot.variable().to_ascii_lowercase()
}

/// Writes the collection.
pub(super) fn write(recipe: &Recipe, secrets: Secrets<'_>) -> String {
    let mut headers = vec![json!({ "key": "Accept", "value": "application/json" })];
    if recipe.basic.is_some() {
        headers.push(json!({ "key": "Authorization", "value": "Basic {{basic}}" }));
    }
    let body = if is_written_encoded(recipe) {
        headers.push(json!({ "key": "Content-Type", "value": "application/x-www-form-urlencoded" }));
        json!({ "mode": "raw", "raw": encoded_body(recipe) })
    } else {
        let fields = recipe.fields.iter().map(|(name, part)| {
            let value = match part {
                Part::Text(text) => text.clone(),
                Part::Jwt => "{{assertion}}".into(),
                Part::Secret(slot) => format!("{{{{form_{}}}}}", variable(slot)),
            };
            json!({ "key": name, "value": value })
        });
        json!({ "mode": "urlencoded", "urlencoded": fields.collect::<Vec<_>>() })
    };
    let script = script(recipe, secrets);
    let collection = json!({
        "info": { "name": recipe.name, "schema": SCHEMA },
        "item": [{
            "name": "Get token",
            "event": [
                { "listen": "prerequest", "script": { "type": "text/javascript", "exec": lines(&script) } },
                { "listen": "test", "script": { "type": "text/javascript", "exec": TEST } },
            ],
            "request": {
                "method": "POST",
                "header": headers,
                "body": body,
                "url": recipe.url_text(),
                "auth": { "type": "noauth" },
            },
            "protocolProfileBehavior": { "followRedirects": false },
        }],
        "variable": variables(recipe, secrets),
    });
    let mut text = serde_json::to_string_pretty(&collection).unwrap_or_default();
    text.push('\n');
    text
}

const TEST: [&str; 4] = [
    "pm.test('An access token came', () => {",
    "  pm.response.to.have.status(200)",
    "  pm.collectionVariables.set('access_token', pm.response.json().access_token)",
    "})",
];

fn lines(script: &str) -> Vec<&str> {
    script.lines().collect()
}

/// Empty variables for what the person fills in.
fn variables(recipe: &Recipe, secrets: Secrets<'_>) -> Vec<Value> {
    if secrets.are_inside() {
        return Vec::new();
    }
    let key = recipe.assertion.as_ref().map(|_| "private_key".to_owned());
    let names = key.into_iter().chain(recipe.secret_slots().into_iter().map(variable));
    names.map(|name| json!({ "key": name, "value": "", "type": "string" })).collect()
}

/// Whether Postman's own fields cannot hold the form: two braces would begin a variable, and it loses `__proto__`.
fn is_written_encoded(recipe: &Recipe) -> bool {
    recipe.fields.iter().any(|(name, part)| {
        let value = match part {
            Part::Text(text) => text.as_str(),
            _ => "",
        };
        name == "__proto__" || name.contains("{{") || value.contains("{{")
    })
}

/// The body as it is sent, with variables where something is new in every request.
fn encoded_body(recipe: &Recipe) -> String {
    let encode = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
    let fields = recipe.fields.iter().map(|(name, part)| {
        let value = match part {
            Part::Text(text) => encode(text),
            Part::Jwt => "{{assertion}}".into(),
            Part::Secret(slot) => format!("{{{{form_{}}}}}", variable(slot)),
        };
        format!("{}={value}", encode(name))
    });
    fields.collect::<Vec<_>>().join("&")
}

fn script(recipe: &Recipe, secrets: Secrets<'_>) -> String {
    let spelled = Spelled { recipe, secrets, language: &SANDBOX };
    let mut slots = spelled.slots();
    let names: Vec<String> = recipe.secret_slots().into_iter().map(variable).collect();
    slots.set("postman_variables", names.join(", "));
    slots.set("set_secrets", set_secrets(recipe, &spelled));
    if let Some(assertion) = &recipe.assertion {
        let name = assertion.algorithm.name();
        let bits = name.get(2..).unwrap_or_default();
        let (import, sign) = match name.get(..2) {
            Some("PS") => (
                format!("{{ name: 'RSA-PSS', hash: 'SHA-{bits}' }}"),
                format!("{{ name: 'RSA-PSS', saltLength: {} }}", bits.parse::<u32>().unwrap_or_default() / 8),
            ),
            Some("ES") => (
                format!("{{ name: 'ECDSA', namedCurve: 'P-{bits}' }}"),
                format!("{{ name: 'ECDSA', hash: 'SHA-{bits}' }}"),
            ),
            _ => (
                format!("{{ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-{bits}' }}"),
                "{ name: 'RSASSA-PKCS1-v1_5' }".into(),
            ),
        };
        slots.set("import", import);
        slots.set("sign", sign);
        slots.set("hash", format!("SHA{bits}"));
        // RFC 8017 section 9.2, note 1.
        let (identifier, length) = match bits {
            "384" => ("02", "30"),
            "512" => ("03", "40"),
            _ => ("01", "20"),
        };
        let bytes = u32::from_str_radix(length, 16).unwrap_or_default() + 0x11;
        slots.set("digest_info", format!("30{bytes:02x}300d06096086480165030402{identifier}050004{length}"));
        slots.flag("by_hand", name.starts_with("RS"));
        slots.flag("web_crypto", !name.starts_with("RS"));
    }
    slots.fill(include_str!("templates/postman_script.txt"))
}

/// Sets the secrets that stand in the form as variables: encoded, if the body is written as it is sent.
fn set_secrets(recipe: &Recipe, spelled: &Spelled<'_>) -> String {
    let encoded = is_written_encoded(recipe);
    let set = |variable: String, value: &str| {
        let value = if encoded { format!("encodeURIComponent({value})") } else { value.to_owned() };
        format!("pm.variables.set('form_{variable}', {value})")
    };
    spelled
        .secrets_in_form()
        .into_iter()
        .map(|(slot, value)| set(variable(slot), &value))
        .collect::<Vec<_>>()
        .join("\n")
}
