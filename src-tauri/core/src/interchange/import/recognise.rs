//! What a file is, by its content and, where the content leaves it open, by its name; and reading it as that.

use serde_json::Value;

use super::bruno::{self, BrunoFile};
use super::budget::Budget;
use super::collection::{Collection, Environment};
use super::curl::{is_curl, read_curl};
use super::dw_json::{DwJson, is_dw_json, read_dw_json};
use super::env_file::{is_env, read_env};
use super::file_text::text_of_file;
use super::insomnia;
use super::package_json::read_package_json;
use super::postman;
use super::problem::{ImportKind, ImportProblem};
use super::tree::read_json;
use super::value::Layer;
use super::yaml::read_yaml;

/// What a file holds.
pub(super) enum Holds {
    DwJson(DwJson),
    Env(Layer),
    PackageJson(Layer),
    /// Whole collections in one file.
    Collections(Vec<Collection>),
    PostmanEnvironment(Environment),
    /// Part of a collection in a folder.
    Bruno(Vec<BrunoFile>),
    KeyFile,
}

/// Reads a file. `name`: its path within what was chosen, with `/`; `index`: its place among the files.
pub(super) fn read_file(
    name: &str,
    bytes: &[u8],
    index: usize,
    budget: &Budget,
) -> Result<(ImportKind, Holds), ImportProblem> {
    let file_name = name.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let (stem, ending) = file_name.rsplit_once('.').unwrap_or((&file_name, ""));
    if looks_like_key(bytes, ending) {
        return Ok((ImportKind::KeyFile, Holds::KeyFile));
    }
    let text = text_of_file(bytes)?;
    let text = text.trim_start_matches('\u{FEFF}');
    let is_pasted_bru =
        name.is_empty() && ["meta {", "vars {"].iter().any(|begin| text.trim_start().starts_with(begin));
    if ending == "bru" || is_pasted_bru {
        let in_environments = name.rsplit('/').nth(1).is_some_and(|folder| folder == "environments");
        let stem = name.rsplit('/').next().unwrap_or_default();
        let stem = stem.get(..stem.len().saturating_sub(4)).unwrap_or(stem);
        return Ok((
            ImportKind::Bruno,
            Holds::Bruno(vec![bruno::read_bru(text, stem, in_environments, index, budget)]),
        ));
    }
    let begins = text.trim_start().chars().next();
    if matches!(begins, Some('{' | '[')) || ending == "json" {
        return of_json(&read_json(text, budget)?, &file_name, index, budget);
    }
    if is_curl(text) {
        return Ok((ImportKind::Curl, Holds::Collections(vec![read_curl(text, index, budget)])));
    }
    if matches!(ending, "yaml" | "yml") || is_yaml(text) {
        return of_yaml(&read_yaml(text, budget)?, stem, index, budget);
    }
    let is_named_env = file_name.starts_with(".env") || ending == "env";
    if is_named_env || is_env(text) {
        let layer = read_env(text, index, budget);
        return match (layer.values.is_empty() && layer.left.is_empty(), is_named_env) {
            (true, true) => Err(ImportProblem::NothingForToken),
            (true, false) => Err(ImportProblem::NotRecognised),
            _ => Ok((ImportKind::Env, Holds::Env(layer))),
        };
    }
    Err(ImportProblem::NotRecognised)
}

fn of_json(
    root: &Value,
    file_name: &str,
    index: usize,
    budget: &Budget,
) -> Result<(ImportKind, Holds), ImportProblem> {
    if postman::is_collection(root) {
        let collection = postman::read_collection(root, index, budget);
        return Ok((ImportKind::PostmanCollection, Holds::Collections(vec![collection])));
    }
    if postman::is_environment(root) {
        let environment = postman::read_environment(root, index, budget);
        return Ok((ImportKind::PostmanEnvironment, Holds::PostmanEnvironment(environment)));
    }
    if postman::is_old_collection(root) {
        return Err(ImportProblem::OldPostman);
    }
    if insomnia::is_version_4(root) {
        let collections = insomnia::read_version_4(root, index, budget);
        return Ok((ImportKind::Insomnia, Holds::Collections(collections)));
    }
    if bruno::is_export(root) {
        return Ok((ImportKind::Bruno, Holds::Collections(vec![bruno::read_export(root, index, budget)])));
    }
    if bruno::is_head(root) {
        let name = super::value::short_name(super::tree::member(root, "name"));
        return Ok((ImportKind::Bruno, Holds::Bruno(vec![BrunoFile::Head { name }])));
    }
    // A JSON Web Key, or a set of them.
    if root.get("kty").is_some() || root.get("keys").is_some_and(Value::is_array) {
        return Ok((ImportKind::KeyFile, Holds::KeyFile));
    }
    if file_name == "package.json" {
        let layer = read_package_json(root, index).ok_or(ImportProblem::NothingForToken)?;
        return Ok((ImportKind::PackageJson, Holds::PackageJson(layer)));
    }
    if is_dw_json(root, file_name == "dw.json") {
        return Ok((ImportKind::DwJson, Holds::DwJson(read_dw_json(root, index))));
    }
    Err(match file_name {
        "dw.json" => ImportProblem::OtherProgram,
        _ => ImportProblem::NotRecognised,
    })
}

fn of_yaml(
    root: &Value,
    stem: &str,
    index: usize,
    budget: &Budget,
) -> Result<(ImportKind, Holds), ImportProblem> {
    if insomnia::is_version_5(root) {
        let collection = insomnia::read_version_5(root, index, budget);
        return Ok((ImportKind::Insomnia, Holds::Collections(vec![collection])));
    }
    // Version 4 can be written as YAML, too.
    if insomnia::is_version_4(root) {
        return Ok((ImportKind::Insomnia, Holds::Collections(insomnia::read_version_4(root, index, budget))));
    }
    if bruno::is_open_collection(root) {
        return Ok((ImportKind::Bruno, Holds::Bruno(bruno::read_open_collection(root, stem, index, budget))));
    }
    Err(ImportProblem::NotRecognised)
}

/// Whether a text without a name is YAML that is read here.
fn is_yaml(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let first = lines.find(|line| *line != "---").unwrap_or_default();
    ["type: ", "opencollection: ", "_type: export", "info:"].iter().any(|begin| first.starts_with(begin))
}

/// A key or certificate, by its name or the beginning of its content. A file of another kind can have one inside.
fn looks_like_key(bytes: &[u8], ending: &str) -> bool {
    let is_named =
        ["pem", "key", "crt", "cer", "der", "p12", "pfx", "jks", "p8", "p7b", "jwk", "pub"].contains(&ending);
    let begin = bytes.trim_ascii_start();
    is_named
        || begin.starts_with(b"-----BEGIN")
        || begin.starts_with(b"Bag Attributes")
        || begin.starts_with(b"\xFE\xED\xFE\xED")
}
