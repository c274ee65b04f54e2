//! How far a request came, and how long each leg of its way took: measured, and nothing that was not.

use std::time::Duration;

use url::Url;

use super::measured::Event;
pub use super::measured::TlsVersion;
use crate::moment::UnixSeconds;

/// A part of a request's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leg {
    /// Connecting to the proxy, and for https the tunnel through it.
    Proxy,
    /// Resolving the server's name.
    Lookup,
    /// Connecting to the server's address.
    Connection,
    /// The TLS handshake with the server.
    Tls,
    /// From sending the request to the head of the response.
    Server,
}

/// How a request gets to its server.
#[derive(Clone, Copy, Debug)]
pub(super) struct Route {
    /// Through a proxy, which resolves the server's name and connects to it.
    pub(super) through_proxy: bool,
    /// There is a TLS handshake with the proxy itself.
    pub(super) proxy_speaks_tls: bool,
}

/// How far a request came.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Passage {
    /// The legs that it passed, in their order, with the milliseconds that each took.
    pub passed: Vec<(Leg, u32)>,
    /// The leg in which it still was when the exchange ended; `None` if it passed all, or did not start.
    pub in_leg: Option<Leg>,
    /// The version of TLS, once the server had proved that the certificate is its own.
    pub tls_version: Option<TlsVersion>,
    /// The server's certificate in DER, if it sent one. It is not trusted if the request came no further than
    /// [`Leg::Tls`].
    pub certificate: Option<Vec<u8>>,
    /// The certificates that came along with it, in DER.
    pub intermediates: Vec<Vec<u8>>,
    /// The time for which the certificates were verified.
    pub certificate_judged_at: Option<UnixSeconds>,
    /// The server requested a certificate of this side, which has none.
    pub wants_certificate: bool,
    /// When the server judged the request: not before the first and not after the second, in milliseconds since sending
    /// began. `None` without a response.
    pub judged_within: Option<(u32, u32)>,
}

impl Leg {
    /// The legs of the way to this URL, in their order. What a proxy does on the other side is not a leg, because it
    /// cannot be seen from here.
    #[must_use]
    pub fn all_to(url: &Url, through_proxy: bool) -> Vec<Self> {
        let is_named = url.domain().is_some();
        let (proxy, name, direct) = (through_proxy, !through_proxy && is_named, !through_proxy);
        let legs = [
            (Self::Proxy, proxy),
            (Self::Lookup, name),
            (Self::Connection, direct),
            (Self::Tls, url.scheme() == "https"),
            (Self::Server, true),
        ];
        legs.into_iter().filter_map(|(leg, exists)| exists.then_some(leg)).collect()
    }
}

impl Passage {
    /// What the events on the way to this URL say. Their times are since sending began.
    pub(super) fn of(events: Vec<(Duration, Event)>, url: &Url, route: Route) -> Self {
        let mut passage = Self::default();
        let mut entered_at = Duration::ZERO;
        let mut connected_at = None;
        let mut others_handshakes = usize::from(route.proxy_speaks_tls);
        let first = Leg::all_to(url, route.through_proxy).first().copied();
        for (at, event) in events {
            let next = match event {
                Event::ConnectingBegan => first,
                // A proxy's name is part of the way to the proxy.
                Event::NameFound if passage.in_leg == Some(Leg::Lookup) => Some(Leg::Connection),
                Event::HandshakeBegan if others_handshakes == 0 => Some(Leg::Tls),
                Event::HandshakeBegan => {
                    others_handshakes -= 1;
                    continue;
                }
                Event::CertificateCame(chain, judged_at) if passage.in_leg == Some(Leg::Tls) => {
                    let mut chain = chain.into_iter();
                    passage.certificate = chain.next();
                    passage.intermediates = chain.collect();
                    passage.certificate_judged_at = Some(judged_at);
                    continue;
                }
                Event::CertificateRequested if passage.in_leg == Some(Leg::Tls) => {
                    passage.wants_certificate = true;
                    continue;
                }
                Event::KeyProved(version) if passage.in_leg == Some(Leg::Tls) => {
                    passage.tls_version = Some(version);
                    continue;
                }
                Event::Connected => {
                    connected_at = Some(at);
                    Some(Leg::Server)
                }
                Event::ResponseBegan => {
                    passage.judged_within = connected_at.map(|from| (milliseconds(from), milliseconds(at)));
                    None
                }
                Event::NameFound
                | Event::CertificateCame(..)
                | Event::CertificateRequested
                | Event::KeyProved(_) => continue,
            };
            if let Some(leg) = passage.in_leg.take() {
                passage.passed.push((leg, milliseconds(at.saturating_sub(entered_at))));
            }
            (passage.in_leg, entered_at) = (next, at);
        }
        passage
    }
}

