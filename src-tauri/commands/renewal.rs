//! Step 1, later: renewing the certificate, rotating the key pair, and a reminder before the certificate expires.

use countersign_core::certificate::{
    CertificateOptions, KeyPairOptions, OptionsProblem, TypedValidity, Validity, make_self_signed,
    read_validity, renew,
};
use countersign_core::key_pair::RotationWay;
use countersign_core::key_pair::reminder::{ReminderWords, write_reminder};
use countersign_core::key_pair::{KeyPair, KeyPairFacts};
use countersign_core::moment::UnixSeconds;
use serde::Serialize;
use tauri::{AppHandle, Manager};

use super::background::{blocking, copy, ensure_unlocked};
use super::error::{CommandError, CommandResult};
use super::key_files::SaveFileOutcome;
use super::key_pair::MakeKeyPairOutcome;
use super::{key_files, key_pair};
use crate::platform::files::{self, Existing, Readers};
use crate::platform::{browser, clock, dialogs};
use crate::state::session::{CredentialRef, Session};
use crate::window;

/// The outcome of "Renew…".
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum RenewOutcome {
    /// The pair has a new certificate.
    Renewed {
        /// The key pair with it.
        key_pair: Box<KeyPairFacts>,
    },
    /// The expiry date cannot be used. Nothing was made.
    Invalid {
        /// Every problem with it.
        problems: Vec<OptionsProblem>,
    },
    /// The cryptography library failed.
    Failed,
}

pub(super) async fn renew_certificate(
    app: &AppHandle,
    credential: CredentialRef,
    validity: TypedValidity,
) -> CommandResult<RenewOutcome> {
    ensure_unlocked(app).await?;
    let session = app.state::<Session>();
    let now = clock::now().seconds();
    let validity = match read_validity(&validity, now) {
        Ok(validity) => validity,
        Err(problem) => return Ok(RenewOutcome::Invalid { problems: vec![problem] }),
    };
    Ok(match renewed(&session.key_pairs.current(credential), validity, now)? {
        Some(next) => RenewOutcome::Renewed { key_pair: Box::new(replace(app, credential, next).await) },
        None => RenewOutcome::Failed,
    })
}

/// Makes this the current key pair of a credential, and stores it.
async fn replace(app: &AppHandle, credential: CredentialRef, next: KeyPair) -> KeyPairFacts {
    let session = app.state::<Session>();
    session.key_pairs.replace(credential, next);
    key_pair::store_key_pair(app, credential).await;
    session.key_pairs.facts(credential)
}

/// The pair with a new certificate. Its subject is that of the old certificate if that belongs to the key, or else the
/// default one.
fn renewed(pair: &KeyPair, validity: Validity, now: UnixSeconds) -> CommandResult<Option<KeyPair>> {
    let key = pair.private_key().ok_or(CommandError::NothingThere)?;
    let made = match pair.certificate().filter(|certificate| certificate.belongs_to(key)) {
        Some(certificate) => renew(certificate, key, validity, now),
        None => make_self_signed(key, &CertificateOptions { validity, ..CertificateOptions::default() }, now),
    };
    Ok(made.ok().map(|certificate| pair.renewed(certificate)))
}

pub(super) async fn rotate_key_pair(
    app: &AppHandle,
    credential: CredentialRef,
    options: KeyPairOptions,
    way: RotationWay,
) -> CommandResult<MakeKeyPairOutcome> {
    // The old pair stays beside the new one, with its private key.
    ensure_unlocked(app).await?;
    let old = app.state::<Session>().key_pairs.current(credential);
    key_pair::make(app, credential, options, move |key, certificate| old.rotated(key, certificate, way)).await
}

pub(super) async fn discard_old_pair(
    app: &AppHandle,
    credential: CredentialRef,
) -> CommandResult<KeyPairFacts> {
    let session = app.state::<Session>();
    let alone = session.key_pairs.current(credential).without_old_pair().ok_or(CommandError::NothingThere)?;
    Ok(replace(app, credential, alone).await)
}

pub(super) async fn give_up_rotation(
    app: &AppHandle,
    credential: CredentialRef,
) -> CommandResult<KeyPairFacts> {
    let session = app.state::<Session>();
    let pair = session.key_pairs.current(credential);
    let rotation = pair.rotation().ok_or(CommandError::NothingThere)?;
    Ok(replace(app, credential, rotation.old().clone()).await)
}

pub(super) async fn copy_old_certificate(app: &AppHandle, credential: CredentialRef) -> CommandResult<()> {
    let pair = app.state::<Session>().key_pairs.current(credential);
    let rotation = pair.rotation().ok_or(CommandError::NothingThere)?;
    copy(key_pair::text_for_account_manager(rotation.old())?).await
}

pub(super) async fn save_reminder(
    app: &AppHandle,
    credential: CredentialRef,
    title: String,
    words: ReminderWords,
) -> CommandResult<SaveFileOutcome> {
    let pair = app.state::<Session>().key_pairs.current(credential);
    let certificate = key_pair::usable_certificate(&pair)?;
    let now = clock::now().seconds();
    let calendar = write_reminder(certificate, &words, now).map_err(|_| CommandError::NothingThere)?;
    let parent = window::current(app);
    let Some(path) = dialogs::choose_new_file(&title, "certificate-ends.ics", parent.as_ref()).await? else {
        return Ok(SaveFileOutcome::Cancelled);
    };
    let app = app.clone();
    blocking(move || {
        let written = files::write(&path, calendar.as_bytes(), Readers::Anyone, Existing::Replace);
        let session = app.state::<Session>();
        if written.is_ok() {
            session.files.note_reminder(path.clone());
        }
        key_files::outcome(&path, written, false, session.key_pairs.facts(credential))
    })
    .await
}

pub(super) async fn open_reminder(app: &AppHandle) -> CommandResult<()> {
    let path = app.state::<Session>().files.reminder().ok_or(CommandError::NothingThere)?;
    blocking(move || browser::open_file(&path)).await?.map_err(|detail| CommandError::CannotOpen { detail })
}
