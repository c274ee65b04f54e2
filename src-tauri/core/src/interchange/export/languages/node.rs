//! Node.js with jose.

use crate::interchange::export::language::{JAVASCRIPT, Language, Spelled};
use crate::interchange::export::recipe::Recipe;
use crate::interchange::export::secrets::Secrets;

const NODE: Language =
    Language { fresh: "crypto.randomUUID()", jwt: "await clientAssertion()", ..JAVASCRIPT };

/// Writes it.
pub(in crate::interchange::export) fn write(recipe: &Recipe, secrets: Secrets<'_>) -> String {
    let spelled = Spelled { recipe, secrets, language: &NODE };
    spelled.slots().fill(include_str!("../templates/node.txt"))
}
