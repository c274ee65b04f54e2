//! What is wrong with a form is said before anything is sent, and what was typed is not changed.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails; it has a clock"
)]

mod common;

use common::{CLIENT_ID, form_for, key_pair, moment};
use countersign_core::diagnosis::before_sending::check;
use countersign_core::diagnosis::{Field, Finding, Severity, WhiteSpace};
use countersign_core::key_pair::KeyPair;
use countersign_core::prepare::prepare;
use countersign_core::request_form::{ClaimEdit, Destination, RequestForm};

fn form() -> RequestForm {
    RequestForm { api_key: CLIENT_ID.into(), ..RequestForm::default() }
}

fn found(form: &RequestForm) -> Vec<Finding> {
    let facts = key_pair().facts(moment().now.seconds(), false);
    check(form, &facts, &moment()).findings.into_iter().map(|shown| shown.finding).collect()
}

/// The findings that keep this form from being sent, confirmed or not.
fn errors(form: &RequestForm) -> Vec<Finding> {
    prepare(form, &key_pair(), &moment(), true)
        .err()
        .unwrap_or_default()
        .into_iter()
        .filter(|shown| shown.severity == Severity::Error)
        .map(|shown| shown.finding)
        .collect()
}

/// The findings that the person has to confirm.
fn warnings(form: &RequestForm) -> Vec<Finding> {
    let asked = prepare(form, &key_pair(), &moment(), false).unwrap_err();
    assert!(prepare(form, &key_pair(), &moment(), true).is_ok(), "a warning can be confirmed");
    asked.into_iter().map(|shown| shown.finding).collect()
}

#[test]
fn a_complete_form_passes_every_check() {
    assert_eq!(
        found(&form()),
        [
            Finding::KeyCanSign,
            Finding::CertificateMatches,
            Finding::CertificateValid,
            Finding::ApiKeyLooksRight,
            Finding::AudienceFits { with_port: true },
        ]
    );
    assert!(prepare(&form(), &key_pair(), &moment(), false).is_ok());
}

#[test]
fn nothing_is_sent_without_a_key() {
    let findings = prepare(&form(), &KeyPair::default(), &moment(), true).unwrap_err();
    assert_eq!(findings[0].finding, Finding::KeyMissing);
}

#[test]
fn white_space_and_strange_characters_in_the_api_key_are_named_and_left_alone() {
    for (typed, white_space) in [
        (format!(" {CLIENT_ID}"), WhiteSpace::Around),
        (format!("{CLIENT_ID}\t"), WhiteSpace::Around),
        (format!("{CLIENT_ID}\u{a0}"), WhiteSpace::Around),
        (format!("{CLIENT_ID}\n"), WhiteSpace::LineEnd),
        (CLIENT_ID.replacen('-', "\r\n", 1), WhiteSpace::LineEnd),
        (CLIENT_ID.replacen('-', " ", 1), WhiteSpace::Within),
    ] {
        let form = RequestForm { api_key: typed.clone(), ..form() };
        assert_eq!(errors(&form), [Finding::ApiKeyWhiteSpace { white_space }], "{typed:?}");
    }
    for (stray, shown) in [("\u{200b}", "U+200B"), ("é", "é"), ("\u{7}", "U+0007")] {
        let form = RequestForm { api_key: format!("{CLIENT_ID}{stray}"), ..form() };
        assert_eq!(errors(&form), [Finding::ApiKeyStrayCharacter { character: shown.into() }]);
    }
    for empty in ["", "  ", "\n"] {
        assert_eq!(errors(&RequestForm { api_key: empty.into(), ..form() }), [Finding::ApiKeyMissing]);
    }
}

#[test]
fn an_api_key_of_another_form_is_only_remarked_on() {
    let unusual = RequestForm { api_key: "my-client".into(), ..form() };
    assert!(found(&unusual).contains(&Finding::ApiKeyUnusual));
    assert!(prepare(&unusual, &key_pair(), &moment(), false).is_ok());
    let elsewhere = RequestForm { api_key: "my-client".into(), ..form_for("https://server.example/token") };
    assert!(
        found(&elsewhere).contains(&Finding::ApiKeyLooksRight),
        "other servers name clients as they like"
    );
    let demo = RequestForm { api_key: "a".repeat(30), ..form() };
    assert_eq!(warnings(&demo), [Finding::ApiKeyIsDemoClient]);
}

