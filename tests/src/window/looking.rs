//! Looks at the window: its size, screenshots, and the violations that axe-core finds.

use std::path::PathBuf;

use serde_json::json;

use super::screenshot::save_screenshot;
use super::{PATIENCE, Window};
use crate::artefacts::repository;

impl Window {
    /// Sets the size of the page in pixels and waits until it has that size.
    pub async fn set_size(&self, width: u32, height: u32) {
        self.session
            .set_size(width, height)
            .await
            .unwrap_or_else(|refusal| panic!("it is resized, but: {refusal:?}"));
        self.wait_until("the window has its new size", PATIENCE, async || {
            let size = self.session.execute("return [innerWidth, innerHeight]", json!([])).await;
            size.is_ok_and(|size| size == json!([width, height]))
        })
        .await;
    }

    /// Saves a screenshot as `tests/artefacts/<name of the window>-<state>.png`.
    pub async fn screenshot(&self, state: &str) -> PathBuf {
        self.wait_until_still().await;
        save_screenshot(&self.session, &self.name, state).await.expect("a screenshot is taken")
    }

    /// Waits until all transitions have ended. What turns for as long as something is busy does not count.
    async fn wait_until_still(&self) {
        let moving = "return document.getAnimations().filter((animation) => animation.playState === 'running'
            && animation.effect.getComputedTiming().endTime !== Infinity).length";
        self.wait_until("the page is still", PATIENCE, async || {
            self.session.execute(moving, json!([])).await.is_ok_and(|moving| moving == json!(0))
        })
        .await;
    }

    /// Screenshots of a state in the two sizes that the page is made for.
    pub async fn screenshots(&self, state: &str) {
        for (width, height) in [(900, 640), (1240, 860)] {
            self.set_size(width, height).await;
            self.screenshot(&format!("{state}-{width}x{height}")).await;
        }
    }

    /// The violations that axe-core finds now, one per line: rule, impact, elements.
    pub async fn accessibility_violations(&self) -> Vec<String> {
        let axe =
            std::fs::read_to_string(repository().join("tests/servers/node_modules/axe-core/axe.min.js"))
                .expect("axe-core is installed");
        let load = format!("if (!window.axe) {{ {axe}\n }}");
        self.session.execute(&load, json!([])).await.expect("axe-core is loaded");
        let run = "const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ['violations'] }).then(
              (result) => done(result.violations.map((violation) => `${violation.id} (${violation.impact}): `
                + violation.nodes.map((node) => `${node.target} ${node.html.slice(0, 160)} ${node.failureSummary}`).join(' | '))),
              (error) => done([`axe failed: ${error}`]));";
        let found = self.session.execute_async(run, json!([])).await.expect("axe-core runs");
        let list = found.as_array().expect("axe-core gives a list");
        list.iter().map(|violation| violation.as_str().expect("each is a text").to_string()).collect()
    }

    /// Asserts that axe-core finds no violation in this state. Colours in the middle of a transition do not count.
    pub async fn assert_accessible(&self, state: &str) {
        self.wait_until_still().await;
        let violations = self.accessibility_violations().await;
        assert!(violations.is_empty(), "axe-core on {state:?}:\n{}", violations.join("\n"));
    }
}
