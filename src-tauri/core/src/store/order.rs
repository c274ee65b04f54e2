//! The order of the credentials: by group, and in each group as the person put them.

use std::cmp::Reverse;

use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use super::code::to_code;
use super::derived::derive_again;
use super::{Store, StoreError};
use crate::credential::{CredentialId, CredentialSummary, Group};

impl Store {
    /// Moves the credential into this group and before another one of it; to the group's end if `before` is `None` or
    /// in another group.
    ///
    /// # Errors
    ///
    /// If the store cannot be written; [`StoreError::NotFound`] if there is no credential with this ID.
    pub fn move_credential(
        &self,
        id: CredentialId,
        group: Group,
        before: Option<CredentialId>,
    ) -> Result<(), StoreError> {
        let grouping = to_code(&group)?;
        self.write(|transaction| {
            let sql = "UPDATE credential SET grouping = ?2 WHERE id = ?1 AND grouping <> ?2";
            if transaction.execute(sql, params![id.0, grouping])? > 0 {
                derive_again(transaction, id)?;
            }
            // Positions count within a group, so the end of all is also the end of the group.
            let before = match before {
                Some(before) => of_group(transaction, before, &grouping)?,
                None => None,
            };
            put_before(transaction, id, before)
        })
    }
}

/// The credential, if it is in this group.
fn of_group(
    connection: &Connection,
    id: CredentialId,
    grouping: &str,
) -> Result<Option<CredentialId>, StoreError> {
    let sql = "SELECT id FROM credential WHERE id = ?1 AND grouping = ?2";
    let there = connection.query_row(sql, params![id.0, grouping], |row| row.get(0));
    Ok(there.optional()?.map(CredentialId))
}

/// Puts credentials that are in the order of their positions into the order of the list.
pub(super) fn by_group(credentials: &mut [CredentialSummary]) {
    credentials.sort_by_key(|credential| Reverse(credential.group));
}

/// Moves a credential before another one, to the end without one, by renumbering the positions of all. Deleted ones keep
/// their place among the others.
pub(super) fn put_before(
    transaction: &Transaction<'_>,
    id: CredentialId,
    before: Option<CredentialId>,
) -> Result<(), StoreError> {
    let mut order = ids_in_order(transaction)?;
    let from = order.iter().position(|other| *other == id.0).ok_or(StoreError::NotFound)?;
    order.remove(from);
    let to =
        before.and_then(|before| order.iter().position(|other| *other == before.0)).unwrap_or(order.len());
    order.insert(to, id.0);
    let mut update =
        transaction.prepare_cached("UPDATE credential SET position = ?2 WHERE id = ?1 AND position <> ?2")?;
    for (position, id) in (1_i64..).zip(order) {
        update.execute([id, position])?;
    }
    Ok(())
}

fn ids_in_order(connection: &Connection) -> Result<Vec<i64>, StoreError> {
    let mut ids = connection.prepare_cached("SELECT id FROM credential ORDER BY position, id")?;
    let ids = ids.query_map([], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}
