//! Damaged, odd and hostile inputs: each gives a named problem, a lock, or the right key; quickly, without a
//! panic, and in bounded memory. All are derived from the corpus in `fuzz/corpus` and a fixed seed, so that a
//! failure can be reproduced.
//!
//! They have a binary of their own, because the memory is measured for the whole process.

#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]
#![expect(clippy::disallowed_methods, reason = "this is about the time that reading takes")]

use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use countersign_core::key::PrivateKey;
use countersign_core::key_file::{
    Lock, LockForm, MAX_KEY_FILE_BYTES, MAX_READING_BYTES, Passphrases, Reader,
};
use countersign_core::key_pair::{KeyPair, KeySource, Loaded, load};
use peak_alloc::PeakAlloc;
use zeroize::Zeroizing;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Passphrase of all locked files of the corpus.
const PASSPHRASE: &str = "corpus";
/// A second in a release build. Without optimisation, and while other processes run, it takes several times as
/// long. The slowest input is a key whose iteration count was raised to what is still allowed; all others take
/// milliseconds.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 30 } else { 1 });
/// Time and memory are measured for the whole process, so one test runs at a time.
static ALONE: Mutex<()> = Mutex::new(());
/// The measured peak is about 40 MiB, for a megabyte of JSON that becomes a tree.
const MOST_MEMORY: usize = 128 * 1024 * 1024;

/// How often each input is repeated: many cheap things must not be expensive together.
const REPETITIONS: usize = 4_000;

/// Without optimisation, only some of the inputs are multiplied.
const EVERY: usize = if cfg!(debug_assertions) { 60 } else { 1 };

struct Input {
    what: String,
    bytes: Vec<u8>,
    /// The only key that it may give.
    key: Option<PrivateKey>,
    /// Nothing is wrong with it, so it must give the key.
    is_right: bool,
}

/// A file of the corpus, and the key in it.
struct Sample {
    reader: Reader,
    name: String,
    bytes: Vec<u8>,
    key: Option<PrivateKey>,
}

/// Pseudo-random numbers that are the same each time (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }
}

fn corpus() -> Vec<Sample> {
    // Cargo runs a test in the folder of its package.
    let root = Path::new("../../fuzz/corpus");
    let mut samples = Vec::new();
    for reader in Reader::ALL {
        let mut paths: Vec<_> =
            root.join(reader.name()).read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            let bytes = std::fs::read(&path).unwrap();
            let reading = reader.read(&bytes, Some(PASSPHRASE));
            let key = reading.private_keys.first().cloned();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            assert!(key.is_some() || !reading.certificates.is_empty(), "{name} of the corpus: {reading:?}");
            samples.push(Sample { reader, name, bytes, key });
        }
    }
    samples
}

fn load_all(contents: &[&[u8]], passphrase: Option<&str>) -> (KeyPair, Loaded) {
    let mut passphrases = Passphrases::none();
    if let Some(passphrase) = passphrase {
        // As if it was given for something else: a person waits longer for a lock that they gave it for, sees how far that
        // is, and can cancel. `key_file/budget.rs` bounds that, too.
        let elsewhere = Lock { source: u32::MAX, place: 0, form: LockForm::Pkcs8, entry: None };
        passphrases.give(elsewhere, passphrase.into());
    }
    let source = |bytes: &&[u8]| KeySource { name: None, content: Ok(Zeroizing::new(bytes.to_vec())) };
    let sources: Vec<KeySource> = contents.iter().map(source).collect();
    load(&KeyPair::default(), &sources, &passphrases)
}

/// The slowest reading and the one that needed most memory.
#[derive(Default)]
struct Worst {
    slowest: (Duration, String),
    largest: (usize, String),
}

impl Worst {
    /// Reads, and fails the test if that takes too long or too much memory. The sources themselves count as memory.
    fn measure(&mut self, what: &str, contents: &[&[u8]], passphrase: Option<&str>) -> (KeyPair, Loaded) {
        MEMORY.reset_peak_usage();
        let before = MEMORY.current_usage();
        let start = Instant::now();
        let read = load_all(contents, passphrase);
        let (taken, memory) = (start.elapsed(), MEMORY.peak_usage() - before);
        assert!(taken < LONGEST, "{what} took {taken:?}");
        assert!(memory < MOST_MEMORY, "{what} needed {memory} bytes");
        if taken > self.slowest.0 {
            self.slowest = (taken, what.to_owned());
        }
        if memory > self.largest.0 {
            self.largest = (memory, what.to_owned());
        }
        read
    }
}

