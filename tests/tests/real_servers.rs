//! The core with authorization servers made by others: a granted token, and the refusals that people meet, each with
//! the server's own response and our finding.

use std::ops::RangeInclusive;

use countersign_core::diagnosis::Finding;
use countersign_core::diagnosis::Verdict;
use countersign_core::discovery::{Issuer, Wanted, discover};
use countersign_core::http::{Connection, ProxySettings, Timeouts};
use countersign_core::key::SigningAlgorithm;
use countersign_core::key_pair::KeyPair;
use countersign_core::token_exchange::ExchangeShown;
use countersign_core::token_exchange::TokenExchange;
use countersign_core::token_request::{Destination, RequestForm, SecretPlacement};
use countersign_tests::asking::{ask, ask_with_secret, form, secret_form};
use countersign_tests::identity::{
    SystemClock, certificate_of, make_key_pair, moment_with_clock_ahead, this_moment,
};
use countersign_tests::servers::keycloak::Keycloak;
use countersign_tests::servers::oidc_provider::OidcProvider;
use tokio::sync::OnceCell;
use tokio_util::sync::CancellationToken;

const CLIENT: &str = "3f6b1f0e-5d1c-4b8e-9d6a-0c2a7f1e9b44";

/// Every printable character of ASCII; the space is not at the end, where it would be noticed.
fn every_printable_character() -> String {
    ('!'..='~').chain(" !".chars()).collect()
}

/// What a person sees of a refused request: status, error, description and the first finding.
fn refusal(exchange: &TokenExchange) -> (u16, String, String, Finding) {
    let shown = exchange.shown();
    assert_eq!(shown.verdict, Verdict::Refused);
    assert_eq!(exchange.access_token(), None);
    let ExchangeShown { response, findings, .. } = shown;
    let response = response.expect("a refusal is an answer");
    let finding = findings.into_iter().next().expect("a refusal is explained").finding;
    (
        response.status,
        response.error.unwrap_or_default(),
        response.error_description.unwrap_or_default(),
        finding,
    )
}

fn assert_token_for(exchange: &TokenExchange, client: &str, issuer: &str, life: RangeInclusive<i64>) {
    let shown = exchange.shown();
    assert_eq!(shown.verdict, Verdict::TokenReceived, "{:?}", exchange.shown().response.map(|r| r.body));
    let token = shown.token.expect("a granted token is shown");
    assert_eq!(token.token_type.as_deref(), Some("Bearer"));
    let said = shown.response.expect("a granted token is an answer").body.text;
    let said: serde_json::Value = serde_json::from_str(&said).expect("the answer is JSON");
    assert_eq!(token.expires_in, said["expires_in"].as_i64(), "it is shown as the server says it");
    assert!(token.expires_in.is_some_and(|seconds| life.contains(&seconds)), "{:?}", token.expires_in);
    let decoded = token.decoded.expect("this server's tokens are JWTs");
    assert_eq!(decoded.client.as_deref(), Some(client));
    assert_eq!(decoded.issuer.as_deref(), Some(issuer));
}

mod node_oidc_provider {
    use super::*;

