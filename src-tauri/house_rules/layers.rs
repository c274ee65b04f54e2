//! The layers that ARCHITECTURE.md describes, as lists: a file uses only what stands above it in its list, or in its
//! own folder, and no two files use each other, directly or through others.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::arrows::{Arrows, circles};
use super::{files_below, page_imports, root, rust_imports};

/// `core/src`, from what everything may use to what uses everything.
const CORE: &[&str] = &[
    "lock",
    "folder",
    "moment",
    "text",
    "search",
    "http",
    "jwt",
    "redaction",
    "key",
    "certificate",
    "jws",
    "key_file",
    "key_pair",
    "account_manager",
    "commerce_instance",
    "token_request",
    "diagnosis",
    "discovery",
    "prepare",
    "token_exchange",
    "experiments",
    "api_trial",
    "proposed_name",
    "credential",
    "inspect",
    "secret",
    "history",
    "report",
    "store",
    "vault",
    "practice",
    "interchange",
];

/// `src-tauri`, the shell, in the same order.
const SHELL: &[&str] = &["platform", "state", "window_event", "window", "commands", "lib", "main"];

/// `ui/src`, the page, in the same order.
const PAGE: &[&str] = &["backend", "words", "shortcuts", "parts", "screens", "App", "page", "main"];

#[test]
fn the_core_keeps_its_layers() {
    let arrows = rust_imports::arrows(&root().join("src-tauri/core/src/lib.rs"));
    assert_layers(CORE, &arrows);
}

#[test]
fn the_shell_keeps_its_layers() {
    let arrows = rust_imports::arrows(&root().join("src-tauri/lib.rs"));
    assert_layers(SHELL, &arrows);
}

#[test]
fn the_page_keeps_its_layers() {
    let files = files_below("ui/src", &[".ts", ".svelte"]);
    let files: Vec<_> =
        files.into_iter().filter(|(path, _)| !path.to_string_lossy().ends_with(".test.ts")).collect();
    let arrows = page_imports::arrows(&root().join("ui/src"), &files);
    assert_layers(PAGE, &arrows);
}

#[test]
fn xtask_and_the_tests_harness_have_no_circles() {
    for root_file in ["xtask/src/main.rs", "tests/src/lib.rs"] {
        assert_no_circles(&rust_imports::arrows(&root().join(root_file)));
    }
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
    assert_no_circles(arrows);
}

fn assert_no_circles(arrows: &Arrows) {
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
