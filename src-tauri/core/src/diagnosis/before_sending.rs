//! Reads the form as it was typed and says what is wrong before anything is sent: findings, and, when none of
//! them is an error, the plan of the request.

use std::borrow::Cow;

use url::Url;

use super::{Field, Finding, FindingShown, Severity, claims};
use crate::account_manager::{self, PracticeAddress};
use crate::assertion::{AssertionBasis, Claim, claims_for};
use crate::certificate::{CertificateConcern, CertificateFacts, CertificateLife};
use crate::exchange::Timeouts;
use crate::history::secret_parameter;
use crate::http::is_loopback;
use crate::key::{KeyType, SigningAlgorithm};
use crate::key_pair::KeyPairFacts;
use crate::moment::Moment;
use crate::request_form::{Destination, RequestForm};
use crate::text::{name_character, shorten, white_space_in};

/// Longest lifetime that can be typed, in seconds: a day.
const LONGEST_LIFETIME: u32 = 86_400;
/// Longest waiting time that can be typed, in seconds.
const LONGEST_TIMEOUT: u32 = 600;
/// The demo client of sandboxes.
const DEMO_CLIENT: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

/// What the form says, read. Made by [`Checked::plan`] alone, so that there is none where a check failed.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestPlan {
    /// Where to.
    pub(crate) token_endpoint: Url,
    /// Scopes to ask for.
    pub(crate) scopes: Vec<String>,
    /// Claims to sign.
    pub(crate) claims: Vec<Claim>,
    /// How long to wait.
    pub(crate) timeouts: Timeouts,
}

/// The form, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// Everything that was found, in the order of the steps.
    pub(crate) findings: Vec<FindingShown>,
    /// The endpoint, if it can be read.
    pub(crate) token_endpoint: Option<Url>,
    /// The scopes.
    pub(crate) scopes: Vec<String>,
    /// The claims, as far as they can be made.
    pub(crate) claims: Vec<Claim>,
    timeouts: Option<Timeouts>,
}

impl Checked {
    /// Everything that was found, in the order of the steps.
    #[must_use]
    pub fn findings(&self) -> &[FindingShown] {
        &self.findings
    }

    /// The plan, when nothing forbids sending: no error, and no warning unless the person `confirmed` them.
    pub fn plan(self, confirmed: bool) -> Result<RequestPlan, Vec<FindingShown>> {
        let limit = if confirmed { Severity::Error } else { Severity::Warning };
        match (self.token_endpoint, self.timeouts) {
            (Some(token_endpoint), Some(timeouts)) if self.findings.iter().all(|f| f.severity < limit) => {
                Ok(RequestPlan { token_endpoint, scopes: self.scopes, claims: self.claims, timeouts })
            }
            _ => Err(self.findings.into_iter().filter(|f| f.severity >= Severity::Warning).collect()),
        }
    }
}

/// Checks everything that can be checked without the server.
#[must_use]
pub fn check(form: &RequestForm, key_pair: &KeyPairFacts, moment: &Moment) -> Checked {
    let lifetime = read_seconds(&form.lifetime_seconds, LONGEST_LIFETIME);
    let basis = AssertionBasis {
        client_id: form.api_key.clone(),
        audience: audience(&form.destination),
        lifetime_seconds: lifetime.unwrap_or_default(),
    };
    let claims = claims_for(&basis, &form.claims, moment);
    let (token_endpoint, endpoint_findings) = read_endpoint(&form.destination);
    let (timeouts, timeout_findings) = read_timeouts(form);

    let mut findings = check_key_pair(form, key_pair);
    findings.extend(check_api_key(&form.api_key, &form.destination));
    findings.extend(endpoint_findings);
    if let Some(endpoint) = &token_endpoint {
        let typed = typed_endpoint(&form.destination).unwrap_or_default();
        findings.extend(claims::check_audience(&claims, endpoint, &typed));
    }
    findings.extend(check_scopes(&form.scopes));
    if lifetime.is_none() {
        findings.push(Finding::LifetimeInvalid { seen: shorten(&form.lifetime_seconds) });
    }
    findings.extend(timeout_findings);
    findings.extend(check_header(form, key_pair));
    findings.extend(claims::check_edits(&form.claims));
    findings.extend(claims::check_claims(&claims, &form.destination, moment.now.seconds()));
    Checked {
        findings: findings.into_iter().map(Finding::shown).collect(),
        token_endpoint,
        scopes: form.scopes.split_whitespace().map(str::to_owned).collect(),
        claims,
        timeouts,
    }
}

