//! The request made from a form, before anything is signed. It is made once, and then shown in the preview, judged
//! before sending, and signed.

use std::fmt;

use serde::Serialize;
use url::Url;

use super::assertion::{Assertion, AssertionBasis, Claim, claims_for, header_for};
use super::client_auth::{ProofError, UnsignedAuth};
use super::disclosure::Disclosure;
use super::form::{AuthMethod, CONNECT_TIMEOUT, Destination, RequestForm, TOTAL_TIMEOUT};
use super::grant::Grant;
use super::parts::{Asked, RequestParts, ValuePreview, with_query};
use super::proofs::Proofs;
use super::request::TokenRequest;
use crate::account_manager::Recipient;
use crate::certificate::Certificate;
use crate::http::{NameValue, Timeouts, host_header};
use crate::moment::Moment;

/// Longest assertion lifetime that can be entered, in seconds: one day.
const LONGEST_LIFETIME: u32 = 86_400;
/// Longest timeout that can be entered, in seconds.
const LONGEST_TIMEOUT: u32 = 600;

/// Why a token endpoint cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EndpointProblem {
    /// The practice Account Manager is off.
    PracticeIsOff,
    /// Nothing was typed.
    Missing,
    /// It is not a URL.
    NotAUrl,
    /// Its scheme is neither https nor http.
    Scheme {
        /// The scheme that was typed.
        scheme: String,
    },
    /// It contains a user name or password.
    HasCredentials,
    /// It has a fragment, which a token endpoint must not have (RFC 6749 section 3.2).
    HasFragment,
}

/// A header or form field before sending.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct FieldPreview {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: ValuePreview,
}

/// What can be shown of a request before it is sent.
pub(crate) struct PartsPreview {
    /// The URL with its query; `None` if it cannot be used.
    pub(crate) url: Option<Url>,
    /// The headers, except those that follow from the body.
    pub(crate) headers: Vec<FieldPreview>,
    /// The form fields.
    pub(crate) form: Vec<FieldPreview>,
}

/// The request made from a form. Whatever could not be read from the form is missing.
#[derive(Clone, PartialEq)]
pub struct UnsignedRequest {
    token_endpoint: Result<Url, EndpointProblem>,
    recipient: Recipient,
    asked: Asked,
    trusted: Vec<Certificate>,
    lifetime_seconds: Option<u32>,
    connect_timeout: Option<u32>,
    total_timeout: Option<u32>,
    grant: Grant,
    auth: UnsignedAuth,
    disclosure: Option<Disclosure>,
}

impl RequestForm {
    /// The timeouts, or the usual ones where what was typed cannot be read: they are the token request's, and whatever
    /// else is sent does not wait until they are corrected.
    #[must_use]
    pub fn timeouts_or_usual(&self) -> Timeouts {
        let read = |typed: &str, usual: u32| read_seconds(typed, LONGEST_TIMEOUT).unwrap_or(usual);
        Timeouts {
            connect: read(&self.connect_timeout_seconds, CONNECT_TIMEOUT),
            total: read(&self.total_timeout_seconds, TOTAL_TIMEOUT),
        }
    }
}

