//! What is inside a PKCS#12 file: decrypting it with one passphrase, and taking the bags out of it.

use pkcs8::der::asn1::{AnyRef, OctetStringRef};
use pkcs8::der::{Decode as _, Encode as _, Reader as _, SliceReader, Tagged as _};
use zeroize::Zeroizing;

use crate::certificate::Certificate;
use crate::key::{PrivateKeyStructure, SecretBytes, private_key_structure};
use crate::key_file::budget::Effort;
use crate::key_file::password_based::{PassphraseForm, cipher_unsupported, decrypt};
use crate::key_file::pkcs12_structure::{
    Attribute, CERTIFICATE_BAG, CertificateBag, ContentInfo, DATA, ENCRYPTED_DATA, EncryptedContentInfo,
    EncryptedData, FRIENDLY_NAME, KEY_BAG, SAFE_CONTENTS_BAG, SHROUDED_KEY_BAG, SafeBag,
};
use crate::key_file::problem::{KeyProblem, ReadFormat};
use crate::key_file::read::ber;
use crate::key_file::read::content::EncryptedKey;
use crate::key_file::refusal::Refusal;

/// The problem of a file that was cut off or altered.
pub(super) const DAMAGED: KeyProblem = KeyProblem::FileDamaged { format: ReadFormat::Pkcs12 };
/// Bags may hold bags. No real file nests them deeper than this.
const DEEPEST: usize = 4;
/// The longest name that is shown, in characters.
const LONGEST_NAME: usize = 64;

/// What the passphrase of the file unlocks.
#[derive(Default)]
pub(super) struct Contents {
    /// `PrivateKeyInfo`.
    pub(super) keys: Vec<(String, SecretBytes)>,
    /// `EncryptedPrivateKeyInfo` with a different passphrase, and its name.
    pub(super) locked_keys: Vec<(String, Vec<u8>)>,
    /// DER, not read yet: what is read counts, and this may not be the right passphrase.
    pub(super) certificates: Vec<Vec<u8>>,
    pub(super) problems: Vec<KeyProblem>,
}

impl Contents {
    /// Whether everything inside is what it should be. Where the integrity code does not fit, that tells a different
    /// passphrase of the code from a file that was altered.
    pub(super) fn are_sound(&self) -> bool {
        let is_sound = |pkcs8: &SecretBytes| match private_key_structure(pkcs8) {
            Some(PrivateKeyStructure::Usable(key)) => key.check().is_ok(),
            Some(PrivateKeyStructure::Other(_)) => true,
            Some(PrivateKeyStructure::Malformed) | None => false,
        };
        self.locked_keys.is_empty()
            && self.keys.iter().map(|(_, pkcs8)| pkcs8).all(is_sound)
            && self.certificates.iter().all(|der| Certificate::from_der(der).is_ok())
    }
}

impl<'a> ContentInfo<'a> {
    /// The content, if it is plain `data`.
    pub(super) fn data(&self) -> Option<&'a [u8]> {
        let content = (self.content_type == DATA).then_some(self.content)?;
        content.decode_as::<&OctetStringRef>().ok().map(OctetStringRef::as_bytes)
    }
}

/// A file being decrypted with one passphrase, in each of the forms that programs used.
pub(super) struct Opening<'e, 'b> {
    forms: &'e [&'e PassphraseForm],
    effort: &'e mut Effort<'b>,
    pub(super) contents: Contents,
    /// Something encrypted was decrypted with it.
    pub(super) opened: bool,
}

