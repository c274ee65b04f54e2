//! bash with curl and openssl.

use std::fmt::Write as _;

use serde_json::Value;
use url::form_urlencoded::byte_serialize;

use crate::interchange::export::language::{common_slots, now_plus};
use crate::interchange::export::literals::bash;
use crate::interchange::export::recipe::{ClaimMade, Part, Recipe, RecipeAssertion};
use crate::interchange::export::secrets::Secrets;

/// Writes it.
pub(in crate::interchange::export) fn write(recipe: &Recipe, secrets: Secrets<'_>) -> String {
    let mut slots = common_slots(recipe, secrets);
    let variables: Vec<String> = recipe.secret_slots().iter().map(|slot| slot.variable()).collect();
    slots.set("names", variables.join(" "));
    slots.set("url", bash(&recipe.url_text()));
    slots.set("fields", fields(recipe, secrets));
    if let Some(assertion) = &recipe.assertion {
        let name = assertion.algorithm.name();
        slots.set("digest", format!("sha{}", name.get(2..).unwrap_or_default()));
        let pss = " -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest";
        slots.set("options", if name.starts_with("PS") { pss } else { "" });
        slots.set("header_json", bash(&assertion.header_json()));
        slots.set("claims_json", claims(assertion));
        slots.set("key", bash(&secrets.private_key().unwrap_or_default()));
    }
    if let Some(basic) = &recipe.basic {
        let parts: Vec<String> = basic
            .parts
            .iter()
            .map(|part| {
                let word = word(part, secrets);
                if basic.form_encoded { format!("\"$(form_encoded {word})\"") } else { word }
            })
            .collect();
        slots.set("basic", parts.join(":"));
    }
    slots.fill(include_str!("../templates/bash.txt"))
}

/// A part of the request as a word of the shell.
fn word(part: &Part, secrets: Secrets<'_>) -> String {
    match part {
        Part::Text(text) => bash(text),
        Part::Jwt => "\"$assertion\"".into(),
        Part::Secret(slot) => match secrets.of(slot) {
            Some(secret) => bash(&secret),
            None => format!("\"${}\"", slot.variable()),
        },
    }
}

/// The form fields as arguments of curl. It encodes what stands after the name, which is encoded here.
fn fields(recipe: &Recipe, secrets: Secrets<'_>) -> String {
    let fields = recipe.fields.iter().map(|(name, part)| {
        let name: String = byte_serialize(name.as_bytes()).collect();
        match part {
            // A shell cannot hold U+0000.
            Part::Text(text) if text.contains('\0') => {
                let value: String = byte_serialize(text.as_bytes()).collect();
                format!("--data '{name}={value}' \\")
            }
            Part::Text(text) => format!("--data-urlencode {} \\", bash(&format!("{name}={text}"))),
            secret => {
                format!("--data-urlencode {name}@<(printf '%s' {}) \\", word(secret, secrets))
            }
        }
    });
    fields.collect::<Vec<_>>().join("\n")
}

/// The claims as JSON, in which the shell puts what is new in every request.
fn claims(assertion: &RecipeAssertion) -> String {
    let mut word = String::new();
    let mut fixed = String::from("{");
    for (index, (name, made)) in assertion.claims.iter().enumerate() {
        let comma = if index == 0 { "" } else { "," };
        let _ = write!(fixed, "{comma}{}:", Value::from(name.as_str()));
        let made = match made {
            ClaimMade::Fixed(value) => {
                fixed.push_str(&value.to_string());
                continue;
            }
            ClaimMade::Now { plus: 0 } => "\"$now\"".into(),
            ClaimMade::Now { plus } => format!("$(({}))", now_plus("now", *plus)),
            ClaimMade::FreshId => {
                fixed.push('"');
                "\"$jti\"".into()
            }
        };
        let closes = if made == "\"$jti\"" { "\"" } else { "" };
        word.push_str(&bash(&std::mem::replace(&mut fixed, closes.into())));
        word.push_str(&made);
    }
    fixed.push('}');
    word + &bash(&fixed)
}
