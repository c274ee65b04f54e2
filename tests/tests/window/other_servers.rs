//! Servers other than Account Manager: filling in from what they publish, and a whole JWT as they want it.

use countersign_tests::identity::{certificate_of, make_key_pair};
use countersign_tests::servers::oidc_provider::OidcProvider;
use countersign_tests::servers::scripted;
use countersign_tests::steps::open_with_a_credential;
use countersign_tests::window::{PATIENCE, Role};

#[tokio::test]
async fn what_a_server_publishes_is_shown_then_filled_in_and_can_be_taken_back() {
    let server = OidcProvider::start("discovery");
    let window = open_with_a_credential("discovery").await;
    window.click(Role::Radio, "Another server…").await;
    window.click(Role::Button, "Fill from the issuer…").await;
    window.one(Role::Heading, "Fill from the issuer").await;
    window.fill("Issuer or host", "http://login.example.com").await;
    window.click(Role::Button, "Read").await;
    window.wait_for_text("anyone on the way could change the response", PATIENCE).await;

    window.fill("Issuer or host", &server.issuer).await;
    window.click(Role::Button, "Read").await;
    window.wait_for_text("This would be filled in", PATIENCE).await;
    window.screenshots("1-read").await;
    window.assert_accessible("what would be filled in").await;
    window.click(Role::Button, "Fill in").await;
    window.wait_for_value("Token endpoint", &server.token_endpoint).await;
    window.wait_for_value("Audience", &server.issuer).await;
    window.screenshots("2-filled").await;
    window.click(Role::Button, "Undo the change: Fill from the issuer").await;
    window.wait_for_value("Token endpoint", "").await;
    window.wait_for_value("Audience", "").await;
}

#[tokio::test]
async fn a_document_that_lies_fills_in_nothing_and_another_host_has_to_be_confirmed() {
    let lying = scripted::start(|_| {
        scripted::response(
            "200 OK",
            r#"{"issuer":"https://login.example.com","token_endpoint":"https://evil.example/t"}"#,
        )
    });
    let window = open_with_a_credential("discovery-lies").await;
    window.click(Role::Radio, "Another server…").await;
    window.click(Role::Button, "Fill from the issuer…").await;
    window.fill("Issuer or host", lying.trim_end_matches("/token")).await;
    window.click(Role::Button, "Read").await;
    window.wait_for_text("it's the document of https://login.example.com", PATIENCE).await;
    window.screenshots("1-lies").await;
    window.assert_accessible("a document that lies").await;
    assert!(!window.has(Role::Button, "Fill in").await);

    let (own, origin) = {
        let (send, receive) = std::sync::mpsc::channel::<String>();
        let origin = scripted::start(move |_| {
            let own = receive.recv().expect("the test says where the server is");
            let document = serde_json::json!({"issuer": own, "token_endpoint": "https://token.example/t",
                "token_endpoint_auth_methods_supported": ["client_secret_basic"],
                "token_endpoint_auth_signing_alg_values_supported": ["ES256"],
                "grant_types_supported": ["authorization_code"]});
            scripted::response("200 OK", &document.to_string())
        });
        (send, origin.trim_end_matches("/token").to_owned())
    };
    own.send(origin.clone()).expect("the server runs");
    window.fill("Issuer or host", &origin).await;
    window.click(Role::Button, "Read").await;
    window.wait_for_text("The token endpoint is on token.example", PATIENCE).await;
    window.wait_for_text("doesn't offer private_key_jwt", PATIENCE).await;
    window.wait_for_text("The server doesn't accept RS256", PATIENCE).await;
    window.screenshots("2-concerns").await;
    window.assert_accessible("what to know before").await;
    window.click(Role::Checkbox, "Send token requests to token.example").await;
    window.click(Role::Button, "Fill in").await;
    window.wait_for_value("Token endpoint", "https://token.example/t").await;
    window.wait_for_value("Audience", &origin).await;
}

#[tokio::test]
async fn a_whole_jwt_is_filled_in_and_can_be_taken_back() {
    let window = open_with_a_credential("presets").await;
    window.fill("API key (client ID)", "1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15").await;
    window.click(Role::Button, "Edit claims").await;
    window.click(Role::Button, "As Salesforce's CLI sends it").await;
    window.wait_for_value("Value of aud", "https://account.demandware.com/dwsso/oauth2/access_token").await;
    window.wait_for_text("Changed: aud, iat and jti", PATIENCE).await;
    window.screenshots("1-cli").await;
    window.assert_accessible("presets").await;
    window.click(Role::Button, "Undo the change: As Salesforce's CLI sends it").await;
    window
        .wait_for_value("Value of aud", "https://account.demandware.com:443/dwsso/oauth2/access_token")
        .await;

    window.click(Role::Radio, "Another server…").await;
    window.fill("Token endpoint", "https://login.example.com/token").await;
    window.fill("Issuer", "https://login.example.com").await;
    window.click(Role::Button, "Issuer as audience (RFC 7523bis)").await;
    window.wait_for_value("Audience", "https://login.example.com").await;
    window.wait_for_text("Changed: typ and aud", PATIENCE).await;
    window.screenshots("2-issuer").await;
}

#[tokio::test]
async fn slas_is_recognised_and_gets_its_channel_and_a_test_server_its_own_certificate() {
    const SLAS: &str = "https://kv7kzm78.api.commercecloud.salesforce.com/shopper/auth/v1/organizations/f_ecom_zzte_053/oauth2/token";
    let window = open_with_a_credential("other-fields").await;
    window.click(Role::Radio, "Another server…").await;
    window.fill("Token endpoint", SLAS).await;
    window.fill("Audience", "").await;
    window.wait_for_text("This is SLAS, which accepts only an API key and secret", PATIENCE).await;
    window.click(Role::Button, "Add channel_id").await;
    window.fill("Value of channel_id", "RefArch").await;
    window.wait_until_unsaid("SLAS requires channel_id").await;
    window.click(Role::Button, "Add a parameter").await;
    window.fill("Name of parameter 2", "scope").await;
    window.wait_for_text("scope is already in the request", PATIENCE).await;
    window.screenshots("1-parameters").await;
    window.assert_accessible("further parameters").await;
    window.click(Role::Button, "Remove scope").await;
    window.wait_until_unsaid("is already in the request").await;

    window.click(Role::Button, "Trust a certificate here…").await;
    window.fill("Certificate (PEM)", "no certificate").await;
    window.click(Role::Button, "Trust it here").await;
    window.wait_for_text("no certificate that can be read", PATIENCE).await;
    window.screenshots("2-trust").await;
    window.assert_accessible("trusting a certificate").await;
    window.fill("Certificate (PEM)", "").await;
    window.paste("Certificate (PEM)", &certificate_of(&make_key_pair())).await;
    window.click(Role::Button, "Trust it here").await;
    window.one(Role::Button, "Remove these certificates").await;
    window.wait_for_text("valid until", PATIENCE).await;
    window.screenshots("3-trusted").await;
    window.click(Role::Button, "Remove these certificates").await;
    window.wait_until_gone(Role::Button, "Remove these certificates").await;
}