impl UnsignedRequest {
    /// Makes the request from a form at this moment. `certificate` is the one that the form may refer to in the
    /// assertion's header.
    #[must_use]
    pub fn from_form(form: &RequestForm, certificate: Option<&Certificate>, moment: &Moment) -> Self {
        let lifetime_seconds = read_seconds(&form.lifetime_seconds, LONGEST_LIFETIME);
        let token_endpoint = read_endpoint(form.typed_endpoint().as_deref());
        let client_id = form.api_key.clone();
        let grant = form.grant();
        let auth = match form.method {
            AuthMethod::SignedJwt => {
                let basis = AssertionBasis {
                    client_id,
                    user: form.user().map(str::to_owned),
                    audience: form.destination.audience(),
                    lifetime_seconds: lifetime_seconds.unwrap_or_default(),
                    clock_correction_seconds: form.clock_correction_seconds,
                };
                let claims = claims_for(&basis, &form.claims, moment);
                let header = header_for(form.algorithm, &form.header, certificate);
                let assertion =
                    Assertion::new(header, claims).with_clock_correction(form.clock_correction_seconds);
                match grant {
                    Grant::JwtBearer => UnsignedAuth::JwtBearer(assertion),
                    _ => UnsignedAuth::PrivateKeyJwt(assertion),
                }
            }
            AuthMethod::ClientSecret => {
                let placement = form.secret_placement;
                UnsignedAuth::ClientSecret { client_id, placement }
            }
            AuthMethod::BusinessManagerUser => {
                let user = form.business_manager.user.clone();
                UnsignedAuth::BusinessManagerUser { client_id, user }
            }
        };
        Self {
            disclosure: disclosure(&form.destination, &token_endpoint, &auth),
            trusted: token_endpoint.as_ref().map(|url| form.trusted_for(url)).unwrap_or_default(),
            token_endpoint,
            recipient: form.recipient(),
            asked: Asked {
                scopes: form.scopes.split_whitespace().map(str::to_owned).collect(),
                parameters: form.parameters(),
            },
            lifetime_seconds,
            connect_timeout: read_seconds(&form.connect_timeout_seconds, LONGEST_TIMEOUT),
            total_timeout: read_seconds(&form.total_timeout_seconds, LONGEST_TIMEOUT),
            grant,
            auth,
        }
    }

    /// The same request with the client ID alone: nothing proves the client, and nothing is disclosed.
    pub(crate) fn without_proof(self, form: &RequestForm) -> Self {
        let auth = UnsignedAuth::Nothing { client_id: form.api_key.clone(), instead_of: form.method };
        Self { auth, disclosure: None, ..self }
    }

    /// The token endpoint, or why it cannot be used.
    pub fn token_endpoint(&self) -> Result<&Url, &EndpointProblem> {
        self.token_endpoint.as_ref()
    }

    /// Seconds from the assertion's `iat` to its `exp`; `None` if the form's text cannot be read.
    #[must_use]
    pub fn lifetime_seconds(&self) -> Option<u32> {
        self.lifetime_seconds
    }

    /// Longest wait for a connection, in seconds; `None` if the form's text cannot be read.
    #[must_use]
    pub fn connect_timeout(&self) -> Option<u32> {
        self.connect_timeout
    }

    /// Longest wait for the whole response, in seconds; `None` if the form's text cannot be read.
    #[must_use]
    pub fn total_timeout(&self) -> Option<u32> {
        self.total_timeout
    }

    /// The assertion that will be signed, if there is one.
    #[must_use]
    pub fn assertion(&self) -> Option<&Assertion> {
        self.auth.assertion()
    }

    /// The claims of the assertion. Claims that are left out keep their place.
    #[must_use]
    pub fn claims(&self) -> &[Claim] {
        self.assertion().map(Assertion::claims).unwrap_or_default()
    }

    /// What sending this request would disclose to somebody other than Account Manager, if anything.
    #[must_use]
    pub fn disclosure(&self) -> Option<&Disclosure> {
        self.disclosure.as_ref()
    }

    /// The certificates that are trusted for it, besides those that the system trusts.
    #[must_use]
    pub fn trusted(&self) -> &[Certificate] {
        &self.trusted
    }

    /// How the client will prove who it is.
    #[must_use]
    pub fn auth(&self) -> &UnsignedAuth {
        &self.auth
    }

    /// What can be shown before sending.
    pub(crate) fn preview(&self) -> PartsPreview {
        let mut parts = RequestParts::of(self.grant);
        self.auth.preview(&mut parts);
        self.asked.write(&mut parts);
        let query = parts.query.into_iter().filter_map(|(name, value)| Some((name, value.known()?)));
        let url = self.token_endpoint.clone().ok().map(|url| with_query(url, query));
        let mut headers = fields(parts.headers);
        headers.extend(
            url.as_ref()
                .map(host_header)
                .map(|NameValue { name, value }| FieldPreview { name, value: value.into() }),
        );
        PartsPreview { url, headers, form: fields(parts.form) }
    }

