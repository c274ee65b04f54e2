//! Rules that the compiler cannot check, such as which folder may use what. See ARCHITECTURE.md.

mod arrows;
mod documented_paths;
mod layers;
mod page_imports;
mod rust_imports;
mod system_settings;

use std::fs;
use std::path::{Path, PathBuf};

/// The root of the checkout, from the environment that Cargo sets when it runs a test. A path that is compiled in would
/// name the checkout in which a copied `target/` was built.
pub(crate) fn root() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("."), PathBuf::from)
}

fn files_below(folder: &str, endings: &[&str]) -> Vec<(PathBuf, String)> {
    let mut folders = vec![root().join(folder)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if endings.iter().any(|ending| path.to_string_lossy().ends_with(ending)) {
                let text = fs::read_to_string(&path).unwrap();
                files.push((path, text));
            }
        }
    }
    assert!(!files.is_empty(), "{folder} holds none of {endings:?}");
    files
}

/// The files that contain one of the words, except the files in the allowed folders.
fn mention(files: Vec<(PathBuf, String)>, words: &[&str], allowed: &[&str]) -> Vec<PathBuf> {
    let root = root();
    files
        .into_iter()
        .filter(|(_, text)| words.iter().any(|word| text.contains(word)))
        .map(|(path, _)| path.strip_prefix(&root).unwrap().to_owned())
        .filter(|path| !allowed.iter().any(|room| path.starts_with(room)))
        .collect()
}

#[test]
fn only_the_backend_folder_of_the_page_talks_to_tauri() {
    let files = files_below("ui/src", &[".ts", ".svelte"]);
    assert_eq!(mention(files, &["@tauri-apps", "__TAURI"], &["ui/src/backend"]), [""; 0].map(PathBuf::from));
}

#[test]
fn the_page_never_writes_html_from_text() {
    let files = files_below("ui/src", &[".ts", ".svelte"]);
    assert_eq!(
        mention(files, &["{@html", "innerHTML", "outerHTML", "eval("], &[]),
        [""; 0].map(PathBuf::from)
    );
}

#[test]
fn the_core_knows_nothing_of_the_desktop() {
    let manifest = fs::read_to_string(root().join("src-tauri/core/Cargo.toml"));
    let manifest = manifest.unwrap();
    for desktop in ["tauri", "rfd", "arboard", "open ="] {
        assert!(!manifest.contains(desktop), "countersign-core depends on {desktop}");
    }
}

#[test]
fn dialogs_clipboard_browser_keychain_and_store_have_one_door_each() {
    for (word, room) in [
        ("rfd::", "src-tauri/platform/dialogs"),
        ("arboard::", "src-tauri/platform/clipboard.rs"),
        ("open::that", "src-tauri/platform/browser.rs"),
        ("SystemTime", "src-tauri/platform/clock.rs"),
        ("keyring_core::", "src-tauri/platform/keychain"),
        ("libsecret::", "src-tauri/platform/keychain"),
        ("rusqlite::", "src-tauri/core/src/store"),
    ] {
        let files = files_below("src-tauri", &[".rs"]);
        let elsewhere = mention(files, &[word], &[room, "src-tauri/house_rules", "src-tauri/core/tests"]);
        assert_eq!(elsewhere, [""; 0].map(PathBuf::from), "{word} belongs into {room}");
    }
}

/// What differs from system to system has one place: `platform/`, and for the store its permissions. ARCHITECTURE.md has
/// the table of it.
#[test]
fn systems_are_told_apart_in_one_place() {
    let words = [
        "cfg(unix",
        "cfg(windows",
        "cfg!(unix",
        "cfg!(windows",
        "target_os",
        "target_family",
        "os::unix",
        "os::windows",
    ];
    let files = files_below("src-tauri", &[".rs"]).into_iter().map(|(path, text)| {
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default().to_owned();
        (path, code)
    });
    let files = files.filter(|(path, _)| !path.ends_with("tests.rs")).collect();
    let may = [
        "src-tauri/platform",
        "src-tauri/core/src/store/private.rs",
        "src-tauri/core/tests",
        "src-tauri/house_rules",
    ];
    assert_eq!(mention(files, &words, &may), [""; 0].map(PathBuf::from));
}

