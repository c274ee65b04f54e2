//! Every unusable input has its own problem, which names what was seen.

use countersign_core::key::KeyType;
use countersign_core::key_file::{ForeignFormat, KeyProblem, LockForm, MAX_KEY_FILE_BYTES};

use crate::common::{
    certificate, key, key_pem, locks, openssl, pem_text, problem, read_bytes, read_text, unlock,
};

fn label() -> String {
    "PRIVATE KEY".to_owned()
}

/// The lines of a PEM text, the BEGIN line first.
fn lines(pem: &str) -> Vec<&str> {
    pem.lines().collect()
}

#[test]
fn white_space_alone_counts_as_empty() {
    for text in ["", "  \n\t\r\n", "\u{feff}", "\u{a0}\n"] {
        assert_eq!(problem(text), KeyProblem::Empty);
    }
}

#[test]
fn text_without_a_begin_line_is_quoted_unless_it_could_be_a_key() {
    let starts_with = "Dear all, here is the new".to_owned();
    assert_eq!(
        problem("Dear all, here is the new key."),
        KeyProblem::NoBeginLine { starts_with: starts_with[..24].to_owned() }
    );

    let pem = key_pem();
    let inside = lines(&pem)[1..10].join("\n");
    let hexadecimal: String = inside[3..].bytes().map(|byte| format!("{byte:02x}:")).collect();
    for text in [inside[3..].to_owned(), format!("  {}", inside[3..].replace('\n', "")), hexadecimal] {
        assert_eq!(problem(&text), KeyProblem::NoBeginLine { starts_with: String::new() });
    }
}

#[test]
fn base64_without_begin_and_end_lines_of_which_a_part_is_missing_is_named() {
    let without_lines =
        |pem: &str| lines(pem).iter().filter(|l| !l.starts_with('-')).copied().collect::<String>();
    let bare = without_lines(&key_pem());
    // Also in the middle of four characters.
    for length in [64, 400, 401, bare.len() - 8] {
        assert_eq!(problem(&bare[..length]), KeyProblem::PartOfBase64, "{length}");
    }
    assert!(matches!(problem("MIIT is no key"), KeyProblem::NoBeginLine { .. }));
}

#[test]
fn a_text_cut_off_at_the_end_lacks_its_end_line() {
    let pem = key_pem();
    for length in [28, 100, pem.len() / 2, pem.len() - 40] {
        assert_eq!(problem(&pem[..length]), KeyProblem::MissingEndLine { label: label() }, "{length}");
    }
}

#[test]
fn a_text_cut_off_at_the_beginning_lacks_its_begin_line() {
    let pem = key_pem();
    for cut in [40, 100, pem.len() / 2] {
        assert_eq!(problem(&pem[cut..]), KeyProblem::MissingBeginLine { label: label() }, "{cut}");
    }
}

#[test]
fn a_begin_line_inside_a_block_means_that_the_first_block_was_cut_off() {
    let pem = key_pem();
    let text = format!("{}{}", &pem[..500], certificate().to_pem());
    let material = read_text(&text).unwrap();
    assert_eq!(material.certificate.as_ref(), Some(certificate()));
    assert_eq!(material.problems, [KeyProblem::MissingEndLine { label: label() }]);
}

#[test]
fn begin_and_end_lines_with_different_labels_are_named() {
    // Unless what is between them is whole.
    let text = key_pem().replace("END PRIVATE KEY", "END CERTIFICATE").replacen("\nM", "\n", 1);
    let end = "CERTIFICATE".to_owned();
    assert_eq!(problem(&text), KeyProblem::LabelsDiffer { begin: label(), end });
}

#[test]
fn a_character_that_is_not_base64_is_named_with_its_line() {
    let stray = |character: &str, line| KeyProblem::StrayCharacter {
        label: label(),
        character: character.to_owned(),
        line,
    };
    let pem = key_pem();
    for (character, shown) in
        [("*", "*"), ("é", "é"), ("\u{7}", "U+0007"), ("-", "-"), ("\\x", "\\"), ("\"", "\"")]
    {
        let mut changed = lines(&pem);
        let line = format!("{}{character}{}", &changed[4][..9], &changed[4][9..]);
        changed[4] = &line;
        for line_end in ["\n", "\r\n", "\r"] {
            assert_eq!(problem(&changed.join(line_end)), stray(shown, Some(5)), "{character:?} {line_end:?}");
        }
        let text = format!("one line\r\ntwo lines\r\n{}", changed.join("\n"));
        assert_eq!(problem(&text), stray(shown, Some(7)), "{character:?}");
    }
}

