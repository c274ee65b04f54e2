//! Credentials in the store: the list, and what was typed.

use rusqlite::{OptionalExtension as _, Row, Transaction, params, params_from_iter};

use super::code::{from_code, from_json, text, text_if_any, to_code, to_json};
use super::derived::{derive_again, proposed_name, recipient};
use super::order::{by_group, put_before};
use super::{Store, StoreError};
use crate::account_manager::Recipient;
use crate::certificate::life;
use crate::credential::{Credential, CredentialId, CredentialSummary, Draft, Group, KeyHome, LastResult};
use crate::moment::{UnixMillis, UnixSeconds};
use crate::search::words;
use crate::token_request::RequestForm;

/// What the list shows, of each credential that is not deleted.
const SUMMARIES: &str = "SELECT id, name, proposed_name, grouping, api_key, form, last_result, api_results, \
     certificate_not_before, certificate_not_after FROM credential WHERE deleted_at IS NULL";

impl Store {
    /// The credentials whose name, API key, notes or group contain all words of `search`, in the order of the list:
    /// by group, Production first, and in each group as the person put them. Of a long text, only the beginning is
    /// searched for: see [`SearchLimit`](crate::search::SearchLimit).
    ///
    /// # Errors
    ///
    /// If the store cannot be read.
    pub fn credentials(&self, search: &str, now: UnixSeconds) -> Result<Vec<CredentialSummary>, StoreError> {
        let words = words(search);
        let conditions = " AND instr(folded, ?) > 0".repeat(words.len());
        let sql = format!("{SUMMARIES}{conditions} ORDER BY position, id");
        self.read(|connection| {
            let mut list = connection.prepare_cached(&sql)?;
            let rows = list.query_map(params_from_iter(words), |row| Ok(summary(row, now)))?;
            let mut credentials = rows.map(|row| row?).collect::<Result<Vec<_>, _>>()?;
            by_group(&mut credentials);
            Ok(credentials)
        })
    }

    /// One credential as the list shows it.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] if there is no credential with this ID.
    pub fn credential_summary(
        &self,
        id: CredentialId,
        now: UnixSeconds,
    ) -> Result<CredentialSummary, StoreError> {
        let sql = format!("{SUMMARIES} AND id = ?1");
        self.read(|connection| {
            connection.prepare_cached(&sql)?.query_row([id.0], |row| Ok(summary(row, now)))?
        })
    }

