//! Whether the secrets stand in an export.

use secrecy::ExposeSecret as _;

use super::outcome::ExportProblem;
use super::recipe::Recipe;
use super::secret_slot::SecretSlot;
use crate::key::PrivateKey;
use crate::token_request::Proofs;

/// What stands in an export where a secret would be, if the export is only shown.
pub(super) const NOT_SHOWN: &str = "(not shown here)";

/// Whether the secrets stand in an export.
#[derive(Clone, Copy)]
pub enum Secrets<'a> {
    /// They do not: the export reads them from the environment or a file.
    Outside,
    /// They do, because the person asked for that.
    Inside {
        /// The secrets and the key.
        proofs: Proofs<'a>,
        /// Whether they are written. Otherwise it is said in their place that they are not shown.
        shown: bool,
    },
}

impl Secrets<'_> {
    /// Whether they stand in it, shown or not.
    pub(super) fn are_inside(&self) -> bool {
        matches!(self, Self::Inside { .. })
    }

    /// A secret to be written into the export; `None` if it reads it itself.
    pub(super) fn of(&self, slot: &SecretSlot) -> Option<String> {
        match self {
            Self::Outside => None,
            Self::Inside { shown: false, .. } => Some(NOT_SHOWN.into()),
            Self::Inside { proofs, .. } => Some(match slot.kind() {
                // Exposed to be written into the export, because the person asked for that.
                Some(kind) => {
                    proofs.secrets.get(kind).map(|it| it.expose_secret().to_owned()).unwrap_or_default()
                }
                None => slot.value().to_owned(),
            }),
        }
    }

    /// The private key as PEM, to be written into the export; `None` if it reads it itself.
    pub(super) fn private_key(&self) -> Option<String> {
        match self {
            Self::Outside => None,
            Self::Inside { shown: false, .. } => Some(NOT_SHOWN.into()),
            Self::Inside { proofs, .. } => {
                let pem = proofs.key_pair.private_key().map(PrivateKey::to_pkcs8_pem);
                // Exposed to be written into the export, because the person asked for that.
                Some(pem.map(|pem| pem.expose_secret().to_owned()).unwrap_or_default())
            }
        }
    }

    /// Why what the recipe needs cannot be written into the export, if so.
    pub(super) fn problem(&self, recipe: &Recipe) -> Option<ExportProblem> {
        let Self::Inside { proofs, .. } = self else { return None };
        if recipe.assertion.is_some() && proofs.key_pair.private_key().is_none() {
            return Some(ExportProblem::KeyMissing);
        }
        let kinds = recipe.secret_slots().into_iter().filter_map(SecretSlot::kind);
        let mut missing = kinds.filter(|kind| proofs.secrets.get(*kind).is_none());
        missing.next().map(|secret| ExportProblem::SecretMissing { secret })
    }
}
