//! Harmless additions that people paste around, between and into PEM texts.

use countersign_core::key::{KeySyntax, KeyType};
use countersign_core::key_file::{CertificateChoice, KeyProblem, LockForm, ReadNote, Undone};

use crate::common::{
    NOW, certificate, certificate_for, key, key_pem, openssl, other_key, pem, problem, read_bytes, read_key,
    read_text, undone,
};

#[test]
fn a_key_is_read_with_its_type_size_and_syntax() {
    let material = read_key(&key_pem());
    let read = material.private_key.unwrap();
    assert_eq!(&read, key());
    assert_eq!(read.key_type(), KeyType::Rsa { bits: 2048 });
    assert_eq!(read.syntax(), KeySyntax::Pkcs8);
    assert_eq!(material.certificate, None);
    assert_eq!(material.notes, []);
}

#[test]
fn line_ends_blank_lines_indentation_and_byte_order_marks_do_not_matter() {
    let pem = key_pem();
    let manglings = [
        ("CRLF", pem.replace('\n', "\r\n")),
        ("lone CR", pem.replace('\n', "\r")),
        ("byte order mark", format!("\u{feff}{pem}")),
        ("blank lines inside", pem.replace('\n', "\n\n  \n")),
        ("blank lines around", format!("\n\n \t\n{pem}\n\n\n")),
        ("indentation", pem.lines().map(|line| format!("\t   {line}  \n")).collect()),
        ("no-break spaces", pem.lines().map(|line| format!("\u{a0}{line}\u{a0}\n")).collect()),
        ("no line end at the end", pem.trim_end().to_owned()),
        ("spaces instead of line ends", pem.replace('\n', " ")),
        ("nothing instead of line ends", pem.replace('\n', "")),
    ];
    for (mangling, text) in manglings {
        let material = read_key(&text);
        assert_eq!(material.private_key.as_ref(), Some(key()), "{mangling}");
        assert_eq!(material.notes, [], "{mangling}");
    }
}

#[test]
fn surrounding_quotation_marks_are_ignored_with_a_note() {
    let pem = key_pem();
    let pem = pem.trim();
    for text in [
        format!("\"{pem}\""),
        format!("'{pem}'\n"),
        format!("`{pem}`"),
        format!("“{pem}”"),
        format!("„{pem}“"),
        format!("« {pem} »"),
        format!("SFCC_JWT_KEY=\"{pem}\"\nSFCC_CLIENT_ID=x\n"),
        format!("  \"key\": \"{pem}\",\n"),
    ] {
        let material = read_key(&text);
        assert_eq!(material.private_key.as_ref(), Some(key()), "{text}");
        assert_eq!(material.notes, [undone(&[Undone::Quotes])], "{text}");
    }
}

#[test]
fn literal_line_ends_from_json_and_env_files_are_read_with_a_note() {
    let pem = key_pem();
    for text in [
        pem.replace('\n', "\\n"),
        pem.replace('\n', "\\r\\n"),
        pem.replace('\n', "\\\\n"),
        pem.replace('\n', "\\n\n"),
        pem.replace('\n', "\\\n"),
        pem.replace('/', "\\/").replace('\n', "\\n"),
    ] {
        let material = read_key(&text);
        assert_eq!(material.private_key.as_ref(), Some(key()), "{text}");
        assert_eq!(material.notes, [undone(&[Undone::Escapes])], "{text}");
    }
    let json = format!("{{\"name\": \"x\", \"key\": \"{}\"}}", pem.replace('\n', "\\n"));
    assert_eq!(read_key(&json).notes, [undone(&[Undone::Escapes, Undone::Quotes])]);
}

#[test]
fn text_around_blocks_is_skipped() {
    let text = format!(
        "Bag Attributes\n    friendlyName: Müller\n    localKeyID: 54 69\nKey Attributes: <No Attributes>\n{}\
         subject=CN = countersign\n\nissuer=CN = countersign\n{}some more\n",
        key_pem(),
        certificate().to_pem()
    );
    let material = read_key(&text);
    assert_eq!(material.private_key.as_ref(), Some(key()));
    assert_eq!(material.certificate.as_ref(), Some(certificate()));
    assert_eq!(material.notes, []);
}

#[test]
fn text_in_an_old_encoding_beside_the_block_does_no_harm() {
    let mut bytes = b"friendlyName: M\xFCller\n".to_vec();
    bytes.extend(key_pem().bytes());
    assert_eq!(read_bytes(&bytes).unwrap().private_key.as_ref(), Some(key()));
}

#[test]
fn utf_16_from_windows_notepad_is_read() {
    let text = format!("\u{feff}{}", key_pem().replace('\n', "\r\n"));
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(read_bytes(&little).unwrap().private_key.as_ref(), Some(key()));
    assert_eq!(read_bytes(&big).unwrap().private_key.as_ref(), Some(key()));
}

#[test]
fn missing_or_typographic_dashes_are_corrected_with_a_note() {
    let pem = key_pem();
    let pem = pem.trim();
    let (first, last) = (pem.len() - "-----END PRIVATE KEY-----".len(), pem.len());
    for text in [
        pem[1..].to_owned(),
        pem[5..].to_owned(),
        pem[..last - 1].to_owned(),
        pem[..last - 5].to_owned(),
        format!("-{pem}-"),
        pem.replace("-----", "—–—"),
        pem.replace("-----", "––"),
        pem.replace("-----B", "----- B"),
        format!("{}{}", &pem[..first], &pem[first + 2..]),
    ] {
        let material = read_key(&text);
        assert_eq!(material.private_key.as_ref(), Some(key()), "{text}");
        assert_eq!(material.notes, [undone(&[Undone::BeginAndEndLines])], "{text}");
    }
}

