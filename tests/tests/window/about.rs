//! What the program shows about itself.

use countersign_tests::steps::ENTER;
use countersign_tests::window::{Opening, PATIENCE, Role, Window};

const ESCAPE: &str = "\u{E00C}";

#[tokio::test]
async fn about_shows_version_and_data_folder_and_gives_the_focus_back() {
    let window = Window::open("about", &Opening::default()).await;
    let entry = window.one(Role::Button, "About").await;
    window.session().type_keys(&entry, ENTER).await.expect("the key is pressed");
    let dialog = window.one(Role::Dialog, "About Countersign").await;
    let folder = window.data.to_str().expect("the path is text");
    window.wait_for_text(folder, PATIENCE).await;
    let text = window.text(&dialog).await;
    assert!(text.contains(env!("CARGO_PKG_VERSION")), "the version is in: {text}");
    window.screenshots("1-about").await;
    window.assert_accessible("about").await;

    window.session().press_together(&[ESCAPE]).await.expect("the key is pressed");
    window.wait_until_gone(Role::Dialog, "About Countersign").await;
    window.wait_for_focus("button About").await;
}
