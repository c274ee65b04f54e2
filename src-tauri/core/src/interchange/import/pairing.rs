//! Pairs collections with the environments that have their variables, and makes the credentials of each pair: one for each
//! request for a token, else one from the variables by their names.

use std::collections::HashSet;
use std::rc::Rc;

use secrecy::ExposeSecret as _;

use super::budget::Budget;
use super::collection::{Collection, Environment, LooseEnvironment, SeenAuth, SeenRequest};
use super::family::Family;
use super::limits::MOST_PROPOSALS;
use super::names::{Known, family_in_collection, is_of_one_client, of_variable};
use super::problem::{ImportKind, ImportLimit, LeftOutReason};
use super::read_values::take_of;
use super::stack::Stack;
use super::template::{Scope, Variables};
use super::token_request_seen::read_token_request;
use super::value::{ImportField, ImportPlace, Layer, Origin};
use crate::token_request::AuthMethod;

/// The stacks of all collections and environments.
pub(super) fn stacks_of(
    collections: &[(ImportKind, Collection)],
    loose: &[LooseEnvironment],
    into: &mut Vec<Stack>,
    budget: &Budget,
) {
    let mut used = HashSet::new();
    for (kind, collection) in collections {
        let names = names_used(collection);
        let fits = |environment: &Environment| {
            environment.variables.iter().any(|variable| names.contains(variable.name.as_str()))
        };
        let mut environments: Vec<Option<&Environment>> = collection.environments.iter().map(Some).collect();
        for (index, environment) in loose {
            if *kind == ImportKind::PostmanCollection && fits(environment) {
                used.insert(*index);
                environments.push(Some(environment));
            }
        }
        if environments.is_empty() {
            environments.push(None);
        }
        for environment in environments {
            if into.len() > MOST_PROPOSALS {
                budget.reach(ImportLimit::Credentials);
                return;
            }
            of_pair(*kind, collection, environment, into, budget);
        }
    }
    for (index, environment) in loose.iter().filter(|(index, _)| !used.contains(index)) {
        let scope = Scope { variables: vec![&environment.variables], budget };
        let place = ImportPlace::Environment { environment: environment.name.clone() };
        into.push(Stack {
            kind: ImportKind::PostmanEnvironment,
            file: *index,
            place,
            name: environment.name.clone(),
            layers: vec![Rc::new(by_names(&environment.variables, &scope))],
            request: None,
            family: Family::Any,
        });
    }
}

/// What tells one token request from another: its method and its values.
type RequestFacts = (Option<AuthMethod>, Vec<(ImportField, String)>);

/// The credentials of a collection with one of its environments, or with none.
fn of_pair(
    kind: ImportKind,
    collection: &Collection,
    environment: Option<&Environment>,
    into: &mut Vec<Stack>,
    budget: &Budget,
) {
    let none = Variables::default();
    let of_environment = environment.map_or(&none, |environment| &environment.variables);
    let common = Scope { variables: vec![of_environment, &collection.variables], budget };
    let place = match environment {
        Some(environment) => ImportPlace::Environment { environment: environment.name.clone() },
        None => ImportPlace::Top,
    };
    let name = match environment {
        Some(environment) if !environment.name.is_empty() => &environment.name,
        _ => &collection.name,
    };
    let mut named = [of_environment, &collection.variables].map(|variables| by_names(variables, &common));
    let mut slas = Vec::new();
    let mut requests = Vec::new();
    let mut seen: Vec<RequestFacts> = Vec::new();
    for request in &collection.requests {
        if budget.is_resolving_over() {
            break;
        }
        let inner = request.variables.iter().map(|variables| &**variables);
        let around = [of_environment, &collection.variables];
        let scope = Scope { variables: inner.chain(around).collect(), budget };
        let Some(token) = read_token_request(request, &scope) else { continue };
        if token.slas {
            slas.push((request, token.layer.left));
            continue;
        }
        // The same request under another name is the same credential.
        let facts = [
            ImportField::ClientId,
            ImportField::ClientSecret,
            ImportField::TokenEndpoint,
            ImportField::Scopes,
            ImportField::Audience,
            ImportField::User,
            ImportField::AccessKey,
        ];
        let facts =
            facts.into_iter().filter_map(|field| Some((field, token.layer.of(field)?.text().to_owned())));
        let facts = (token.said.method, facts.collect());
        if seen.contains(&facts) {
            continue;
        }
        seen.push(facts);
        if into.len() + requests.len() > MOST_PROPOSALS {
            budget.reach(ImportLimit::Credentials);
            break;
        }
        requests.push((request, token));
    }
    if requests.is_empty() {
        // What only requests for SLAS use is no client of Account Manager.
        let mut left = Layer::default();
        for (request, why) in slas {
            let mut used = HashSet::new();
            names_in(request, &mut used);
            named.iter_mut().for_each(|layer| leave_slas(layer, &used));
            left.left.extend(why);
        }
        if !left.left.is_empty() && named.iter().all(|layer| layer.of(ImportField::ClientId).is_none()) {
            named.iter_mut().for_each(|layer| layer.values.clear());
        }
        let layers = named.into_iter().chain([left]).map(Rc::new).collect();
        let (file, name) = (collection.file, name.clone());
        into.push(Stack { kind, file, place, name, layers, request: None, family: Family::Any });
        return;
    }
    let with_secrets = named.map(Rc::new);
    let without_secrets = with_secrets.each_ref().map(|layer| Rc::new(without_secret(layer)));
    for (request, token) in requests {
        let request_place = request.origin.as_ref().map_or(&place, |origin| &origin.place);
        let place = if environment.is_none() { request_place.clone() } else { place.clone() };
        // A signed JWT needs no secret, which then would be another client's.
        let is_signed = token.said.method == Some(AuthMethod::SignedJwt);
        let below = if is_signed { &without_secrets } else { &with_secrets };
        into.push(Stack {
            kind,
            file: collection.file,
            place,
            name: name.clone(),
            layers: [Rc::new(token.layer)].into_iter().chain(below.iter().cloned()).collect(),
            request: Some(token.said),
            family: Family::Any,
        });
    }
}

