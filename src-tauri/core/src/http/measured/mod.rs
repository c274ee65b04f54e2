//! Notes what happens while a request is on its way. Each file here wraps one part of the HTTP client, changes nothing
//! about it, and notes what it does: `lookup.rs` name resolution, `connector.rs` the connection as a whole,
//! `handshake.rs` TLS. What the notes mean is in `passage.rs`.

mod connector;
mod handshake;
mod lookup;

use std::sync::{Arc, Mutex};
use std::time::Duration;

pub(super) use connector::MeasuredConnector;
pub(super) use handshake::{Authorities, tls_config};
pub(super) use lookup::MeasuredLookup;

use crate::lock::lock;
use crate::moment::UnixSeconds;

/// Something that happened on the way.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Event {
    /// The client began to connect.
    ConnectingBegan,
    /// A name was resolved to addresses.
    NameFound,
    /// A TLS handshake began, so there is a connection, or a tunnel through the proxy.
    HandshakeBegan,
    /// The other side sent its certificate in DER, and those that came along with it. Nobody has verified it yet; that
    /// is done for this time.
    CertificateCame(Vec<Vec<u8>>, UnixSeconds),
    /// The other side requested a certificate of this one.
    CertificateRequested,
    /// The other side proved that it has the certificate's key, in this version of TLS.
    KeyProved(TlsVersion),
    /// The request can be sent.
    Connected,
    /// The head of the response arrived.
    ResponseBegan,
}

/// A version of TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TlsVersion {
    /// TLS 1.2 (RFC 5246).
    Tls12,
    /// TLS 1.3 (RFC 8446).
    Tls13,
}

/// An event, with the time at which it was stamped.
type Note = (Option<Duration>, Event);

/// The events of one request in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Notes(Arc<Mutex<Vec<Note>>>);

impl Notes {
    pub(super) fn note(&self, event: Event) {
        lock(&self.0).push((None, event));
    }

    /// Gives this time to the events that have none yet.
    pub(super) fn stamp(&self, time: Duration) {
        lock(&self.0)
            .iter_mut()
            .rev()
            .map_while(|(at, _)| at.is_none().then_some(at))
            .for_each(|at| *at = Some(time));
    }

    /// The events that were stamped.
    pub(super) fn stamped(&self) -> Vec<(Duration, Event)> {
        lock(&self.0).iter().filter_map(|(at, event)| Some(((*at)?, event.clone()))).collect()
    }
}
