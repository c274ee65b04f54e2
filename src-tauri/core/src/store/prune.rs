//! Keeps the history within its limit.

use rusqlite::Transaction;

use super::error::StoreError;

/// Deletes the oldest attempts beyond this number.
pub(super) fn prune(transaction: &Transaction<'_>, limit: u32) -> Result<(), StoreError> {
    let sql = "DELETE FROM attempt WHERE id IN (SELECT id FROM attempt ORDER BY at DESC, id DESC LIMIT -1 OFFSET ?1)";
    transaction.prepare_cached(sql)?.execute([limit])?;
    Ok(())
}
