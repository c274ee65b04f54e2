//! The practice Account Manager in the real window: the tour from an empty program to a token, to a fault and back;
//! its page; and that practice data is sent nowhere else.
#![cfg(target_os = "linux")]

use std::time::{Duration, Instant};

use countersign_tests::desktop::Theme;
use countersign_tests::window::{Opening, PATIENCE, Role, Window};

/// Longest time to make an RSA 4096 key. It varies by chance, and other tests use the processor too.
const KEY_PATIENCE: Duration = Duration::from_secs(120);

/// Presses a button of the tour and waits for the next text.
async fn go_on(window: &Window, button: &str, then: &str, patience: Duration) {
    let tour = window.one(Role::Region, "Tour").await;
    window.click_in(Some(&tour), Role::Button, button).await;
    window.wait_for_text(then, patience).await;
}

/// Requests a token with the button of step 3. The response may have a button with the same name.
async fn get_token(window: &Window) {
    let step = window.step(3).await;
    window.click_in(Some(&step), Role::Button, "Get token").await;
}

/// Takes the tour from an empty program, and checks each step.
async fn take_the_tour(window: &Window, theme: &str) {
    take_the_tour_to_its_last_step(window, theme).await;
    go_on(window, "Done", "Simulate failures", PATIENCE).await;
    window.wait_until_unsaid("Step 8 of 8").await;
    window.wait_for_focus("h1 Practice Account Manager").await;
}

async fn take_the_tour_to_its_last_step(window: &Window, theme: &str) {
    window.one(Role::Button, "Start").await;
    assert_eq!(window.all(None, Role::Button, "Add a credential").await.len(), 1, "one way of that name");
    window.screenshots("1-first-start").await;
    window.assert_accessible(&format!("first start, {theme}")).await;
    let mut taken = Duration::ZERO;
    window.click(Role::Button, "Start").await;
    window.wait_for_text("Step 1 of 8", PATIENCE).await;
    for (number, (button, then)) in [
        ("Switch it on", "Running at 127.0.0.1:"),
        ("Add API Client", "Step 3 of 8"),
        ("Generate a key pair", "Step 4 of 8"),
        ("Paste and save", "Certificate of “countersign”, RSA 4096"),
        ("Request a token", "Token received"),
        ("Use a wrong certificate", "invalid_client"),
        ("Fix it and try again", "Token received"),
    ]
    .into_iter()
    .enumerate()
    {
        let began = Instant::now();
        go_on(window, button, then, KEY_PATIENCE).await;
        taken += began.elapsed();
        window.screenshots(&format!("2-tour-{}", number + 1)).await;
        window.assert_accessible(&format!("tour, step {}, {theme}", number + 1)).await;
    }
    assert!(
        taken < Duration::from_secs(60),
        "the first start promises less than a minute, it took {taken:?}"
    );
}

#[tokio::test]
async fn the_second_tour_leads_from_a_token_that_an_api_refuses_to_its_answer() {
    let window = Window::open("practice-apis", &Opening::default()).await;
    take_the_tour_to_its_last_step(&window, "light").await;
    for (number, (button, then)) in [
        ("Go on: the API refuses", "Step 1 of 6"),
        ("Try the token on OCAPI", "ClientAccessForbiddenException"),
        ("Paste and save", "Step 3 of 6"),
        ("Try the token on OCAPI", "Step 4 of 6"),
        ("Try the token on SCAPI", "you have no permissions to access the resource"),
        ("Get a new token and try it", "Step 6 of 6"),
    ]
    .into_iter()
    .enumerate()
    {
        go_on(&window, button, then, KEY_PATIENCE).await;
        window.screenshots(&format!("{}-second-tour", number + 1)).await;
        window.assert_accessible(&format!("second tour, step {}", number + 1)).await;
    }
    window.wait_until_stored("/sites").await;
    go_on(&window, "Done", "Simulate failures", PATIENCE).await;
    window.wait_for_focus("h1 Practice Account Manager").await;
}

#[tokio::test]
async fn the_tour_leads_from_nothing_to_a_token_and_a_diagnosis() {
    let window = Window::open("practice-tour", &Opening::default()).await;
    take_the_tour(&window, "light").await;
}

