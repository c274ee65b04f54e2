//! Attempts in the store: recorded without secrets, listed, searched, compared and deleted.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, params, params_from_iter};

use super::code::{from_code, from_json, text, text_if_any, to_code, to_json};
use super::derived::{proposed_name, recipient};
use super::prune::prune;
use super::settings::settings;
use super::{Store, StoreError};
use crate::account_manager::Recipient;
use crate::credential::{CredentialId, LastResult};
use crate::history::{
    Attempt, AttemptFilter, AttemptId, AttemptPage, AttemptSummary, Comparison, compare, without_secrets,
};
use crate::moment::UnixMillis;
use crate::search::{SearchLimit, fold, words};
use crate::token_exchange::ExchangeShown;
use crate::token_request::Variation;

/// Attempts with the name of their credential. Those of deleted credentials are left out.
const SUMMARIES: &str = "SELECT attempt.id, attempt.credential, credential.name, credential.proposed_name, \
                         attempt.at, attempt.url, attempt.practice, \
                         attempt.verdict, attempt.status, attempt.duration_ms, attempt.error, attempt.finding, \
                         attempt.experiment \
                         FROM attempt JOIN credential ON credential.id = attempt.credential \
                         WHERE credential.deleted_at IS NULL";

impl Store {
    /// Records an attempt without secrets, signatures and tokens, and updates the credential's last result. The
    /// oldest attempts beyond the limit in the settings are deleted.
    ///
    /// # Errors
    ///
    /// If the store cannot be written.
    pub fn record_attempt(
        &self,
        of: CredentialId,
        exchange: &ExchangeShown,
    ) -> Result<AttemptId, StoreError> {
        let kept = kept(exchange)?;
        let result = last_result(&kept);
        let last_result = to_json(&result)?;
        self.write(|transaction| {
            let id = insert(transaction, of, &kept, Recorded::of(&result, None)?)?;
            transaction
                .prepare_cached("UPDATE credential SET last_result = ?2 WHERE id = ?1")?
                .execute(params![of.0, last_result])?;
            prune(transaction, settings(transaction)?.history_limit)?;
            Ok(id)
        })
    }

    /// Records an experiment in the same way. It is no result of the credential.
    ///
    /// # Errors
    ///
    /// If the store cannot be written.
    pub fn record_experiment(
        &self,
        of: CredentialId,
        variation: &Variation,
        exchange: &ExchangeShown,
    ) -> Result<AttemptId, StoreError> {
        let kept = kept(exchange)?;
        self.write(|transaction| {
            let id = insert(transaction, of, &kept, Recorded::of(&last_result(&kept), Some(variation))?)?;
            prune(transaction, settings(transaction)?.history_limit)?;
            Ok(id)
        })
    }

    /// A page of the attempts that match the filter, the newest first. With `after`, only attempts older than that
    /// one.
    ///
    /// # Errors
    ///
    /// If the store cannot be read.
    pub fn attempts(
        &self,
        filter: &AttemptFilter,
        after: Option<AttemptId>,
        limit: u32,
    ) -> Result<AttemptPage, StoreError> {
        let restriction = Restriction::of(filter)?;
        self.read(|connection| {
            let total = restriction.count(connection)?;
            let mut attempts = restriction.list(connection, after, limit.saturating_add(1))?;
            let more = attempts.len() > limit as usize;
            attempts.truncate(limit as usize);
            Ok(AttemptPage { attempts, total, more, search_limit: SearchLimit::exceeded_by(&filter.text) })
        })
    }

    /// An attempt with its exchange.
    ///
    /// # Errors
    ///
    /// If the store cannot be read; [`StoreError::NotFound`] if there is no such attempt.
    pub fn attempt(&self, id: AttemptId) -> Result<Attempt, StoreError> {
        self.read(|connection| attempt(connection, id))
    }

    /// Compares two attempts.
    ///
    /// # Errors
    ///
    /// If the store cannot be read; [`StoreError::NotFound`] if one of them does not exist.
    pub fn compare_attempts(&self, left: AttemptId, right: AttemptId) -> Result<Comparison, StoreError> {
        let (left, right) =
            self.read(|connection| Ok((attempt(connection, left)?, attempt(connection, right)?)))?;
        Ok(compare(left, right))
    }

