//! Reads PKCS#12 (RFC 7292): private keys and certificates in one file with a passphrase, as OpenSSL, Windows, Java,
//! browsers and Bouncy Castle write it. Anything else in the file is ignored.

mod contents;
mod integrity;

use pkcs8::der::Decode as _;

use super::ber;
use super::content::EncryptedKey;
use super::found::Found;
use crate::key::{KeySyntax, SecretBytes};
use crate::key_file::budget::Effort;
use crate::key_file::passphrase::{Lock, LockForm, Trial, Unlocker};
use crate::key_file::password_based::{self, PassphraseForm, cipher_unsupported};
use crate::key_file::pkcs12_structure::{
    ContentInfo, EncryptedData, MacData, Pfx, SHROUDED_KEY_BAG, SafeBag,
};
use crate::key_file::problem::ReadFormat;
use crate::key_file::refusal::Refusal;
use contents::{Contents, DAMAGED, Opening, each_in_sequence, in_der, whole};

/// What one passphrase opened.
enum Opened {
    /// Everything.
    Whole(Contents),
    /// The integrity code has this passphrase, and the content has another one.
    IntegrityOnly,
    /// The content has this passphrase, and the integrity code has another one; or else the file was altered.
    ContentOnly(Contents),
}

/// Reads all private keys and certificates.
pub(super) fn read(bytes: &[u8], found: &mut Found<'_>, unlocker: &mut Unlocker<'_>) {
    // NSS, and with it Firefox, and Bouncy Castle write BER.
    let Some(der) = ber::to_der(bytes) else { return found.add_problem(DAMAGED) };
    let pfx = match Pfx::from_der(&der) {
        Ok(pfx) if pfx.version == 3 => pfx,
        _ => return found.add_problem(DAMAGED),
    };
    let Some(safes) = pfx.auth_safe.data() else {
        // Signed with a key instead of a passphrase, which no common tool does.
        return found.add_problem(cipher_unsupported(&pfx.auth_safe.content_type));
    };
    let file = File { mac: pfx.mac_data.as_ref(), safes };
    let Some(lock) = unlocker.next_lock(LockForm::Pkcs12) else { return };
    let Some(contents) = file.unlock(&lock, found, unlocker) else { return };
    for (number, (name, der)) in (1..).zip(&contents.locked_keys) {
        let mut entry_lock = lock.clone();
        // Each has a name of its own, so that its passphrase is its own, too.
        let is_name =
            !name.is_empty() && contents.locked_keys.iter().filter(|(other, _)| other == name).count() == 1;
        entry_lock.entry = Some(if is_name { name.clone() } else { format!("{name}#{number}") });
        let Some(encrypted) = EncryptedKey::read(der) else { continue };
        match unlocker.open(entry_lock, |passphrase, effort| encrypted.open(passphrase, effort)) {
            Trial::Opened(pkcs8) => take_key(name, &pkcs8, found),
            Trial::Locked { lock, refused } => found.add_locked(lock, refused),
            Trial::Problem(problem) => found.add_problem(problem),
        }
    }
    for (name, pkcs8) in &contents.keys {
        take_key(name, pkcs8, found);
    }
    for der in &contents.certificates {
        found.add_certificate(Some(der), DAMAGED);
    }
    contents.problems.into_iter().for_each(|problem| found.add_problem(problem));
    found.nothing_else_inside(ReadFormat::Pkcs12);
}

/// Takes a `PrivateKeyInfo` in DER or BER.
fn take_key(name: &str, pkcs8: &[u8], found: &mut Found<'_>) {
    found.name_next_key(name);
    match ber::to_der(pkcs8) {
        Some(der) => found.take_key_within(&der, KeySyntax::Pkcs12, DAMAGED),
        None => found.add_problem(DAMAGED),
    }
}

/// Above this count, a wrong integrity code is taken for a wrong passphrase without trying to decrypt.
const COSTLY_ITERATIONS: u64 = 20_000;

/// A file: what the integrity code covers, and the code.
struct File<'f> {
    mac: Option<&'f MacData<'f>>,
    safes: &'f [u8],
}

