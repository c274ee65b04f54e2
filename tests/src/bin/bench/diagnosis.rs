//! How long a diagnosis takes: from an answer that was received to everything that the window shows of it. The target of
//! 5 ms is told and not required, because a figure in milliseconds depends on the machine.

use std::time::Instant;

use countersign_core::diagnosis::Verdict;
use countersign_tests::asking::{ask, form};
use countersign_tests::identity::{make_key_pair, this_moment};
use countersign_tests::practice::{SIGNS, start};

const TIMES: usize = 500;
/// In milliseconds.
const TARGET: f64 = 5.0;

/// The times of the diagnoses.
pub(crate) struct Diagnosis {
    median_ms: f64,
    slowest_ms: f64,
}

impl Diagnosis {
    /// The result as one line.
    pub(crate) fn text(&self) -> String {
        let verdict = if self.median_ms < TARGET { "met" } else { "NOT MET" };
        format!(
            "diagnosis of a refusal: median {:.2} ms, slowest of {TIMES} {:.2} ms (wanted: under {TARGET} ms): {verdict}",
            self.median_ms, self.slowest_ms
        )
    }
}

pub(crate) async fn measure() -> Diagnosis {
    println!("Explaining a refusal of the practice Account Manager, {TIMES} times");
    let server = start(&make_key_pair()).await;
    // Signed with another key than the one that is stored.
    let form = form(SIGNS, &server.address().token_endpoint(), "");
    let exchange = ask(&form, &make_key_pair(), &this_moment()).await;
    let mut times: Vec<f64> = (0..TIMES)
        .map(|_| {
            let start = Instant::now();
            let shown = exchange.shown();
            let time = start.elapsed();
            assert_eq!(shown.verdict, Verdict::Refused);
            time.as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_unstable_by(f64::total_cmp);
    Diagnosis { median_ms: times[TIMES / 2], slowest_ms: times[TIMES - 1] }
}
