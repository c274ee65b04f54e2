//! PHP with its own OpenSSL and curl.

use crate::interchange::export::language::{Language, Spelled, now_plus};
use crate::interchange::export::literals;
use crate::interchange::export::recipe::Recipe;
use crate::interchange::export::secrets::Secrets;
use crate::key::SigningAlgorithm;

const PHP: Language = Language {
    string: literals::php,
    booleans: ["true", "false"],
    json: |text| format!("json_decode({text})"),
    field: |name, value| format!("[{name}, {value}],"),
    entry: |name, value| format!("{name} => {value},"),
    now: |plus| now_plus("$now", plus),
    fresh: "bin2hex(random_bytes(16))",
    jwt: "clientAssertion()",
    secret: |variable| format!("secret({})", literals::php(variable)),
};

/// Writes it.
pub(in crate::interchange::export) fn write(recipe: &Recipe, secrets: Secrets<'_>) -> String {
    let spelled = Spelled { recipe, secrets, language: &PHP };
    let mut slots = spelled.slots();
    slots.set(
        "digest",
        match recipe.assertion.as_ref().map(|assertion| assertion.algorithm) {
            Some(SigningAlgorithm::Rs384) => "OPENSSL_ALGO_SHA384",
            Some(SigningAlgorithm::Rs512) => "OPENSSL_ALGO_SHA512",
            _ => "OPENSSL_ALGO_SHA256",
        },
    );
    slots.fill(include_str!("../templates/php.txt"))
}
