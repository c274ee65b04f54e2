//! The matrix as text.

use std::fmt::Write as _;

use super::figures::Figures;
use super::judged::{Judged, Said};

/// One line for each fault.
#[must_use]
pub fn table_text(rows: &[Judged]) -> String {
    let width = |of: &dyn Fn(&Judged) -> usize| rows.iter().map(of).max().unwrap_or_default();
    let server = width(&|row| row.server.chars().count());
    let fault = width(&|row| row.fault.chars().count());
    let mut text = String::new();
    let mut line = |cells: [&str; 7]| {
        let [at, what, seen, rank, after, verdict, said] = cells;
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "{at:server$}  {what:fault$}  {seen:7}  {rank:>4}  {after:>11}  {verdict:7}  {said}"
        );
    };
    line(["server", "fault", "seen", "rank", "experiments", "verdict", "what was said"]);
    for row in rows {
        let place = |rank: Option<usize>| rank.map_or_else(|| "–".to_owned(), |rank| rank.to_string());
        let after = row
            .after_experiments
            .map_or_else(String::new, |(number, rank)| format!("{} after {number}", place(rank)));
        let verdict = if row.is_right() || row.is_right_after_experiments() { "right" } else { "WRONG" };
        let mut said = row.said.iter().map(said_text).collect::<Vec<_>>().join(", ");
        if !row.is_right() {
            let heard = row.heard.as_deref().unwrap_or("nothing");
            said = format!("{said}; right: {}; heard: {heard}", row.right);
        }
        let seen = if row.seen_before { "before" } else { "after" };
        line([&row.server, row.fault, seen, &place(row.rank), &after, verdict, &said]);
    }
    text
}

fn said_text(said: &Said) -> String {
    let mark = if said.right { "" } else { "!" };
    format!("{mark}{} ({})", said.code, format!("{:?}", said.certainty).to_lowercase())
}

/// The figures with their targets, and what keeps them from being met.
#[must_use]
pub fn figures_text(figures: &Figures) -> String {
    let mut text = format!("{} single faults\n", figures.rows.len());
    for target in figures.targets() {
        let (right, of) = target.count;
        let per_cent = if of == 0 { 100.0 } else { 100.0 * right as f64 / of as f64 };
        let verdict = if target.is_met() { "met" } else { "MISSED" };
        let _ = writeln!(
            text,
            "{:52}  {right:>3} of {of:>3}  {per_cent:>5.1} %  target {:>3} %  {verdict}",
            target.what, target.at_least
        );
    }
    if let Some(median) = figures.median_experiments() {
        let _ = writeln!(text, "median number of experiments where some were needed: {median}");
    }
    for (name, alarms) in figures.healthy.iter().filter(|(_, alarms)| !alarms.is_empty()) {
        let _ = writeln!(text, "healthy, but not quiet: {name}: {}", alarms.join(", "));
    }
    for (name, [one, other]) in figures.pairs.iter().filter(|(_, [one, other])| !one || !other) {
        let _ = writeln!(text, "not both named: {name} (first: {one}, second: {other})");
    }
    text
}
