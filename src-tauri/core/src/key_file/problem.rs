//! What can be wrong with a file or text that should hold a key or certificate, and what was set right while it was
//! read. Each cause has one code; the words for it are the page's.

use serde::Serialize;

use crate::key::KeyType;

/// A format whose inside is no text that a person could look at.
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
    /// A keystore of older Java: JKS or JCEKS.
    JavaKeystore,
    /// OpenSSH's own format.
    OpenSsh,
}

/// A format that was recognised but cannot serve.
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
    /// `BEGIN PGP …`.
    Pgp,
    /// `BEGIN PKCS7`.
    Pkcs7,
    /// PKCS#12 with indefinite lengths (BER), as NSS and old versions of macOS write it.
    Pkcs12Ber,
    /// A keystore of Bouncy Castle (BKS).
    BouncyCastle,
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
    /// PKCS#12's own (RFC 7292 appendix B).
    Pkcs12,
    /// PBKDF1 (RFC 8018 section 5.1), or Java's own for JCEKS.
    Pbkdf1,
    /// OpenSSH's bcrypt-pbkdf.
    Bcrypt,
}

/// Why a text or file could not be taken as a private key or certificate. Each names what was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum KeyProblem {
    /// Nothing but white space.
    Empty,
    /// No `-----BEGIN` line anywhere.
    NoBeginLine {
        /// The first characters seen, at most 24 and never more than the first line; empty when the text
        /// could be the inside of a private key.
        starts_with: String,
    },
    /// Base64 without the BEGIN and END lines around it.
    LinesMissing {
        /// The label that the lines need, for example `PRIVATE KEY`; `None` when what is there is cut or unknown.
        label: Option<String>,
    },
    /// Another, known format.
    UnsupportedFormat {
        /// Which.
        format: ForeignFormat,
    },
    /// A BEGIN line without its END line: the text was cut.
    MissingEndLine {
        /// The label, for example `PRIVATE KEY`.
        label: String,
    },
    /// An END line without its BEGIN line: the beginning was cut off.
    MissingBeginLine {
        /// The label, for example `PRIVATE KEY`.
        label: String,
    },
    /// BEGIN and END name different things.
    LabelsDiffer {
        /// Label of the BEGIN line.
        begin: String,
        /// Label of the END line.
        end: String,
    },
    /// A character that Base64 does not have, or `=` with more behind it.
    StrayCharacter {
        /// Label of the block.
        label: String,
        /// The character; a control character or an invisible one is written as `U+0007`.
        character: String,
        /// Line within the whole text, from 1.
        line: u32,
    },
    /// The Base64 text stops in the middle, a part of it is missing, or its padding is wrong.
    CutBase64 {
        /// Label of the block.
        label: String,
        /// How many Base64 characters there are, padding included.
        characters: u32,
    },
    /// Base64 is in order but what it holds is not what the label says, or was altered.
    Damaged {
        /// Label of the block.
        label: String,
    },
    /// The numbers inside the key contradict each other: it was altered.
    Inconsistent {
        /// Label of the block.
        label: String,
    },
    /// A file in this format was cut or altered.
    FileDamaged {
        /// Which format.
        format: ReadFormat,
    },
    /// A passphrase alone cannot open it: it is encrypted in a way that is not known here, or is not safe.
    CipherUnsupported {
        /// Name or object identifier.
        cipher: String,
    },
    /// Deriving the key from the passphrase would take more time or memory than is spent on it here.
    TooCostly {
        /// How it is derived.
        derivation: KeyDerivation,
    },
    /// A keystore without a private key or certificate.
    NothingInside {
        /// Which format.
        format: ReadFormat,
    },
    /// A JCEKS keystore with a secret key: what is behind it cannot be found.
    SecretKeyEntry {
        /// Its alias, shortened.
        alias: String,
    },
    /// A JSON Web Key without members that it must have (RFC 7518 section 6).
    JwkMembersMissing {
        /// Their names.
        members: Vec<String>,
    },
    /// A member of a JSON Web Key that is not what it must be, for example not Base64url.
    JwkMemberInvalid {
        /// Its name.
        member: String,
    },
    /// A JSON Web Key of a kind that cannot sign here, such as a shared secret (`oct`).
    JwkKindUnusable {
        /// Its `kty`, or its curve, shortened.
        kind: String,
    },
    /// A private key of a kind that no algorithm here can sign with.
    KeyTypeUnusable {
        /// What it is.
        key_type: KeyType,
    },
    /// RSA, but shorter than RS256 allows.
    TooShort {
        /// Its length in bits.
        bits: u32,
    },
    /// RSA, but longer than the 8192 bits that can be used here.
    TooLong {
        /// Its length in bits.
        bits: u32,
    },
    /// A public key where a private key or certificate is wanted.
    PublicKey,
    /// A certificate signing request where a certificate is wanted.
    CertificateRequest,
    /// Only blocks of other kinds, for example `DH PARAMETERS`.
    OtherBlocks {
        /// Their labels.
        labels: Vec<String>,
    },
    /// The file is larger than any key file.
    FileTooLarge {
        /// Its size in bytes.
        bytes: u32,
        /// The most that is read, in bytes.
        limit: u32,
    },
    /// The file could not be read.
    FileUnreadable {
        /// Why.
        reason: FileError,
    },
    /// Neither text nor a known binary format.
    NotText,
}

/// Why a file could not be read or written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum FileError {
    /// It is not there (any more).
    NotFound,
    /// This person may not.
    PermissionDenied,
    /// It is a folder.
    IsAFolder,
    /// The disk is full.
    DiskFull,
    /// The folder or file system allows no writing.
    ReadOnly,
    /// Something else, in the system's words.
    Other {
        /// The system's words.
        detail: String,
    },
}

/// Something that was set right while reading; the person is told, nothing needs doing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ReadNote {
    /// Literal `\n` sequences were read as line ends.
    EscapedLineEnds,
    /// Quotation marks around the text were left out.
    Quotes,
    /// A BEGIN or END line had too few or too many dashes, or those of a word processor.
    Dashes,
    /// Blocks that are neither the key nor the certificate were left out.
    LeftOut {
        /// Their labels.
        labels: Vec<String>,
    },
    /// Several private keys: the one that belongs to the certificate was taken, else the first.
    SeveralKeys {
        /// How many there were.
        count: u32,
    },
    /// Several certificates, of which one was taken.
    SeveralCertificates {
        /// How many there were.
        count: u32,
        /// The subject of the one that was taken.
        taken: String,
        /// Why that one.
        because: CertificateChoice,
    },
    /// Beside the certificate that was taken stood those of its issuers. Account Manager wants exactly one.
    IssuersLeftOut {
        /// Their subjects, the nearest first.
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
    /// It is the end of a chain: others of them issued it, and it issued none of them.
    EndOfChain,
    /// It stood first.
    First,
}
