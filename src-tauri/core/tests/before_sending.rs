//! Problems with a form are reported before anything is sent, and what was typed is not changed.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails; it has a clock"
)]

mod common;

use common::{CLIENT_ID, form_for, key_pair, moment};
use countersign_core::account_manager::{AUDIENCE, TOKEN_ENDPOINT};
use countersign_core::diagnosis::before_sending::{Confirmed, check, release};
use countersign_core::diagnosis::{Field, Finding, FindingShown, Place, Severity};
use countersign_core::key::{KeyType, PrivateKey, SigningAlgorithm};
use countersign_core::key_file::Passphrases;
use countersign_core::key_pair::{KeyPair, KeyPairFacts, KeySource, load};
use countersign_core::moment::{Moment, UnixMillis, UnixSeconds};
use countersign_core::prepare::prepare;
use countersign_core::text::WhiteSpace;
use countersign_core::token_request::{
    ClaimEdit, ClientSecrets, Destination, Disclosure, HeaderParameters, RequestForm, UnsignedRequest,
};

fn form() -> RequestForm {
    RequestForm { api_key: CLIENT_ID.into(), ..RequestForm::default() }
}

fn found(form: &RequestForm) -> Vec<Finding> {
    let facts = key_pair().facts(moment().now.seconds(), false);
    checked(form, &facts, &moment()).into_iter().map(|shown| shown.finding).collect()
}

fn checked(form: &RequestForm, key_pair_facts: &KeyPairFacts, moment: &Moment) -> Vec<FindingShown> {
    let request = UnsignedRequest::from_form(form, key_pair().certificate(), moment);
    check(form, &request, key_pair_facts, &ClientSecrets::default(), moment.now.seconds())
}

/// The findings that prevent sending this form, confirmed or not.
fn errors(form: &RequestForm) -> Vec<Finding> {
    prepare(form, &key_pair(), &moment(), &Confirmed::warnings())
        .err()
        .unwrap_or_default()
        .into_iter()
        .filter(|shown| shown.severity == Severity::Error)
        .map(|shown| shown.finding)
        .collect()
}

/// The findings that the person has to confirm.
fn warnings(form: &RequestForm) -> Vec<Finding> {
    let asked = prepare(form, &key_pair(), &moment(), &Confirmed::default()).unwrap_err();
    assert!(
        prepare(form, &key_pair(), &moment(), &Confirmed::warnings()).is_ok(),
        "a warning can be confirmed"
    );
    asked.into_iter().map(|shown| shown.finding).collect()
}

#[test]
fn a_complete_form_passes_every_check() {
    assert_eq!(
        found(&form()),
        [
            Finding::KeyCanSign { algorithm: SigningAlgorithm::Rs256 },
            Finding::CertificateMatches,
            Finding::CertificateValid,
            Finding::ApiKeyLooksRight,
            Finding::AudienceFits { with_port: true },
        ]
    );
    assert!(prepare(&form(), &key_pair(), &moment(), &Confirmed::default()).is_ok());
}

#[test]
fn nothing_is_sent_without_a_key() {
    let findings = prepare(&form(), &KeyPair::default(), &moment(), &Confirmed::warnings()).unwrap_err();
    assert_eq!(findings[0].finding, Finding::KeyMissing);
}

#[test]
fn white_space_and_strange_characters_in_the_api_key_are_named_and_not_changed() {
    for (typed, white_space) in [
        (format!(" {CLIENT_ID}"), WhiteSpace::Around),
        (format!("{CLIENT_ID}\t"), WhiteSpace::Around),
        (format!("{CLIENT_ID}\u{a0}"), WhiteSpace::Around),
        (format!("{CLIENT_ID}\n"), WhiteSpace::LineEnd),
        (CLIENT_ID.replacen('-', "\r\n", 1), WhiteSpace::LineEnd),
        (CLIENT_ID.replacen('-', " ", 1), WhiteSpace::Within),
    ] {
        let form = RequestForm { api_key: typed.clone(), ..form() };
        let corrected = typed.split_whitespace().collect();
        assert_eq!(errors(&form), [Finding::ApiKeyWhiteSpace { white_space, corrected }], "{typed:?}");
    }
    for (stray, shown) in [("\u{200b}", "U+200B"), ("é", "é"), ("\u{7}", "U+0007")] {
        let form = RequestForm { api_key: format!("{CLIENT_ID}{stray}"), ..form() };
        assert_eq!(errors(&form), [Finding::ApiKeyStrayCharacter { character: shown.into() }]);
    }
    for quoted in [format!("\"{CLIENT_ID}\""), format!("'{CLIENT_ID}'"), format!("“{CLIENT_ID}”")] {
        let form = RequestForm { api_key: quoted.clone(), ..form() };
        assert_eq!(errors(&form), [Finding::ApiKeyQuoted { corrected: CLIENT_ID.into() }], "{quoted}");
    }
    for empty in ["", "  ", "\n"] {
        assert_eq!(errors(&RequestForm { api_key: empty.into(), ..form() }), [Finding::ApiKeyMissing]);
    }
}

