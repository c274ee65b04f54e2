//! How long a diagnosis takes: from an answer that was received to everything that the window shows of it, with its
//! findings.

use std::time::Instant;

use countersign_core::diagnosis::Verdict;
use countersign_tests::asking::{ask, form};
use countersign_tests::identity::{make_key_pair, this_moment};
use countersign_tests::practice::{SIGNS, start};

use crate::table::Figure;

const TIMES: usize = 500;
/// The longest that it may take, in milliseconds.
const LONGEST: f64 = 5.0;

pub(crate) async fn measure() -> Figure {
    println!("Explaining a refusal of the practice Account Manager, {TIMES} times");
    let server = start(&make_key_pair()).await;
    // Signed with another key than the one that is stored.
    let form = form(SIGNS, &server.address().token_endpoint(), "");
    let exchange = ask(&form, &make_key_pair(), &this_moment()).await;
    let times = (0..TIMES).map(|_| {
        let start = Instant::now();
        let shown = exchange.shown();
        let time = start.elapsed();
        assert!(shown.verdict == Verdict::Refused && !shown.findings.is_empty(), "a refusal is explained");
        time.as_secs_f64() * 1000.0
    });
    Figure {
        name: "diagnosis of a refusal".into(),
        against: "5 ms",
        unit: "ms",
        ours: times.collect(),
        theirs: vec![LONGEST],
        target: 1.0,
    }
}
