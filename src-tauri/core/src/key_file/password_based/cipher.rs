//! The ciphers beneath. All but AES are here because existing files need them. Nothing is ever written with them.

use aes_gcm::aead::AeadInOut;
use aes_gcm::{AesGcm, Nonce};
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::consts::U12;
use cbc::cipher::{BlockCipherDecrypt, BlockModeDecrypt as _, InnerIvInit as _, KeyInit};
use cipher_for_seed::BlockDecrypt as _;
use pkcs8::der::Reader as _;
use pkcs8::der::asn1::OctetStringRef;
use pkcs8::spki::AlgorithmIdentifierRef;
use rc4::{Rc4, StreamCipher as _};
use zeroize::Zeroizing;

use crate::key::SecretBytes;

/// A cipher, with the length of its key in bytes where it has several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::key_file) enum Cipher {
    AesCbc(usize),
    AesGcm(usize),
    AriaCbc(usize),
    CamelliaCbc(usize),
    SeedCbc,
    DesCbc,
    TripleDesCbc(usize),
    /// RC2 with this many effective bits.
    Rc2Cbc(usize),
    BlowfishCbc,
    Cast5Cbc,
    IdeaCbc,
    /// With a key of this many bytes.
    Rc4(usize),
}

/// The longest key of any cipher here, in bytes.
pub(super) const LONGEST_KEY: usize = 128;