#[test]
fn an_api_key_of_unusual_form_only_gets_a_note() {
    let unusual = RequestForm { api_key: "my-client".into(), ..form() };
    assert!(found(&unusual).contains(&Finding::ApiKeyUnusual));
    assert!(prepare(&unusual, &key_pair(), &moment(), &Confirmed::default()).is_ok());
    let elsewhere = RequestForm { api_key: "my-client".into(), ..form_for("https://server.example/token") };
    assert!(found(&elsewhere).contains(&Finding::ApiKeyPlain), "other servers name clients as they like");
    let demo = RequestForm { api_key: "a".repeat(30), ..form() };
    assert_eq!(warnings(&demo), [Finding::ApiKeyIsDemoClient]);
}

#[test]
fn an_invalid_destination_is_named() {
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
        (
            "https://user:word@server.example/token",
            Finding::EndpointHasCredentials { corrected: Some("https://server.example/token".into()) },
        ),
        (
            "https://server.example/token#top",
            Finding::EndpointHasFragment { corrected: Some("https://server.example/token".into()) },
        ),
    ] {
        assert_eq!(errors(&form_for(typed)), [expected], "{typed:?}");
    }
    let long = format!("not a url {}", "x".repeat(5000));
    let [Finding::EndpointNotAUrl { seen }] = &errors(&form_for(&long))[..] else { panic!() };
    assert_eq!(seen.chars().count(), 81, "what was seen is shown shortened");
}

#[test]
fn http_is_allowed_only_to_this_computer() {
    for here in ["http://127.0.0.1:8080/token", "http://localhost/token", "http://[::1]:1/token"] {
        assert!(prepare(&form_for(here), &key_pair(), &moment(), &Confirmed::default()).is_ok(), "{here}");
    }
    for (elsewhere, host) in [
        ("http://server.example/token", "server.example"),
        ("http://127.0.0.1.evil.example/t", "127.0.0.1.evil.example"),
        ("http://10.0.0.1/token", "10.0.0.1"),
        ("http://a.localhost/token", "a.localhost"),
    ] {
        assert_eq!(warnings(&form_for(elsewhere)), [Finding::EndpointNotEncrypted { host: host.into() }]);
    }
}

#[test]
fn account_managers_retired_path_is_recognised() {
    let retired = form_for("https://account.demandware.com/dw/oauth2/access_token");
    assert_eq!(warnings(&retired), [Finding::EndpointRetired { corrected: Some(TOKEN_ENDPOINT.into()) }]);
    let instance = form_for("https://zzte-053.dx.commercecloud.salesforce.com/dw/oauth2/access_token");
    assert!(
        !found(&instance).iter().any(|finding| matches!(finding, Finding::EndpointRetired { .. })),
        "the instances' path stays"
    );
}

#[test]
fn the_audience_is_compared_with_the_endpoint_as_a_url() {
    let with = |audience: &str| RequestForm {
        destination: Destination::other("https://server.example/token", audience),
        ..form()
    };
    assert!(found(&with("")).contains(&Finding::AudienceFits { with_port: false }));
    // The same address to a browser, but servers compare letter by letter.
    for other in [
        "https://server.example:443/token",
        "HTTPS://server.example/token",
        "https://server.example/a/../token",
    ] {
        let findings = found(&with(other));
        assert!(findings.contains(&Finding::AudienceSpelledOtherwise { audience: other.into() }), "{other}");
        assert!(!findings.iter().any(|finding| matches!(finding, Finding::AudienceFits { .. })), "{other}");
    }
    assert!(
        found(&with("https://server.example"))
            .contains(&Finding::AudienceIsNotEndpoint { audience: "https://server.example".into() })
    );
    assert_eq!(
        warnings(&with("https://server.example/token ")),
        [Finding::AudienceWhiteSpace { corrected: Some("https://server.example/token".into()) }]
    );
}

