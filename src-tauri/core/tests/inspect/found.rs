//! Tokens are found however they were pasted.

use countersign_core::inspect::{LONGEST_PASTED, TokenDamage, TokenKind, inspect, token_at};
use countersign_core::moment::UnixSeconds;

const JWT: &str = "eyJhbGciOiJSUzI1NiIsImtpZCI6IkR3VCJ9.eyJjbGllbnRfaWQiOiJpZCIsInNjb3BlIjpbIm1haWwiLCJyb2xlcyJdLCJleHAiOjE3OTU0NDY2MDB9.c2lnbmF0dXJlLXRoYXQtb3BlbnMtZG9vcnM";

fn found(text: &str) -> Vec<(Option<String>, String)> {
    let names = inspect(text, &[], UnixSeconds(0)).tokens.into_iter().map(|token| token.name);
    names.enumerate().map(|(place, name)| (name, token_at(text, place).unwrap())).collect()
}

#[test]
fn a_jwt_is_found_in_every_wrapping() {
    let percent = format!("client_assertion_type%3Durn&client_assertion%3D{JWT}%26grant_type=a");
    for (text, name) in [
        (JWT.to_owned(), None),
        (format!("  \"{JWT}\"\n"), None),
        (format!("Bearer {JWT}"), Some("Bearer")),
        (format!("Authorization: Bearer {JWT}\r\nAccept: */*\r\n"), Some("Bearer")),
        (format!("{{\"access_token\": \"{JWT}\",\n \"token_type\":\"Bearer\"}}"), Some("access_token")),
        (format!("{{\\\"access_token\\\":\\\"{JWT}\\\"}}"), Some("access_token")),
        (format!("grant_type=client_credentials&client_assertion={JWT}&scope=a"), Some("client_assertion")),
        (percent, Some("client_assertion")),
        (format!("curl -H 'Authorization: Bearer {JWT}' \\\n  https://example.com"), Some("Bearer")),
        (format!("https://example.com/#id_token={JWT}&state=1"), Some("id_token")),
        (format!("Das ist er: {JWT} (grüße)"), None),
    ] {
        assert_eq!(found(&text), [(name.map(str::to_owned), JWT.to_owned())], "{text}");
    }
}

#[test]
fn a_jwt_with_line_breaks_and_quotes_is_put_together() {
    for width in [10, 40, 64, 76] {
        let lines: Vec<&str> =
            JWT.as_bytes().chunks(width).map(|line| std::str::from_utf8(line).unwrap()).collect();
        for join in ["\n", "\r\n", "\\\n", "\"\n  + \"", "\n> "] {
            let text = format!("\"{}\"", lines.join(join));
            assert_eq!(found(&text), [(None, JWT.to_owned())], "{text}");
        }
    }
    // What comes after it in lines of their own is not part of it.
    let signature = "A".repeat(342);
    let whole = format!("{}.{signature}", JWT.rsplit_once('.').unwrap().0);
    assert_eq!(found(&format!("{whole}\nthanks\n")), [(None, whole)]);
}

#[test]
fn several_tokens_are_found_and_only_so_many_are_shown() {
    let answer = format!("{{\"access_token\":\"0123456789abcdefXYZ\",\"id_token\":\"{JWT}\"}}");
    let names: Vec<_> = found(&answer).into_iter().map(|(name, _)| name.unwrap()).collect();
    assert_eq!(names, ["access_token", "id_token"]);
    let many = inspect(&format!("{JWT}\n").repeat(9), &[], UnixSeconds(0));
    assert_eq!((many.tokens.len(), many.left_out), (5, 4));
}

#[test]
fn where_a_token_is_counts_as_javascript_counts() {
    let span = inspect(&format!("ü😀 {JWT} x"), &[], UnixSeconds(0)).tokens[0].span;
    assert_eq!((span.start, span.header_end - span.start), (4, 36));
    assert_eq!(usize::try_from(span.end - span.start).unwrap(), JWT.len());
}

#[test]
fn what_is_no_jwt_is_named() {
    let kind = |text: &str| inspect(text, &[], UnixSeconds(0)).tokens.first().map(|token| token.kind.clone());
    assert_eq!(kind("8f14e45f-ceea-467f-a3d1-0c6bd1fb8f3a"), Some(TokenKind::Opaque { characters: 36 }));
    assert_eq!(kind("Bearer 8f14e45fceea467fa3d1"), Some(TokenKind::Opaque { characters: 20 }));
    assert_eq!(kind("eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.a.b.c.d"), Some(TokenKind::Encrypted));
    let (start, signature) = JWT.rsplit_once('.').unwrap();
    let damaged = |damage| Some(TokenKind::Damaged { damage });
    assert_eq!(kind(start), damaged(TokenDamage::Parts { count: 2 }));
    assert_eq!(kind(&format!("{}.AAAA.{signature}", &JWT[..36])), damaged(TokenDamage::Claims));
    assert_eq!(kind(&format!("eyJxx.AAAA.{signature}")), damaged(TokenDamage::Header));
    assert_eq!(kind(&format!("{start}.A")), damaged(TokenDamage::Signature));
    for nothing in ["", "hello", "a whole sentence without any token", "https://example.com/a/long/path"] {
        assert_eq!(kind(nothing), None, "{nothing}");
    }
}

#[test]
fn long_texts_are_read_quickly_or_not_at_all() {
    let long = "a".repeat(LONGEST_PASTED + 1);
    assert!(inspect(&long, &[], UnixSeconds(0)).too_long.is_some());
    let started = std::time::Instant::now();
    for unit in ["eyJ", "eyJ.", "eyJhbGciOiJub25lIn0.e30.\n", "=\"'\\", ".", "a\n", "bearer ", "{\"token\":"]
    {
        let text = unit.repeat(LONGEST_PASTED / unit.len());
        let _ = inspect(&text, &[], UnixSeconds(0));
        let _ = inspect(&format!("eyJ\n{}", &text[..text.len() - 4]), &[], UnixSeconds(0));
    }
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}
