//! Go with golang-jwt.

use crate::interchange::export::language::{Language, Spelled, now_plus};
use crate::interchange::export::literals;
use crate::interchange::export::recipe::Recipe;
use crate::interchange::export::secrets::Secrets;
use crate::key::SigningAlgorithm;

const GO: Language = Language {
    string: literals::go,
    booleans: ["true", "false"],
    json: |text| format!("json.RawMessage({text})"),
    field: |name, value| format!("form.Add({name}, {value})"),
    entry: |name, value| format!("{name}: {value},"),
    now: |plus| now_plus("now", plus),
    fresh: "freshID()",
    jwt: "assertion",
    secret: |variable| format!("secret({})", literals::go(variable)),
};

/// Writes it.
pub(in crate::interchange::export) fn write(recipe: &Recipe, secrets: Secrets<'_>) -> String {
    let spelled = Spelled { recipe, secrets, language: &GO };
    let mut slots = spelled.slots();
    if let Some(assertion) = &recipe.assertion {
        let (parse_key, method) = match assertion.algorithm {
            SigningAlgorithm::EdDsa => ("ParseEdPrivateKeyFromPEM", "SigningMethodEdDSA".into()),
            algorithm => {
                let elliptic = matches!(algorithm, SigningAlgorithm::Es256 | SigningAlgorithm::Es384);
                let parse = if elliptic { "ParseECPrivateKeyFromPEM" } else { "ParseRSAPrivateKeyFromPEM" };
                (parse, format!("SigningMethod{}", algorithm.name()))
            }
        };
        slots.set("parse_key", parse_key);
        slots.set("method", method);
    }
    slots.fill(include_str!("../templates/go.txt"))
}
