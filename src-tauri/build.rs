//! Gives Tauri the names of our commands, so that each has its own permission and a window can call only the commands
//! that its capability lists. On Windows, gives every program of this package its manifest. On Linux, lists the largest
//! library first.

use tauri_build::{AppManifest, Attributes, WindowsAttributes};

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
    // Tauri would give it to the program alone, and not to the tests (tauri-apps/tauri#13419).
    let attributes = Attributes::new()
        .app_manifest(AppManifest::new().commands(COMMANDS))
        .windows_attributes(WindowsAttributes::new_without_app_manifest());
    tauri_build::try_build(attributes).expect("tauri.conf.json and the build environment are in order");
    println!("cargo:rerun-if-changed=src-tauri/manifest");
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "linux") {
        // The loader looks for each symbol in one library after the other, and nearly all symbols are in this one.
        println!("cargo:rustc-link-lib=webkit2gtk-4.1");
    }
    // For another system it does nothing.
    embed_resource::compile_for_everything(
        "src-tauri/manifest/manifest.rc",
        embed_resource::ParamsIncludeDirs(["src-tauri/manifest"]),
    )
    .manifest_required()
    .expect("there is a resource compiler: of Windows' SDK, or windres of MinGW");
}
