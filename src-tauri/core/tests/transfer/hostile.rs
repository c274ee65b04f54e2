//! Files that are damaged, or made to do harm: each is named for what is wrong, quickly, and nothing is stored.

use std::time::{Duration, Instant};

use countersign_core::interchange::transfer::{
    FileKey, HEADER_BYTES, MOST_FILE_BYTES, SealedTransfer, TransferProblem, TransferWanted, open,
    read_content,
};
use secrecy::SecretString;
use serde_json::{Value, json};
use sha2_of::sum;

use crate::common::{PASSPHRASE, computer, file_of, json as json_of, used_computer};
use crate::stored::NOW;

/// The sum of a header, so that a test can change a header as somebody with bad intentions would.
mod sha2_of {
    use aws_lc_rs::digest::{SHA256, digest};

    pub(super) fn sum(header: &[u8]) -> [u8; 8] {
        digest(&SHA256, header).as_ref()[..8].try_into().unwrap()
    }
}

fn small_file() -> Vec<u8> {
    let here = computer();
    here.add("Shop", "1c2f0d7e");
    file_of(&here.collect(&TransferWanted::ALL))
}

fn problem_of(file: &[u8]) -> TransferProblem {
    SealedTransfer::read(file.to_vec()).map(drop).unwrap_err()
}

/// The file with these bytes of the header, and the right sum.
fn with_header(file: &[u8], at: usize, bytes: &[u8]) -> Vec<u8> {
    let mut changed = file.to_vec();
    changed[at..at + bytes.len()].copy_from_slice(bytes);
    let sum = sum(&changed[..HEADER_BYTES - 8]);
    changed[HEADER_BYTES - 8..HEADER_BYTES].copy_from_slice(&sum);
    changed
}

#[test]
fn each_problem_of_the_outside_is_named_before_a_passphrase_is_asked_for() {
    let file = small_file();
    for other in [&b""[..], b"CSXF", b"-----BEGIN PRIVATE KEY-----", b"{}", &[0; 4096], b"\x89PNG\r\n\x1a\n"]
    {
        assert_eq!(problem_of(other), TransferProblem::AnotherFile);
    }
    for length in 8..file.len() {
        assert_eq!(problem_of(&file[..length]), TransferProblem::CutOff, "{length} bytes");
    }
    let longer = [file.as_slice(), b"\r\n"].concat();
    assert_eq!(problem_of(&longer), TransferProblem::Damaged);
    let newer = with_header(&file, 8, &2_u32.to_be_bytes());
    assert_eq!(problem_of(&newer), TransferProblem::NewerVersion { found: 2, known: 1 });
    assert_eq!(problem_of(&with_header(&file, 8, &0_u32.to_be_bytes())), TransferProblem::Damaged);
    for at in 8..HEADER_BYTES {
        let mut damaged = file.clone();
        damaged[at] ^= 0x10;
        let problem = problem_of(&damaged);
        let newer = matches!(problem, TransferProblem::NewerVersion { .. }) && at < 12;
        // A length that was damaged may also look like a file that was cut off, but the sum is looked at first.
        assert!(newer || problem == TransferProblem::Damaged, "byte {at}: {problem:?}");
    }
}

