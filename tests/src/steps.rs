//! What a person does in several tests: the way from an empty program to a request that is ready, part by part.

use std::time::Duration;

use countersign_core::key_pair::KeyPair;
use secrecy::ExposeSecret as _;

use crate::identity::certificate_of;
use crate::servers::oidc_provider::OidcProvider;
use crate::window::{Opening, PATIENCE, Role, Window};

/// The API client of the tests.
pub const CLIENT: &str = "3f6b1f0e-5d1c-4b8e-9d6a-0c2a7f1e9b44";
/// Making an RSA 4096 key is a matter of luck, and other tests want the processor as well.
pub const KEY_PATIENCE: Duration = Duration::from_secs(120);
/// What step 1 says of a whole key pair.
pub const BELONGS: &str = "The certificate belongs to this key";
/// The key Enter, as WebDriver has it.
pub const ENTER: &str = "\u{E007}";

/// From the first start to the steps of a credential.
pub async fn add_first_credential(window: &Window) {
    window.click(Role::Button, "Add a credential").await;
    window.one(Role::Heading, "New credential").await;
}

/// Opens a program with nothing in it, and goes on to the steps of its first credential.
pub async fn open_with_a_credential(name: &str) -> Window {
    let window = Window::open(name, &Opening::default()).await;
    add_first_credential(&window).await;
    window
}

/// Makes a key pair with the button for it.
pub async fn generate(window: &Window) {
    window.click(Role::Button, "Generate a key pair").await;
    window.wait_for_text(BELONGS, KEY_PATIENCE).await;
}

/// The text of a private key, as a person's own file has it.
#[must_use]
pub fn private_key_of(key_pair: &KeyPair) -> String {
    // A key that a test made for itself.
    key_pair.private_key().expect("it has a private key").to_pkcs8_pem().expose_secret().to_owned()
}

/// Pastes a key pair as one text into the field for it.
pub async fn paste(window: &Window, key_pair: &KeyPair) {
    let text = format!("{}{}", private_key_of(key_pair), certificate_of(key_pair));
    window.paste("Private key or certificate text", &text).await;
    window.wait_for_text(BELONGS, PATIENCE).await;
}

/// Chooses this server as the destination.
pub async fn send_to(window: &Window, server: &OidcProvider) {
    send_to_endpoint(window, &server.token_endpoint).await;
}

/// Chooses the server with this token endpoint as the destination.
pub async fn send_to_endpoint(window: &Window, endpoint: &str) {
    window.click(Role::Radio, "Another server…").await;
    window.fill("Token endpoint", endpoint).await;
    window.fill("Audience", endpoint).await;
}
