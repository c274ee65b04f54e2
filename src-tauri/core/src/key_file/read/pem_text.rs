//! Splits pasted text or the text of a file into PEM blocks (RFC 7468, RFC 1421). It is tolerant: what is
//! around the blocks, how lines end and how the text was quoted do not matter. What does matter is reported
//! with its place. What a block holds is not examined here.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::boundary::{Boundary, Edge, boundaries, is_quote};
use super::old_open_ssl::DekInfo;
use super::text::is_blank;
use crate::key_file::problem::KeyProblem;

/// What a text consists of, in its order.
#[derive(Debug)]
pub(super) enum Piece<'t> {
    Block(Block<'t>),
    /// BEGIN and END lines that do not form a block.
    Problem(KeyProblem),
}

/// What is between a BEGIN line and its END line.
#[derive(Debug)]
pub(super) struct Block<'t> {
    pub(super) label: &'t str,
    /// The friendly name before it, as OpenSSL writes it beside what comes from PKCS#12; else empty.
    pub(super) name: &'t str,
    /// What is between the lines, as it stands there.
    pub(super) text: &'t str,
    pub(super) body: Body,
    /// There were quotation marks around the block.
    pub(super) quoted: bool,
    /// The dashes of its BEGIN or END line were wrong.
    pub(super) untidy: bool,
}

/// Content of a block.
#[derive(Debug)]
pub(super) enum Body {
    /// The decoded bytes. They may be a private key, so they are cleared on drop.
    Der {
        bytes: Zeroizing<Vec<u8>>,
        /// Number of Base64 characters, padding included.
        characters: u32,
        /// Line ends were written as literal `\n`.
        escaped: bool,
    },
    /// Encrypted as old versions of OpenSSL did it, according to its headers (`Proc-Type: 4,ENCRYPTED`).
    Encrypted {
        /// Cipher and initialization vector.
        dek_info: DekInfo,
        /// The encrypted bytes.
        bytes: Vec<u8>,
        /// Line ends were written as literal `\n`.
        escaped: bool,
    },
    Unreadable(KeyProblem),
}

/// Splits the text. Takes time linear in its length, and memory for the decoded bytes.
///
/// Blank lines, spaces and tabs, any kind of line end, literal `\n` and `\r`, `\/` (both as in JSON), header
/// lines and everything outside blocks are accepted. Nothing else is.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut lines = LineCounter { text, offset: 0, line: 1 };
    let mut boundaries = boundaries(text).peekable();
    let mut before = 0;
    std::iter::from_fn(move || {
        let begin = boundaries.next()?;
        let name = friendly_name(&text[before..begin.start]);
        before = begin.end;
        if begin.edge == Edge::End {
            return Some(Piece::Problem(KeyProblem::MissingBeginLine { label: begin.label.to_owned() }));
        }
        let Some(end) = boundaries.next_if(|next| next.edge == Edge::End) else {
            return Some(Piece::Problem(KeyProblem::MissingEndLine { label: begin.label.to_owned() }));
        };
        before = end.end;
        if begin.label != end.label {
            let (begin, end) = (begin.label.to_owned(), end.label.to_owned());
            return Some(Piece::Problem(KeyProblem::LabelsDiffer { begin, end }));
        }
        Some(Piece::Block(Block {
            label: begin.label,
            name,
            text: &text[begin.end..end.start],
            body: read_body(&text[begin.end..end.start], begin.label, lines.line_at(begin.end)),
            quoted: is_quoted(text, &begin, &end),
            untidy: !begin.tidy || !end.tidy,
        }))
    })
}

/// The last friendly name among bag attributes.
fn friendly_name(text: &str) -> &str {
    let name = text.rsplit_once("friendlyName:").map(|(_, name)| name.lines().next().unwrap_or_default());
    name.unwrap_or_default().trim()
}

