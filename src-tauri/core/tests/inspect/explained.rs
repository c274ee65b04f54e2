//! Tokens are named and explained claim by claim, and what Account Manager would say is told.

use countersign_core::account_manager::{AUDIENCE, Saying, Wording};
use countersign_core::credential::CredentialId;
use countersign_core::inspect::{
    ClaimMeaning, ClaimTone, InspectedToken, KnownCertificate, Sameness, TokenKind, TokenLife, compare,
    inspect,
};
use countersign_core::moment::UnixSeconds;
use countersign_core::token_exchange::{ApiFit, KeysAddress};
use serde_json::{Value, json};

use crate::common::{CLIENT_ID, NOW, key_pair};
use crate::keys::{another_pair, sign};

fn now() -> UnixSeconds {
    NOW.seconds()
}

fn explained(claims: &Value) -> InspectedToken {
    inspect(&sign(&key_pair(), None, claims), &[], now()).tokens.remove(0)
}

fn said(token: &InspectedToken, name: &str) -> (ClaimMeaning, ClaimTone) {
    let claim = token.claims.iter().find(|claim| claim.name == name).unwrap();
    (claim.meaning.clone(), claim.tone)
}

fn assertion(more: &Value) -> Value {
    let mut claims = json!({
        "iss": CLIENT_ID, "sub": CLIENT_ID, "aud": AUDIENCE,
        "iat": now().0, "exp": now().0 + 60, "jti": "a",
    });
    claims.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    claims
}

#[test]
fn an_assertion_for_account_manager_is_explained() {
    let token = explained(&assertion(&json!({})));
    assert_eq!(token.kind, TokenKind::ClientAssertion { for_account_manager: true });
    assert_eq!(said(&token, "iss"), (ClaimMeaning::IssuerIsClient, ClaimTone::Good));
    assert_eq!(said(&token, "sub"), (ClaimMeaning::SubjectIsIssuer, ClaimTone::Good));
    assert_eq!(said(&token, "aud"), (ClaimMeaning::AudienceDocumented, ClaimTone::Good));
    assert_eq!(said(&token, "alg"), (ClaimMeaning::AlgorithmDocumented, ClaimTone::Good));
    assert_eq!(token.life, TokenLife::Valid { until: UnixSeconds(now().0 + 60) });
    assert!(
        token.account_manager.iter().all(|says| says.saying == Saying::Accepts),
        "{:?}",
        token.account_manager
    );
}

#[test]
fn what_is_wrong_with_an_assertion_is_said_as_account_manager_would() {
    let without_endpoint_port = "https://account.demandware.com/dwsso/oauth2/access_token";
    let retired = "https://account.demandware.com/dw/oauth2/access_token";
    let ended = UnixSeconds(now().0 - 400);
    for (change, claim, meaning, words_2026, words_2021) in [
        (
            json!({"exp": ended.0}),
            "exp",
            ClaimMeaning::Expired { at: ended },
            "Token is not active",
            "JWT has expired",
        ),
        (
            json!({"aud": [AUDIENCE, "b"]}),
            "aud",
            ClaimMeaning::AudienceSeveral { count: 2 },
            "Multiple audiences not allowed",
            "",
        ),
        (json!({"aud": without_endpoint_port}), "aud", ClaimMeaning::AudienceWithoutPort, "", ""),
        (
            json!({"aud": retired}),
            "aud",
            ClaimMeaning::AudienceRetired,
            "Invalid token audience",
            "Audience validation failed",
        ),
        (
            json!({"sub": "b", "nbf": 0}),
            "iss",
            ClaimMeaning::IssuerIsNotSubject,
            "Invalid client or Invalid client credentials",
            "JWT is not valid",
        ),
    ] {
        let text = format!("client_assertion={}", sign(&key_pair(), None, &assertion(&change)));
        let token = inspect(&text, &[], now()).tokens.remove(0);
        assert_eq!(said(&token, claim).0, meaning, "{change}");
        let words = |wording| {
            let says = token.account_manager.iter().find(|says| says.wording == wording).unwrap();
            match &says.saying {
                Saying::Accepts => "",
                Saying::Refuses { description, .. } => description.as_str(),
            }
        };
        assert_eq!(
            (words(Wording::AsOf2026), words(Wording::AsIn2021)),
            (words_2026, words_2021),
            "{change}"
        );
    }
    let token = explained(&json!({"iss": "a", "sub": "a", "aud": AUDIENCE}));
    for (claim, meaning) in [
        ("exp", ClaimMeaning::ExpiryMissing),
        ("iat", ClaimMeaning::IssuedMissing),
        ("jti", ClaimMeaning::TokenIdMissing),
    ] {
        assert_eq!(said(&token, claim).0, meaning);
    }
}