/// A form whose assertion is for Account Manager, and goes elsewhere.
fn disclosing(token_endpoint: &str) -> RequestForm {
    let destination = Destination::other(token_endpoint, AUDIENCE);
    RequestForm { destination, ..form() }
}

fn disclosure(recipient: &str) -> Disclosure {
    Disclosure { recipient: recipient.into(), audience: AUDIENCE.into() }
}

#[test]
fn an_assertion_for_account_manager_goes_elsewhere_only_if_exactly_that_is_confirmed() {
    let sent = |form: &RequestForm, confirmed: &Confirmed| prepare(form, &key_pair(), &moment(), confirmed);
    let form = disclosing("https://login.example.com/token");
    let confirmed = disclosure("https://login.example.com");
    let expected = Finding::AssertionDisclosed { disclosure: confirmed.clone(), seconds: Some(60) };
    for too_little in [
        Confirmed::default(),
        Confirmed::warnings(),
        Confirmed { warnings: true, disclosure: Some(disclosure("https://login.example.org")) },
        Confirmed { warnings: true, disclosure: Some(disclosure("http://login.example.com")) },
        Confirmed { warnings: true, disclosure: Some(disclosure("https://login.example.com:8443")) },
        Confirmed {
            warnings: true,
            disclosure: Some(Disclosure { audience: TOKEN_ENDPOINT.into(), ..confirmed.clone() }),
        },
    ] {
        let findings = sent(&form, &too_little).unwrap_err();
        let findings: Vec<Finding> = findings.into_iter().map(|shown| shown.finding).collect();
        assert_eq!(findings, std::slice::from_ref(&expected), "{too_little:?}");
    }
    let exactly = Confirmed { warnings: false, disclosure: Some(confirmed) };
    assert!(sent(&form, &exactly).is_ok());
    assert!(sent(&disclosing("https://login.example.org/token"), &exactly).is_err(), "another recipient");
}

#[test]
fn what_is_disclosed_is_confirmed_beside_warnings_and_never_beside_errors() {
    let confirmed = |warnings, recipient| Confirmed { warnings, disclosure: Some(disclosure(recipient)) };
    let look_alike = disclosing("https://аccount.demandware.com/dwsso/oauth2/access_token");
    let real_name = "https://xn--ccount-2nf.demandware.com";
    let sent =
        |form: &RequestForm, confirmed: &Confirmed| prepare(form, &key_pair(), &moment(), confirmed).is_ok();
    assert!(!sent(&look_alike, &confirmed(false, real_name)), "the look-alike is a warning of its own");
    assert!(sent(&look_alike, &confirmed(true, real_name)));
    let without_key = RequestForm { api_key: String::new(), ..look_alike };
    assert!(!sent(&without_key, &confirmed(true, real_name)));
}

#[test]
fn every_recipient_that_is_not_account_manager_is_asked_about() {
    for url in [
        "https://account.demandware.com.evil.example/dwsso/oauth2/access_token",
        "https://account-demandware.com/dwsso/oauth2/access_token",
        "https://192.0.2.7/dwsso/oauth2/access_token",
        "http://127.0.0.1:4443/dwsso/oauth2/access_token",
        "http://localhost/dwsso/oauth2/access_token",
        "http://account.demandware.com/dwsso/oauth2/access_token",
        "https://account.demandware.com:8443/dwsso/oauth2/access_token",
    ] {
        let form = disclosing(url);
        assert!(prepare(&form, &key_pair(), &moment(), &Confirmed::warnings()).is_err(), "{url}");
    }
    for url in [TOKEN_ENDPOINT, "https://account.demandware.com.:443/dwsso/oauth2/access_token"] {
        assert!(prepare(&disclosing(url), &key_pair(), &moment(), &Confirmed::default()).is_ok(), "{url}");
    }
    let for_itself = form_for("https://login.example.com/realms/test/protocol/openid-connect/token");
    assert!(prepare(&for_itself, &key_pair(), &moment(), &Confirmed::default()).is_ok());
}