fn is_quoted(text: &str, begin: &Boundary, end: &Boundary) -> bool {
    let before = text[..begin.start].chars().rev().find(|character| !is_blank(*character));
    let after = text[end.end..].trim_start_matches("\\r").trim_start_matches("\\n");
    let after = after.chars().find(|character| !is_blank(*character));
    before.is_some_and(is_quote) && after.is_none_or(|character| is_quote(character) || character == ',')
        || after.is_some_and(is_quote)
}

fn read_body(body: &str, label: &str, first_line: u32) -> Body {
    let (headers, data) = split_headers(body);
    if headers.contains("ENCRYPTED") || headers.contains("DEK-Info") {
        return read_encrypted_body(body, label, first_line).unwrap_or_else(Body::Unreadable);
    }
    let first_line = first_line + count_line_ends(headers);
    match collect_base64(data, label, first_line) {
        Ok(base64) => decode(&base64, label),
        Err(problem) => Body::Unreadable(problem),
    }
}

/// Reads `DEK-Info` and what follows it (RFC 1421 section 4.6.1.3), even if it is all on one line.
fn read_encrypted_body(body: &str, label: &str, first_line: u32) -> Result<Body, KeyProblem> {
    let damaged = || KeyProblem::Damaged { label: label.to_owned() };
    let (_, info) = body.split_once("DEK-Info:").ok_or_else(damaged)?;
    let (cipher, rest) = info.split_once(',').ok_or_else(damaged)?;
    let data = rest.trim_start_matches(|character: char| character.is_ascii_hexdigit());
    let (headers, iv) = (&body[..body.len() - data.len()], &rest[..rest.len() - data.len()]);
    let dek_info = DekInfo::read(cipher.trim(), iv)?;
    let base64 = collect_base64(data, label, first_line + count_line_ends(headers))?;
    match decode(&base64, label) {
        Body::Der { bytes, escaped, .. } => Ok(Body::Encrypted { dek_info, bytes: bytes.to_vec(), escaped }),
        other => Ok(other),
    }
}

/// Splits a body into the lines `Name: value` at its beginning (RFC 1421 section 4.4) and the rest.
fn split_headers(body: &str) -> (&str, &str) {
    let mut rest = body;
    let mut data = body;
    loop {
        let length = logical_line_end(rest);
        let (line, after) = rest.split_at(length);
        let line = line.trim_matches(is_blank);
        if is_header(line) {
            data = after;
        } else if !line.is_empty() || after.is_empty() {
            break;
        }
        rest = skip_line_end(after);
        if rest.len() == after.len() {
            break;
        }
    }
    body.split_at(body.len() - data.len())
}

fn is_header(line: &str) -> bool {
    line.split_once(':').is_some_and(|(name, value)| {
        name.starts_with(|first: char| first.is_ascii_alphabetic())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && value.starts_with([' ', '\t'])
    })
}

/// Offset of the next line end, real or literal.
fn logical_line_end(text: &str) -> usize {
    text.find(['\n', '\r', '\\']).unwrap_or(text.len())
}

fn skip_line_end(text: &str) -> &str {
    let mut characters = text.chars();
    match characters.next() {
        Some('\n' | '\r') => characters.as_str(),
        Some('\\') => {
            let rest = characters.as_str();
            rest.strip_prefix(['n', 'r']).unwrap_or(text)
        }
        _ => text,
    }
}

struct Base64Text {
    characters: Zeroizing<Vec<u8>>,
    escaped: bool,
}

