//! Time from process start to a window that accepts input, and the memory used then. Compares Countersign's window
//! with an empty Tauri window that is built in the same way. They take turns on one display.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use countersign_tests::artefacts::target;
use countersign_tests::desktop::{Desktop, Theme};
use countersign_tests::window::{Opening, Role, Window, program};

use crate::table::Figure;

/// Number of first starts that are not counted, because they read from disk.
const WARM_UP: usize = 2;
/// How long the page needs until everything that it does by itself is done.
const SETTLE: Duration = Duration::from_secs(2);

pub(crate) async fn measure(rounds: usize) -> [Figure; 2] {
    println!("Opening windows, ours and an empty one in turn");
    let ours = program();
    let theirs = std::env::var_os("COUNTERSIGN_EMPTY_WINDOW")
        .map_or_else(|| target().join("release/countersign-empty-window"), PathBuf::from);
    let against = "empty Tauri window";
    let figure = |name: &str, unit, target| Figure {
        name: name.into(),
        against,
        unit,
        ours: Vec::new(),
        theirs: Vec::new(),
        target,
    };
    let mut start = figure("process start to accepting input", "ms", 1.2);
    let mut memory = figure("memory of all processes (PSS)", "MiB", 1.15);
    let desktop = Arc::new(Desktop::start("bench", Theme::Light));
    keep_a_credential(&desktop, &ours).await;
    for round in 0..WARM_UP + rounds {
        let (our_start, our_memory) = open(&desktop, &ours).await;
        let (their_start, their_memory) = open(&desktop, &theirs).await;
        if round >= WARM_UP {
            start.ours.push(our_start);
            start.theirs.push(their_start);
            memory.ours.push(our_memory);
            memory.theirs.push(their_memory);
        }
    }
    [start, memory]
}

/// Types something into the first credential, so that the next starts open its steps. Otherwise they would show the
/// choice of the first start, which has no text field.
async fn keep_a_credential(desktop: &Arc<Desktop>, program: &Path) {
    let opening = Opening { program: Some(program.into()), ..Opening::default() };
    let window = Window::open_on(desktop.clone(), desktop.home().join("data"), "bench", &opening).await;
    window.click(Role::Button, "Add a credential").await;
    window.fill("API key (client ID)", "3f6b1f0e-5d1c-4b8e-9d6a-0c2a7f1e9b44").await;
    tokio::time::sleep(SETTLE).await;
    window.close().await;
}

/// Milliseconds until the window accepts a letter, and MiB two seconds later.
async fn open(desktop: &Arc<Desktop>, program: &Path) -> (f64, f64) {
    let opening = Opening { program: Some(program.into()), ..Opening::default() };
    let data = desktop.home().join("data");
    let window = Window::open_on(desktop.clone(), data, "bench", &opening).await;
    while !takes_a_letter(&window).await {
        assert!(window.started.elapsed() < Duration::from_secs(30), "{} takes input", program.display());
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    let time = window.started.elapsed().as_secs_f64() * 1000.0;
    tokio::time::sleep(SETTLE).await;
    let memory = proportional_set_size(window.process_group());
    window.close().await;
    (time, memory)
}

/// A text field in each of the windows: our field for pasting a key, and the empty window's only field.
const FIELD: &str = "textarea, body > label > input";

/// Types into the field and returns whether it contains a letter. A letter that was typed earlier may have arrived
/// too.
async fn takes_a_letter(window: &Window) -> bool {
    let session = window.session();
    let Ok(field) = session.find_all(None, FIELD).await else { return false };
    let Some(field) = field.first() else { return false };
    session.type_keys(field, "x").await.is_ok()
        && session
            .ask(field, "property/value")
            .await
            .is_ok_and(|value| value.as_str().is_some_and(|text| text.ends_with('x')))
}

/// MiB of all processes of the group except the driver and its guard (`Pss` in `/proc/<pid>/smaps_rollup`, proc(5)).
fn proportional_set_size(group: u32) -> f64 {
    let mut kibibytes = 0.0;
    for entry in fs::read_dir("/proc").expect("there is /proc").flatten() {
        let folder = entry.path();
        let Ok(stat) = fs::read_to_string(folder.join("stat")) else { continue };
        // `pid (name) state ppid pgrp …`; the name may contain anything.
        let Some((start, rest)) = stat.rsplit_once(')') else { continue };
        let name = start.split_once('(').map_or("", |(_, name)| name);
        let in_group = rest.split_whitespace().nth(2).is_some_and(|pgrp| pgrp == group.to_string());
        if !in_group || ["sh", "cat", "WebKitWebDriver"].contains(&name) {
            continue;
        }
        let rollup = fs::read_to_string(folder.join("smaps_rollup")).unwrap_or_default();
        let pss = rollup.lines().find_map(|line| line.strip_prefix("Pss:"));
        let number = pss.and_then(|pss| pss.split_whitespace().next()?.parse::<f64>().ok());
        kibibytes += number.unwrap_or(0.0);
    }
    kibibytes / 1024.0
}
