//! Every spelling in which a server may repeat a secret.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

/// Has characters that each encoding spells in its own way, and some that look like an escape.
pub(crate) const OPAQUE: &str = "Canary/tok+en=\"<&%41\\u0042-0123456789";
pub(crate) const CLIENT_SECRET: &str = "Canary sécret/+'%2B&amp;:9";

pub(crate) type Spell = fn(&str) -> String;

pub(crate) fn units(text: &str, hex: fn(u16) -> String) -> String {
    text.encode_utf16().map(hex).collect()
}

pub(crate) fn bytes(text: &str, spell: fn(u8) -> String) -> String {
    text.bytes().map(spell).collect()
}

/// Every second character with one spelling, the others with another.
pub(crate) fn mixed(text: &str, [even, odd]: [fn(char) -> String; 2]) -> String {
    text.chars().enumerate().map(|(at, c)| if at % 2 == 0 { even(c) } else { odd(c) }).collect()
}

pub(crate) fn form(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

pub(crate) fn in_json(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}

pub(crate) fn named_entities(text: &str) -> String {
    let named = [('&', "&amp;"), ('"', "&quot;"), ('<', "&lt;"), ('/', "&sol;"), ('+', "&plus;")];
    let spell =
        |c: char| named.iter().find(|(of, _)| *of == c).map_or(c.to_string(), |(_, name)| (*name).to_owned());
    text.chars().map(spell).collect()
}

#[rustfmt::skip]
pub(crate) const SPELLINGS: &[(&str, Spell)] = &[
    ("as it is", |s| s.to_owned()),
    ("in JSON", in_json),
    ("in JSON in JSON", |s| in_json(&in_json(s))),
    ("JSON escapes, lower case", |s| units(s, |unit| format!("\\u{unit:04x}"))),
    ("JSON escapes, upper case", |s| units(s, |unit| format!("\\u{unit:04X}"))),
    ("some JSON escapes", |s| mixed(s, [|c| units(&c.to_string(), |unit| format!("\\u{unit:04X}")), |c| in_json(&c.to_string())])),
    ("JSON escapes and percent", |s| mixed(s, [|c| units(&c.to_string(), |unit| format!("\\u{unit:04x}")), |c| form(&c.to_string())])),
    ("entities and percent", |s| mixed(s, [|c| format!("&#x{:X};", u32::from(c)), |c| bytes(&c.to_string(), |byte| format!("%{byte:02x}"))])),
    ("JavaScript escapes", |s| bytes(s, |byte| format!("\\x{byte:02x}"))),
    ("a form", form),
    ("percent, upper case", |s| bytes(s, |byte| format!("%{byte:02X}"))),
    ("percent, lower case", |s| bytes(s, |byte| format!("%{byte:02x}"))),
    ("percent twice", |s| form(&form(s))),
    ("decimal entities", |s| s.chars().map(|c| format!("&#{};", u32::from(c))).collect()),
    ("hex entities", |s| s.chars().map(|c| format!("&#x{:x};", u32::from(c))).collect()),
    ("named entities", named_entities),
    ("hex", |s| bytes(s, |byte| format!("{byte:02x}"))),
    ("hex, upper case", |s| bytes(s, |byte| format!("{byte:02X}"))),
    ("Base64", |s| STANDARD.encode(s)),
    ("Base64url", |s| URL_SAFE_NO_PAD.encode(s)),
    ("Base64 after one byte", |s| STANDARD.encode(format!("a{s}bcdef"))),
    ("Base64 after two bytes", |s| STANDARD.encode(format!("ab{s}cdef"))),
    ("Base64 of user and secret", |s| STANDARD.encode(format!("user:{s}"))),
    ("Base64 of an encoded user and secret", |s| STANDARD.encode(format!("user:{}", form(s)))),
    ("Base64 after a word", |s| format!("word{}", STANDARD.encode(s))),
    ("Base64 of Base64", |s| STANDARD.encode(STANDARD.encode(s))),
    ("Base64 in lines", |s| STANDARD.encode(s).as_bytes().chunks(20).map(|line| format!("{}\r\n  ", String::from_utf8_lossy(line))).collect()),
    ("in lines", |s| s.chars().map(|c| format!("{c}\n")).collect()),
    ("JSON escapes in a form", |s| form(&units(s, |unit| format!("\\u{unit:04x}")))),
    ("hex of JSON", |s| bytes(&in_json(s), |byte| format!("{byte:02x}"))),
];