#[test]
fn an_audience_typed_among_the_claims_counts_like_any_other() {
    let set = |text: &str| ClaimEdit::Set { name: "aud".into(), text: text.into() };
    let with = |claims: Vec<ClaimEdit>| RequestForm { claims, ..form_for("https://login.example.com/token") };
    let audiences = format!("[\"https://login.example.com\",\"{AUDIENCE}\"]");
    for typed in [AUDIENCE, TOKEN_ENDPOINT, "account.demandware.com", &audiences] {
        let form = with(vec![set(typed)]);
        assert!(prepare(&form, &key_pair(), &moment(), &Confirmed::warnings()).is_err(), "{typed}");
    }
    let seconds_left = |exp: &str| {
        let exp = ClaimEdit::Set { name: "exp".into(), text: exp.into() };
        let found = found(&with(vec![set(AUDIENCE), exp]));
        found.into_iter().find_map(|finding| match finding {
            Finding::AssertionDisclosed { seconds, .. } => Some(seconds),
            _ => None,
        })
    };
    assert_eq!(seconds_left("soon"), Some(None));
    assert_eq!(seconds_left("1000000000"), Some(Some(0)));
    assert_eq!(seconds_left(&(moment().now.seconds().0 + 1800).to_string()), Some(Some(1800)));
    let left_out = with(vec![ClaimEdit::LeaveOut { name: "aud".into() }]);
    assert_eq!(warnings(&left_out), [Finding::ClaimLeftOut { name: "aud".into() }]);
}

#[test]
fn a_host_that_is_not_what_it_looks_like_has_to_be_confirmed() {
    let host = "xn--exmple-4nf.com".to_owned();
    assert_eq!(warnings(&form_for("https://exаmple.com/token")), [Finding::EndpointHostMisleading { host }]);
    let host = "acc0unt.demandware.com".to_owned();
    let expected = Finding::EndpointLooksLikeAccountManager { host };
    assert_eq!(warnings(&form_for("https://acc0unt.demandware.com/token")), [expected]);
    let international = form_for("https://bücher.example/token");
    let host = "xn--bcher-kva.example".to_owned();
    assert!(found(&international).contains(&Finding::EndpointHostInternational { host }));
    assert!(prepare(&international, &key_pair(), &moment(), &Confirmed::default()).is_ok());
}

#[test]
fn scopes_times_and_claims_are_checked() {
    let scope = RequestForm { scopes: "mail \"roles\"".into(), ..form() };
    assert_eq!(errors(&scope), [Finding::ScopeStrayCharacter { character: "\"".into() }]);
    for scopes in ["mail,roles", "mail, roles"] {
        let form = RequestForm { scopes: scopes.into(), ..form() };
        let shown = prepare(&form, &key_pair(), &moment(), &Confirmed::default()).unwrap_err();
        assert_eq!(shown[0].finding, Finding::ScopesWithCommas { corrected: Some("mail roles".into()) });
        assert!(
            prepare(&form, &key_pair(), &moment(), &Confirmed::warnings()).is_ok(),
            "a comma is allowed in a scope"
        );
    }
    for typed in ["", "0", "-1", "1.5", "abc", "86401", "99999999999999999999"] {
        let form = RequestForm { lifetime_seconds: typed.into(), ..form() };
        assert_eq!(errors(&form), [Finding::LifetimeInvalid { seen: typed.into() }]);
    }
    let long = RequestForm { lifetime_seconds: "1801".into(), ..form() };
    assert_eq!(warnings(&long), [Finding::LifetimeTooLong { seconds: 1801 }]);
    let wait = RequestForm { total_timeout_seconds: "soon".into(), ..form() };
    assert_eq!(errors(&wait), [Finding::TimeoutInvalid { seen: "soon".into(), field: Field::TotalTimeout }]);
}

/// The findings about these scopes for Account Manager.
fn about_scopes(scopes: &str) -> Vec<Finding> {
    let form = RequestForm { scopes: scopes.into(), ..form() };
    let shown = checked(&form, &key_pair().facts(moment().now.seconds(), false), &moment());
    shown.into_iter().filter(|shown| shown.field == Some(Field::Scopes)).map(|shown| shown.finding).collect()
}

