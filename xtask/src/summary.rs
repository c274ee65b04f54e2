//! The summary at the end of `cargo xtask test`: each step with its time, what was left out, and how many tests passed.

use std::time::Duration;

use crate::totals::Totals;

/// The outcome of a step.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Passed(Duration),
    Failed(Duration),
    /// A step before it failed.
    NotRun,
    /// It does not belong to this run.
    LeftOut(String),
}

/// All steps of one run.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    steps: Vec<(String, Outcome)>,
    totals: Totals,
}

impl Summary {
    pub(crate) fn add(&mut self, step: &str, outcome: Outcome) {
        self.steps.push((step.into(), outcome));
    }

    pub(crate) fn count(&mut self, totals: Totals) {
        self.totals += totals;
    }

    /// The text. Its last line is only `N passed, N failed`.
    pub(crate) fn text(&self) -> String {
        let width = self.steps.iter().map(|(step, _)| step.chars().count()).max().unwrap_or(0);
        let mut text = String::from("\nSummary\n");
        let mut left_out = String::new();
        for (step, outcome) in &self.steps {
            let shown = match outcome {
                Outcome::Passed(time) => format!("ok      {}", seconds(*time)),
                Outcome::Failed(time) => format!("FAILED  {}", seconds(*time)),
                Outcome::NotRun => "not run".into(),
                Outcome::LeftOut(why) => {
                    left_out.push_str(&format!("Left out: {step}: {why}\n"));
                    "left out".into()
                }
            };
            text.push_str(&format!("  {step:width$}  {shown}\n"));
        }
        let total: Duration = self
            .steps
            .iter()
            .map(|(_, outcome)| match outcome {
                Outcome::Passed(time) | Outcome::Failed(time) => *time,
                Outcome::NotRun | Outcome::LeftOut(_) => Duration::ZERO,
            })
            .sum();
        text.push_str(&format!("  {:width$}          {}\n", "all together", seconds(total)));
        text.push_str(&left_out);
        text.push_str(&format!("{} passed, {} failed", self.totals.passed, self.totals.failed));
        text
    }
}

/// A duration as a person reads it.
pub(crate) fn seconds(time: Duration) -> String {
    let tenths = time.as_millis() / 100;
    if tenths < 600 {
        format!("{}.{} s", tenths / 10, tenths % 10)
    } else {
        format!("{} min {:02} s", tenths / 600, tenths / 10 % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_is_the_count_alone() {
        let mut summary = Summary::default();
        summary.add("unit tests", Outcome::Passed(Duration::from_millis(61_250)));
        summary.count(Totals { passed: 3, failed: 0 });
        summary.add("Keycloak", Outcome::LeftOut("give --servers to run it".into()));
        let text = summary.text();
        assert_eq!(text.lines().last(), Some("3 passed, 0 failed"));
        assert!(text.contains("unit tests  ok      1 min 01 s"), "{text}");
        assert!(text.contains("Left out: Keycloak: give --servers to run it\n"), "{text}");
    }

    #[test]
    fn short_times_keep_their_tenths() {
        assert_eq!(seconds(Duration::from_millis(1_290)), "1.2 s");
    }
}