impl File<'_> {
    /// Opens it with the passphrases that there are. Whatever stays locked is added to what was found.
    fn unlock(&self, lock: &Lock, found: &mut Found<'_>, unlocker: &mut Unlocker<'_>) -> Option<Contents> {
        // Many files have an empty passphrase, and some have none, which is not the same.
        let empty = [PassphraseForm::standard(""), PassphraseForm::none()];
        if let Ok(Opened::Whole(contents)) = unlocker.open_silently(|effort| self.open(&empty, effort)) {
            return Some(contents);
        }
        let part = |form| Lock { form, ..lock.clone() };
        let opened = unlocker
            .open(lock.clone(), |passphrase, effort| self.open(&PassphraseForm::all_of(passphrase), effort));
        let opened = match opened {
            Trial::Opened(Opened::Whole(contents)) => Trial::Opened(contents),
            Trial::Opened(Opened::IntegrityOnly) => {
                unlocker.open(part(LockForm::Pkcs12Content), |passphrase, effort| {
                    let forms = PassphraseForm::all_of(passphrase);
                    self.decrypt_with(&forms.iter().collect::<Vec<_>>(), effort)
                })
            }
            Trial::Opened(Opened::ContentOnly(contents)) => {
                let mut contents = Some(contents);
                unlocker.open(part(LockForm::Pkcs12Integrity), |passphrase, effort| {
                    let forms = PassphraseForm::all_of(passphrase);
                    let fits = self.fitting_form(&forms.iter().collect::<Vec<_>>(), effort)?.is_some();
                    contents.take_if(|_| fits).ok_or(Refusal::WrongPassphrase)
                })
            }
            Trial::Locked { lock, refused } => Trial::Locked { lock, refused },
            Trial::Problem(problem) => Trial::Problem(problem),
        };
        match opened {
            Trial::Opened(contents) => return Some(contents),
            Trial::Locked { lock, refused } => found.add_locked(lock, refused),
            Trial::Problem(problem) => found.add_problem(problem),
        }
        None
    }

    /// Opens it with one passphrase, in each of these forms.
    fn open(&self, forms: &[PassphraseForm], effort: &mut Effort<'_>) -> Result<Opened, Refusal> {
        effort.expect(self.cost());
        let forms: Vec<&PassphraseForm> = forms.iter().collect();
        let known_mac = self.mac.filter(|mac| mac.is_known());
        let Some(mac) = known_mac else {
            // Only decrypting can tell.
            return self.decrypt_with(&forms, effort).map(Opened::Whole);
        };
        if let Some(form) = self.fitting_form(&forms, effort)? {
            // The code proves that nothing was altered, so that what does not decrypt has another passphrase.
            return match self.decrypt_with(&[form, &form.always_wide()], effort) {
                Ok(contents) => Ok(Opened::Whole(contents)),
                Err(Refusal::WrongPassphrase) => Ok(Opened::IntegrityOnly),
                Err(refusal) => Err(refusal),
            };
        }
        // Decrypting anyway shows whether it is the passphrase of the content, but may not cost more than asking again.
        if mac.iterations > COSTLY_ITERATIONS || effort.is_silent() {
            return Err(Refusal::WrongPassphrase);
        }
        let mut opening = Opening::with(&forms, effort);
        match opening.safes(self.safes) {
            Ok(()) if opening.opened && opening.contents.are_sound() => {
                Ok(Opened::ContentOnly(opening.contents))
            }
            // It decrypts, but is wrong, as the code says: the file was altered.
            _ if opening.opened => Err(DAMAGED.into()),
            _ => Err(Refusal::WrongPassphrase),
        }
    }

    /// Decrypts everything, each part with the first of these forms that does it.
    fn decrypt_with(&self, forms: &[&PassphraseForm], effort: &mut Effort<'_>) -> Result<Contents, Refusal> {
        let mut opening = Opening::with(forms, effort);
        opening.safes(self.safes)?;
        // Where nothing at all was decrypted, it is not one key that has another passphrase.
        if !opening.opened && !opening.contents.locked_keys.is_empty() {
            return Err(Refusal::WrongPassphrase);
        }
        Ok(opening.contents)
    }

    /// The form that gives the integrity code.
    fn fitting_form<'p>(
        &self,
        forms: &[&'p PassphraseForm],
        effort: &mut Effort<'_>,
    ) -> Result<Option<&'p PassphraseForm>, Refusal> {
        for form in forms {
            if let Some(mac) = self.mac
                && mac.verify(self.safes, form, effort)?
            {
                return Ok(Some(form));
            }
        }
        Ok(None)
    }

    /// What opening it with one passphrase costs, as far as can be seen from outside.
    fn cost(&self) -> u64 {
        let mut cost = self.mac.map_or(0, MacData::cost);
        // What cannot be read is a problem when it is opened.
        let safes = in_der(self.safes).unwrap_or_default();
        let _ = each_in_sequence::<ContentInfo<'_>>(&safes, |info| {
            if let Some(data) = info.data() {
                return each_in_sequence::<SafeBag<'_>>(&in_der(data)?, |bag| {
                    let key =
                        if bag.id == SHROUDED_KEY_BAG { whole(&bag.value)? } else { SecretBytes::default() };
                    cost = cost.saturating_add(EncryptedKey::read(&key).map_or(0, |key| key.cost()));
                    Ok(())
                });
            }
            let encrypted = info.content.decode_as::<EncryptedData<'_>>().ok();
            let content = encrypted.map_or(0, |encrypted| password_based::cost(&encrypted.content.algorithm));
            cost = cost.saturating_add(content);
            Ok(())
        });
        cost
    }
}
