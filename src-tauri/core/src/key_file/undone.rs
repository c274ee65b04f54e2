//! What is undone to read a text that a platform, a program or a mail has changed: one name for each kind of change.

use serde::Serialize;

/// A change that was undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Undone {
    /// UTF-16 without the mark that says so.
    Utf16,
    /// Characters that nobody sees, and the codes that colour a terminal.
    InvisibleCharacters,
    /// The codes of a document in RTF.
    RichText,
    /// Escapes with a backslash, as JSON, shells and many languages have them, `\n` among them.
    Escapes,
    /// Quotation marks around it.
    Quotes,
    /// The text is in pieces, each in quotation marks: program code, or a list in JSON.
    QuotedPieces,
    /// A JSON Web Key as JavaScript, Python or Ruby prints it.
    ObjectLiteral,
    /// Percent-encoding, as in URLs and forms.
    PercentEncoding,
    /// Character references of HTML and XML.
    Entities,
    /// Tags of HTML and XML within it.
    Tags,
    /// Quoted-printable, as mails have it.
    QuotedPrintable,
    /// Marks at the beginning or end of each line: quotes of a mail, signs of a diff, the frame of a table, time stamps.
    LineMarks,
    /// Line numbers.
    LineNumbers,
    /// BEGIN and END lines with missing, surplus or typographic dashes, or in lower case.
    BeginAndEndLines,
    /// Base64 of a key or certificate without its BEGIN and END lines, or with only one of them.
    BareBase64,
    /// Base64 of the whole text.
    Base64,
    /// Base64url where Base64 belongs.
    Base64Url,
    /// Spaces where plus signs were, as forms turn them.
    SpacesForPlus,
    /// Missing or surplus `=` at the end of Base64.
    Padding,
    /// Bytes written as hexadecimal numbers.
    Hexadecimal,
    /// Bytes written as decimal numbers.
    DecimalBytes,
}
