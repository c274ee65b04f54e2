//! The table in `docs/performance.md`: written by this program, between two marks. A run that measures only some of the
//! figures replaces only their rows.

use std::fs;
use std::path::PathBuf;

use countersign_tests::artefacts::repository;

const BEGIN: &str = "<!-- Written by `cargo xtask bench`. Not to be edited. -->";
const END: &str = "<!-- End of what `cargo xtask bench` writes. -->";
const HEADER: &str =
    "| what | beside | ours / theirs | ratio | target | met | measured |\n|---|---|---|---|---|---|---|";

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// What is measured, and beside what: together they are the row's name.
    pub(crate) what: String,
    pub(crate) beside: String,
    pub(crate) both: String,
    pub(crate) ratio: String,
    pub(crate) target: String,
    pub(crate) met: bool,
}

impl Row {
    fn text(&self, day: &str, command: &str) -> String {
        let Self { what, beside, both, ratio, target, met } = self;
        let met = if *met { "yes" } else { "**no**" };
        format!("| {what} | {beside} | {both} | {ratio} | {target} | {met} | {day}, `{command}` |")
    }

    fn begins(&self) -> String {
        format!("| {} | {} |", self.what, self.beside)
    }
}

fn path() -> PathBuf {
    repository().join("docs/performance.md")
}

/// Writes the rows into the document.
///
/// # Errors
///
/// If the file cannot be read or written, or has no marks.
pub(crate) fn write(rows: &[Row], day: &str, command: &str) -> Result<PathBuf, String> {
    let path = path();
    let said = |error: std::io::Error| format!("{}: {error}", path.display());
    let before = fs::read_to_string(&path).map_err(said)?;
    let after =
        with_rows(&before, rows, day, command).ok_or_else(|| format!("{} has no marks", path.display()))?;
    fs::write(&path, after).map_err(said)?;
    Ok(path)
}

/// The document with these rows: each in the place of the one with the same name, or at the end. `None` if it has no marks.
fn with_rows(document: &str, rows: &[Row], day: &str, command: &str) -> Option<String> {
    let (before, rest) = document.split_once(BEGIN)?;
    let (inside, after) = rest.split_once(END)?;
    let mut lines: Vec<String> =
        inside.lines().filter(|line| line.starts_with('|')).skip(2).map(str::to_owned).collect();
    for row in rows {
        let text = row.text(day, command);
        match lines.iter_mut().find(|line| line.starts_with(&row.begins())) {
            Some(line) => *line = text,
            None => lines.push(text),
        }
    }
    Some(format!("{before}{BEGIN}\n\n{HEADER}\n{}\n\n{END}{after}", lines.join("\n")))
}
