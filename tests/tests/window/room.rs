//! The window's room: the splitter, zoom and theme, what is remembered of them, and that everything can be reached in the
//! smallest room.

use countersign_tests::identity::make_key_pair;
use countersign_tests::mouse::Mouse;
use countersign_tests::steps::{CLIENT, ENTER, open_with_a_credential, paste};
use countersign_tests::window::{Opening, PATIENCE, Role, Window};
use serde_json::{Value, json};

const HOME: &str = "\u{E011}";
const END: &str = "\u{E010}";
const LEFT: &str = "\u{E012}";
const RIGHT: &str = "\u{E014}";

async fn run(window: &Window, script: &str) -> Value {
    window.session().execute(script, json!([])).await.expect("the script runs")
}

/// The width of the response in CSS pixels.
async fn answer_width(window: &Window) -> i64 {
    let script = "return Math.round(document.querySelector('section.answer').getBoundingClientRect().width)";
    run(window, script).await.as_i64().unwrap_or_default()
}

/// Waits until the response has this width, but for a pixel or two: the splitter's place is in thousandths.
async fn wait_for_width(window: &Window, expected: i64) {
    let is_so = async || (answer_width(window).await - expected).abs() <= 2;
    window.wait_until(&format!("the response is {expected} pixels wide"), PATIENCE, is_so).await;
}

/// The widths of steps and response as the splitter says them: now, least and largest, in percent.
async fn splitter_says(window: &Window) -> [i64; 3] {
    let script = "const at = document.querySelector('[role=separator]'); \
        return ['now', 'min', 'max'].map((name) => Number(at.getAttribute(`aria-value${name}`)))";
    let said = run(window, script).await;
    [0, 1, 2].map(|at| said[at].as_i64().expect("a number"))
}

/// Waits until the file has this text.
async fn wait_until_remembered(window: &Window, text: &str) {
    let file = window.data.join("window.json");
    let has = async || std::fs::read_to_string(&file).is_ok_and(|written| written.contains(text));
    window.wait_until(&format!("{text} is remembered"), PATIENCE, has).await;
}

/// Waits until the file has this place of the splitter, in percent: each of its places is saved, and the last one counts.
async fn wait_until_share_is_remembered(window: &Window, percent: i64) {
    let file = window.data.join("window.json");
    let remembered = async || {
        let written = std::fs::read(&file).ok()?;
        let content: serde_json::Value = serde_json::from_slice(&written).ok()?;
        // Per mille, rounded as the page does.
        Some((content["view"]["steps_share"].as_i64()? + 5) / 10)
    };
    let what = format!("{percent} % is remembered");
    window.wait_until(&what, PATIENCE, async || remembered().await == Some(percent)).await;
}

async fn reopen_after_kill(window: Window, name: &str) -> Window {
    let (desktop, data) = (window.desktop.clone(), window.data.clone());
    window.kill();
    Window::open_on(desktop, data, name, &Opening::default()).await
}

