//! The key that the program makes in advance while somebody looks at a step without one.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;
use std::time::Duration;

use crate::memory::private_rsa_keys;
use crate::processes;
use crate::steps::KEY_PATIENCE;
use crate::window::Window;

/// How long somebody looks at the step before a key is made (`prepared_key.svelte.ts`).
pub const LOOKED_AT: Duration = Duration::from_millis(1500);

/// Whether this computer runs on its battery. Then the program makes no key in advance, and there is nothing to test.
#[must_use]
pub fn is_on_battery() -> bool {
    let supplies = fs::read_dir("/sys/class/power_supply").into_iter().flatten().flatten();
    let mut states = supplies.filter_map(|supply| fs::read_to_string(supply.path().join("status")).ok());
    states.any(|state| state.trim() == "Discharging")
}

/// The name of the thread that makes the key (`commands/prepared_key.rs`).
const THREAD: &str = "key-in-advance";

/// The threads that make a key in advance in this process.
#[must_use]
pub fn making(program: &str) -> Vec<String> {
    let threads = fs::read_dir(format!("/proc/{program}/task")).into_iter().flatten().flatten();
    let named = threads.filter(|thread| {
        fs::read_to_string(thread.path().join("comm")).is_ok_and(|name| name.trim() == THREAD)
    });
    named.map(|thread| thread.file_name().to_string_lossy().into_owned()).collect()
}

/// Lets them work like any other thread. Otherwise they wait for ever where tests keep the processor busy.
pub fn hurry(program: &str) {
    for thread in making(program) {
        // It may have ended meanwhile.
        let _ = Command::new("chrt").args(["--other", "--pid", "0", &thread]).output();
    }
}

/// Waits until the program has made a key that is not one of these, and returns all of its keys.
pub async fn wait_until_made(window: &Window, known: &BTreeSet<Vec<u8>>) -> BTreeSet<Vec<u8>> {
    let program = program_of(window);
    let is_ready = async || {
        hurry(&program);
        private_rsa_keys(&program).difference(known).next().is_some()
    };
    window.wait_until("a key is made in advance", KEY_PATIENCE, is_ready).await;
    private_rsa_keys(&program)
}

/// The ID of the program's own process.
///
/// # Panics
///
/// If it does not run.
#[must_use]
pub fn program_of(window: &Window) -> String {
    let processes = processes::in_group(window.process_group());
    processes.iter().find(|process| process.is_program()).expect("it runs").id.to_string()
}
