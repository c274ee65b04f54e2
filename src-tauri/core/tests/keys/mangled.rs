//! Keys as platforms keep them, and as mails, chats and web forms mangle them: each is read, and the report says what was
//! undone.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use countersign_core::certificate::{CertificateOptions, Subject, make_self_signed};
use countersign_core::key::PrivateKey;
use countersign_core::key_file::{LockForm, ReadNote, Undone};

use crate::common::{NOW, certificate, key, key_pem, openssl, openssl_bytes, read_bytes, unlock};

use Undone::{
    BareBase64, Base64, BeginAndEndLines, DecimalBytes, Entities, Escapes, Hexadecimal, InvisibleCharacters,
    LineMarks, LineNumbers, PercentEncoding, QuotedPieces, QuotedPrintable, Quotes,
};

fn base64(text: impl AsRef<[u8]>) -> String {
    STANDARD.encode(text)
}

/// Lines of so many characters.
fn wrapped(text: &str, width: usize) -> String {
    let lines: Vec<&str> =
        text.as_bytes().chunks(width).map(|line| std::str::from_utf8(line).unwrap()).collect();
    lines.join("\n")
}

/// The Base64 of a PEM text, without its lines.
fn body(pem: &str) -> String {
    pem.lines().filter(|line| !line.starts_with('-')).collect()
}

fn percent(text: &str, space: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b' ' => space.to_owned(),
            _ if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

fn each_line(text: &str, change: impl Fn(usize, &str) -> String) -> String {
    text.lines().enumerate().map(|(number, line)| change(number, line) + "\n").collect()
}

fn quoted_printable(text: &str) -> String {
    let escaped = text.replace('=', "=3D");
    each_line(&escaped, |_, line| wrapped(line, 60).replace('\n', "=\r\n"))
}

fn xxd(bytes: &[u8]) -> String {
    let mut dump = String::new();
    for (number, line) in bytes.chunks(16).enumerate() {
        let pairs: Vec<String> =
            line.chunks(2).map(|pair| pair.iter().map(|byte| format!("{byte:02x}")).collect()).collect();
        let shown: String =
            line.iter().map(|byte| if byte.is_ascii_graphic() { char::from(*byte) } else { '.' }).collect();
        writeln!(dump, "{:08x}: {:<39}  {shown}", number * 16, pairs.join(" ")).unwrap();
    }
    dump
}

fn hexdump(bytes: &[u8]) -> String {
    let mut dump = String::new();
    for (number, line) in bytes.chunks(16).enumerate() {
        let (first, last) = line.split_at(line.len().min(8));
        let digits = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x} ")).collect::<String>();
        let shown: String =
            line.iter().map(|byte| if byte.is_ascii_graphic() { char::from(*byte) } else { '.' }).collect();
        writeln!(dump, "{:08x}  {:<24} {:<24} |{shown}|", number * 16, digits(first), digits(last)).unwrap();
    }
    writeln!(dump, "{:08x}", bytes.len()).unwrap();
    dump
}

/// Reads a text, and compares key and what was undone.
fn check(failures: &mut Vec<String>, name: &str, text: impl AsRef<[u8]>, expected: &[Undone]) {
    check_for(failures, name, text.as_ref(), key(), expected);
}

fn check_for(failures: &mut Vec<String>, name: &str, bytes: &[u8], key: &PrivateKey, expected: &[Undone]) {
    let undone = |notes: &[ReadNote]| {
        notes.iter().find_map(|note| match note {
            ReadNote::Undone { steps } => Some(steps.clone()),
            _ => None,
        })
    };
    match read_bytes(bytes) {
        Ok(read) if read.private_key.as_ref() == Some(key) && read.problems.is_empty() => {
            let undone = undone(&read.notes).unwrap_or_default();
            if undone != expected {
                failures.push(format!("{name}: undone {undone:?}, expected {expected:?}"));
            }
        }
        other => failures.push(format!("{name}: {other:?}")),
    }
}