#[tokio::test]
async fn the_splitter_follows_mouse_and_keyboard_and_stays_after_a_start() {
    let window = open_with_a_credential("splitter").await;
    window.set_size(1240, 860).await;
    window.screenshot("0-default-1240").await;
    let narrow = answer_width(&window).await;
    window.set_size(1600, 950).await;
    window.screenshot("1-default-1600").await;
    let wide = answer_width(&window).await;
    assert!(wide > narrow + 100 && wide > 650, "the response grows with the window: {narrow}, {wide}");

    let script = "const at = document.querySelector('[role=separator]').getBoundingClientRect(); \
        return [at.left + at.width / 2, at.top + at.height / 2].map(Math.round)";
    let place = run(&window, script).await;
    let at = |index: usize| i32::try_from(place[index].as_i64().expect("a number")).expect("on the display");
    let desktop = window.desktop.clone();
    let mut mouse = Mouse::press(&desktop, (at(0), at(1))).await;
    mouse.drag_to((at(0) + 150, at(1) - 40)).await;
    mouse.release().await;
    wait_for_width(&window, wide - 150).await;
    assert_eq!(window.focused().await.split(' ').next(), Some("div"), "the splitter has the focus");
    window.screenshot("2-dragged").await;
    window.assert_accessible("dragged splitter").await;

    let press = async |key: &str| window.session().press_together(&[key]).await.expect("it is pressed");
    press(LEFT).await;
    press(RIGHT).await;
    wait_for_width(&window, wide - 150).await;
    press(HOME).await;
    let [now, least, most] = splitter_says(&window).await;
    assert!(now == least && least < most, "{now} {least} {most}");
    let widest = answer_width(&window).await;
    press(END).await;
    let [now, _, most] = splitter_says(&window).await;
    assert_eq!(now, most);
    let smallest = answer_width(&window).await;
    assert!(smallest < 400 && widest > 900, "{smallest} {widest}");
    press(LEFT).await;
    let share = splitter_says(&window).await[0];
    wait_until_share_is_remembered(&window, share).await;
    window.fill("API key (client ID)", CLIENT).await;
    window.wait_until_stored(CLIENT).await;

    let window = reopen_after_kill(window, "splitter-again").await;
    window.one(Role::Button, "Get token").await;
    let size = run(&window, "return [innerWidth, innerHeight]").await;
    assert_eq!(size, json!([1600, 950]), "the window has its size again");
    window.wait_for("the splitter's place", async || splitter_says(&window).await[0], &share).await;

    // Under the steps in a window that is too narrow for both.
    window.set_size(900, 640).await;
    assert_eq!(run(&window, "return document.querySelector('[role=separator]').offsetWidth").await, 0);
    window.set_size(1600, 950).await;
    let double = "document.querySelector('[role=separator]').dispatchEvent(new MouseEvent('dblclick', { bubbles: true }))";
    run(&window, double).await;
    wait_for_width(&window, wide).await;
    wait_until_remembered(&window, "\"steps_share\":null").await;
}

#[tokio::test]
async fn zoom_and_theme_follow_keys_and_settings_and_stay_after_a_start() {
    let window = Window::open("zoom", &Opening::default()).await;
    window.one(Role::Button, "Add a credential").await;
    window.set_size(1240, 860).await;
    let width = async || run(&window, "return innerWidth").await.as_i64().unwrap_or_default();
    window.press_with_ctrl("+").await;
    window.wait_for("the width of the page", width, &(1240 * 100 / 110)).await;
    window.press_with_ctrl("-").await;
    window.press_with_ctrl("-").await;
    window.wait_for("the width of the page", width, &(1240 * 100 / 90)).await;
    let turn = ["mousemove", "600", "400", "keydown", "ctrl", "click", "5", "keyup", "ctrl"];
    assert!(window.desktop.xdotool(&turn).is_some(), "the wheel is turned");
    window.wait_for("the width of the page", width, &(1240 * 100 / 80)).await;
    window.press_with_ctrl("0").await;
    window.wait_for("the width of the page", width, &1240).await;

    window.press_with_ctrl(",").await;
    window.one(Role::Heading, "Settings").await;
    window.wait_for_text("None. Requests go directly to the server.", PATIENCE).await;
    window.screenshot("0-settings").await;
    let choose = "const [label, value] = arguments; \
        const select = [...document.querySelectorAll('select')].find((each) => each.labels[0].textContent === label); \
        select.value = value; select.dispatchEvent(new Event('change', { bubbles: true }))";
    let choose = async |label: &str, value: &str| {
        window.session().execute(choose, json!([label, value])).await.expect("it is chosen");
    };
    let background = async || run(&window, "return getComputedStyle(document.body).backgroundColor").await;
    assert_eq!(background().await, "rgb(251, 250, 248)");
    choose("Theme", "dark").await;
    window.wait_for("the background", background, &json!("rgb(23, 22, 20)")).await;
    window.screenshot("1-dark").await;
    window.assert_accessible("dark by choice").await;
    choose("Zoom", "125").await;
    window.wait_for("the width of the page", width, &(1240 * 100 / 125)).await;
    press(&window, "Open folder").await;
    let folder = window.data.display().to_string();
    window.wait_for("what was opened", async || window.desktop.opened(), &vec![folder]).await;
    wait_until_remembered(&window, "\"theme\":\"dark\",\"zoom\":125").await;

    let again = reopen_after_kill(window, "zoom-again").await;
    again.one(Role::Button, "Add a credential").await;
    let seen = "return [innerWidth, getComputedStyle(document.body).backgroundColor]";
    assert_eq!(run(&again, seen).await, json!([1240 * 100 / 125, "rgb(23, 22, 20)"]));
    again.screenshot("1-first").await;
}

