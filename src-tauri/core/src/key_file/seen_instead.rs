//! What people have beside their keys and take for one: each has a name, so that the window can say where it belongs.

use serde::Serialize;

/// Something that is no private key and no certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum SeenInstead {
    /// The hash of a key or certificate.
    Fingerprint,
    /// A client ID alone. It is no secret.
    ClientId {
        /// The client ID, in lower case.
        id: String,
    },
    /// A client secret: named as such, or a text that programs make.
    ClientSecret {
        /// The client ID beside it, in lower case.
        id: Option<String>,
    },
    /// A text that a person may have as a password or passphrase.
    Password,
    /// A JSON Web Token.
    Jwt,
    /// A document of a word processor, in RTF.
    RichText,
    /// A document of a word processor, in its own format.
    Document,
    /// A PDF.
    Pdf,
    /// A ZIP archive, or another kind of packed file.
    Archive,
    /// A picture.
    Picture,
    /// A database: of NSS (`key4.db`, `cert9.db`) or another program.
    Database,
    /// A web page, most often one that reports an error or wants a login.
    WebPage,
    /// Metadata of SAML, which has certificates of another server.
    SamlMetadata,
    /// A list of certificates that their issuer withdrew (CRL).
    RevocationList,
    /// A whole structure in DER, or Base64 of one, that is none of keys and certificates.
    OtherStructure,
    /// The name of a file, and not what is in it.
    FileName,
    /// An address.
    Url,
    /// Where a secret store has the key.
    Reference,
    /// Encrypted by a tool that has its own keys.
    EncryptedBy {
        /// Its name.
        tool: String,
    },
    /// Asterisks, or words in place of a secret.
    Placeholder,
}
