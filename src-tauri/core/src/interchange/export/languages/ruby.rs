//! Ruby with the gem jwt.

use crate::interchange::export::language::{Language, Spelled, now_plus};
use crate::interchange::export::literals;
use crate::interchange::export::recipe::Recipe;
use crate::interchange::export::secrets::Secrets;

const RUBY: Language = Language {
    string: literals::ruby,
    booleans: ["true", "false"],
    json: |text| format!("JSON.parse({text})"),
    field: |name, value| format!("[{name}, {value}],"),
    entry: |name, value| format!("{name} => {value},"),
    now: |plus| now_plus("now", plus),
    fresh: "SecureRandom.uuid",
    jwt: "client_assertion",
    secret: |variable| format!("secret({})", literals::ruby(variable)),
};

/// Writes it.
pub(in crate::interchange::export) fn write(recipe: &Recipe, secrets: Secrets<'_>) -> String {
    let spelled = Spelled { recipe, secrets, language: &RUBY };
    spelled.slots().fill(include_str!("../templates/ruby.txt"))
}
