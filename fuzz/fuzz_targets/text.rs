//! The reader of PEM and other text: see `src/inputs.rs`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| countersign_fuzz::inputs::run("text", bytes));
