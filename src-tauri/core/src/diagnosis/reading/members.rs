//! The members of an answer as one list, whatever syntax they are in.

use serde_json::Value;

use crate::http::Response;

/// The deepest nesting that is read.
const DEEPEST: usize = 6;
/// The most members that are read. Errors have a dozen.
const MOST: usize = 300;
/// The most members that are looked at, whatever they have.
const MOST_VISITED: usize = 3000;
/// The longest name of a member that can say what it is, in bytes.
const LONGEST_NAME: usize = 200;
/// The longest text in a member that is read as JSON once more.
const LONGEST_INNER: usize = 64 * 1024;

/// A member that has a text or a number.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Member {
    /// Its name in lower case, without anything but letters and digits. An item of a list has the name of the list.
    pub(super) name: String,
    /// Its name and those of what it is in, as the server spells them, with dots.
    pub(super) path: String,
    /// How deep it is.
    pub(super) depth: usize,
    /// Its value.
    pub(super) value: String,
    /// The value is a number.
    pub(super) is_number: bool,
}

impl Member {
    /// Whether it is in something that is named like an error.
    pub(super) fn is_in_error(&self) -> bool {
        let path = self.path.to_ascii_lowercase();
        ["error", "fault", "exception", "problem"].iter().any(|name| path.contains(name))
    }
}

/// What counts of a name.
pub(super) fn plain(name: &str) -> String {
    let local = name.rsplit(':').next().unwrap_or_default();
    local.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// The members of a JSON value.
pub(super) fn of_json(value: &Value) -> Vec<Member> {
    let mut walk = Walk::default();
    walk.enter(value, "", 0);
    walk.found
}

/// The way through a JSON value, and what was found on it.
#[derive(Default)]
struct Walk {
    found: Vec<Member>,
    visited: usize,
}

impl Walk {
    fn enter(&mut self, value: &Value, path: &str, depth: usize) {
        self.visited += 1;
        match value {
            _ if depth > DEEPEST => {}
            Value::String(text) => match inner(text) {
                Some(value) => self.enter(&value, path, depth),
                None => self.note(path, depth, text.clone(), false),
            },
            Value::Number(number) => self.note(path, depth, number.to_string(), true),
            Value::Array(items) => {
                for item in items {
                    if self.is_full() {
                        break;
                    }
                    self.enter(item, path, depth);
                }
            }
            Value::Object(members) => {
                for (name, value) in members.iter().filter(|(name, _)| name.len() <= LONGEST_NAME) {
                    if self.is_full() {
                        break;
                    }
                    let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                    self.enter(value, &path, depth + 1);
                }
            }
            Value::Null | Value::Bool(_) => {}
        }
    }

    fn is_full(&self) -> bool {
        self.found.len() >= MOST || self.visited >= MOST_VISITED
    }

    fn note(&mut self, path: &str, depth: usize, value: String, is_number: bool) {
        if !path.is_empty() {
            let name = plain(path.rsplit('.').next().unwrap_or_default());
            self.found.push(Member { name, path: path.to_owned(), depth, value, is_number });
        }
    }
}

/// The JSON object in a text: some gateways put the answer of the server behind them into a member.
fn inner(text: &str) -> Option<Value> {
    let is_object = text.len() <= LONGEST_INNER && text.trim_start().starts_with('{');
    is_object.then(|| serde_json::from_str(text).ok()).flatten()
}

/// The members of a form-encoded text; `None` if it is none.
pub(super) fn of_form(text: &str) -> Option<Vec<Member>> {
    let text = text.trim();
    let is_field = |field: &str| {
        field.split_once('=').is_some_and(|(name, _)| {
            !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "_.-%[]".contains(c))
        })
    };
    let is_form = !text.contains(|c: char| c.is_whitespace() || "<>{}\"".contains(c));
    if !is_form || !text.split('&').all(is_field) {
        return None;
    }
    let fields = url::form_urlencoded::parse(text.as_bytes()).take(MOST);
    Some(fields.map(|(name, value)| top(&name, value.into_owned())).collect())
}

/// The members of an XML text: its elements that have nothing but text.
pub(super) fn of_xml(text: &str) -> Vec<Member> {
    let mut found = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some((before, from_tag)) = rest.split_once('<') {
        if let Some(cdata) = from_tag.strip_prefix("![CDATA[") {
            let Some((content, after)) = cdata.split_once("]]>") else { break };
            note_element(&open, content, &mut found);
            rest = after;
            continue;
        }
        let Some((tag, after)) = from_tag.split_once('>') else { break };
        if tag.starts_with('/') {
            note_element(&open, &html_escape::decode_html_entities(before), &mut found);
            open.pop();
        } else if !tag.starts_with(['?', '!']) && !tag.ends_with('/') {
            let name = tag.split_whitespace().next().unwrap_or_default();
            open.push(if name.len() <= LONGEST_NAME { name } else { "" });
        }
        rest = after;
        if found.len() >= MOST || open.len() > 4 * DEEPEST {
            break;
        }
    }
    found
}

fn note_element(open: &[&str], content: &str, found: &mut Vec<Member>) {
    let content = content.trim();
    if content.is_empty() || open.is_empty() {
        return;
    }
    let is_number = content.bytes().all(|byte| byte.is_ascii_digit());
    let name = plain(open.last().unwrap_or(&""));
    found.push(Member {
        name,
        path: open.join("."),
        depth: open.len(),
        value: content.to_owned(),
        is_number,
    });
}

/// The error that a challenge has (RFC 6750 section 3, RFC 9449 section 7.1).
pub(super) fn of_challenge(response: &Response) -> Vec<Member> {
    let said = response.header("www-authenticate").unwrap_or_default();
    let parameter = |name: &str| {
        let (before, after) = said.split_once(&format!("{name}=\""))?;
        let is_whole_name = before.is_empty() || before.ends_with([' ', ',']);
        let value = after.split('"').next()?;
        (is_whole_name && !value.is_empty()).then(|| top(name, value.to_owned()))
    };
    ["error", "error_description"].into_iter().filter_map(parameter).collect()
}

fn top(name: &str, value: String) -> Member {
    Member { name: plain(name), path: name.to_owned(), depth: 1, value, is_number: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_with_very_many_members_is_left_after_the_first_ones() {
        let many = |member: fn(usize) -> String| {
            let members: Vec<String> = (0..50_000).map(member).collect();
            serde_json::from_str::<Value>(&format!("{{{}}}", members.join(","))).unwrap()
        };
        for value in [
            many(|n| format!("\"m{n}\":1")),
            many(|n| format!("\"m{n}\":true")),
            many(|n| format!("\"m{n}\":[[],[]]")),
            Value::Array(vec![Value::Null; 500_000]),
        ] {
            let mut walk = Walk::default();
            walk.enter(&value, "", 0);
            assert!(walk.visited <= MOST_VISITED && walk.found.len() <= MOST, "{}", walk.visited);
        }
    }

    #[test]
    fn a_name_that_is_very_long_is_no_name() {
        let long = "a".repeat(1 << 20);
        assert_eq!(of_json(&serde_json::json!({ long.clone(): { "b": 1 } })), []);
        assert!(of_xml(&format!("<{long}><b>c</b></{long}>")).iter().all(|member| member.path.len() < 10));
    }
}