    /// The request, ready to be proven. `None` if its endpoint or timeouts could not be read, or if it discloses
    /// something else than the person `confirmed`.
    pub(crate) fn ready(self, confirmed: Option<&Disclosure>) -> Option<ReadyRequest> {
        let may_go = self.disclosure.is_none() || self.disclosure.as_ref() == confirmed;
        may_go.then_some(())?;
        Some(ReadyRequest {
            token_endpoint: self.token_endpoint.ok()?,
            recipient: self.recipient,
            timeouts: Timeouts { connect: self.connect_timeout?, total: self.total_timeout? },
            asked: self.asked,
            trusted: self.trusted,
            grant: self.grant,
            auth: self.auth,
        })
    }
}

/// A request that lacks only the proof of who the client is. Outside the core only `prepare` gets one, and only if nothing forbids
/// sending and the person confirmed what it discloses.
#[derive(Clone, PartialEq)]
pub struct ReadyRequest {
    token_endpoint: Url,
    recipient: Recipient,
    timeouts: Timeouts,
    asked: Asked,
    trusted: Vec<Certificate>,
    grant: Grant,
    auth: UnsignedAuth,
}

impl ReadyRequest {
    /// How long to wait for a connection and for the whole response.
    #[must_use]
    pub fn timeouts(&self) -> Timeouts {
        self.timeouts
    }

    /// Signs with the algorithm named in the assertion's header, or adds the secrets.
    ///
    /// # Errors
    /// If what the client has to prove itself with is missing, or if the key cannot be used with that algorithm.
    pub(crate) fn prove(self, proofs: &Proofs<'_>) -> Result<TokenRequest, ProofError> {
        let auth = self.auth.prove(proofs)?;
        let request = TokenRequest::new(self.grant, self.token_endpoint, self.recipient, auth, &self.asked);
        Ok(request.trusting(self.trusted))
    }
}

impl fmt::Debug for UnsignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The token endpoint can have a secret in its query.
        f.debug_struct("UnsignedRequest").finish_non_exhaustive()
    }
}

impl fmt::Debug for ReadyRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReadyRequest").finish_non_exhaustive()
    }
}

fn fields<N: Into<String>>(pairs: Vec<(N, ValuePreview)>) -> Vec<FieldPreview> {
    pairs.into_iter().map(|(name, value)| FieldPreview { name: name.into(), value }).collect()
}

/// The practice Account Manager runs in this program and shows nothing to anybody.
fn disclosure(
    destination: &Destination,
    token_endpoint: &Result<Url, EndpointProblem>,
    auth: &UnsignedAuth,
) -> Option<Disclosure> {
    match (destination, token_endpoint) {
        (Destination::Practice { .. }, _) | (_, Err(_)) => None,
        (_, Ok(url)) => Disclosure::of(auth.assertion()?.signed_claim("aud")?, url),
    }
}

fn read_endpoint(typed: Option<&str>) -> Result<Url, EndpointProblem> {
    let typed = typed.ok_or(EndpointProblem::PracticeIsOff)?;
    if typed.is_empty() {
        return Err(EndpointProblem::Missing);
    }
    let url = match Url::parse(typed) {
        Ok(url) if url.has_host() && !typed.contains(char::is_whitespace) => url,
        // `localhost:8080/token` parses as a URL with the scheme `localhost`.
        Ok(url) if url.has_host() || url.cannot_be_a_base() => return Err(EndpointProblem::NotAUrl),
        Ok(url) => return Err(EndpointProblem::Scheme { scheme: url.scheme().to_owned() }),
        Err(_) => return Err(EndpointProblem::NotAUrl),
    };
    if !matches!(url.scheme(), "https" | "http") {
        return Err(EndpointProblem::Scheme { scheme: url.scheme().to_owned() });
    }
    // The HTTP library would send them as a Basic header: a second client authentication besides the assertion.
    if !url.username().is_empty() || url.password().is_some() {
        return Err(EndpointProblem::HasCredentials);
    }
    if url.fragment().is_some() {
        return Err(EndpointProblem::HasFragment);
    }
    Ok(url)
}

fn read_seconds(typed: &str, longest: u32) -> Option<u32> {
    typed.trim().parse().ok().filter(|seconds| (1..=longest).contains(seconds))
}
