//! Node.js with jose.

use crate::interchange::export::language::{Language, Spelled, now_plus};
use crate::interchange::export::literals;
use crate::interchange::export::recipe::Recipe;
use crate::interchange::export::secrets::Secrets;

const NODE: Language = Language {
    string: literals::javascript,
    booleans: ["true", "false"],
    json: |text| format!("JSON.parse({text})"),
    field: |name, value| format!("[{name}, {value}],"),
    entry: literals::javascript_entry,
    now: |plus| now_plus("now", plus),
    fresh: "crypto.randomUUID()",
    jwt: "await clientAssertion()",
    secret: |variable| format!("secret({})", literals::javascript(variable)),
};

/// Writes it.
pub(in crate::interchange::export) fn write(recipe: &Recipe, secrets: Secrets<'_>) -> String {
    let spelled = Spelled { recipe, secrets, language: &NODE };
    spelled.slots().fill(include_str!("../templates/node.txt"))
}
