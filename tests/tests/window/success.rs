//! A token that was received: what one wants first comes first, whatever the token is like.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use countersign_tests::desktop::Theme;
use countersign_tests::identity::make_key_pair;
use countersign_tests::servers::scripted;
use countersign_tests::steps::{CLIENT, add_first_credential, paste, send_to_endpoint};
use countersign_tests::window::{Opening, Role, Window};
use serde_json::{Value, json};

fn jwt(claims: &Value) -> String {
    let encoded = [json!({"alg": "RS256", "kid": "4hqH_NCN"}).to_string(), claims.to_string()];
    format!("{}.c2lnbmF0dXJl", encoded.map(|part| URL_SAFE_NO_PAD.encode(part)).join("."))
}

/// A token as Account Manager gives them, an opaque one, and an odd one: many scopes, odd types, no expiry.
fn bodies() -> [Value; 3] {
    let now = std::time::SystemTime::UNIX_EPOCH.elapsed().expect("it is later").as_secs();
    let usual = jwt(&json!({
        "client_id": CLIENT, "iss": "https://account.demandware.com:443/dwsso/oauth2", "aud": "zzte",
        "roles": ["SALESFORCE_COMMERCE_API", "CCDX_SBX_USER", "MAIL"],
        "tenantFilter": "SALESFORCE_COMMERCE_API:zzte_prd,zzte_stg;CCDX_SBX_USER:zzte_001",
        "iat": now - 120, "exp": now + 1679,
    }));
    let scopes: Vec<String> = (0..90).map(|number| format!("sfcc.family-{number}.rw")).collect();
    let odd = jwt(&json!({"sub": 7, "roles": {"a": 1}, "tenantFilter": ["x"], "aud": [], "iat": "soon"}));
    [
        json!({"access_token": usual, "token_type": "Bearer", "expires_in": 1799, "scope": "mail tenantFilter"}),
        json!({"access_token": "an-opaque-token-0123456789", "token_type": "Bearer"}),
        json!({"access_token": odd, "token_type": "Bearer", "scope": scopes.join(" ")}),
    ]
}

/// The positions of these words in the response are in this order.
async fn assert_in_order(window: &Window, words: &[&str]) {
    let text = window.response().await;
    let mut rest = &*text;
    for word in words {
        let (_, after) = rest.split_once(word).unwrap_or_else(|| panic!("{word:?} comes next in:\n{text}"));
        rest = after;
    }
}

async fn success(name: &str, theme: Theme) {
    let bodies = bodies();
    let texts = bodies.clone().map(|body| body.to_string());
    let endpoint = scripted::start(move |number| scripted::response("200 OK", &texts[(number - 1) % 3]));
    let window = Window::open(name, &Opening { theme, ..Opening::default() }).await;
    add_first_credential(&window).await;
    paste(&window, &make_key_pair()).await;
    window.fill("API key (client ID)", CLIENT).await;
    send_to_endpoint(&window, &endpoint).await;
    let panel = window.one(Role::Region, "Response").await;

    window.click(Role::Button, "Get token").await;
    window.wait_for_response("zzte_prd").await;
    let order = [
        "Token received",
        "Copy token",
        "Use it in code",
        "What it may do",
        "Role",
        "Instances",
        "SALESFORCE_COMMERCE_API",
        "zzte_prd",
        "zzte_stg",
        "CCDX_SBX_USER",
        "zzte_001",
        "MAIL",
        "The token doesn't say",
        "Scopes",
        "mail",
        "tenantFilter",
        "Who and when",
        "Client",
        CLIENT,
        "Issued",
        ", 2 min ",
        "Signature",
        "RS256",
        "Header and claims as they came",
    ];
    assert_in_order(&window, &order).await;
    assert!(!window.response().await.contains("\"client_id\""), "the raw parts are folded");
    window.screenshots("1-usual").await;
    window.set_size(1600, 950).await;
    window.screenshot("1-usual-1600x950").await;
    window.assert_accessible("a token").await;
    // From the tab on, the next stop of the keyboard is the button that copies.
    let button = window.one_in(Some(&panel), Role::Button, "Copy token").await;
    let is_primary = window.session().ask(&button, "attribute/class").await.expect("it has classes");
    assert!(is_primary.as_str().is_some_and(|classes| classes.contains("primary")), "{is_primary}");
    window.click_in(Some(&panel), Role::Button, "Copy token").await;
    let token = bodies[0]["access_token"].as_str().expect("a text").to_owned();
    window.desktop.clipboard_when("the token", |text| text == token).await;

    for folded in ["Header and claims as they came", "The response it came in"] {
        window.unfold(folded).await;
    }
    window.wait_for_response("\"client_id\"").await;
    window.wait_for_response("\"expires_in\": 1799").await;
    window.screenshots("2-unfolded").await;
    window.assert_accessible("a token, unfolded").await;

    // The way to the code takes the focus along.
    window.click_in(Some(&panel), Role::Button, "Use it in code curl, Python, Java, Postman and more").await;
    window.wait_for_response("curl ").await;
    let script = "return document.activeElement.textContent";
    let focused = async || window.session().execute(script, json!([])).await.unwrap_or_default();
    window.wait_for("what has the focus", focused, &json!("As code")).await;

    // The tab that was chosen stays for the next token.
    window.click(Role::Tab, "Token").await;
    window.click(Role::Button, "Get token").await;
    window.wait_for_response("This token isn't a JWT").await;
    assert_in_order(&window, &["Copy token", "What it may do", "Not stated in the response", "Bearer"]).await;
    assert!(!window.response().await.contains("Issued"));
    window.screenshots("3-opaque").await;
    window.assert_accessible("an opaque token").await;

    window.click(Role::Button, "Get token").await;
    window.wait_for_response("sfcc.family-0.rw").await;
    assert_in_order(&window, &["Copy token", "What it may do", "None in this token", "Show all 90"]).await;
    window.screenshots("4-odd").await;
    window.click_in(Some(&panel), Role::Button, "Show all 90").await;
    window.wait_for_response("sfcc.family-89.rw").await;
    window.assert_accessible("an odd token").await;
}

#[tokio::test]
async fn a_token_comes_first_and_what_it_may_do_next() {
    success("success", Theme::Light).await;
}

#[tokio::test]
async fn a_token_comes_first_in_the_dark_too() {
    success("success-dark", Theme::Dark).await;
}
