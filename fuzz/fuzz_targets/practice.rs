//! Requests to the practice server: see `src/inputs.rs`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| countersign_fuzz::inputs::run("practice", bytes));