    /// Deletes an attempt.
    ///
    /// # Errors
    ///
    /// If the store cannot be written.
    pub fn delete_attempt(&self, id: AttemptId) -> Result<(), StoreError> {
        self.write(|transaction| match transaction.execute("DELETE FROM attempt WHERE id = ?1", [id.0])? {
            0 => Err(StoreError::NotFound),
            _ => Ok(()),
        })
    }

    /// Deletes all attempts of a credential.
    ///
    /// # Errors
    ///
    /// If the store cannot be written.
    pub fn delete_attempts_of(&self, credential: CredentialId) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction.execute("DELETE FROM attempt WHERE credential = ?1", [credential.0])?;
            Ok(())
        })
    }

    /// Deletes all attempts.
    ///
    /// # Errors
    ///
    /// If the store cannot be written.
    pub fn delete_all_attempts(&self) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction.execute("DELETE FROM attempt", [])?;
            Ok(())
        })
    }
}

/// What is stored of an exchange.
pub(super) fn kept(exchange: &ExchangeShown) -> Result<ExchangeShown, StoreError> {
    let kept = without_secrets(exchange).map_err(|error| StoreError::Other { detail: error.to_string() })?;
    Ok(kept.bounded_for_store())
}

pub(super) fn last_result(exchange: &ExchangeShown) -> LastResult {
    LastResult {
        at: exchange.started_at,
        url: exchange.sent.url.clone(),
        recipient: exchange.sent.recipient,
        verdict: exchange.verdict,
        error: exchange.response.as_ref().and_then(|response| response.short_error()),
        finding: exchange.said().cloned(),
    }
}

/// What is recorded of an attempt beside its exchange.
pub(super) struct Recorded<'a> {
    pub(super) result: &'a LastResult,
    /// What the experiment changed, as JSON.
    pub(super) experiment: Option<String>,
    /// What a search looks through; `None` to make it from the exchange and its credential.
    pub(super) search_text: Option<String>,
}

impl<'a> Recorded<'a> {
    fn of(result: &'a LastResult, experiment: Option<&Variation>) -> Result<Self, StoreError> {
        Ok(Self { result, experiment: experiment.map(to_json).transpose()?, search_text: None })
    }
}

pub(super) fn insert(
    transaction: &Transaction<'_>,
    of: CredentialId,
    exchange: &ExchangeShown,
    Recorded { result, experiment, search_text }: Recorded<'_>,
) -> Result<AttemptId, StoreError> {
    let there = "SELECT api_key FROM credential WHERE id = ?1 AND deleted_at IS NULL";
    let api_key = transaction.prepare_cached(there)?.query_row([of.0], |row| text(row, "api_key"))?;
    let response = exchange.response.as_ref();
    let scopes =
        exchange.sent.form.iter().filter(|field| field.name == "scope").map(|field| field.value.as_str());
    let words_of_it: Vec<&str> =
        [api_key.as_str(), &exchange.sent.url, result.error.as_deref().unwrap_or_default()]
            .into_iter()
            .chain(scopes)
            .chain(response.and_then(|response| response.error_description.as_deref()))
            .collect();
    let status = response.map(|response| response.status);
    let folded = search_text.unwrap_or_else(|| {
        fold(&words_of_it) + &status.map(|status| format!("\n{status}")).unwrap_or_default()
    });
    transaction
        .prepare_cached(
            "INSERT INTO attempt (credential, at, url, practice, verdict, status, duration_ms, error, finding, folded, \
             experiment) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            of.0,
            result.at.0,
            exchange.sent.url,
            exchange.sent.recipient == Recipient::Practice,
            to_code(&result.verdict)?,
            status,
            exchange.duration_ms,
            result.error,
            result.finding.as_ref().map(to_json).transpose()?,
            folded,
            experiment
        ])?;
    let id = AttemptId(transaction.last_insert_rowid());
    transaction
        .prepare_cached("INSERT INTO exchange (attempt, shown) VALUES (?1, ?2)")?
        .execute(params![id.0, to_json(exchange)?])?;
    Ok(id)
}

pub(super) fn attempt(connection: &Connection, id: AttemptId) -> Result<Attempt, StoreError> {
    let sql = format!("{SUMMARIES} AND attempt.id = ?1");
    let summary = connection.prepare_cached(&sql)?.query_row([id.0], |row| Ok(summary(row)))??;
    let shown = "SELECT shown FROM exchange WHERE attempt = ?1";
    let shown = connection.prepare_cached(shown)?.query_row([id.0], |row| text(row, "shown"))?;
    // Older versions stored more.
    let mut exchange = from_json::<ExchangeShown>(&shown)?.bounded_for_store();
    exchange.sent.recipient = summary.recipient;
    Ok(Attempt { summary, exchange })
}