#[test]
fn nothing_is_logged_or_printed() {
    // With a character before `log::`, because `Dialog::` is no log.
    let words = [
        " log::",
        "(log::",
        "tracing::",
        "env_logger",
        "println!",
        "eprintln!",
        "dbg!",
        "print!(",
        "panic::set_hook",
    ];
    // `platform/give_up.rs` prints why there is no window.
    let may = [
        "src-tauri/house_rules",
        "src-tauri/core/tests",
        "src-tauri/build.rs",
        "src-tauri/platform/give_up.rs",
    ];
    assert_eq!(mention(files_below("src-tauri", &[".rs"]), &words, &may), [""; 0].map(PathBuf::from));
    let page = files_below("ui/src", &[".ts", ".svelte"]);
    let words = ["console.", "localStorage", "sessionStorage", "indexedDB", "document.cookie"];
    assert_eq!(mention(page, &words, &[]), [""; 0].map(PathBuf::from), "the page leaves nothing behind");
}

#[test]
fn one_file_talks_to_the_network() {
    let files = files_below("src-tauri", &[".rs"]);
    let rooms = ["src-tauri/core/src/http", "src-tauri/house_rules", "src-tauri/core/tests"];
    assert_eq!(mention(files, &["reqwest", "TcpStream", "UdpSocket"], &rooms), [""; 0].map(PathBuf::from));
    let files = files_below("src-tauri/core/src", &[".rs"]);
    let sends = "src-tauri/core/src/http/send.rs";
    assert_eq!(mention(files, &["Client::", ".post(", ".request("], &[sends]), [""; 0].map(PathBuf::from));
}

#[test]
fn one_file_listens_to_the_network() {
    let files = files_below("src-tauri", &[".rs"]);
    let may = ["src-tauri/core/src/practice/server.rs", "src-tauri/house_rules", "src-tauri/core/tests"];
    assert_eq!(mention(files, &["TcpListener", "UNSPECIFIED", "0.0.0.0"], &may), [""; 0].map(PathBuf::from));
}

#[test]
fn secrets_are_exposed_only_where_a_comment_says_why() {
    for (path, text) in files_below("src-tauri", &[".rs"]) {
        if path.components().any(|part| part.as_os_str() == "tests" || part.as_os_str() == "house_rules") {
            continue;
        }
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let lines: Vec<&str> = code.lines().collect();
        let exposing = lines.iter().enumerate().filter(|(_, line)| line.contains(".expose_secret()"));
        for (number, _) in exposing {
            let reason = lines[number.saturating_sub(4)..number]
                .iter()
                .any(|line| line.trim_start().starts_with("//"));
            assert!(reason, "{}:{} exposes a secret without saying why", path.display(), number + 1);
        }
    }
}

/// Each byte of a script delays the window: see docs/start-up.md. The first script fetches the page in the person's
/// language, so the limit holds for each language's page.
#[test]
fn the_start_fetches_no_script_of_what_is_not_seen_at_first() {
    const MOST_BYTES: usize = 262_144;
    let page = root().join("ui/dist");
    let html = fs::read_to_string(page.join("index.html")).unwrap();
    let first: Vec<PathBuf> = html
        .split('"')
        .filter(|address| Path::new(address).extension().is_some_and(|ending| ending == "js"))
        .map(|address| page.join(address.trim_start_matches("./")))
        .collect();
    let is_page =
        |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("page-"));
    let entries = fs::read_dir(page.join("assets")).unwrap().map(|entry| entry.unwrap().path());
    let pages: Vec<PathBuf> = entries
        .filter(is_page)
        .filter(|path| path.extension().is_some_and(|ending| ending == "js"))
        .collect();
    assert!(!first.is_empty() && !pages.is_empty(), "{first:?} {pages:?}");
    for language in pages {
        let scripts = [&first[..], &[language]].concat();
        let bytes: usize = scripts.iter().map(|script| fs::read(script).unwrap().len()).sum();
        assert!(bytes <= MOST_BYTES, "{scripts:?} have {bytes} bytes, at most {MOST_BYTES}");
        // A script that they import at once would count, too, so they must not import any.
        for script in &scripts {
            let text = fs::read_to_string(script).unwrap();
            for other in text.split("from\"./").skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(
                    scripts.iter().any(|script| script.ends_with(other)),
                    "{} brings {other}",
                    script.display()
                );
            }
        }
    }
}
