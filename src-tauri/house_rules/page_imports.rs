//! Which file of the page uses which, read from its `import` statements.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::arrows::Arrows;

/// Which files below this folder use which. Two things do not count: files generated from the catalogue, and imports at
/// run time (`import(…)`), because a screen may fetch the code that shows it.
pub(super) fn arrows(folder: &Path, files: &[(PathBuf, String)]) -> Arrows {
    let mut arrows = Arrows::new();
    for (file, text) in files {
        for address in addresses(text).filter(|address| address.starts_with('.')) {
            let beside = file.parent().unwrap_or(folder);
            let Some(used) = file_at(&normal(&beside.join(address))) else { continue };
            let shown = |path: &Path| path.strip_prefix(folder).unwrap_or(path).to_owned();
            if used != *file && !used.components().any(|part| part.as_os_str() == "paraglide") {
                arrows.insert((shown(file), shown(&used)), address.to_owned());
            }
        }
    }
    arrows
}

/// The addresses in `import … from '…'`, `export … from '…'` and `import '…'`.
fn addresses(text: &str) -> impl Iterator<Item = &str> {
    let quoted = |before: &'static str| text.split(before).skip(1).filter_map(|rest| rest.split('\'').next());
    quoted(" from '").chain(quoted("import '"))
}

fn file_at(path: &Path) -> Option<PathBuf> {
    let name = path.to_string_lossy();
    let endings = ["", ".ts", ".svelte.ts", "/index.ts"];
    endings
        .iter()
        .map(|ending| PathBuf::from(format!("{name}{ending}")))
        .find(|file| fs::metadata(file).is_ok_and(|it| it.is_file()))
}

/// The path without `.` and `..` in it.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    normal
}
