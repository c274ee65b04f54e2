//! What must be true of any text: harmless changes have no effect, and harmful ones are always noticed.

use std::time::{Duration, Instant};

use countersign_core::certificate::CertificateFacts;
use countersign_core::key_file::KeyProblem;
use proptest::prelude::*;

use crate::common::{NOW, certificate, key, key_pem, openssl, read_bytes, read_text};

/// A change that a text can suffer between two programs without losing anything.
#[derive(Clone, Debug)]
enum Mangling {
    CrLf,
    LoneCr,
    ByteOrderMark,
    BlankLines(usize),
    Quotes(char, char),
    Indentation(String),
    TrailingSpace(String),
    LiteralLineEnds,
    OneLine,
    Before(String),
    After(String),
    CutDash,
    Rewrapped(usize),
}

impl Mangling {
    fn apply(&self, text: &str) -> String {
        match self {
            Self::CrLf => text.replace('\n', "\r\n"),
            Self::LoneCr => text.replace('\n', "\r"),
            Self::ByteOrderMark => format!("\u{feff}{text}"),
            Self::BlankLines(count) => text.replace('\n', &"\n".repeat(count + 1)),
            Self::Quotes(open, close) => format!("{open}{text}{close}"),
            Self::Indentation(space) => text.lines().map(|line| format!("{space}{line}\n")).collect(),
            Self::TrailingSpace(space) => text.lines().map(|line| format!("{line}{space}\n")).collect(),
            Self::LiteralLineEnds => text.replace('\n', "\\n"),
            Self::OneLine => text.replace('\n', " "),
            Self::Before(words) => format!("{words}\n{text}"),
            Self::After(words) => format!("{text}\n{words}"),
            Self::CutDash => text.replacen("-----B", "----B", 1),
            Self::Rewrapped(width) => rewrap(text, *width),
        }
    }
}

/// Wraps the Base64 part into lines of another length.
fn rewrap(text: &str, width: usize) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let Some(first) = lines.iter().position(|line| line.contains("BEGIN")) else { return text.to_owned() };
    let Some(last) = lines.iter().position(|line| line.contains("END ")) else { return text.to_owned() };
    if last <= first + 1 || lines[first + 1..last].iter().any(|line| line.len() > 64) {
        return text.to_owned();
    }
    let joined: Vec<u8> = lines[first + 1..last].concat().into_bytes();
    let wrapped: Vec<String> =
        joined.chunks(width).map(|chunk| String::from_utf8_lossy(chunk).into_owned()).collect();
    lines.splice(first + 1..last, wrapped.iter().map(String::as_str));
    lines.join("\n")
}

fn mangling() -> impl Strategy<Value = Mangling> {
    let quotes = prop_oneof![
        Just(('"', '"')),
        Just(('\'', '\'')),
        Just(('`', '`')),
        Just(('“', '”')),
        Just(('„', '“')),
        Just(('«', '»')),
    ];
    prop_oneof![
        Just(Mangling::CrLf),
        Just(Mangling::LoneCr),
        Just(Mangling::ByteOrderMark),
        (1..4usize).prop_map(Mangling::BlankLines),
        quotes.prop_map(|(open, close)| Mangling::Quotes(open, close)),
        "[ \t]{1,8}".prop_map(Mangling::Indentation),
        "[ \t]{1,8}".prop_map(Mangling::TrailingSpace),
        Just(Mangling::LiteralLineEnds),
        Just(Mangling::OneLine),
        "[a-zA-Z0-9 :=.,äöü日]{0,60}".prop_map(Mangling::Before),
        "[a-zA-Z0-9 :=.,äöü日]{0,60}".prop_map(Mangling::After),
        Just(Mangling::CutDash),
        (1..200usize).prop_map(Mangling::Rewrapped),
    ]
}

/// Text that consists of parts of PEM texts in any order.
fn almost_pem() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("-----BEGIN PRIVATE KEY-----".to_owned()),
        Just("-----END PRIVATE KEY-----".to_owned()),
        Just("-----BEGIN CERTIFICATE-----".to_owned()),
        Just("-----END CERTIFICATE-----".to_owned()),
        Just("BEGIN ".to_owned()),
        Just("END ".to_owned()),
        Just("Proc-Type: 4,ENCRYPTED\n".to_owned()),
        Just("\\n".to_owned()),
        Just("\u{feff}".to_owned()),
        "[-–— \n\r\\\\=:\"]{0,6}",
        "[A-Za-z0-9+/]{0,80}={0,3}",
        "(MII[A-Za-z0-9+/]{12,60})",
        "\\PC{0,10}",
    ];
    proptest::collection::vec(part, 0..20).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn harmless_manglings_give_the_same_key(manglings in proptest::collection::vec(mangling(), 1..4)) {
        let text = manglings.iter().fold(key_pem(), |text, mangling| mangling.apply(&text));
        let material = read_text(&text);
        prop_assert_eq!(material.as_ref().ok().and_then(|material| material.private_key.as_ref()), Some(key()));
        prop_assert_eq!(material.unwrap().problems, []);
    }

    #[test]
    fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        prop_assert!(read_bytes(&bytes).is_err());
    }

    #[test]
    fn any_bytes_in_a_block_are_read_without_panic(
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
        label in prop_oneof![
            Just("PRIVATE KEY"), Just("RSA PRIVATE KEY"), Just("CERTIFICATE"), Just("TRUSTED CERTIFICATE"),
            Just("PUBLIC KEY"), Just("EC PRIVATE KEY"), Just("CERTIFICATE REQUEST"),
        ],
        cut in any::<bool>(),
    ) {
        use base64::Engine as _;
        // The beginning of a real certificate brings the parser further than noise does.
        let bytes = if cut { [&certificate().der()[..bytes.len() * 3], &bytes].concat() } else { bytes };
        let base64 = base64::engine::general_purpose::STANDARD.encode(bytes);
        let text = format!("-----BEGIN {label}-----\n{base64}\n-----END {label}-----\n");
        prop_assert!(read_text(&text).is_err());
    }

    #[test]
    fn any_pieces_of_pem_are_read_without_panic_or_key_material_in_the_problem(text in almost_pem()) {
        if let Err(KeyProblem::NoBeginLine { starts_with }) = read_text(&text) {
            prop_assert!(starts_with.chars().count() <= 24);
            prop_assert!(!starts_with.contains("MII"));
        }
    }

    #[test]
    fn several_alterations_of_a_key_are_never_overlooked(
        places in proptest::collection::vec((0..10_000usize, "[A-Za-z0-9+/]"), 1..5)
    ) {
        let mut text = key_pem().into_bytes();
        for (place, character) in &places {
            let at = nth_base64(&text, *place);
            text[at] = character.as_bytes()[0];
        }
        let text = String::from_utf8(text).unwrap();
        match read_text(&text) {
            Ok(material) => prop_assert_eq!(crate::common::pem(&material.private_key.unwrap()), key_pem()),
            Err(problem) => prop_assert!(is_about_alteration(&problem), "{:?}", problem),
        }
    }
}

