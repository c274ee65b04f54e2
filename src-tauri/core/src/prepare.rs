//! From the form to a request that can be previewed or sent. This is the one place that fixes the order: make the
//! request, check it, then sign it. If a check or the signature fails, there is no request to send.

use std::fmt;

use serde::Serialize;

use crate::certificate::TrustedCertificate;
use crate::diagnosis::before_sending::{Confirmed, check, release};
use crate::diagnosis::{Finding, FindingShown, Severity};
use crate::http::{Method, ProxySettings, ProxyShown, Timeouts};
use crate::moment::Moment;
use crate::text::Allowance;
use crate::token_request::{
    Assertion, Claim, ClaimEdit, ClaimShown, ClaimSource, FieldPreview, Proofs, RequestForm, TokenRequest,
    UnsignedRequest, Variation, client_auth::ProofError, cut_assertion,
};

/// The request before it is sent.
#[derive(Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RequestPreview {
    /// Results of all checks: passed, notes, warnings and errors.
    pub findings: Vec<FindingShown>,
    /// Every claim, in the order in which it is signed. Claims that are left out keep their place.
    pub claims: Vec<ClaimShown>,
    /// The client assertion's header as JSON.
    pub assertion_header: String,
    /// The client assertion's claims as JSON.
    pub assertion_claims: String,
    /// The HTTP method, always `POST`.
    pub method: String,
    /// The URL, or what was typed as long as that is not a URL.
    pub url: String,
    /// The proxy that the request would go through; `None` if it would go directly.
    pub proxy: Option<ProxyShown>,
    /// The certificates that are trusted for this request, besides those that the system trusts.
    pub trusted: Vec<TrustedCertificate>,
    /// The headers, except those that follow from the body.
    pub headers: Vec<FieldPreview>,
    /// The form fields.
    pub form: Vec<FieldPreview>,
}

impl fmt::Debug for RequestPreview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The URL can have a secret in its query, and a form field can be one.
        f.debug_struct("RequestPreview").field("findings", &self.findings).finish_non_exhaustive()
    }
}

/// What would be sent at this moment, and what was checked. Signs nothing.
///
/// # Examples
/// ```
/// use countersign_core::diagnosis::Finding;
/// use countersign_core::http::ProxySettings;
/// use countersign_core::key_pair::KeyPair;
/// use countersign_core::moment::{Moment, UnixMillis};
/// use countersign_core::prepare::preview;
/// use countersign_core::token_request::{RequestForm, ValuePreview};
///
/// let moment = Moment { now: UnixMillis(1_800_000_000_000), jti: "9b2f6a1e-7c1d-4a52-8f0b-3d9c5e6f7a81".into() };
/// let form = RequestForm { scopes: "mail roles".into(), ..RequestForm::default() };
///
/// let preview = preview(&form, &KeyPair::default(), &moment, &ProxySettings::default());
/// let found = |finding| preview.findings.iter().any(|shown| shown.finding == finding);
/// assert!(found(Finding::KeyMissing) && found(Finding::ApiKeyMissing));
/// assert!(preview.assertion_claims.contains(r#""exp": 1800000060"#));
/// // The client assertion is only known after signing; the scopes are known now.
/// let field = |name| preview.form.iter().find(|field| field.name == name).map(|field| &field.value);
/// assert_eq!(field("client_assertion"), Some(&ValuePreview::AfterSigning));
/// assert_eq!(field("scope"), Some(&ValuePreview::from("mail roles".to_owned())));
/// ```
#[must_use]
pub fn preview<'a>(
    form: &RequestForm,
    proofs: impl Into<Proofs<'a>>,
    moment: &Moment,
    proxies: &ProxySettings,
) -> RequestPreview {
    let (request, findings) = make_and_check(form, &proofs.into(), moment);
    let parts = request.preview();
    let url = parts.url.map_or_else(|| form.endpoint_as_typed().to_owned(), String::from);
    let mut assertion_header = request.assertion().map(Assertion::header_json).unwrap_or_default();
    let mut assertion_claims = request.assertion().map(Assertion::claims_json).unwrap_or_default();
    cut_assertion(&mut assertion_header, &mut assertion_claims);
    RequestPreview {
        findings,
        claims: claims_shown(&request, &form.claims),
        assertion_header,
        assertion_claims,
        method: Method::POST.to_string(),
        url,
        proxy: request.token_endpoint().ok().and_then(|url| proxies.shown_for(url)),
        trusted: request
            .trusted()
            .iter()
            .map(|certificate| TrustedCertificate::of(certificate, moment.now.seconds()))
            .collect(),
        headers: parts.headers,
        form: parts.form,
    }
}

