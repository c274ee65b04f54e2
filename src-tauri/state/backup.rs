//! Makes the weekly backup: writes it into its folder, notes what became of it, and deletes the oldest one that this
//! program made. It deletes nothing else.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use countersign_core::interchange::transfer::HEADER_BYTES;
use countersign_core::interchange::transfer::backup::{
    Backup, BackupFailure, BackupMade, BackupPlan, BackupProblem, make,
};
use countersign_core::key_file::FileError;
use countersign_core::lock::lock;
use countersign_core::moment::UnixMillis;
use countersign_core::store::StoreError;
use countersign_core::vault::{Protection, Vault, VaultError, VaultState};

use crate::platform::files::{self, Existing, Readers};
use crate::platform::whole_file;
use crate::state::storage::OpenStorage;

/// Names the program in transfer files.
pub(crate) const MADE_BY: &str = concat!("Countersign ", env!("CARGO_PKG_VERSION"));

/// Held while the plan is read and written, so that no backup and no choice of the person undo each other.
static WORK: Mutex<()> = Mutex::new(());

/// Changes the plan.
pub(crate) fn change_plan(vault: &Vault, change: impl FnOnce(&mut BackupPlan)) -> Result<(), StoreError> {
    let _working = lock(&WORK);
    let mut plan = BackupPlan::read(vault.store())?;
    change(&mut plan);
    plan.write(vault.store())
}

/// Whether a backup can be made without asking the person for anything.
pub(crate) fn can_be_made(vault: &Vault) -> bool {
    match vault.state() {
        VaultState::Open { .. } | VaultState::SessionOnly { .. } | VaultState::Unused => true,
        VaultState::Closed { protection } => protection != Protection::Passphrase,
        // A keychain that does not open is tried again, and then said.
        VaultState::Unavailable { error } => error != VaultError::NeedsPassphrase,
        VaultState::Locked { .. } => false,
    }
}

/// Makes the backup if it is due, and secrets are open. Returns whether it was tried.
pub(crate) fn make_if_due(storage: &OpenStorage, now: UnixMillis) -> Result<bool, StoreError> {
    if !BackupPlan::read(&storage.store)?.is_to_try(now) || !can_be_made(&storage.vault) {
        return Ok(false);
    }
    let working = lock(&WORK);
    // The person may have made one meanwhile.
    if !BackupPlan::read(&storage.store)?.is_to_try(now) {
        return Ok(false);
    }
    make_while(&working, storage, now)
}

/// Makes the backup now. Returns whether it was tried: not if secrets were locked meanwhile. The plan says what became of
/// it.
///
/// # Errors
///
/// If the plan cannot be read or written. There is no new file then: one that is not in the plan would never be deleted.
pub(crate) fn make_now(storage: &OpenStorage, now: UnixMillis) -> Result<bool, StoreError> {
    make_while(&lock(&WORK), storage, now)
}

fn make_while(
    _working: &MutexGuard<'_, ()>,
    storage: &OpenStorage,
    now: UnixMillis,
) -> Result<bool, StoreError> {
    let OpenStorage { store, vault, .. } = storage;
    let before = BackupPlan::read(store)?;
    let mut plan = BackupPlan { tried: Some(now), ..before.clone() };
    plan.write(store)?;
    let folder = PathBuf::from(&plan.folder);
    let made = {
        // Locking waits until what is open is sealed, but not for the folder, which may be slow.
        let _loading = storage.lock_loading();
        make(vault, &plan, MADE_BY, now)
    };
    if made.is_err() && vault.ensure_unlocked().is_err() {
        before.write(store)?;
        return Ok(false);
    }
    let made = made.and_then(|backup| write(&folder, &backup).map(|()| backup));
    let superseded = match made {
        Ok(backup) => plan.note_made(&backup, now),
        Err(problem) => {
            plan.failure = Some(BackupFailure { at: now, problem });
            Vec::new()
        }
    };
    if let Err(error) = plan.write(store) {
        if let Some(new) = plan.made.last().filter(|made| plan.failure.is_none() && made.at == now) {
            delete(&folder, new);
        }
        return Err(error);
    }
    superseded.iter().for_each(|old| delete(&folder, old));
    Ok(true)
}

