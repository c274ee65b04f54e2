//! The window opens no page but ours.

use std::net::TcpListener;

use countersign_tests::window::{Opening, Role, Window};
use serde_json::json;

#[tokio::test]
async fn another_origin_is_not_opened_even_if_its_host_is_ours() {
    let window = Window::open("navigation", &Opening::default()).await;
    window.one(Role::Button, "Add a credential").await;
    let trap = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    trap.set_nonblocking(true).expect("the system can do it");
    let port = trap.local_addr().expect("it has an address").port();
    for host in ["tauri.localhost", "localhost", "127.0.0.1"] {
        let address = format!("http://{host}:{port}/");
        let go = "location.href = arguments[0]";
        window.session().execute(go, json!([address])).await.expect("the script runs");
        // The page is ours and answers, after the navigation was decided.
        window.one(Role::Button, "Add a credential").await;
        let here = window.session().execute("return location.origin", json!([])).await;
        assert_eq!(here.expect("the script runs"), "tauri://localhost");
    }
    window.click(Role::Button, "Add a credential").await;
    window.one(Role::Heading, "New credential").await;
    assert!(trap.accept().is_err(), "nobody has come to the other origin");
}
