//! Python with PyJWT and requests.

use crate::interchange::export::language::{Language, Spelled, now_plus};
use crate::interchange::export::literals;
use crate::interchange::export::recipe::Recipe;
use crate::interchange::export::secrets::Secrets;

const PYTHON: Language = Language {
    string: literals::python,
    booleans: ["True", "False"],
    json: |text| format!("json.loads({text})"),
    field: |name, value| format!("({name}, {value}),"),
    entry: |name, value| format!("{name}: {value},"),
    now: |plus| now_plus("now", plus),
    fresh: "str(uuid.uuid4())",
    jwt: "client_assertion()",
    secret: |variable| format!("secret({})", literals::python(variable)),
};

/// Writes it.
pub(in crate::interchange::export) fn write(recipe: &Recipe, secrets: Secrets<'_>) -> String {
    let spelled = Spelled { recipe, secrets, language: &PYTHON };
    spelled.slots().fill(include_str!("../templates/python.txt"))
}