fn base64_places(pem: &[u8]) -> Vec<usize> {
    let text = std::str::from_utf8(pem).unwrap();
    let (first, last) = (text.find('\n').unwrap(), text.rfind("\n-----END").unwrap());
    (first..last).filter(|at| pem[*at] != b'\n' && pem[*at] != b'=').collect()
}

fn nth_base64(pem: &[u8], number: usize) -> usize {
    let places = base64_places(pem);
    places[number % places.len()]
}

fn is_about_alteration(problem: &KeyProblem) -> bool {
    matches!(
        problem,
        KeyProblem::Damaged { .. }
            | KeyProblem::Inconsistent { .. }
            | KeyProblem::CutBase64 { .. }
            | KeyProblem::KeyTypeUnusable { .. }
            | KeyProblem::ExponentUnusable { .. }
            | KeyProblem::TooShort { .. }
            | KeyProblem::TooLong { .. }
    )
}

/// Alters and deletes each Base64 character in turn, and passes every changed text to `check`.
fn with_each_character_changed(pem: &str, check: impl Fn(&str)) {
    for at in base64_places(pem.as_bytes()) {
        let (before, rest) = pem.split_at(at);
        check(&format!("{before}{}", &rest[1..]));
        // A neighbouring character of the alphabet: the smallest possible change.
        let original = rest.as_bytes()[0];
        let other = if matches!(original, b'+' | b'/') { original ^ 0x04 } else { original ^ 1 };
        let other = if other.is_ascii_alphanumeric() || matches!(other, b'+' | b'/') { other } else { b'5' };
        check(&format!("{before}{}{}", char::from(other), &rest[1..]));
    }
}

#[test]
fn no_single_altered_or_deleted_character_of_a_pkcs8_key_is_overlooked() {
    with_each_character_changed(&key_pem(), |text| {
        if let Ok(material) = read_text(text) {
            panic!("read as {material:?}:\n{text}");
        }
    });
}

#[test]
fn no_single_altered_or_deleted_character_of_a_pkcs1_key_is_overlooked() {
    with_each_character_changed(&openssl(&["rsa", "-traditional"], &key_pem()), |text| {
        if let Ok(material) = read_text(text) {
            panic!("read as {material:?}:\n{text}");
        }
    });
}

#[test]
fn no_single_altered_or_deleted_character_of_a_self_signed_certificate_is_overlooked() {
    let original = certificate().facts(NOW);
    with_each_character_changed(&certificate().to_pem(), |text| {
        let Ok(material) = read_text(text) else { return };
        let facts = material.certificate.unwrap().facts(NOW);
        // Only if its key identifiers differ, it could have another issuer; everything else must be unchanged.
        let expected = CertificateFacts {
            self_signed: false,
            // In that case it is the certificate of an issuer that somebody else issued.
            concerns: facts.concerns.clone(),
            pem: facts.pem.clone(),
            fingerprint_sha256: facts.fingerprint_sha256.clone(),
            ..original.clone()
        };
        assert_eq!(facts, expected, "{text}");
    });
}

/// Long texts that are made to be slow: they would take minutes for a reader that looks at anything twice.
#[test]
#[expect(clippy::disallowed_methods, reason = "this is about the time that reading takes")]
fn long_texts_made_to_be_slow_are_read_in_a_moment() {
    let size = countersign_core::key_file::MAX_KEY_FILE_BYTES;
    let begin = "-----BEGIN PRIVATE KEY-----";
    for unit in [
        "-",
        "BEGIN ",
        "END ",
        "-BEGIN ",
        "-----BEGIN -----",
        begin,
        "-----END PRIVATE KEY-----",
        "-----BEGIN A-----\n*\n-----END A-----",
        "-----BEGIN PRIVATE KEY-----\n*\n-----END PRIVATE KEY-----\n",
        "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n",
        "\\",
        "\n",
        "A",
        "a: b\n",
        "\"",
    ] {
        for prefix in ["", begin] {
            let mut text = prefix.to_owned();
            while text.len() + unit.len() <= size - 40 {
                text.push_str(unit);
            }
            text.push_str("-----END PRIVATE KEY-----");
            let start = Instant::now();
            let _ = read_text(&text);
            let taken = start.elapsed();
            assert!(taken < Duration::from_secs(10), "{taken:?} for {prefix:?} and {unit:?}");
        }
    }
}
