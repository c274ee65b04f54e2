//! Which addresses are not on the public internet.

use std::net::{Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// Names that public name servers do not have: RFC 6761, RFC 6762, RFC 8375, and ICANN's for private use.
const PRIVATE_SUFFIXES: [&str; 4] = [".localhost", ".local", ".home.arpa", ".internal"];

/// Whether a URL names an address that is not on the public internet: this computer, a private network, or a name that
/// only a local network knows. No name is looked up.
#[must_use]
pub fn is_private(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => is_private_v4(address),
        Some(Host::Ipv6(address)) => match address.to_ipv4_mapped() {
            Some(mapped) => is_private_v4(mapped),
            None => is_private_v6(address),
        },
        Some(Host::Domain(name)) => {
            let name = name.strip_suffix('.').unwrap_or(name);
            !name.contains('.') || PRIVATE_SUFFIXES.iter().any(|suffix| name.ends_with(suffix))
        }
        None => false,
    }
}

fn is_private_v4(address: Ipv4Addr) -> bool {
    // RFC 6598: addresses that providers share.
    let is_shared = address.octets()[0] == 100 && (64..128).contains(&address.octets()[1]);
    address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_unspecified()
        || is_shared
}

fn is_private_v6(address: Ipv6Addr) -> bool {
    address.is_loopback()
        || address.is_unique_local()
        || address.is_unicast_link_local()
        || address.is_unspecified()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_and_local_names_are_known() {
        for url in [
            "http://127.0.0.1:8080/t",
            "https://10.1.2.3/t",
            "https://172.31.0.1/t",
            "https://192.168.1.1/t",
            "https://169.254.169.254/latest",
            "https://100.64.0.1/t",
            "https://0x7f.1/t",
            "https://[::1]/t",
            "https://[fd00::1]/t",
            "https://[fe80::1]/t",
            "https://[::ffff:10.0.0.1]/t",
            "https://localhost/t",
            "https://intranet/t",
            "https://printer.local./t",
            "https://metadata.google.internal/t",
        ] {
            assert!(is_private(&Url::parse(url).unwrap()), "{url}");
        }
        for url in [
            "https://login.example.com/t",
            "https://8.8.8.8/t",
            "https://[2001:db8::1]/t",
            "https://172.32.0.1",
        ] {
            assert!(!is_private(&Url::parse(url).unwrap()), "{url}");
        }
    }
}
