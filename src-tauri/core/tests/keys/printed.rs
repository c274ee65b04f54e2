//! Keys as programs print and export them: as a document, an object of a language, a registry file, a dump of bytes, or in a
//! PDF. Each is read, and the report says what was undone.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use countersign_core::key_file::{KeyProblem, SeenInstead, Undone};

use crate::common::{
    certificate, key, key_pem, openssl_bytes, problem, python, read_bytes, read_key, run, undone,
};

/// Reads a text that holds the shared key.
fn assert_read(name: &str, text: impl AsRef<[u8]>, steps: &[Undone]) {
    let read = read_bytes(text.as_ref()).unwrap_or_else(|problem| panic!("{name}: {problem:?}"));
    assert_eq!(read.private_key.as_ref(), Some(key()), "{name}: {read:?}");
    assert_eq!((read.problems, read.notes), (vec![], vec![undone(steps)]), "{name}");
}

fn key_file() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("key.pem");
    std::fs::write(&path, key_pem()).unwrap();
    let path = path.to_str().unwrap().to_owned();
    (folder, path)
}

fn word_pad(text: &str) -> String {
    let lines = text.lines().fold(String::new(), |lines, line| lines + line + "\\par\r\n");
    format!(
        "{{\\rtf1\\ansi\\ansicpg1252\\deff0\\nouicompat\\deflang1033{{\\fonttbl{{\\f0\\fnil\\fcharset0 Calibri;}}}}\r\n\
         {{\\*\\generator Riched20 10.0.19041}}\\viewkind4\\uc1 \r\n\\pard\\sa200\\sl276\\slmult1\\f0\\fs22\\lang9 {lines}}}\r\n\0"
    )
}

#[test]
fn documents_in_rich_text() {
    let pem = key_pem();
    assert_read("WordPad", word_pad(&pem), &[Undone::RichText]);
    assert_read("WordPad, in a sentence", word_pad(&format!("My key:\n\n{pem}\nBye")), &[Undone::RichText]);
    let lines: String = pem.lines().map(|line| format!("{line}\\\n")).collect();
    assert_read(
        "TextEdit",
        format!(
            "{{\\rtf1\\ansi\\cocoartf2709\n{{\\fonttbl\\f0\\fswiss Helvetica;}}\n{{\\colortbl;\\red255;}}\n{{\\*\\expandedcolortbl;;}}\n\
             \\pard\\tx560\n\n\\f0\\fs24 \\cf0 {lines}}}"
        ),
        // Its lines end with a backslash, as those that a shell continues.
        &[Undone::Escapes],
    );
    let runs: String = pem
        .lines()
        .map(|line| {
            let (first, last) = line.split_at(line.len() / 2);
            format!("{{\\rtlch\\fcs1 \\af0 \\ltrch\\fcs0 \\insrsid1 {first}}}{{\\b {last}\\line }}")
        })
        .collect();
    assert_read("Word", format!("{{\\rtf1\\ansi {{\\info{{\\title MIIB}}}}{runs}}}"), &[Undone::RichText]);
    let dashes = pem.replace("-----", "\\'96\\u8211?\\emdash ");
    assert_read("typographic dashes", word_pad(&dashes), &[Undone::RichText, Undone::BeginAndEndLines]);
    let both = word_pad(&(pem.clone() + &certificate().to_pem()));
    assert_eq!(read_key(both.trim_end_matches('\0')).certificate.as_ref(), Some(certificate()));
    let body: String =
        pem.lines().filter(|line| !line.starts_with('-')).map(|line| format!("{line}\n")).collect();
    assert_read("without BEGIN lines", word_pad(&body), &[Undone::RichText, Undone::BareBase64]);
    // What is broken in a document is said about the document.
    assert_eq!(
        problem(&word_pad(&pem.replace("MII", "M*I"))),
        KeyProblem::NotAKey { seen: SeenInstead::RichText }
    );
}

#[test]
fn json_web_keys_as_programs_print_them() {
    let (_folder, path) = key_file();
    let node = |print: &str| {
        let jwk = "require('node:crypto').createPrivateKey(require('node:fs').readFileSync(process.argv[1])).export({ format: 'jwk' })";
        run("node", "nodejs", &["--eval", &print.replace("JWK", jwk), &path])
    };
    let json = node("console.log(JSON.stringify(JWK))");
    let from_json = |script: &str| run(python(), "python3", &["-c", script, &json]);
    let literal = [Undone::ObjectLiteral];
    assert_read("Node", node("console.log(JWK)"), &literal);
    assert_read("a set in Node", node("console.log({ keys: [JWK], more: undefined })"), &literal);
    assert_read("Node, deep", node("console.log('the key is:', { a: { use: 'sig', ...JWK } })"), &literal);
    assert_read("Python", from_json("import json, sys; print(json.loads(sys.argv[1]))"), &literal);
    assert_read(
        "Python with other values",
        from_json("import json, sys; print({'alg': None, 'ext': True, **json.loads(sys.argv[1])})"),
        &literal,
    );
    assert_read(
        "pprint",
        from_json("import json, sys, pprint; pprint.pprint({'keys': [json.loads(sys.argv[1])]})"),
        &literal,
    );
    assert_read("Ruby", json.replace("\":", "\" => "), &literal);
    assert_read("typographic quotation marks", json.replace('"', "”"), &literal);
    assert_read("a comma at the end", json.trim_end().replace('}', ",\n}"), &literal);
    let parts = json.replace('"', "'").replace("MI", "M' +\n    'I").replace('A', "A' +\n    '");
    assert_read("strings in parts", parts, &literal);
}

