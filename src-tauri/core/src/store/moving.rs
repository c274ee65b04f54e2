//! Credentials on their way to another computer and from there: reading them with everything that belongs to them, adding
//! them, and taking that back. Secrets are the vault's: here they are only counted.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, params};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::attempts::{Recorded, attempt, insert, kept, last_result};
use super::code::{from_json, text, text_if_any, to_code, to_json};
use super::credential_keys::{CredentialKeys, keys, update_keys};
use super::credentials::credential;
use super::derived::derive_again;
use super::documents::{delete_document, read_document, write_document};
use super::sealed_change::SealedChange;
use super::settings::{SETTINGS, Settings, settings};
use super::{Store, StoreError};
use crate::api_trial::ApiResults;
use crate::credential::{Credential, CredentialId, Draft, Group, KeyHome, LastResult};
use crate::history::AttemptId;
use crate::moment::UnixMillis;
use crate::search::fold;
use crate::token_exchange::ExchangeShown;
use crate::token_request::Variation;

/// An attempt on its way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MovedAttempt {
    /// Request, response and findings, without secrets.
    pub exchange: ExchangeShown,
    /// What the experiment changed; `None` if it was none.
    #[serde(default)]
    pub experiment: Option<Variation>,
    /// What a search looks through.
    #[serde(default)]
    pub search_text: String,
}

/// What tells an attempt of a credential from each other one.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct AttemptMark(i64, u32, String, Option<u16>, bool);

impl MovedAttempt {
    pub(crate) fn mark(&self) -> AttemptMark {
        let exchange = &self.exchange;
        AttemptMark(
            exchange.started_at.0,
            exchange.duration_ms,
            exchange.sent.url.clone(),
            exchange.response.as_ref().map(|response| response.status),
            self.experiment.is_some(),
        )
    }
}

/// A credential as it is stored, without secrets.
pub(crate) struct CredentialRow {
    pub(crate) identity: String,
    pub(crate) credential: Credential,
    pub(crate) keys: CredentialKeys,
    pub(crate) last_result: Option<LastResult>,
    pub(crate) api_results: ApiResults,
}

/// Where a credential that comes in is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Incoming {
    /// At the end of its group.
    AtEnd,
    /// In the place of another one, whose history it takes over.
    InPlaceOf(CredentialId),
}

/// What was done, so that it can be taken back. It lasts as long as the program runs: what was replaced is deleted for
/// good when the store is opened again.
#[derive(Clone, Debug, Default)]
pub struct MergeUndo {
    /// New credentials.
    added: Vec<CredentialId>,
    /// Credentials, and those that they replaced.
    replaced: Vec<(CredentialId, CredentialId)>,
    /// Empty credentials that were removed.
    removed: Vec<CredentialId>,
    /// New attempts.
    attempts: Vec<AttemptId>,
    /// Documents as they were.
    documents: Vec<(String, Option<Value>)>,
    /// Last results as they were.
    results: Vec<Results>,
}

/// The last results of a credential before a merge, and the one that it set.
#[derive(Clone, Debug)]
struct Results {
    of: CredentialId,
    last_result: Option<String>,
    api_results: String,
    merged: Option<String>,
}

impl Store {
    /// A credential, to be copied.
    pub(crate) fn row_to_move(&self, id: CredentialId) -> Result<CredentialRow, StoreError> {
        self.give_identities()?;
        self.read(|connection| {
            let sql = "SELECT identity, name, grouping, form, notes, ticks, api_places, key_home, key_origin, \
                       certificate, certificate_origin, last_result, api_results FROM credential \
                       WHERE id = ?1 AND deleted_at IS NULL";
            connection.prepare_cached(sql)?.query_row([id.0], |row| Ok(credential_row(id, row)))?
        })
    }

