//! Which proxy a request goes through. It is decided here, from values, so that the window shows exactly the proxy that
//! is used.

use std::fmt;

use hyper::Uri;
use hyper_util::client::proxy::matcher::Matcher;
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use url::Url;

use super::loopback::is_loopback;
use super::no_proxy::is_excepted;

/// The environment variables for one scheme, the first that is set counts, and those for every scheme.
const FOR_HTTPS: [&str; 2] = ["HTTPS_PROXY", "https_proxy"];
const FOR_HTTP: [&str; 2] = ["HTTP_PROXY", "http_proxy"];
const FOR_ALL: [&str; 2] = ["ALL_PROXY", "all_proxy"];
/// The environment variables that list the exceptions.
const EXCEPTIONS: [&str; 2] = ["NO_PROXY", "no_proxy"];
/// The schemes of the proxies that can be used.
const SCHEMES: [&str; 6] = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"];
/// The port of a SOCKS proxy that names none (RFC 1928 section 3).
const SOCKS_PORT: u16 = 1080;

/// Where a proxy was set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "set_by", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ProxySource {
    /// In an environment variable.
    Variable {
        /// Its name, as it is set.
        name: String,
    },
    /// In the settings of Windows or macOS.
    System,
}

/// A proxy as the window shows it, without user name and password. The history stores this type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ProxyShown {
    /// Host and port, for example `proxy.example:8080`; with the scheme if that is not http.
    pub address: String,
    /// Where it was set.
    pub source: ProxySource,
}

/// The proxy for one request.
#[derive(Clone)]
pub(super) struct Proxy {
    /// Its URL, with user name and password if it takes them.
    url: Url,
    source: ProxySource,
}

/// The proxy settings of a computer.
#[derive(Default)]
pub struct ProxySettings {
    /// The variables that are set. A proxy's URL can have a password in it.
    variables: Vec<(&'static str, SecretString)>,
    system: Option<Matcher>,
}

impl ProxySettings {
    /// The settings in the environment, where `variable` gives the value of a variable.
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Self {
        let names = [FOR_HTTPS, FOR_HTTP, FOR_ALL, EXCEPTIONS].into_iter().flatten();
        let variables = names.filter_map(|name| Some((name, variable(name)?.into()))).collect();
        Self { variables, system: None }
    }

    /// Also asks the settings of Windows or macOS, which count where no variable is set. On other systems it would read
    /// the environment by other rules than these.
    #[must_use]
    pub fn with_system_settings(self) -> Self {
        Self { system: Some(Matcher::from_system()), ..self }
    }

    /// The proxy that a request to this URL goes through, as the window shows it. `None` if it goes directly: always
    /// for this computer itself, which a proxy cannot reach and should not learn about.
    #[must_use]
    pub fn shown_for(&self, url: &Url) -> Option<ProxyShown> {
        self.proxy_for(url).map(|proxy| proxy.shown())
    }

    pub(super) fn proxy_for(&self, url: &Url) -> Option<Proxy> {
        let own = match url.scheme() {
            "https" => FOR_HTTPS,
            "http" => FOR_HTTP,
            _ => return None,
        };
        let exceptions = self.first_of(EXCEPTIONS).map(|(_, value)| value).unwrap_or_default();
        if is_loopback(url) || is_excepted(url, exceptions) {
            return None;
        }
        [own, FOR_ALL].into_iter().find_map(|names| self.in_variables(names)).or_else(|| self.of_system(url))
    }

