//! The integrity code of a PKCS#12 file, which shows that nothing was altered.

use crate::key_file::budget::Effort;
use crate::key_file::password_based::{
    Hash, KeyPurpose, PassphraseForm, Pbmac1, pkcs12_cost, pkcs12_key, rounds,
};
use crate::key_file::pkcs12_structure::MacData;
use crate::key_file::problem::KeyDerivation;
use crate::key_file::refusal::Refusal;

impl MacData<'_> {
    /// Whether it is a kind of code that can be computed here.
    pub(super) fn is_known(&self) -> bool {
        Hash::with_id(&self.mac.algorithm.oid).is_some() || Pbmac1::read(&self.mac.algorithm).is_ok()
    }

    /// What trying one passphrase costs.
    pub(super) fn cost(&self) -> u64 {
        match (Hash::with_id(&self.mac.algorithm.oid), Pbmac1::read(&self.mac.algorithm)) {
            (Some(hash), _) => pkcs12_cost(hash, u32::try_from(self.iterations).unwrap_or(0), hash.length()),
            (None, Ok(parameters)) => parameters.cost(),
            (None, Err(_)) => 0,
        }
    }

    /// Whether the passphrase gives this integrity code (section 4, appendix B; RFC 9579).
    pub(super) fn verify(
        &self,
        content: &[u8],
        passphrase: &PassphraseForm,
        effort: &mut Effort<'_>,
    ) -> Result<bool, Refusal> {
        let code = self.mac.digest.as_bytes();
        effort.spend_on_bytes(KeyDerivation::Pkcs12, content.len())?;
        let Some(hash) = Hash::with_id(&self.mac.algorithm.oid) else {
            return Pbmac1::read(&self.mac.algorithm)?.verify(code, content, passphrase.plain(), effort);
        };
        let input = (passphrase.wide(), self.salt.as_bytes(), rounds(self.iterations)?);
        let key = pkcs12_key(hash, input, (KeyPurpose::Authenticate, hash.length()), effort)?;
        Ok(hash.is_hmac(code, &key, content))
    }
}