    /// What tells the attempts of a credential from each other.
    pub(crate) fn attempt_marks(&self, of: CredentialId) -> Result<HashSet<AttemptMark>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT at, duration_ms, url, status, experiment IS NOT NULL FROM attempt WHERE credential = ?1";
            let mut marks = connection.prepare_cached(sql)?;
            let marks = marks.query_map([of.0], |row| {
                Ok(AttemptMark(row.get(0)?, row.get(1)?, text(row, "url")?, row.get(3)?, row.get(4)?))
            })?;
            Ok(marks.collect::<Result<_, _>>()?)
        })
    }

    /// The attempts of a credential, the oldest first, and how many could not be read.
    pub(crate) fn attempts_to_move(&self, of: CredentialId) -> Result<(Vec<MovedAttempt>, u32), StoreError> {
        self.read(|connection| {
            let sql = "SELECT id, experiment, folded FROM attempt WHERE credential = ?1 ORDER BY at, id";
            let mut all = connection.prepare_cached(sql)?;
            let all = all.query_map([of.0], |row| {
                Ok((AttemptId(row.get("id")?), text_if_any(row, "experiment")?, text(row, "folded")?))
            })?;
            let (mut attempts, mut unreadable) = (Vec::new(), 0);
            for row in all {
                let (id, experiment, search_text) = row?;
                let found = attempt(connection, id).and_then(|found| {
                    let experiment = experiment.map(|json| from_json(&json)).transpose()?;
                    Ok(MovedAttempt { exchange: found.exchange, experiment, search_text })
                });
                match found {
                    Ok(found) => attempts.push(found),
                    // A rescued attempt may have lost its exchange.
                    Err(StoreError::Unreadable { .. } | StoreError::NotFound) => unreadable += 1,
                    Err(error) => return Err(error),
                }
            }
            Ok((attempts, unreadable))
        })
    }

    /// Credentials that were rescued from a damaged file may have no identity.
    fn give_identities(&self) -> Result<(), StoreError> {
        let due = "SELECT EXISTS (SELECT 1 FROM credential WHERE identity IS NULL)";
        if self.read(|connection| Ok(connection.query_row(due, [], |row| row.get(0))?))? {
            let sql = "UPDATE credential SET identity = lower(hex(randomblob(16))) WHERE identity IS NULL";
            self.write(|transaction| Ok(transaction.execute(sql, []).map(drop)?))?;
        }
        Ok(())
    }

    /// Takes a merge back.
    ///
    /// # Errors
    ///
    /// If the store cannot be written. Nothing was changed then.
    pub fn undo_merge(&self, undo: &MergeUndo, now: UnixMillis) -> Result<(), StoreError> {
        self.write(|transaction| {
            let delete = "DELETE FROM attempt WHERE id = ?1";
            for id in &undo.attempts {
                transaction.prepare_cached(delete)?.execute([id.0])?;
            }
            for (new, old) in &undo.replaced {
                give_history(transaction, *new, *old)?;
                restore(transaction, *old)?;
            }
            for id in &undo.removed {
                restore(transaction, *id)?;
            }
            for id in undo.added.iter().chain(undo.replaced.iter().map(|(new, _)| new)) {
                match remove(transaction, *id, now) {
                    // The person has deleted it meanwhile.
                    Err(StoreError::NotFound) => {}
                    removed => removed?,
                }
            }
            // A result that came after the merge stays.
            let results = "UPDATE credential SET last_result = ?2, api_results = ?3 WHERE id = ?1 AND last_result IS ?4";
            for Results { of, last_result, api_results, merged } in &undo.results {
                let values = params![of.0, last_result, api_results, merged];
                transaction.prepare_cached(results)?.execute(values)?;
            }
            for (name, before) in &undo.documents {
                match before {
                    Some(before) => write_document(transaction, name, before)?,
                    None => delete_document(transaction, name)?,
                }
            }
            Ok(())
        })
    }
}

