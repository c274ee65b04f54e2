//! Reads credentials with everything that belongs to them, to be written into a transfer file.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::TransferProblem;
use super::content::{
    MOST_ATTEMPTS, MovedCredential, MovedKey, MovedSecrets, TransferContent, check, length, was_before,
};
use crate::certificate::Certificate;
use crate::credential::{CredentialId, Draft, Group, KeyHome};
use crate::moment::UnixMillis;
use crate::practice::PracticeSnapshot;
use crate::secret::SecretKind;
use crate::store::{CredentialRow, StoreError};
use crate::vault::{MovingOut, SecretToMove, Vault, VaultError, is_private_key};

/// What goes into a transfer file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TransferWanted {
    /// The credentials; `None` for all, which also moves the settings and what the practice Account Manager is set to.
    pub credentials: Option<Vec<CredentialId>>,
    /// With their history.
    pub history: bool,
}

impl TransferWanted {
    /// Everything that there is.
    pub const ALL: Self = Self { credentials: None, history: true };
}

/// What was read.
pub struct Collected {
    /// The content of the file.
    pub content: TransferContent,
    /// What is not in it.
    pub left_out: Vec<LeftOut>,
    /// The IDs of its credentials here.
    ids: Vec<CredentialId>,
}

impl Collected {
    /// Notes that the private keys of these credentials are in the window only. Those that are in the file are not meant.
    pub fn note_not_stored(&mut self, credentials: impl IntoIterator<Item = CredentialId>) {
        for id in credentials {
            let place = self.ids.iter().position(|known| *known == id);
            let moved = place.and_then(|at| self.content.credentials.get(at));
            let has_key = moved.is_some_and(|one| one.secrets.private_key.is_some());
            let left_out = LeftOut { credential: id, what: LeftOutPart::KeyNotStored };
            if !has_key && !self.left_out.contains(&left_out) {
                self.left_out.push(left_out);
            }
        }
    }

    /// Leaves out the oldest attempts, so that at most so many stay.
    pub fn keep_newest(&mut self, most: usize) {
        let oldest = self.oldest_first();
        let surplus = oldest.len().saturating_sub(most);
        self.leave_out(oldest.get(..surplus).unwrap_or_default());
    }

    /// Leaves out the oldest attempts, so that the content has at most so many bytes. What is too large without any
    /// attempt stays too large.
    ///
    /// # Errors
    ///
    /// If the content cannot be written.
    pub fn fit_into(&mut self, most_bytes: usize) -> Result<(), TransferProblem> {
        let mut surplus = length(&self.content)?.saturating_sub(most_bytes);
        let oldest = self.oldest_first();
        let mut waiting: Vec<_> =
            self.content.credentials.iter().map(|credential| credential.attempts.iter()).collect();
        let mut gone = 0;
        for at in &oldest {
            let Some(attempt) = waiting.get_mut(*at).and_then(Iterator::next).filter(|_| surplus > 0) else {
                break;
            };
            surplus = surplus.saturating_sub(length(attempt)?);
            gone += 1;
        }
        drop(waiting);
        self.leave_out(oldest.get(..gone).unwrap_or_default());
        Ok(())
    }

    /// The place of its credential, for each attempt, the oldest first.
    fn oldest_first(&self) -> Vec<usize> {
        let credentials = self.content.credentials.iter().enumerate();
        let mut all: Vec<_> = credentials
            .flat_map(|(at, credential)| {
                credential.attempts.iter().map(move |attempt| (attempt.exchange.started_at, at))
            })
            .collect();
        all.sort_unstable();
        all.into_iter().map(|(_, at)| at).collect()
    }

    /// Leaves out the oldest attempt of each of these credentials, as often as it is named.
    fn leave_out(&mut self, of: &[usize]) {
        let mut gone = vec![0_usize; self.content.credentials.len()];
        for at in of {
            if let Some(gone) = gone.get_mut(*at) {
                *gone += 1;
            }
        }
        for ((credential, id), gone) in self.content.credentials.iter_mut().zip(&self.ids).zip(gone) {
            if gone > 0 {
                credential.attempts.drain(..gone.min(credential.attempts.len()));
                let what = LeftOutPart::OldRequests { count: u32::try_from(gone).unwrap_or(u32::MAX) };
                self.left_out.push(LeftOut { credential: *id, what });
            }
        }
    }
}

/// Something of a credential that is not in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LeftOut {
    /// The credential.
    pub credential: CredentialId,
    /// What is left out.
    pub what: LeftOutPart,
}

/// What of a credential is not in a transfer file, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum LeftOutPart {
    /// All of it: this version cannot read what is stored.
    Everything,
    /// A sealed secret that cannot be opened.
    Secret {
        /// Its kind.
        kind: SecretKind,
    },
    /// The private key, which stays in files. Their paths are in the file.
    KeyFiles {
        /// Their absolute paths.
        paths: Vec<String>,
    },
    /// The private key, which is not stored.
    KeyNotStored,
    /// Requests of the history that this version cannot read.
    Requests {
        /// How many.
        count: u32,
    },
    /// The oldest requests of the history, for which there is no room.
    OldRequests {
        /// How many.
        count: u32,
    },
}

