//! Finds an entry of a list by one of its members, or adds one.

use serde_json::{Map, Value};

/// The entry of `list` with this text under `name`.
pub(super) fn entry<'l>(list: &'l mut [Value], name: &str, text: &str) -> Option<&'l mut Map<String, Value>> {
    let objects = list.iter_mut().filter_map(Value::as_object_mut);
    objects.into_iter().find(|object| object.get(name).and_then(Value::as_str) == Some(text))
}

/// The list under `name`, added if it is missing; `None` if something else is there.
pub(super) fn list<'o>(object: &'o mut Map<String, Value>, name: &str) -> Option<&'o mut Vec<Value>> {
    object.entry(name).or_insert_with(|| Value::Array(Vec::new())).as_array_mut()
}

/// Whether a list of words has one of these, in any case.
pub(super) fn has_word(list: &[Value], words: &[&str]) -> bool {
    list.iter()
        .filter_map(Value::as_str)
        .any(|word| words.iter().any(|other| word.eq_ignore_ascii_case(other)))
}