    /// The number of credentials.
    ///
    /// # Errors
    ///
    /// If the store cannot be read.
    pub fn count_credentials(&self) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM credential WHERE deleted_at IS NULL";
        self.read(|connection| Ok(connection.query_row(sql, [], |row| row.get(0))?))
    }

    /// A credential with everything that was typed.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] if there is no credential with this ID; [`StoreError::Unreadable`] if this version
    /// cannot read the stored data.
    pub fn credential(&self, id: CredentialId) -> Result<Credential, StoreError> {
        self.read(|connection| {
            let sql = "SELECT name, grouping, form, notes, ticks, api_places, key_home FROM credential \
                       WHERE id = ?1 AND deleted_at IS NULL";
            connection.prepare_cached(sql)?.query_row([id.0], |row| Ok(credential(id, row)))?
        })
    }

    /// Adds a credential at the end of the list.
    ///
    /// # Errors
    ///
    /// If the store cannot be written.
    pub fn add_credential(
        &self,
        name: &str,
        group: Group,
        draft: &Draft,
    ) -> Result<CredentialId, StoreError> {
        self.write(|transaction| add(transaction, name, group, draft))
    }

    /// Saves what was typed.
    ///
    /// # Errors
    ///
    /// If the store cannot be written; the previously saved draft stays.
    pub fn save_draft(&self, id: CredentialId, draft: &Draft) -> Result<(), StoreError> {
        let (form, ticks) = (to_json(&draft.form)?, to_json(&draft.ticks)?);
        let api_places = to_json(&draft.api_places)?;
        self.change(
            id,
            "UPDATE credential SET form = ?2, notes = ?3, ticks = ?4, api_key = ?5, api_places = ?6 \
             WHERE id = ?1 AND deleted_at IS NULL",
            params![id.0, form, draft.notes, ticks, draft.form.api_key, api_places],
        )
    }

    /// Renames the credential. The name may be empty.
    ///
    /// # Errors
    ///
    /// If the store cannot be written.
    pub fn rename_credential(&self, id: CredentialId, name: &str) -> Result<(), StoreError> {
        let sql = "UPDATE credential SET name = ?2 WHERE id = ?1 AND deleted_at IS NULL";
        self.change(id, sql, params![id.0, name])
    }

    /// Sets what kind of instance the credential is for.
    ///
    /// # Errors
    ///
    /// If the store cannot be written.
    pub fn set_group(&self, id: CredentialId, group: Group) -> Result<(), StoreError> {
        let sql = "UPDATE credential SET grouping = ?2 WHERE id = ?1 AND deleted_at IS NULL";
        self.change(id, sql, params![id.0, to_code(&group)?])
    }

    /// Removes the credential from the list. Its secrets and attempts stay until the store is opened again, so that
    /// this can be undone.
    ///
    /// # Errors
    ///
    /// If the store cannot be written.
    pub fn delete_credential(&self, id: CredentialId, now: UnixMillis) -> Result<(), StoreError> {
        let sql = "UPDATE credential SET deleted_at = ?2 WHERE id = ?1 AND deleted_at IS NULL";
        self.change(id, sql, params![id.0, now.0])
    }

    /// Removes several credentials from the list in one step, as [`Store::delete_credential`] does, and puts others back
    /// that were removed before. Those that are gone already do not matter.
    ///
    /// # Errors
    ///
    /// If the store cannot be written. Nothing was changed then.
    pub fn take_back(
        &self,
        remove: &[CredentialId],
        restore: &[CredentialId],
        now: UnixMillis,
    ) -> Result<(), StoreError> {
        self.write(|transaction| {
            for id in remove {
                let sql = "UPDATE credential SET deleted_at = ?2 WHERE id = ?1 AND deleted_at IS NULL";
                transaction.prepare_cached(sql)?.execute(params![id.0, now.0])?;
            }
            for id in restore {
                let sql = "UPDATE credential SET deleted_at = NULL WHERE id = ?1";
                transaction.prepare_cached(sql)?.execute([id.0])?;
            }
            Ok(())
        })
    }

    /// Restores a deleted credential at its place, with everything that belongs to it.
    ///
    /// # Errors
    ///
    /// If the store cannot be written; [`StoreError::NotFound`] if it was deleted for good.
    pub fn undo_delete(&self, id: CredentialId) -> Result<(), StoreError> {
        self.change(id, "UPDATE credential SET deleted_at = NULL WHERE id = ?1", params![id.0])
    }

    /// Deletes for good the credentials that were removed from the list, with their secrets and attempts.
    pub(super) fn purge_deleted(&self) -> Result<(), StoreError> {
        // Usually there is nothing to do, and then nothing is written.
        let due = "SELECT EXISTS (SELECT 1 FROM credential WHERE deleted_at IS NOT NULL)";
        if self.read(|connection| Ok(connection.query_row(due, [], |row| row.get(0))?))? {
            self.write(|transaction| {
                Ok(transaction
                    .execute("DELETE FROM credential WHERE deleted_at IS NOT NULL", [])
                    .map(drop)?)
            })?;
        }
        Ok(())
    }

    fn change(&self, id: CredentialId, sql: &str, values: impl rusqlite::Params) -> Result<(), StoreError> {
        self.write(|transaction| {
            match transaction.prepare_cached(sql)?.execute(values)? {
                0 => return Err(StoreError::NotFound),
                _ => derive_again(transaction, id)?,
            }
            Ok(())
        })
    }
}

pub(super) fn credential(id: CredentialId, row: &Row<'_>) -> Result<Credential, StoreError> {
    let text = |column: &str| text(row, column);
    Ok(Credential {
        id,
        name: text("name")?,
        group: from_code(&text("grouping")?)?,
        draft: Draft {
            form: from_json(&text("form")?)?,
            notes: text("notes")?,
            ticks: from_json(&text("ticks")?)?,
            api_places: from_json(&text("api_places")?).unwrap_or_default(),
        },
        key_home: from_json(&text("key_home")?)?,
    })
}

