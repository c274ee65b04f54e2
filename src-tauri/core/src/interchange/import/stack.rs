//! Several sources of one credential on top of each other: which value counts, what it overrides, and what is left out of
//! those below.

use std::rc::Rc;

use super::family::Family;
use super::limits::{MOST_LEFT_OUT, MOST_OVERRIDDEN};
use super::names::is_of_one_client;
use super::problem::{ImportConcern, ImportKind, LeftOutReason};
use super::value::{ImportField, ImportPlace, Layer, Left, Origin, Value};
use crate::token_request::{AuthMethod, SecretPlacement};

/// The sources of one credential, those that count first in front.
pub(super) struct Stack {
    pub(super) kind: ImportKind,
    pub(super) file: usize,
    pub(super) place: ImportPlace,
    pub(super) name: String,
    /// Credentials share what they have in common.
    pub(super) layers: Vec<Rc<Layer>>,
    /// What a request says.
    pub(super) request: Option<OfRequest>,
    /// The names that its client has. Those of other clients are other credentials.
    pub(super) family: Family,
}

/// What a request says of a credential beside its values.
#[derive(Clone, Copy, Default)]
pub(super) struct OfRequest {
    pub(super) method: Option<AuthMethod>,
    pub(super) placement: Option<SecretPlacement>,
    /// What speaks against it.
    pub(super) concern: Option<ImportConcern>,
}

/// A value that counts, and those that it overrides.
pub(super) struct Chosen {
    pub(super) value: Value,
    pub(super) over: Vec<Origin>,
}

/// The values of a credential.
#[derive(Default)]
pub(super) struct Merged {
    pub(super) chosen: Vec<Chosen>,
    pub(super) left: Vec<Left>,
}

impl Merged {
    pub(super) fn of(&self, field: ImportField) -> Option<&Value> {
        self.chosen.iter().find(|chosen| chosen.value.field == field).map(|chosen| &chosen.value)
    }

    /// Takes a value out again.
    pub(super) fn leave(&mut self, field: ImportField, why: &LeftOutReason) {
        while let Some(at) = self.chosen.iter().position(|chosen| chosen.value.field == field) {
            let origin = self.chosen.remove(at).value.origin;
            self.leave_at(Left { origin, why: why.clone(), field: Some(field) });
        }
    }

    fn leave_at(&mut self, left: Left) {
        let is_known = |known: &Left| known.origin == left.origin && known.why == left.why;
        if self.left.len() < MOST_LEFT_OUT && !self.left.iter().any(is_known) {
            self.left.push(left);
        }
    }
}

impl Stack {
    /// Merges the layers. Client ID and secret come from one source, so that no secret gets to another client.
    pub(super) fn merge(&self) -> Merged {
        let mut merged = Merged::default();
        for layer in &self.layers {
            for left in &layer.left {
                merged.leave_at(left.clone());
            }
        }
        let client = self.layers.iter().flat_map(|layer| ids(layer)).find(|id| self.family.takes(id.family));
        for (depth, layer) in self.layers.iter().enumerate() {
            for value in &layer.values {
                let is_ours = !is_of_one_client(value.field) || self.family.takes(value.family);
                if !is_ours && self.has_client_of(value.family) {
                    // It is in that client's credential.
                    continue;
                }
                let is_secret = value.field == ImportField::ClientSecret;
                if !is_ours || is_secret && !self.is_secret_of(client, depth, value) {
                    let (origin, field) = (value.origin.clone(), Some(value.field));
                    merged.leave_at(Left { origin, why: LeftOutReason::OtherPair, field });
                    continue;
                }
                match merged.chosen.iter_mut().find(|chosen| chosen.value.field == value.field) {
                    None => {
                        merged.chosen.push(Chosen { value: value.clone(), over: value.over.clone() });
                    }
                    Some(chosen) => {
                        let is_new =
                            chosen.value.text() != value.text() && chosen.value.origin != value.origin;
                        for origin in is_new.then_some(&value.origin).into_iter().chain(&value.over) {
                            if chosen.over.len() < MOST_OVERRIDDEN && !chosen.over.contains(origin) {
                                chosen.over.push(origin.clone());
                            }
                        }
                    }
                }
            }
        }
        merged
    }

    /// The credentials of each family of names. Those of the first one have all layers, the others only the layers that
    /// have their names. A request is for one client.
    pub(super) fn by_family(mut self) -> Vec<Self> {
        let mut families: Vec<Family> = Vec::new();
        for id in self.layers.iter().flat_map(|layer| ids(layer)) {
            if !families.contains(&id.family) {
                families.push(id.family);
            }
        }
        families.sort_by_key(|family| *family == Family::Common);
        self.family = families.first().copied().unwrap_or(Family::Any);
        let mut all = vec![self];
        let Some(first) = all.first().filter(|first| first.request.is_none()) else { return all };
        let others = families.iter().skip(1).filter(|family| !first.family.takes(**family));
        let others: Vec<Self> = others.filter_map(|family| first.of_family(*family)).collect();
        all.extend(others);
        all
    }

    fn of_family(&self, family: Family) -> Option<Self> {
        let has = |layer: &&Rc<Layer>| ids(layer).any(|id| id.family == family);
        let layers: Vec<Rc<Layer>> = self.layers.iter().filter(has).cloned().collect();
        let file = ids(layers.first()?).next()?.origin.file;
        let is_same_file = file == self.file || !matches!(self.kind, ImportKind::DwJson);
        Some(Self {
            // Only environments have families of their own on top of another file.
            kind: if is_same_file { self.kind } else { ImportKind::Env },
            file: if is_same_file { self.file } else { file },
            place: if is_same_file { self.place.clone() } else { ImportPlace::Top },
            name: if is_same_file { self.name.clone() } else { String::new() },
            layers,
            request: None,
            family,
        })
    }

    /// Whether there is a client with names of this family.
    fn has_client_of(&self, family: Family) -> bool {
        self.layers.iter().flat_map(|layer| ids(layer)).any(|id| id.family == family)
    }

    /// Whether a secret in a layer belongs to this client: the layer names the client itself, or it names none and no
    /// other layer has both.
    fn is_secret_of(&self, client: Option<&Value>, depth: usize, secret: &Value) -> bool {
        let id_beside = |layer: &Layer, secret: &Value| {
            ids(layer).find(|id| id.family.takes(secret.family)).map(|id| id.text().to_owned())
        };
        let Some(client) = client else { return true };
        match self.layers.get(depth).and_then(|layer| id_beside(layer, secret)) {
            Some(id) => id == client.text(),
            None => !self.layers.iter().any(|layer| {
                let secrets = layer.values.iter().filter(|value| value.field == ImportField::ClientSecret);
                secrets
                    .filter(|other| self.family.takes(other.family))
                    .any(|other| id_beside(layer, other).as_deref() == Some(client.text()))
            }),
        }
    }

    /// Whether any layer names this field, with a value or not.
    pub(super) fn has(&self, field: ImportField) -> bool {
        self.layers.iter().any(|layer| layer.of(field).is_some())
    }
}

/// The client IDs of a layer, those that count first in front.
fn ids(layer: &Layer) -> impl Iterator<Item = &Value> {
    layer.values.iter().filter(|value| value.field == ImportField::ClientId)
}
