//! How smoothly the window moves, in the real window, with the store that `store.rs` fills: the time that a frame takes
//! while the list of 500 credentials is scrolled, and the time from a click to the frame with its effect, for each screen.
//!
//! A frame's time is measured inside the page: from the moment when WebKit asks for it (requestAnimationFrame) until
//! it has been laid out and painted and the page could take the next event. A click's time begins with the system's event
//! (its `timeStamp`), so that waiting counts.

use std::sync::Arc;
use std::time::{Duration, Instant};

use countersign_tests::desktop::{Desktop, Theme};
use countersign_tests::prepared_key::{hurry, making, program_of};
use countersign_tests::steps::{KEY_PATIENCE, add_first_credential};
use countersign_tests::window::{Opening, Role, Window};
use serde_json::{Value, json};

use crate::store::{an_exchange, fill};
use crate::table::{Figure, median};

/// The longest that a frame may take while something is scrolled, in milliseconds: half of one at 60 frames a second.
const FRAME: f64 = 8.0;
/// The longest from a click to the frame with its effect, in milliseconds.
const CLICK: f64 = 50.0;
/// Frames in which the list is scrolled from one end to the other.
const FRAMES: usize = 120;

/// Scrolls the list through, with each frame a step, and gives what each frame took.
const SCROLL: &str = "const [frames, done] = arguments;
    const list = document.querySelector('nav .list');
    const far = list.scrollHeight - list.clientHeight;
    const times = [];
    const drawn = new MessageChannel();
    let began = 0;
    drawn.port1.onmessage = () => {
      times.push(performance.now() - began);
      if (times.length < frames) requestAnimationFrame(step);
      else done({ times, far, at: list.scrollTop });
    };
    const step = () => {
      began = performance.now();
      list.scrollTop = far * (times.length + 1) / frames;
      drawn.port2.postMessage(null);
    };
    list.scrollTop = 0;
    requestAnimationFrame(step);";

/// Notes for the next click on the page when the frame was drawn in which `EFFECT` holds, which is an expression. The page's
/// content security policy lets nobody evaluate a text, so it has to stand in the script.
const WATCH: &str = "const holds = () => (EFFECT);
    window.clickTook = null;
    addEventListener('click', ({ timeStamp }) => {
      const look = () => {
        if (!holds()) return requestAnimationFrame(look);
        requestAnimationFrame(() => setTimeout(() => { window.clickTook = performance.now() - timeStamp }));
      };
      queueMicrotask(look);
    }, { capture: true, once: true });";

/// Chooses what somebody clicks in a screen without changing anything, and notes its state: the first control that shows or
/// hides something, or else the first field, which takes the focus.
const CHOOSE: &str = "const all = (css) => [...document.querySelectorAll(css)].filter(
        (each) => each.closest('.stage main') && each.checkVisibility() && !each.disabled && !each.ariaHasPopup);
    const shows = all('summary, [role=tab][aria-selected=false], [aria-expanded]')[0];
    const chosen = shows ?? all('input, textarea')[0];
    if (!chosen) return false;
    document.activeElement?.blur();
    window.benchControl = chosen;
    window.benchState = shows
      ? () => [chosen.ariaExpanded, chosen.ariaSelected, chosen.parentElement.open].join()
      : () => String(chosen === document.activeElement);
    window.benchBefore = window.benchState();
    return true;";

pub(crate) async fn measure(rounds: usize) -> Vec<Figure> {
    println!("Scrolling 500 credentials, and clicking in every screen");
    let desktop = Arc::new(Desktop::start("bench-frames", Theme::Light));
    let data = desktop.home().join("data");
    std::fs::create_dir_all(&data).expect("the desktop's folder is writable");
    drop(fill(&data, &an_exchange().await));
    let window = Window::open_on(desktop, data, "bench-frames", &Opening::default()).await;
    window.one(Role::Heading, "Credentials").await;
    let mut figures = vec![scrolling(&window, rounds).await];
    figures.extend(clicks(&window, rounds).await);
    window.close().await;
    figures
}

fn figure(name: impl Into<String>, against: &'static str, target: f64) -> Figure {
    Figure { name: name.into(), against, unit: "ms", ours: Vec::new(), theirs: vec![target], target: 1.0 }
}

/// For each round the time that 19 of 20 frames kept.
async fn scrolling(window: &Window, rounds: usize) -> Figure {
    let mut figure = figure("a frame while 500 credentials scroll", "8 ms", FRAME);
    for _ in 0..rounds {
        let scrolled = run_async(window, SCROLL, json!([FRAMES])).await;
        let mut times: Vec<f64> =
            scrolled["times"].as_array().expect("a list").iter().filter_map(Value::as_f64).collect();
        assert!(times.len() == FRAMES && scrolled["far"].as_f64() > Some(5000.0), "it scrolled: {scrolled}");
        times.sort_by(f64::total_cmp);
        figure.ours.push(times[FRAMES * 19 / 20]);
    }
    figure
}

/// The links to the screens, with the words of a heading on each.
const SCREENS: [&str; 6] = ["Check all", "History", "Inspect a token", "Import", "Practice", "Settings"];

