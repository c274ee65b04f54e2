//! What a person does in several tests: the way from an empty program to a request that is ready to send, in parts.

use std::time::Duration;

use countersign_core::key_pair::KeyPair;
use secrecy::ExposeSecret as _;

use crate::identity::certificate_of;
use crate::servers::oidc_provider::OidcProvider;
use crate::window::{Opening, PATIENCE, Role, Window};

/// The API client of the tests.
pub const CLIENT: &str = "3f6b1f0e-5d1c-4b8e-9d6a-0c2a7f1e9b44";
/// Longest time to make an RSA 4096 key. It varies by chance, and other tests use the processor too.
pub const KEY_PATIENCE: Duration = Duration::from_secs(120);
/// What step 1 shows for a complete key pair.
pub const BELONGS: &str = "The certificate belongs to this key";
/// The Enter key in WebDriver.
pub const ENTER: &str = "\u{E007}";

/// From the first start to the steps of a credential.
pub async fn add_first_credential(window: &Window) {
    window.click(Role::Button, "Add a credential").await;
    window.one(Role::Heading, "New credential").await;
}

/// Opens an empty program, and continues to the steps of its first credential.
pub async fn open_with_a_credential(name: &str) -> Window {
    let window = Window::open(name, &Opening::default()).await;
    add_first_credential(&window).await;
    window
}

/// Makes a key pair with the window's button.
pub async fn generate(window: &Window) {
    window.click(Role::Button, "Generate a key pair").await;
    window.wait_for_text(BELONGS, KEY_PATIENCE).await;
}

/// The text of a private key, as in a person's own file.
#[must_use]
pub fn private_key_of(key_pair: &KeyPair) -> String {
    // The key was made by a test for itself.
    key_pair.private_key().expect("it has a private key").to_pkcs8_pem().expose_secret().to_owned()
}

/// Pastes a key pair as one text into its field.
pub async fn paste(window: &Window, key_pair: &KeyPair) {
    let text = format!("{}{}", private_key_of(key_pair), certificate_of(key_pair));
    window.paste("Private key or certificate text", &text).await;
    window.wait_for_text(BELONGS, PATIENCE).await;
}

/// Chooses a rarely used action of the key pair in its menu.
pub async fn choose_for_key_pair(window: &Window, item: &str) {
    window.click(Role::Button, "More").await;
    window.click(Role::MenuItem, item).await;
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
