//! What can be wrong with a file or text that should hold a key or certificate, and what was corrected while
//! reading it. Each cause has one code; the words for it are in the page.

use serde::{Deserialize, Serialize};

use super::limit::ReadingLimit;
use super::seen_instead::SeenInstead;
use super::undone::Undone;
use crate::key::{KeyType, PrimeWeakness};

/// A file format, for a problem with the file as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ReadFormat {
    /// Binary DER (X.690).
    Der,
    /// A JSON Web Key or a set of them (RFC 7517).
    Jwk,
    /// PKCS#12 (RFC 7292): `.p12`, `.pfx`, and the keystores of Java since version 9.
    Pkcs12,
    /// Certificates in PKCS#7 (RFC 5652): `.p7b`, `.p7c`.
    Pkcs7,
    /// A keystore of older versions of Java: JKS or JCEKS.
    JavaKeystore,
    /// OpenSSH's own format.
    OpenSsh,
}

/// A format that is recognised but not supported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ForeignFormat {
    /// A PuTTY key (`.ppk`).
    Putty,
    /// An OpenSSH public key line (`ssh-rsa …`), or a public key in the form of RFC 4716.
    SshPublicKey,
    /// A private key of SSH Tectia (`BEGIN SSH2 ENCRYPTED PRIVATE KEY`).
    Ssh2,
    /// A key of PGP (`BEGIN PGP PRIVATE KEY BLOCK`).
    Pgp,
    /// A keystore of Bouncy Castle (BKS).
    BouncyCastle,
    /// An RSA key in the XML of .NET (`RSAKeyValue`).
    XmlKey,
}

/// A way to derive a key from a passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum KeyDerivation {
    /// PBKDF2 (RFC 8018 section 5.2).
    Pbkdf2,
    /// scrypt (RFC 7914).
    Scrypt,
    /// The derivation that PKCS#12 defines (RFC 7292 appendix B).
    Pkcs12,
    /// PBKDF1 (RFC 8018 section 5.1), or the one that Java uses for JCEKS.
    Pbkdf1,
    /// OpenSSH's bcrypt-pbkdf.
    Bcrypt,
}

/// Why a text or file could not be read as a private key or certificate. Each problem names what was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum KeyProblem {
    /// Nothing but white space.
    Empty,
    /// No `-----BEGIN` line anywhere.
    NoBeginLine {
        /// The first characters seen, at most 24 and never more than the first line. Empty if the text could be
        /// the inside of a private key.
        starts_with: String,
    },
    /// Base64 of a structure without BEGIN and END lines, of which a part is missing.
    PartOfBase64,
    /// Something that people have beside their keys, and that is none.
    NotAKey {
        /// What it is.
        seen: SeenInstead,
    },
    /// A known format that is not supported.
    UnsupportedFormat {
        /// The format.
        format: ForeignFormat,
    },
    /// A BEGIN line without its END line: the end was cut off.
    MissingEndLine {
        /// The label, for example `PRIVATE KEY`.
        label: String,
    },
    /// An END line without its BEGIN line: the beginning was cut off.
    MissingBeginLine {
        /// The label, for example `PRIVATE KEY`.
        label: String,
    },
    /// The BEGIN and END lines have different labels.
    LabelsDiffer {
        /// Label of the BEGIN line.
        begin: String,
        /// Label of the END line.
        end: String,
    },
    /// A character that is not Base64, or `=` with more after it.
    StrayCharacter {
        /// Label of the block.
        label: String,
        /// The character; a control character or an invisible one is written as `U+0007`.
        character: String,
        /// Line number in the whole text, from 1; `None` if the text was read with changes undone, which has other lines.
        line: Option<u32>,
    },
    /// The Base64 text stops in the middle, a part of it is missing, or its padding is wrong.
    CutBase64 {
        /// Label of the block.
        label: String,
        /// Number of Base64 characters, padding included.
        characters: u32,
    },
    /// The Base64 is valid, but its content was altered or is not what the label says.
    Damaged {
        /// Label of the block.
        label: String,
    },
    /// The numbers in the key contradict each other: it was altered.
    Inconsistent {
        /// Label of the block.
        label: String,
    },
    /// A bound of the reading is reached. What was found before counts, what comes after it is not read.
    TooMuch {
        /// The bound.
        limit: ReadingLimit,
        /// The most of it in one reading.
        most: u32,
    },
    /// The primes of an RSA key do not protect it: whoever has the public key can compute the private one.
    PrimesWeak {
        /// Why.
        weakness: PrimeWeakness,
    },
    /// The public exponent of an RSA key is even, 1, or longer than the 33 bits that can be used here.
    ExponentUnusable {
        /// Length of the exponent in bits.
        bits: u32,
    },
    /// A file in this format was cut off or altered.
    FileDamaged {
        /// The format.
        format: ReadFormat,
    },
    /// It is encrypted in a way that is unknown here or not safe, so that a passphrase alone cannot unlock it.
    CipherUnsupported {
        /// Name or object identifier of the cipher.
        cipher: String,
    },
    /// The key is derived from the passphrase in a way, or with a hash, that is unknown here.
    DerivationUnsupported {
        /// Name or object identifier of it.
        derivation: String,
    },
    /// What says how it is encrypted cannot be read: it was cut off or altered.
    EncryptionDamaged,
    /// Deriving the key from the passphrase would take more time or memory than is allowed here.
    TooCostly {
        /// The key derivation.
        derivation: KeyDerivation,
    },
    /// A keystore without a private key or certificate.
    NothingInside {
        /// The format.
        format: ReadFormat,
    },
    /// A JCEKS keystore with a secret key: the entries after it cannot be found.
    SecretKeyEntry {
        /// Alias of the secret key, shortened.
        alias: String,
    },
    /// A JSON Web Key in which required members are missing (RFC 7518 section 6).
    JwkMembersMissing {
        /// Names of the missing members.
        members: Vec<String>,
    },
    /// A member of a JSON Web Key that is invalid, for example not Base64url.
    JwkMemberInvalid {
        /// Name of the member.
        member: String,
    },
    /// A JSON Web Key of a type that cannot sign here, such as a shared secret (`oct`).
    JwkKindUnusable {
        /// Its `kty`, or its curve, shortened.
        kind: String,
    },
    /// A private key of a type that none of the supported algorithms can sign with.
    KeyTypeUnusable {
        /// Type of the key.
        key_type: KeyType,
    },
    /// An RSA key that is shorter than RS256 allows (RFC 7518 section 3.3).
    TooShort {
        /// Key length in bits.
        bits: u32,
    },
    /// An RSA key that is longer than the 8192 bits that can be used here.
    TooLong {
        /// Key length in bits.
        bits: u32,
    },
    /// A public key where a private key or certificate is expected.
    PublicKey,
    /// A certificate signing request where a certificate is expected.
    CertificateRequest,
    /// Only blocks of other kinds, for example `DH PARAMETERS`.
    OtherBlocks {
        /// Their labels.
        labels: Vec<String>,
    },
    /// The file is larger than any key file.
    FileTooLarge {
        /// Size of the file in bytes.
        bytes: u32,
        /// The largest size that is read, in bytes.
        limit: u32,
    },
    /// The file could not be read.
    FileUnreadable {
        /// The reason.
        reason: FileError,
    },
    /// Neither text nor a known binary format.
    NotText,
}

