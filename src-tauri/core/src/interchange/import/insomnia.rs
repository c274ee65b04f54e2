//! Collections of Insomnia: the JSON of version 4 and the YAML of version 5. Template tags are not evaluated.

use std::collections::HashMap;
use std::rc::Rc;

use secrecy::SecretString;
use serde_json::Value;

use super::budget::Budget;
use super::collection::{Collection, Environment, Field, SeenAuth, SeenOAuth, SeenRequest};
use super::limits::{MOST_PROPOSALS, MOST_VARIABLES};
use super::postman::{raw_form, with_own};
use super::problem::ImportLimit;
use super::template::{Variable, Variables};
use super::tree::{is_set, list, member, text_of};
use super::value::{ImportPlace, Origin, short_name};

/// Whether this is an export of version 4.
pub(super) fn is_version_4(root: &Value) -> bool {
    member(root, "_type") == "export" && root.get("resources").is_some_and(Value::is_array)
}

/// Whether this is a file of version 5.
pub(super) fn is_version_5(root: &Value) -> bool {
    let kind = member(root, "type");
    kind.contains("insomnia.rest/5")
}

/// Reads an export of version 4: one collection for each workspace.
pub(super) fn read_version_4(root: &Value, file: usize, budget: &Budget) -> Vec<Collection> {
    let resources = list(root, "resources");
    let of_kind = |kind: &'static str| resources.iter().filter(move |one| member(one, "_type") == kind);
    let mut parents: HashMap<&str, &str> = HashMap::new();
    let mut environments: HashMap<&str, Vec<&Value>> = HashMap::new();
    for one in resources {
        let (id, parent) = (member(one, "_id"), member(one, "parentId"));
        if !id.is_empty() {
            parents.entry(id).or_insert(parent);
        }
        if !parent.is_empty() && member(one, "_type") == "environment" {
            environments.entry(parent).or_default().push(one);
        }
    }
    let mut collections: Vec<Collection> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for workspace in of_kind("workspace") {
        let id = member(workspace, "_id");
        if places.contains_key(id) {
            continue;
        }
        if collections.len() >= MOST_PROPOSALS {
            budget.reach(ImportLimit::Collections);
            break;
        }
        let mut collection =
            Collection { name: short_name(member(workspace, "name")), file, ..Collection::default() };
        // Each environment is read once, whatever IDs the file repeats.
        for base in environments.remove(id).unwrap_or_default() {
            let own = flat(base.get("data"), file, &ImportPlace::CollectionVariable);
            collection.variables.add(own, budget);
            for one in environments.remove(member(base, "_id")).unwrap_or_default() {
                collection.environments.push(read_environment(one, file, budget));
            }
        }
        if !id.is_empty() {
            places.insert(id, collections.len());
        }
        collections.push(collection);
    }
    // A request is in the first workspace unless its folders lead to another one.
    for request in of_kind("request") {
        if !budget.take_request() {
            break;
        }
        let mut at = member(request, "parentId");
        for _ in 0..16 {
            if places.contains_key(at) {
                break;
            }
            at = parents.get(at).copied().unwrap_or_default();
        }
        let place = places.get(at).copied().unwrap_or(0);
        if let Some(collection) = collections.get_mut(place) {
            collection.requests.push(read_request(request, file, &[], &Rc::default()));
        }
    }
    collections
}

/// Reads a file of version 5.
pub(super) fn read_version_5(root: &Value, file: usize, budget: &Budget) -> Collection {
    let mut collection = Collection { name: short_name(member(root, "name")), file, ..Collection::default() };
    let environments = root.get("environments").unwrap_or(root);
    collection.variables.add(flat(environments.get("data"), file, &ImportPlace::CollectionVariable), budget);
    collection.environments =
        list(environments, "subEnvironments").iter().map(|one| read_environment(one, file, budget)).collect();
    items(list(root, "collection"), &[], &Rc::default(), &mut collection, budget);
    collection
}

fn items(
    all: &[Value],
    around: &[Rc<Variables>],
    auth: &Rc<SeenAuth>,
    into: &mut Collection,
    budget: &Budget,
) {
    for item in all {
        into.scripts |= item.get("scripts").is_some();
        if let Some(children) = item.get("children").and_then(Value::as_array) {
            let own = flat(item.get("environment"), into.file, &ImportPlace::CollectionVariable);
            let around = with_own(Variables::of(own, budget), around);
            let auth = auth_of(item).map_or_else(|| Rc::clone(auth), Rc::new);
            items(children, &around, &auth, into, budget);
        } else if budget.take_request() {
            into.requests.push(read_request(item, into.file, around, auth));
        }
    }
}

fn read_environment(environment: &Value, file: usize, budget: &Budget) -> Environment {
    let name = short_name(member(environment, "name"));
    let place = ImportPlace::Environment { environment: name.clone() };
    let variables = Variables::of(flat(environment.get("data"), file, &place), budget);
    Environment { name, variables }
}

/// The variables in an object; one within another has both names, with a dot.
fn flat(data: Option<&Value>, file: usize, place: &ImportPlace) -> Vec<Variable> {
    fn add(value: &Value, name: &str, file: usize, place: &ImportPlace, into: &mut Vec<Variable>) {
        for (inner, value) in value.as_object().into_iter().flatten() {
            let name = if name.is_empty() { inner.clone() } else { format!("{name}.{inner}") };
            if value.is_object() && name.len() < 500 {
                add(value, &name, file, place, into);
            } else if into.len() < MOST_VARIABLES
                && let Some(text) = text_of(value)
            {
                into.push(Variable::new(&name, &text, Origin::new(file, place.clone(), &name)));
            }
        }
    }
    let mut all = Vec::new();
    if let Some(data) = data {
        add(data, "", file, place, &mut all);
    }
    all
}

fn read_request(request: &Value, file: usize, around: &[Rc<Variables>], auth: &Rc<SeenAuth>) -> SeenRequest {
    let body = request.get("body").unwrap_or(&Value::Null);
    let on = list(body, "params").iter().filter(|field| !is_set(field, "disabled"));
    let form: Vec<Field> = on
        .map(|field| {
            Field::new(member(field, "name"), &field.get("value").and_then(text_of).unwrap_or_default())
        })
        .collect();
    let form = if form.is_empty() { raw_form(member(body, "text")) } else { form };
    let place = ImportPlace::Request { request: short_name(member(request, "name")) };
    SeenRequest {
        url: member(request, "url").to_owned(),
        form,
        auth: auth_of(request).map_or_else(|| Rc::clone(auth), Rc::new),
        variables: around.to_vec(),
        origin: Some(Origin::new(file, place, "")),
    }
}

/// The authentication of a request or folder; `None` if it has none of its own.
fn auth_of(value: &Value) -> Option<SeenAuth> {
    let auth = value.get("authentication").filter(|auth| !is_set(auth, "disabled"))?;
    let text = |name: &str| auth.get(name).and_then(text_of).unwrap_or_default();
    match member(auth, "type") {
        "basic" => Some(SeenAuth::Basic {
            user: SecretString::from(text("username")),
            password: SecretString::from(text("password")),
        }),
        "oauth2" => Some(SeenAuth::OAuth(Box::new(SeenOAuth {
            grant: text("grantType"),
            token_url: text("accessTokenUrl"),
            client_id: text("clientId"),
            client_secret: SecretString::from(text("clientSecret")),
            scope: text("scope"),
            in_body: is_set(auth, "credentialsInBody"),
        }))),
        "none" => Some(SeenAuth::None),
        _ => None,
    }
}