#[test]
fn access_tokens_are_told_apart() {
    let kind = |claims: Value| explained(&claims).kind;
    let account_manager = json!({
        "iss": "https://account.demandware.com:443/dwsso/oauth2", "sub": CLIENT_ID, "client_id": CLIENT_ID,
        "roles": ["SALESFORCE_COMMERCE_API"], "tenantFilter": "SALESFORCE_COMMERCE_API:zzte_053",
        "scope": ["SALESFORCE_COMMERCE_API:zzte_053", "sfcc.orders"],
    });
    let token = explained(&account_manager);
    assert_eq!(token.kind, TokenKind::AccountManager { as_user: false });
    assert_eq!(token.fits[0], ApiFit::Scapi { instances: vec!["zzte_053".into()] });
    assert_eq!(token.reach[0].instances, ["zzte_053"]);
    assert!(
        matches!(&token.keys_at, Some(KeysAddress::KeySet { url }) if url.ends_with("/dwsso/oauth2/connect/jwk_uri"))
    );
    assert_eq!(
        kind(json!({"usr": "a@example.com", "sub": "b"})),
        TokenKind::AccountManager { as_user: true }
    );
    assert_eq!(
        kind(json!({"iss": "slas/prod/zzte_053", "sub": "cc-slas::zzte_053"})),
        TokenKind::ScapiShopper
    );
    let shopper = r#"{"_v":"1","customer_info":{"guest":true}}"#;
    assert_eq!(kind(json!({"iss": "a", "sub": shopper})), TokenKind::OcapiShopper);
    assert_eq!(kind(json!({"iss": "https://a.example", "nonce": "b"})), TokenKind::IdToken);
    assert_eq!(kind(json!({"iss": "https://a.example", "scope": "b"})), TokenKind::AccessToken);
    assert_eq!(kind(json!({"practice": true})), TokenKind::Practice);
    assert_eq!(kind(json!({"a": 1})), TokenKind::Jwt);
    let elsewhere = json!({"iss": "a", "sub": "a", "aud": "https://login.example.com/token"});
    assert_eq!(kind(elsewhere), TokenKind::ClientAssertion { for_account_manager: false });
}

#[test]
fn the_credential_whose_key_signed_is_found_by_its_certificate() {
    let known: Vec<KnownCertificate> = [(1, another_pair()), (2, key_pair())]
        .map(|(id, pair)| KnownCertificate {
            credential: CredentialId(id),
            certificate: pair.certificate().unwrap().clone(),
        })
        .into();
    let token = sign(&key_pair(), None, &assertion(&json!({})));
    assert_eq!(inspect(&token, &known, now()).tokens[0].made_with, [CredentialId(2)]);
    let altered = token.replacen('.', ".e", 1);
    assert!(inspect(&altered, &known, now()).tokens.iter().all(|token| token.made_with.is_empty()));
}

#[test]
fn two_tokens_are_compared_claim_by_claim() {
    let left = sign(&key_pair(), Some("a"), &json!({"iss": "x", "aud": "one", "iat": 1}));
    let right = sign(&key_pair(), None, &json!({"iss": "x", "aud": "two", "exp": 2}));
    let compared = compare((&left, 0), (&right, 0));
    let sameness = |name: &str| compared.iter().find(|claim| claim.name == name).unwrap().sameness;
    assert_eq!(sameness("iss"), Sameness::Same);
    assert_eq!(sameness("aud"), Sameness::Different);
    assert_eq!((sameness("iat"), sameness("exp")), (Sameness::OnlyLeft, Sameness::OnlyRight));
    assert_eq!((sameness("alg"), sameness("kid")), (Sameness::Same, Sameness::OnlyLeft));
    assert!(compare(("nothing", 0), (&right, 0)).is_empty());
}