    /// The server that all tests in this module share, with one client.
    async fn server() -> &'static (OidcProvider, KeyPair) {
        static SERVER: OnceCell<(OidcProvider, KeyPair)> = OnceCell::const_new();
        SERVER
            .get_or_init(|| async {
                let server = OidcProvider::start("real-servers");
                let key_pair = make_key_pair();
                server.register(CLIENT, &certificate_of(&key_pair)).await;
                (server, key_pair)
            })
            .await
    }

    #[tokio::test]
    async fn it_grants_a_token() {
        let (server, key_pair) = server().await;
        let exchange = ask(&form(CLIENT, &server.token_endpoint, ""), key_pair, &this_moment()).await;
        assert_token_for(&exchange, CLIENT, &server.issuer, 1800..=1800);
    }

    /// The form of the JWT bearer grant for this user.
    fn form_for_user(server: &OidcProvider, user: &str) -> RequestForm {
        let (token_endpoint, audience) = (server.token_endpoint.clone(), server.issuer.clone());
        let (parameters, trusted) = (Vec::new(), String::new());
        let user = Some(user.to_owned());
        RequestForm {
            destination: Destination::Other { token_endpoint, audience, parameters, trusted, user },
            ..form(CLIENT, &server.token_endpoint, "")
        }
    }

    #[tokio::test]
    async fn a_jwt_for_a_user_gets_a_token_without_client_authentication() {
        let (server, key_pair) = server().await;
        let form = form_for_user(server, "admin@example.com");
        let exchange = ask(&form, key_pair, &this_moment()).await;
        assert_eq!(exchange.access_token().as_deref(), Some("for admin@example.com"));
        let form = form_for_user(server, "nobody@example.com");
        let (status, error, _, finding) = refusal(&ask(&form, key_pair, &this_moment()).await);
        assert_eq!((status, error.as_str()), (400, "invalid_grant"));
        assert_eq!(finding, Finding::ConsentMissing);
    }

    #[tokio::test]
    async fn what_it_publishes_fills_in_the_form_without_a_concern() {
        let (server, key_pair) = server().await;
        let issuer = Issuer::read(&server.issuer).expect("it is an issuer");
        let wanted = Wanted {
            algorithm: SigningAlgorithm::Rs256,
            fitting: key_pair.private_key().expect("it has a key").algorithms(),
            grant: "client_credentials",
            private_key_jwt: true,
        };
        let timeouts = Timeouts { connect: 10, total: 30 };
        let connection = |url: &_| Connection::to(url, timeouts, &ProxySettings::default());
        let none = CancellationToken::new();
        let discovered = discover(&issuer, wanted, connection, &SystemClock, &none).await;
        let found = discovered.and_then(|discovered| discovered.found).expect("it publishes something");
        assert_eq!(found.concerns, []);
        assert_eq!(found.filling.token_endpoint.as_ref(), Some(&server.token_endpoint));
        let form = form(CLIENT, &server.token_endpoint, &found.filling.audience);
        assert_eq!(ask(&form, key_pair, &this_moment()).await.shown().verdict, Verdict::TokenReceived);
    }

    #[tokio::test]
    async fn it_takes_a_secret_of_every_printable_character_in_header_and_body() {
        let (server, _) = server().await;
        let secret = every_printable_character();
        for (client, placement, method) in [
            ("with-header", SecretPlacement::Header, "client_secret_basic"),
            ("with-body", SecretPlacement::Body, "client_secret_post"),
        ] {
            server.register_secret(client, &secret, method).await;
            let form = secret_form(client, &server.token_endpoint, placement);
            let exchange = ask_with_secret(&form, &secret, &this_moment()).await;
            assert_token_for(&exchange, client, &server.issuer, 1800..=1800);
            let (_, _, _, finding) = refusal(&ask_with_secret(&form, "another", &this_moment()).await);
            assert_eq!(finding, Finding::InvalidClient);
        }
        let form = secret_form("with-header", &server.token_endpoint, SecretPlacement::HeaderNotEncoded);
        let (_, _, _, finding) = refusal(&ask_with_secret(&form, &secret, &this_moment()).await);
        assert_eq!(finding, Finding::SecretNotFormEncoded);
    }

    #[tokio::test]
    async fn it_grants_the_requested_scopes() {
        let (server, key_pair) = server().await;
        let mut form = form(CLIENT, &server.token_endpoint, "");
        form.scopes = "mail roles".into();
        let token = ask(&form, key_pair, &this_moment()).await.shown().token.expect("a token is granted");
        assert_eq!(token.scopes, ["mail", "roles"]);
    }

    #[tokio::test]
    async fn it_refuses_a_key_that_does_not_match_the_registered_certificate() {
        let (server, _) = server().await;
        let exchange = ask(&form(CLIENT, &server.token_endpoint, ""), &make_key_pair(), &this_moment()).await;
        let (status, error, description, finding) = refusal(&exchange);
        assert_eq!((status, error.as_str()), (401, "invalid_client"));
        assert_eq!(description, "client authentication failed");
        assert_eq!(finding, Finding::InvalidClient);
    }

    #[tokio::test]
    async fn it_refuses_another_audience() {
        let (server, key_pair) = server().await;
        let form = form(CLIENT, &server.token_endpoint, "https://elsewhere.example.com/token");
        let (status, error, description, finding) = refusal(&ask(&form, key_pair, &this_moment()).await);
        assert_eq!((status, error.as_str()), (401, "invalid_client"));
        assert_eq!(description, "client authentication failed");
        assert_eq!(finding, Finding::InvalidClient);
    }

    #[tokio::test]
    async fn it_refuses_an_assertion_signed_with_the_clock_ten_minutes_behind() {
        let (server, key_pair) = server().await;
        let form = form(CLIENT, &server.token_endpoint, "");
        let (status, error, description, finding) =
            refusal(&ask(&form, key_pair, &moment_with_clock_ahead(-600)).await);
        assert_eq!((status, error.as_str()), (401, "invalid_client"));
        assert_eq!(description, "client authentication failed");
        assert_eq!(finding, Finding::InvalidClient);
    }

    #[tokio::test]
    async fn it_refuses_a_scope_that_the_client_may_not_request() {
        let (server, key_pair) = server().await;
        let mut form = form(CLIENT, &server.token_endpoint, "");
        form.scopes = "sfcc.products".into();
        let (status, error, _, finding) = refusal(&ask(&form, key_pair, &this_moment()).await);
        assert_eq!((status, error.as_str()), (400, "invalid_scope"));
        let Finding::InvalidScope { scopes, .. } = finding else { panic!("{finding:?}") };
        assert_eq!(scopes, "sfcc.products");
    }
}

mod keycloak {
    use super::*;