#[test]
fn work_that_would_exhaust_the_computer_is_refused_at_once() {
    let file = small_file();
    let costs = |memory: u32, passes: u32, lanes: u32| {
        let bytes: Vec<u8> = [memory, passes, lanes].iter().flat_map(|number| number.to_be_bytes()).collect();
        with_header(&file, 12, &bytes)
    };
    let begun = Instant::now();
    for (memory, passes, lanes) in [
        (u32::MAX, 1, 1),
        (256 * 1024 + 1, 1, 1),
        (256 * 1024, 4, 1),
        (64, u32::MAX, 1),
        (u32::MAX, u32::MAX, u32::MAX),
    ] {
        assert_eq!(problem_of(&costs(memory, passes, lanes)), TransferProblem::CostsTooHigh);
    }
    // What Argon2 does not take is refused, too, when the file is opened.
    for (memory, passes, lanes) in [(0, 0, 0), (64, 3, 0), (64, 3, u32::MAX), (7, 1, 1)] {
        let sealed = SealedTransfer::read(costs(memory, passes, lanes)).unwrap();
        let refused = open(&sealed, &SecretString::from(PASSPHRASE)).map(drop).unwrap_err();
        assert_eq!(refused, TransferProblem::CostsTooHigh);
    }
    assert!(begun.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_wrong_passphrase_is_told_from_a_changed_content() {
    let file = small_file();
    let open_with = |file: Vec<u8>, passphrase: &str| {
        open(&SealedTransfer::read(file).unwrap(), &SecretString::from(passphrase)).map(drop).unwrap_err()
    };
    for wrong in ["", "correct horse battery stapl", "Correct horse battery staple"] {
        assert_eq!(open_with(file.clone(), wrong), TransferProblem::WrongPassphrase);
    }
    for at in [HEADER_BYTES, HEADER_BYTES + 40, file.len() - 17, file.len() - 1] {
        let mut changed = file.clone();
        changed[at] ^= 1;
        assert_eq!(open_with(changed, PASSPHRASE), TransferProblem::Damaged, "byte {at}");
    }
    // Another nonce or key check with the right sum was changed on purpose.
    assert_eq!(open_with(with_header(&file, 68, &[7; 12]), PASSPHRASE), TransferProblem::Damaged);
    assert_eq!(open_with(with_header(&file, 40, &[7; 12]), PASSPHRASE), TransferProblem::WrongPassphrase);
    // A content that was moved into another file of the same key does not open either.
    assert_eq!(open_with(with_header(&file, 24, &[7; 16]), PASSPHRASE), TransferProblem::WrongPassphrase);
}

#[test]
fn a_passphrase_counts_however_its_letters_were_typed_and_a_short_one_is_refused() {
    let here = computer();
    here.add("Shop", "1c2f0d7e");
    let key = FileKey::new(&"Zu\u{308}rich am See".into()).unwrap();
    let file =
        countersign_core::interchange::transfer::write(&here.collect(&TransferWanted::ALL), &key).unwrap();
    let sealed = SealedTransfer::read(file).unwrap();
    assert_eq!(open(&sealed, &"Z\u{fc}rich am See".into()).unwrap().credentials.len(), 1);
    let short = FileKey::new(&"1234567".into()).map(drop).unwrap_err();
    assert_eq!(short, TransferProblem::PassphraseTooShort { fewest: 8 });
    assert_eq!(format!("{key:?}"), "FileKey([elided])");
}

#[test]
fn a_content_that_is_something_else_is_named_and_repeats_nothing_of_it() {
    let valid = json_of(&used_computer().collect(&TransferWanted::ALL));
    assert!(read_content(valid.to_string().as_bytes()).is_ok());
    let changed = |pointer: &str, value: Value| {
        let mut changed = valid.clone();
        *changed.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer} is there")) = value;
        changed.to_string()
    };
    let secret = "canary-secret";
    let user = valid["credentials"].as_array().unwrap().iter().position(|one| one["name"] == "User").unwrap();
    let rotating =
        valid["credentials"].as_array().unwrap().iter().position(|one| one["name"] == "Rotating").unwrap();
    let first_attempt = |field: &str| format!("/credentials/{rotating}/attempts/0/{field}");
    let of_user = |field: &str| format!("/credentials/{user}/{field}");
    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    let wide = format!("{{\"credentials\":[{}]}}", vec!["{}"; 1_000_000].join(","));
    let mut hostile = vec![
        String::new(),
        "null".into(),
        "[]".into(),
        "{}".into(),
        "\u{feff}{}".into(),
        deep.clone(),
        format!("{{\"made_at\":0,\"made_by\":\"\",\"credentials\":{deep}}}"),
        wide,
        "{\"made_at\":1e999}".into(),
        valid.to_string()[..valid.to_string().len() / 2].into(),
        valid.to_string() + "x",
        changed("/made_at", json!("now")),
        changed("/made_at", json!(-1)),
        changed("/made_at", json!(i64::MAX)),
        changed(&format!("/credentials/{rotating}/last_result/at"), json!(i64::MAX)),
        changed(&format!("/credentials/{rotating}/last_result/at"), json!(i64::MIN)),
        changed(&first_attempt("exchange/started_at"), json!(i64::MAX)),
        changed(&first_attempt("exchange/started_at"), json!(-1)),
        changed(&first_attempt("exchange/started_at"), json!(NOW.0 + 25 * 60 * 60 * 1000)),
        changed(&first_attempt("experiment"), json!({"change": "everything"})),
        changed(&first_attempt("experiment"), json!([secret])),
        changed("/made_by", json!("x".repeat(10_000))),
        changed("/credentials", json!({})),
        changed("/practice", json!([1])),
        changed("/settings", json!("none")),
        changed("/settings", json!({"lock_after": "nanosecond"})),
        changed(&of_user("identity"), json!("")),
        changed(&of_user("identity"), json!("x".repeat(10_000))),
        changed(&of_user("name"), json!(7)),
        changed(&of_user("group"), json!("everything")),
        changed(&of_user("draft"), json!(null)),
        changed(&of_user("draft/form/method"), json!(secret)),
        changed(&of_user("draft/form/destination"), json!({"kind": "elsewhere"})),
        changed(&of_user("draft/form/claims"), json!([{"edit": "drop"}])),
        changed(&of_user("key/home"), json!({"home": "files", "paths": "/etc/passwd"})),
        changed(&of_user("key/home"), json!({"home": "files", "paths": vec!["/dev/zero"; 9]})),
        changed(&of_user("secrets/client_secret"), json!([secret])),
        changed(&of_user("secrets"), json!({"private_key": secret})),
        changed(&of_user("secrets"), json!({"private_key": format!("{{\"private_key\":\"{secret}\"}}")})),
        changed(
            &of_user("secrets"),
            json!({"private_key": "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"}),
        ),
        changed(
            &of_user("key"),
            json!({"home": {"home": "vault"}, "certificate": "AAAA", "certificate_origin": "pasted"}),
        ),
        changed(&of_user("key"), json!({"home": {"home": "vault"}, "certificate": "AAAA"})),
        changed(&of_user("attempts"), json!([{}])),
        changed(&of_user("attempts"), json!([{"exchange": {"secret": secret}}])),
        changed(&of_user("attempts"), json!(secret)),
        changed(&of_user("last_result"), json!({"at": secret})),
        changed(&of_user("api_results"), json!({"scapi": secret})),
    ];
    // Each field of the first credential with each wrong type.
    for field in ["identity", "name", "group", "draft", "key", "secrets", "api_results", "attempts"] {
        for wrong in
            [json!(null), json!(true), json!(-1), json!(secret), json!([[secret]]), json!({"x": secret})]
        {
            let text = changed(&format!("/credentials/0/{field}"), wrong.clone());
            let is_allowed = read_content(text.as_bytes()).is_ok();
            // A text is a name; an object may have members that are not known.
            let may_be = matches!(
                (field, &wrong),
                ("identity" | "name", Value::String(_)) | ("secrets" | "api_results", Value::Object(_))
            );
            assert_eq!(is_allowed, may_be, "{field}: {wrong}");
            if !is_allowed {
                hostile.push(text);
            }
        }
    }
    assert!(hostile.len() > 70, "{}", hostile.len());
    for text in &hostile {
        let begun = Instant::now();
        let beginning: String = text.chars().take(300).collect();
        let problem = match read_content(text.as_bytes()) {
            Err(problem) => problem,
            Ok(_) => panic!("{beginning} is no content"),
        };
        let named = matches!(problem, TransferProblem::Content { .. } | TransferProblem::TooMany { .. });
        assert!(named, "{problem:?} of {beginning}");
        assert!(!format!("{problem:?}{problem}").contains(secret), "{problem:?}");
        assert!(begun.elapsed() < Duration::from_secs(3), "{beginning}");
    }
}

#[test]
fn more_credentials_or_requests_than_allowed_are_refused_before_they_are_all_in_memory() {
    let mut content = json_of(&used_computer().collect(&TransferWanted::ALL));
    let mut one =
        content["credentials"].as_array().unwrap().iter().find(|one| one["name"] == "User").unwrap().clone();
    one["attempts"] = json!([]);
    content["credentials"] = Value::Array(vec![one; 10_001]);
    let problem = read_content(content.to_string().as_bytes()).map(drop).unwrap_err();
    assert_eq!(problem, TransferProblem::TooMany { limit: 10_000 });
}

#[test]
fn what_is_too_large_is_not_read() {
    let mut file = small_file();
    file.resize(MOST_FILE_BYTES + 1, 0);
    let problem = SealedTransfer::read(file).map(drop).unwrap_err();
    assert!(matches!(problem, TransferProblem::TooLarge { .. }), "{problem:?}");
}

#[test]
fn a_history_with_secrets_in_it_is_stored_without_them() {
    let here = used_computer();
    let mut content = json_of(&here.collect(&TransferWanted::ALL));
    let attempt = &mut content["credentials"][0]["attempts"][0];
    let form = attempt["exchange"]["sent"]["form"].as_array_mut().unwrap();
    let assertion = form.iter_mut().find(|field| field["name"] == "client_assertion").unwrap();
    assertion["value"] =
        json!("eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJjYW5hcnkifQ.Y2FuYXJ5LXNpZ25hdHVyZS1vZi1hbi1hc3NlcnRpb24");
    let content = read_content(content.to_string().as_bytes()).unwrap();
    let there = computer();
    there.merge(&content, countersign_core::interchange::transfer::TransferChoice::TakeTheirs);
    let stored = crate::stored::all_bytes(there.folder.path());
    let signature = b"Y2FuYXJ5LXNpZ25hdHVyZS1vZi1hbi1hc3NlcnRpb24";
    assert!(!stored.windows(signature.len()).any(|window| window == signature));
}
