//! dw.json, in every spelling that Salesforce's CLI, sfcc-ci and older tools take: the root, and `configs[]` beside it.

use serde_json::Value;

use super::limits::MOST_PROPOSALS;
use super::names::{is_of_client, is_of_dw_json, of_dw_json};
use super::read_values::take_json;
use super::tree::{is_set, list, member};
use super::value::{ImportField, ImportPlace, Layer, Origin};

/// One configuration of a file.
#[derive(Debug)]
pub(super) struct Config {
    pub(super) layer: Layer,
    pub(super) place: ImportPlace,
    pub(super) name: String,
}

/// The configurations of a file.
#[derive(Debug, Default)]
pub(super) struct DwJson {
    pub(super) configs: Vec<Config>,
    /// Which of them the CLI takes if none is named.
    pub(super) chosen: Option<usize>,
    /// There are more than are read.
    pub(super) too_many: bool,
}

/// Whether this is a dw.json, and no other program's file. `named`: it has that name.
pub(super) fn is_dw_json(root: &Value, named: bool) -> bool {
    let has = |value: &Value, is_known: fn(&str) -> bool| {
        value.as_object().is_some_and(|members| members.keys().any(|name| is_known(name)))
    };
    let is_one = |value: &Value| has(value, if named { is_of_dw_json } else { is_of_client });
    is_one(root) && !named || named && has_own(root) || list(root, "configs").iter().any(is_one)
}

/// Whether an object has more of a configuration than a name.
fn has_own(value: &Value) -> bool {
    let is_own = |name: &String| is_of_dw_json(name) && !name.eq_ignore_ascii_case("configs");
    value.as_object().is_some_and(|members| members.keys().any(is_own))
}

/// Reads the configurations of a file.
pub(super) fn read_dw_json(root: &Value, file: usize) -> DwJson {
    let mut read = DwJson::default();
    let mut active = None;
    let others = list(root, "configs");
    let root_counts = root.get("active") != Some(&Value::Bool(false));
    if has_own(root) {
        read.configs.push(config(root, file, ImportPlace::Top));
    }
    for (at, other) in others.iter().enumerate() {
        if read.configs.len() >= MOST_PROPOSALS {
            read.too_many = true;
            break;
        }
        if !other.is_object() {
            continue;
        }
        if is_set(other, "active") && active.is_none() {
            active = Some(read.configs.len());
        }
        let place = ImportPlace::Path { path: format!("configs[{at}]") };
        read.configs.push(config(other, file, place));
    }
    let root_is_default = has_own(root) && root_counts;
    read.chosen = active.or_else(|| root_is_default.then_some(0));
    read
}

fn config(value: &Value, file: usize, place: ImportPlace) -> Config {
    let mut layer = Layer::default();
    for (name, value) in value.as_object().into_iter().flatten() {
        if let Some(known) = of_dw_json(name) {
            take_json(&mut layer, known, value, Origin::new(file, place.clone(), name));
        }
    }
    // It is the credential's name, and not a value of it that comes from somewhere.
    layer.values.retain(|value| value.field != ImportField::Name);
    Config { layer, place, name: super::value::short_name(member(value, "name")) }
}
