//! The practice Account Manager on a port of its own, with API clients for every client authentication method.

use std::sync::{Arc, Mutex};

use countersign_core::account_manager::{TokenEndpointAuthMethod, certificate_text};
use countersign_core::key_pair::KeyPair;
use countersign_core::moment::Moment;
use countersign_core::practice::{
    ApiClientForm, Limits, MomentSource, PracticeAccountManager, PracticeServer, SigningKey, read_api_client,
};

use crate::identity::this_moment;

/// Client ID of the API client that authenticates with a signed JWT.
pub const SIGNS: &str = "3f6b1f0e-5d1c-4b8e-9d6a-0c2a7f1e9b44";
/// Client ID of the API client that sends its password in the body.
pub const POSTS: &str = "5e0f9c1a-7b2d-4f63-8a90-1c2d3e4f5a6b";
/// Client ID of the API client that sends its password in the header.
pub const SENDS_HEADER: &str = "7d1e2f3a-4b5c-4d6e-8f70-8192a3b4c5d6";
/// The password of both. It contains everything that breaks in a header that is not form-encoded.
pub const PASSWORD: &str = "p+ss:w%rd & more Ä";

struct SystemMoments;

impl MomentSource for SystemMoments {
    fn moment(&self) -> Moment {
        this_moment()
    }
}

/// Starts the server with the certificate of this key pair. It stops when the returned value is dropped.
pub async fn start(key_pair: &KeyPair) -> PracticeServer {
    let mut manager = PracticeAccountManager::new(Arc::new(SigningKey::make().expect("a key can be made")));
    let certificate = key_pair.certificate().expect("a made key pair has a certificate");
    for (client_id, auth_method) in [
        (SIGNS, TokenEndpointAuthMethod::PrivateKeyJwt),
        (POSTS, TokenEndpointAuthMethod::ClientSecretPost),
        (SENDS_HEADER, TokenEndpointAuthMethod::ClientSecretBasic),
    ] {
        let form = ApiClientForm {
            password: Some(PASSWORD.into()),
            public_key: certificate_text(certificate).expect("it fits"),
            auth_method,
            ..ApiClientForm::default()
        };
        manager.save_api_client(read_api_client(client_id.into(), form, None).expect("the form is in order"));
    }
    let manager = Arc::new(Mutex::new(manager));
    PracticeServer::start_at(0, manager, Arc::new(SystemMoments), Limits::default())
        .await
        .expect("a port is free")
}
