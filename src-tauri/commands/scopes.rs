//! Building scopes for SCAPI, beside the scopes as typed.

use countersign_core::account_manager::{SCOPE_FAMILIES, SCOPE_FAMILIES_AS_OF, ScapiChoice, ScopeFamily};
use serde::Serialize;
use tauri::AppHandle;

use super::error::CommandResult;

/// The families of scopes.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ScopeFamilies {
    /// The families, by group.
    pub families: Vec<ScopeFamily>,
    /// The day on which the list was compared with what Salesforce publishes, such as `2026-11-30`.
    pub as_of: &'static str,
}

/// Scopes, and what they choose.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct BuiltScopes {
    /// The scopes.
    pub scopes: String,
    /// What they choose of SCAPI. Realm and instance are as typed until they are complete.
    pub choice: ScapiChoice,
}

pub(super) async fn scope_families(_app: &AppHandle) -> CommandResult<ScopeFamilies> {
    Ok(ScopeFamilies { families: SCOPE_FAMILIES.to_vec(), as_of: SCOPE_FAMILIES_AS_OF })
}

pub(super) async fn read_scopes(_app: &AppHandle, scopes: String) -> CommandResult<BuiltScopes> {
    Ok(BuiltScopes { choice: ScapiChoice::read(&scopes), scopes })
}

pub(super) async fn build_scopes(
    _app: &AppHandle,
    scopes: String,
    choice: ScapiChoice,
) -> CommandResult<BuiltScopes> {
    let choice = choice.tidied();
    Ok(BuiltScopes { scopes: choice.write_into(&scopes), choice })
}
