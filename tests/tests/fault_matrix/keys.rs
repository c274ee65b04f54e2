//! The key pairs of all faults, made only once.

use std::sync::LazyLock;

use countersign_core::certificate::make_self_signed;
use countersign_core::key::{EcCurve, make_ec_key};
use countersign_core::key_pair::KeyPair;
use countersign_core::moment::Clock as _;
use countersign_tests::identity::{SystemClock, make_key_pair, options};

/// The client's key pair.
pub(crate) fn key_pair() -> &'static KeyPair {
    static KEY_PAIR: LazyLock<KeyPair> = LazyLock::new(make_key_pair);
    &KEY_PAIR
}

/// Another one.
pub(crate) fn other_key_pair() -> &'static KeyPair {
    static KEY_PAIR: LazyLock<KeyPair> = LazyLock::new(make_key_pair);
    &KEY_PAIR
}

/// One with an elliptic curve, P-256.
pub(crate) fn ec_key_pair() -> &'static KeyPair {
    static KEY_PAIR: LazyLock<KeyPair> = LazyLock::new(|| {
        let key = make_ec_key(EcCurve::P256).expect("a key can be made");
        let now = SystemClock.now().seconds();
        let certificate = make_self_signed(&key, &options(), now).expect("a certificate can be made");
        KeyPair::generated(key, certificate)
    });
    &KEY_PAIR
}
