//! Secrets of every printable character in the body, in the header and in the grant, and a proxy that spoils the header.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use countersign_core::account_manager::TokenEndpointAuthMethod;
use countersign_core::practice::HeaderFault;

use super::{Instance, LOGIN, SITES};
use crate::attempt::{FORM, TOKEN_PATH};
use crate::common::CLIENT_ID;

#[tokio::test]
async fn a_secret_of_every_printable_character_works_in_body_header_and_grant() {
    let printable: String = (' '..='~').collect();
    let mixed = format!("Ä€😀{}", printable.chars().rev().collect::<String>());
    let encode = |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    for secret in [&printable, &mixed] {
        let instance = Instance::with_secret(secret, TokenEndpointAuthMethod::ClientSecretPost).await;
        let body =
            format!("grant_type=client_credentials&client_id={CLIENT_ID}&client_secret={}", encode(secret));
        assert_eq!(instance.say("POST", TOKEN_PATH, &[("content-type", FORM)], &body).await.status, 200);
        let heard = instance.grant(&format!("{LOGIN}:{}:{secret}", instance.access_key)).await;
        assert_eq!(heard.status, 200, "{}", heard.body);

        let instance = Instance::with_secret(secret, TokenEndpointAuthMethod::ClientSecretBasic).await;
        let ask = async |secret: &str| {
            let basic = format!("Basic {}", STANDARD.encode(format!("{CLIENT_ID}:{secret}")));
            let headers = [("content-type", FORM), ("authorization", &*basic)];
            instance.say("POST", TOKEN_PATH, &headers, "grant_type=client_credentials").await
        };
        assert_eq!(ask(&encode(secret)).await.status, 200);
        // Percent-encoded throughout, spaces too, is the same text.
        assert_eq!(ask(&encode(secret).replace('+', "%20")).await.status, 200);
        let refused = ask(secret).await;
        assert_eq!(
            (refused.status, &*refused.body),
            (
                400,
                r#"{"error":"unauthorized_client","error_description":"Unexpected error when authenticating client"}"#
            )
        );
    }
}

#[tokio::test]
async fn a_proxy_that_spoils_the_header_leaves_the_body_alone() {
    let secret = "correct horse battery staple";
    let by_body = Instance::with_secret(secret, TokenEndpointAuthMethod::ClientSecretPost).await;
    let by_header = Instance::with_secret(secret, TokenEndpointAuthMethod::ClientSecretBasic).await;
    for (fault, ocapi) in [
        (HeaderFault::Removed, "MissingClientIdException"),
        (HeaderFault::SchemeLost, "InvalidAuthorizationHeaderException"),
    ] {
        for instance in [&by_body, &by_header] {
            instance.faults(|faults| faults.header = fault);
        }
        let encoded = secret.replace(' ', "+");
        let body = format!("grant_type=client_credentials&client_id={CLIENT_ID}&client_secret={encoded}");
        assert_eq!(by_body.say("POST", TOKEN_PATH, &[("content-type", FORM)], &body).await.status, 200);
        let basic = format!("Basic {}", STANDARD.encode(format!("{CLIENT_ID}:{encoded}")));
        let headers = [("content-type", FORM), ("authorization", &*basic)];
        let refused = by_header.say("POST", TOKEN_PATH, &headers, "grant_type=client_credentials").await;
        assert_eq!(
            (refused.status, &*refused.body),
            (400, r#"{"error":"invalid_client","error_description":"Missing client_id parameter"}"#)
        );
        let refused = by_body.get(SITES, "any").await;
        assert_eq!(refused.json()["fault"]["type"], ocapi);
    }
}