/// The input many times: in one source, as often as it fits; as one JSON array or PEM text; and spread over many sources.
fn multiplied(input: &[u8]) -> Vec<Vec<Vec<u8>>> {
    let fitting = |length: usize| REPETITIONS.min(MAX_KEY_FILE_BYTES / (length + 1).max(1)).max(1);
    let one_after_the_other = [input, b"\n"].concat().repeat(fitting(input.len()));
    let mut ways = vec![vec![one_after_the_other]];
    for label in ["PRIVATE KEY", "PKCS12", "OPENSSH PRIVATE KEY", "CERTIFICATE"] {
        let block = pem(label, input);
        ways.push(vec![block.repeat(fitting(block.len())).into_bytes()]);
    }
    if input.starts_with(b"{") {
        let with_comma = [input, b","].concat().repeat(fitting(input.len()));
        ways.push(vec![[b"[", &with_comma[..with_comma.len() - 1], b"]"].concat()]);
    }
    // As many sources as the whole program reads into memory.
    let sources = REPETITIONS.min(MAX_READING_BYTES / input.len().max(1) + 1);
    ways.push(vec![input.to_vec(); sources]);
    ways
}

/// Truncated, with flipped bits, with inserted and removed bytes, with false lengths.
fn damaged(sample: &Sample, dice: &mut Dice) -> Vec<Input> {
    let Sample { name, bytes, key, .. } = sample;
    let mut inputs = Vec::new();
    let mut add = |what: String, bytes: Vec<u8>| {
        inputs.push(Input { what: format!("{name}, {what}"), bytes, key: key.clone(), is_right: false });
    };
    for _ in 0..6 {
        let length = dice.below(bytes.len());
        add(format!("cut to {length} bytes"), bytes[..length].to_vec());
    }
    let start = 1 + dice.below(bytes.len() / 2);
    add(format!("without its first {start} bytes"), bytes[start..].to_vec());
    for _ in 0..12 {
        let (at, bit) = (dice.below(bytes.len()), dice.below(8));
        let mut flipped = bytes.clone();
        flipped[at] ^= 1 << bit;
        add(format!("bit {bit} of byte {at} flipped"), flipped);
    }
    for _ in 0..4 {
        let (at, length) = (dice.below(bytes.len()), 1 + dice.below(40));
        let mut changed = bytes.clone();
        changed.splice(at..at, (0..length).map(|_| u8::try_from(dice.below(256)).unwrap()));
        add(format!("{length} bytes put in at {at}"), changed);
        let (at, length) = (dice.below(bytes.len()), 1 + dice.below(40));
        let mut changed = bytes.clone();
        changed.drain(at..(at + length).min(changed.len()));
        add(format!("{length} bytes taken out at {at}"), changed);
    }
    for claim in [&[0x84, 0xFF, 0xFF, 0xFF, 0xFF][..], &[0x84, 0x7F, 0xFF, 0xFF, 0xFF], &[0x80], &[0xFF; 4]] {
        let at = dice.below(bytes.len().min(64));
        let mut changed = bytes.clone();
        changed.splice(at..(at + claim.len()).min(bytes.len()), claim.iter().copied());
        add(format!("a length that lies at {at}: {claim:02X?}"), changed);
    }
    inputs
}

/// Harmless changes that text suffers on its way, and wrong labels.
fn odd_texts(sample: &Sample) -> Vec<Input> {
    let Ok(text) = std::str::from_utf8(&sample.bytes) else { return Vec::new() };
    let mut inputs = Vec::new();
    let mut add = |what: &str, text: String, is_right: bool| {
        let what = format!("{}, {what}", sample.name);
        inputs.push(Input { what, bytes: text.into_bytes(), key: sample.key.clone(), is_right });
    };
    let mut ends = ["\r\n", "\n", "\r"].into_iter().cycle();
    let mixed: String = text.lines().map(|line| line.to_owned() + ends.next().unwrap()).collect();
    add("mixed line ends", mixed, true);
    add("a byte order mark before it", format!("\u{feff}{text}"), true);
    if sample.reader == Reader::Text {
        add("words around it", format!("Dear colleague,\nhere it is:\n\n{text}\nBest regards\n"), true);
        add("quoted", format!("\"{}\"", text.trim().replace('\n', "\\n")), true);
        for label in ["CERTIFICATE", "PUBLIC KEY", "OPENSSH PRIVATE KEY", "X"] {
            let begin = text.find("-----BEGIN ").unwrap() + 11;
            let own = &text[begin..begin + text[begin..].find("-----").unwrap()];
            add(&format!("labelled {label}"), text.replace(own, label), false);
        }
    }
    inputs
}

