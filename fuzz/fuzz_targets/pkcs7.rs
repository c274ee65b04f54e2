//! The reader of PKCS#7 files: see `src/inputs.rs`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| countersign_fuzz::inputs::run("pkcs7", bytes));
