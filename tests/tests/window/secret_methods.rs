//! The two methods with secrets, as a person uses them: choosing the method, entering secrets, and a token; or what to fix.
//! No secret is in the page's text unless it is asked for.

use countersign_tests::desktop::Theme;
use countersign_tests::servers::scripted;
use countersign_tests::steps::{CLIENT, add_first_credential};
use countersign_tests::window::{Opening, PATIENCE, Role, Window};

const SECRET: &str = "aWrong+Secret%0123:canary";
const TAB: &str = "\u{E004}";
const ACCESS_KEY: &str = "k%}'/+~,(k%}'/+~,(k%}'/+~,(k%}'/+~,(key1";

async fn leave_field(window: &Window) {
    window.session().press_together(&[TAB]).await.expect("the key is pressed");
}

async fn assert_not_in_page(window: &Window, secret: &str) {
    let text = window.page_text().await;
    assert!(!text.contains(secret), "{secret} is in:\n{text}");
}

#[tokio::test]
async fn a_secret_gets_a_token_from_practice_and_a_wrong_one_is_explained() {
    let window = Window::open("secret-methods", &Opening::default()).await;
    add_first_credential(&window).await;
    window.click(Role::Radio, "API key and secret").await;
    window.wait_for_text("Enter the API key of your API client in step 1.", PATIENCE).await;
    window.wait_until_unsaid("Generate a key pair").await;
    window.screenshots("1-empty").await;

    window.click(Role::Button, "Practise with a new one").await;
    window.wait_for_text("Hidden, 32 characters", PATIENCE).await;
    window.click(Role::Button, "Get token").await;
    window.wait_for_response("Token received").await;
    window.screenshots("2-granted").await;
    window.click(Role::Tab, "Request").await;
    window.wait_for_response("The secrets are hidden.").await;
    window.click(Role::Button, "Show secrets").await;
    window.wait_for_response("The secrets are shown as they were sent.").await;
    window.assert_accessible("a request with its secret").await;
    window.click(Role::Button, "Hide secrets").await;

    // Another secret is refused, whichever way it goes.
    window.click(Role::Button, "Change: API client in Account Manager").await;
    window.click(Role::Button, "Replace: Client secret").await;
    window.fill_secret("Client secret", SECRET).await;
    leave_field(&window).await;
    window.wait_for_text("Hidden, 25 characters", PATIENCE).await;
    window.wait_for_text("The client secret has special characters", PATIENCE).await;
    window.click(Role::Button, "Get token").await;
    window.wait_for_response("the client secret is wrong").await;
    window.wait_for_response("Send it in the body").await;
    assert!(!window.response().await.contains("certificate"), "advice fits the method");
    assert_not_in_page(&window, SECRET).await;
    window.screenshots("3-refused").await;
    window.assert_accessible("a refused secret").await;

    window.click(Role::Button, "Show: Client secret").await;
    window.wait_for_text(SECRET, PATIENCE).await;
    window.click(Role::Button, "Show: Client secret").await;
    window.wait_until_unsaid(SECRET).await;

    // Changing the method and back loses nothing.
    window.click(Role::Radio, "Signed JWT").await;
    window.one(Role::Button, "Generate a key pair").await;
    window.click(Role::Radio, "API key and secret").await;
    window.wait_for_text("Hidden, 25 characters", PATIENCE).await;
    window.click(Role::Button, "Remove: Client secret").await;
    window.wait_until_unsaid("Hidden, 25 characters").await;
}

#[tokio::test]
async fn what_was_copied_along_with_a_secret_is_removed_without_showing_it() {
    let opening = Opening { theme: Theme::Dark, ..Opening::default() };
    let window = Window::open("secret-pasted", &opening).await;
    add_first_credential(&window).await;
    window.click(Role::Radio, "API key and secret").await;
    window.fill("API key (client ID)", CLIENT).await;
    window.paste_secret("Client secret", "aPasted\nSecret0123\n").await;
    window.wait_for_text("Hidden, 19 characters", PATIENCE).await;
    window.wait_for_text("it contains spaces or a line break", PATIENCE).await;
    window.screenshots("1-line-breaks").await;
    let step = window.step(1).await;
    window.click_in(Some(&step), Role::Button, "Remove line break").await;
    window.wait_for_text("Hidden, 17 characters", PATIENCE).await;
    window.wait_until_unsaid("it contains spaces or a line break").await;
    assert_not_in_page(&window, "aPasted").await;
}

#[tokio::test]
async fn a_business_manager_user_gets_a_token_from_their_instance() {
    let body = r#"{"access_token":"opaque-token-of-a-user","token_type":"Bearer","expires_in":899}"#;
    let endpoint = scripted::start(move |number| match number {
        1 => scripted::response(
            "400 Bad Request",
            r#"{"error":"unauthorized_client","error_description":"Client id 'x' has invalid credentials to use grant type 'urn:demandware:params:oauth:grant-type:client-id:dwsid:dwsecuretoken'"}"#,
        ),
        _ => scripted::response("200 OK", body),
    });
    let window = Window::open("business-manager", &Opening::default()).await;
    add_first_credential(&window).await;
    window.click(Role::Radio, "Business Manager user").await;
    window.fill("API key (client ID)", CLIENT).await;
    window.fill("Business Manager user", "someone@example.com").await;
    window.fill_secret("Client secret", "aGoodSecret0123").await;
    window.fill_secret("Access key", ACCESS_KEY).await;
    window.fill("Instance", &endpoint).await;
    leave_field(&window).await;
    window.wait_for_text("/dw/oauth2/access_token", PATIENCE).await;
    window.wait_for_text("Hidden, 40 characters", PATIENCE).await;
    window.screenshots("1-ready").await;
    window.assert_accessible("a business manager user").await;

    window.click(Role::Button, "Get token").await;
    window.wait_for_response("refused the Business Manager user").await;
    window.wait_for_response("Agent User Login and OCAPI").await;
    window.screenshots("2-refused").await;
    let step = window.step(2).await;
    window.click_in(Some(&step), Role::Button, "Get token").await;
    window.wait_for_response("Token received").await;
    assert_not_in_page(&window, ACCESS_KEY).await;
}