#[test]
fn keys_as_platforms_keep_them() {
    let pem = key_pem();
    let encoded = base64(&pem);
    let json = serde_json::to_string(&pem).unwrap();
    let both = pem.clone() + &certificate().to_pem();
    let mut failures = Vec::new();
    let mut is_read =
        |name: &str, text: String, expected: &[Undone]| check(&mut failures, name, text, expected);
    is_read("Base64 in one line", encoded.clone(), &[Base64]);
    is_read("Base64 wrapped", wrapped(&encoded, 76), &[Base64]);
    is_read("Base64 wrapped narrowly", wrapped(&encoded, 20), &[Base64]);
    is_read(
        "Base64 wrapped and indented",
        each_line(&wrapped(&encoded, 64), |_, line| format!("    {line}")),
        &[Base64],
    );
    is_read("Base64 in .env", format!("ID=x\nJWT_KEY=\"{encoded}\"\nEND=1\n"), &[Base64]);
    is_read("Base64 in .env without quotes", format!("JWT_KEY={encoded}\nOTHER=1\n"), &[Base64]);
    is_read("Base64 in a shell export", format!("export JWT_KEY='{encoded}'"), &[Base64]);
    is_read(
        "a Kubernetes Secret",
        format!(
            "apiVersion: v1\nkind: Secret\ndata:\n  tls.crt: {}\n  tls.key: {encoded}\ntype: kubernetes.io/tls\n",
            base64(certificate().to_pem())
        ),
        &[Base64],
    );
    is_read(
        "a Kubernetes Secret in JSON",
        format!("{{\"apiVersion\":\"v1\",\"data\":{{\"key\":\"{encoded}\"}},\"kind\":\"Secret\"}}"),
        &[Base64],
    );
    is_read(
        "a Kubernetes Secret with a folded line",
        format!("data:\n  key: >-\n{}", each_line(&wrapped(&encoded, 70), |_, line| format!("    {line}"))),
        &[Base64],
    );
    is_read(
        "stringData of Kubernetes",
        format!("stringData:\n  key: |\n{}", each_line(&pem, |_, line| format!("    {line}"))),
        &[],
    );
    is_read("Base64 twice", base64(&encoded), &[Base64]);
    let others: String = (0..5_000).fold(String::new(), |mut text, number| {
        let _ = writeln!(text, "SETTING_{number}=value {number}");
        text
    });
    assert!(others.len() > 100 * 1024);
    is_read("Base64 in a long file", format!("{others}JWT_KEY={encoded}\n{others}"), &[Base64]);
    is_read("Base64 three times", base64(base64(&encoded)), &[Base64]);
    is_read("Base64url without padding", URL_SAFE_NO_PAD.encode(&pem), &[Base64]);
    is_read("a data URL", format!("data:application/x-pem-file;base64,{encoded}"), &[Base64]);
    is_read(
        "Base64 of UTF-16",
        base64(pem.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()),
        &[Base64],
    );
    is_read("Base64 of JSON", base64(format!("{{\"key\":{json}}}")), &[Base64, Escapes, Quotes]);
    is_read("Base64 of key and certificate", base64(&both), &[Base64]);
    is_read("Base64 with escaped line ends", wrapped(&encoded, 64).replace('\n', "\\n"), &[Escapes, Base64]);
    is_read(
        "Base64 in PEM lines",
        format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----", wrapped(&encoded, 64)),
        &[Base64, BareBase64],
    );

    let gson = json.replace('=', "\\u003d").replace('+', "\\u002B").replace('/', "\\/");
    is_read("JSON of Gson", format!("{{\"private_key\": {gson}}}"), &[Escapes, Quotes]);
    is_read("JSON in JSON", serde_json::to_string(&format!("{{\"key\":{json}}}")).unwrap(), &[Escapes]);
    is_read(
        "JSON in JSON of Gson",
        serde_json::to_string(&format!("{{\"key\":{gson}}}")).unwrap(),
        &[Escapes, Quotes],
    );
    is_read(
        "AWS Secrets Manager",
        format!(
            "{{\"Name\":\"x\",\"SecretString\":{}}}",
            serde_json::to_string(&format!("{{\"k\":{json}}}")).unwrap()
        ),
        &[Escapes],
    );
    is_read(
        "literal line ends without BEGIN lines",
        wrapped(&body(&pem), 64).replace('\n', "\\n"),
        &[Escapes, BareBase64],
    );
    is_read("a value of JSON without BEGIN lines", format!("{{\"key\":\"{}\"}}", body(&pem)), &[BareBase64]);
    is_read(
        "JSON with a list of lines",
        serde_json::to_string(&pem.lines().collect::<Vec<_>>()).unwrap(),
        &[QuotedPieces],
    );
    is_read("a .env file", format!("A=1\nKEY=\"{}\"\nB=2", pem.replace('\n', "\\n")), &[Escapes, Quotes]);
    is_read("a .env file of several lines", format!("KEY='{pem}'\nB=2"), &[Quotes]);
    is_read("a .env file without quotes", format!("KEY={}\n", pem.replace('\n', "\\n")), &[Escapes]);
    is_read("a shell's $'…'", format!("export KEY=$'{}'", pem.replace('\n', "\\n")), &[Escapes, Quotes]);
    is_read(
        "Java properties",
        format!("key={}", pem.replace('\n', "\\n\\\n  ").replace('=', "\\=").replace(':', "\\:")),
        &[Escapes],
    );
    is_read("PowerShell", format!("$key = \"{}\"", pem.replace('\n', "`n")), &[Escapes, Quotes]);
    is_read("a here-string of PowerShell", format!("$key = @\"\n{pem}\"@"), &[Quotes]);
    is_read("a here-document", format!("cat > key.pem <<'EOF'\n{pem}EOF\n"), &[]);
    is_read(
        "a here-document with Base64",
        format!("base64 -d > key.pem <<EOF\n{}\nEOF\n", wrapped(&encoded, 76)),
        &[Base64],
    );
    is_read(
        "Terraform",
        format!("key = <<-EOT\n{}  EOT\n", each_line(&pem, |_, line| format!("    {line}"))),
        &[],
    );
    is_read("TOML", format!("key = \"\"\"\n{pem}\"\"\"\n"), &[Quotes]);
    is_read("XML", format!("<key>{pem}</key>"), &[]);
    is_read("XML without BEGIN lines", format!("<key>{}</key>", body(&pem)), &[BareBase64]);
    is_read("CDATA", format!("<key><![CDATA[{pem}]]></key>"), &[]);
    is_read(
        "an attribute in XML",
        format!("<key value=\"{}\"/>", pem.replace('\n', "&#xA;")),
        &[Entities, Quotes],
    );
    is_read("CSV", format!("name,key\nmine,\"{pem}\"\n"), &[Quotes]);
    is_read(
        "CSV with JSON",
        format!("name,key\nmine,\"{}\"\n", format!("{{\"k\":{json}}}").replace('"', "\"\"")),
        &[Escapes, Quotes],
    );
    is_read("YAML in one line", format!("key: \"{}\"", pem.replace('\n', "\\n")), &[Escapes, Quotes]);
    is_read("Java", each_line(&pem, |_, line| format!("    \"{line}\\n\" +")), &[QuotedPieces, Escapes]);
    is_read("Visual Basic", each_line(&pem, |_, line| format!("  \"{line}\" & vbCrLf & _")), &[QuotedPieces]);
    is_read("Python", each_line(&pem, |_, line| format!("  '{line}\\n'")), &[QuotedPieces, Escapes]);
    is_read("a comment", each_line(&pem, |_, line| format!("# {line}")), &[LineMarks]);
    is_read("a comment in Java", each_line(&pem, |_, line| format!(" * {line}")), &[LineMarks]);
    is_read("xxd", xxd(pem.as_bytes()), &[Hexadecimal]);
    is_read("hexdump -C", hexdump(pem.as_bytes()), &[Hexadecimal]);
    is_read("hexadecimal", pem.bytes().map(|byte| format!("{byte:02x}")).collect(), &[Hexadecimal]);
    is_read(
        "hexadecimal with colons",
        pem.bytes().map(|byte| format!("{byte:02X}:")).collect(),
        &[Hexadecimal],
    );
    is_read(
        "an array of C",
        format!(
            "unsigned char key[] = {{{}}};",
            pem.bytes().map(|byte| format!("0x{byte:02x}, ")).collect::<String>()
        ),
        &[Hexadecimal],
    );
    is_read(
        "a buffer of Node",
        format!("{{\"type\":\"Buffer\",\"data\":{:?}}}", pem.as_bytes()),
        &[DecimalBytes],
    );
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn keys_as_mails_chats_and_web_forms_mangle_them() {
    let pem = key_pem();
    let all_numbered = |form: &dyn Fn(usize, &str) -> String| each_line(&pem, form);
    let mut failures = Vec::new();
    let mut is_read =
        |name: &str, text: String, expected: &[Undone]| check(&mut failures, name, text, expected);
    is_read(
        "HTML entities",
        pem.replace('\n', "&#10;").replace('/', "&#x2F;").replace('+', "&#43;").replace('=', "&#61;"),
        &[Entities],
    );
    is_read(
        "named entities",
        pem.replace('\n', "&NewLine;").replace('/', "&sol;").replace('+', "&plus;").replace('=', "&equals;"),
        &[Entities],
    );
    is_read("entities twice", pem.replace('/', "&amp;#x2F;"), &[Entities]);
    is_read("percent-encoding", percent(&pem, "%20"), &[PercentEncoding]);
    is_read("a form", format!("grant_type=x&key={}&y=1", percent(&pem, "+")), &[PercentEncoding]);
    is_read("percent-encoding twice", percent(&percent(&pem, "%20"), "+"), &[PercentEncoding]);
    is_read("only line ends percent-encoded", pem.replace('\n', "%0A"), &[PercentEncoding]);
    is_read("quoted-printable", quoted_printable(&pem), &[QuotedPrintable]);
    is_read("quoted", all_numbered(&|_, line| format!("> {line}")), &[LineMarks]);
    is_read("quoted twice", all_numbered(&|_, line| format!("> > {line}")), &[LineMarks]);
    is_read("quoted and wrapped", all_numbered(&|_, line| format!("> {}", wrapped(line, 50))), &[LineMarks]);
    is_read(
        "quoted with an answer",
        format!("Hi,\n{}thanks\n", all_numbered(&|_, line| format!(">> {line}"))),
        &[LineMarks],
    );
    is_read(
        "added in a diff",
        format!("@@ -0,0 +1,28 @@\n{}", all_numbered(&|_, line| format!("+{line}"))),
        &[LineMarks],
    );
    is_read("removed in a diff", all_numbered(&|_, line| format!("-{line}")), &[LineMarks]);
    is_read("line numbers", all_numbered(&|number, line| format!("{}: {line}", number + 1)), &[LineNumbers]);
    is_read("cat -n", all_numbered(&|number, line| format!("{:>6}\t{line}", number + 1)), &[LineNumbers]);
    is_read(
        "numbers and bars",
        all_numbered(&|number, line| format!("{}|{line}", number + 1)),
        &[LineNumbers],
    );
    is_read(
        "numbers without anything",
        all_numbered(&|number, line| format!("{}{line}", number + 1)),
        &[LineNumbers],
    );
    is_read(
        "numbers on their own lines",
        all_numbered(&|number, line| format!("{}\n{line}", number + 1)),
        &[LineNumbers],
    );
    is_read(
        "grep -n",
        all_numbered(&|number, line| format!("key.pem:{}:{line}", number + 1)),
        &[LineNumbers],
    );
    is_read("bullets", all_numbered(&|_, line| format!("• {line}")), &[LineMarks]);
    is_read("a table", all_numbered(&|_, line| format!("| {line:<64} |")), &[LineMarks]);
    is_read("a frame", all_numbered(&|_, line| format!("│ {line:<64} │")), &[LineMarks]);
    is_read("psql", all_numbered(&|_, line| format!(" {line:<64}+")), &[LineMarks]);
    is_read("docker compose logs", all_numbered(&|_, line| format!("app_1  | {line}")), &[LineMarks]);
    is_read(
        "time stamps",
        all_numbered(&|number, line| {
            format!("2026-11-30T06:3{}:00.{}Z stdout F {line}", number % 7, number * 31)
        }),
        &[LineMarks],
    );
    for (name, character) in [
        ("zero-width space", '\u{200b}'),
        ("word joiner", '\u{2060}'),
        ("byte order mark", '\u{feff}'),
        ("soft hyphen", '\u{ad}'),
        ("left-to-right mark", '\u{200e}'),
        ("isolate", '\u{2068}'),
    ] {
        is_read(name, all_numbered(&|_, line| format!("{line}{character}")), &[InvisibleCharacters]);
        is_read(name, pem.chars().flat_map(|c| [c, character]).collect(), &[InvisibleCharacters]);
    }
    is_read("zeros", all_numbered(&|_, line| format!("{line}\0")), &[InvisibleCharacters]);
    is_read("line separators", pem.replace('\n', "\u{2028}"), &[]);
    is_read("no-break spaces", pem.replace(' ', "\u{a0}"), &[InvisibleCharacters]);
    is_read(
        "colours of a terminal",
        all_numbered(&|_, line| format!("\u{1b}[32m{line}\u{1b}[0m")),
        &[InvisibleCharacters],
    );
    is_read("full width", pem.replace("BEGIN", "ＢＥＧＩＮ"), &[InvisibleCharacters]);
    is_read("tags", all_numbered(&|_, line| format!("<p>{line}<br/></p>")), &[Undone::Tags]);
    is_read(
        "no capitals",
        pem.replace("BEGIN PRIVATE KEY", "begin private key").replace("END PRIVATE KEY", "end private key"),
        &[BeginAndEndLines],
    );
    is_read(
        "other capitals",
        pem.replace("BEGIN PRIVATE KEY", "Begin Private Key").replace("END PRIVATE KEY", "End Private Key"),
        &[BeginAndEndLines],
    );
    is_read("underscores", pem.replace("PRIVATE KEY", "PRIVATE_KEY"), &[]);
    is_read("no spaces", pem.replace(" PRIVATE KEY", "PRIVATEKEY"), &[BeginAndEndLines]);
    is_read("no dashes", pem.replace("-----", ""), &[BeginAndEndLines]);
    is_read("equals signs", pem.replace("-----", "====="), &[BeginAndEndLines]);
    is_read("asterisks", pem.replace("-----", "*****"), &[BeginAndEndLines]);
    is_read("an em dash", pem.replace("-----", "—"), &[BeginAndEndLines]);
    is_read("hyphens of Unicode", pem.replace('-', "\u{2010}"), &[BeginAndEndLines]);
    is_read("no END line", pem.replace("-----END PRIVATE KEY-----", ""), &[BareBase64]);
    is_read("no BEGIN line", pem.replace("-----BEGIN PRIVATE KEY-----", ""), &[BareBase64]);
    is_read("no lines", body(&pem), &[BareBase64]);
    is_read(
        "no lines, in a mail",
        format!("Here is the key:\n\n{}\n\nRegards, Ann", wrapped(&body(&pem), 64)),
        &[BareBase64],
    );
    is_read("lines of another kind", pem.replace("END PRIVATE KEY", "END RSA PRIVATE KEY"), &[BareBase64]);
    is_read(
        "odd widths",
        format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----", wrapped(&body(&pem), 37)),
        &[],
    );
    is_read("one line", pem.replace('\n', " "), &[]);
    is_read(
        "Base64url",
        format!(
            "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----",
            wrapped(&body(&pem).replace('+', "-").replace('/', "_"), 64)
        ),
        &[Undone::Base64Url],
    );
    is_read("plus signs lost", pem.replace('+', " "), &[Undone::SpacesForPlus]);
    is_read("plus signs and line ends lost", pem.replace(['+', '\n'], " "), &[Undone::SpacesForPlus]);
    is_read(
        "no padding",
        pem.replace('=', ""),
        if body(&pem).ends_with('=') { &[Undone::Padding] } else { &[] },
    );
    is_read("too much padding", pem.replace("\n-----END", "==\n-----END"), &[Undone::Padding]);
    for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
        let utf16: Vec<u8> = pem.encode_utf16().flat_map(bytes).collect();
        check_for(&mut failures, "UTF-16 without a mark", &utf16, key(), &[Undone::Utf16]);
    }
    let mut old: Vec<u8> = Vec::new();
    pem.bytes().for_each(|byte| match byte {
        b'-' => old.push(0x96),
        b' ' => old.push(0xa0),
        _ => old.push(byte),
    });
    check_for(&mut failures, "Windows-1252", &old, key(), &[InvisibleCharacters, BeginAndEndLines]);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn several_changes_one_after_the_other() {
    let pem = key_pem();
    let mut failures = Vec::new();
    let mut is_read =
        |name: &str, text: String, expected: &[Undone]| check(&mut failures, name, text, expected);
    let quoted = |text: &str| each_line(text, |_, line| format!("> {line}"));
    is_read("quoted Base64", quoted(&wrapped(&base64(&pem), 70)), &[LineMarks, Base64]);
    is_read("percent-encoded Base64", percent(&base64(&pem), "%20"), &[Base64]);
    is_read("Base64 of a quoted text", base64(quoted(&pem)), &[Base64, LineMarks]);
    is_read("a quoted mail with entities", quoted(&pem.replace('/', "&#x2F;")), &[Entities, LineMarks]);
    is_read(
        "entities, zero-width spaces and quotes",
        quoted(&each_line(&pem.replace('+', "&plus;"), |_, line| format!("{line}\u{200b}"))),
        &[Entities, LineMarks],
    );
    is_read(
        "lower case, quoted",
        quoted(
            &pem.replace("BEGIN PRIVATE KEY", "begin private key")
                .replace("END PRIVATE KEY", "end private key"),
        ),
        &[BeginAndEndLines, LineMarks],
    );
    is_read(
        "numbered without BEGIN lines",
        each_line(&wrapped(&body(&pem), 64), |number, line| format!("{}: {line}", number + 1)),
        &[LineNumbers, BareBase64],
    );
    is_read("quoted without BEGIN lines", quoted(&wrapped(&body(&pem), 64)), &[LineMarks, BareBase64]);
    is_read(
        "hexadecimal of Base64",
        base64(&pem).bytes().map(|byte| format!("{byte:02x}")).collect(),
        &[Hexadecimal, Base64],
    );
    is_read("quoted-printable and quoted", quoted(&quoted_printable(&pem)), &[LineMarks, QuotedPrintable]);
    is_read(
        "Base64 of JSON with entities",
        base64(format!(
            "{{\"key\": \"{}\"}}",
            pem.replace('\n', "\\n").replace('=', "&#61;").replace('+', "&#43;")
        )),
        &[Base64, Entities, Escapes, Quotes],
    );
    is_read(
        "one key as it is, its certificate as Base64",
        format!("{pem}\ncert: {}", base64(certificate().to_pem())),
        &[Base64],
    );
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn of_bare_structures_one_after_the_other_none_is_lost() {
    // The length of the first one decides whether it ends with padding.
    for name in ["a", "ab", "abc"] {
        let subject = Subject { common_name: name.into(), ..Subject::default() };
        let options = CertificateOptions { subject, ..CertificateOptions::default() };
        let own = make_self_signed(key(), &options, NOW).unwrap().to_pem();
        for wrap in [64, 10_000] {
            let bare = |pem: &str| wrapped(&body(pem), wrap) + "\n";
            for text in [bare(&own) + &bare(&key_pem()), bare(&key_pem()) + &bare(&own)] {
                let read = read_bytes(text.as_bytes()).unwrap();
                assert_eq!(read.private_key.as_ref(), Some(key()), "{name}, {wrap}");
                let certificate = read.certificate.map(|certificate| certificate.to_pem());
                assert_eq!(certificate.as_deref(), Some(own.as_str()), "{name}, {wrap}");
            }
        }
    }
}

#[test]
fn files_of_other_formats_as_text() {
    let pem = key_pem();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("key.pem");
    std::fs::write(&path, pem.clone() + &certificate().to_pem()).unwrap();
    let pkcs12 =
        openssl_bytes(&["pkcs12", "-export", "-in", path.to_str().unwrap(), "-passout", "pass:pw"], "");
    let der = openssl_bytes(&["pkey", "-outform", "DER"], &pem);
    let encrypted = openssl(&["pkcs8", "-topk8", "-passout", "pass:pw"], &pem);
    let old = openssl(&["rsa", "-traditional", "-aes128", "-passout", "pass:pw"], &pem);
    for (name, text, form) in [
        ("PKCS#12 wrapped", wrapped(&base64(&pkcs12), 64), LockForm::Pkcs12),
        ("PKCS#12 in one line", base64(&pkcs12), LockForm::Pkcs12),
        ("PKCS#12 in JSON", format!("{{\"value\":\"{}\"}}", base64(&pkcs12)), LockForm::Pkcs12),
        ("PKCS#12 in hexadecimal", xxd(&pkcs12), LockForm::Pkcs12),
        ("encrypted, Base64", base64(&encrypted), LockForm::Pkcs8),
        ("encrypted, quoted", each_line(&encrypted, |_, line| format!("> {line}")), LockForm::Pkcs8),
        ("encrypted, without lines", body(&encrypted), LockForm::Pkcs8),
        ("of old OpenSSL, Base64", base64(&old), LockForm::OldOpenSsl),
        ("of old OpenSSL, quoted", each_line(&old, |_, line| format!("> {line}")), LockForm::OldOpenSsl),
    ] {
        let read = read_bytes(text.as_bytes()).unwrap_or_else(|problem| panic!("{name}: {problem:?}"));
        assert_eq!(read.locked.len(), 1, "{name}: {read:?}");
        assert_eq!(read.locked[0].lock.form, form, "{name}");
        assert_eq!(unlock(text.as_bytes(), "pw").unwrap().private_key.as_ref(), Some(key()), "{name}");
    }
    let mut failures = Vec::new();
    check(&mut failures, "DER as Base64", base64(&der), &[BareBase64]);
    check(&mut failures, "DER in hexadecimal", xxd(&der), &[Hexadecimal]);
    check(
        &mut failures,
        "DER with colons",
        der.iter().map(|byte| format!("{byte:02X}:")).collect::<String>(),
        &[Hexadecimal],
    );
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "this is about the time that reading takes")]
fn whatever_is_around_a_key_it_is_read_in_less_than_a_second() {
    let pem = key_pem();
    // The more looks like something to undo, the more is tried.
    let noise =
        "%20 &amp; =3D \\n \"x\" <p> > 12: BEGIN the END 0x41 + | \u{200b}`n AAAAAAAAAAAAAAAAAAAAAAAA\n"
            .repeat(500);
    let text = format!("{noise}{}", base64(base64(pem)));
    let began = std::time::Instant::now();
    let _ = read_bytes(text.as_bytes());
    // Tests are not optimised.
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
}
