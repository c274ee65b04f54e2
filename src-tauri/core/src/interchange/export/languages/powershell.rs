//! PowerShell with what .NET has.

use super::csharp;
use crate::interchange::export::language::{Language, Spelled, now_plus};
use crate::interchange::export::literals;
use crate::interchange::export::recipe::Recipe;
use crate::interchange::export::secrets::Secrets;

const POWERSHELL: Language = Language {
    string: literals::powershell,
    booleans: ["$true", "$false"],
    json: |text| format!("(ConvertFrom-Json -NoEnumerate -InputObject {text})"),
    // A comma before the bracket keeps a list of one list from becoming one list.
    field: |name, value| format!(", @({name}, {value})"),
    entry: |name, value| format!("{name} = {value}"),
    now: |plus| now_plus("$now", plus),
    fresh: "[guid]::NewGuid().ToString()",
    jwt: "(Get-ClientAssertion)",
    secret: |variable| format!("(Get-Secret {})", literals::powershell(variable)),
};

/// Writes it.
pub(in crate::interchange::export) fn write(recipe: &Recipe, secrets: Secrets<'_>) -> String {
    let spelled = Spelled { recipe, secrets, language: &POWERSHELL };
    let mut slots = spelled.slots();
    if let Some(assertion) = &recipe.assertion {
        let (key_type, sign) = csharp::arguments(assertion.algorithm);
        slots.set("key_type", key_type);
        slots.set(
            "sign",
            sign.replace("HashAlgorithmName.", "'")
                .replace(", RSASignaturePadding.", "', [System.Security.Cryptography.RSASignaturePadding]::"),
        );
        if key_type == "ECDsa" {
            slots.set("sign", format!("'{}'", sign.trim_start_matches("HashAlgorithmName.")));
        }
    }
    slots.fill(include_str!("../templates/powershell.txt"))
}
