//! A body as text: without the coding that it came in (RFC 9110 section 8.4), and from the character set that it is in
//! (WHATWG Encoding). Requests ask for neither, but servers and what stands before them send both.

use std::borrow::Cow;
use std::io::Read as _;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::message::Response;
use super::send::MAX_BODY_BYTES;

/// The beginning of every gzip stream (RFC 1952 section 2.3.1).
const GZIP: &[u8] = &[0x1F, 0x8B, 8];
/// The most codings that are taken off a body. Servers use one.
const MOST_CODINGS: usize = 3;
/// How many bytes of a page are searched for its character set (HTML section 13.2.3.2).
const DECLARED_WITHIN: usize = 1024;

/// The content of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Content<'b> {
    /// The text. Bytes that mean nothing are replaced by `\u{FFFD}`.
    pub(crate) text: Cow<'b, str>,
    /// The coding that was taken off, or could not be.
    pub(crate) coding: Option<Coding>,
    /// The character set, if it is not UTF-8.
    pub(crate) charset: Option<&'static str>,
    /// Not all bytes are text in any character set that is known here.
    pub(crate) is_binary: bool,
}

/// A coding of the whole body, which no request asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Coding {
    /// Its name, for example `gzip`.
    pub(crate) name: String,
    /// It was taken off.
    pub(crate) is_read: bool,
}

impl Response {
    /// The body as text.
    #[must_use]
    pub(crate) fn content(&self) -> Content<'_> {
        let coding = self.header("content-encoding").map(str::trim);
        let coding = coding.filter(|name| !name.is_empty() && !name.eq_ignore_ascii_case("identity"));
        let (bytes, coding) = decoded(&self.body, coding);
        let is_unread = coding.as_ref().is_some_and(|coding| !coding.is_read);
        let (text, charset, is_binary) = as_text(bytes, self.header("content-type"));
        Content { text, coding, charset, is_binary: is_binary || is_unread }
    }
}

#[cfg(test)]
impl<'b> Content<'b> {
    /// The content of a body that came with no headers.
    pub(crate) fn of(body: &'b [u8]) -> Self {
        let (text, charset, is_binary) = as_text(Cow::Borrowed(body), None);
        Self { text, coding: None, charset, is_binary }
    }
}

/// The body without its codings. A body that begins like gzip is gzip, whatever its headers say.
fn decoded<'b>(body: &'b [u8], named: Option<&str>) -> (Cow<'b, [u8]>, Option<Coding>) {
    let said = match named {
        Some(said) => said.to_ascii_lowercase(),
        None if body.starts_with(GZIP) => "gzip".to_owned(),
        None => return (Cow::Borrowed(body), None),
    };
    if said.split(',').count() > MOST_CODINGS {
        return (Cow::Borrowed(body), Some(Coding { name: said, is_read: false }));
    }
    let mut bytes = Cow::Borrowed(body);
    // The last one was applied last.
    for coding in said.rsplit(',').map(str::trim) {
        let Some(without) = taken_off(coding, &bytes) else {
            // Some gateways take the coding off and leave its name.
            let is_text = std::str::from_utf8(body).is_ok();
            let coding = (!is_text).then(|| Coding { name: coding.to_owned(), is_read: false });
            return (Cow::Borrowed(body), coding);
        };
        bytes = Cow::Owned(without);
    }
    (bytes, Some(Coding { name: said, is_read: true }))
}

/// The bytes without this coding, as many as are read of any body; `None` if it is not known or not what it says. What a
/// broken stream had before it broke counts.
fn taken_off(coding: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let read = |decoder: &mut dyn std::io::Read| {
        let mut out = Vec::new();
        let whole = decoder.take(MAX_BODY_BYTES as u64).read_to_end(&mut out);
        (whole.is_ok() || !out.is_empty()).then_some(out)
    };
    match coding {
        "gzip" | "x-gzip" => read(&mut MultiGzDecoder::new(bytes)),
        // The standard says zlib, and some servers send the bare stream.
        "deflate" => read(&mut ZlibDecoder::new(bytes)).or_else(|| read(&mut DeflateDecoder::new(bytes))),
        _ => None,
    }
}

/// The bytes as text, with the character set if it is not UTF-8, and whether they are not text at all. A byte order mark
/// is left out.
fn as_text<'b>(
    bytes: Cow<'b, [u8]>,
    content_type: Option<&str>,
) -> (Cow<'b, str>, Option<&'static str>, bool) {
    let (charset, mark) = charset_of(&bytes, content_type);
    let decode = |bytes: &[u8]| charset.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    let text = match bytes {
        Cow::Borrowed(bytes) => charset.decode_without_bom_handling(&bytes[mark..]).0,
        Cow::Owned(bytes) => Cow::Owned(decode(&bytes)),
    };
    if charset == UTF_8 {
        let is_binary = text.contains('\u{FFFD}');
        return (text, None, is_binary);
    }
    (text, Some(charset.name()), false)
}

/// The character set that bytes are in, and the length of the mark that says so. What the bytes show counts for more
/// than what a header says: many servers have a header that was never thought about.
fn charset_of(bytes: &[u8], content_type: Option<&str>) -> (&'static Encoding, usize) {
    if let Some((charset, mark)) = Encoding::for_bom(bytes) {
        return (charset, mark);
    }
    let declared = declared_in(content_type.unwrap_or_default()).or_else(|| declared_in_page(bytes));
    let charset = if let Some(wide) = wide(bytes) {
        wide
    } else if std::str::from_utf8(bytes).is_ok() {
        // Only a charset that escapes into others is ASCII and not UTF-8.
        declared.filter(|charset| !charset.is_ascii_compatible() && !is_wide(charset)).unwrap_or(UTF_8)
    } else if let Some(declared) = declared.filter(|charset| *charset != UTF_8 && !is_wide(charset)) {
        declared
    } else if bytes.iter().all(|byte| *byte >= b' ' || byte.is_ascii_whitespace()) {
        WINDOWS_1252
    } else {
        UTF_8
    };
    (charset, 0)
}

