//! C# with what .NET has.

use crate::interchange::export::language::{Language, Spelled, now_plus};
use crate::interchange::export::literals;
use crate::interchange::export::recipe::Recipe;
use crate::interchange::export::secrets::Secrets;
use crate::key::SigningAlgorithm;

const CSHARP: Language = Language {
    string: literals::csharp,
    booleans: ["true", "false"],
    json: |text| format!("Json({text})"),
    field: |name, value| format!("new({name}, {value}),"),
    entry: |name, value| format!("[{name}] = {value},"),
    now: |plus| now_plus("now", plus),
    fresh: "Guid.NewGuid().ToString()",
    jwt: "ClientAssertion()",
    secret: |variable| format!("Secret({})", literals::csharp(variable)),
};

/// Writes it.
pub(in crate::interchange::export) fn write(recipe: &Recipe, secrets: Secrets<'_>) -> String {
    let spelled = Spelled { recipe, secrets, language: &CSHARP };
    let mut slots = spelled.slots();
    if let Some(assertion) = &recipe.assertion {
        let (key_type, sign) = arguments(assertion.algorithm);
        slots.set("key_type", key_type);
        slots.set("sign", sign);
    }
    slots.fill(include_str!("../templates/csharp.txt"))
}

/// The class of the key, and how its `SignData` is called after the data. ECDSA's signature is that of a JWS by default.
pub(super) fn arguments(algorithm: SigningAlgorithm) -> (&'static str, String) {
    let name = algorithm.name();
    let hash = format!("HashAlgorithmName.SHA{}", name.get(2..).unwrap_or_default());
    match name.get(..2) {
        Some("ES") => ("ECDsa", hash),
        Some("PS") => ("RSA", format!("{hash}, RSASignaturePadding.Pss")),
        _ => ("RSA", format!("{hash}, RSASignaturePadding.Pkcs1")),
    }
}