#[test]
fn a_destination_that_is_none_is_named() {
    let not_a_url = |seen: &str| Finding::EndpointNotAUrl { seen: seen.into() };
    for (typed, expected) in [
        ("", Finding::EndpointMissing),
        ("  ", Finding::EndpointMissing),
        ("account.demandware.com", not_a_url("account.demandware.com")),
        ("localhost:8080/token", not_a_url("localhost:8080/token")),
        ("https://", not_a_url("https://")),
        ("https://a b/token", not_a_url("https://a b/token")),
        ("https://server.example/a token", not_a_url("https://server.example/a token")),
        ("ftp://server.example/token", Finding::EndpointScheme { scheme: "ftp".into() }),
        ("file:///etc/passwd", Finding::EndpointScheme { scheme: "file".into() }),
        ("https://user:word@server.example/token", Finding::EndpointHasCredentials),
        ("https://server.example/token#top", Finding::EndpointHasFragment),
    ] {
        assert_eq!(errors(&form_for(typed)), [expected], "{typed:?}");
    }
    let long = format!("not a url {}", "x".repeat(5000));
    let [Finding::EndpointNotAUrl { seen }] = &errors(&form_for(&long))[..] else { panic!() };
    assert_eq!(seen.chars().count(), 81, "what was seen is shown shortened");
}

#[test]
fn http_is_for_this_computer_alone() {
    for here in [
        "http://127.0.0.1:8080/token",
        "http://localhost/token",
        "http://[::1]:1/token",
        "http://a.localhost/t",
    ] {
        assert!(prepare(&form_for(here), &key_pair(), &moment(), false).is_ok(), "{here}");
    }
    for (elsewhere, host) in [
        ("http://server.example/token", "server.example"),
        ("http://127.0.0.1.evil.example/t", "127.0.0.1.evil.example"),
        ("http://10.0.0.1/token", "10.0.0.1"),
    ] {
        assert_eq!(warnings(&form_for(elsewhere)), [Finding::EndpointNotEncrypted { host: host.into() }]);
    }
}

#[test]
fn account_managers_retired_path_is_recognised() {
    let retired = form_for("https://account.demandware.com/dw/oauth2/access_token");
    assert_eq!(warnings(&retired), [Finding::EndpointRetired]);
    let instance = form_for("https://zzte-053.dx.commercecloud.salesforce.com/dw/oauth2/access_token");
    assert!(!found(&instance).contains(&Finding::EndpointRetired), "the instances' path stays");
}

#[test]
fn the_audience_is_compared_with_the_endpoint_as_a_url() {
    let with = |audience: &str| RequestForm {
        destination: Destination::Other {
            token_endpoint: "https://server.example/token".into(),
            audience: audience.into(),
        },
        ..form()
    };
    assert!(found(&with("")).contains(&Finding::AudienceFits { with_port: false }));
    assert!(
        found(&with("https://server.example:443/token")).contains(&Finding::AudienceFits { with_port: true })
    );
    assert!(
        found(&with("https://server.example"))
            .contains(&Finding::AudienceIsNotEndpoint { audience: "https://server.example".into() })
    );
    assert_eq!(warnings(&with("https://server.example/token ")), [Finding::AudienceWhiteSpace]);
}

#[test]
fn scopes_times_and_claims_are_checked() {
    let scope = RequestForm { scopes: "mail \"roles\"".into(), ..form() };
    assert_eq!(errors(&scope), [Finding::ScopeStrayCharacter { character: "\"".into() }]);
    for typed in ["", "0", "-1", "1.5", "abc", "86401", "99999999999999999999"] {
        let form = RequestForm { lifetime_seconds: typed.into(), ..form() };
        assert_eq!(errors(&form), [Finding::LifetimeInvalid { seen: typed.into() }]);
    }
    let long = RequestForm { lifetime_seconds: "1801".into(), ..form() };
    assert_eq!(warnings(&long), [Finding::LifetimeTooLong { seconds: 1801 }]);
    let wait = RequestForm { total_timeout_seconds: "soon".into(), ..form() };
    assert_eq!(errors(&wait), [Finding::TimeoutInvalid { seen: "soon".into(), field: Field::TotalTimeout }]);
}

#[test]
fn claims_are_checked() {
    let set = |name: &str, text: &str| ClaimEdit::Set { name: name.into(), text: text.into() };
    let with = |claims: Vec<ClaimEdit>| RequestForm { claims, ..form() };
    assert_eq!(errors(&with(vec![set(" ", "x")])), [Finding::ClaimNameMissing]);
    assert_eq!(errors(&with(vec![set("a", "1"), set("a", "2")])), [Finding::ClaimTwice { name: "a".into() }]);
    let [Finding::ClaimNotJson { name, .. }] = &errors(&with(vec![set("aud", "[\"a\"")]))[..] else {
        panic!()
    };
    assert_eq!(name, "aud");
    for required in ["iss", "sub", "aud", "exp"] {
        let left_out = with(vec![ClaimEdit::LeaveOut { name: required.into() }]);
        assert_eq!(warnings(&left_out), [Finding::ClaimLeftOut { name: required.into() }]);
    }
    assert!(
        prepare(&with(vec![ClaimEdit::LeaveOut { name: "jti".into() }]), &key_pair(), &moment(), false)
            .is_ok()
    );
    assert_eq!(warnings(&with(vec![set("exp", "1000000000")])), [Finding::ClaimExpired]);
}