/// Collects the Base64 characters. It skips what may be between them, and stops at the first character that may
/// not.
fn collect_base64(data: &str, label: &str, first_line: u32) -> Result<Base64Text, KeyProblem> {
    // Allocated at its largest size: growing would leave copies of a key in memory.
    let mut characters = Zeroizing::new(Vec::with_capacity(data.len()));
    let mut escaped = false;
    let mut line = first_line;
    let mut padding_on = None;
    let stray = |character: char, line: u32| KeyProblem::StrayCharacter {
        label: label.to_owned(),
        character: printable(character),
        line: Some(line),
    };

    let mut rest = data.chars();
    while let Some(character) = rest.next() {
        match character {
            '\n' => line += 1,
            // CR LF is one line end, counted at its LF.
            '\r' => line += u32::from(!rest.as_str().starts_with('\n')),
            '\\' => match escape(rest.as_str()) {
                Some(Escape::LineEnd { length }) => {
                    escaped = true;
                    rest = rest.as_str()[length..].chars();
                }
                Some(Escape::Slash) => {
                    if let Some(line) = padding_on {
                        return Err(stray('=', line));
                    }
                    escaped = true;
                    characters.push(b'/');
                    rest.next();
                }
                None => return Err(stray('\\', line)),
            },
            '=' => {
                padding_on.get_or_insert(line);
                characters.push(b'=');
            }
            'A'..='Z' | 'a'..='z' | '0'..='9' | '+' | '/' => {
                if let Some(line) = padding_on {
                    return Err(stray('=', line));
                }
                // ASCII only, as the pattern says.
                characters.push(character as u8);
            }
            blank if blank.is_whitespace() => {}
            other => return Err(stray(other, line)),
        }
    }
    Ok(Base64Text { characters, escaped })
}

enum Escape {
    LineEnd {
        /// Number of bytes after the first backslash.
        length: usize,
    },
    /// `\/`, as some JSON writers write it.
    Slash,
}

/// The meaning of a backslash, given the text after it.
fn escape(after: &str) -> Option<Escape> {
    // Text that was written into JSON twice has `\\n`.
    let rest = after.trim_start_matches('\\');
    if rest.starts_with(['n', 'r', 't']) {
        return Some(Escape::LineEnd { length: after.len() - rest.len() + 1 });
    }
    // A backslash at the end of a line continues it in shells and .env files.
    if rest.starts_with(['\n', '\r']) || rest.is_empty() {
        return Some(Escape::LineEnd { length: after.len() - rest.len() });
    }
    rest.starts_with('/').then_some(Escape::Slash).filter(|_| rest.len() == after.len())
}

fn decode(base64: &Base64Text, label: &str) -> Body {
    let text = &base64.characters;
    let characters = u32::try_from(text.len()).unwrap_or(u32::MAX);
    let cut = || Body::Unreadable(KeyProblem::CutBase64 { label: label.to_owned(), characters });
    let padding = text.iter().rev().take_while(|byte| **byte == b'=').count();
    if text.is_empty() || !text.len().is_multiple_of(4) || padding > 2 {
        return cut();
    }
    let mut bytes = Zeroizing::new(vec![0; text.len() / 4 * 3]);
    match STANDARD.decode_slice(text.as_slice(), &mut bytes) {
        Ok(length) => {
            bytes.truncate(length);
            Body::Der { bytes, characters, escaped: base64.escaped }
        }
        // Length and padding are right, so the error is in the last character: it has bits that belong to no
        // byte.
        Err(_) => Body::Unreadable(KeyProblem::Damaged { label: label.to_owned() }),
    }
}

/// The character, or the code point of one that cannot be seen.
fn printable(character: char) -> String {
    let invisible = matches!(
        character,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffd}'
    );
    if character.is_control() || invisible {
        format!("U+{:04X}", u32::from(character))
    } else {
        character.to_string()
    }
}

/// Number of line ends as an editor counts them: LF, CR LF or a lone CR.
fn count_line_ends(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let ends = bytes
        .iter()
        .enumerate()
        .filter(|(at, byte)| **byte == b'\n' || (**byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')))
        .count();
    u32::try_from(ends).unwrap_or(u32::MAX)
}

/// Finds line numbers. It counts each line end only once, however many blocks there are.
struct LineCounter<'t> {
    text: &'t str,
    offset: usize,
    line: u32,
}

impl LineCounter<'_> {
    /// The line number, from 1, of an offset. Offsets must not go backwards from call to call.
    fn line_at(&mut self, offset: usize) -> u32 {
        self.line += count_line_ends(&self.text[self.offset..offset]);
        self.offset = offset;
        self.line
    }
}
