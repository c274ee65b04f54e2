//! A server script of B2C Commerce, in a cartridge, with the services that it uses. The script engine knows ES5. Keys are
//! in the instance's key store there, and secrets in its service credentials.

use super::language::{JAVASCRIPT, Language, Spelled};
use super::outcome::ExportedFile;
use super::recipe::Recipe;
use super::secrets::Secrets;
use super::template::Slots;

const SERVER_SCRIPT: Language =
    Language { fresh: "UUIDUtils.createUUID()", jwt: "clientAssertion()", ..JAVASCRIPT };

/// Writes both files.
pub(super) fn write(recipe: &Recipe, secrets: Secrets<'_>) -> Vec<ExportedFile> {
    let spelled = Spelled { recipe, secrets, language: &SERVER_SCRIPT };
    let mut slots = spelled.slots();
    if let Some(assertion) = &recipe.assertion {
        slots.set("digest", format!("SHA{}", assertion.algorithm.name().get(2..).unwrap_or_default()));
    }
    // ES5 has no comma after the last member or element.
    for name in ["fields", "claims", "header"] {
        let lines = slots.value(name).trim_end_matches(',').to_owned();
        slots.set(name, lines);
    }
    let script = slots.fill(include_str!("templates/cartridge.txt"));
    // Without a header parameter there is a comma after `alg`.
    let script = script.replace("',\n    };\n    var claims", "'\n    };\n    var claims");
    vec![
        ExportedFile::new("cartridges/int_access_token/cartridge/scripts/accessToken.js", script),
        ExportedFile::new("metadata/services.xml", services(recipe, secrets)),
    ]
}

/// The services in the format that Business Manager imports.
fn services(recipe: &Recipe, secrets: Secrets<'_>) -> String {
    let mut slots = Slots::default();
    slots.set("url", html_escape::encode_text(&recipe.url_text()));
    slots.set("total", recipe.timeouts.total.to_string());
    let variables: Vec<String> = match secrets.are_inside() {
        true => Vec::new(),
        false => recipe.secret_slots().iter().map(|slot| slot.variable()).collect(),
    };
    let of_each =
        |write: fn(&str) -> String| variables.iter().map(|name| write(name)).collect::<Vec<_>>().join("\n");
    slots.set(
        "credentials",
        of_each(|name| {
            format!(
                "<service-credential service-credential-id=\"access_token.{name}\">\n    \
                 <password></password>\n</service-credential>"
            )
        }),
    );
    slots.set(
        "services",
        of_each(|name| {
            format!(
                "<service service-id=\"access_token.{name}\">\n    <service-type>HTTP</service-type>\n    \
                 <enabled>true</enabled>\n    <log-prefix>access_token</log-prefix>\n    \
                 <profile-id>access_token</profile-id>\n    \
                 <credential-id>access_token.{name}</credential-id>\n</service>"
            )
        }),
    );
    slots.fill(include_str!("templates/services.txt"))
}