#[test]
fn scopes_that_do_not_open_scapi_are_said_and_corrected() {
    const TENANT: &str = "SALESFORCE_COMMERCE_API:zzte_053";
    for right in ["", "mail roles", "SALESFORCE_COMMERCE_API:zzte_053 sfcc.products sfcc.orders.rw c_mine"] {
        assert_eq!(about_scopes(right), [], "{right}");
    }
    assert_eq!(
        about_scopes("SALESFORCE_COMMERCE_API sfcc.products"),
        [Finding::ScopeRoleWithoutTenant { corrected: None }]
    );
    let corrected = Some(format!("{TENANT} sfcc.products"));
    assert_eq!(
        about_scopes(&format!("SALESFORCE_COMMERCE_API {TENANT} sfcc.products")),
        [Finding::ScopeRoleWithoutTenant { corrected: corrected.clone() }]
    );
    for seen in ["SALESFORCE_COMMERCE_API:f_ecom_zzte_053", "f_ecom_zzte_053"] {
        let expected = Finding::ScopeWithOrganization { seen: seen.into(), corrected: corrected.clone() };
        assert_eq!(about_scopes(&format!("{seen} sfcc.products")), [expected]);
    }
    let seen = "SALESFORCE_COMMERCE_API:zzte-053".to_owned();
    let scopes = format!("{seen} {TENANT} sfcc.products");
    assert_eq!(
        about_scopes(&scopes),
        [Finding::ScopeTenantWithHyphen { seen, corrected: corrected.clone() }]
    );
    assert_eq!(
        about_scopes("mail sfcc.products"),
        [Finding::ScopeTenantMissing { scope: "sfcc.products".into() }]
    );
    assert_eq!(about_scopes(TENANT), [Finding::ScopeFamilyMissing { scope: TENANT.into() }]);
    assert_eq!(
        about_scopes(&format!("{TENANT} sfcc.orders sfcc.orders.rw")),
        [Finding::ScopeRedundant {
            scope: "sfcc.orders".into(),
            wider: "sfcc.orders.rw".into(),
            corrected: Some(format!("{TENANT} sfcc.orders.rw")),
        }]
    );
    let elsewhere =
        RequestForm { scopes: "sfcc.products".into(), ..form_for("https://login.example.com/token") };
    assert!(!found(&elsewhere).iter().any(|finding| matches!(finding, Finding::ScopeTenantMissing { .. })));
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
    assert_eq!(warnings(&with(vec![set("exp", "1000000000")])), [Finding::ClaimExpired]);
    assert_eq!(warnings(&with(vec![set("exp", "soon")])), [Finding::ClaimNotANumber { name: "exp".into() }]);
    let two_hours = (moment().now.seconds().0 + 7200).to_string();
    assert_eq!(warnings(&with(vec![set("exp", &two_hours)])), [Finding::LifetimeTooLong { seconds: 7200 }]);
}

/// Account Manager's newer engine refuses such requests with an error message that few understand.
#[test]
fn missing_claims_that_account_manager_now_requires_are_noted() {
    let leave_out = |name: &str| ClaimEdit::LeaveOut { name: name.into() };
    let advised = |name: &str| Finding::ClaimAdvised { name: name.into() };
    let without_jti = RequestForm { claims: vec![leave_out("jti")], ..form() };
    assert!(found(&without_jti).contains(&advised("jti")));
    assert!(
        prepare(&without_jti, &key_pair(), &moment(), &Confirmed::default()).is_ok(),
        "a note does not ask"
    );
    let without_iat = |lifetime: &str| RequestForm {
        claims: vec![leave_out("iat")],
        lifetime_seconds: lifetime.into(),
        ..form()
    };
    assert!(found(&without_iat("300")).contains(&advised("iat")));
    assert!(!found(&without_iat("60")).contains(&advised("iat")), "for a minute it is not needed");
}

