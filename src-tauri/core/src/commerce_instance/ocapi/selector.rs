//! Which attributes of a document are meant: `(**)` for all, `(*)` for all that are not documents themselves,
//! `(count,data.(id,display_name))` for these. Both `select` in a request and `read_attributes` in the settings are
//! written like this.

use std::collections::BTreeMap;

use serde_json::Value;

/// How deep a selector may be nested.
const DEEPEST: usize = 16;

/// A selection of attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Selector {
    /// `**`: all of them.
    All,
    /// These; and with `leaves` (`*`) all that are not documents themselves.
    These { leaves: bool, names: BTreeMap<String, Selector> },
}

impl Selector {
    /// Reads a selector; `None` if its syntax is malformed, or if it selects nothing.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let (selector, rest) = read_list(&text, 0)?;
        rest.is_empty().then_some(selector)
    }

    /// The value with the selected attributes alone. What describes the document itself (`_v`, `_type`) stays.
    pub(super) fn applied_to(&self, value: &Value) -> Value {
        let Self::These { leaves, names } = self else { return value.clone() };
        match value {
            Value::Array(items) => Value::Array(items.iter().map(|item| self.applied_to(item)).collect()),
            Value::Object(members) => {
                let kept = members.iter().filter_map(|(name, value)| {
                    let kept = match names.get(name) {
                        Some(inner) => inner.applied_to(value),
                        None if name.starts_with('_') || *leaves && !is_document(value) => value.clone(),
                        None => return None,
                    };
                    Some((name.clone(), kept))
                });
                Value::Object(kept.collect())
            }
            _ => value.clone(),
        }
    }
}

fn is_document(value: &Value) -> bool {
    value.is_object() || value.as_array().is_some_and(|items| items.iter().any(Value::is_object))
}

/// Reads `(…)`. Returns what follows it, too.
fn read_list(text: &str, depth: usize) -> Option<(Selector, &str)> {
    let mut rest = text.strip_prefix('(').filter(|_| depth < DEEPEST)?;
    let (mut all, mut leaves, mut names) = (false, false, BTreeMap::new());
    loop {
        let end = rest.find(['(', ')', ','])?;
        let (word, after) = rest.split_at(end);
        rest = match word {
            "**" => {
                all = true;
                after
            }
            "*" => {
                leaves = true;
                after
            }
            _ => read_name(word, after, depth, &mut names)?,
        };
        match rest.split_at_checked(1)? {
            (",", more) => rest = more,
            (")", after) => {
                let selector = if all { Selector::All } else { Selector::These { leaves, names } };
                return Some((selector, after));
            }
            _ => return None,
        }
    }
}

/// Reads `name` or `name.(…)`; `after` is what follows the word.
fn read_name<'t>(
    word: &str,
    after: &'t str,
    depth: usize,
    names: &mut BTreeMap<String, Selector>,
) -> Option<&'t str> {
    let is_name =
        |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let (name, inner, rest) = match word.strip_suffix('.') {
        Some(name) => {
            let (inner, rest) = read_list(after, depth + 1)?;
            (name, inner, rest)
        }
        None => (word, Selector::All, after),
    };
    if !is_name(name) {
        return None;
    }
    names.insert(name.to_owned(), inner);
    Some(rest)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn selected(selector: &str) -> Value {
        let document = json!({"_v": "24.5", "count": 1, "data": [{"_type": "site", "id": "A", "name": {"default": "B"}}]});
        Selector::read(selector).unwrap().applied_to(&document)
    }

    #[test]
    fn a_selector_leaves_only_what_it_names_and_what_describes_the_document() {
        let all = selected("(**)");
        assert_eq!(all["data"][0]["name"]["default"], "B");
        assert_eq!(selected("(data.(id))"), json!({"_v": "24.5", "data": [{"_type": "site", "id": "A"}]}));
        assert_eq!(selected("(*)"), json!({"_v": "24.5", "count": 1}));
        assert_eq!(
            selected("( count , data.(*) )"),
            json!({"_v": "24.5", "count": 1, "data": [{"_type": "site", "id": "A"}]})
        );
        assert_eq!(selected("(data)"), json!({"_v": "24.5", "data": all["data"]}));
    }

    #[test]
    fn a_malformed_selector_selects_nothing() {
        for text in ["", "()", "(", "id", "(id", "(id))", "(id.)", "(id.(a)", "(a b c", "(,)", "(a,)", "(é)"]
        {
            assert_eq!(Selector::read(text), None, "{text}");
        }
        assert_eq!(Selector::read(&"(a.".repeat(100_000)), None);
    }
}
