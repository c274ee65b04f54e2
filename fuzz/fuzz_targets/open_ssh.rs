//! The reader of OpenSSH keys: see `src/inputs.rs`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| countersign_fuzz::inputs::run("open_ssh", bytes));
