//! A key press while a response of a megabyte is shown, beside one while a short response is shown. The two windows take
//! turns, each on a display of its own.

use countersign_tests::identity::make_key_pair;
use countersign_tests::servers::scripted;
use countersign_tests::steps::{CLIENT, open_with_a_credential, paste, send_to_endpoint};
use countersign_tests::window::{Role, Window};

use crate::table::Figure;

/// A key takes about a frame of the screen, so many rounds cost nothing.
const MORE_ROUNDS: usize = 4;

pub(crate) async fn measure(rounds: usize) -> Figure {
    println!("Pressing keys beside a response of a megabyte, and beside a short one, in turn");
    let long = format!("{}{}0{}", "{\"a\":[".repeat(60), "0,".repeat(499_000), "]}".repeat(60));
    let long = open("bench-long", long).await;
    let short = open("bench-short", r#"{"error":"invalid_client"}"#.into()).await;
    let mut figure = Figure {
        name: "a key beside a response of 1 MB".into(),
        against: "a short response",
        unit: "ms",
        ours: Vec::new(),
        theirs: Vec::new(),
        target: 2.0,
    };
    for _ in 0..rounds * MORE_ROUNDS {
        figure.ours.push(press(&long).await);
        figure.theirs.push(press(&short).await);
    }
    long.close().await;
    short.close().await;
    figure
}

/// A window that shows the body of this response.
async fn open(name: &str, body: String) -> Window {
    let endpoint = scripted::start(move |_| scripted::response("401 Unauthorized", &body));
    let window = open_with_a_credential(name).await;
    paste(&window, &make_key_pair()).await;
    window.fill("API key (client ID)", CLIENT).await;
    send_to_endpoint(&window, &endpoint).await;
    window.click(Role::Button, "Get token").await;
    window.wait_for_response("401 Unauthorized").await;
    window.click(Role::Tab, "Response").await;
    window
}

async fn press(window: &Window) -> f64 {
    let field = window.one(Role::TextField, "Scopes").await;
    window.key_press_ms(&field).await
}