fn is_wide(charset: &Encoding) -> bool {
    *charset == *UTF_16BE || *charset == *UTF_16LE
}

/// The character set that a header or the head of a page names.
fn declared_in(text: &str) -> Option<&'static Encoding> {
    let lower = text.to_ascii_lowercase();
    let after = lower.split_once("charset")?.1.trim_start().strip_prefix('=')?;
    let label = after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
    Encoding::for_label(label.split(['"', '\'', ';', ' ', '>', '/']).next()?.as_bytes())
}

fn declared_in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(DECLARED_WITHIN)];
    declared_in(&String::from_utf8_lossy(start)).filter(|_| start.trim_ascii_start().starts_with(b"<"))
}

/// UTF-16 without a byte order mark: every second byte of its ASCII is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(DECLARED_WITHIN)];
    let zeros = |parity: usize| start.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let most = start.len() / 4;
    match (even > most, odd > most) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::*;
    use crate::http::NameValue;

    fn response(headers: &[(&str, &str)], body: &[u8]) -> Response {
        let headers = headers.iter().map(|(name, value)| NameValue::new(*name, *value)).collect();
        Response { status: 200, version: "HTTP/1.1".into(), headers, body: body.into(), cut_off: false }
    }

    fn text(headers: &[(&str, &str)], body: &[u8]) -> (String, Option<&'static str>) {
        let response = response(headers, body);
        let content = response.content();
        (content.text.into_owned(), content.charset)
    }

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn a_text_is_read_in_the_charset_that_it_is_in_whatever_the_header_says() {
        let wide = |big: bool| -> Vec<u8> {
            let units = "{\"a\":\"ü\"}".encode_utf16();
            units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
        };
        for (label, body, charset) in [
            ("", "ü".as_bytes(), None),
            ("text/plain; charset=ISO-8859-1", "ü".as_bytes(), None),
            ("", b"\xEF\xBB\xBF\xC3\xBC", None),
            ("", b"M\xFCller \x80", Some("windows-1252")),
            ("application/json;charset=\"ISO-8859-1\"", b"M\xFCller", Some("windows-1252")),
            ("application/json; charset=utf-8", b"M\xFCller", Some("windows-1252")),
            ("text/html; charset=iso-8859-2", b"\xE8", Some("ISO-8859-2")),
            ("text/html", b"<html><meta charset='shift_jis'>\x83\x81", Some("Shift_JIS")),
            ("", &wide(true), Some("UTF-16BE")),
            ("", &wide(false), Some("UTF-16LE")),
            ("", &[b"\xFF\xFE".as_slice(), &wide(false)].concat(), Some("UTF-16LE")),
        ] {
            let (text, found) = text(&[("Content-Type", label)], body);
            assert_eq!(found, charset, "{label}: {text}");
            assert!(!text.contains(['\u{FFFD}', '\u{FEFF}', '\0']), "{label}: {text:?}");
        }
        assert_eq!(text(&[], b"M\xFCller").0, "Müller");
    }

    #[test]
    fn what_is_no_text_is_not_taken_for_some() {
        let png = response(&[], b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
        assert!(png.content().is_binary);
        assert!(!response(&[], b"M\xFCller").content().is_binary);
    }

    #[test]
    fn a_coding_that_was_not_asked_for_is_taken_off() {
        let body = br#"{"access_token":"a.b.c"}"#;
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
        zlib.write_all(body).unwrap();
        let mut bare = DeflateEncoder::new(Vec::new(), Compression::default());
        bare.write_all(body).unwrap();
        for (coding, bytes) in [
            (Some("gzip"), gzip(body)),
            (Some("X-GZIP"), gzip(body)),
            (None, gzip(body)),
            (Some("gzip, gzip"), gzip(&gzip(body))),
            (Some("deflate"), zlib.finish().unwrap()),
            (Some("deflate"), bare.finish().unwrap()),
        ] {
            let headers: Vec<_> = coding.iter().map(|coding| ("Content-Encoding", *coding)).collect();
            let response = response(&headers, &bytes);
            let content = response.content();
            assert_eq!(content.text.as_bytes(), body, "{coding:?}");
            assert!(content.coding.is_some_and(|coding| coding.is_read));
        }
        // Each name costs an unpacking.
        let many = ["gzip"; 1000].join(", ");
        let many = response(&[("Content-Encoding", &many)], &gzip(body));
        assert!(many.content().coding.is_some_and(|coding| !coding.is_read));
        // Only the name is left.
        let named = response(&[("Content-Encoding", "gzip")], body);
        assert_eq!((&*named.content().text, named.content().coding), (r#"{"access_token":"a.b.c"}"#, None));
        let unknown = response(&[("Content-Encoding", "br")], b"\x8b\x0b\x80\x01");
        let coding = Coding { name: "br".into(), is_read: false };
        assert_eq!((unknown.content().coding, unknown.content().is_binary), (Some(coding), true));
    }

    #[test]
    fn a_small_body_that_unpacks_to_a_huge_one_is_cut() {
        let bomb = gzip(&vec![b' '; 64 << 20]);
        let response = response(&[("Content-Encoding", "gzip")], &bomb);
        assert_eq!(response.content().text.len(), MAX_BODY_BYTES);
    }
}
