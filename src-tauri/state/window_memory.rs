//! What is remembered of the window between two runs: how the person likes it, and its place. It is in a small file of
//! its own, because it is needed before the store opens. Nothing in it is worth an error: what cannot be read is as at
//! the first start, and what cannot be written is lost.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use countersign_core::lock::lock;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::place::Place;
use super::view::View;
use crate::platform::window_file;

/// What is remembered of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
struct Remembered {
    view: View,
    place: Place,
}

/// What is remembered of the window, and whether the file has it.
pub(crate) struct WindowMemory {
    folder: PathBuf,
    inside: Mutex<Inside>,
    /// Held while the file is written, so that the latest state is written last.
    writing: Mutex<()>,
}

struct Inside {
    now: Remembered,
    /// What the file has; `None` if it is missing or damaged.
    written: Option<Remembered>,
    /// Counts the changes.
    changes: u64,
    /// Somebody waits for a quiet moment to write.
    waiting: bool,
}

impl WindowMemory {
    /// Reads the file in the data folder.
    pub(crate) fn read(folder: &Path) -> Self {
        let written = window_file::read(folder).and_then(|text| Remembered::read(&text));
        let inside = Inside { now: written.unwrap_or_default(), written, changes: 0, waiting: false };
        Self { folder: folder.to_owned(), inside: Mutex::new(inside), writing: Mutex::default() }
    }

    /// How the person likes the window.
    pub(crate) fn view(&self) -> View {
        lock(&self.inside).now.view
    }

    /// The window's place.
    pub(crate) fn place(&self) -> Place {
        lock(&self.inside).now.place
    }

    /// Changes the view. Returns it within its bounds.
    pub(crate) fn set_view(&self, view: View) -> View {
        let mut inside = lock(&self.inside);
        inside.now.view = view.bounded();
        inside.changes += 1;
        inside.now.view
    }

    /// Changes the place.
    pub(crate) fn set_place(&self, place: Place) {
        lock(&self.inside).now.place = place;
    }

    /// Notes that the window was moved or changed its size. Where it is now is asked in a quiet moment.
    pub(crate) fn moved(&self) {
        lock(&self.inside).changes += 1;
    }

    /// Begins to wait for a quiet moment; `false` if somebody waits already.
    pub(crate) fn begin_waiting(&self) -> bool {
        !std::mem::replace(&mut lock(&self.inside).waiting, true)
    }

    /// The number of changes so far.
    pub(crate) fn changes(&self) -> u64 {
        lock(&self.inside).changes
    }

    /// Ends the wait, unless something has changed since this number of changes.
    pub(crate) fn end_waiting(&self, changes: u64) -> bool {
        let mut inside = lock(&self.inside);
        inside.waiting = inside.changes != changes;
        !inside.waiting
    }

    /// Writes the file, if it does not have the latest state.
    pub(crate) fn write(&self) {
        let _one_at_a_time = lock(&self.writing);
        let now = {
            let inside = lock(&self.inside);
            if inside.written == Some(inside.now) {
                return;
            }
            inside.now
        };
        // A value of numbers and names is always JSON.
        let Ok(text) = serde_json::to_string(&now) else { return };
        if window_file::write(&self.folder, &text).is_ok() {
            lock(&self.inside).written = Some(now);
        }
    }
}

impl Remembered {
    /// Reads what a file says. A value that is missing or makes no sense is as at the first start; `None` if all is.
    fn read(text: &str) -> Option<Self> {
        let Ok(Value::Object(file)) = serde_json::from_str(text) else { return None };
        let part = |name: &str| file.get(name).cloned().unwrap_or_default();
        Some(Self { view: lenient::<View>(part("view")).bounded(), place: lenient(part("place")) })
    }
}

/// A value with each member that can be read, and the default of every other.
fn lenient<T: Serialize + DeserializeOwned + Default>(read: Value) -> T {
    let mut whole = serde_json::to_value(T::default()).unwrap_or_default();
    let Value::Object(members) = read else { return T::default() };
    for (name, value) in members {
        let mut tried = whole.clone();
        if tried.get(&name).is_some() {
            tried[name.as_str()] = value;
            if serde_json::from_value::<T>(tried.clone()).is_ok() {
                whole = tried;
            }
        }
    }
    serde_json::from_value(whole).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use countersign_core::interchange::export::ExportTarget;

    use super::*;
    use crate::state::view::{ResponseTab, ThemeChoice};

    fn in_folder(text: &str) -> (tempfile::TempDir, WindowMemory) {
        let folder = tempfile::tempdir().unwrap();
        window_file::write(folder.path(), text).unwrap();
        let memory = WindowMemory::read(folder.path());
        (folder, memory)
    }

    #[test]
    fn what_is_written_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let memory = WindowMemory::read(folder.path());
        assert_eq!((memory.view(), memory.place()), Default::default());
        let view = View {
            theme: ThemeChoice::Dark,
            zoom: 150,
            steps_share: Some(400),
            tab: ResponseTab::Code,
            export: ExportTarget::Go,
        };
        let place = Place { corner: Some((-5, 7)), size: (900, 640), maximized: true };
        assert_eq!(memory.set_view(view), view);
        memory.set_place(place);
        memory.write();
        let again = WindowMemory::read(folder.path());
        assert_eq!((again.view(), again.place()), (view, place));
    }

    #[test]
    fn values_are_kept_within_their_bounds() {
        let (_folder, memory) = in_folder(r#"{"view":{"zoom":7000,"steps_share":1}}"#);
        assert_eq!((memory.view().zoom, memory.view().steps_share), (200, Some(100)));
        let bounded = memory.set_view(View { zoom: 0, steps_share: Some(1000), ..View::default() });
        assert_eq!((bounded.zoom, bounded.steps_share), (80, Some(900)));
    }

    #[test]
    fn a_value_that_makes_no_sense_does_not_hide_the_others() {
        let text = r#"{"view":{"theme":"purple","zoom":-3,"tab":"request","export":"cobol","new":1},
            "place":{"size":[900],"corner":[1,2],"maximized":"yes"},"more":[]}"#;
        let (_folder, memory) = in_folder(text);
        assert_eq!(memory.view(), View { tab: ResponseTab::Request, ..View::default() });
        assert_eq!(memory.place(), Place { corner: Some((1, 2)), ..Place::default() });
    }

    #[test]
    fn a_damaged_file_counts_as_none_and_is_replaced() {
        for text in ["", "{", "null", "[1]", r#"{"view": {"zoom": 1"#] {
            let (folder, memory) = in_folder(text);
            assert_eq!((memory.view(), memory.place()), Default::default(), "{text:?}");
            memory.write();
            assert!(window_file::read(folder.path()).unwrap().contains("\"zoom\":100"), "{text:?}");
        }
    }

    #[test]
    fn one_waits_until_nothing_changes_any_more() {
        let folder = tempfile::tempdir().unwrap();
        let memory = WindowMemory::read(folder.path());
        memory.moved();
        assert!(memory.begin_waiting() && !memory.begin_waiting());
        let changes = memory.changes();
        memory.moved();
        assert!(!memory.end_waiting(changes), "it was moved meanwhile");
        assert!(memory.end_waiting(memory.changes()) && memory.begin_waiting());
    }
}
