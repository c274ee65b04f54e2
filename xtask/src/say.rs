//! The output of xtask: one plain line before each thing it does, and failures with their remedy. It decides nothing.

use std::io::{IsTerminal, stdout};

use crate::error::TaskError;

/// Announces what is done next.
pub(crate) fn doing(what: &str) {
    if stdout().is_terminal() {
        println!("\x1b[1m▸ {what}\x1b[0m");
    } else {
        println!("▸ {what}");
    }
}

/// Something worth knowing about what is being done.
pub(crate) fn note(what: &str) {
    println!("  {what}");
}

/// Why the command stops, on stderr.
pub(crate) fn failure(failure: &TaskError) {
    eprintln!("\n✗ {}", failure.what.replace('\n', "\n  "));
    eprintln!("  What to do: {}", failure.remedy.replace('\n', "\n  "));
}
