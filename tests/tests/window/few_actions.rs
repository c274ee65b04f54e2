//! How far it is to the first token: six clicks in practice, and six actions at a server of one's own.

use std::cell::Cell;

use countersign_tests::servers::oidc_provider::OidcProvider;
use countersign_tests::steps::{BELONGS, CLIENT, KEY_PATIENCE};
use countersign_tests::window::{Opening, PATIENCE, Role, Window};

/// A person who counts what they do.
struct Person<'a> {
    window: &'a Window,
    actions: Cell<usize>,
}

impl Person<'_> {
    async fn click(&self, role: Role, name: &str) {
        self.actions.set(self.actions.get() + 1);
        self.window.click(role, name).await;
    }

    async fn fill(&self, name: &str, text: &str) {
        self.actions.set(self.actions.get() + 1);
        self.window.fill(name, text).await;
    }
}

#[tokio::test]
async fn the_first_token_in_practice_takes_six_clicks() {
    let window = Window::open("few-practice", &Opening::default()).await;
    let person = Person { window: &window, actions: Cell::new(0) };
    person.click(Role::Button, "Start").await;
    for (button, then) in [
        ("Switch it on", "Step 2 of 8"),
        ("Add API Client", "Step 3 of 8"),
        ("Generate a key pair", "Step 4 of 8"),
        ("Paste and save", "Step 5 of 8"),
        ("Request a token", "Step 6 of 8"),
    ] {
        let tour = window.one(Role::Region, "Tour").await;
        person.actions.set(person.actions.get() + 1);
        window.click_in(Some(&tour), Role::Button, button).await;
        window.wait_for_text(then, KEY_PATIENCE).await;
    }
    window.wait_for_response("Token received").await;
    assert!(person.actions.get() <= 6, "{} clicks", person.actions.get());
}

#[tokio::test]
async fn the_first_token_at_a_server_of_ones_own_takes_six_actions() {
    let server = OidcProvider::start("few-actions");
    let window = Window::open("few-actions", &Opening::default()).await;
    let person = Person { window: &window, actions: Cell::new(0) };
    person.click(Role::Button, "Generate a key pair").await;
    window.wait_for_text(BELONGS, KEY_PATIENCE).await;
    let step = window.step(1).await;
    person.actions.set(person.actions.get() + 1);
    window.click_in(Some(&step), Role::Button, "Copy certificate").await;
    let certificate =
        window.desktop.clipboard_when("a certificate", |text| text.contains("BEGIN CERTIFICATE")).await;
    // What the person does at the server.
    server.register(CLIENT, &certificate).await;
    person.fill("API key (client ID)", CLIENT).await;
    person.click(Role::Radio, "Another server…").await;
    // The audience is the token endpoint unless the person says otherwise.
    person.fill("Token endpoint", &server.token_endpoint).await;
    person.click(Role::Button, "Get token").await;
    window.wait_for_response("Token received").await;
    window.wait_for_text("Copy token", PATIENCE).await;
    assert!(person.actions.get() <= 6, "{} actions", person.actions.get());
}