/// A credential as the list shows it. A value that cannot be read is left out, so that it does not hide the
/// credential.
fn summary(row: &Row<'_>, now: UnixSeconds) -> Result<CredentialSummary, StoreError> {
    let text = |column: &str| text(row, column);
    let form = from_json::<RequestForm>(&text("form")?).ok();
    let (method, business_manager) =
        form.as_ref().map(|form| (form.method, form.business_manager.clone())).unwrap_or_default();
    let last_result = text_if_any(row, "last_result")?;
    let not_before: Option<i64> = row.get("certificate_not_before")?;
    let not_after: Option<i64> = row.get("certificate_not_after")?;
    let (not_before, not_after) = (not_before.map(UnixSeconds), not_after.map(UnixSeconds));
    Ok(CredentialSummary {
        id: CredentialId(row.get("id")?),
        name: text("name")?,
        proposed_name: proposed_name(row)?,
        group: from_code(&text("grouping")?).unwrap_or_default(),
        api_key: text("api_key")?,
        destination: form.map(|form| form.destination),
        method,
        business_manager,
        last_result: last_result.and_then(|json| read_last_result(&json)),
        // Results that this version cannot read are as good as none.
        api_results: from_json(&text("api_results")?).unwrap_or_default(),
        certificate_not_before: not_before,
        certificate_not_after: not_after,
        certificate_life: not_before.zip(not_after).map(|(from, until)| life(from, until, now)),
    })
}

/// One that this version cannot read must not hide the credential.
fn read_last_result(json: &str) -> Option<LastResult> {
    let stored: LastResult = from_json(json).ok()?;
    let recipient = recipient(&stored.url, stored.recipient == Recipient::Practice);
    Some(LastResult { recipient, ..stored })
}

/// Inserts a credential at the end of the list.
pub(super) fn add(
    transaction: &Transaction<'_>,
    name: &str,
    group: Group,
    draft: &Draft,
) -> Result<CredentialId, StoreError> {
    let (grouping, form, ticks) = (to_code(&group)?, to_json(&draft.form)?, to_json(&draft.ticks)?);
    let api_places = to_json(&draft.api_places)?;
    let key_home = to_json(&KeyHome::default())?;
    transaction.execute(
        "INSERT INTO credential (position, name, grouping, form, notes, ticks, key_home, api_key, api_places, \
         folded, identity) VALUES ((SELECT ifnull(max(position), 0) + 1 FROM credential), ?1, ?2, ?3, ?4, ?5, ?6, ?7, \
         ?8, '', lower(hex(randomblob(16))))",
        params![name, grouping, form, draft.notes, ticks, key_home, draft.form.api_key, api_places],
    )?;
    let id = CredentialId(transaction.last_insert_rowid());
    derive_again(transaction, id)?;
    Ok(id)
}

/// Inserts a copy directly after its original, without secrets and attempts.
pub(super) fn copy(
    transaction: &Transaction<'_>,
    of: CredentialId,
    name: &str,
) -> Result<CredentialId, StoreError> {
    let copied = transaction.execute(
        "INSERT INTO credential (position, name, grouping, form, notes, ticks, key_home, key_origin, certificate, \
         certificate_origin, certificate_not_before, certificate_not_after, api_key, api_places, folded, identity) \
         SELECT position, ?2, grouping, form, notes, ticks, key_home, key_origin, certificate, certificate_origin, \
         certificate_not_before, certificate_not_after, api_key, api_places, '', \
         lower(hex(randomblob(16))) FROM credential \
         WHERE id = ?1 AND deleted_at IS NULL",
        params![of.0, name],
    )?;
    if copied == 0 {
        return Err(StoreError::NotFound);
    }
    let copy = CredentialId(transaction.last_insert_rowid());
    derive_again(transaction, copy)?;
    let behind = "SELECT id FROM credential WHERE id <> ?2 \
                  AND (position, id) > (SELECT position, id FROM credential WHERE id = ?1) ORDER BY position, id LIMIT 1";
    let next: Option<i64> = transaction.query_row(behind, [of.0, copy.0], |row| row.get(0)).optional()?;
    put_before(transaction, copy, next.map(CredentialId))?;
    Ok(copy)
}
