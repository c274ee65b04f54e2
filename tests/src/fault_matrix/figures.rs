//! The figures over a whole matrix, with what they have to reach.

use countersign_core::diagnosis::Certainty;

use super::judged::Judged;

/// A figure, in per cent, and what it has to be at least.
#[derive(Clone, Debug)]
pub struct Target {
    /// What it says.
    pub what: &'static str,
    /// How many of how many.
    pub count: (usize, usize),
    /// At least so many per cent.
    pub at_least: usize,
}

impl Target {
    /// Whether it is reached. Nothing of nothing reaches it.
    #[must_use]
    pub fn is_met(&self) -> bool {
        self.count.0 * 100 >= self.at_least * self.count.1
    }
}

/// What was found over all rows, healthy configurations and pairs.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// The single faults.
    pub rows: Vec<Judged>,
    /// The healthy configurations, each with what was said above a hint.
    pub healthy: Vec<(String, Vec<String>)>,
    /// The pairs of faults, each with whether the one and the other were named.
    pub pairs: Vec<(String, [bool; 2])>,
}

impl Figures {
    /// All figures that have a target.
    #[must_use]
    pub fn targets(&self) -> Vec<Target> {
        let all = self.rows.len();
        let rows = |is: &dyn Fn(&Judged) -> bool| (self.rows.iter().filter(|row| is(row)).count(), all);
        let of = |certainty| {
            let said =
                || self.rows.iter().flat_map(|row| &row.said).filter(move |said| said.certainty == certainty);
            (said().filter(|said| said.right).count(), said().count())
        };
        let quiet = self.healthy.iter().filter(|(_, alarms)| alarms.is_empty()).count();
        let both = self.pairs.iter().filter(|(_, named)| named.iter().all(|named| *named)).count();
        vec![
            Target { what: "the right cause is the first", count: rows(&Judged::is_right), at_least: 95 },
            Target {
                what: "it is the first after experiments",
                count: rows(&Judged::is_right_after_experiments),
                at_least: 99,
            },
            Target {
                what: "it was seen before anything was sent",
                count: rows(&|row| row.seen_before),
                at_least: 50,
            },
            Target { what: "what was called proven is right", count: of(Certainty::Proven), at_least: 100 },
            Target { what: "what was called likely is right", count: of(Certainty::Likely), at_least: 70 },
            Target {
                what: "a healthy configuration has no finding above a hint",
                count: (quiet, self.healthy.len()),
                at_least: 100,
            },
            Target { what: "of two faults both are named", count: (both, self.pairs.len()), at_least: 80 },
        ]
    }

    /// The median number of experiments of the rows that needed some; `None` without any.
    #[must_use]
    pub fn median_experiments(&self) -> Option<usize> {
        let mut numbers: Vec<usize> =
            self.rows.iter().filter_map(|row| Some(row.after_experiments?.0)).collect();
        numbers.sort_unstable();
        numbers.get(numbers.len() / 2).copied()
    }
}