#[test]
fn the_line_number_of_a_stray_character_counts_earlier_blocks_and_headers() {
    let certificate = certificate().to_pem();
    let pem = key_pem().replacen("\nMII", "\nComment: x\n\nM!II", 1);
    let text = format!("{certificate}{pem}");
    let line = u32::try_from(certificate.lines().count()).unwrap() + 4;
    let material = read_text(&text).unwrap();
    let character = "!".to_owned();
    assert_eq!(
        material.problems,
        [KeyProblem::StrayCharacter { label: label(), character, line: Some(line) }]
    );
}

#[test]
fn a_stray_character_in_a_text_that_was_undone_has_no_line() {
    // The certificate is read once the quotation marks of the mail are away; the key lost a character beside that.
    let text = certificate().to_pem() + &key_pem().replacen("\nMII", "\nM*II", 1);
    let quoted: String = text.lines().map(|line| format!("> {line}\n")).collect();
    let material = read_text(&quoted).unwrap();
    let character = "*".to_owned();
    assert_eq!(material.certificate.as_ref(), Some(certificate()));
    assert_eq!(material.problems, [KeyProblem::StrayCharacter { label: label(), character, line: None }]);
}

#[test]
fn padding_in_the_middle_is_a_stray_character() {
    let text = key_pem().replacen("\nM", "\n=M", 1);
    let character = "=".to_owned();
    assert_eq!(problem(&text), KeyProblem::StrayCharacter { label: label(), character, line: Some(2) });
}

#[test]
fn base64_that_ends_early_or_lacks_a_part_is_cut() {
    let pem = key_pem();
    let all = lines(&pem);
    let characters: usize = all[1..all.len() - 1].iter().map(|line| line.len()).sum();
    let cut = |characters: usize| KeyProblem::CutBase64 {
        label: label(),
        characters: u32::try_from(characters).unwrap(),
    };

    let mut shortened = all.clone();
    shortened[3] = &shortened[3][1..];
    assert_eq!(problem(&shortened.join("\n")), cut(characters - 1));

    let mut without_a_line = all.clone();
    without_a_line.remove(5);
    assert_eq!(problem(&without_a_line.join("\n")), cut(characters - 64));

    let half = [&all[..10], &all[all.len() - 1..]].concat();
    assert_eq!(problem(&half.join("\n")), cut(9 * 64));

    assert_eq!(problem("-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n"), cut(0));
    assert_eq!(problem("-----BEGIN PRIVATE KEY-----\nMIIE====\n-----END PRIVATE KEY-----\n"), cut(8));
    assert_eq!(problem("-----BEGIN PRIVATE KEY-----\nMIIEvQ==\n-----END PRIVATE KEY-----\n"), cut(8));
}

#[test]
fn base64_of_something_else_is_damaged() {
    let text = "-----BEGIN PRIVATE KEY-----\nSGVsbG8gd29ybGQhIQ==\n-----END PRIVATE KEY-----\n";
    assert_eq!(problem(text), KeyProblem::Damaged { label: label() });
    // Bits at the end that belong to no byte.
    let text = "-----BEGIN PRIVATE KEY-----\nSGVsbG8gd29ybGQhIR==\n-----END PRIVATE KEY-----\n";
    assert_eq!(problem(text), KeyProblem::Damaged { label: label() });
}

#[test]
fn an_altered_key_is_damaged_or_inconsistent() {
    let pem = key_pem();
    // In the second line: the object identifier of RSA. In the tenth: the modulus or an exponent.
    let alter = |line: usize, at: usize| {
        let mut changed: Vec<String> = pem.lines().map(str::to_owned).collect();
        let replacement = if &changed[line][at..=at] == "A" { "B" } else { "A" };
        changed[line].replace_range(at..=at, replacement);
        changed.join("\n")
    };
    assert_eq!(problem(&alter(10, 20)), KeyProblem::Inconsistent { label: label() });
    assert_eq!(problem(&alter(20, 7)), KeyProblem::Inconsistent { label: label() });
    assert_eq!(problem(&alter(1, 0)), KeyProblem::Damaged { label: label() });
}

#[test]
fn an_altered_certificate_is_damaged() {
    let certificate = certificate().to_pem();
    let mut changed: Vec<String> = certificate.lines().map(str::to_owned).collect();
    let replacement = if &changed[8][10..=10] == "A" { "B" } else { "A" };
    changed[8].replace_range(10..=10, replacement);
    let label = "CERTIFICATE".to_owned();
    assert_eq!(problem(&changed.join("\n")), KeyProblem::Damaged { label });
}