/// Leaves out the parts of a client whose variables requests for SLAS use.
fn leave_slas(layer: &mut Layer, used: &HashSet<&str>) {
    for value in std::mem::take(&mut layer.values) {
        if is_of_one_client(value.field) && used.contains(value.origin.name.as_str()) {
            layer.leave_field(value.field, value.origin, LeftOutReason::Slas);
        } else {
            layer.values.push(value);
        }
    }
}

fn without_secret(layer: &Layer) -> Layer {
    let values = layer.values.iter().filter(|value| value.field != ImportField::ClientSecret);
    Layer { values: values.cloned().collect(), left: layer.left.clone(), clear: layer.clear.clone() }
}

/// The variables whose names say what they are.
fn by_names(variables: &Variables, scope: &Scope<'_>) -> Layer {
    let mut layer = Layer::default();
    for variable in variables.iter() {
        let Some(known) = of_variable(&variable.name) else { continue };
        let resolved = scope.resolve(variable.text());
        let origin = variable.origin.clone();
        match (resolved.unknown, known) {
            (Some(name), Known::Field(field, _)) => {
                layer.leave_field(field, origin, LeftOutReason::UnknownVariable { name });
            }
            (_, Known::Field(field, _)) => {
                let family = family_in_collection(&variable.name, field);
                take_of(&mut layer, known, family, &resolved.text, origin);
            }
            _ => take_of(&mut layer, known, Family::Any, &resolved.text, origin),
        }
    }
    layer
}

/// The names of all variables that a collection has or uses.
fn names_used(collection: &Collection) -> HashSet<&str> {
    let mut names: HashSet<&str> =
        collection.variables.iter().map(|variable| variable.name.as_str()).collect();
    for request in &collection.requests {
        names_in(request, &mut names);
    }
    names
}

/// Adds the names of all variables that a request uses.
fn names_in<'r>(request: &'r SeenRequest, names: &mut HashSet<&'r str>) {
    add_used(&request.url, names);
    for field in &request.form {
        // Exposed to find the names of variables in it.
        add_used(field.value.expose_secret(), names);
    }
    match &*request.auth {
        SeenAuth::None => {}
        SeenAuth::Basic { user, password } => {
            // Exposed to find the names of variables in them.
            add_used(user.expose_secret(), names);
            // Exposed for the same.
            add_used(password.expose_secret(), names);
        }
        SeenAuth::OAuth(oauth) => {
            for text in [&oauth.token_url, &oauth.client_id, &oauth.scope] {
                add_used(text, names);
            }
            // Exposed to find the names of variables in it.
            add_used(oauth.client_secret.expose_secret(), names);
        }
    }
}

fn add_used<'t>(text: &'t str, names: &mut HashSet<&'t str>) {
    for part in text.split("{{").skip(1) {
        if let Some((name, _)) = part.split_once("}}") {
            let name = name.trim();
            names.insert(name.strip_prefix("_.").unwrap_or(name));
        }
    }
}

/// Adds what a collection itself fetches a token with, as a request of its own.
pub(super) fn add_own_auth(collection: &mut Collection, own: Vec<Rc<SeenAuth>>) {
    for auth in own {
        let place = ImportPlace::Request { request: collection.name.clone() };
        let origin = Some(Origin::new(collection.file, place, ""));
        collection.requests.push(SeenRequest { auth, origin, ..SeenRequest::default() });
    }
}
