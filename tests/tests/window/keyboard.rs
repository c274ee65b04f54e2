//! Keyboard focus: the focused element is always visible (WCAG 2.4.11, focus not obscured).

use countersign_tests::identity::make_key_pair;
use countersign_tests::steps::{open_with_a_credential, paste};
use countersign_tests::window::{PATIENCE, Role, Window};
use serde_json::json;

const TAB: &str = "\u{E004}";
const SHIFT: &str = "\u{E008}";

/// The focused element, where it is, and whether it is visible: two of its corners and its middle are in the window
/// and not covered. The page scrolls to it with the next frame, and docked elements may then disappear.
const FOCUSED: &str = "const [done] = arguments; let looks = 100;\
    const look = () => {\
      const at = document.activeElement, { left, top, width, height } = at.getBoundingClientRect();\
      const points = [[2, 2], [width / 2, height / 2], [width - 2, height - 2]];\
      const seen = points.map(([x, y]) => document.elementFromPoint(left + x, top + y))\
        .every((there) => there && (at.contains(there) || there !== document.body && there.contains(at)));\
      const name = at.id || at.getAttribute('aria-label') || at.textContent.trim().slice(0, 40) || at.tagName;\
      if (!seen && looks-- > 0) return setTimeout(look, 50);\
      done([at === document.body ? '' : name, seen, [left, top, width, height].map(Math.round).join(' ')])\
    };\
    requestAnimationFrame(() => setTimeout(look))";

/// Moves the focus through all elements. Returns them in order, and those that were not visible.
async fn walk(window: &Window, keys: &[&str]) -> (Vec<String>, Vec<String>) {
    let (mut met, mut hidden) = (Vec::<String>::new(), Vec::new());
    while met.len() < 120 {
        window.session().press_together(keys).await.expect("the keys are pressed");
        let focused = window.session().execute_async(FOCUSED, json!([])).await.expect("the script runs");
        let name = focused[0].as_str().unwrap_or_default().to_owned();
        if met.first() == Some(&name) {
            break;
        }
        if focused[1] == false {
            hidden.push(format!("{name} at {}", focused[2]));
        }
        met.push(name);
    }
    (met, hidden)
}

#[tokio::test]
async fn the_focused_element_is_always_visible_above_the_docked_row() {
    let window = open_with_a_credential("focus").await;
    paste(&window, &make_key_pair()).await;
    window.click(Role::Button, "Edit claims").await;
    for (width, height) in [(900, 640), (1240, 860)] {
        window.set_size(width, height).await;
        let to_the_top = "document.querySelector('main h1').scrollIntoView({ block: 'end' })";
        window.session().execute(to_the_top, json!([])).await.expect("the script runs");
        window
            .wait_until("the next action is docked", PATIENCE, async || {
                window.session().find_all(None, ".actions.docked").await.is_ok_and(|docked| docked.len() == 1)
            })
            .await;
        for keys in [&[TAB][..], &[SHIFT, TAB]] {
            let (met, hidden) = walk(&window, keys).await;
            assert!(met.len() > 20 && met.len() < 120, "{} took the focus: {met:?}", met.len());
            assert_eq!(hidden, Vec::<String>::new(), "at {width}x{height}, of {met:?}");
        }
    }
}
