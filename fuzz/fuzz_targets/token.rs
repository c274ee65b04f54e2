//! Tokens that a person pastes to be inspected: see `src/inputs.rs`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| countersign_fuzz::inputs::run("token", bytes));
