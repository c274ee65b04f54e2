//! An empty Tauri window, built as Countersign is: what `cargo xtask bench` compares start and memory with. It
//! shows one text field, so that "accepts input" means the same for both.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    tauri::Builder::default().run(tauri::generate_context!()).expect("the empty window opens");
}