/// What of the screen, or of the dialog on it, cannot be reached: each control is focused, and has to be in the window
/// then with nothing in front of it; and nothing may stick out to the right.
const OUT_OF_REACH: &str = "const [done] = arguments; (async () => {\
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));\
    const scope = document.querySelector('dialog[open]') ?? document;\
    const lost = [];\
    const name = (at) => (at.getAttribute('aria-label') || at.id || at.textContent.trim() || at.tagName).slice(0, 50);\
    const controls = [...scope.querySelectorAll('button, input, select, textarea, summary, [tabindex=\"0\"]')]\
      .filter((at) => at.checkVisibility({ visibilityProperty: true }) && !at.disabled && at.tabIndex >= 0);\
    for (const at of controls) {\
      at.focus(); await frame();\
      const { left, top, width, height } = at.getBoundingClientRect();\
      const points = [[3, 3], [width / 2, Math.min(height / 2, innerHeight / 2)]];\
      const seen = points.every(([x, y]) => {\
        const there = document.elementFromPoint(left + x, top + y);\
        return there && (at.contains(there) || there.contains(at) && there !== document.body);\
      });\
      if (!seen) lost.push(`${name(at)} at ${[left, top, width, height].map(Math.round)}`);\
    }\
    const scrolls = (at) => { for (let up = at; up; up = up.parentElement)\
      if (up.scrollWidth > up.clientWidth && ['auto', 'scroll'].includes(getComputedStyle(up).overflowX)) return true;\
      return false };\
    for (const at of scope.querySelectorAll('main *, section *, dialog[open] *, .rail *, .tour *')) {\
      const { right, width } = at.getBoundingClientRect();\
      if (width > 1 && right > innerWidth + 1 && at.checkVisibility({ visibilityProperty: true }) && !scrolls(at))\
        lost.push(`${at.tagName} ${name(at)} sticks out to ${Math.round(right)}`);\
    }\
    done([controls.length, lost]);\
  })()";

/// Presses a button by keyboard: the driver's mouse misses in a page that is not at 100 %.
async fn press(window: &Window, name: &str) {
    let button = window.one(Role::Button, name).await;
    window.session().type_keys(&button, ENTER).await.expect("Enter is pressed");
}

async fn assert_in_reach(window: &Window, state: &str) {
    window.screenshot(state).await;
    let found = window.session().execute_async(OUT_OF_REACH, json!([])).await.expect("the script runs");
    assert!(found[0].as_u64().is_some_and(|controls| controls > 0), "{state} has controls");
    assert_eq!(found[1], json!([]), "out of reach in {state}");
    window.assert_accessible(state).await;
}

#[tokio::test]
async fn everything_is_in_reach_at_twice_the_size_in_a_small_window() {
    let window = Window::open("twice", &Opening::default()).await;
    window.one(Role::Button, "Add a credential").await;
    window.set_size(900, 640).await;
    for _ in 0..5 {
        window.press_with_ctrl("+").await;
    }
    let size = async || run(&window, "return [innerWidth, innerHeight]").await;
    window.wait_for("the size of the page", size, &json!([450, 320])).await;
    assert_in_reach(&window, "first").await;
    press(&window, "Add a credential").await;
    window.one(Role::Heading, "New credential").await;
    assert_in_reach(&window, "steps").await;
    paste(&window, &make_key_pair()).await;
    press(&window, "Edit claims").await;
    assert_in_reach(&window, "key-pair").await;
    press(&window, "Menu").await;
    assert_in_reach(&window, "rail").await;
    for (link, heading) in [
        ("Check all credentials", "Check all credentials"),
        ("History", "History"),
        ("Practice Account Manager", "Practice Account Manager"),
        ("Settings", "Settings"),
    ] {
        if !window.has(Role::Button, link).await {
            press(&window, "Menu").await;
        }
        press(&window, link).await;
        window.one(Role::Heading, heading).await;
        assert_in_reach(&window, &link.to_lowercase().replace(' ', "-")).await;
    }
    press(&window, "Delete everything…").await;
    assert_in_reach(&window, "dialog").await;
}
