//! Keys as people keep them: what was undone to read one is said, what is no key is named with a way out, and of several
//! keys the person chooses.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use countersign_tests::identity::{certificate_of, make_key_pair};
use countersign_tests::steps::{BELONGS, CLIENT, ENTER, add_first_credential, private_key_of};
use countersign_tests::window::{Opening, PATIENCE, Role, Window};

const UP: &str = "\u{E013}";
const DOWN: &str = "\u{E015}";
const FIELD: &str = "Private key or certificate text";

#[tokio::test]
async fn a_changed_text_is_read_and_what_is_no_key_is_named_with_a_way_out() {
    let window = Window::open("keys-as-kept", &Opening::default()).await;
    add_first_credential(&window).await;

    window.paste(FIELD, CLIENT).await;
    window.wait_for_text("This is a client ID", PATIENCE).await;
    window.screenshots("1-client-id").await;
    window.assert_accessible("a client ID where a key belongs").await;
    window.click(Role::Button, "Use as client ID").await;
    window.wait_for_value("API key (client ID)", CLIENT).await;
    window.wait_for_value(FIELD, "").await;

    window.paste(FIELD, "SHA256:GpG4egUp4lkmgJrp/TgCoQREnKdcwoFwUpj1woFGd0s").await;
    window.wait_for_text("This is a fingerprint", PATIENCE).await;

    let pair = make_key_pair();
    let encoded = STANDARD.encode(format!("{}{}", private_key_of(&pair), certificate_of(&pair)));
    let quoted: String =
        encoded.as_bytes().chunks(70).map(|line| format!("> {}\n", String::from_utf8_lossy(line))).collect();
    window.paste(FIELD, &quoted).await;
    window.wait_for_text(BELONGS, PATIENCE).await;
    window
        .wait_for_text("Read after removing marks at the start or end of each line and Base64", PATIENCE)
        .await;
    window.screenshots("2-undone").await;
    window.assert_accessible("what was undone").await;
}

#[tokio::test]
async fn of_several_keys_the_person_chooses_by_keyboard() {
    let window = Window::open("several-keys", &Opening::default()).await;
    add_first_credential(&window).await;
    let (first, second) = (make_key_pair(), make_key_pair());
    let text = [&first, &second].map(private_key_of).concat() + &certificate_of(&second);
    window.paste(FIELD, &text).await;
    window.wait_for_text("2 private keys were found. Select one.", PATIENCE).await;
    window.wait_for_text("Best match", PATIENCE).await;
    window.screenshots("1-which").await;
    window.assert_accessible("which of two keys").await;
    // The proposed key has the focus. The arrows go to the other one and back, and Enter uses it.
    for key in [UP, DOWN, ENTER] {
        window.session().press_together(&[key]).await.expect("the key is pressed");
    }
    window.wait_for_text(BELONGS, PATIENCE).await;
}