impl Cipher {
    /// The cipher of an encryption scheme in PBES2, with its initialization vector; `None` if it is unknown or its
    /// parameters are. Most have an OCTET STRING as parameters; RC2, CAST and GCM have more.
    pub(super) fn of_scheme<'a>(scheme: &AlgorithmIdentifierRef<'a>) -> Option<(Self, &'a [u8])> {
        let cipher = match scheme.oid.to_string().as_str() {
            "2.16.840.1.101.3.4.1.2" => Self::AesCbc(16),
            "2.16.840.1.101.3.4.1.22" => Self::AesCbc(24),
            "2.16.840.1.101.3.4.1.42" => Self::AesCbc(32),
            "2.16.840.1.101.3.4.1.6" => Self::AesGcm(16),
            "2.16.840.1.101.3.4.1.46" => Self::AesGcm(32),
            "1.2.410.200046.1.1.2" => Self::AriaCbc(16),
            "1.2.410.200046.1.1.7" => Self::AriaCbc(24),
            "1.2.410.200046.1.1.12" => Self::AriaCbc(32),
            "1.2.392.200011.61.1.1.1.2" => Self::CamelliaCbc(16),
            "1.2.392.200011.61.1.1.1.3" => Self::CamelliaCbc(24),
            "1.2.392.200011.61.1.1.1.4" => Self::CamelliaCbc(32),
            "1.2.410.200004.1.4" => Self::SeedCbc,
            "1.3.14.3.2.7" => Self::DesCbc,
            "1.2.840.113549.3.7" => Self::TripleDesCbc(24),
            "1.2.840.113549.3.2" => Self::Rc2Cbc(0),
            "1.3.6.1.4.1.3029.1.2" => Self::BlowfishCbc,
            "1.2.840.113533.7.66.10" => Self::Cast5Cbc,
            "1.3.6.1.4.1.188.7.1.1.2" => Self::IdeaCbc,
            _ => return None,
        };
        let parameters = scheme.parameters?;
        if let Ok(iv) = parameters.decode_as::<&OctetStringRef>() {
            return (!matches!(cipher, Self::Rc2Cbc(_))).then_some((cipher, iv.as_bytes()));
        }
        let mut version = None;
        let mut iv: &[u8] = &[];
        let read = parameters.sequence(|reader| {
            version = reader.decode::<Option<u32>>()?;
            iv = reader.decode::<&OctetStringRef>()?.as_bytes();
            // The length of CAST's key or of GCM's tag, which are the usual ones.
            reader.decode::<Option<u32>>()?;
            Ok::<_, pkcs8::der::Error>(())
        });
        read.ok()?;
        match cipher {
            Self::Rc2Cbc(_) => effective_bits(version).map(|bits| (Self::Rc2Cbc(bits), iv)),
            _ => Some((cipher, iv)),
        }
    }

    /// The cipher that OpenSSL gives this name.
    pub(in crate::key_file) fn with_open_ssl_name(name: &str) -> Option<Self> {
        Some(match name {
            "AES-128-CBC" => Self::AesCbc(16),
            "AES-192-CBC" => Self::AesCbc(24),
            "AES-256-CBC" => Self::AesCbc(32),
            "ARIA-128-CBC" => Self::AriaCbc(16),
            "ARIA-192-CBC" => Self::AriaCbc(24),
            "ARIA-256-CBC" => Self::AriaCbc(32),
            "CAMELLIA-128-CBC" => Self::CamelliaCbc(16),
            "CAMELLIA-192-CBC" => Self::CamelliaCbc(24),
            "CAMELLIA-256-CBC" => Self::CamelliaCbc(32),
            "SEED-CBC" => Self::SeedCbc,
            "DES-CBC" => Self::DesCbc,
            "DES-EDE-CBC" => Self::TripleDesCbc(16),
            "DES-EDE3-CBC" => Self::TripleDesCbc(24),
            "RC2-CBC" => Self::Rc2Cbc(128),
            "RC2-64-CBC" => Self::Rc2Cbc(64),
            "RC2-40-CBC" => Self::Rc2Cbc(40),
            "BF-CBC" => Self::BlowfishCbc,
            "CAST5-CBC" => Self::Cast5Cbc,
            "IDEA-CBC" => Self::IdeaCbc,
            _ => return None,
        })
    }

    /// Length of its key in bytes, if the file does not say another one.
    pub(in crate::key_file) fn key_length(self) -> usize {
        match self {
            Self::AesCbc(length)
            | Self::AesGcm(length)
            | Self::AriaCbc(length)
            | Self::CamelliaCbc(length)
            | Self::TripleDesCbc(length)
            | Self::Rc4(length) => length,
            Self::DesCbc => 8,
            Self::Rc2Cbc(bits) => bits / 8,
            Self::SeedCbc | Self::BlowfishCbc | Self::Cast5Cbc | Self::IdeaCbc => 16,
        }
    }

    /// Length of its initialization vector in bytes.
    pub(in crate::key_file) fn iv_length(self) -> usize {
        match self {
            Self::AesCbc(_) | Self::AriaCbc(_) | Self::CamelliaCbc(_) | Self::SeedCbc => 16,
            Self::AesGcm(_) => 12,
            Self::Rc4(_) => 0,
            _ => 8,
        }
    }

    /// Decrypts, and removes the padding (RFC 5652 section 6.3) where there is one; `None` if key, initialization vector
    /// or padding do not fit.
    pub(in crate::key_file) fn decrypt(self, key: &[u8], iv: &[u8], data: &[u8]) -> Option<SecretBytes> {
        match self {
            Self::AesCbc(_) => match key.len() {
                16 => cbc::<aes::Aes128>(key, iv, data),
                24 => cbc::<aes::Aes192>(key, iv, data),
                _ => cbc::<aes::Aes256>(key, iv, data),
            },
            Self::AesGcm(16) => gcm::<AesGcm<aes::Aes128, U12>>(key, iv, data),
            Self::AesGcm(_) => gcm::<AesGcm<aes::Aes256, U12>>(key, iv, data),
            Self::AriaCbc(_) => match key.len() {
                16 => cbc::<aria::Aria128>(key, iv, data),
                24 => cbc::<aria::Aria192>(key, iv, data),
                _ => cbc::<aria::Aria256>(key, iv, data),
            },
            Self::CamelliaCbc(_) => match key.len() {
                16 => cbc::<camellia::Camellia128>(key, iv, data),
                24 => cbc::<camellia::Camellia192>(key, iv, data),
                _ => cbc::<camellia::Camellia256>(key, iv, data),
            },
            Self::SeedCbc => seed_cbc(key, iv, data),
            Self::DesCbc => cbc::<des::Des>(key, iv, data),
            Self::TripleDesCbc(_) => match key.len() {
                16 => cbc::<des::TdesEde2>(key, iv, data),
                _ => cbc::<des::TdesEde3>(key, iv, data),
            },
            Self::Rc2Cbc(bits) => {
                // The crate asserts this.
                if !(1..=LONGEST_KEY).contains(&key.len()) || !(1..=1024).contains(&bits) {
                    return None;
                }
                cbc_with(rc2::Rc2::new_with_eff_key_len(key, bits), iv, data)
            }
            Self::BlowfishCbc => cbc::<blowfish::Blowfish>(key, iv, data),
            Self::Cast5Cbc => cbc::<cast5::Cast5>(key, iv, data),
            Self::IdeaCbc => cbc::<idea::Idea>(key, iv, data),
            Self::Rc4(_) => {
                let mut plain = Zeroizing::new(data.to_vec());
                Rc4::new_from_slice(key).ok()?.try_apply_keystream(&mut plain).ok()?;
                Some(plain)
            }
        }
    }
}

