//! From the form to a request that can be looked at, or sent. The one place where the order of things is written:
//! check, then sign, then build; nothing is built when a check or the signature failed.

use crate::assertion::{Assertion, Claim, header_for};
use crate::client_auth::{ClientAuth, private_key_jwt_fields};
use crate::diagnosis::before_sending::{self, Checked};
use crate::diagnosis::{Finding, FindingShown};
use crate::exchange::Timeouts;
use crate::key_pair::KeyPair;
use crate::moment::Moment;
use crate::request_form::{Destination, RequestForm};
use crate::token_request::{RequestPreview, TokenRequest, client_credentials_form};

/// What would be sent at this moment, and what was checked. Signs nothing.
#[must_use]
pub fn preview(form: &RequestForm, key_pair: &KeyPair, moment: &Moment) -> RequestPreview {
    let checked = before_sending::check(form, &key_pair.facts(moment.now.seconds(), false), moment);
    let header = header_for(form.algorithm, &form.header, key_pair.certificate());
    let assertion = Assertion::new(header, &checked.claims);
    RequestPreview {
        claims: checked.claims.iter().map(Claim::shown).collect(),
        assertion_header: assertion.header_json(),
        assertion_claims: assertion.claims_json(),
        method: TokenRequest::METHOD.into(),
        url: shown_url(&checked, form),
        headers: TokenRequest::headers(checked.token_endpoint.as_ref(), None),
        form: client_credentials_form(private_key_jwt_fields(""), &checked.scopes),
        findings: checked.findings,
    }
}

fn shown_url(checked: &Checked, form: &RequestForm) -> String {
    match (&checked.token_endpoint, &form.destination) {
        (Some(url), _) => url.to_string(),
        (None, Destination::Other { token_endpoint, .. }) => token_endpoint.clone(),
        (None, Destination::AccountManager | Destination::Practice { .. }) => String::new(),
    }
}

/// The request, signed and ready to be sent; or the findings because of which it is not. `confirmed` lets warnings
/// pass, never errors.
pub fn prepare(
    form: &RequestForm,
    key_pair: &KeyPair,
    moment: &Moment,
    confirmed: bool,
) -> Result<(TokenRequest, Timeouts), Vec<FindingShown>> {
    let facts = key_pair.facts(moment.now.seconds(), false);
    let plan = before_sending::check(form, &facts, moment).plan(confirmed)?;
    let key = key_pair.private_key().ok_or_else(|| vec![Finding::KeyMissing.shown()])?;
    let header = header_for(form.algorithm, &form.header, key_pair.certificate());
    let signed =
        Assertion::new(header, &plan.claims).sign(key).map_err(|_| vec![Finding::SigningFailed.shown()])?;
    let auth = ClientAuth::PrivateKeyJwt(signed);
    Ok((TokenRequest::client_credentials(plan.token_endpoint, &auth, &plan.scopes), plan.timeouts))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificate::{CertificateOptions, make_self_signed};
    use crate::key::{RsaBits, make_rsa_key};
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
        assert!(prepare(&form, &able, &moment, true).is_ok());
        drop(able);
        let unable = KeyPair::generated(key.unable_to_sign(), certificate);
        let findings = prepare(&form, &unable, &moment, true).unwrap_err();
        assert_eq!(findings, [Finding::SigningFailed.shown()]);
    }
}
