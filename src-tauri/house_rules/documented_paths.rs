//! The document that says where things are, and by which tests an invariant is held, names files that exist.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::root;

/// Folders that are made, or are not ours.
const NOT_LOOKED_INTO: [&str; 4] = [".git", "node_modules", "target", "artefacts"];
/// How a name ends that can only be a file's or a folder's.
const ENDS: [&str; 6] = ["/", ".rs", ".ts", ".svelte", ".md", ".toml"];

/// Every file and folder of the checkout from its root, with a slash before each and one after a folder.
fn everything_below(folder: &Path, name: &str, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let file = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type().unwrap().is_dir() {
            if !NOT_LOOKED_INTO.contains(&file.as_str()) {
                found.push(format!("{name}/{file}/"));
                everything_below(&entry.path(), &format!("{name}/{file}"), found);
            }
        } else {
            found.push(format!("{name}/{file}"));
        }
    }
}

/// The paths between backticks. `{a,b}.rs` is two of them.
fn paths_in(text: &str) -> BTreeSet<String> {
    // Every second part is between backticks; none goes over the end of a line.
    let marked = text.lines().flat_map(|line| line.split('`').skip(1).step_by(2));
    let each = marked.flat_map(|word| match word.split_once('{').zip(word.rsplit_once('}')) {
        Some(((before, _), (_, after))) => {
            let choices = &word[before.len() + 1..word.len() - after.len() - 1];
            choices.split(',').map(|choice| format!("{before}{choice}{after}")).collect()
        }
        None => vec![word.to_owned()],
    });
    let is_path = |word: &String| {
        word.chars().all(|letter| letter.is_ascii_alphanumeric() || "_./-".contains(letter))
            && ENDS.iter().any(|end| word.ends_with(end))
    };
    each.filter(is_path).collect()
}

#[test]
fn each_path_in_the_architecture_is_there() {
    let mut everything = Vec::new();
    everything_below(&root(), "", &mut everything);
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let paths = paths_in(&text);
    assert!(paths.len() > 100, "they are found: {paths:?}");
    // A path may begin at any folder: `http/send.rs` is the core's.
    let is_there = |path: &String| everything.iter().any(|file| file.ends_with(&format!("/{path}")));
    let gone: Vec<_> = paths.iter().filter(|path| !is_there(path)).collect();
    assert!(gone.is_empty(), "ARCHITECTURE.md names what is not there: {gone:?}");
}

#[test]
fn paths_are_told_from_other_words_in_backticks() {
    let text =
        "| `core/tests/{a,b}.rs`, `fuzz/` | `cargo xtask package`, `Clock`, `.deb`, `serde` and a `x.ts` |";
    let paths: Vec<_> = paths_in(text).into_iter().collect();
    assert_eq!(paths, ["core/tests/a.rs", "core/tests/b.rs", "fuzz/", "x.ts"]);
}