/// Makes and checks a request, and signs it or adds the secrets. What was `confirmed` lets warnings pass, but never
/// errors.
///
/// # Errors
/// The findings that forbid sending: the errors, and the warnings that were not confirmed; or that the client could not
/// prove who it is.
///
/// # Examples
/// ```
/// use countersign_core::certificate::{CertificateOptions, make_self_signed};
/// use countersign_core::diagnosis::Finding;
/// use countersign_core::diagnosis::before_sending::Confirmed;
/// use countersign_core::key::{RsaBits, make_rsa_key};
/// use countersign_core::key_pair::KeyPair;
/// use countersign_core::moment::{Moment, UnixMillis};
/// use countersign_core::prepare::prepare;
/// use countersign_core::token_request::RequestForm;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let moment = Moment { now: UnixMillis(1_800_000_000_000), jti: "9b2f6a1e-7c1d-4a52-8f0b-3d9c5e6f7a81".into() };
/// let key = make_rsa_key(RsaBits::Rsa2048)?;
/// let certificate = make_self_signed(&key, &CertificateOptions::default(), moment.now.seconds())?;
/// let key_pair = KeyPair::generated(key, certificate);
///
/// let form = RequestForm { api_key: "1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15".into(), ..RequestForm::default() };
/// let nothing = Confirmed::default();
/// let (request, _timeouts) = prepare(&form, &key_pair, &moment, &nothing).expect("no error and no warning");
/// assert_eq!(request.url().as_str(), "https://account.demandware.com/dwsso/oauth2/access_token");
/// assert!(request.body().starts_with("grant_type=client_credentials&"));
///
/// let form = RequestForm { api_key: "\"1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15\"".into(), ..form };
/// let warnings = Confirmed::warnings();
/// let findings = prepare(&form, &key_pair, &moment, &warnings).expect_err("an error is never confirmed");
/// let corrected = "1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15".into();
/// assert_eq!(findings[0].finding, Finding::ApiKeyQuoted { corrected });
/// # Ok(())
/// # }
/// ```
pub fn prepare<'a>(
    form: &RequestForm,
    proofs: impl Into<Proofs<'a>>,
    moment: &Moment,
    confirmed: &Confirmed,
) -> Result<(TokenRequest, Timeouts), Vec<FindingShown>> {
    let proofs = proofs.into();
    let (request, findings) = make_and_check(form, &proofs, moment);
    let ready = release(request, findings, confirmed)?;
    let timeouts = ready.timeouts();
    let proven = ready.prove(&proofs).map_err(|error| vec![Finding::from(error).shown()])?;
    Ok((proven, timeouts))
}

/// Makes the request with one thing changed, as an experiment sends it, and checks, signs or proves it in the same order.
///
/// # Errors
/// As [`prepare`].
pub(crate) fn prepare_varied(
    form: &RequestForm,
    variation: &Variation,
    proofs: Proofs<'_>,
    moment: &Moment,
    confirmed: &Confirmed,
) -> Result<(TokenRequest, Timeouts), Vec<FindingShown>> {
    let form = variation.applied_to(form);
    let (request, findings) = make_and_check(&form, &proofs, moment);
    let request = if *variation == Variation::WithoutProof { request.without_proof(&form) } else { request };
    let ready = release(request, findings, confirmed)?;
    let timeouts = ready.timeouts();
    let proven = ready.prove(&proofs).map_err(|error| vec![Finding::from(error).shown()])?;
    Ok((proven, timeouts))
}

