//! Several sources of one credential on top of each other: which value counts, what it overrides, and what is left out of
//! those below.

use super::problem::{ImportKind, LeftOutReason};
use super::value::{ImportField, ImportPlace, Layer, Left, Origin, Value};
use crate::token_request::{AuthMethod, SecretPlacement};

/// The sources of one credential, those that count first in front.
pub(super) struct Stack {
    pub(super) kind: ImportKind,
    pub(super) file: usize,
    pub(super) place: ImportPlace,
    pub(super) name: String,
    pub(super) layers: Vec<Layer>,
    /// What a request says.
    pub(super) method: Option<AuthMethod>,
    pub(super) placement: Option<SecretPlacement>,
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
            self.leave_at(origin, why.clone());
        }
    }

    pub(super) fn leave_at(&mut self, origin: Origin, why: LeftOutReason) {
        let left = Left { origin, why };
        if self.left.len() < super::limits::MOST_LEFT_OUT && !self.left.contains(&left) {
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
                merged.leave_at(left.origin.clone(), left.why.clone());
            }
        }
        let client = self.layers.iter().find_map(|layer| layer.of(ImportField::ClientId));
        for (depth, layer) in self.layers.iter().enumerate() {
            for value in &layer.values {
                let fits = value.field != ImportField::ClientSecret || self.is_secret_of(client, depth);
                if !fits {
                    merged.leave_at(value.origin.clone(), LeftOutReason::OtherPair);
                    continue;
                }
                match merged.chosen.iter_mut().find(|chosen| chosen.value.field == value.field) {
                    None => merged.chosen.push(Chosen { value: value.clone(), over: Vec::new() }),
                    Some(chosen) => {
                        let is_new =
                            chosen.value.text() != value.text() && chosen.value.origin != value.origin;
                        if is_new && chosen.over.len() < 10 && !chosen.over.contains(&value.origin) {
                            chosen.over.push(value.origin.clone());
                        }
                    }
                }
            }
        }
        merged
    }

    /// Whether the secret in a layer belongs to this client: the layer names the client itself, or it names none and no
    /// other layer has both.
    fn is_secret_of(&self, client: Option<&Value>, depth: usize) -> bool {
        let id_in = |layer: &Layer| layer.of(ImportField::ClientId).map(|id| id.text().to_owned());
        let Some(client) = client else { return true };
        match self.layers.get(depth).and_then(id_in) {
            Some(id) => id == client.text(),
            None => !self.layers.iter().any(|layer| {
                id_in(layer).as_deref() == Some(client.text())
                    && layer.of(ImportField::ClientSecret).is_some()
            }),
        }
    }

    /// Whether any layer names this field, with a value or not.
    pub(super) fn has(&self, field: ImportField) -> bool {
        self.layers.iter().any(|layer| layer.of(field).is_some())
    }
}
