//! Tests that what people write about dependencies is complete: each exception in `deny.toml` has its day, and each
//! pre-release in Cargo.lock its reason in `docs/dependencies.md`.

use std::collections::BTreeSet;
use std::fs;

use crate::workspace;

fn text(file: &str) -> String {
    workspace::find().unwrap();
    fs::read_to_string(workspace::root().join(file)).unwrap()
}

/// `2026-11-29: `
fn begins_with_a_day(text: &str) -> bool {
    let shape: String =
        text.chars().take(12).map(|letter| if letter.is_ascii_digit() { '0' } else { letter }).collect();
    shape == "0000-00-00: "
}

/// The entries of a list in `deny.toml` that stands on lines of its own, each with the line before it.
fn entries<'a>(file: &'a str, list: &str) -> Vec<(&'a str, &'a str)> {
    let start = format!("{list} = [");
    let lines: Vec<&str> =
        file.lines().skip_while(|line| *line != start).take_while(|line| *line != "]").collect();
    assert!(lines.len() > 1, "deny.toml has no list {list}");
    lines.windows(2).map(|pair| (pair[0], pair[1])).filter(|(_, line)| line.starts_with("  {")).collect()
}

#[test]
fn every_exception_has_the_day_it_was_made_and_a_reason() {
    let file = text("deny.toml");
    for list in ["ignore", "skip"] {
        for (_, entry) in entries(&file, list) {
            let reason = entry.split("reason = \"").nth(1).unwrap_or_default();
            assert!(begins_with_a_day(reason), "its reason does not begin with a day: {entry}");
        }
    }
    // An exception about a licence has no reason of its own in this file, so a comment stands before it.
    for (comment, entry) in entries(&file, "exceptions") {
        let reason = comment.trim().strip_prefix("# ").unwrap_or_default();
        assert!(begins_with_a_day(reason), "no comment that begins with a day stands before {entry}");
    }
}

#[test]
fn every_pre_release_has_its_reason() {
    let lock = text("Cargo.lock");
    let value = |line: &str, name: &str| {
        line.strip_prefix(name)
            .and_then(|rest| rest.strip_prefix(" = \"")?.strip_suffix('"').map(str::to_owned))
    };
    let mut locked = BTreeSet::new();
    let mut crate_name = String::new();
    for line in lock.lines() {
        if let Some(name) = value(line, "name") {
            crate_name = name;
        }
        // A version is a pre-release if it has a hyphen before its build metadata (semver.org, 9 and 10).
        if let Some(version) = value(line, "version")
            && version.split('+').next().is_some_and(|version| version.contains('-'))
        {
            locked.insert(format!("{crate_name} {version}"));
        }
    }
    let document = text("docs/dependencies.md");
    let stated: BTreeSet<String> = document
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .map(str::to_owned)
        .collect();
    assert_eq!(stated, locked, "docs/dependencies.md and Cargo.lock name different pre-releases");
}
