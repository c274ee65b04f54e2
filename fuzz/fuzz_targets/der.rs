//! The reader of DER, without a passphrase and with the one of the corpus.

#![no_main]

use countersign_core::key_file::Reader;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = Reader::Der.read(bytes, None);
    let _ = Reader::Der.read(bytes, Some("corpus"));
});
