//! The loopback network: nobody on the network can read what stays on this computer.

use url::{Host, Url};

/// Whether the host is this computer, so that nobody on the network can read the traffic.
#[must_use]
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.to_canonical().is_loopback(),
        // Not `*.localhost`: some systems ask a name server on the network for those.
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}