    /// It reports the remaining lifetime when it responds, which is one second less if a second passed meanwhile.
    const LIFE: RangeInclusive<i64> = 1795..=1800;

    /// The server that all tests in this module share, with one client. It takes half a minute to start.
    async fn server() -> &'static (Keycloak, KeyPair) {
        static SERVER: OnceCell<(Keycloak, KeyPair)> = OnceCell::const_new();
        SERVER
            .get_or_init(|| async {
                let server = Keycloak::start().await;
                let key_pair = make_key_pair();
                server.register(CLIENT, &certificate_of(&key_pair)).await;
                (server, key_pair)
            })
            .await
    }

    #[tokio::test]
    #[ignore = "starts Keycloak: cargo xtask test --servers"]
    async fn it_grants_a_token() {
        let (server, key_pair) = server().await;
        let exchange = ask(&form(CLIENT, &server.token_endpoint, ""), key_pair, &this_moment()).await;
        assert_token_for(&exchange, CLIENT, &server.issuer, LIFE);
    }

    #[tokio::test]
    #[ignore = "starts Keycloak: cargo xtask test --servers"]
    async fn it_takes_a_secret_of_every_printable_character_in_header_and_body() {
        let (server, _) = server().await;
        let secret = every_printable_character();
        server.register_secret("with-secret", &secret).await;
        for placement in [SecretPlacement::Header, SecretPlacement::Body] {
            let form = secret_form("with-secret", &server.token_endpoint, placement);
            let exchange = ask_with_secret(&form, &secret, &this_moment()).await;
            assert_token_for(&exchange, "with-secret", &server.issuer, LIFE);
            let (_, _, _, finding) = refusal(&ask_with_secret(&form, "another", &this_moment()).await);
            assert_eq!(finding, Finding::ClientSecretNotAccepted);
        }
    }

    #[tokio::test]
    #[ignore = "starts Keycloak: cargo xtask test --servers"]
    async fn it_grants_a_token_for_its_issuer_as_audience() {
        let (server, key_pair) = server().await;
        let form = form(CLIENT, &server.token_endpoint, &server.issuer);
        assert_token_for(&ask(&form, key_pair, &this_moment()).await, CLIENT, &server.issuer, LIFE);
    }

    #[tokio::test]
    #[ignore = "starts Keycloak: cargo xtask test --servers"]
    async fn it_refuses_a_key_that_does_not_match_the_registered_certificate() {
        let (server, _) = server().await;
        let exchange = ask(&form(CLIENT, &server.token_endpoint, ""), &make_key_pair(), &this_moment()).await;
        let (status, error, description, finding) = refusal(&exchange);
        assert_eq!((status, error.as_str()), (400, "invalid_client"));
        assert_eq!(
            description,
            "Client authentication with signed JWT failed: Signature on JWT token failed validation"
        );
        assert_eq!(finding, Finding::SignatureNotAccepted);
    }

    #[tokio::test]
    #[ignore = "starts Keycloak: cargo xtask test --servers"]
    async fn it_refuses_another_audience() {
        let (server, key_pair) = server().await;
        let audience = "https://elsewhere.example.com/token";
        let form = form(CLIENT, &server.token_endpoint, audience);
        let (status, error, description, finding) = refusal(&ask(&form, key_pair, &this_moment()).await);
        assert_eq!((status, error.as_str()), (400, "invalid_client"));
        assert_eq!(description, "Invalid token audience");
        let alternatives = vec![server.token_endpoint.clone()];
        assert_eq!(finding, Finding::AudienceNotAccepted { audience: Some(audience.into()), alternatives });
    }

    #[tokio::test]
    #[ignore = "starts Keycloak: cargo xtask test --servers"]
    async fn it_refuses_an_assertion_signed_with_the_clock_ten_minutes_behind() {
        let (server, key_pair) = server().await;
        let form = form(CLIENT, &server.token_endpoint, "");
        let (status, error, description, finding) =
            refusal(&ask(&form, key_pair, &moment_with_clock_ahead(-600)).await);
        assert_eq!((status, error.as_str()), (400, "invalid_client"));
        assert_eq!(description, "Token is not active");
        // Only the assertion was made by the other clock. By this computer's, it expired long before it was sent.
        assert!(matches!(finding, Finding::JwtLifeTooShort { seconds: 0, .. }), "{finding:?}");
    }

    #[tokio::test]
    #[ignore = "starts Keycloak: cargo xtask test --servers"]
    async fn it_refuses_a_client_that_it_does_not_know() {
        let (server, key_pair) = server().await;
        let exchange = ask(&form("nobody", &server.token_endpoint, ""), key_pair, &this_moment()).await;
        let (status, error, description, finding) = refusal(&exchange);
        assert_eq!((status, error.as_str()), (401, "invalid_client"));
        assert_eq!(description, "Invalid client or Invalid client credentials");
        assert_eq!(finding, Finding::ClientUnknownOrInactive);
    }
}