#[tokio::test]
async fn the_tour_in_the_dark_theme_and_then_every_fault() {
    let opening = Opening { theme: Theme::Dark, ..Opening::default() };
    let window = Window::open("practice-dark", &opening).await;
    take_the_tour(&window, "dark").await;
    for (fault, diagnosis) in [
        ("Stray character after the certificate", "Unable to load public key"),
        ("Wrong auth method", "Invalid client or Invalid client credentials"),
        ("Inactive API client", "Invalid client or Invalid client credentials"),
        ("Strict audience", "Invalid token audience"),
        ("Scope not allowed", "Invalid scopes: mail"),
    ] {
        window.click(Role::Checkbox, fault).await;
        // A fault is on once it was stored, a moment after the tick.
        window.one(Role::Button, "Fix everything").await;
        window.click(Role::Button, "Create a credential for it").await;
        get_token(&window).await;
        window.wait_for_response(diagnosis).await;
        window.screenshot(&format!("3-{}", fault.to_lowercase().replace(' ', "-"))).await;
        let response = window.one(Role::Region, "Response").await;
        window.click_in(Some(&response), Role::Button, "Fix everything").await;
        window.wait_until_gone(Role::Button, "Fix everything").await;
        // The response still says why it was refused.
        window.wait_for_response("A failure was switched on").await;
        let is_somewhere = async || !window.focused().await.starts_with("body");
        window.wait_until(&format!("{fault}: something has the focus"), PATIENCE, is_somewhere).await;
        get_token(&window).await;
        window.wait_for_response("Token received").await;
        window.click(Role::Button, "Practice Account Manager On").await;
    }
}