    fn in_variables(&self, names: [&'static str; 2]) -> Option<Proxy> {
        let (name, value) = self.first_of(names)?;
        let url = read_proxy(value)?;
        Some(Proxy { url, source: ProxySource::Variable { name: name.to_owned() } })
    }

    fn of_system(&self, url: &Url) -> Option<Proxy> {
        let target: Uri = url.origin().ascii_serialization().parse().ok()?;
        let found = self.system.as_ref()?.intercept(&target)?;
        Some(Proxy { url: read_proxy(&found.uri().to_string())?, source: ProxySource::System })
    }

    /// The first of these variables that is set, with its value.
    fn first_of(&self, names: [&'static str; 2]) -> Option<(&'static str, &str)> {
        let set = |name| self.variables.iter().find(|(set, _)| *set == name);
        let (name, value) = names.into_iter().find_map(set)?;
        // The value is read here, and only the URL for the client keeps what is secret in it.
        Some((name, value.expose_secret()))
    }
}

impl Proxy {
    pub(super) fn shown(&self) -> ProxyShown {
        let (scheme, host) = (self.url.scheme(), self.url.host_str().unwrap_or_default());
        let port = self.url.port_or_known_default().unwrap_or(SOCKS_PORT);
        let address = match scheme {
            "http" => format!("{host}:{port}"),
            _ => format!("{scheme}://{host}:{port}"),
        };
        ProxyShown { address, source: self.source.clone() }
    }

    /// Whether the connection to the proxy itself is encrypted.
    pub(super) fn speaks_tls(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// The proxy for the HTTP client.
    pub(super) fn for_client(&self) -> reqwest::Proxy {
        let url = self.url.clone();
        reqwest::Proxy::custom(move |_| Some(url.clone()))
    }
}

/// Reads a proxy's URL. Without a scheme it is an http proxy. `None` if the HTTP client could not use it, because then
/// it would silently go without.
fn read_proxy(typed: &str) -> Option<Url> {
    let with_scheme = if typed.contains("://") { typed.to_owned() } else { format!("http://{typed}") };
    let url = Url::parse(&with_scheme).ok()?;
    let is_usable = SCHEMES.contains(&url.scheme()) && url.has_host();
    let target = Uri::from_static("https://server.example");
    let is_understood = || Matcher::builder().all(url.as_str()).build().intercept(&target).is_some();
    (is_usable && is_understood()).then_some(url)
}

impl fmt::Debug for ProxySettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Values can have passwords in them.
        let names: Vec<&str> = self.variables.iter().map(|(name, _)| *name).collect();
        f.debug_struct("ProxySettings").field("variables", &names).finish_non_exhaustive()
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shown().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(set: &[(&str, &str)]) -> ProxySettings {
        ProxySettings::from_variables(|name| {
            set.iter().find(|(set, _)| *set == name).map(|(_, value)| (*value).to_owned())
        })
    }

    fn shown(set: &[(&str, &str)], url: &str) -> Option<(String, String)> {
        let shown = settings(set).shown_for(&Url::parse(url).unwrap())?;
        let ProxySource::Variable { name } = shown.source else { panic!("{:?}", shown.source) };
        Some((shown.address, name))
    }

    fn through(address: &str, name: &str) -> Option<(String, String)> {
        Some((address.into(), name.into()))
    }

    const SERVER: &str = "https://server.example/token";

    #[test]
    fn the_variable_of_the_scheme_counts_before_the_one_for_all() {
        let both = [("HTTPS_PROXY", "http://one.example:1"), ("all_proxy", "two.example:2")];
        assert_eq!(shown(&both, SERVER), through("one.example:1", "HTTPS_PROXY"));
        assert_eq!(shown(&both, "http://server.example/token"), through("two.example:2", "all_proxy"));
        assert_eq!(shown(&[("http_proxy", "one.example:1")], SERVER), None);
        let upper_first = [("https_proxy", "two.example:2"), ("HTTPS_PROXY", "one.example:1")];
        assert_eq!(shown(&upper_first, SERVER), through("one.example:1", "HTTPS_PROXY"));
        assert_eq!(shown(&[("HTTPS_PROXY", ""), ("https_proxy", "two.example:2")], SERVER), None);
        assert_eq!(shown(&[], SERVER), None);
    }

    #[test]
    fn a_proxy_is_shown_with_its_port_and_without_user_name_and_password() {
        for (typed, address) in [
            ("http://proxy.example:8080", "proxy.example:8080"),
            ("http://proxy.example", "proxy.example:80"),
            ("proxy.example:8080/", "proxy.example:8080"),
            ("name:p%40ss@proxy.example:8080", "proxy.example:8080"),
            ("http://name:pass@[2001:db8::1]:3128", "[2001:db8::1]:3128"),
            ("https://name:pass@proxy.example", "https://proxy.example:443"),
            ("socks5h://name:pass@proxy.example", "socks5h://proxy.example:1080"),
        ] {
            assert_eq!(shown(&[("ALL_PROXY", typed)], SERVER), through(address, "ALL_PROXY"), "{typed}");
            let settings = settings(&[("ALL_PROXY", typed)]);
            let proxy = settings.proxy_for(&Url::parse(SERVER).unwrap()).unwrap();
            for debug in [format!("{settings:?}"), format!("{proxy:?}")] {
                assert!(!debug.contains("pass") && !debug.contains("p%40ss"), "{debug}");
            }
        }
    }

    #[test]
    fn what_is_not_a_proxy_is_not_used() {
        for typed in
            ["", " ", "ftp://proxy.example", "http://", "://", "http://a b", "socks9://proxy.example"]
        {
            assert_eq!(shown(&[("HTTPS_PROXY", typed)], SERVER), None, "{typed:?}");
            let and_all = [("HTTPS_PROXY", typed), ("ALL_PROXY", "two.example:2")];
            assert_eq!(shown(&and_all, SERVER), through("two.example:2", "ALL_PROXY"), "{typed:?}");
        }
    }

    #[test]
    fn this_computer_and_exceptions_are_reached_directly() {
        let all = ("ALL_PROXY", "proxy.example:1");
        for url in
            ["http://127.0.0.1:4443/t", "http://127.9.9.9/t", "http://localhost:8080/t", "https://[::1]/t"]
        {
            assert_eq!(shown(&[all], url), None, "{url}");
        }
        assert_eq!(shown(&[all, ("no_proxy", "server.example")], SERVER), None);
        let upper_first = [all, ("NO_PROXY", "other.example"), ("no_proxy", "server.example")];
        assert_eq!(shown(&upper_first, SERVER), through("proxy.example:1", "ALL_PROXY"));
    }
}
