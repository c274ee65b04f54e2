//! Every reading of a text: as it is, and with the encodings taken off that somebody would try who looks for a secret in
//! it. Simple and slow on purpose: it shares nothing with what it is a check of.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// How many encodings are taken off, one after the other.
const DEPTH: usize = 3;

/// Whether this text says the secret in any reading. White space, control characters and `+` do not count.
pub(crate) fn says(text: &str, secret: &str) -> bool {
    let secret = plain(secret.as_bytes());
    assert!(secret.len() >= 4, "{secret:?} is too short to be looked for");
    let mut seen = BTreeSet::from([text.as_bytes().to_vec()]);
    let mut readings = seen.clone();
    for _ in 0..=DEPTH {
        let says = |reading: &Vec<u8>| plain(reading).windows(secret.len()).any(|window| window == secret);
        if readings.iter().any(says) {
            return true;
        }
        readings = readings
            .iter()
            .flat_map(|reading| decoded(reading))
            .filter(|it| it.len() >= secret.len() && !seen.contains(it))
            .collect();
        seen.extend(readings.iter().cloned());
    }
    false
}

fn plain(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().copied().filter(|byte| *byte > b' ' && *byte != 0x7F && *byte != b'+').collect()
}

fn decoded(bytes: &[u8]) -> Vec<Vec<u8>> {
    let text = bytes.iter().map(|byte| char::from(*byte)).collect::<Vec<char>>();
    let mut all = vec![unescaped(&text, json), unescaped(&text, percent), unescaped(&text, html)];
    all.push(unescaped(&text, |rest| json(rest).or_else(|| percent(rest)).or_else(|| html(rest))));
    let words = |is_part: fn(u8) -> bool| {
        let words = bytes.split(move |byte| !is_part(*byte) && !byte.is_ascii_whitespace());
        let words =
            words.map(move |word| word.iter().copied().filter(|byte| is_part(*byte)).collect::<Vec<u8>>());
        words.filter(|word| word.len() >= 6)
    };
    for skipped in 0..4 {
        let read = |word: Vec<u8>| [from_base64(&word[skipped..]), vec![0xFF]].concat();
        all.push(words(is_base64).flat_map(read).collect());
    }
    for skipped in 0..2 {
        let read = |word: Vec<u8>| [from_hex(&word[skipped..]), vec![0xFF]].concat();
        all.push(words(|byte| byte.is_ascii_hexdigit()).flat_map(read).collect());
    }
    all.retain(|reading| reading.len() >= 4 && reading != bytes);
    all
}

/// Characters of a text in Latin-1 with each escape replaced. The escape's length comes with what it stands for.
fn unescaped(text: &[char], escape: impl Fn(&[char]) -> Option<(usize, Vec<u8>)>) -> Vec<u8> {
    let (mut out, mut at) = (Vec::new(), 0);
    while at < text.len() {
        let (length, meaning) = escape(&text[at..]).unwrap_or((1, vec![low_byte(u32::from(text[at]))]));
        out.extend(meaning);
        at += length;
    }
    out
}

fn json(rest: &[char]) -> Option<(usize, Vec<u8>)> {
    let start = |length: usize| rest.get(..length).map(|start| start.iter().collect::<String>());
    let unit = |at: usize| {
        let marked = rest.get(at..at + 6)?.iter().collect::<String>();
        number(marked.strip_prefix("\\u")?, 16).and_then(|unit| u16::try_from(unit).ok())
    };
    if let Some(first) = unit(0) {
        let one = String::from_utf16(&[first]).ok().map(|it| (6, it.into_bytes()));
        return one.or_else(|| Some((12, String::from_utf16(&[first, unit(6)?]).ok()?.into_bytes())));
    }
    match &*start(2)? {
        "\\x" => Some((4, vec![low_byte(number(start(4)?.strip_prefix("\\x")?, 16)?)])),
        "\\n" => Some((2, b"\n".to_vec())),
        "\\\"" | "\\\\" | "\\/" => Some((2, vec![low_byte(u32::from(rest[1]))])),
        _ => None,
    }
}

fn percent(rest: &[char]) -> Option<(usize, Vec<u8>)> {
    let digits: String = rest.get(1..3)?.iter().collect();
    (rest[0] == '%').then(|| number(&digits, 16)).flatten().map(|byte| (3, vec![low_byte(byte)]))
}

fn html(rest: &[char]) -> Option<(usize, Vec<u8>)> {
    let text: String = rest.iter().take(12).collect();
    let (entity, _) = text.strip_prefix('&')?.split_once(';')?;
    let named = [
        ("amp", "&"),
        ("quot", "\""),
        ("lt", "<"),
        ("gt", ">"),
        ("sol", "/"),
        ("plus", "+"),
        ("period", "."),
    ];
    let named = named.iter().find(|(name, _)| *name == entity).map(|(_, meaning)| (*meaning).to_owned());
    let numbered = || {
        let digits = entity.strip_prefix('#')?;
        let code = match digits.strip_prefix(['x', 'X']) {
            Some(hex) => number(hex, 16),
            None => number(digits, 10),
        };
        char::from_u32(code?).map(String::from)
    };
    named.or_else(numbered).map(|meaning| (entity.len() + 2, meaning.into_bytes()))
}

fn number(digits: &str, base: u32) -> Option<u32> {
    digits.chars().all(|digit| digit.is_digit(base)).then(|| u32::from_str_radix(digits, base).ok()).flatten()
}

fn low_byte(code: u32) -> u8 {
    u8::try_from(code & 0xFF).unwrap()
}

fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"+/-_".contains(&byte)
}

fn from_hex(word: &[u8]) -> Vec<u8> {
    let pairs = word.chunks_exact(2).map(|pair| number(&String::from_utf8_lossy(pair), 16));
    pairs.flatten().map(low_byte).collect()
}

fn from_base64(word: &[u8]) -> Vec<u8> {
    let lenient = GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let word: Vec<u8> = word
        .iter()
        .map(|byte| {
            if *byte == b'-' {
                b'+'
            } else if *byte == b'_' {
                b'/'
            } else {
                *byte
            }
        })
        .collect();
    let whole = if word.len() % 4 == 1 { &word[..word.len() - 1] } else { &word };
    GeneralPurpose::new(&STANDARD, lenient).decode(whole).unwrap_or_default()
}

#[test]
fn a_secret_is_read_in_every_spelling() {
    for text in [
        "it says canary!42.",
        r"\u0063anary\u0021\u00342",
        "%63anary%2142",
        "c&#97;nary&#x21;42",
        "xY2FuYXJ5ITQyxx",
        "63616E61727921\n3432",
        "Y2Fu\n  YXJ5ITQy",
        "%2563anary!42",
        "canary\r\n !42",
        r#"{\"a\":\"\\u0063anary!42\"}"#,
        "WTJGdVlYSjVJVFF5",
    ] {
        assert!(says(text, "canary!42"), "{text}");
    }
    assert!(!says("canary!4", "canary!42"));
}