/// A DER value of a tag and its content.
fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    [&[tag, 0x84][..], &length, content].concat()
}

fn pem(label: &str, der: &[u8]) -> String {
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", STANDARD.encode(der))
}

/// Inputs made to be slow or to need memory.
fn hostile() -> Vec<Input> {
    let mut inputs = Vec::new();
    let mut add = |what: &str, bytes: Vec<u8>| {
        inputs.push(Input { what: what.to_owned(), bytes, key: None, is_right: false });
    };
    let most = MAX_KEY_FILE_BYTES;

    let mut deep = Vec::new();
    for _ in 0..2_000 {
        deep = der(0x30, &deep);
    }
    add("2,000 SEQUENCEs in each other", deep.clone());
    add("the same in PEM", pem("PRIVATE KEY", &deep).into_bytes());
    add("a megabyte of SEQUENCEs without a length", [0x30, 0x80].repeat(most / 2));
    add(
        "the same for PKCS#12",
        [&[0x30, 0x80, 2, 1, 3, 0x30, 0x80][..], &[0x30, 0x80].repeat(most / 4)].concat(),
    );
    add("JSON arrays in each other", format!("{{\"kty\":{}", "[".repeat(most / 2)).into_bytes());

    let huge = vec![0x7F; most - 4_096];
    let integer = |bytes: &[u8]| der(2, bytes);
    let small: Vec<u8> = (0..7).flat_map(|_| integer(&[5])).collect();
    add("an RSA modulus of eight million bits", der(0x30, &[integer(&[0]), integer(&huge), small].concat()));
    let numbers: Vec<u8> = (0..8).flat_map(|_| integer(&huge[..most / 10])).collect();
    add("eight RSA numbers of 800,000 bits", der(0x30, &[integer(&[0]), numbers].concat()));
    let number = URL_SAFE_NO_PAD.encode(&huge[..most / 12]);
    let members: Vec<String> = ["n", "e", "d", "p", "q", "dp", "dq", "qi"]
        .iter()
        .map(|name| format!("\"{name}\":\"{number}\""))
        .collect();
    add("the same in JSON", format!("{{\"kty\":\"RSA\",{}}}", members.join(",")).into_bytes());
    let ssh = |fields: &[&[u8]]| -> Vec<u8> {
        let with_length =
            |field: &&[u8]| [&u32::try_from(field.len()).unwrap().to_be_bytes()[..], field].concat();
        fields.iter().flat_map(with_length).collect()
    };
    let big = &huge[..most / 8];
    let public = ssh(&[b"ssh-rsa", &[1, 0, 1], big]);
    let private = [&[0; 8][..], &ssh(&[b"ssh-rsa", big, &[1, 0, 1], big, big, big, big, b"x"])].concat();
    let ssh_key = |cipher: &[u8], kdf: &[u8], options: &[u8], private: &[u8]| {
        [b"openssh-key-v1\0", &ssh(&[cipher, kdf, options])[..], &[0, 0, 0, 1], &ssh(&[&public, private])]
            .concat()
    };
    add("an OpenSSH key of a million bits", ssh_key(b"none", b"none", b"", &private));
    let rounds = [&ssh(&[&[7; 16]])[..], &[0xFF; 4]].concat();
    add("four thousand million rounds of bcrypt", ssh_key(b"aes256-ctr", b"bcrypt", &rounds, &[0; 64]));
    add("an OpenSSH key whose first string has four gigabytes", b"openssh-key-v1\0\xFF\xFF\xFF\xFF".to_vec());

    let short = |tag: u8, content: &[u8]| [&[tag, u8::try_from(content.len()).unwrap()], content].concat();
    let data = [6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 1];
    let safe = short(0x30, &[&data[..], &short(0xA0, &short(4, &[0x30, 0]))].concat());
    let sha1 = [0x30, 7, 6, 5, 0x2B, 0x0E, 3, 2, 0x1A];
    let digest = short(0x30, &[&sha1[..], &short(4, &[7; 20])].concat());
    for iterations in [[2, 2, 0x4E, 0x20].as_slice(), &[2, 3, 0, 0xC3, 0x50], &[2, 3, 0x20, 0, 0]] {
        let mac = short(0x30, &[&digest[..], &short(4, &[7; 8]), iterations].concat());
        let pfx = short(0x30, &[&[2, 1, 3][..], &safe, &mac].concat());
        add("thousands of tiny PKCS#12 blocks", pem("PKCS12", &pfx).repeat(REPETITIONS).into_bytes());
    }

    let begin = [0x30, 0x80, 2, 1, 3, 0x30, 0x80];
    let strings = [0x24, 0x80, 0, 0].repeat(most / 4 - begin.len());
    add("a megabyte of empty strings without a length", [&begin[..], &strings].concat());
    add("a megabyte of key types in one brace", format!("{{{}", "\"kty\"".repeat(most / 5 - 1)).into_bytes());
    add("a megabyte of key types without braces", "\"kty\"".repeat(most / 5).into_bytes());
    add("tags without an end", vec![b'<'; 64 * 1024]);
    add("a megabyte of spaces", vec![b' '; most]);
    add("a file one byte too large", vec![b'A'; most + 1]);
    add("a file sixteen times too large", vec![0x30; 16 * most]);
    add("nothing", Vec::new());
    add("one byte", vec![0x30]);
    let unit = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n";
    add("thousands of empty blocks", unit.repeat(most / unit.len()).into_bytes());
    let unit = "{\"kty\":\"EC\",\"crv\":\"P-256\"},";
    let keys = unit.repeat(most / unit.len() - 1);
    add(
        "thousands of public keys in a set",
        format!("{{\"keys\":[{}]}}", keys.trim_end_matches(',')).into_bytes(),
    );

    for magic in [[0xFE, 0xED, 0xFE, 0xED], [0xCE; 4]] {
        let store = |rest: &[u8]| [&magic[..], &[0, 0, 0, 2], rest, &[0; 20]].concat();
        add("a keystore of four thousand million entries", store(&[0xFF; 4]));
        let entry = [&[0, 0, 0, 1, 0, 0, 0, 1, 0, 1, b'a'][..], &[0; 8]].concat();
        add("a keystore with a key of four gigabytes", store(&[&entry[..], &[0xFF; 4]].concat()));
        add("a keystore with an alias longer than it", store(&[0, 0, 0, 1, 0, 0, 0, 1, 0xFF, 0xFF, b'a']));
        let trusted = [0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        let entries = trusted.repeat(most / trusted.len() - 3);
        let count = u32::try_from(entries.len() / trusted.len()).unwrap().to_be_bytes();
        add("a keystore with thousands of empty certificates", store(&[&count[..], &entries].concat()));
    }
    inputs
}

#[test]
fn damaged_odd_and_hostile_inputs_are_named_quickly_and_in_bounded_memory() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let corpus = corpus();
    let mut dice = Dice(20_270_115);
    let mut inputs: Vec<Input> = corpus.iter().flat_map(|sample| damaged(sample, &mut dice)).collect();
    inputs.extend(corpus.iter().flat_map(odd_texts));
    inputs.extend(hostile());
    assert!(inputs.len() >= 300, "{}", inputs.len());

    let mut worst = Worst::default();
    for Input { what, bytes, key, is_right } in &inputs {
        for passphrase in [None, Some(PASSPHRASE)] {
            let (pair, loaded) = worst.measure(what, &[bytes], passphrase);
            let is_named = !loaded.problems.is_empty() || !loaded.locked.is_empty();
            assert!(is_named || !pair.is_empty(), "{what} gave nothing at all");
            if let Some(read) = pair.private_key() {
                assert_eq!(Some(read), key.as_ref(), "{what} gave a key that nobody had");
            }
            if *is_right && passphrase.is_some() {
                assert_eq!(pair.private_key(), key.as_ref(), "{what} is right, and yet: {loaded:?}");
            }
        }
    }
    println!("{} inputs; slowest {:?}; most memory {:?}", inputs.len(), worst.slowest, worst.largest);
}

