//! The fault matrix: faults that are really produced, by real servers where one can be had, and what the program says
//! about each. `cargo xtask test` prints the table, which is left in tests/artefacts/fault-matrix.txt.

mod form;
mod keys;
mod network;
mod practice;

use std::fs;

use countersign_tests::artefacts::artefact;
use countersign_tests::fault_matrix::{Figures, figures_text, table_text};

/// Leaves the table where `cargo xtask test` finds it, and checks the targets.
fn conclude(figures: &Figures) {
    let text = format!("{}\n{}", table_text(&figures.rows), figures_text(figures));
    fs::write(artefact("fault-matrix.txt"), &text).expect("tests/artefacts is writable");
    let missed = figures.targets().into_iter().filter(|target| !target.is_met()).count();
    assert_eq!(missed, 0, "{text}");
}

#[tokio::test]
async fn the_right_cause_is_named() {
    let mut rows = form::rows().await;
    rows.extend(practice::rows().await);
    rows.extend(network::rows().await);
    let figures = Figures { rows, ..Figures::default() };
    conclude(&figures);
}
