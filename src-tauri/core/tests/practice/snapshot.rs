//! Everything that was set up is the same at the next start, in a new server that knows only what is stored.

use countersign_core::account_manager::{
    AccessTokenFormat, ClientAuthenticationType, Role, RoleForm, TokenEndpointAuthMethod, Wording,
};
use countersign_core::moment::UnixMillis;
use countersign_core::practice::{Faults, Gateway, PracticeResponse, PracticeSettings, PracticeSnapshot};
use countersign_core::store::Store;

use crate::attempt::{Attempt, PASSWORD, TOKEN_PATH, manager, post};
use crate::common::moment;

/// The response of a server that was set up like this, stored, and restored into a new one.
fn answer_of_the_next_run(set_up: &Attempt, asked: &Attempt) -> PracticeResponse {
    let folder = tempfile::tempdir().unwrap();
    let open = || Store::open(folder.path(), UnixMillis(0)).unwrap().store;
    set_up.manager().snapshot().write(&open()).unwrap();
    let mut next = manager();
    next.restore(PracticeSnapshot::read(&open()).unwrap());
    post(&mut next, TOKEN_PATH, asked, &asked.body(), &moment())
}

#[test]
fn an_api_client_is_exactly_the_same_at_the_next_start() {
    let mut attempt = Attempt::new();
    attempt.client.display_name = "Zürich “1”".into();
    attempt.client.auth_method = TokenEndpointAuthMethod::ClientSecretBasic;
    attempt.client.token_format = AccessTokenFormat::Uuid;
    attempt.client.authentication_type = ClientAuthenticationType::Public;
    attempt.client.active = false;
    attempt.client.allowed_scopes = "mail sfcc.products".into();
    attempt.client.roles =
        vec![RoleForm { role: Role::SandboxApiUser, instances: "zzte_053, abcd_prd".into() }];
    attempt.settings = PracticeSettings {
        wording: Wording::AsIn2021,
        faults: Faults { gateway: Gateway::Html, clock_minutes: -2, inactive: true, ..Faults::default() },
    };
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), UnixMillis(0)).unwrap().store;
    let before = attempt.manager();
    before.snapshot().write(&store).unwrap();
    let kept = PracticeSnapshot::read(&store).unwrap();
    let now = moment().now.seconds();
    assert_eq!(kept.settings, attempt.settings);
    assert_eq!(kept.api_clients.len(), 1);
    assert_eq!(kept.api_clients[0].shown(now), before.api_clients()[0].shown(now));
}

#[test]
fn a_signed_request_gets_a_token_after_the_next_start() {
    let attempt = Attempt::new();
    assert_eq!(answer_of_the_next_run(&attempt, &attempt).status, 200);
}

#[test]
fn its_password_and_no_other_is_recognised_after_the_next_start() {
    let with = |secret: &str| {
        let mut attempt = Attempt::new();
        attempt.client.auth_method = TokenEndpointAuthMethod::ClientSecretPost;
        attempt.secret_in_body(secret);
        attempt
    };
    assert_eq!(answer_of_the_next_run(&with(PASSWORD), &with(PASSWORD)).status, 200);
    assert_eq!(answer_of_the_next_run(&with(PASSWORD), &with("another password")).status, 401);
}

#[test]
fn a_new_store_contains_no_snapshot() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), UnixMillis(0)).unwrap().store;
    let kept = PracticeSnapshot::read(&store).unwrap();
    assert!(kept.api_clients.is_empty() && kept.settings == PracticeSettings::default());
}
