//! The members of an answer as one list, whatever syntax they are in.

use serde_json::Value;

use crate::http::Response;

/// The deepest nesting that is read.
const DEEPEST: usize = 6;
/// The most members that are read. Errors have a dozen.
const MOST: usize = 300;
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
    let mut found = Vec::new();
    walk(value, "", 0, &mut found);
    found
}

fn walk(value: &Value, path: &str, depth: usize, found: &mut Vec<Member>) {
    if depth > DEEPEST || found.len() >= MOST {
        return;
    }
    let mut note = |text: String, is_number: bool| {
        if !path.is_empty() {
            let name = plain(path.rsplit('.').next().unwrap_or_default());
            found.push(Member { name, path: path.to_owned(), depth, value: text, is_number });
        }
    };
    match value {
        Value::String(text) => match inner(text) {
            Some(value) => walk(&value, path, depth, found),
            None => note(text.clone(), false),
        },
        Value::Number(number) => note(number.to_string(), true),
        Value::Array(items) => items.iter().for_each(|item| walk(item, path, depth, found)),
        Value::Object(members) => {
            for (name, value) in members {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                walk(value, &path, depth + 1, found);
            }
        }
        Value::Null | Value::Bool(_) => {}
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
            open.push(tag.split_whitespace().next().unwrap_or_default());
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