async fn clicks(window: &Window, rounds: usize) -> Vec<Figure> {
    let mut figures = Vec::new();
    let links = run(
        window,
        "return [...document.querySelectorAll('nav .foot button')].map((each) => each.innerText.trim())",
        json!([]),
    )
    .await;
    let links: Vec<String> = links
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|each| each.as_str().map(str::to_owned))
        .collect();
    assert!(links.len() > SCREENS.len(), "{links:?}");
    let link = |at: usize| format!("document.querySelectorAll('nav .foot button')[{at}]");
    let home = "document.querySelector('nav [data-credential]')";
    for (at, name) in links.iter().take(SCREENS.len()).enumerate() {
        let mut opening = figure(format!("click to frame: opens {name}"), "50 ms", CLICK);
        let mut inside = figure(format!("click to frame: in {name}"), "50 ms", CLICK);
        let is_open = format!(
            "{}.getAttribute('aria-current') === 'page' && document.querySelector('.stage h1')?.checkVisibility()",
            link(at)
        );
        // The first time a screen is fetched.
        for round in 0..=rounds {
            let took = click(window, &link(at), &is_open).await;
            if round > 0 {
                opening.ours.push(took);
                inside.ours.extend(click_inside(window).await);
            }
            click(
                window,
                home,
                "document.querySelector('#step-key, #step-client, .scroller')?.checkVisibility()",
            )
            .await;
        }
        figures.push(opening);
        if !inside.ours.is_empty() {
            figures.push(inside);
        }
    }
    let mut credential = figure("click to frame: opens a credential", "50 ms", CLICK);
    let mut inside = figure("click to frame: in a credential", "50 ms", CLICK);
    for round in 0..=rounds {
        let row = format!("document.querySelectorAll('nav [data-credential]')[{}]", 1 + round % 7);
        let is_open = format!("{row}.closest('.entry').classList.contains('current')");
        let took = click(window, &row, &is_open).await;
        if round > 0 {
            credential.ours.push(took);
            inside.ours.extend(click_inside(window).await);
        }
    }
    figures.extend([credential, inside]);
    println!(
        "  medians: {}",
        figures
            .iter()
            .map(|each| format!("{} {:.0} ms", each.name, median(&each.ours)))
            .collect::<Vec<_>>()
            .join("; ")
    );
    figures
}

/// Clicks a control in the screen twice, so that what it shows or hides is as it was. Empty if there is none.
async fn click_inside(window: &Window) -> Vec<f64> {
    let mut took = Vec::new();
    for _ in 0..2 {
        if run(window, CHOOSE, json!([])).await != Value::Bool(true) {
            break;
        }
        took.push(click(window, "window.benchControl", "window.benchState() !== window.benchBefore").await);
    }
    took
}

/// Clicks what a script gives, as a person does, and returns the milliseconds until the frame with its effect was drawn.
async fn click(window: &Window, what: &str, effect: &str) -> f64 {
    run(window, &WATCH.replace("EFFECT", effect), json!([])).await;
    let script = format!(
        "const element = {what}; element.scrollIntoView({{ block: 'nearest' }}); element.setAttribute('data-bench', ''); return null"
    );
    run(window, &script, json!([])).await;
    let found = window.session().find_all(None, "[data-bench]").await.expect("it is there");
    window
        .session()
        .click(found.first().expect("it is there"))
        .await
        .unwrap_or_else(|refusal| panic!("{what}: {refusal:?}"));
    run(
        window,
        "document.querySelectorAll('[data-bench]').forEach((each) => each.removeAttribute('data-bench'))",
        json!([]),
    )
    .await;
    let drawn = async || run(window, "return window.clickTook !== null", json!([])).await;
    window
        .wait_for(&format!("the frame after a click on {what} until {effect}"), drawn, &Value::Bool(true))
        .await;
    run(window, "return window.clickTook", json!([])).await.as_f64().expect("a time")
}

async fn run(window: &Window, script: &str, arguments: Value) -> Value {
    window
        .session()
        .execute(script, arguments)
        .await
        .unwrap_or_else(|refusal| panic!("{script}: {refusal:?}"))
}

async fn run_async(window: &Window, script: &str, arguments: Value) -> Value {
    window
        .session()
        .execute_async(script, arguments)
        .await
        .unwrap_or_else(|refusal| panic!("{script}: {refusal:?}"))
}

/// Rounds in which a key is made in advance and asked for: each takes as long as making one.
const KEYS: usize = 5;
/// What is felt as at once (Nielsen 1993), in milliseconds.
const AT_ONCE: f64 = 100.0;

/// From the click on *Generate* to the frame with the key, when the person looked at the step before.
pub(crate) async fn generating() -> Figure {
    println!("Generating key pairs that were made in advance");
    let mut figure = figure("click on Generate to the key", "100 ms", AT_ONCE);
    let window = Window::open("bench-generate", &Opening::default()).await;
    add_first_credential(&window).await;
    for round in 0..KEYS {
        if round > 0 {
            window.click(Role::Button, "Add a credential").await;
        }
        wait_until_prepared(&window).await;
        let generate = "[...document.querySelectorAll('#step-key button, main button')].find((each) => each.innerText.trim() === 'Generate a key pair' && each.checkVisibility())";
        let made =
            "document.querySelector('.scroller')?.innerText.includes('The certificate belongs to this key')";
        figure.ours.push(click(&window, generate, made).await);
    }
    window.close().await;
    figure
}

/// Waits until the thread that makes a key in advance has begun and ended.
async fn wait_until_prepared(window: &Window) {
    let program = program_of(window);
    for expected in [true, false] {
        // It waits for everything else on this machine.
        let limit = Instant::now() + 5 * KEY_PATIENCE;
        while making(&program).is_empty() == expected {
            assert!(Instant::now() < limit, "a key is made in advance");
            hurry(&program);
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}