#[test]
fn an_encrypted_key_is_reported_as_locked() {
    let pkcs8 = openssl(&["pkcs8", "-topk8", "-passout", "pass:secret"], &key_pem());
    assert_eq!(locks(pkcs8.as_bytes()), [LockForm::Pkcs8]);
    // Also under a wrong label. But if a part of it is missing, no passphrase helps.
    let relabelled = pkcs8.replace("ENCRYPTED PRIVATE KEY", "PRIVATE KEY");
    assert_eq!(locks(relabelled.as_bytes()), [LockForm::Pkcs8]);
    let cut = pkcs8.replacen("\nM", "\n", 1);
    assert!(matches!(problem(&cut), KeyProblem::CutBase64 { .. }));

    let old = openssl(&["rsa", "-traditional", "-aes128", "-passout", "pass:secret"], &key_pem());
    assert!(old.contains("Proc-Type: 4,ENCRYPTED"), "{old}");
    for text in [old.clone(), old.replace('\n', "\r\n"), old.replace('\n', "\\n"), old.replace('\n', " ")] {
        assert_eq!(locks(text.as_bytes()), [LockForm::OldOpenSsl]);
        assert_eq!(unlock(text.as_bytes(), "secret").unwrap().private_key.as_ref(), Some(key()), "{text}");
    }
}

#[test]
fn keys_that_cannot_sign_here_are_named() {
    for (name, curve) in [
        ("secp521r1", "P-521"),
        ("secp256k1", "secp256k1"),
        ("secp224r1", "P-224"),
        ("brainpoolP256r1", "brainpoolP256r1"),
    ] {
        let key_type = KeyType::Ec { curve: curve.to_owned() };
        let pkcs8 =
            openssl(&["genpkey", "-algorithm", "EC", "-pkeyopt", &format!("ec_paramgen_curve:{name}")], "");
        assert_eq!(problem(&pkcs8), KeyProblem::KeyTypeUnusable { key_type: key_type.clone() });
        // With `EC PARAMETERS` before it.
        let sec1 = openssl(&["ecparam", "-genkey", "-name", name], "");
        assert!(sec1.contains("BEGIN EC PRIVATE KEY"), "{sec1}");
        assert_eq!(problem(&sec1), KeyProblem::KeyTypeUnusable { key_type });
    }

    for (algorithm, oid) in [("x25519", "1.3.101.110"), ("x448", "1.3.101.111"), ("ed448", "1.3.101.113")] {
        let key = openssl(&["genpkey", "-algorithm", algorithm], "");
        let key_type = KeyType::Other { oid: oid.to_owned() };
        assert_eq!(problem(&key), KeyProblem::KeyTypeUnusable { key_type });
    }
}

#[test]
fn rsa_keys_below_2048_bits_are_too_short() {
    for (size, bits) in [("1024", 1024), ("2047", 2047), ("512", 512)] {
        assert_eq!(problem(&openssl(&["genrsa", size], "")), KeyProblem::TooShort { bits });
        assert_eq!(problem(&openssl(&["genrsa", "-traditional", size], "")), KeyProblem::TooShort { bits });
    }
}

#[test]
fn rsa_keys_above_8192_bits_are_too_long() {
    // Making one takes minutes. The size is checked before anything else, so any numbers will do.
    let number = |bits: usize| format!("0x{}", "F".repeat(bits / 4));
    let fields: String = ["n", "e", "d", "p", "q", "dmp1", "dmq1", "iqmp"]
        .iter()
        .map(|name| format!("{name}=INTEGER:{}\n", number(if *name == "n" { 16384 } else { 8192 })))
        .collect();
    let folder = tempfile::tempdir().unwrap();
    let description = folder.path().join("long.cnf");
    std::fs::write(&description, format!("asn1=SEQUENCE:key\n[key]\nversion=INTEGER:0\n{fields}")).unwrap();
    let der = folder.path().join("long.der");
    let (description, der) = (description.to_str().unwrap(), der.to_str().unwrap());
    openssl(&["asn1parse", "-genconf", description, "-noout", "-out", der], "");
    let text = openssl(&["base64", "-in", der], "");
    let text = format!("-----BEGIN RSA PRIVATE KEY-----\n{text}-----END RSA PRIVATE KEY-----\n");
    assert_eq!(problem(&text), KeyProblem::TooLong { bits: 16384 });
}

