//! Reads `NO_PROXY`: the servers that are reached directly. The HTTP library knows hosts, addresses and networks, but
//! neither ports nor brackets.

use std::net::IpAddr;

use hyper::Uri;
use hyper_util::client::proxy::matcher::Matcher;
use url::Url;

/// Whether a list of exceptions, separated by commas or white space, has this URL's server in it. An exception is `*`
/// for every server, a host with all its subdomains (`example.com`, `.example.com` or `*.example.com`), an IP address,
/// or a network in CIDR notation (RFC 4632). A port may follow: then it is only for this port.
pub(super) fn is_excepted(url: &Url, exceptions: &str) -> bool {
    let Some(port) = url.port_or_known_default() else { return false };
    let names =
        exceptions.split(|c: char| c == ',' || c.is_whitespace()).filter_map(|one| name_at(one, port));
    let names: Vec<String> = names.collect();
    let host = url.host_str().unwrap_or_default();
    let host = host.strip_suffix('.').unwrap_or(host);
    let Ok(target) = format!("http://{host}/").parse::<Uri>() else { return false };
    // The proxy is never used: only whether there would be one is asked.
    let matcher = Matcher::builder().http("http://proxy.invalid").no(names.join(",")).build();
    matcher.intercept(&target).is_none()
}

/// The host, address or network of an exception, if that is for this port.
fn name_at(exception: &str, port: u16) -> Option<String> {
    let (name, only_port) = split_port(exception);
    if only_port.is_some_and(|only| only.parse() != Ok(port)) {
        return None;
    }
    let name = name.strip_prefix('*').filter(|rest| rest.starts_with('.')).unwrap_or(name);
    let name = name.strip_suffix('.').unwrap_or(name);
    // The URL has such a name in Punycode.
    if name.is_ascii() { Some(name.to_owned()) } else { idna::domain_to_ascii(name).ok() }
}

/// Separates `host:port` and `[address]:port`. Colons in an IPv6 address separate nothing.
fn split_port(exception: &str) -> (&str, Option<&str>) {
    if let Some((address, rest)) = exception.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        return (address, rest.strip_prefix(':'));
    }
    let is_ipv6 =
        exception.split('/').next().is_some_and(|address| matches!(address.parse(), Ok(IpAddr::V6(_))));
    match exception.rsplit_once(':') {
        Some((host, port)) if !is_ipv6 => (host, Some(port)),
        _ => (exception, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_exception_is_understood() {
        for (exceptions, url, is_direct) in [
            ("*", "https://server.example/", true),
            ("", "https://server.example/", false),
            ("server.example", "https://server.example/", true),
            ("Server.EXAMPLE", "https://server.example/", true),
            ("server.example", "https://login.server.example/", true),
            (".server.example", "https://login.server.example/", true),
            (".server.example", "https://server.example/", true),
            ("*.server.example", "https://login.server.example/", true),
            ("server.example", "https://myserver.example/", false),
            (".server.example", "https://myserver.example/", false),
            ("server.example.", "https://server.example/", true),
            ("server.example", "https://server.example./", true),
            ("other.example, server.example", "https://server.example/", true),
            ("other.example server.example", "https://server.example/", true),
            (" ,, server.example ,", "https://server.example/", true),
            ("bücher.example", "https://xn--bcher-kva.example/", true),
            ("server.example:443", "https://server.example/", true),
            ("server.example:8443", "https://server.example:8443/", true),
            ("server.example:8443", "https://server.example/", false),
            ("server.example:80", "http://server.example/", true),
            (".server.example:8443", "https://login.server.example:8443/", true),
            ("server.example:", "https://server.example/", false),
            ("server.example:https", "https://server.example/", false),
            ("*:8443", "https://server.example:8443/", true),
            ("*:8443", "https://server.example/", false),
            ("192.0.2.7", "https://192.0.2.7/", true),
            ("192.0.2.7", "https://192.0.2.70/", false),
            ("192.0.2.7:8443", "https://192.0.2.7:8443/", true),
            ("192.0.2.7:8443", "https://192.0.2.7/", false),
            ("192.0.2.0/24", "https://192.0.2.200/", true),
            ("192.0.2.0/24", "https://192.0.3.1/", false),
            ("2001:db8::7", "https://[2001:db8::7]/", true),
            ("[2001:db8::7]", "https://[2001:db8::7]/", true),
            ("[2001:db8::7]:8443", "https://[2001:db8::7]:8443/", true),
            ("[2001:db8::7]:8443", "https://[2001:db8::7]/", false),
            ("2001:db8::/32", "https://[2001:db8:1::7]/", true),
            ("2001:db8::/32", "https://[2001:db9::7]/", false),
            ("192.0.2.0/24", "https://server.example/", false),
        ] {
            let url = Url::parse(url).unwrap();
            assert_eq!(is_excepted(&url, exceptions), is_direct, "{exceptions:?} {url}");
        }
    }
}
