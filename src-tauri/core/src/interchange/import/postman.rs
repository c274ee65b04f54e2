//! Collections of Postman (schema v2.0 and v2.1) and its environments, each without the other, too. Scripts are never run.

use std::rc::Rc;

use secrecy::SecretString;
use serde_json::Value;

use super::budget::Budget;
use super::collection::{Collection, Environment, Field, SeenAuth, SeenOAuth, SeenRequest};
use super::limits::MOST_FORM_FIELDS;
use super::template::{Variable, Variables};
use super::tree::{is_set, list, member, text_of};
use super::value::{ImportPlace, Origin, short_name};

/// Whether this is a collection.
pub(super) fn is_collection(root: &Value) -> bool {
    let info = root.get("info");
    let schema = info.map(|info| member(info, "schema")).unwrap_or_default();
    root.get("item").is_some_and(Value::is_array)
        && (schema.contains("getpostman.com") || info.is_some_and(|info| info.get("_postman_id").is_some()))
}

/// Whether this is a collection of version 1, which has its requests in one list.
pub(super) fn is_old_collection(root: &Value) -> bool {
    root.get("requests").is_some_and(Value::is_array) && root.get("order").is_some_and(Value::is_array)
}

/// Whether this is an environment, or globals.
pub(super) fn is_environment(root: &Value) -> bool {
    let values = list(root, "values");
    root.get("values").is_some_and(Value::is_array)
        && (root.get("_postman_variable_scope").is_some()
            || !values.is_empty() && values.iter().all(|value| value.get("key").is_some()))
}

/// Reads an environment.
pub(super) fn read_environment(root: &Value, file: usize, budget: &Budget) -> Environment {
    let name = short_name(member(root, "name"));
    let place = ImportPlace::Environment { environment: name.clone() };
    Environment { name, variables: variables(list(root, "values"), file, &place, budget) }
}

/// Reads a collection.
pub(super) fn read_collection(root: &Value, file: usize, budget: &Budget) -> Collection {
    let mut collection = Collection {
        name: short_name(root.get("info").map(|info| member(info, "name")).unwrap_or_default()),
        file,
        variables: variables(list(root, "variable"), file, &ImportPlace::CollectionVariable, budget),
        scripts: !list(root, "event").is_empty(),
        ..Collection::default()
    };
    let auth = Rc::new(auth_of(root).unwrap_or_default());
    items(list(root, "item"), &auth, &[], &mut collection, budget);
    collection
}

fn variables(all: &[Value], file: usize, place: &ImportPlace, budget: &Budget) -> Variables {
    let on =
        all.iter().filter(|one| one.get("enabled") != Some(&Value::Bool(false)) && !is_set(one, "disabled"));
    let read = on.filter_map(|one| {
        let name =
            ["key", "id", "name"].into_iter().map(|key| member(one, key)).find(|name| !name.is_empty())?;
        let value = one.get("value").and_then(text_of).unwrap_or_default();
        Some(Variable::new(name, &value, Origin::new(file, place.clone(), name)))
    });
    Variables::of(read, budget)
}

/// Reads requests and folders. `auth`: that of the folder around them. The tree has a bound for its depth.
fn items(
    all: &[Value],
    auth: &Rc<SeenAuth>,
    around: &[Rc<Variables>],
    into: &mut Collection,
    budget: &Budget,
) {
    for item in all {
        into.scripts |= !list(item, "event").is_empty();
        let own = variables(list(item, "variable"), into.file, &ImportPlace::CollectionVariable, budget);
        let around = with_own(own, around);
        if let Some(inner) = item.get("item").and_then(Value::as_array) {
            let auth = auth_of(item).map_or_else(|| Rc::clone(auth), Rc::new);
            items(inner, &auth, &around, into, budget);
        } else if let Some(request) = item.get("request") {
            if !budget.take_request() {
                return;
            }
            let place = ImportPlace::Request { request: short_name(member(item, "name")) };
            let origin = Origin::new(into.file, place, "");
            into.requests.push(read_request(request, auth, around, origin));
        }
    }
}

/// The variables of a folder or request, and of those around it.
pub(super) fn with_own(own: Variables, around: &[Rc<Variables>]) -> Vec<Rc<Variables>> {
    let own = (!own.is_empty()).then(|| Rc::new(own));
    own.into_iter().chain(around.iter().cloned()).collect()
}