impl SealedChange<'_> {
    /// Adds a credential. Its secrets are sealed for the new ID.
    pub(crate) fn add_moved(
        &self,
        row: &CredentialRow,
        incoming: Incoming,
        now: UnixMillis,
        undo: &mut MergeUndo,
    ) -> Result<CredentialId, StoreError> {
        self.run(|transaction| {
            let id = insert_moved(transaction, row)?;
            if let Incoming::InPlaceOf(old) = incoming {
                let sql = "UPDATE credential SET position = (SELECT position FROM credential WHERE id = ?2) WHERE id = ?1";
                transaction.execute(sql, [id.0, old.0])?;
                remove(transaction, old, now)?;
                give_history(transaction, old, id)?;
                undo.replaced.push((id, old));
            } else {
                undo.added.push(id);
            }
            Ok(id)
        })
    }

    /// Removes those of these credentials in which there is still nothing.
    pub(crate) fn remove_empty(
        &self,
        ids: &[CredentialId],
        now: UnixMillis,
        undo: &mut MergeUndo,
    ) -> Result<(), StoreError> {
        self.run(|transaction| {
            for id in ids {
                if is_empty(transaction, *id)? {
                    remove(transaction, *id, now)?;
                    undo.removed.push(*id);
                }
            }
            Ok(())
        })
    }

    /// Adds attempts to a credential, without secrets.
    pub(crate) fn add_attempts<'a>(
        &self,
        of: CredentialId,
        attempts: impl Iterator<Item = &'a MovedAttempt>,
        undo: &mut MergeUndo,
    ) -> Result<(), StoreError> {
        self.run(|transaction| {
            for moved in attempts {
                let kept = kept(&moved.exchange)?;
                let recorded = Recorded {
                    result: &last_result(&kept),
                    experiment: moved.experiment.as_ref().map(to_json).transpose()?,
                    search_text: Some(fold(&[&moved.search_text])),
                };
                undo.attempts.push(insert(transaction, of, &kept, recorded)?);
            }
            Ok(())
        })
    }

    /// Sets the last results of a credential.
    pub(crate) fn put_results(
        &self,
        of: CredentialId,
        last_result: Option<&LastResult>,
        api_results: &ApiResults,
        undo: &mut MergeUndo,
    ) -> Result<(), StoreError> {
        self.run(|transaction| {
            let sql = "SELECT last_result, api_results FROM credential WHERE id = ?1";
            let merged = last_result.map(to_json).transpose()?;
            undo.results.push(transaction.query_row(sql, [of.0], |row| {
                let (last_result, api_results) =
                    (text_if_any(row, "last_result")?, text(row, "api_results")?);
                Ok(Results { of, last_result, api_results, merged: merged.clone() })
            })?);
            let sql = "UPDATE credential SET last_result = ?2, api_results = ?3 WHERE id = ?1";
            transaction.execute(sql, params![of.0, merged, to_json(api_results)?])?;
            Ok(())
        })
    }

    /// Saves a document in place of the previous one.
    pub(crate) fn put_document<T: Serialize>(
        &self,
        name: &str,
        content: &T,
        undo: &mut MergeUndo,
    ) -> Result<(), StoreError> {
        self.run(|transaction| {
            // One that cannot be read is as good as none.
            undo.documents.push((name.to_owned(), read_document(transaction, name).unwrap_or_default()));
            write_document(transaction, name, content)
        })
    }

    /// Saves settings, and raises the limit of the history to what it holds now. Returns the limit if it was raised.
    pub(crate) fn put_settings(
        &self,
        chosen: Option<&Settings>,
        undo: &mut MergeUndo,
    ) -> Result<Option<u32>, StoreError> {
        let (found, count) = self.run(|transaction| {
            let sql = "SELECT count(*) FROM attempt";
            Ok((settings(transaction)?, transaction.query_row(sql, [], |row| row.get::<_, u32>(0))?))
        })?;
        let wanted = chosen.unwrap_or(&found);
        let limit = wanted.history_limit.max(count);
        let changed = Settings { history_limit: limit, ..wanted.clone() };
        if changed != found {
            self.put_document(SETTINGS, &changed, undo)?;
        }
        Ok((limit > wanted.history_limit).then_some(limit))
    }
}

