//! The issuer that the person typed, and where it publishes what it offers.

use serde::Serialize;
use url::Url;

use crate::http::is_loopback;

/// Appended to the issuer's path (OpenID Connect Discovery 1.0 section 4.1).
const OPENID: &str = "/.well-known/openid-configuration";
/// Put before the issuer's path (RFC 8414 section 3.1).
const OAUTH: &str = "/.well-known/oauth-authorization-server";

/// Why what was typed is no issuer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum IssuerProblem {
    /// Nothing was typed.
    Missing,
    /// It is no host and no URL.
    NotAUrl,
    /// Its scheme is not https, and it is not on this computer, so that anyone on the way could change the answer.
    NotEncrypted,
    /// It contains a user name or password.
    HasCredentials,
    /// It has a query or a fragment, which an issuer must not have (RFC 8414 section 2).
    HasQuery,
}

/// An issuer: a URL without query and fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer(Url);

impl Issuer {
    /// Reads an issuer, a host, or the address of one of its documents.
    ///
    /// # Errors
    /// Why it is none.
    pub fn read(typed: &str) -> Result<Self, IssuerProblem> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(IssuerProblem::Missing);
        }
        let with_scheme = if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
        let mut url = Url::parse(&with_scheme).map_err(|_| IssuerProblem::NotAUrl)?;
        if !url.has_host() || !matches!(url.scheme(), "https" | "http") {
            return Err(IssuerProblem::NotAUrl);
        }
        if url.scheme() != "https" && !is_loopback(&url) {
            return Err(IssuerProblem::NotEncrypted);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(IssuerProblem::HasCredentials);
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(IssuerProblem::HasQuery);
        }
        let path = url.path();
        let without =
            path.strip_suffix(OPENID).or_else(|| path.strip_prefix(OAUTH)).unwrap_or(path).to_owned();
        url.set_path(&without);
        Ok(Self(url))
    }

    /// The issuer as a URL.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.0
    }

    /// The issuer as text, without a slash at the end.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.as_str().trim_end_matches('/').to_owned()
    }

    /// Where its documents can be, in the order in which they are tried.
    #[must_use]
    pub fn locations(&self) -> [Url; 2] {
        let path = self.0.path().trim_end_matches('/');
        [format!("{path}{OPENID}"), format!("{OAUTH}{path}")].map(|path| {
            let mut url = self.0.clone();
            url.set_path(&path);
            url
        })
    }

    /// Whether a document's `issuer` is this one. It must be the same text (RFC 8414 section 3.3); a slash at the end and
    /// the scheme's own port are the spellings that people leave out.
    #[must_use]
    pub fn is(&self, issuer: &str) -> bool {
        Url::parse(issuer).is_ok_and(|other| {
            let plain = |url: &Url| url.as_str().trim_end_matches('/').to_owned();
            plain(&other) == plain(&self.0)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locations(typed: &str) -> [String; 2] {
        Issuer::read(typed).unwrap().locations().map(String::from)
    }

    #[test]
    fn the_path_comes_before_one_document_and_after_the_other() {
        for typed in [
            "login.example.com/realms/a",
            "https://login.example.com/realms/a/",
            " https://login.example.com:443/realms/a/.well-known/openid-configuration ",
            "https://login.example.com/.well-known/oauth-authorization-server/realms/a",
        ] {
            assert_eq!(
                locations(typed),
                [
                    "https://login.example.com/realms/a/.well-known/openid-configuration",
                    "https://login.example.com/.well-known/oauth-authorization-server/realms/a",
                ],
                "{typed}"
            );
        }
        assert_eq!(
            locations("login.example.com"),
            [
                "https://login.example.com/.well-known/openid-configuration",
                "https://login.example.com/.well-known/oauth-authorization-server",
            ]
        );
    }

    #[test]
    fn what_is_no_issuer_is_said() {
        for (typed, problem) in [
            (" ", IssuerProblem::Missing),
            ("https://", IssuerProblem::NotAUrl),
            ("a b", IssuerProblem::NotAUrl),
            ("ftp://login.example.com", IssuerProblem::NotAUrl),
            ("http://login.example.com", IssuerProblem::NotEncrypted),
            ("https://a:b@login.example.com", IssuerProblem::HasCredentials),
            ("https://login.example.com?tenant=a", IssuerProblem::HasQuery),
            ("https://login.example.com#a", IssuerProblem::HasQuery),
        ] {
            assert_eq!(Issuer::read(typed), Err(problem), "{typed}");
        }
        assert!(Issuer::read("http://127.0.0.1:4443/dwsso/oauth2").is_ok());
    }

    #[test]
    fn only_the_issuer_itself_is_believed() {
        let issuer = Issuer::read("login.example.com/a").unwrap();
        for same in ["https://login.example.com/a", "https://login.example.com:443/a/"] {
            assert!(issuer.is(same), "{same}");
        }
        for other in [
            "https://login.example.com",
            "https://login.example.com/A",
            "http://login.example.com/a",
            "https://login.example.com:8443/a",
            "https://login.example.com.evil.example/a",
            "https://login.example.com/a?b",
            "login.example.com/a",
            "",
        ] {
            assert!(!issuer.is(other), "{other}");
        }
    }
}