impl<'e, 'b> Opening<'e, 'b> {
    pub(super) fn with(forms: &'e [&'e PassphraseForm], effort: &'e mut Effort<'b>) -> Self {
        Self { forms, effort, contents: Contents::default(), opened: false }
    }

    /// Decrypts one thing with the first form that does it.
    fn with_each_form(
        &mut self,
        mut open: impl FnMut(&PassphraseForm, &mut Effort<'b>) -> Result<SecretBytes, Refusal>,
    ) -> Result<SecretBytes, Refusal> {
        for form in self.forms {
            match open(form, self.effort) {
                Err(Refusal::WrongPassphrase) => {}
                other => return other,
            }
        }
        Err(Refusal::WrongPassphrase)
    }

    /// Reads `AuthenticatedSafe` (section 4.1).
    pub(super) fn safes(&mut self, safes: &[u8]) -> Result<(), Refusal> {
        each_in_sequence::<ContentInfo<'_>>(&in_der(safes)?, |info| {
            if let Some(data) = info.data() {
                return self.bags(data, 0);
            }
            if info.content_type != ENCRYPTED_DATA {
                return Err(cipher_unsupported(&info.content_type).into());
            }
            let encrypted: EncryptedData<'_> = info.content.decode_as().map_err(|_| DAMAGED)?;
            let EncryptedContentInfo { algorithm, content, .. } = &encrypted.content;
            let content = ber::octets(content.tag().is_constructed(), content.value()).ok_or(DAMAGED)?;
            let plain = self.with_each_form(|form, effort| decrypt(algorithm, &content, form, effort))?;
            self.opened = true;
            self.bags(&plain, 0)
        })
    }

    /// Reads `SafeContents` (section 4.2).
    fn bags(&mut self, bags: &[u8], depth: usize) -> Result<(), Refusal> {
        if depth > DEEPEST {
            return Err(DAMAGED.into());
        }
        each_in_sequence::<SafeBag<'_>>(&in_der(bags)?, |bag| match bag.id {
            KEY_BAG => {
                self.contents.keys.push((bag.name(), whole(&bag.value)?));
                Ok(())
            }
            SHROUDED_KEY_BAG => self.shrouded_key(&bag),
            CERTIFICATE_BAG => self.certificate(&bag),
            SAFE_CONTENTS_BAG => self.bags(&whole(&bag.value)?, depth + 1),
            // Revocation lists and secrets that are not keys.
            _ => Ok(()),
        })
    }

    fn shrouded_key(&mut self, bag: &SafeBag<'_>) -> Result<(), Refusal> {
        let der = whole(&bag.value)?;
        let encrypted = EncryptedKey::read(&der).ok_or(DAMAGED)?;
        match self.with_each_form(|form, effort| encrypted.open_with(form, effort)) {
            Ok(pkcs8) => {
                self.opened = true;
                self.contents.keys.push((bag.name(), pkcs8));
            }
            Err(Refusal::WorkSpent(derivation)) => {
                self.contents.problems.push(KeyProblem::TooCostly { derivation });
            }
            // In Java, a key can have another passphrase than its keystore.
            Err(Refusal::WrongPassphrase) => self.contents.locked_keys.push((bag.name(), der.to_vec())),
            Err(Refusal::Problem(problem)) => self.contents.problems.push(problem),
        }
        Ok(())
    }

    fn certificate(&mut self, bag: &SafeBag<'_>) -> Result<(), Refusal> {
        let bag: CertificateBag<'_> = bag.value.decode_as().map_err(|_| DAMAGED)?;
        // SDSI certificates are text; nobody uses them.
        let Ok(der) = bag.value.decode_as::<&OctetStringRef>() else { return Ok(()) };
        self.contents.certificates.push(der.as_bytes().to_vec());
        Ok(())
    }
}

impl SafeBag<'_> {
    /// The friendly name, which Java calls alias; empty if there is none.
    fn name(&self) -> String {
        let mut name = String::new();
        let attributes = self.attributes.map(|set| set.value().to_vec()).unwrap_or_default();
        let Ok(mut reader) = SliceReader::new(&attributes) else { return name };
        while let Ok(attribute) = Attribute::decode(&mut reader) {
            if attribute.id != FRIENDLY_NAME {
                continue;
            }
            if let Ok(value) = AnyRef::from_der(attribute.values.value()) {
                // BMPString: UTF-16, big endian.
                let (units, _) = value.value().as_chunks::<2>();
                let characters = char::decode_utf16(units.iter().map(|unit| u16::from_be_bytes(*unit)));
                name =
                    characters.map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).take(LONGEST_NAME).collect();
            }
        }
        name
    }
}

/// A value with its tag and length.
pub(super) fn whole(value: &AnyRef<'_>) -> Result<SecretBytes, Refusal> {
    value.to_der().map(Zeroizing::new).map_err(|_| DAMAGED.into())
}

/// The same structure in DER; bags are in BER as often as the file around them.
pub(super) fn in_der(ber: &[u8]) -> Result<SecretBytes, Refusal> {
    ber::to_der(ber).ok_or(Refusal::Problem(DAMAGED))
}

/// Calls `each` for the elements of a SEQUENCE OF, to its end or the first error.
pub(super) fn each_in_sequence<'a, T: pkcs8::der::Decode<'a, Error = pkcs8::der::Error>>(
    der: &'a [u8],
    mut each: impl FnMut(T) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let sequence = AnyRef::from_der(der).ok().filter(|any| any.tag() == pkcs8::der::Tag::Sequence);
    let mut reader = SliceReader::new(sequence.ok_or(DAMAGED)?.value()).map_err(|_| DAMAGED)?;
    while !reader.is_finished() {
        each(T::decode(&mut reader).map_err(|_| DAMAGED)?)?;
    }
    Ok(())
}