/// The effective bits of RC2 that a version stands for (RFC 8018 appendix B.2.3).
fn effective_bits(version: Option<u32>) -> Option<usize> {
    Some(match version {
        None => 32,
        Some(160) => 40,
        Some(120) => 64,
        Some(58) => 128,
        Some(bits) => usize::try_from(bits).ok().filter(|bits| (256..=1024).contains(bits))?,
    })
}

fn cbc<C: BlockCipherDecrypt + KeyInit>(key: &[u8], iv: &[u8], data: &[u8]) -> Option<SecretBytes> {
    cbc_with(C::new_from_slice(key).ok()?, iv, data)
}

fn cbc_with<C: BlockCipherDecrypt>(cipher: C, iv: &[u8], data: &[u8]) -> Option<SecretBytes> {
    let mut plain = Zeroizing::new(data.to_vec());
    let cbc = cbc::Decryptor::inner_iv_slice_init(cipher, iv).ok()?;
    let length = cbc.decrypt_padded::<Pkcs7>(&mut plain).ok()?.len();
    plain.truncate(length);
    Some(plain)
}

/// SEED's crate uses an older generation of traits, so that the mode is written out.
fn seed_cbc(key: &[u8], iv: &[u8], data: &[u8]) -> Option<SecretBytes> {
    const BLOCK: usize = 16;
    let cipher = <kisaseed::SEED as cipher_for_seed::KeyInit>::new_from_slice(key).ok()?;
    let mut before: [u8; BLOCK] = iv.try_into().ok()?;
    let (blocks, rest) = data.as_chunks::<BLOCK>();
    if !rest.is_empty() {
        return None;
    }
    let mut plain = Zeroizing::new(Vec::with_capacity(data.len()));
    for encrypted in blocks {
        let mut block = (*encrypted).into();
        cipher.decrypt_block(&mut block);
        plain.extend(block.iter().zip(before).map(|(byte, mask)| byte ^ mask));
        before = *encrypted;
    }
    let padding = usize::from(*plain.last()?);
    let is_padded = (1..=BLOCK).contains(&padding)
        && plain.iter().rev().take(padding).all(|byte| usize::from(*byte) == padding);
    let length = plain.len().checked_sub(padding)?;
    plain.truncate(length);
    is_padded.then_some(plain)
}

fn gcm<C: AeadInOut<NonceSize = U12> + KeyInit>(key: &[u8], iv: &[u8], data: &[u8]) -> Option<SecretBytes> {
    let nonce = Nonce::<U12>::try_from(iv).ok()?;
    let mut plain = Zeroizing::new(data.to_vec());
    C::new_from_slice(key).ok()?.decrypt_in_place(&nonce, b"", &mut *plain).ok()?;
    Some(plain)
}