fn summary(row: &Row<'_>) -> Result<AttemptSummary, StoreError> {
    let finding = text_if_any(row, "finding")?;
    let experiment = text_if_any(row, "experiment")?;
    let url = text(row, "url")?;
    Ok(AttemptSummary {
        id: AttemptId(row.get("id")?),
        credential: CredentialId(row.get("credential")?),
        credential_name: text(row, "name")?,
        credential_proposed_name: proposed_name(row)?,
        at: UnixMillis(row.get("at")?),
        recipient: recipient(&url, row.get("practice")?),
        url,
        verdict: from_code(&text(row, "verdict")?)?,
        status: row.get("status")?,
        duration_ms: row.get("duration_ms")?,
        error: text_if_any(row, "error")?,
        // A finding that this version does not know must not hide the attempt.
        finding: finding.and_then(|json| from_json(&json).ok()),
        is_experiment: experiment.is_some(),
        variation: experiment.and_then(|json| from_json(&json).ok()),
    })
}

/// A filter as an SQL condition.
struct Restriction {
    sql: String,
    values: Vec<Value>,
}

impl Restriction {
    fn of(filter: &AttemptFilter) -> Result<Self, StoreError> {
        let mut it = Self { sql: String::new(), values: Vec::new() };
        if let Some(credential) = filter.credential {
            it.and(" AND attempt.credential = ?", [credential.0.into()]);
        }
        if let Some(verdict) = filter.verdict {
            it.and(" AND attempt.verdict = ?", [to_code(&verdict)?.into()]);
        }
        if filter.no_experiments {
            it.and(" AND attempt.experiment IS NULL", []);
        }
        if let Some(since) = filter.since {
            it.and(" AND attempt.at >= ?", [since.0.into()]);
        }
        if let Some(until) = filter.until {
            it.and(" AND attempt.at < ?", [until.0.into()]);
        }
        for word in words(&filter.text) {
            // The credential's name is searched as it is now, the request as it was then.
            let sql = " AND (instr(attempt.folded, ?) > 0 OR instr(credential.folded, ?) > 0)";
            it.and(sql, [word.clone().into(), word.into()]);
        }
        Ok(it)
    }

    fn and<const N: usize>(&mut self, sql: &str, values: [Value; N]) {
        self.sql.push_str(sql);
        self.values.extend(values);
    }

    fn count(&self, connection: &Connection) -> Result<u32, StoreError> {
        let sql = format!(
            "SELECT count(*) FROM attempt JOIN credential ON credential.id = attempt.credential \
             WHERE credential.deleted_at IS NULL{}",
            self.sql
        );
        let values = params_from_iter(self.values.iter());
        Ok(connection.prepare_cached(&sql)?.query_row(values, |row| row.get(0))?)
    }

    fn list(
        &self,
        connection: &Connection,
        after: Option<AttemptId>,
        limit: u32,
    ) -> Result<Vec<AttemptSummary>, StoreError> {
        let mut values = self.values.clone();
        let older = match after {
            Some(id) => {
                let at = "SELECT at FROM attempt WHERE id = ?1";
                let at: Option<i64> = connection.query_row(at, [id.0], |row| row.get(0)).optional()?;
                // That attempt may have been deleted meanwhile. IDs grow with time, so older ones are still found.
                values.extend(at.map(Value::from));
                values.push(id.0.into());
                if at.is_some() { " AND (attempt.at, attempt.id) < (?, ?)" } else { " AND attempt.id < ?" }
            }
            None => "",
        };
        values.push(limit.into());
        let sql = format!("{SUMMARIES}{}{older} ORDER BY attempt.at DESC, attempt.id DESC LIMIT ?", self.sql);
        let mut list = connection.prepare_cached(&sql)?;
        let rows = list.query_map(params_from_iter(values), |row| Ok(summary(row)))?;
        // An attempt that cannot be read must not hide the others.
        let readable = rows.filter(|row| !matches!(row, Ok(Err(StoreError::Unreadable { .. }))));
        readable.map(|row| row?).collect()
    }
}