#[test]
fn thousands_of_the_same_input_are_named_as_quickly_and_in_bounded_memory() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let corpus = corpus();
    let mut dice = Dice(20_270_116);
    let whole = |sample: &Sample| Input {
        what: sample.name.clone(),
        bytes: sample.bytes.clone(),
        key: sample.key.clone(),
        is_right: false,
    };
    let mut inputs: Vec<Input> = corpus.iter().map(whole).collect();
    inputs.extend(corpus.iter().flat_map(|sample| damaged(sample, &mut dice)));
    inputs.extend(hostile());

    let mut worst = Worst::default();
    for Input { what, bytes, key, .. } in inputs.iter().step_by(EVERY) {
        for sources in multiplied(bytes) {
            let contents: Vec<&[u8]> = sources.iter().map(Vec::as_slice).collect();
            let what = format!("{what}, in {} sources of {} bytes", contents.len(), contents[0].len());
            for passphrase in [None, Some(PASSPHRASE)] {
                let (pair, loaded) = worst.measure(&what, &contents, passphrase);
                let is_named = !loaded.problems.is_empty() || !loaded.locked.is_empty();
                assert!(is_named || !pair.is_empty(), "{what} gave nothing at all");
                assert!(loaded.problems.len() < 50 && loaded.locked.len() <= 200, "{what} said too much");
                if let Some(read) = pair.private_key() {
                    assert_eq!(Some(read), key.as_ref(), "{what} gave a key that nobody had");
                }
            }
        }
    }
    println!("{} inputs; slowest {:?}; most memory {:?}", inputs.len(), worst.slowest, worst.largest);
}

