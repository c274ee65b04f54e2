//! The key that the program makes in advance while somebody looks at a step without one.

use std::fs;
use std::time::Duration;

use crate::processes;
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
