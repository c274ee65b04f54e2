//! What of a document could be filled into the form, and what the person should know before.

use serde::Serialize;
use url::Url;

use super::document::Document;
use super::issuer::Issuer;
use crate::http::is_private;
use crate::key::SigningAlgorithm;
use crate::text::shorten;

const PRIVATE_KEY_JWT: &str = "private_key_jwt";

/// What would be filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Filling {
    /// The token endpoint, if the document has one that can be used.
    pub token_endpoint: Option<String>,
    /// Where the token endpoint is has to be confirmed first.
    pub confirm_endpoint: bool,
    /// The audience: the issuer, as the document spells it.
    pub audience: String,
    /// The algorithm, if another one than the chosen one is needed and the key can sign with it.
    pub algorithm: Option<SigningAlgorithm>,
}

/// Why a token endpoint is not filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum EndpointRefusal {
    /// It is no URL of a web server.
    NotAUrl,
    /// It uses http, and the issuer uses https.
    NotEncrypted,
    /// It contains a user name or password.
    HasCredentials,
    /// It has a fragment.
    HasFragment,
}

/// What the person should know about a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum DiscoveryConcern {
    /// The document has no token endpoint.
    EndpointMissing,
    /// The token endpoint is not filled in.
    EndpointRefused {
        /// The endpoint, shortened.
        endpoint: String,
        /// Why.
        why: EndpointRefusal,
    },
    /// The token endpoint is on another host than the issuer.
    EndpointOnOtherHost {
        /// The endpoint's host and port.
        host: String,
        /// The issuer's host and port.
        issuer_host: String,
    },
    /// The token endpoint is on this computer or in a private network, and the issuer is not.
    EndpointPrivate {
        /// The endpoint's host and port.
        host: String,
    },
    /// The server does not offer `private_key_jwt`.
    NoPrivateKeyJwt {
        /// What it offers.
        offered: Vec<String>,
    },
    /// The server does not say which methods it offers, which means `client_secret_basic` alone (RFC 8414 section 2).
    MethodsUnsaid,
    /// The server does not take the chosen algorithm.
    AlgorithmNotOffered {
        /// The chosen algorithm.
        algorithm: SigningAlgorithm,
        /// What it takes.
        offered: Vec<String>,
    },
    /// The server does not offer the grant of the form.
    GrantNotOffered {
        /// The grant.
        grant: String,
        /// What it offers.
        offered: Vec<String>,
    },
    /// Members that are not of the type that they must be of, and were not read.
    WrongType {
        /// Their names.
        members: Vec<String>,
    },
}

/// What the form wants of a server.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The algorithm that is chosen.
    pub algorithm: SigningAlgorithm,
    /// The algorithms that the key can sign with.
    pub fitting: &'a [SigningAlgorithm],
    /// The grant type.
    pub grant: &'a str,
    /// The client authenticates with a signed JWT.
    pub private_key_jwt: bool,
}

/// What could be filled in of a document.
#[must_use]
pub fn fill(asked: &Issuer, document: &Document, wanted: Wanted<'_>) -> (Filling, Vec<DiscoveryConcern>) {
    let (token_endpoint, mut concerns) = match document.token_endpoint.as_deref() {
        None if document.wrong_type.iter().any(|member| member == "token_endpoint") => (None, Vec::new()),
        None => (None, vec![DiscoveryConcern::EndpointMissing]),
        Some(endpoint) => match usable(asked, endpoint) {
            Ok(url) => (Some(endpoint.to_owned()), where_it_is(asked, &url)),
            Err(why) => (None, vec![DiscoveryConcern::EndpointRefused { endpoint: shorten(endpoint), why }]),
        },
    };
    let confirm_endpoint = token_endpoint.is_some() && !concerns.is_empty();
    concerns.extend(match &document.methods {
        _ if !wanted.private_key_jwt => None,
        None => Some(DiscoveryConcern::MethodsUnsaid),
        Some(offered) if !has(offered, PRIVATE_KEY_JWT) => {
            Some(DiscoveryConcern::NoPrivateKeyJwt { offered: offered.clone() })
        }
        Some(_) => None,
    });
    let mut algorithm = None;
    if let Some(offered) =
        document.algorithms.as_ref().filter(|offered| !has(offered, wanted.algorithm.name()))
    {
        algorithm = wanted.fitting.iter().copied().find(|fitting| has(offered, fitting.name()));
        concerns.push(DiscoveryConcern::AlgorithmNotOffered {
            algorithm: wanted.algorithm,
            offered: offered.clone(),
        });
    }
    if let Some(offered) = document.grants.as_ref().filter(|offered| !has(offered, wanted.grant)) {
        let grant = wanted.grant.to_owned();
        concerns.push(DiscoveryConcern::GrantNotOffered { grant, offered: offered.clone() });
    }
    if !document.wrong_type.is_empty() {
        concerns.push(DiscoveryConcern::WrongType { members: document.wrong_type.clone() });
    }
    (Filling { token_endpoint, confirm_endpoint, audience: document.issuer.clone(), algorithm }, concerns)
}

fn has(list: &[String], entry: &str) -> bool {
    list.iter().any(|each| each == entry)
}

fn usable(asked: &Issuer, endpoint: &str) -> Result<Url, EndpointRefusal> {
    let url = Url::parse(endpoint).map_err(|_| EndpointRefusal::NotAUrl)?;
    if !matches!(url.scheme(), "https" | "http") {
        return Err(EndpointRefusal::NotAUrl);
    }
    if url.scheme() != "https" && asked.url().scheme() == "https" {
        return Err(EndpointRefusal::NotEncrypted);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(EndpointRefusal::HasCredentials);
    }
    if url.fragment().is_some() {
        return Err(EndpointRefusal::HasFragment);
    }
    Ok(url)
}

/// What is unusual about where the endpoint is.
fn where_it_is(asked: &Issuer, endpoint: &Url) -> Vec<DiscoveryConcern> {
    if endpoint.origin() == asked.url().origin() {
        return Vec::new();
    }
    let host = host_and_port(endpoint);
    if is_private(endpoint) && !is_private(asked.url()) {
        return vec![DiscoveryConcern::EndpointPrivate { host }];
    }
    vec![DiscoveryConcern::EndpointOnOtherHost { host, issuer_host: host_and_port(asked.url()) }]
}

fn host_and_port(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    shorten(&url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}