#[tokio::test]
async fn what_was_set_up_is_there_at_the_next_start_and_one_click_away() {
    let window = Window::open("practice-kept", &Opening::default()).await;
    window.click(Role::Button, "Practice Account Manager").await;
    window.click(Role::Button, "Switch it on").await;
    window.wait_for_text("Running at 127.0.0.1:", PATIENCE).await;
    window.click(Role::Button, "Add API Client").await;
    window.fill("Display Name", "Kept for tomorrow").await;
    window.click(Role::Button, "Save").await;
    window.wait_for_text("Saved", PATIENCE).await;
    window.click(Role::Button, "Create a credential for it").await;
    window.click(Role::Button, "Generate a key pair").await;
    window.wait_for_text("The certificate belongs to this key", KEY_PATIENCE).await;
    window.click(Role::Button, "Practice Account Manager On").await;
    window.click(Role::Button, "Paste the open credential's certificate").await;
    window.click(Role::Button, "Save").await;
    window.wait_for_text("Certificate of “countersign”", PATIENCE).await;
    window.click(Role::Checkbox, "Inactive API client").await;
    window.one(Role::Button, "Fix everything").await;
    window.wait_until_stored(r#""inactive":true"#).await;

    let (desktop, data) = (window.desktop.clone(), window.data.clone());
    window.kill();
    let window = Window::open_on(desktop, data, "practice-kept-again", &Opening::default()).await;
    // The credential says what it needs, and has the button for it.
    window.wait_for_text("This credential works with the practice Account Manager only", PATIENCE).await;
    window.screenshots("1-next-start").await;
    let step = window.step(3).await;
    window.click_in(Some(&step), Role::Button, "Switch it on").await;
    window.wait_for_text("127.0.0.1:", PATIENCE).await;
    window.wait_for_focus("button Open").await;
    window.click(Role::Button, "Practice Account Manager On").await;
    window.wait_for_text("Running at 127.0.0.1:", PATIENCE).await;
    window.wait_for_value("Display Name", "Kept for tomorrow").await;
    window.wait_for_text("Certificate of “countersign”", PATIENCE).await;
    window.screenshots("2-kept").await;
    window.click(Role::Button, "Fix everything").await;
    window.wait_for_focus("h2 Simulate failures").await;
    // The fault was stored, and is now fixed.
    window.wait_until_gone(Role::Button, "Fix everything").await;
}

#[tokio::test]
async fn no_control_of_the_practice_page_loses_the_focus() {
    let window = Window::open("practice-focus", &Opening::default()).await;
    window.click(Role::Button, "Practice Account Manager").await;
    window.click(Role::Button, "Switch it on").await;
    window.one(Role::Button, "Switch it off").await;
    window.wait_for_focus("button Switch it off").await;
    window.click(Role::Button, "Switch it off").await;
    window.wait_for_focus("button Switch it on").await;
    window.click(Role::Button, "Add API Client").await;
    window.wait_for_focus("input practice-name").await;
    let more = window.session().find_all(None, ".form > details > summary").await.expect("more is there");
    window.session().click(&more[0]).await.expect("it opens");
    window.click(Role::Button, "Delete this API client").await;
    window.wait_for_focus("h2 API Client").await;

    window.click(Role::Button, "Add API Client").await;
    window.click(Role::Button, "Create a credential for it").await;
    window.click(Role::Button, "Generate a key pair").await;
    window.wait_for_text("The certificate belongs to this key", KEY_PATIENCE).await;
    window.click(Role::Button, "Practice Account Manager").await;
    window.click(Role::Button, "Paste the open credential's certificate").await;
    window.wait_for_focus("textarea practice-key").await;
    window.click(Role::Button, "Create a credential for it").await;
    window.click(Role::Button, "Leave practice").await;
    window.wait_for_focus("button Undo").await;
}

#[tokio::test]
async fn leaving_the_tour_gives_the_focus_to_the_screen_beneath() {
    let window = Window::open("practice-leave", &Opening::default()).await;
    window.click(Role::Button, "Start").await;
    window.click(Role::Button, "Leave the tour").await;
    window.wait_for_focus("h1 Practice Account Manager").await;
}

#[tokio::test]
async fn a_practice_credential_is_sent_nowhere_while_practice_is_off() {
    let window = Window::open("practice-off", &Opening::default()).await;
    window.click(Role::Button, "Practice Account Manager").await;
    window.screenshots("1-off").await;
    window.assert_accessible("practice, off").await;
    window.click(Role::Button, "Add API Client").await;
    window.click(Role::Button, "Create a credential for it").await;
    window.click(Role::Button, "Generate a key pair").await;
    window.wait_for_text("The certificate belongs to this key", KEY_PATIENCE).await;
    // It can be sent nowhere else.
    window.wait_until_gone(Role::Radio, "Another server…").await;
    window.click(Role::Button, "Get token").await;
    window.wait_for_response("The practice Account Manager is off").await;
    window.screenshots("2-not-sent").await;
    window.assert_accessible("practice is off").await;

    let response = window.one(Role::Region, "Response").await;
    window.click_in(Some(&response), Role::Button, "Switch it on").await;
    window.wait_for_text("127.0.0.1:", PATIENCE).await;
    get_token(&window).await;
    // The API client has no certificate yet.
    window.wait_for_response("Unable to load public key").await;
    window.screenshots("3-no-certificate").await;
    window.assert_accessible("no certificate").await;

    window.click(Role::Button, "Leave practice").await;
    window.one(Role::Radio, "Another server…").await;
    // Neither the client ID nor the response is taken along.
    window.wait_for_value("API key (client ID)", "").await;
    window.wait_until_unsaid("Unable to load public key").await;
    window.screenshots("4-left").await;
    window.assert_accessible("practice left").await;
    window.click(Role::Button, "Undo").await;
    window.one(Role::Button, "Leave practice").await;
    window.wait_for_response("Unable to load public key").await;
    let is_back = async || !window.value("API key (client ID)").await.is_empty();
    window.wait_until("the client ID is back", PATIENCE, is_back).await;
}

#[tokio::test]
async fn problems_in_the_api_clients_form_are_shown_and_nothing_is_saved() {
    let window = Window::open("practice-form", &Opening::default()).await;
    window.click(Role::Button, "Practice Account Manager").await;
    window.click(Role::Button, "Add API Client").await;
    window.fill("Display Name", " ").await;
    window.fill("Role Salesforce Commerce API: instances", "zzte-053").await;
    window.click(Role::Button, "Save").await;
    window.wait_for_text("The display name is missing", PATIENCE).await;
    window.wait_for_text("Enter realm and instance, for example", PATIENCE).await;
    window.screenshots("1-wrong").await;
    window.assert_accessible("wrong form").await;
    window.fill("Display Name", "My client").await;
    window.fill("Role Salesforce Commerce API: instances", "zzte_053").await;
    window
        .paste(
            "Client JWT Bearer Public Key",
            "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
        )
        .await;
    window.click(Role::Button, "Save").await;
    window
        .wait_for_text("The field has extra characters before the first dash or after the last one", PATIENCE)
        .await;
    window.screenshots("2-stray").await;
    window.assert_accessible("stray characters").await;
}