#[test]
fn claims_that_contradict_each_other_or_the_clock_are_reported_before_sending() {
    let set = |name: &str, text: String| ClaimEdit::Set { name: name.into(), text };
    let with = |claims: Vec<ClaimEdit>| RequestForm { claims, ..form() };
    let now = moment().now.seconds().0;
    assert_eq!(warnings(&with(vec![set("iss", "somebody".into())])), [Finding::ClaimIssuerIsNotSubject]);
    let both = with(vec![set("iss", "somebody".into()), set("sub", "somebody".into())]);
    assert!(prepare(&both, &key_pair(), &moment(), &Confirmed::default()).is_ok());
    for name in ["iat", "nbf"] {
        let ahead = with(vec![set(name, (now + 120).to_string())]);
        assert_eq!(warnings(&ahead), [Finding::ClaimAhead { name: name.into() }]);
    }
    let old = with(vec![set("iat", (now - 120).to_string())]);
    assert!(found(&old).contains(&Finding::ClaimIssuedLongAgo));
    assert!(!found(&with(vec![set("nbf", (now - 120).to_string())])).contains(&Finding::ClaimIssuedLongAgo));
}

#[test]
fn a_key_that_is_not_rsa_is_fixed_in_step_1_for_account_manager() {
    let mut facts = key_pair().facts(moment().now.seconds(), false);
    facts.private_key.as_mut().unwrap().key_type = KeyType::Ed25519;
    let shown = |form: &RequestForm| {
        let checked = checked(form, &facts, &moment());
        checked.into_iter().filter(|it| it.severity >= Severity::Warning).collect::<Vec<_>>()
    };
    let [refused] = &shown(&form())[..] else { panic!() };
    let expected = Finding::KeyNotForAccountManager { key_type: KeyType::Ed25519, can_sign: false };
    assert_eq!((&refused.finding, refused.severity), (&expected, Severity::Error));
    assert_eq!((refused.place, refused.field), (Place::KeyPair, None));
    let [confirmed] = &shown(&RequestForm { algorithm: SigningAlgorithm::EdDsa, ..form() })[..] else {
        panic!()
    };
    assert_eq!((confirmed.severity, confirmed.place), (Severity::Warning, Place::KeyPair));
    let elsewhere =
        RequestForm { algorithm: SigningAlgorithm::EdDsa, ..form_for("https://server.example/token") };
    assert_eq!(shown(&elsewhere), []);
}

#[test]
fn a_secret_in_the_url_has_to_be_confirmed() {
    for query in ["client_secret=p%20ss", "CLIENT_SECRET=x", "a=1&code=abc", "%63ode=abc"] {
        let form = form_for(&format!("https://server.example/token?{query}"));
        assert!(matches!(&warnings(&form)[..], [Finding::EndpointHasSecret { .. }]), "{query}");
    }
    for query in ["tenant=abc", "client_id=abc", "client_secret="] {
        let form = form_for(&format!("https://server.example/token?{query}"));
        assert!(prepare(&form, &key_pair(), &moment(), &Confirmed::default()).is_ok(), "{query}");
    }
}

#[test]
fn the_audience_that_is_signed_is_the_one_that_is_checked() {
    let with = |edit| found(&RequestForm { claims: vec![edit], ..form() });
    let elsewhere = with(ClaimEdit::Set { name: "aud".into(), text: "https://elsewhere.example".into() });
    assert!(
        elsewhere.contains(&Finding::AudienceIsNotEndpoint { audience: "https://elsewhere.example".into() })
    );
    let left_out = with(ClaimEdit::LeaveOut { name: "aud".into() });
    for findings in [elsewhere, left_out] {
        assert!(!findings.iter().any(|finding| matches!(finding, Finding::AudienceFits { .. })));
    }
}

#[test]
fn an_unusable_certificate_is_reported_before_sending() {
    let certificate = |days: i64, life: &str| {
        // The same pair on another day.
        let now = UnixSeconds(moment().now.seconds().0 + days * 86_400);
        let facts = key_pair().facts(now, false);
        let later = Moment { now: UnixMillis(now.0 * 1000), ..moment() };
        checked(&form(), &facts, &later).iter().any(|shown| format!("{:?}", shown.finding).starts_with(life))
    };
    assert!(certificate(-2, "CertificateNotYetValid"));
    assert!(certificate(0, "CertificateValid"));
    assert!(certificate(250, "CertificateRenewalDue"));
    assert!(certificate(340, "CertificateEndsSoon"));
    assert!(certificate(366, "CertificateEnded"));
}