/// Reads what is wanted.
///
/// # Errors
///
/// If the store cannot be read, or the vault is locked or waits for its passphrase. Secrets that do not open are left out.
pub fn collect(
    vault: &Vault,
    wanted: &TransferWanted,
    made_by: &str,
    now: UnixMillis,
) -> Result<Collected, VaultError> {
    vault.ensure_unlocked()?;
    let store = vault.store();
    let listed = store.credentials("", now.seconds())?.into_iter().map(|credential| credential.id);
    let is_wanted = |id: &CredentialId| wanted.credentials.as_ref().is_none_or(|ids| ids.contains(id));
    let (mut credentials, mut left_out, mut ids) = (Vec::new(), Vec::new(), Vec::new());
    let mut reading = MovingOut::new(vault);
    for id in listed.filter(is_wanted) {
        let mut without = Vec::new();
        let mut found = collect_one(&mut reading, id, wanted.history, &mut without);
        if let Ok(one) = &mut found {
            // A clock may have been wrong.
            let before = one.attempts.len();
            one.attempts.retain(|attempt| was_before(attempt, now));
            let gone = before - one.attempts.len();
            if gone > 0 {
                without.push(LeftOutPart::Requests { count: u32::try_from(gone).unwrap_or(u32::MAX) });
            }
        }
        match found {
            Ok(one) if is_empty(&one, &without) => {}
            Ok(one) if check(&one, now).is_ok() => {
                credentials.push(one);
                ids.push(id);
            }
            // What could not be read again would make the whole file useless.
            Ok(_) | Err(VaultError::Store { error: StoreError::Unreadable { .. } }) => {
                without.push(LeftOutPart::Everything);
            }
            Err(error) => return Err(error),
        }
        left_out.extend(without.into_iter().map(|what| LeftOut { credential: id, what }));
    }
    let all = wanted.credentials.is_none();
    let content = TransferContent {
        made_at: now,
        made_by: made_by.to_owned(),
        credentials,
        practice: if all { practice(vault)? } else { None },
        settings: if all { Some(store.settings()?) } else { None },
    };
    let mut collected = Collected { content, left_out, ids };
    collected.keep_newest(MOST_ATTEMPTS);
    Ok(collected)
}

/// What the practice Account Manager is set to, if it was set up.
pub(super) fn practice(vault: &Vault) -> Result<Option<PracticeSnapshot>, VaultError> {
    let found = PracticeSnapshot::read(vault.store())?;
    Ok((!is_same(&found, &PracticeSnapshot::default())).then_some(found))
}

/// Whether two values are written the same.
pub(super) fn is_same<T: Serialize>(one: &T, other: &T) -> bool {
    matches!((serde_json::to_value(one), serde_json::to_value(other)), (Ok(one), Ok(other)) if one == other)
}

/// A credential as it is stored.
pub(super) fn collect_one(
    reading: &mut MovingOut<'_>,
    id: CredentialId,
    history: bool,
    left_out: &mut Vec<LeftOutPart>,
) -> Result<MovedCredential, VaultError> {
    let vault = reading.vault();
    let CredentialRow { identity, credential, last_result, api_results, .. } =
        vault.store().row_to_move(id)?;
    let mut secrets = MovedSecrets::default();
    let (keys, private_key) = reading.private_key(id)?;
    let mut private_key = Some(private_key);
    for kind in MovedSecrets::KINDS {
        let found = match private_key.take_if(|_| kind == SecretKind::PrivateKey) {
            Some(private_key) => private_key,
            None => reading.secret(id, kind)?,
        };
        match found {
            SecretToMove::Open(secret) if kind != SecretKind::PrivateKey || is_private_key(&secret) => {
                secrets.put(kind, secret);
            }
            SecretToMove::Nothing => {}
            SecretToMove::Open(_) | SecretToMove::Unopened => left_out.push(LeftOutPart::Secret { kind }),
        }
    }
    // A key that is in memory only comes along, and is sealed where it arrives.
    let home = if secrets.private_key.is_some() { KeyHome::Vault } else { keys.home };
    match &home {
        KeyHome::Files { paths } => left_out.push(LeftOutPart::KeyFiles { paths: paths.clone() }),
        KeyHome::Nowhere => left_out.push(LeftOutPart::KeyNotStored),
        KeyHome::Vault => {}
    }
    let attempts = if history {
        let (attempts, unreadable) = vault.store().attempts_to_move(id)?;
        if unreadable > 0 {
            left_out.push(LeftOutPart::Requests { count: unreadable });
        }
        attempts
    } else {
        Vec::new()
    };
    let (certificate, certificate_origin) = keys.certificate.unzip();
    Ok(MovedCredential {
        identity,
        name: credential.name,
        group: credential.group,
        draft: credential.draft,
        key: MovedKey {
            home,
            origin: keys.key_origin,
            certificate: certificate.as_ref().map(Certificate::der).map(|der| STANDARD.encode(der)),
            certificate_origin,
        },
        secrets,
        last_result,
        api_results,
        attempts,
    })
}

/// Whether nothing was ever typed, stored or sent here: the credential that the window makes at its first start.
pub(super) fn is_empty(one: &MovedCredential, left_out: &[LeftOutPart]) -> bool {
    left_out.is_empty()
        && one.name.is_empty()
        && one.group == Group::None
        && one.draft == Draft::default()
        && one.key == MovedKey::default()
        && one.secrets.kinds().is_empty()
        && one.last_result.is_none()
        && one.attempts.is_empty()
}