#[test]
fn thousands_of_different_things_are_named_as_quickly_and_in_bounded_memory() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let corpus = corpus();
    let mut dice = Dice(20_270_117);
    // Many different files of the corpus and damaged ones together, in one text and in many sources.
    let mut pieces: Vec<Vec<u8>> = Vec::new();
    while pieces.len() < REPETITIONS {
        for sample in &corpus {
            pieces.extend(damaged(sample, &mut dice).into_iter().map(|input| input.bytes));
        }
    }
    let mut worst = Worst::default();
    let sources: Vec<&[u8]> = pieces.iter().map(Vec::as_slice).collect();
    let blocks: Vec<String> = pieces.iter().map(|piece| pem("PKCS12", piece)).collect();
    for passphrase in [None, Some(PASSPHRASE)] {
        let (_, loaded) = worst.measure("thousands of damaged sources", &sources, passphrase);
        assert!(!loaded.problems.is_empty());
        for text in [blocks.concat(), blocks.concat().replace("PKCS12", "PRIVATE KEY")] {
            let parts: Vec<&[u8]> = text.as_bytes().chunks(MAX_KEY_FILE_BYTES).collect();
            let (_, loaded) = worst.measure("thousands of damaged blocks", &parts, passphrase);
            assert!(!loaded.problems.is_empty());
        }
    }
    println!("slowest {:?}; most memory {:?}", worst.slowest, worst.largest);
}

#[test]
fn no_reader_panics_on_its_corpus_or_on_thousands_of_changes_to_it() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let corpus = corpus();
    for Sample { reader, name, bytes, .. } in &corpus {
        let mut dice = Dice(u64::try_from(bytes.len()).unwrap());
        for turn in 0..200 {
            let mut changed = bytes.clone();
            for _ in 0..=dice.below(4) {
                let at = dice.below(changed.len());
                match dice.below(4) {
                    0 => changed[at] = u8::try_from(dice.below(256)).unwrap(),
                    1 => changed.truncate(at.max(1)),
                    2 => changed.insert(at, 0xFF),
                    _ => drop(changed.splice(at..at, bytes[..dice.below(bytes.len())].iter().copied())),
                }
            }
            // Deriving a key takes time, so only some readings have the passphrase.
            let reading = reader.read(&changed, (turn % 8 == 0).then_some(PASSPHRASE));
            let found = reading.private_keys.len() + reading.certificates.len();
            assert!(found + reading.problems.len() + reading.locked.len() > 0, "{name}, turn {turn}");
        }
    }
}
