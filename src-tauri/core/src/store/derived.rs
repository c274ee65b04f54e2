//! What the store derives from what it holds: from a credential, after each change of it, the text that a search looks
//! through and the name to call it by; from an attempt, who it was sent to.

use rusqlite::{Row, Transaction, params};

use super::StoreError;
use super::code::{from_json, text, text_if_any, to_json};
use crate::account_manager::Recipient;
use crate::certificate::Certificate;
use crate::credential::CredentialId;
use crate::proposed_name::ProposedName;
use crate::search::fold;
use crate::token_request::RequestForm;

/// Updates what is derived from a credential, after a change of it.
pub(super) fn derive_again(transaction: &Transaction<'_>, id: CredentialId) -> Result<(), StoreError> {
    let sql = "SELECT name, api_key, notes, grouping, form, certificate FROM credential WHERE id = ?1";
    let (texts, form, certificate) = transaction.prepare_cached(sql)?.query_row([id.0], |row| {
        let texts = [text(row, "name")?, text(row, "api_key")?, text(row, "notes")?, text(row, "grouping")?];
        Ok((texts, text(row, "form")?, row.get::<_, Option<Vec<u8>>>("certificate")?))
    })?;
    // What this version cannot read proposes no name.
    let certificate = certificate.and_then(|der| Certificate::from_der(&der).ok());
    let form = from_json::<RequestForm>(&form).ok();
    let proposed = form.and_then(|form| ProposedName::of(&form, certificate.as_ref()));
    let shown = proposed.as_ref().map(ProposedName::text).unwrap_or_default();
    let folded = fold(&[&texts[0], &texts[1], &texts[2], &texts[3], shown]);
    transaction
        .prepare_cached("UPDATE credential SET folded = ?2, proposed_name = ?3 WHERE id = ?1")?
        .execute(params![id.0, folded, proposed.as_ref().map(to_json).transpose()?])?;
    Ok(())
}

/// What to call a credential while it has no name. One that this version does not know must not hide the credential.
pub(super) fn proposed_name(row: &Row<'_>) -> Result<Option<ProposedName>, StoreError> {
    Ok(text_if_any(row, "proposed_name")?.and_then(|json| from_json(&json).ok()))
}

/// Who something that is stored was sent to. Account Manager is known by its address, also by one that this version has
/// learned since; that it was practice was recorded when it was sent.
pub(super) fn recipient(url: &str, practice: bool) -> Recipient {
    if practice { Recipient::Practice } else { Recipient::at(url) }
}
