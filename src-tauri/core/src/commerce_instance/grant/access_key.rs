//! Makes access keys like Business Manager's: 40 characters, many of which need encoding somewhere.

use aws_lc_rs::rand;
use secrecy::SecretString;
use zeroize::Zeroizing;

use crate::key::MakeKeyError;

/// The characters of an access key. No colon: it separates the parts of the grant's header. There are 64, so that each
/// random byte gives one without favouring any.
const CHARACTERS: &[u8; 64] = b"ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789%}'/+~,(";
/// Length of an access key, in characters.
const LENGTH: usize = 40;

/// Makes an access key from the cryptography library's own randomness.
///
/// # Errors
/// If the library has no randomness from the system.
pub fn make_access_key() -> Result<SecretString, MakeKeyError> {
    let mut bytes = Zeroizing::new([0; LENGTH]);
    rand::fill(bytes.as_mut()).map_err(|_| MakeKeyError)?;
    let characters = bytes.iter().map(|byte| char::from(CHARACTERS[usize::from(byte % 64)]));
    Ok(SecretString::from(characters.collect::<String>()))
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;

    #[test]
    fn an_access_key_has_forty_characters_and_no_colon_and_is_new_each_time() {
        let (one, other) = (make_access_key().unwrap(), make_access_key().unwrap());
        assert_eq!(one.expose_secret().len(), 40);
        assert!(!one.expose_secret().contains(':'));
        assert_ne!(one.expose_secret(), other.expose_secret());
    }
}
