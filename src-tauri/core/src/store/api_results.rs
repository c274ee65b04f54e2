//! What came of trying a credential's token.

use rusqlite::params;

use super::code::{from_json, text, to_json};
use super::{Store, StoreError};
use crate::api_trial::{ApiResults, TrialShown};
use crate::credential::CredentialId;

impl Store {
    /// Records the result of a trial as the last one of its API.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] if there is no credential with this ID; if the store cannot be written.
    pub fn record_trial(&self, id: CredentialId, trial: &TrialShown) -> Result<(), StoreError> {
        self.write(|transaction| {
            let select = "SELECT api_results FROM credential WHERE id = ?1 AND deleted_at IS NULL";
            let stored =
                transaction.prepare_cached(select)?.query_row([id.0], |row| text(row, "api_results"))?;
            let before: ApiResults = from_json(&stored).unwrap_or_default();
            let update = "UPDATE credential SET api_results = ?2 WHERE id = ?1";
            transaction.prepare_cached(update)?.execute(params![id.0, to_json(&before.with(trial))?])?;
            Ok(())
        })
    }
}