impl KeyProblem {
    /// A bound of the reading was reached.
    pub(super) fn too_much(limit: ReadingLimit) -> Self {
        Self::TooMuch { limit, most: limit.most() }
    }
}

impl std::fmt::Display for FileError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotFound => f.write_str("the file is missing"),
            Self::PermissionDenied => f.write_str("permission was denied"),
            Self::IsAFolder => f.write_str("it is a folder"),
            Self::NotAFile { kind } => write!(f, "it is not a file but {kind:?}"),
            Self::DiskFull => f.write_str("the disk is full"),
            Self::ReadOnly => f.write_str("the folder cannot be written to"),
            Self::NameNotConfirmed { detail } => write!(f, "whether its name lasts is unknown: {detail}"),
            Self::Other { detail } => f.write_str(detail),
        }
    }
}

impl std::error::Error for FileError {}

/// Why a file could not be read or written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum FileError {
    /// The file is missing.
    NotFound,
    /// Permission was denied.
    PermissionDenied,
    /// It is a folder and not a file.
    IsAFolder,
    /// It is something else that has a name in a folder, and reading it might never end.
    NotAFile {
        /// What it is.
        kind: SpecialFile,
    },
    /// The disk is full.
    DiskFull,
    /// The folder or file system is read-only.
    ReadOnly,
    /// The file is there and complete, but the disk reported an error when it got its name. Whether the name lasts is
    /// unknown.
    NameNotConfirmed {
        /// The operating system's error message.
        detail: String,
    },
    /// Another error, in the words of the operating system.
    Other {
        /// The operating system's error message.
        detail: String,
    },
}

/// What has a name in a folder like a file, but is neither file nor folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum SpecialFile {
    /// A named pipe (FIFO).
    Pipe,
    /// A socket.
    Socket,
    /// A device, for example a disk, a terminal or `/dev/zero`.
    Device,
    /// Something that only this system has.
    Other,
}

/// Something that was corrected while reading. The person is told, but has nothing to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ReadNote {
    /// What programs had done to the text was undone, in this order.
    Undone {
        /// The changes.
        steps: Vec<Undone>,
    },
    /// Blocks that are neither the key nor the certificate were ignored.
    LeftOut {
        /// Their labels.
        labels: Vec<String>,
    },
    /// There were several certificates, and one was taken.
    SeveralCertificates {
        /// Their number.
        count: u32,
        /// Subject of the one that was taken.
        taken: String,
        /// Why it was taken.
        because: CertificateChoice,
    },
    /// The RSA key that was taken has a public exponent below 65537 (FIPS 186-5 section 5.4). It can sign.
    SmallExponent {
        /// The exponent.
        exponent: u32,
    },
    /// The certificate that was taken came with those of its issuers, which were left out: Account Manager
    /// wants exactly one.
    IssuersLeftOut {
        /// Subjects of the issuers, the nearest first.
        issuers: Vec<String>,
    },
}

/// Why one certificate of several was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum CertificateChoice {
    /// It belongs to the private key.
    BelongsToKey,
    /// It is the end of a chain: another certificate among them issued it, and it issued none of them.
    EndOfChain,
    /// It was the first.
    First,
}
