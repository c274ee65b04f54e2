//! The object `b2c` of a package.json. Salesforce's CLI takes only what is no secret from it.

use serde_json::Value;

use super::names::{Known, folded, of_dw_json};
use super::problem::LeftOutReason;
use super::read_values::{take, take_json};
use super::value::{ImportPlace, Layer, Origin};

/// Reads it; `None` if there is none.
pub(super) fn read_package_json(root: &Value, file: usize) -> Option<Layer> {
    let members = root.get("b2c")?.as_object()?;
    let mut layer = Layer::default();
    for (name, value) in members {
        let place = ImportPlace::Path { path: "b2c".to_owned() };
        let origin = Origin::new(file, place, name);
        let Some(known) = of_dw_json(name) else { continue };
        match (folded(name).as_str(), known) {
            ("clientid" | "shortcode" | "accountmanagerhost", _) => {
                take_json(&mut layer, known, value, origin);
            }
            (_, Known::Field(field, _)) => {
                let secret = field.secret().filter(|_| value.as_str().is_some_and(|text| !text.is_empty()));
                layer.clear.extend(secret.map(|secret| (file, secret)));
                layer.leave(origin, LeftOutReason::IgnoredThere);
            }
            (_, other) => take(&mut layer, other, "…", origin),
        }
    }
    Some(layer)
}
