//! Private keys: what they are, making them, and what is wrong with a text that should hold one.
//!
//! Making is in `make.rs`. Reading goes `text.rs` (bytes to text), `boundary.rs` and `pem_text.rs` (text to PEM
//! blocks), `content.rs` (what a block holds), `private_key.rs` (is it a key that can sign), `read.rs` (all of
//! it in order, and what to say); `foreign.rs` names what is none of this. Certificates are next door in
//! `certificate.rs`; what is taken of several is chosen in `key_pair.rs`.

mod boundary;
mod content;
mod foreign;
mod make;
mod pem_text;
mod pem_write;
mod private_key;
mod read;
mod text;

use serde::{Deserialize, Serialize};

pub use make::{MakeKeyError, make_rsa_key};
pub use private_key::PrivateKey;
pub use read::MAX_KEY_FILE_BYTES;

pub(crate) use content::{is_signed_structure, public_key_type};
pub(crate) use pem_write::write_pem;
pub(crate) use read::Found;

/// Sizes of RSA keys that can be made here, in bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum RsaBits {
    /// 2048 bits: the least that RS256 allows (RFC 7518 section 3.3).
    #[serde(rename = "2048")]
    Rsa2048,
    /// 3072 bits.
    #[serde(rename = "3072")]
    Rsa3072,
    /// 4096 bits: what every published example for Account Manager uses.
    #[default]
    #[serde(rename = "4096")]
    Rsa4096,
}

/// What kind of key something holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum KeyType {
    /// RSA with a modulus of so many bits.
    Rsa {
        /// Length of the modulus in bits.
        bits: u32,
    },
    /// An elliptic curve key; `curve` is its usual name, for example `P-256`.
    Ec {
        /// `P-256`, `P-384`, `P-521`, `secp256k1`, or the curve's object identifier; `?` for a curve without one.
        curve: String,
    },
    /// Ed25519 (RFC 8032).
    Ed25519,
    /// Another algorithm, by its object identifier.
    Other {
        /// Dotted object identifier.
        oid: String,
    },
}

/// The syntax a private key was found in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum KeySyntax {
    /// `BEGIN PRIVATE KEY` (RFC 5958).
    Pkcs8,
    /// `BEGIN RSA PRIVATE KEY` (RFC 8017 appendix A.1.2).
    Pkcs1,
}

/// How a private key is protected by a passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum KeyEncryption {
    /// `BEGIN ENCRYPTED PRIVATE KEY`.
    Pkcs8,
    /// `Proc-Type: 4,ENCRYPTED` inside `BEGIN RSA PRIVATE KEY`.
    OldOpenSsl,
}

/// A format that was recognised but cannot be read (yet).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ForeignFormat {
    /// Binary DER.
    Der,
    /// A JSON Web Key or set of them.
    Jwk,
    /// PKCS#12 (`.p12`, `.pfx`).
    Pkcs12,
    /// A Java keystore.
    JavaKeystore,
    /// `BEGIN OPENSSH PRIVATE KEY`.
    OpenSsh,
    /// A PuTTY key (`.ppk`).
    Putty,
    /// An OpenSSH public key line (`ssh-rsa …`).
    SshPublicKey,
    /// `BEGIN PGP …`.
    Pgp,
    /// `BEGIN PKCS7`.
    Pkcs7,
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
    /// Protected by a passphrase.
    Encrypted {
        /// How.
        form: KeyEncryption,
    },
    /// A private key that cannot sign RS256.
    NotRsa {
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
        reason: FileTrouble,
    },
    /// Neither text nor a known binary format.
    NotText,
}

/// Why a file could not be read or written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum FileTrouble {
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
    /// Several certificates: the one that belongs to the key was taken, else the first.
    SeveralCertificates {
        /// How many there were.
        count: u32,
    },
}
