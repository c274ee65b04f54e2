//! Medians, ratios, and the printed table of them.

use crate::document::Row;

/// Two things measured side by side.
#[derive(Debug)]
pub(crate) struct Figure {
    pub(crate) name: String,
    /// What our time is compared with.
    pub(crate) against: &'static str,
    pub(crate) unit: &'static str,
    pub(crate) ours: Vec<f64>,
    pub(crate) theirs: Vec<f64>,
    /// The largest acceptable ratio of our time to theirs.
    pub(crate) target: f64,
}

impl Figure {
    /// The ratio of the medians.
    pub(crate) fn ratio(&self) -> f64 {
        median(&self.ours) / median(&self.theirs)
    }

    /// Whether the target is met.
    pub(crate) fn met(&self) -> bool {
        self.ratio() <= self.target
    }

    /// What somebody calls it who looks for it in the table.
    pub(crate) fn full_name(&self) -> String {
        format!("{} ({})", self.name, self.against)
    }

    /// As a row of the document.
    pub(crate) fn row(&self) -> Row {
        let Self { name, against, unit, ours, theirs, target } = self;
        Row {
            what: name.clone(),
            beside: (*against).to_owned(),
            rounds: ours.len(),
            both: format!("{:.1} / {:.1} {unit}", median(ours), median(theirs)),
            ratio: format!("{:.2}", self.ratio()),
            target: format!("≤ {target:.2}"),
            met: self.met(),
        }
    }
}

/// The middle value.
pub(crate) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[middle] } else { f64::midpoint(sorted[middle - 1], sorted[middle]) }
}

/// The table, one figure per line.
pub(crate) fn text(figures: &[Figure]) -> String {
    let mut lines = vec![[
        "figure".to_string(),
        "against".into(),
        "rounds".into(),
        "median ours".into(),
        "median theirs".into(),
        "ratio".into(),
        "target".into(),
        "met".into(),
    ]];
    for figure in figures {
        lines.push([
            figure.name.clone(),
            figure.against.into(),
            figure.ours.len().to_string(),
            format!("{:.1} {}", median(&figure.ours), figure.unit),
            format!("{:.1} {}", median(&figure.theirs), figure.unit),
            format!("{:.2}", figure.ratio()),
            format!("≤ {:.2}", figure.target),
            if figure.met() { "yes".into() } else { "NO".into() },
        ]);
    }
    let widths: Vec<usize> =
        (0..8).map(|i| lines.iter().map(|line| line[i].chars().count()).max().unwrap_or(0)).collect();
    let padded = |line: &[String; 8]| {
        let cells: Vec<String> =
            line.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}", width = *width)).collect();
        cells.join("  ").trim_end().to_string()
    };
    lines.iter().map(padded).collect::<Vec<_>>().join("\n")
}
