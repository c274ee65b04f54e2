//! What is wrong with a file, what is left out of one and why, and what a person should look at.

use serde::Serialize;

use crate::key_file::FileError;

/// What kind of file was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ImportKind {
    /// A collection of Postman (schema v2.0 or v2.1).
    PostmanCollection,
    /// An environment of Postman, or its globals.
    PostmanEnvironment,
    /// A collection of Bruno: its files, its JSON or its YAML.
    Bruno,
    /// A collection of Insomnia, version 4 or 5.
    Insomnia,
    /// A dw.json of Salesforce's CLI, sfcc-ci and other tools.
    DwJson,
    /// Environment variables: `.env`, shell exports.
    Env,
    /// The object `b2c` of a package.json.
    PackageJson,
    /// curl commands.
    Curl,
    /// A private key or certificate, which another file may name.
    KeyFile,
}

/// Why a file gives nothing. What is said of it never repeats its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ImportProblem {
    /// It could not be read.
    Unreadable {
        /// The reason.
        reason: FileError,
    },
    /// It is empty.
    EmptyFile,
    /// It is larger than any file of these kinds.
    FileTooLarge {
        /// The largest size that is read, in bytes.
        limit: u32,
    },
    /// Neither UTF-8 nor UTF-16 text.
    NotTextFile,
    /// An archive, which has to be unpacked first.
    ArchiveFile,
    /// It is damaged JSON.
    DamagedJson {
        /// Line of the damage, from 1.
        line: u32,
    },
    /// It is damaged YAML.
    DamagedYaml {
        /// Line of the damage, from 1.
        line: u32,
    },
    /// Objects and lists are nested too deep, or there are too many of them.
    TooMuchStructure,
    /// It has the name of a known file, but another program's content.
    OtherProgram,
    /// Nothing in it is recognised.
    NotRecognised,
    /// It is recognised, but has nothing that a token is requested with.
    NothingForToken,
    /// It has values for a token, but they are empty, placeholders, or variables without a value.
    OnlyPlaceholders,
    /// Its credentials are for SLAS, and not for Account Manager.
    OnlySlas,
    /// A collection of Postman's version 1, which Postman itself converts.
    OldPostman,
    /// A link that leads out of the chosen folder.
    LinkOutside,
}

/// A bound of the whole import that was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ImportLimit {
    /// Too many files.
    Files,
    /// Too many bytes together.
    Bytes,
    /// Too many folders or entries, or too deep.
    Folders,
    /// Too many credentials.
    Credentials,
    /// Too many requests or variables in collections.
    Collections,
}

/// Why a value is not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum LeftOutReason {
    /// It is empty.
    Empty,
    /// It only shows where a value belongs, such as `<client_secret>` or asterisks.
    Placeholder,
    /// It has a variable that has no value in these files.
    UnknownVariable {
        /// The variable's name, shortened.
        name: String,
    },
    /// It is not needed for a token.
    NotForToken,
    /// It belongs to SLAS, whose credentials are not Account Manager's.
    Slas,
    /// User and password would make another grant of a client that has none.
    OtherGrant,
    /// The client secret belongs to another API key, from another file.
    OtherPair,
    /// The other file is for another instance.
    OtherHost {
        /// The host there, shortened.
        host: String,
    },
    /// The tool that reads this file ignores it there.
    IgnoredThere,
    /// The person signs in in a browser. That is no server-to-server method.
    BrowserSignIn,
    /// The type of the value is not the one that belongs there.
    WrongType,
    /// The value is too long.
    TooLong,
    /// The value is not one of those that are known.
    UnknownValue,
    /// It is made by a script, which is not run.
    FromScript,
    /// The key file or certificate file cannot be used.
    KeyFile {
        /// Why.
        problem: KeyFileProblem,
    },
    /// The key or certificate in the value cannot be read.
    KeyUnreadable,
    /// The key is locked with a passphrase that is not in these files.
    KeyLocked,
    /// The passphrase does not open the key beside it.
    WrongPassphrase,
}

/// Why a key file that another file names was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum KeyFileProblem {
    /// It is not in the folder of the file that names it, nor below that. Add it to the credential by hand.
    OutsideFolder,
    /// The text that names it was pasted, so that it has no folder.
    NoFolder,
    /// It could not be read.
    CannotRead {
        /// The reason.
        reason: FileError,
    },
    /// It is too large to be a key file.
    TooLargeForKey,
    /// It holds no private key or certificate that can be read.
    NoKeyInside,
    /// Its private key is locked, and no passphrase here opens it.
    NeedsPassphrase,
    /// It holds several private keys.
    SeveralKeys,
    /// Too many key files are named.
    TooManyFiles,
}

/// What a person should look at before they import a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ImportConcern {
    /// `user-auth` stands beside `auth-methods`, which Salesforce's CLI refuses.
    UserAuthBesideAuthMethods,
    /// Key and certificate do not belong together.
    PairMismatch,
    /// There is no API key (client ID).
    NoClientId,
    /// The private key is still missing.
    NoPrivateKey,
    /// The client secret is still missing.
    NoClientSecret,
    /// The public demo client, which only sandboxes know.
    DemoClient,
    /// The token endpoint in the file cannot be used, so that the request would go to Account Manager's usual one.
    NoTokenEndpoint,
    /// The request makes another grant than client credentials, which this client may not be allowed.
    OtherGrant,
}

/// A kind of secret that stands in a file in clear text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ClearSecret {
    /// A client secret.
    ClientSecret,
    /// A private key.
    PrivateKey,
    /// The passphrase of a key.
    Passphrase,
    /// A user's password or access key.
    Password,
    /// The secret of a SLAS client.
    SlasSecret,
}
