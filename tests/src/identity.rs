//! The identity of a client as a person has it: an API key, a private key and a certificate, made by the core.

use std::sync::LazyLock;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use countersign_core::certificate::{CertificateOptions, Subject, make_self_signed};
use countersign_core::key::{RsaBits, make_rsa_key};
use countersign_core::key_pair::KeyPair;
use countersign_core::moment::{Clock, Moment, UnixMillis};

static BEGINNING: LazyLock<Instant> = LazyLock::new(Instant::now);

/// The clock of this machine.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> UnixMillis {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970");
        UnixMillis(i64::try_from(since.as_millis()).expect("it is before the year 292 million"))
    }

    fn steady(&self) -> Duration {
        BEGINNING.elapsed()
    }
}

/// The current moment, with a new identifier.
#[must_use]
pub fn this_moment() -> Moment {
    Moment { now: SystemClock.now(), jti: uuid::Uuid::new_v4().to_string() }
}

/// The current moment on a clock that is `seconds` ahead; behind if negative.
#[must_use]
pub fn moment_with_clock_ahead(seconds: i64) -> Moment {
    let moment = this_moment();
    Moment { now: UnixMillis(moment.now.0 + seconds * 1000), ..moment }
}

/// The values that the window's form for a new certificate starts with.
#[must_use]
pub fn options() -> CertificateOptions {
    let subject = Subject { common_name: "countersign tests".into(), ..Subject::default() };
    CertificateOptions { subject, ..CertificateOptions::default() }
}

/// A new key pair with 2048 bits. Nothing here depends on the size, and it takes a tenth of the time.
#[must_use]
pub fn make_key_pair() -> KeyPair {
    let key = make_rsa_key(RsaBits::Rsa2048).expect("a key can be made");
    let certificate =
        make_self_signed(&key, &options(), SystemClock.now().seconds()).expect("a certificate can be made");
    KeyPair::generated(key, certificate)
}

/// The certificate of a key pair as PEM.
#[must_use]
pub fn certificate_of(key_pair: &KeyPair) -> String {
    key_pair.certificate().expect("a made key pair has a certificate").to_pem()
}
