//! This computer's own network: what stays on it, nobody on the way can read.

use url::{Host, Url};

/// Whether the host is this computer, so that nobody can listen on the way.
#[must_use]
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        // Not `*.localhost`: some systems ask the network's name server for those.
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}