fn read_timeouts(form: &RequestForm) -> (Option<Timeouts>, Vec<Finding>) {
    let typed = [
        (&form.connect_timeout_seconds, Field::ConnectTimeout),
        (&form.total_timeout_seconds, Field::TotalTimeout),
    ];
    let [connect, total] = typed.map(|(text, _)| read_seconds(text, LONGEST_TIMEOUT));
    let unreadable = typed.into_iter().filter(|(text, _)| read_seconds(text, LONGEST_TIMEOUT).is_none());
    (
        connect.zip(total).map(|(connect, total)| Timeouts { connect, total }),
        unreadable.map(|(text, field)| Finding::TimeoutInvalid { seen: shorten(text), field }).collect(),
    )
}

fn check_key_pair(form: &RequestForm, key_pair: &KeyPairFacts) -> Vec<Finding> {
    let mut findings = Vec::new();
    let algorithm = form.algorithm;
    findings.push(match &key_pair.private_key {
        None => Finding::KeyMissing,
        // No choice of algorithm helps there: another key is needed.
        Some(key)
            if form.destination.is_account_manager() && !matches!(key.key_type, KeyType::Rsa { .. }) =>
        {
            Finding::KeyNotForAccountManager {
                key_type: key.key_type.clone(),
                can_sign: key.key_type.algorithms().contains(&algorithm),
            }
        }
        Some(key) if key.key_type.algorithms().contains(&algorithm) => Finding::KeyCanSign { algorithm },
        Some(key) => Finding::AlgorithmDoesNotFit {
            algorithm,
            key_type: key.key_type.clone(),
            fitting: key.key_type.algorithms().to_vec(),
        },
    });
    match key_pair.belong_together {
        Some(true) => findings.push(Finding::CertificateMatches),
        Some(false) => findings.push(Finding::CertificateOfAnotherKey),
        None => {}
    }
    match &key_pair.certificate {
        None if key_pair.private_key.is_some() => findings.push(Finding::CertificateMissing),
        None => {}
        Some(certificate) => findings.extend(check_certificate(certificate)),
    }
    findings
}

fn check_certificate(certificate: &CertificateFacts) -> Vec<Finding> {
    let mut findings = vec![match certificate.life {
        CertificateLife::NotYetValid => {
            Finding::CertificateNotYetValid { not_before: certificate.not_before }
        }
        CertificateLife::Valid { .. } => Finding::CertificateValid,
        CertificateLife::RenewalDue { days_left } => Finding::CertificateRenewalDue { days_left },
        CertificateLife::EndsSoon { days_left } => Finding::CertificateEndsSoon { days_left },
        CertificateLife::Ended { .. } => Finding::CertificateEnded { not_after: certificate.not_after },
    }];
    findings.extend(certificate.concerns.iter().map(|concern| match concern {
        CertificateConcern::WeakKey { bits } => Finding::CertificateWeakKey { bits: *bits },
        CertificateConcern::WeakSignature { algorithm } => {
            Finding::CertificateWeakSignature { algorithm: algorithm.clone() }
        }
        CertificateConcern::Authority => Finding::CertificateOfAuthority,
    }));
    findings
}

fn check_api_key(api_key: &str, destination: &Destination) -> Vec<Finding> {
    if api_key.trim().is_empty() {
        return vec![Finding::ApiKeyMissing];
    }
    if let Some(white_space) = white_space_in(api_key) {
        return vec![Finding::ApiKeyWhiteSpace { white_space }];
    }
    if is_quoted(api_key) {
        return vec![Finding::ApiKeyQuoted];
    }
    // RFC 6749 appendix A.1 allows visible ASCII and the space in a client ID.
    if let Some(stray) = api_key.chars().find(|c| !c.is_ascii_graphic()) {
        return vec![Finding::ApiKeyStrayCharacter { character: name_character(stray) }];
    }
    vec![match destination {
        Destination::AccountManager if api_key == DEMO_CLIENT => Finding::ApiKeyIsDemoClient,
        Destination::AccountManager if uuid::Uuid::try_parse(api_key).is_err() || api_key.len() != 36 => {
            Finding::ApiKeyUnusual
        }
        _ => Finding::ApiKeyLooksRight,
    }]
}

/// Quotation marks round a text, straight or typographic, as they come along from a file or a document.
fn is_quoted(text: &str) -> bool {
    const MARKS: [char; 12] = ['"', '\'', '`', '“', '”', '„', '‘', '’', '‚', '«', '»', '\u{FF02}'];
    text.starts_with(MARKS) && text.ends_with(MARKS) && text.chars().count() > 1
}

