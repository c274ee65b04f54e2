//! The table in `docs/performance.md`: written by this program, between two marks. A run that measures only some of the
//! figures replaces only their rows; one that measures all writes the table anew, so that no row outlives its figure.

use std::fs;
use std::path::PathBuf;

use countersign_tests::artefacts::repository;

const BEGIN: &str = "<!-- Written by `cargo xtask bench`. Not to be edited. -->";
const END: &str = "<!-- End of what `cargo xtask bench` writes. -->";
const HEADER: &str = "| what | beside | rounds | ours / theirs | ratio | target | met | measured |\n|---|---|---|---|---|---|---|---|";

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// What is measured, and beside what: together they are the row's name.
    pub(crate) what: String,
    pub(crate) beside: String,
    /// How many of ours the median is taken from.
    pub(crate) rounds: usize,
    pub(crate) both: String,
    pub(crate) ratio: String,
    pub(crate) target: String,
    pub(crate) met: bool,
}

impl Row {
    fn text(&self, day: &str, command: &str) -> String {
        let Self { what, beside, rounds, both, ratio, target, met } = self;
        let met = if *met { "yes" } else { "**no**" };
        format!("| {what} | {beside} | {rounds} | {both} | {ratio} | {target} | {met} | {day}, `{command}` |")
    }

    fn begins(&self) -> String {
        format!("| {} | {} |", self.what, self.beside)
    }
}

fn path() -> PathBuf {
    repository().join("docs/performance.md")
}

/// Whether a run measured everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// The rows are the whole table.
    Everything,
    /// Other rows stay as they are.
    Some,
}

/// Writes the rows into the document.
///
/// # Errors
///
/// If the file cannot be read or written, or has no marks.
pub(crate) fn write(rows: &[Row], extent: Extent, day: &str, command: &str) -> Result<PathBuf, String> {
    let path = path();
    let said = |error: std::io::Error| format!("{}: {error}", path.display());
    let before = fs::read_to_string(&path).map_err(said)?;
    let after = with_rows(&before, rows, extent, day, command)
        .ok_or_else(|| format!("{} has no marks", path.display()))?;
    fs::write(&path, after).map_err(said)?;
    Ok(path)
}

/// The document with these rows: each in the place of the one with the same name, or at the end. `None` if it has no marks.
fn with_rows(document: &str, rows: &[Row], extent: Extent, day: &str, command: &str) -> Option<String> {
    let (before, rest) = document.split_once(BEGIN)?;
    let (inside, after) = rest.split_once(END)?;
    let there = inside.lines().filter(|line| line.starts_with('|')).skip(2);
    let mut lines: Vec<String> = match extent {
        Extent::Everything => Vec::new(),
        Extent::Some => there.map(str::to_owned).collect(),
    };
    for row in rows {
        let text = row.text(day, command);
        match lines.iter_mut().find(|line| line.starts_with(&row.begins())) {
            Some(line) => *line = text,
            None => lines.push(text),
        }
    }
    Some(format!("{before}{BEGIN}\n\n{HEADER}\n{}\n\n{END}{after}", lines.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(what: &str, ratio: &str) -> Row {
        Row {
            what: what.into(),
            beside: "theirs".into(),
            rounds: 25,
            both: "1.0 / 2.0 ms".into(),
            ratio: ratio.into(),
            target: "≤ 1.00".into(),
            met: true,
        }
    }

    fn names(document: &str) -> Vec<&str> {
        document.lines().filter(|line| line.contains("| theirs |")).map(|line| &line[2..3]).collect()
    }

    #[test]
    fn some_rows_replace_their_own_and_all_rows_replace_the_table() {
        let empty = format!("Before.\n{BEGIN}\n{END}\nAfter.\n");
        let first =
            with_rows(&empty, &[row("a", "0.10"), row("b", "0.20")], Extent::Some, "day", "one").unwrap();
        let second =
            with_rows(&first, &[row("b", "0.30"), row("c", "0.40")], Extent::Some, "day", "two").unwrap();
        assert_eq!(names(&second), ["a", "b", "c"]);
        assert!(second.contains("0.10") && second.contains("0.30") && !second.contains("0.20"), "{second}");
        let third = with_rows(&second, &[row("c", "0.50")], Extent::Everything, "day", "all").unwrap();
        assert_eq!(names(&third), ["c"]);
        assert!(third.starts_with("Before.\n") && third.ends_with("\nAfter.\n"), "{third}");
        assert_eq!(with_rows("no marks", &[], Extent::Everything, "day", "all"), None);
    }
}
