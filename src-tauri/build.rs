//! Gives Tauri the names of our commands, so that each has its own permission and a window can call only the commands
//! that its capability lists.

macro_rules! with_commands {
    ($( $(#[doc = $doc:literal])+ $module:ident :: $name:ident ( $($arg:ident : $type:ty),* ) -> $result:ty; )+) => {
        const COMMANDS: &[&str] = &[$(stringify!($name)),+];
    };
}

include!("commands/list.rs");

fn main() {
    println!("cargo:rerun-if-changed=src-tauri/commands/list.rs");
    // The page is built into the program.
    println!("cargo:rerun-if-changed=ui/dist");
    let attributes =
        tauri_build::Attributes::new().app_manifest(tauri_build::AppManifest::new().commands(COMMANDS));
    tauri_build::try_build(attributes).expect("tauri.conf.json and the build environment are in order");
}