fn registry(name: &str, bytes: &[u8]) -> String {
    let mut text = format!(
        "Windows Registry Editor Version 5.00\r\n\r\n[HKEY_CURRENT_USER\\Software\\Shop]\r\n\"Other\"=dword:00000001\r\n{name}:"
    );
    let mut column = name.len() + 1;
    for (number, byte) in bytes.iter().enumerate() {
        write!(text, "{byte:02x}").unwrap();
        column += 3;
        if number + 1 < bytes.len() {
            text.push(',');
        }
        if column > 76 {
            text.push_str("\\\r\n  ");
            column = 2;
        }
    }
    text + "\r\n\"Port\"=dword:000001bb\r\n\r\n"
}

#[test]
fn exports_of_the_windows_registry() {
    let pem = key_pem();
    let der = openssl_bytes(&["pkey", "-outform", "DER"], &pem);
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    for (name, text) in [
        ("bytes of a text", registry("\"Key\"=hex", pem.as_bytes())),
        ("a text with its zero", registry("\"Key\"=hex", &[pem.as_bytes(), &[0]].concat())),
        ("bytes of DER", registry("\"Key\"=hex", &der)),
        ("the default value", registry("@=hex", pem.as_bytes())),
        ("a text", registry("\"Key\"=hex(1)", &utf16(&(pem.clone() + "\0")))),
        ("a text with variables", registry("\"Key\"=hex(2)", &utf16(&(pem.clone() + "\0")))),
        ("lines", registry("\"Key\"=hex(7)", &utf16(&(pem.replace('\n', "\0") + "\0\0")))),
    ] {
        assert_read(name, &text, &[Undone::Hexadecimal]);
        let file = [&[0xFF, 0xFE], utf16(&text).as_slice()].concat();
        assert_read(name, file, &[Undone::Hexadecimal]);
    }
}

/// Words of two bytes with the lowest first, as `hexdump` prints them.
fn words(bytes: &[u8], space: &str) -> String {
    let mut dump = String::new();
    for (number, line) in bytes.chunks(16).enumerate() {
        write!(dump, "{:07x}", number * 16).unwrap();
        for pair in line.chunks(2) {
            write!(dump, "{space}{:02x}{:02x}", pair.get(1).unwrap_or(&0), pair[0]).unwrap();
        }
        dump.push('\n');
    }
    writeln!(dump, "{:07x}", bytes.len()).unwrap();
    dump
}

#[test]
fn dumps_in_words_with_the_lowest_byte_first() {
    let hexadecimal = [Undone::Hexadecimal];
    // With an odd number of bytes, the last word is filled up.
    for end in ["", "\n"] {
        let pem = key_pem() + end;
        assert_read("hexdump", words(pem.as_bytes(), " "), &hexadecimal);
        assert_read("od -x of BSD", words(pem.as_bytes(), "    "), &hexadecimal);
        let (_folder, path) = key_file();
        std::fs::write(&path, &pem).unwrap();
        for options in
            [&["-x"][..], &["-A", "x", "-t", "x2"], &["-t", "x4"], &["-t", "x8"], &["-A", "d", "-t", "x1"]]
        {
            assert_read("od", run("od", "coreutils", &[options, &[&path]].concat()), &hexadecimal);
        }
    }
    let der = openssl_bytes(&["pkey", "-outform", "DER"], &key_pem());
    assert_read("hexdump of DER", words(&der, " "), &hexadecimal);
}

#[test]
fn ligatures_of_a_pdf() {
    // A key whose Base64 has all of them is hard to find; one that has some is not.
    let pem = key_pem();
    let ligatures = [("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ"), ("st", "ﬆ")];
    let set = ligatures.iter().fold(pem.clone(), |text, (letters, ligature)| text.replace(letters, ligature));
    // So that there is one, whatever key was made.
    let text = format!("The ﬁrst key:\n{}\n", set.replace('\n', "\u{200b}\n"));
    assert_read("a PDF", text, &[Undone::InvisibleCharacters]);
    let encoded = STANDARD.encode(pem);
    let set = ligatures.iter().fold(encoded, |text, (letters, ligature)| text.replace(letters, ligature));
    assert!(read_bytes(set.as_bytes()).is_ok());
}