#[test]
fn keys_with_three_primes_are_refused() {
    let key = openssl(&["genrsa", "-primes", "3", "2048"], "");
    let key_type = KeyType::Other { oid: "1.2.840.113549.1.1.1".to_owned() };
    assert_eq!(problem(&key), KeyProblem::KeyTypeUnusable { key_type });
}

#[test]
fn a_public_key_is_recognised_in_each_form() {
    assert_eq!(problem(&openssl(&["pkey", "-pubout"], &key_pem())), KeyProblem::PublicKey);
    assert_eq!(problem(&openssl(&["rsa", "-RSAPublicKey_out"], &key_pem())), KeyProblem::PublicKey);
}

#[test]
fn a_certificate_request_is_recognised() {
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("key.pem");
    std::fs::write(&key, key_pem()).unwrap();
    let request = openssl(&["req", "-new", "-key", key.to_str().unwrap(), "-subj", "/CN=x"], "");
    assert_eq!(problem(&request), KeyProblem::CertificateRequest);
    let request = request.replace("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST");
    assert_eq!(problem(&request), KeyProblem::CertificateRequest);
}

#[test]
fn blocks_of_other_types_are_named_by_their_labels() {
    let labels = vec!["EC PARAMETERS".to_owned()];
    assert_eq!(
        problem(&openssl(&["ecparam", "-name", "prime256v1"], "")),
        KeyProblem::OtherBlocks { labels }
    );
    // Diffie-Hellman parameters are two integers, and so is an RSA public key.
    let text = "-----BEGIN DH PARAMETERS-----\nMAYCAQUCAQI=\n-----END DH PARAMETERS-----\n";
    let labels = vec!["DH PARAMETERS".to_owned()];
    assert_eq!(problem(text), KeyProblem::OtherBlocks { labels });
}

#[test]
fn formats_of_other_programs_are_recognised() {
    let unsupported = |format| KeyProblem::UnsupportedFormat { format };
    let block = |label: &str| format!("-----BEGIN {label}-----\nb3BlbnNzaA==\n-----END {label}-----\n");
    for (text, format) in [
        (block("SSH2 ENCRYPTED PRIVATE KEY"), ForeignFormat::Ssh2),
        (block("PGP PRIVATE KEY BLOCK"), ForeignFormat::Pgp),
        (
            "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAA==\n=njUN\n-----END PGP PUBLIC KEY BLOCK-----"
                .to_owned(),
            ForeignFormat::Pgp,
        ),
        (
            "---- BEGIN SSH2 PUBLIC KEY ----\nComment: \"x\"\nAAAA\n---- END SSH2 PUBLIC KEY ----\n"
                .to_owned(),
            ForeignFormat::SshPublicKey,
        ),
        ("PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\n".to_owned(), ForeignFormat::Putty),
        ("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ me@here\n".to_owned(), ForeignFormat::SshPublicKey),
        ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI me@here\n".to_owned(), ForeignFormat::SshPublicKey),
    ] {
        assert_eq!(problem(&text), unsupported(format), "{text}");
    }
}

#[test]
fn unsupported_binary_formats_are_recognised() {
    let keystore = [&[0, 0, 0, 2, 0, 0, 0, 20][..], &[7; 60]].concat();
    let expected = KeyProblem::UnsupportedFormat { format: ForeignFormat::BouncyCastle };
    assert_eq!(read_bytes(&keystore), Err(expected.clone()));
    // In Base64 it is the same, whatever the label says.
    assert_eq!(problem(&pem_text("PRIVATE KEY", &keystore)), expected);
}

#[test]
fn other_binary_files_are_not_text() {
    for bytes in [b"\x7fELF\x02\x01\x01\0\0".as_slice(), &[0; 40], b"\x01\x02\x03\x04\x05\x06\x07\x08"] {
        assert_eq!(read_bytes(bytes), Err(KeyProblem::NotText));
    }
}

#[test]
fn a_file_larger_than_any_key_file_is_not_read() {
    let limit = u32::try_from(MAX_KEY_FILE_BYTES).unwrap();
    let bytes = vec![b' '; MAX_KEY_FILE_BYTES + 1];
    assert_eq!(read_bytes(&bytes), Err(KeyProblem::FileTooLarge { bytes: limit + 1, limit }));
    assert_eq!(read_bytes(&bytes[1..]), Err(KeyProblem::Empty));
}
