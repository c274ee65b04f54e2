//! Every file of the fuzz targets' corpora, in `fuzz/corpus` and `fuzz/found`, goes through its target again: none may
//! panic, and none may take long. `cargo xtask fuzz` finds new ones.

#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]
#![expect(clippy::disallowed_methods, reason = "this is also about time")]

#[allow(unreachable_pub, reason = "the fuzz targets use it, too")]
#[path = "../../../fuzz/src/inputs.rs"]
mod inputs;

use std::path::Path;
use std::time::{Duration, Instant};

/// A second in a release build. Without optimisation, and while other processes run, it takes several times as long.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 30 } else { 1 });

#[test]
fn every_input_that_was_found_goes_through_its_target() {
    // Cargo runs a test in the folder of its package.
    let root = Path::new("../../fuzz");
    for (name, _) in inputs::TARGETS {
        let folders = ["corpus", "found"].map(|folder| root.join(folder).join(name));
        let files = folders.iter().filter_map(|folder| folder.read_dir().ok()).flatten();
        let mut paths: Vec<_> = files.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        assert!(!paths.is_empty() || name == "load", "{name} has no corpus");
        for path in paths {
            let bytes = std::fs::read(&path).unwrap();
            let start = Instant::now();
            inputs::run(name, &bytes);
            let taken = start.elapsed();
            assert!(taken < LONGEST, "{} took {taken:?}", path.display());
        }
    }
}

#[test]
fn every_target_has_its_file() {
    let mut files: Vec<String> = Path::new("../../fuzz/fuzz_targets")
        .read_dir()
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    files.sort();
    let mut names = inputs::TARGETS.map(|(name, _)| name);
    names.sort_unstable();
    assert_eq!(files, names);
}
