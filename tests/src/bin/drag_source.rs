//! A small window from which files can be dragged, as from a file manager: `drag-source FILE…`. It is used by
//! `tests/src/drag.rs`.

fn main() {
    #[cfg(target_os = "linux")]
    linux::show(std::env::args_os().skip(1));
}

#[cfg(target_os = "linux")]
mod linux {
    use std::ffi::OsString;

    use countersign_tests::drag::{SOURCE_AT, SOURCE_SIZE, SOURCE_TITLE};
    use gtk::prelude::*;
    use gtk::{gdk, gio};

    /// Shows the window until the process is ended.
    pub(crate) fn show(files: impl Iterator<Item = OsString>) {
        let addresses: Vec<_> = files.map(|file| gio::File::for_path(file).uri()).collect();
        gtk::init().expect("there is a display");
        let window = gtk::Window::new(gtk::WindowType::Toplevel);
        window.set_title(SOURCE_TITLE);
        window.set_default_size(SOURCE_SIZE, SOURCE_SIZE);
        window.move_(SOURCE_AT.0, SOURCE_AT.1);
        let handle = gtk::EventBox::new();
        handle.drag_source_set(gdk::ModifierType::BUTTON1_MASK, &[], gdk::DragAction::COPY);
        handle.drag_source_add_uri_targets();
        handle.connect_drag_data_get(move |_, _, data, _, _| {
            let addresses: Vec<&str> = addresses.iter().map(AsRef::as_ref).collect();
            data.set_uris(&addresses);
        });
        window.add(&handle);
        window.show_all();
        gtk::main();
    }
}