fn read_request(
    request: &Value,
    auth: &Rc<SeenAuth>,
    variables: Vec<Rc<Variables>>,
    origin: Origin,
) -> SeenRequest {
    // A request can be nothing but its address.
    let url = request.get("url").unwrap_or(request);
    let url = url.as_str().unwrap_or_else(|| member(url, "raw")).to_owned();
    let body = request.get("body").unwrap_or(&Value::Null);
    let fields = ["urlencoded", "formdata"].into_iter().flat_map(|mode| list(body, mode));
    let on = fields.filter(|field| !is_set(field, "disabled"));
    let form: Vec<Field> = on
        .map(|field| {
            Field::new(member(field, "key"), &field.get("value").and_then(text_of).unwrap_or_default())
        })
        .collect();
    let form = if form.is_empty() { raw_form(member(body, "raw")) } else { form };
    let basic =
        list(request, "header").iter().filter(|header| !is_set(header, "disabled")).find_map(|header| {
            let is_it = member(header, "key").eq_ignore_ascii_case("authorization");
            is_it.then(|| basic_header(member(header, "value"))).flatten()
        });
    let auth = auth_of(request).map_or_else(|| Rc::clone(auth), Rc::new);
    let auth = match (&*auth, basic) {
        (SeenAuth::None, Some(basic)) => Rc::new(basic),
        _ => auth,
    };
    SeenRequest { url, form, auth, variables, origin: Some(origin) }
}

/// The fields of a body that is a form as text.
pub(super) fn raw_form(raw: &str) -> Vec<Field> {
    if raw.len() > super::limits::LONGEST_VALUE
        || !raw.contains('=')
        || raw.trim_start().starts_with(['{', '<', '['])
    {
        return Vec::new();
    }
    raw.trim()
        .split('&')
        .take(MOST_FORM_FIELDS)
        .filter_map(|pair| {
            let (name, value) = pair.split_once('=')?;
            Some(Field::new(&decoded(name), &decoded(value)))
        })
        .collect()
}

/// A part of a form, decoded unless it has variables that are still to be filled in.
fn decoded(part: &str) -> String {
    let pair = format!("{part}=");
    url::form_urlencoded::parse(pair.as_bytes()).next().map(|(name, _)| name.into_owned()).unwrap_or_default()
}

/// User and password of a Basic header.
pub(super) fn basic_header(value: &str) -> Option<SeenAuth> {
    use base64::Engine as _;
    let (scheme, encoded) = value.trim().split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let bytes = base64::engine::general_purpose::STANDARD.decode(encoded.trim()).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let (user, password) = text.split_once(':')?;
    Some(SeenAuth::Basic { user: unencoded(user).into(), password: unencoded(password).into() })
}

/// A part of a header as it was before RFC 6749 section 2.3.1 had it form-encoded. A part that this encoding does not
/// give, such as a secret with a percent sign of its own, stays as it is.
fn unencoded(part: &str) -> String {
    let plain = decoded(part);
    let again: String = url::form_urlencoded::byte_serialize(plain.as_bytes()).collect();
    if part.contains('%') && again.eq_ignore_ascii_case(part) { plain } else { part.to_owned() }
}

/// The authentication of a collection, folder or request; `None` if it is inherited.
fn auth_of(value: &Value) -> Option<SeenAuth> {
    let auth = value.get("auth")?;
    let kind = auth.get("type").and_then(Value::as_str)?;
    let parameter = |name: &str| parameter(auth, kind, name);
    Some(match kind {
        "basic" => SeenAuth::Basic {
            user: SecretString::from(parameter("username")),
            password: SecretString::from(parameter("password")),
        },
        "oauth2" => SeenAuth::OAuth(Box::new(SeenOAuth {
            grant: parameter("grant_type"),
            token_url: parameter("accessTokenUrl"),
            client_id: parameter("clientId"),
            client_secret: SecretString::from(parameter("clientSecret")),
            scope: parameter("scope"),
            in_body: parameter("client_authentication") == "body",
        })),
        _ => SeenAuth::None,
    })
}

/// A parameter of an authentication: v2.0 has an object, v2.1 a list.
fn parameter(auth: &Value, kind: &str, name: &str) -> String {
    let found = match auth.get(kind) {
        Some(Value::Array(all)) => {
            all.iter().find(|one| member(one, "key") == name).and_then(|one| one.get("value"))
        }
        Some(object) => object.get(name),
        None => None,
    };
    found.and_then(text_of).unwrap_or_default()
}
