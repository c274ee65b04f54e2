//! Loading a file of any format into an empty key pair.

#![no_main]

use countersign_core::key_file::Passphrases;
use countersign_core::key_pair::{KeyPair, KeySource, load};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let source = KeySource { name: None, content: Ok(bytes.to_vec().into()) };
    let _ = load(&KeyPair::default(), &[source], &Passphrases::none());
});
