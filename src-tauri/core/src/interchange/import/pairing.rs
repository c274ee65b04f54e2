//! Pairs collections with the environments that have their variables, and makes the credentials of each pair: one for each
//! request for a token, else one from the variables by their names.

use std::collections::HashSet;

use secrecy::ExposeSecret as _;

use super::budget::Budget;
use super::collection::{Collection, Environment, LooseEnvironment, SeenAuth, SeenRequest};
use super::limits::MOST_PROPOSALS;
use super::names::{Known, of_variable};
use super::problem::{ImportKind, ImportLimit, LeftOutReason};
use super::read_values::take;
use super::stack::Stack;
use super::template::{Scope, Variable};
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
            layers: vec![by_names(&environment.variables, &scope)],
            method: None,
            placement: None,
        });
    }
}

/// The credentials of a collection with one of its environments, or with none.
fn of_pair(
    kind: ImportKind,
    collection: &Collection,
    environment: Option<&Environment>,
    into: &mut Vec<Stack>,
    budget: &Budget,
) {
    let of_environment = environment.map(|environment| environment.variables.as_slice()).unwrap_or_default();
    let common = Scope { variables: vec![of_environment, &collection.variables], budget };
    let place = match environment {
        Some(environment) => ImportPlace::Environment { environment: environment.name.clone() },
        None => ImportPlace::Top,
    };
    let name = match environment {
        Some(environment) if !environment.name.is_empty() => &environment.name,
        _ => &collection.name,
    };
    let named = [of_environment, &collection.variables].map(|variables| by_names(variables, &common));
    let mut unused = Vec::new();
    let mut seen: Vec<(Option<AuthMethod>, Vec<(ImportField, String)>)> = Vec::new();
    for request in &collection.requests {
        let scope = Scope {
            variables: vec![request.variables.as_slice(), of_environment, &collection.variables],
            budget,
        };
        let Some(token) = read_token_request(request, &scope) else { continue };
        // The same request under another name is the same credential.
        let known =
            [ImportField::ClientId, ImportField::ClientSecret, ImportField::TokenEndpoint, ImportField::User];
        let mut facts: Vec<(ImportField, String)> = Vec::new();
        for field in known {
            facts.extend(token.layer.of(field).map(|value| (field, value.text().to_owned())));
        }
        let is_slas_alone = token.method.is_none() && facts.is_empty() && !token.layer.left.is_empty();
        if is_slas_alone {
            unused.extend(token.layer.left);
            continue;
        }
        if seen.contains(&(token.method, facts.clone())) {
            continue;
        }
        seen.push((token.method, facts));
        if into.len() > MOST_PROPOSALS {
            budget.reach(ImportLimit::Credentials);
            return;
        }
        let request_place = request.origin.as_ref().map_or(&place, |origin| &origin.place);
        let place = if environment.is_none() { request_place.clone() } else { place.clone() };
        let is_signed = token.method == Some(AuthMethod::SignedJwt);
        let mut layers = vec![token.layer];
        layers.extend(named.iter().map(|layer| without_taken(layer, is_signed)));
        into.push(Stack {
            kind,
            file: collection.file,
            place,
            name: name.clone(),
            layers,
            method: token.method,
            placement: token.placement,
        });
    }
    if seen.is_empty() {
        let mut layers: Vec<Layer> = named.into_iter().collect();
        layers.push(Layer { left: unused, ..Layer::default() });
        into.push(Stack {
            kind,
            file: collection.file,
            place,
            name: name.clone(),
            layers,
            method: None,
            placement: None,
        });
    }
}

/// The variables below a request. A signed JWT needs no secret, which then would be another client's.
fn without_taken(layer: &Layer, is_signed: bool) -> Layer {
    let mut layer = layer.clone();
    if is_signed {
        layer.values.retain(|value| value.field != ImportField::ClientSecret);
    }
    layer
}

/// The variables whose names say what they are.
fn by_names(variables: &[Variable], scope: &Scope<'_>) -> Layer {
    let mut layer = Layer::default();
    for variable in variables {
        let Some(known) = of_variable(&variable.name) else { continue };
        let resolved = scope.resolve(variable.text());
        let origin = variable.origin.clone();
        match resolved.unknown {
            Some(name) if matches!(known, Known::Field(..)) => {
                layer.leave(origin, LeftOutReason::UnknownVariable { name });
            }
            _ => take(&mut layer, known, &resolved.text, origin),
        }
    }
    layer
}

/// The names of all variables that a collection has or uses.
fn names_used(collection: &Collection) -> HashSet<&str> {
    let mut names: HashSet<&str> =
        collection.variables.iter().map(|variable| variable.name.as_str()).collect();
    for request in &collection.requests {
        add_used(&request.url, &mut names);
        for field in &request.form {
            // Exposed to find the names of variables in it.
            add_used(field.value.expose_secret(), &mut names);
        }
        match &request.auth {
            SeenAuth::None => {}
            SeenAuth::Basic { user, password } => {
                // Exposed to find the names of variables in them.
                add_used(user.expose_secret(), &mut names);
                add_used(password.expose_secret(), &mut names);
            }
            SeenAuth::OAuth(oauth) => {
                for text in [&oauth.token_url, &oauth.client_id, &oauth.scope] {
                    add_used(text, &mut names);
                }
                // Exposed to find the names of variables in it.
                add_used(oauth.client_secret.expose_secret(), &mut names);
            }
        }
    }
    names
}

fn add_used<'t>(text: &'t str, names: &mut HashSet<&'t str>) {
    for part in text.split("{{").skip(1) {
        if let Some((name, _)) = part.split_once("}}") {
            names.insert(name.trim());
        }
    }
}

/// Adds what a collection itself fetches a token with, as a request of its own.
pub(super) fn add_own_auth(collection: &mut Collection, own: Vec<SeenAuth>) {
    for auth in own {
        let place = ImportPlace::Request { request: collection.name.clone() };
        let origin = Some(Origin::new(collection.file, place, ""));
        collection.requests.push(SeenRequest { auth, origin, ..SeenRequest::default() });
    }
}
