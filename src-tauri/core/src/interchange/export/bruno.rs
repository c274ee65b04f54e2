//! A Bruno collection. Its script signs with jsonwebtoken, which is part of Bruno.

use serde_json::json;

use super::language::{JAVASCRIPT, Language, Spelled};
use super::literals;
use super::outcome::ExportedFile;
use super::recipe::{Part, Recipe};
use super::secrets::Secrets;

const SANDBOX: Language = Language { fresh: "uuid.v4()", jwt: "assertion", ..JAVASCRIPT };

/// Writes the collection's two files.
pub(super) fn write(recipe: &Recipe, secrets: Secrets<'_>) -> Vec<ExportedFile> {
    let name = literals::comment(&recipe.name);
    let name = if name.trim().is_empty() { "Access token".into() } else { name };
    let collection = json!({ "version": "1", "name": name, "type": "collection" });
    let mut collection = serde_json::to_string_pretty(&collection).unwrap_or_default();
    collection.push('\n');
    vec![
        ExportedFile::new("bruno.json", collection),
        ExportedFile::new("Get token.bru", request(recipe, secrets)),
    ]
}

fn request(recipe: &Recipe, secrets: Secrets<'_>) -> String {
    let plain = recipe.fields.iter().all(|(name, part)| {
        is_plain(name) && !name.contains([':', ' ']) && !matches!(part, Part::Text(text) if !is_plain(text))
    });
    let spelled = Spelled { recipe, secrets, language: &SANDBOX };
    let mut slots = spelled.slots();
    slots.flag("plain", plain);
    let set = spelled.secrets_in_form().into_iter().map(|(slot, value)| {
        format!("bru.setVar('form_{}', {value});", slot.variable().to_ascii_lowercase())
    });
    slots.set("set_secrets", set.collect::<Vec<_>>().join("\n"));
    let script = slots.fill(include_str!("templates/bruno_script.txt"));
    let body = if plain { "formUrlEncoded" } else { "text" };
    let mut text = String::from("meta {\n  name: Get token\n  type: http\n  seq: 1\n}\n\n");
    text.push_str(&format!("post {{\n  url: {}\n  body: {body}\n  auth: none\n}}\n\n", recipe.url_text()));
    text.push_str(
        "headers {\n  accept: application/json\n  content-type: application/x-www-form-urlencoded\n",
    );
    if recipe.basic.is_some() {
        text.push_str("  authorization: Basic {{basic}}\n");
    }
    text.push_str("}\n\n");
    if plain {
        text.push_str("body:form-urlencoded {\n");
        for (name, part) in &recipe.fields {
            let value = match part {
                Part::Text(text) => text.clone(),
                Part::Jwt => "{{assertion}}".into(),
                Part::Secret(slot) => format!("{{{{form_{}}}}}", slot.variable().to_ascii_lowercase()),
            };
            text.push_str(&format!("  {name}: {value}\n"));
        }
    } else {
        text.push_str("body:text {\n  (the script writes it)\n");
    }
    text.push_str("}\n\nscript:pre-request {\n");
    for line in script.lines() {
        text.push_str(&format!("  {line}\n"));
    }
    text.push_str("}\n\ntests {\n  test('An access token came', function () {\n");
    text.push_str("    expect(res.status).to.equal(200);\n");
    text.push_str("    bru.setVar('access_token', res.body.access_token);\n  });\n}\n");
    text
}

/// Whether Bruno's format holds this text as it is, and takes nothing in it for a variable.
fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| c.is_ascii_alphanumeric() || " -._:/@+=,()".contains(c))
        && text.trim() == text
        && !text.starts_with(['@', '(', '='])
}
