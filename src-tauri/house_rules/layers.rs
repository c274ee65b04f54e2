//! The layers that ARCHITECTURE.md describes, as lists: a file uses only what stands above it in its list, or in its
//! own folder, and no two files use each other, directly or through others.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::{files_below, page_imports, root, rust_imports};

/// Which files each file uses, with one of the names that it takes.
pub(super) type Arrows = BTreeMap<(PathBuf, PathBuf), String>;

/// `core/src`, from what everything may use to what uses everything.
const CORE: [&str; 20] = [
    "moment",
    "text",
    "http",
    "jwt",
    "key",
    "certificate",
    "key_file",
    "key_pair",
    "account_manager",
    "token_request",
    "diagnosis",
    "prepare",
    "token_exchange",
    "credential",
    "secret",
    "history",
    "store",
    "vault",
    "interchange",
    "practice",
];

/// `src-tauri`, the shell, in the same order.
const SHELL: [&str; 8] = ["lock", "platform", "state", "window_event", "window", "commands", "lib", "main"];

/// `ui/src`, the page, in the same order.
const PAGE: [&str; 7] = ["backend", "words", "parts", "screens", "App", "page", "main"];

#[test]
fn the_core_keeps_its_layers() {
    let arrows = rust_imports::arrows(&root().join("src-tauri/core/src"));
    assert_layers(&CORE, &arrows);
}

#[test]
fn the_shell_keeps_its_layers() {
    let arrows = rust_imports::arrows(&root().join("src-tauri"));
    assert_layers(&SHELL, &arrows);
}

#[test]
fn the_page_keeps_its_layers() {
    let files = files_below("ui/src", &[".ts", ".svelte"]);
    let files: Vec<_> =
        files.into_iter().filter(|(path, _)| !path.to_string_lossy().ends_with(".test.ts")).collect();
    let arrows = page_imports::arrows(&root().join("ui/src"), &files);
    assert_layers(&PAGE, &arrows);
}

#[test]
fn a_circle_and_an_import_of_a_higher_layer_are_found() {
    let arrow = |from: &str, to: &str| ((from.into(), to.into()), "it".to_owned());
    let arrows = Arrows::from([
        arrow("low/a.rs", "low/b.rs"),
        arrow("low/b.rs", "high.rs"),
        arrow("high.rs", "low/a.rs"),
        arrow("high.rs", "low/c.rs"),
    ]);
    assert_eq!(upward(&["low", "high"], &arrows), ["low/b.rs uses it of high.rs, which is a layer above it"]);
    assert_eq!(circles(&arrows), [["high.rs", "low/a.rs", "low/b.rs"].map(PathBuf::from)]);
}

fn assert_layers(order: &[&str], arrows: &Arrows) {
    assert!(arrows.len() > 100, "only {} imports were read", arrows.len());
    let unknown: BTreeSet<&str> = arrows.keys().flat_map(|(from, to)| [room(from), room(to)]).collect();
    let unknown: Vec<_> = unknown.into_iter().filter(|room| !order.contains(room)).collect();
    assert!(unknown.is_empty(), "no layer is said for {unknown:?}");
    assert_eq!(upward(order, arrows), [""; 0]);
    let circles = circles(arrows);
    let within = |circle: &Vec<PathBuf>| {
        let inside = arrows.iter().filter(|((from, to), _)| circle.contains(from) && circle.contains(to));
        let said =
            inside.map(|((from, to), name)| format!("{} uses {name} of {}", from.display(), to.display()));
        said.collect::<Vec<_>>().join("\n")
    };
    assert!(
        circles.is_empty(),
        "files use each other in a circle:\n{}",
        circles.iter().map(within).collect::<Vec<_>>().join("\n\n")
    );
}

/// The first folder or file in a path, without its extension.
fn room(file: &Path) -> &str {
    let first = file.components().next().and_then(|part| part.as_os_str().to_str()).unwrap_or_default();
    first.split('.').next().unwrap_or_default()
}

fn upward(order: &[&str], arrows: &Arrows) -> Vec<String> {
    let layer = |file: &Path| order.iter().position(|name| *name == room(file));
    let upward = arrows.iter().filter(|((from, to), _)| layer(from) < layer(to));
    let said = upward.map(|((from, to), name)| {
        format!("{} uses {name} of {}, which is a layer above it", from.display(), to.display())
    });
    said.collect()
}

/// The circles: sets of files each of which uses, straight or through others, each of the others.
fn circles(arrows: &Arrows) -> Vec<Vec<PathBuf>> {
    let files: BTreeSet<&PathBuf> = arrows.keys().flat_map(|(from, to)| [from, to]).collect();
    let reaches: BTreeMap<&PathBuf, BTreeSet<&PathBuf>> =
        files.iter().map(|file| (*file, reachable(file, arrows))).collect();
    let mut circles = Vec::new();
    let mut seen = BTreeSet::new();
    for file in &files {
        let circle: Vec<PathBuf> = reaches[file]
            .iter()
            .filter(|other| reaches[**other].contains(file))
            .map(|other| (*other).clone())
            .collect();
        if circle.len() > 1 && seen.insert(circle.clone()) {
            circles.push(circle);
        }
    }
    circles
}

fn reachable<'a>(from: &PathBuf, arrows: &'a Arrows) -> BTreeSet<&'a PathBuf> {
    let mut found = BTreeSet::new();
    let mut open = vec![from];
    while let Some(file) = open.pop() {
        for (_, to) in arrows.keys().filter(|(of, _)| of == file) {
            if found.insert(to) {
                open.push(to);
            }
        }
    }
    found
}
