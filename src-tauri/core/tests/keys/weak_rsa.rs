//! RSA keys that are consistent, so that the cryptography library takes them, and yet protect nothing: in every syntax,
//! each is named. Those that are merely unusual are read with a note.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use countersign_core::certificate::{CertificateOptions, make_self_signed};
use countersign_core::key::{PrimeWeakness, PrivateKey, SigningAlgorithm};
use countersign_core::key_file::{KeyProblem, Passphrases, ReadNote, ReadingWatch};
use countersign_core::key_pair::{KeyPair, KeySource, Loaded, load, load_watched};

use crate::common::{NOW, key, key_pem, pem_text, problem, python, read_key, run};

/// Prints the numbers of a key, one in a line as `name hex`.
const MAKE: &str = "
import math, random, sys
from itertools import count

def probably_prime(n):
    return all(n % p for p in (3, 5, 7, 11, 13)) and pow(2, n - 1, n) == 1

def prime(bits, fits=lambda p: True):
    while True:
        p = random.getrandbits(bits) | 3 << bits - 2 | 1
        if probably_prime(p) and fits(p):
            return p

kind = sys.argv[1]
e = 3 if kind == 'exponent_3' else 65537
if kind == 'exponent_long':
    e = 2 ** 40 + 15
fits = lambda p: math.gcd(p - 1, e) == 1
p, q = prime(1024, fits), prime(1024, fits)
order = (p - 1) * (q - 1)
if kind in ('composite', 'three_primes'):
    while True:
        a, b = prime(512, fits), prime(512, fits)
        p = a * b
        # The modulus has its whole length.
        if fits(p) and (p * q).bit_length() == 2048:
            break
    order = (p - 1) * (q - 1)
    if kind == 'three_primes':
        # Signing works, because the private exponent fits all three primes.
        order = math.lcm(a - 1, b - 1, p - 1, q - 1)
elif kind == 'close':
    q = next(n for n in count(p + 2 ** 800 | 1, 2) if probably_prime(n) and fits(n))
    order = (p - 1) * (q - 1)
elif kind == 'same':
    q = p
    order = p - 1
elif kind == 'short':
    p, q = prime(1800, fits), prime(248, fits)
    order = (p - 1) * (q - 1)
d = pow(e, -1, order)
qi = pow(q, -1, p) if math.gcd(p, q) == 1 else 1
numbers = dict(n=p * q, e=e, d=d, p=p, q=q, dp=d % (p - 1), dq=d % (q - 1), qi=qi)
for name, number in numbers.items():
    print(name, format(number, 'x'))
";

const NAMES: [&str; 8] = ["n", "e", "d", "p", "q", "dp", "dq", "qi"];

/// The eight numbers of a key, big-endian.
fn numbers(kind: &str) -> Vec<Vec<u8>> {
    let printed = run(python(), "python3", &["-c", MAKE, kind]);
    let number = |line: &str| {
        let hex = line.split_once(' ').unwrap().1;
        let hex = if hex.len() % 2 == 1 { format!("0{hex}") } else { hex.to_owned() };
        hex.as_bytes()
            .chunks(2)
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
            .collect()
    };
    printed.lines().map(number).collect()
}

fn jwk(numbers: &[Vec<u8>]) -> String {
    let members: Vec<String> = NAMES
        .iter()
        .zip(numbers)
        .map(|(name, number)| format!("\"{name}\":\"{}\"", URL_SAFE_NO_PAD.encode(number)))
        .collect();
    format!("{{\"kty\":\"RSA\",{}}}", members.join(","))
}

/// A DER value of a tag and its content.
fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    let start = length.iter().position(|byte| *byte != 0).unwrap_or(3);
    match length[start..] {
        [short @ 0..=0x7F] => [&[tag, short], content].concat(),
        ref long => [&[tag, 0x80 | u8::try_from(long.len()).unwrap()], long, content].concat(),
    }
}

fn pkcs1(numbers: &[Vec<u8>]) -> Vec<u8> {
    let integer = |number: &Vec<u8>| {
        let sign: &[u8] = if number[0] >= 0x80 { &[0] } else { &[] };
        der(2, &[sign, number].concat())
    };
    let version = der(2, &[0]);
    let fields: Vec<u8> = numbers.iter().flat_map(integer).collect();
    der(0x30, &[version, fields].concat())
}

/// The same key as JWK, as PKCS#1 and as PKCS#8.
fn texts(numbers: &[Vec<u8>]) -> [String; 3] {
    let pkcs1 = pkcs1(numbers);
    let rsa = [0x30, 13, 6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 13, 1, 1, 1, 5, 0];
    let pkcs8 = der(0x30, &[&[2, 1, 0][..], &rsa, &der(4, &pkcs1)].concat());
    [jwk(numbers), pem_text("RSA PRIVATE KEY", &pkcs1), pem_text("PRIVATE KEY", &pkcs8)]
}