fn credential_row(id: CredentialId, row: &Row<'_>) -> Result<CredentialRow, StoreError> {
    // Results that this version cannot read are as good as none.
    let last_result = text_if_any(row, "last_result")?.and_then(|json| from_json(&json).ok());
    Ok(CredentialRow {
        identity: text(row, "identity")?,
        credential: credential(id, row)?,
        keys: keys(row)?,
        last_result,
        api_results: from_json(&text(row, "api_results")?).unwrap_or_default(),
    })
}

fn insert_moved(transaction: &Transaction<'_>, row: &CredentialRow) -> Result<CredentialId, StoreError> {
    let Credential { name, group, draft, .. } = &row.credential;
    transaction.execute(
        "INSERT INTO credential (position, name, grouping, form, notes, ticks, key_home, api_key, api_places, folded, \
         identity, last_result, api_results) VALUES ((SELECT ifnull(max(position), 0) + 1 FROM credential), \
         ?1, ?2, ?3, ?4, ?5, 'null', ?6, ?7, '', ?8, ?9, ?10)",
        params![
            name,
            to_code(group)?,
            to_json(&draft.form)?,
            draft.notes,
            to_json(&draft.ticks)?,
            draft.form.api_key,
            to_json(&draft.api_places)?,
            row.identity,
            row.last_result.as_ref().map(to_json).transpose()?,
            to_json(&row.api_results)?
        ],
    )?;
    let id = CredentialId(transaction.last_insert_rowid());
    update_keys(transaction, id, &row.keys)?;
    Ok(id)
}

fn remove(transaction: &Transaction<'_>, id: CredentialId, now: UnixMillis) -> Result<(), StoreError> {
    let sql = "UPDATE credential SET deleted_at = ?2 WHERE id = ?1 AND deleted_at IS NULL";
    match transaction.execute(sql, params![id.0, now.0])? {
        0 => Err(StoreError::NotFound),
        _ => Ok(()),
    }
}

/// Whether a credential is there, and nothing was ever typed, stored or sent in it.
fn is_empty(transaction: &Transaction<'_>, id: CredentialId) -> Result<bool, StoreError> {
    let sql = "SELECT name, grouping, form, notes, ticks, api_places, key_home, key_origin, certificate, \
               certificate_origin FROM credential WHERE id = ?1 AND deleted_at IS NULL AND last_result IS NULL \
               AND NOT EXISTS (SELECT 1 FROM secret WHERE secret.credential = ?1) \
               AND NOT EXISTS (SELECT 1 FROM attempt WHERE attempt.credential = ?1)";
    let row = |row: &Row<'_>| Ok(credential(id, row).and_then(|found| Ok((found, keys(row)?))));
    let found = transaction.prepare_cached(sql)?.query_row([id.0], row).optional()?.transpose();
    match found {
        Ok(Some((Credential { name, group, draft, key_home, .. }, keys))) => {
            let no_key =
                key_home == KeyHome::Vault && keys.key_origin.is_none() && keys.certificate.is_none();
            Ok(name.is_empty() && group == Group::None && draft == Draft::default() && no_key)
        }
        Ok(None) | Err(StoreError::Unreadable { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

fn restore(transaction: &Transaction<'_>, id: CredentialId) -> Result<(), StoreError> {
    transaction.execute("UPDATE credential SET deleted_at = NULL WHERE id = ?1", [id.0])?;
    derive_again(transaction, id)
}

/// Gives the attempts of one credential to another one.
fn give_history(connection: &Connection, from: CredentialId, to: CredentialId) -> Result<(), StoreError> {
    let sql = "UPDATE attempt SET credential = ?2 WHERE credential = ?1";
    connection.execute(sql, [from.0, to.0])?;
    Ok(())
}