/// The endpoint letter by letter; `None` while the practice Account Manager is off.
fn typed_endpoint(destination: &Destination) -> Option<Cow<'_, str>> {
    match destination {
        Destination::AccountManager => Some(account_manager::TOKEN_ENDPOINT.into()),
        Destination::Practice { running } => Some(running.as_ref()?.token_endpoint().into()),
        // White space around a URL is not part of it (WHATWG URL standard section 4.4); within, it is an error.
        Destination::Other { token_endpoint, .. } => Some(token_endpoint.trim().into()),
    }
}

fn read_endpoint(destination: &Destination) -> (Option<Url>, Vec<Finding>) {
    let Some(typed) = typed_endpoint(destination) else { return (None, vec![Finding::PracticeIsOff]) };
    let typed = typed.as_ref();
    if typed.is_empty() {
        return (None, vec![Finding::EndpointMissing]);
    }
    let url = match Url::parse(typed) {
        Ok(url) if url.has_host() && !typed.contains(char::is_whitespace) => url,
        // `localhost:8080/token` parses as a URL of the scheme `localhost`.
        Ok(url) if url.has_host() || url.cannot_be_a_base() => {
            return (None, vec![Finding::EndpointNotAUrl { seen: shorten(typed) }]);
        }
        Ok(url) => return (None, vec![Finding::EndpointScheme { scheme: url.scheme().to_owned() }]),
        Err(_) => return (None, vec![Finding::EndpointNotAUrl { seen: shorten(typed) }]),
    };
    if !matches!(url.scheme(), "https" | "http") {
        return (None, vec![Finding::EndpointScheme { scheme: url.scheme().to_owned() }]);
    }
    // The HTTP library would send them as a Basic header: a second client authentication beside the assertion.
    if !url.username().is_empty() || url.password().is_some() {
        return (None, vec![Finding::EndpointHasCredentials]);
    }
    if url.fragment().is_some() {
        return (None, vec![Finding::EndpointHasFragment]);
    }
    let mut findings = Vec::new();
    if url.scheme() == "http" && !is_loopback(&url) {
        findings.push(Finding::EndpointNotEncrypted { host: url.host_str().unwrap_or_default().to_owned() });
    }
    if let Some(name) = secret_parameter(&url) {
        findings.push(Finding::EndpointHasSecret { name });
    }
    if account_manager::is_retired_token_endpoint(&url) {
        findings.push(Finding::EndpointRetired);
    }
    (Some(url), findings)
}

fn audience(destination: &Destination) -> String {
    match destination {
        Destination::AccountManager => account_manager::AUDIENCE.to_owned(),
        Destination::Practice { running } => {
            running.as_ref().map(PracticeAddress::token_endpoint).unwrap_or_default()
        }
        Destination::Other { token_endpoint, audience } if audience.trim().is_empty() => {
            token_endpoint.trim().to_owned()
        }
        Destination::Other { audience, .. } => audience.clone(),
    }
}

fn check_scopes(scopes: &str) -> Option<Finding> {
    // RFC 6749 section 3.3: visible ASCII without quotation mark and backslash.
    let stray = scopes
        .split_whitespace()
        .flat_map(str::chars)
        .find(|c| !c.is_ascii_graphic() || matches!(c, '"' | '\\'));
    match stray {
        Some(stray) => Some(Finding::ScopeStrayCharacter { character: name_character(stray) }),
        // A comma may be part of a scope, but hardly ever is.
        None => scopes.contains(',').then_some(Finding::ScopesWithCommas),
    }
}

fn read_seconds(typed: &str, longest: u32) -> Option<u32> {
    typed.trim().parse().ok().filter(|seconds| (1..=longest).contains(seconds))
}

fn check_header(form: &RequestForm, key_pair: &KeyPairFacts) -> Vec<Finding> {
    let mut findings = Vec::new();
    let RequestForm { algorithm, header, .. } = form;
    // Of a key that can sign nothing else, the finding about the key says so.
    let has_rsa_key =
        key_pair.private_key.as_ref().is_none_or(|key| matches!(key.key_type, KeyType::Rsa { .. }));
    if form.destination.is_account_manager() && has_rsa_key && *algorithm != SigningAlgorithm::Rs256 {
        findings.push(Finding::AlgorithmNotForAccountManager { algorithm: *algorithm });
    }
    if let Some(white_space) = white_space_in(&header.kid) {
        findings.push(Finding::KeyIdWhiteSpace { white_space });
    }
    let of_certificate = [(header.x5t, "x5t"), (header.x5t_s256, "x5t#S256"), (header.x5c, "x5c")];
    let parameters: Vec<String> =
        of_certificate.into_iter().filter(|(wanted, _)| *wanted).map(|(_, name)| name.to_owned()).collect();
    if !parameters.is_empty() && key_pair.certificate.is_none() {
        findings.push(Finding::HeaderNeedsCertificate { parameters });
    }
    findings
}
