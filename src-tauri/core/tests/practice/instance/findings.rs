//! From each refusal of the practice instance's APIs to the finding that a person sees when the token is tried.

use std::time::Instant;

use countersign_core::api_trial::{
    ApiFinding, ApiPlaces, LoginNeeded, TokenFacts, TrialForm, TrialShown, TrialVerdict, TriedApi, send,
};
use countersign_core::commerce_instance::OcapiTrouble;
use countersign_core::http::{Connection, ProxySettings};
use countersign_core::moment::UnixMillis;
use countersign_core::practice::HeaderFault;
use tokio_util::sync::CancellationToken;

use super::{Instance, settings};
use crate::common::{CLIENT_ID, NOW, TIMEOUTS, TestClock};
use crate::credential::form;

const TENANT: &str = "SALESFORCE_COMMERCE_API:zzte_053";

/// Requests a token with these scopes and tries it.
async fn tried(instance: &Instance, api: TriedApi, scope: &str) -> TrialShown {
    let token = instance.token(scope).await;
    tried_with(instance, api, scope, &token).await
}

async fn tried_with(instance: &Instance, api: TriedApi, scope: &str, token: &str) -> TrialShown {
    let facts = TokenFacts {
        scopes: scope.split_whitespace().map(str::to_owned).collect(),
        instances: vec!["zzte_053".into()],
        client_id: Some(CLIENT_ID.into()),
        ends_at: Some(UnixMillis(NOW.0 + 60_000)),
        shopper: false,
        practice: true,
    };
    let (places, form) = (ApiPlaces::default(), form());
    let practice = instance.server.address();
    let trying = TrialForm { places: &places, form: &form, token: Some(&facts), practice: Some(practice) };
    let request = trying.unsent(api).with_token(token, None).unwrap();
    let connection = Connection::to(&request.http().url, TIMEOUTS, &ProxySettings::default());
    let clock = TestClock(Instant::now());
    send(connection, request, facts, &clock, &CancellationToken::new()).await.unwrap().shown()
}

fn first(shown: &TrialShown) -> &ApiFinding {
    &shown.findings.first().unwrap_or_else(|| panic!("a finding: {shown:?}")).finding
}

#[tokio::test]
async fn each_api_opens_once_what_its_finding_says_is_fixed() {
    let instance = Instance::new().await;
    let shown = tried(&instance, TriedApi::Ocapi, "").await;
    assert_eq!(first(&shown), &ApiFinding::ClientNotAllowed { resource: "/sites".into() });
    // The settings to paste are what opens it.
    let text = shown.findings[0].settings.as_ref().unwrap().text.clone();
    instance.save(|form| form.ocapi_settings = text).unwrap();
    assert_eq!(tried(&instance, TriedApi::Ocapi, "").await.verdict, TrialVerdict::Opens);

    let shown = tried(&instance, TriedApi::WebDav, "").await;
    assert_eq!(first(&shown), &ApiFinding::WebDavNotAllowed { status: 403 });
    let text = shown.findings[0].settings.as_ref().unwrap().text.clone();
    instance.save(|form| form.webdav_permissions = text).unwrap();
    assert_eq!(tried(&instance, TriedApi::WebDav, "").await.verdict, TrialVerdict::Opens);

    let shown = tried(&instance, TriedApi::Scapi, "").await;
    let ApiFinding::ScopesMissing { missing, .. } = first(&shown) else { panic!("{shown:?}") };
    assert_eq!(tried(&instance, TriedApi::Scapi, &missing.join(" ")).await.verdict, TrialVerdict::Opens);
    let bare = tried(&instance, TriedApi::Scapi, "SALESFORCE_COMMERCE_API sfcc.scapi-schemas").await;
    assert!(matches!(first(&bare), ApiFinding::ScopesMissing { bare_role: true, .. }), "{bare:?}");
}

#[tokio::test]
async fn each_trouble_of_ocapi_leads_to_its_own_finding() {
    let instance = Instance::new().await;
    instance.open_sites();
    let host = "127.0.0.1".to_owned();
    let resource = "/sites".to_owned();
    for (trouble, expected) in [
        (OcapiTrouble::SwitchedOff, ApiFinding::OcapiOff),
        (OcapiTrouble::SavedLate, ApiFinding::ClientNotAllowed { resource }),
        (OcapiTrouble::UserNeeded, ApiFinding::UserNeeded { login: LoginNeeded::User }),
        (OcapiTrouble::UserNotAllowed, ApiFinding::UserNeeded { login: LoginNeeded::Permission }),
        (OcapiTrouble::OriginNotAllowed, ApiFinding::OriginNotAllowed),
        (OcapiTrouble::HostNotAllowed, ApiFinding::HostNotAccepted { host }),
        (OcapiTrouble::SiteOffline, ApiFinding::SiteOffline),
        (OcapiTrouble::ClientDeleted, ApiFinding::ClientIdUnknown),
    ] {
        instance.trouble(trouble);
        let shown = tried(&instance, TriedApi::Ocapi, "").await;
        assert_eq!(first(&shown), &expected, "{trouble:?}");
    }
    instance.trouble(OcapiTrouble::Nothing);
    instance.save(|form| form.ocapi_settings = settings(CLIENT_ID, "/sites", "get", "")).unwrap();
    assert_eq!(first(&tried(&instance, TriedApi::Ocapi, "").await), &ApiFinding::ReadNotAllowed);
}

#[tokio::test]
async fn a_token_that_is_not_accepted_and_a_spoiled_header_are_told_apart() {
    let instance = Instance::new().await;
    let scope = format!("{TENANT} sfcc.scapi-schemas");
    let token = instance.token(&scope).await;
    instance.faults(|faults| faults.instance.token_not_accepted = true);
    for api in [TriedApi::Ocapi, TriedApi::Scapi] {
        let shown = tried_with(&instance, api, &scope, &token).await;
        assert!(matches!(first(&shown), ApiFinding::TokenNotTaken { .. }), "{api:?}: {:?}", shown.findings);
        // OCAPI repeats the token, and the window does not show it.
        assert!(!format!("{shown:?}").contains(&token), "{api:?}");
    }
    let shown = tried_with(&instance, TriedApi::WebDav, &scope, &token).await;
    assert_eq!(first(&shown), &ApiFinding::WebDavNotAllowed { status: 401 });
    for fault in [HeaderFault::Removed, HeaderFault::SchemeLost] {
        instance.faults(|faults| {
            faults.instance.token_not_accepted = false;
            faults.header = fault;
        });
        let shown = tried_with(&instance, TriedApi::Ocapi, &scope, &token).await;
        assert_eq!(first(&shown), &ApiFinding::AuthorizationHeaderSpoilt, "{fault:?}");
    }
}
