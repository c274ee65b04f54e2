//! Measures how long a key takes: from the moment it is pressed until the page has drawn its effect.

use serde_json::json;

use super::Window;
use crate::webdriver::Element;

/// Notes for each space, in milliseconds, when the frame after it was drawn. An event's time is that of the key itself,
/// even if the page was busy and takes it later.
const WATCH: &str = "if (!window.keyTimes) {\
      window.keyTimes = [];\
      addEventListener('keydown', ({ key, timeStamp }) => {\
        if (key === ' ') requestAnimationFrame(() => setTimeout(() => keyTimes.push(performance.now() - timeStamp)))\
      }, true)\
    }";

impl Window {
    /// Types a space into this field, and returns the milliseconds until the page has drawn what follows from it.
    pub async fn key_press_ms(&self, field: &Element) -> f64 {
        let run = async |script: &str| {
            self.session.execute(script, json!([])).await.unwrap_or_else(|refusal| panic!("{refusal:?}"))
        };
        run(WATCH).await;
        run("window.keyTimes.length = 0").await;
        self.session.type_keys(field, " ").await.expect("a key is pressed");
        self.wait_for("how many keys were drawn", async || run("return keyTimes.length").await, &json!(1))
            .await;
        run("return keyTimes[0]").await.as_f64().expect("a time")
    }

    /// The median of several keys, and the longest, in milliseconds.
    pub async fn key_presses_ms(&self, field: &Element, rounds: usize) -> (f64, f64) {
        let mut times = Vec::new();
        for _ in 0..rounds {
            times.push(self.key_press_ms(field).await);
        }
        times.sort_by(f64::total_cmp);
        (times[rounds / 2], times[rounds - 1])
    }
}