#[test]
fn primes_that_are_none_or_can_be_found_are_named_in_every_syntax() {
    for (kind, weakness) in [
        ("composite", PrimeWeakness::NotPrime),
        ("three_primes", PrimeWeakness::NotPrime),
        ("close", PrimeWeakness::TooClose),
        ("short", PrimeWeakness::TooShort),
    ] {
        for text in texts(&numbers(kind)) {
            assert_eq!(problem(&text), KeyProblem::PrimesWeak { weakness }, "{kind}: {text}");
        }
    }
    // Twice the same prime: the cryptography library sees that the numbers do not fit each other.
    for text in texts(&numbers("same")) {
        let seen = problem(&text);
        let named = matches!(
            seen,
            KeyProblem::Inconsistent { .. } | KeyProblem::PrimesWeak { weakness: PrimeWeakness::TooClose }
        );
        assert!(named, "{seen:?}");
    }
}

#[test]
fn a_small_public_exponent_is_read_with_a_note_and_signs() {
    for text in texts(&numbers("exponent_3")) {
        let read = read_key(&text);
        assert_eq!(read.notes, [ReadNote::SmallExponent { exponent: 3 }]);
        let key = read.private_key.unwrap();
        assert_eq!(key.algorithms().first(), Some(&SigningAlgorithm::Rs256));
        make_self_signed(&key, &CertificateOptions::default(), NOW).unwrap();
    }
    assert_eq!(read_key(&key_pem()).notes, []);
}

#[test]
fn a_public_exponent_that_no_signature_can_be_checked_with_is_named() {
    for text in texts(&numbers("exponent_long")) {
        assert_eq!(problem(&text), KeyProblem::ExponentUnusable { bits: 41 });
    }
    let mut even = numbers("usual");
    even[1] = vec![1, 0, 0];
    for text in texts(&even) {
        assert_eq!(problem(&text), KeyProblem::ExponentUnusable { bits: 17 });
    }
}

#[test]
fn a_weak_key_beside_a_good_one_is_named_when_it_is_chosen() {
    let source = [KeySource::pasted(format!("{}{}", texts(&numbers("composite"))[1], key_pem()))];
    let empty = KeyPair::default();
    let (_, loaded) = load(&empty, &source, &Passphrases::none());
    let chosen: Vec<(KeyPair, Loaded)> = loaded
        .choices
        .iter()
        .map(|choice| {
            load_watched(&empty, &source, &Passphrases::none(), Some(&choice.id), &ReadingWatch::default())
        })
        .collect();
    let [(nothing, weak), (pair, good)] = chosen.as_slice() else { panic!("{loaded:?}") };
    assert!(nothing.is_empty());
    assert_eq!(weak.problems[0].problem, KeyProblem::PrimesWeak { weakness: PrimeWeakness::NotPrime });
    assert_eq!((pair.private_key(), good.problems.as_slice()), (Some(key()), &[][..]));
}

#[test]
fn a_key_is_tested_wherever_it_becomes_one() {
    let [_, _, pkcs8] = texts(&numbers("composite"));
    let base64: String = pkcs8.lines().filter(|line| !line.starts_with('-')).collect();
    assert!(PrivateKey::from_pkcs8_der(&STANDARD.decode(base64).unwrap()).is_err());
}

#[test]
fn secret_members_of_a_jwk_are_read_however_json_writes_them() {
    let numbers = numbers("usual");
    let plain = jwk(&numbers);
    let expected = read_key(&plain).private_key;
    let escaped = |text: &str| -> String {
        text.chars().map(|character| format!("\\u{:04x}", u32::from(character))).collect()
    };
    for number in [&numbers[2], &numbers[3]] {
        let value = URL_SAFE_NO_PAD.encode(number);
        let text = plain.replace(&value, &escaped(&value));
        assert_eq!(read_key(&text).private_key, expected);
        let wrong = |member: &str| KeyProblem::JwkMemberInvalid { member: member.to_owned() };
        let member = if number == &numbers[2] { "d" } else { "p" };
        for instead in
            ["7".to_owned(), "\"\\u00e9\"".to_owned(), "\"\\u00\"".to_owned(), "\"\\/\"".to_owned()]
        {
            let seen = problem(&plain.replace(&format!("\"{value}\""), &instead));
            let is_named = seen == wrong(member) || matches!(seen, KeyProblem::FileDamaged { .. });
            assert!(is_named, "{instead}: {seen:?}");
        }
    }
}
