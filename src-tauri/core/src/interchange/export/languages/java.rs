//! Java with Nimbus JOSE + JWT.

use crate::interchange::export::language::{Language, Spelled, now_plus};
use crate::interchange::export::literals;
use crate::interchange::export::recipe::Recipe;
use crate::interchange::export::secrets::Secrets;
use crate::key::SigningAlgorithm;

const JAVA: Language = Language {
    string: literals::java,
    booleans: ["true", "false"],
    json: |text| format!("json({text})"),
    // The last comma is taken away: Java allows none there.
    field: |name, value| format!("Map.entry({name}, {value}),"),
    entry: |name, value| format!(".claim({name}, {value})"),
    now: |plus| now_plus("now", plus),
    fresh: "UUID.randomUUID().toString()",
    jwt: "clientAssertion()",
    secret: |variable| format!("secret({})", literals::java(variable)),
};

/// Writes it.
pub(in crate::interchange::export) fn write(recipe: &Recipe, secrets: Secrets<'_>) -> String {
    let spelled = Spelled { recipe, secrets, language: &JAVA };
    let mut slots = spelled.slots();
    let fields = slots.value("fields").trim_end_matches(',').to_owned();
    slots.set("fields", fields);
    let elliptic = recipe
        .assertion
        .as_ref()
        .is_some_and(|it| matches!(it.algorithm, SigningAlgorithm::Es256 | SigningAlgorithm::Es384));
    let [signer, key_type, algorithm] = if elliptic {
        ["ECDSASigner", "ECPrivateKey", "EC"]
    } else {
        ["RSASSASigner", "RSAPrivateKey", "RSA"]
    };
    slots.set("signer", signer);
    slots.set("key_type", key_type);
    slots.set("key_algorithm", algorithm);
    slots.fill(include_str!("../templates/java.txt"))
}