/// What is found before sending, whatever of it the person confirms. It stays true after sending, when it can explain a
/// refusal.
#[must_use]
pub fn findings_before<'a>(
    form: &RequestForm,
    proofs: impl Into<Proofs<'a>>,
    moment: &Moment,
) -> Vec<Finding> {
    let (_, findings) = make_and_check(form, &proofs.into(), moment);
    findings.into_iter().filter(|shown| shown.severity > Severity::Fine).map(|shown| shown.finding).collect()
}

impl From<ProofError> for Finding {
    fn from(error: ProofError) -> Self {
        match error {
            ProofError::KeyMissing => Self::KeyMissing,
            ProofError::SigningFailed => Self::SigningFailed,
            ProofError::ClientSecretMissing => Self::ClientSecretMissing,
            ProofError::AccessKeyMissing => Self::AccessKeyMissing,
        }
    }
}

/// In addition to three times the length of what was typed, this much is shown of the claims that the person changed, in
/// bytes as text and as JSON.
const CLAIMS_SHOWN: usize = 8 * 1024;

/// Every claim as the window shows it. A claim that was typed can be longer than it was: `1e15` is signed as
/// `1000000000000000.0`.
fn claims_shown(request: &UnsignedRequest, edits: &[ClaimEdit]) -> Vec<ClaimShown> {
    let typed = edits.iter().map(|edit| match edit {
        ClaimEdit::Set { text, .. } => text.len(),
        ClaimEdit::LeaveOut { .. } => 0,
    });
    let mut allowance = Allowance::to_show(CLAIMS_SHOWN + 3 * typed.sum::<usize>());
    let mut claims: Vec<ClaimShown> = request.claims().iter().map(Claim::shown).collect();
    // The other claims are the beginning of an edit, so they stay whole.
    let typed =
        claims.iter_mut().filter(|claim| matches!(claim.source, ClaimSource::Edited | ClaimSource::Added));
    typed.for_each(|claim| allowance.cut(&mut claim.text));
    claims
}

fn make_and_check(
    form: &RequestForm,
    proofs: &Proofs<'_>,
    moment: &Moment,
) -> (UnsignedRequest, Vec<FindingShown>) {
    let request = UnsignedRequest::from_form(form, proofs.key_pair.certificate(), moment);
    let now = moment.now.seconds();
    let findings = check(form, &request, &proofs.key_pair.facts(now, false), proofs.secrets, now);
    (request, findings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificate::{CertificateOptions, make_self_signed};
    use crate::key::{RsaBits, make_rsa_key};
    use crate::key_pair::KeyPair;
    use crate::moment::UnixMillis;

    #[test]
    fn there_is_nothing_to_send_when_the_key_cannot_sign() {
        let moment = Moment { now: UnixMillis(1_795_444_800_000), jti: "one-time".into() };
        let form =
            RequestForm { api_key: "1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15".into(), ..RequestForm::default() };
        let key = make_rsa_key(RsaBits::Rsa2048).unwrap();
        let certificate =
            make_self_signed(&key, &CertificateOptions::default(), moment.now.seconds()).unwrap();
        let able = KeyPair::generated(key.clone(), certificate.clone());
        assert!(prepare(&form, &able, &moment, &Confirmed::warnings()).is_ok());
        drop(able);
        let unable = KeyPair::generated(key.unable_to_sign(), certificate);
        let findings = prepare(&form, &unable, &moment, &Confirmed::warnings()).unwrap_err();
        assert_eq!(findings, [Finding::SigningFailed.shown()]);
    }
}