fn milliseconds(time: Duration) -> u32 {
    u32::try_from(time.as_millis()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIRECT: Route = Route { through_proxy: false, proxy_speaks_tls: false };

    fn passage(url: &str, route: Route, events: &[(u64, Event)]) -> Passage {
        let events = events.iter().map(|(at, event)| (Duration::from_millis(*at), event.clone())).collect();
        Passage::of(events, &Url::parse(url).unwrap(), route)
    }

    #[test]
    fn each_leg_takes_from_its_beginning_to_the_next() {
        let events = [
            (1, Event::ConnectingBegan),
            (4, Event::NameFound),
            (45, Event::HandshakeBegan),
            (80, Event::CertificateCame(vec![vec![1]], UnixSeconds(2))),
            (82, Event::KeyProved(TlsVersion::Tls13)),
            (90, Event::Connected),
            (300, Event::ResponseBegan),
        ];
        let whole = passage("https://server.example/token", DIRECT, &events);
        let legs = [(Leg::Lookup, 3), (Leg::Connection, 41), (Leg::Tls, 45), (Leg::Server, 210)];
        assert_eq!(whole.passed, legs);
        assert_eq!((whole.in_leg, whole.tls_version), (None, Some(TlsVersion::Tls13)));
        assert_eq!((whole.certificate, whole.judged_within), (Some(vec![1]), Some((90, 300))));
    }

    #[test]
    fn the_leg_that_was_not_passed_is_the_last_that_began() {
        let at_name = passage("https://server.example/t", DIRECT, &[(0, Event::ConnectingBegan)]);
        assert_eq!((at_name.passed, at_name.in_leg), (vec![], Some(Leg::Lookup)));
        let at_address = passage("http://192.0.2.1/t", DIRECT, &[(0, Event::ConnectingBegan)]);
        assert_eq!(at_address.in_leg, Some(Leg::Connection));
        assert_eq!(passage("http://192.0.2.1/t", DIRECT, &[]).in_leg, None);
    }

    #[test]
    fn what_happens_between_here_and_the_proxy_is_the_proxys() {
        let proxy = Route { through_proxy: true, proxy_speaks_tls: true };
        let events = [
            (0, Event::ConnectingBegan),
            (2, Event::NameFound),
            (5, Event::HandshakeBegan),
            (6, Event::CertificateCame(vec![vec![1]], UnixSeconds(2))),
            (7, Event::KeyProved(TlsVersion::Tls12)),
        ];
        let at_proxy = passage("https://server.example/t", proxy, &events);
        assert_eq!(
            (at_proxy.in_leg, at_proxy.certificate, at_proxy.tls_version),
            (Some(Leg::Proxy), None, None)
        );
        let through = [&events[..], &[(30, Event::HandshakeBegan), (50, Event::Connected)]].concat();
        let through = passage("https://server.example/t", proxy, &through);
        assert_eq!(through.passed, [(Leg::Proxy, 30), (Leg::Tls, 20)]);
        assert_eq!(through.in_leg, Some(Leg::Server));
    }
}