#[test]
fn a_certificate_of_another_pair_has_to_be_confirmed_and_one_without_a_key_sends_nothing() {
    let mut facts = key_pair().facts(moment().now.seconds(), false);
    facts.belong_together = Some(false);
    let released = |facts: &KeyPairFacts, confirmed: &Confirmed| {
        let request = UnsignedRequest::from_form(&form(), key_pair().certificate(), &moment());
        release(request, checked(&form(), facts, &moment()), confirmed)
    };
    let shown = released(&facts, &Confirmed::default()).unwrap_err();
    assert_eq!(shown[0].finding, Finding::CertificateOfAnotherKey);
    assert!(released(&facts, &Confirmed::warnings()).is_ok());

    facts.private_key = None;
    facts.belong_together = None;
    let shown = released(&facts, &Confirmed::warnings()).unwrap_err();
    assert_eq!(shown[0].finding, Finding::KeyMissing);
}

#[test]
fn a_new_form_sends_the_request_that_account_manager_documents() {
    let (request, timeouts) = prepare(&form(), &key_pair(), &moment(), &Confirmed::default()).unwrap();
    assert_eq!(request.url().as_str(), "https://account.demandware.com/dwsso/oauth2/access_token");
    assert_eq!((timeouts.connect, timeouts.total), (10, 30));
    let claim = |name: &str| request.assertion().unwrap().signed_claim(name).unwrap();
    assert_eq!(claim("aud"), "https://account.demandware.com:443/dwsso/oauth2/access_token");
    assert_eq!(claim("exp").as_i64().unwrap() - claim("iat").as_i64().unwrap(), 60);
    assert_eq!((claim("iss"), claim("sub")), (&CLIENT_ID.into(), &CLIENT_ID.into()));
}

#[test]
fn an_algorithm_other_than_rs256_has_to_be_confirmed_for_account_manager_only() {
    let chosen = RequestForm { algorithm: SigningAlgorithm::Ps256, ..form() };
    let expected = Finding::AlgorithmNotForAccountManager { algorithm: SigningAlgorithm::Ps256 };
    assert_eq!(warnings(&chosen), [expected]);
    let elsewhere =
        RequestForm { algorithm: SigningAlgorithm::Ps256, ..form_for("https://server.example/t") };
    assert!(prepare(&elsewhere, &key_pair(), &moment(), &Confirmed::default()).is_ok());
}

#[test]
fn an_algorithm_that_does_not_fit_the_key_is_an_error_that_names_those_that_do() {
    let chosen = RequestForm { algorithm: SigningAlgorithm::Es256, ..form_for("https://server.example/t") };
    let expected = Finding::AlgorithmDoesNotFit {
        algorithm: SigningAlgorithm::Es256,
        key_type: KeyType::Rsa { bits: 2048 },
        fitting: key_pair().private_key().unwrap().algorithms().to_vec(),
    };
    assert_eq!(errors(&chosen), [expected]);
}

#[test]
fn header_parameters_about_a_certificate_need_one() {
    let header = HeaderParameters {
        kid: "key-1".into(),
        x5t: true,
        x5t_s256: true,
        x5c: true,
        ..HeaderParameters::default()
    };
    let chosen = RequestForm { header, ..form() };
    assert_eq!(errors(&chosen), []);
    let key = KeySource::pasted(key_pem(key_pair().private_key().unwrap()));
    let (without, _) = load(&KeyPair::default(), &[key], &Passphrases::none());
    let findings = prepare(&chosen, &without, &moment(), &Confirmed::warnings()).unwrap_err();
    let parameters = ["x5t", "x5t#S256", "x5c"].map(str::to_owned).to_vec();
    assert!(
        findings
            .iter()
            .any(|f| f.finding == Finding::HeaderNeedsCertificate { parameters: parameters.clone() })
    );
}

#[test]
fn white_space_in_the_key_id_has_to_be_confirmed() {
    let header = HeaderParameters { kid: "key-1\n".into(), ..HeaderParameters::default() };
    let chosen = RequestForm { header, ..form() };
    assert_eq!(
        warnings(&chosen),
        [Finding::KeyIdWhiteSpace { white_space: WhiteSpace::LineEnd, corrected: Some("key-1".into()) }]
    );
}

fn key_pem(key: &PrivateKey) -> String {
    use secrecy::ExposeSecret as _;
    key.to_pkcs8_pem().expose_secret().to_owned()
}
