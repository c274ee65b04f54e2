//! Which file uses which, and the circles among them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Which files each file uses, with one of the names that it takes.
pub(super) type Arrows = BTreeMap<(PathBuf, PathBuf), String>;

/// The circles: sets of files each of which uses, straight or through others, each of the others.
pub(super) fn circles(arrows: &Arrows) -> Vec<Vec<PathBuf>> {
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