#[test]
fn headers_of_old_pem_files_are_skipped() {
    let text = key_pem().replacen('\n', "\nComment: my key\nX-Made-By: hand\n\n", 1);
    assert_eq!(read_key(&text).private_key.as_ref(), Some(key()));
}

#[test]
fn files_joined_without_a_line_end_are_read() {
    let text = format!("{}{}", key_pem().trim(), certificate().to_pem().trim());
    let material = read_key(&text);
    assert_eq!(material.private_key.as_ref(), Some(key()));
    assert_eq!(material.certificate.as_ref(), Some(certificate()));
}

#[test]
fn the_content_decides_and_not_the_label() {
    let traditional = openssl(&["rsa", "-traditional"], &key_pem());
    let text = traditional.replace("RSA PRIVATE KEY", "PRIVATE KEY");
    let read = read_key(&text).private_key.unwrap();
    assert_eq!(&read, key());
    assert_eq!(read.syntax(), KeySyntax::Pkcs1);

    for text in [
        key_pem().replace("PRIVATE KEY", "RSA PRIVATE KEY"),
        key_pem().replace("PRIVATE KEY", "CERTIFICATE"),
        key_pem().replace("PRIVATE KEY", "MY OWN THING"),
    ] {
        assert_eq!(read_key(&text).private_key.as_ref(), Some(key()));
    }
    let text = certificate().to_pem().replace("CERTIFICATE", "PRIVATE KEY");
    assert_eq!(read_key(&text).certificate.as_ref(), Some(certificate()));
}

#[test]
fn a_certificate_in_the_keys_place_is_read_as_what_it_is() {
    let material = read_key(&certificate().to_pem());
    assert_eq!(material.private_key, None);
    assert_eq!(material.certificate.as_ref(), Some(certificate()));
    let text = certificate().to_pem().replace("CERTIFICATE", "X509 CERTIFICATE");
    assert_eq!(read_key(&text).certificate.as_ref(), Some(certificate()));
}

#[test]
fn the_blocks_that_belong_together_are_taken_from_several() {
    let other_certificate = certificate_for(other_key(), NOW);
    let text = [other_certificate.to_pem(), key_pem(), certificate().to_pem()].concat();
    let material = read_key(&text);
    assert_eq!(material.private_key.as_ref(), Some(key()));
    assert_eq!(material.certificate.as_ref(), Some(certificate()));
    let (taken, because) = ("countersign".to_owned(), CertificateChoice::BelongsToKey);
    assert_eq!(material.notes, [ReadNote::SeveralCertificates { count: 2, taken, because }]);
}

#[test]
fn the_same_key_twice_counts_once() {
    let traditional = openssl(&["rsa", "-traditional"], &key_pem());
    let material = read_key(&[key_pem(), traditional, key_pem()].concat());
    assert_eq!(material.private_key.as_ref(), Some(key()));
    assert_eq!(material.notes, []);
}

#[test]
fn irrelevant_blocks_are_left_out_and_named() {
    let public = openssl(&["pkey", "-pubout"], &key_pem());
    let parameters = openssl(&["ecparam", "-name", "prime256v1"], "");
    let material = read_key(&[parameters, public, key_pem()].concat());
    assert_eq!(material.private_key.as_ref(), Some(key()));
    let labels = vec!["EC PARAMETERS".to_owned(), "PUBLIC KEY".to_owned()];
    assert_eq!(material.notes, [ReadNote::LeftOut { labels }]);
}

#[test]
fn a_key_and_a_certificate_of_different_pairs_are_both_read() {
    let material = read_key(&[pem(other_key()), certificate().to_pem()].concat());
    let (read, certificate) = (material.private_key.unwrap(), material.certificate.unwrap());
    assert!(!certificate.belongs_to(&read));
    assert!(certificate.belongs_to(key()));
}

#[test]
fn a_locked_block_beside_a_good_one_is_reported_and_does_no_harm() {
    let encrypted = openssl(&["pkcs8", "-topk8", "-passout", "pass:secret"], &key_pem());
    let material = read_text(&[encrypted, certificate().to_pem()].concat()).unwrap();
    assert_eq!(material.certificate.as_ref(), Some(certificate()));
    assert_eq!(material.private_key, None);
    assert_eq!(material.problems, []);
    assert_eq!(material.locked[0].lock.form, LockForm::Pkcs8);
}

#[test]
fn a_debug_print_shows_nothing_of_a_key() {
    assert_eq!(format!("{:?}", key()), "PrivateKey([elided], RSA 2048 bits)");
    assert_eq!(format!("{:?}", key().to_pkcs8_pem()), "SecretBox<str>([REDACTED])");
}

#[test]
fn prose_about_pem_lines_is_not_a_block() {
    let text = "Copy everything from the BEGIN CERTIFICATE line to the END CERTIFICATE line.";
    assert_eq!(problem(text), KeyProblem::NoBeginLine { starts_with: "Copy everything from the".to_owned() });
}