fn write(folder: &Path, backup: &Backup) -> Result<(), BackupProblem> {
    let failed = |error| BackupProblem::Folder { error };
    // A file without a folder would be in whatever folder the program was started from.
    if !folder.is_absolute() {
        return Err(failed(FileError::NotFound));
    }
    match files::write(&folder.join(&backup.name), &backup.bytes, Readers::Owner, Existing::Keep) {
        // The file is there.
        Ok(_) | Err(FileError::NameNotConfirmed { .. }) => Ok(()),
        Err(error) => Err(failed(error)),
    }
}

/// Deletes a backup that is not kept, if what is there under its name is still that backup.
fn delete(folder: &Path, old: &BackupMade) {
    // One that stays is one too many, and costs nothing but its room.
    drop(whole_file::remove_if(&folder.join(&old.name), HEADER_BYTES, |bytes| old.is(bytes)));
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::fs;
    use std::sync::Arc;

    use countersign_core::credential::{Draft, Group};
    use countersign_core::interchange::transfer::backup::{BackupDay, MOST_BACKUPS, store_key};
    use countersign_core::interchange::transfer::{SealedTransfer, open};
    use countersign_core::store::Store;
    use countersign_core::vault::{KeyBytes, KeychainError, SealingKeyHome, SecretKind, SecretOwner};
    use secrecy::SecretString;
    use tempfile::TempDir;

    use super::*;

    const DAY: i64 = 24 * 60 * 60 * 1000;
    /// Friday, 15 January 2027, 08:00 UTC.
    const FRIDAY: UnixMillis = UnixMillis(1_800_000_000_000);
    const PASSPHRASE: &str = "a passphrase for backups";

    #[derive(Default)]
    struct Keychain(Mutex<HashMap<String, Vec<u8>>>);

    impl SealingKeyHome for Keychain {
        fn read(&self, name: &str) -> Result<Option<KeyBytes>, KeychainError> {
            Ok(lock(&self.0).get(name).and_then(|bytes| KeyBytes::from_slice(bytes)))
        }

        fn write(&self, name: &str, key: &KeyBytes) -> Result<(), KeychainError> {
            lock(&self.0).insert(name.to_owned(), key.as_slice().to_vec());
            Ok(())
        }

        fn remove(&self, name: &str) -> Result<(), KeychainError> {
            lock(&self.0).remove(name);
            Ok(())
        }
    }

    struct Here {
        _data: TempDir,
        backups: TempDir,
        storage: OpenStorage,
    }

    fn here() -> Here {
        let (data, backups) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let store = Arc::new(Store::open(data.path(), FRIDAY).unwrap().store);
        let vault = Vault::new(store.clone(), Box::new(Keychain::default()));
        vault.store().add_credential("Shop", Group::Production, &Draft::default()).unwrap();
        store_key(&vault, &SecretString::from(PASSPHRASE)).unwrap();
        let folder = backups.path().display().to_string();
        change_plan(&vault, |plan| {
            *plan = BackupPlan { on: true, folder, day: BackupDay::Monday, ..BackupPlan::default() };
        })
        .unwrap();
        Here { _data: data, backups, storage: OpenStorage::new(store, vault) }
    }

    impl Here {
        fn names(&self) -> Vec<String> {
            let mut names: Vec<_> = fs::read_dir(self.backups.path())
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .collect();
            names.sort();
            names
        }

        fn look(&self, after_days: i64) -> bool {
            make_if_due(&self.storage, UnixMillis(FRIDAY.0 + after_days * DAY)).unwrap()
        }

        fn plan(&self) -> BackupPlan {
            BackupPlan::read(&self.storage.store).unwrap()
        }
    }

    #[test]
    fn a_backup_is_made_at_once_and_then_on_each_monday_or_the_first_day_after_it() {
        let here = here();
        assert!(here.look(0), "the first one does not wait for Monday");
        for day in [0, 1, 2] {
            assert!(!here.look(day), "day {day}");
        }
        assert!(here.look(3), "Monday");
        assert!(!here.look(9), "Sunday");
        assert!(here.look(12), "Wednesday: the program did not run on Monday");
        assert!(!here.look(16), "Sunday");
        assert!(here.look(17), "Monday");
        assert_eq!(here.names().len(), 4);
        let newest = here.names().pop().unwrap();
        assert_eq!(newest, "countersign-backup-2027-02-01-080000.countersign");
        let bytes = fs::read(here.backups.path().join(newest)).unwrap();
        let content = open(&SealedTransfer::read(bytes).unwrap(), &PASSPHRASE.into()).unwrap();
        assert_eq!(content.credentials[0].name, "Shop");
    }

    #[test]
    fn a_backup_waits_while_secrets_are_locked_and_that_is_no_failure() {
        let here = here();
        here.storage.vault.lock();
        assert!(!here.look(0));
        assert!(!make_now(&here.storage, FRIDAY).unwrap(), "they were locked while it was made");
        assert_eq!((here.plan().failure, here.plan().tried), (None, None));
        here.storage.vault.unlock_without_passphrase().unwrap();
        assert!(here.look(0));
        assert_eq!(here.names().len(), 1);
    }

    #[test]
    fn the_last_eight_stay_and_nothing_is_deleted_that_is_no_backup_of_this_program() {
        let here = here();
        let path = |name: &str| here.backups.path().join(name);
        fs::write(path("countersign-backup-2020-01-01-000000.countersign"), "somebody's own").unwrap();
        assert!(here.look(0));
        assert!(here.look(3));
        let [_, first, second] = &here.names()[..] else { panic!("two backups") };
        // The person has put something else in the place of the first one.
        fs::write(path(first), "precious").unwrap();
        for week in 1..=MOST_BACKUPS {
            assert!(here.look(3 + 7 * i64::try_from(week).unwrap()));
        }
        assert_eq!(fs::read(path(first)).unwrap(), b"precious");
        assert!(!path(second).exists(), "the oldest backup is gone");
        assert_eq!(here.names().len(), MOST_BACKUPS + 2);
        assert_eq!(here.plan().made.len(), MOST_BACKUPS);
    }

    #[test]
    fn what_the_person_makes_on_one_day_does_not_push_out_the_weekly_ones() {
        let here = here();
        assert!(here.look(0));
        assert!(here.look(3));
        for hour in 1..=10 {
            let now = UnixMillis(FRIDAY.0 + 3 * DAY + hour * 60 * 60 * 1000);
            assert!(make_now(&here.storage, now).unwrap());
        }
        let made = here.plan().made;
        assert_eq!(here.names().len(), MOST_BACKUPS);
        assert_eq!(made[0].at, FRIDAY, "the one of the week before");
        assert_eq!(made[MOST_BACKUPS - 1].at.0, FRIDAY.0 + 3 * DAY + 10 * 60 * 60 * 1000);
    }

    #[test]
    fn a_backup_that_cannot_be_written_is_said_and_tried_again_an_hour_later() {
        let here = here();
        let folder = here.plan().folder;
        change_plan(&here.storage.vault, |plan| plan.folder = "/nowhere/at/all".to_owned()).unwrap();
        assert!(here.look(0));
        let failed = here.plan().failure.unwrap();
        assert_eq!(failed.problem, BackupProblem::Folder { error: FileError::NotFound });
        assert!(!here.look(0), "not again at once");
        assert_eq!(here.plan().tried, Some(FRIDAY));
        assert!(here.look(1));
        change_plan(&here.storage.vault, |plan| plan.folder = folder).unwrap();
        assert!(here.look(2));
        assert_eq!((here.plan().failure, here.names().len()), (None, 1));
    }

    #[test]
    fn without_its_key_a_backup_says_so() {
        let here = here();
        here.storage.vault.forget(SecretOwner::Backup, SecretKind::BackupKey).unwrap();
        assert!(make_now(&here.storage, FRIDAY).unwrap());
        assert_eq!(here.plan().failure.unwrap().problem, BackupProblem::NoKey);
    }
}
