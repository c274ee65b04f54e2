//! Whole assertions as others make them: header, audience, lifetime and claims at once.

use serde::{Deserialize, Serialize};

use super::form::{ClaimEdit, Destination, HeaderParameters, HeaderType, RequestForm};
use crate::account_manager;
use crate::key::SigningAlgorithm;

/// The lifetime in what Account Manager's documentation and Salesforce's CLI make, in seconds.
const SHORT_LIFE: &str = "60";

/// A whole assertion as others make it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum AssertionPreset {
    /// As Account Manager's documentation has it, with what its servers of 2026 want besides: RS256, `typ` JWT, the
    /// audience with its port, 60 seconds, `iat` and a fresh `jti`.
    AccountManager,
    /// As Salesforce's own CLI makes it (github.com/SalesforceCommerceCloud/b2c-developer-tooling,
    /// `packages/b2c-tooling-sdk/src/auth/oauth-jwt.ts`): the audience without its port, 60 seconds, no `iat` and no
    /// `jti`.
    SalesforceCli,
    /// As draft-ietf-oauth-rfc7523bis has it: `typ` client-authentication+jwt, and the issuer as the one audience.
    IssuerAsAudience,
}

/// A form after a preset was applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PresetApplied {
    /// The form.
    pub form: RequestForm,
    /// The claims and header parameters that differ from before, by their names in the JWT.
    pub changed: Vec<String>,
}

impl AssertionPreset {
    /// Applies the preset. `issuer` is the audience of the one that wants it. Claims that the person added stay.
    #[must_use]
    pub fn apply(self, form: &RequestForm, issuer: &str) -> PresetApplied {
        let mut new = form.clone();
        match self {
            Self::AccountManager => {
                plain_header(&mut new);
                new.lifetime_seconds = SHORT_LIFE.into();
                without_edits(&mut new, &["iss", "sub", "aud", "iat", "exp", "jti"]);
            }
            Self::SalesforceCli => {
                plain_header(&mut new);
                new.lifetime_seconds = SHORT_LIFE.into();
                without_edits(&mut new, &["iss", "sub", "aud", "iat", "exp", "jti"]);
                // The practice server's address has no port that could be left out.
                if new.destination == Destination::AccountManager {
                    set(&mut new, "aud", account_manager::TOKEN_ENDPOINT);
                }
                new.claims.extend(["iat", "jti"].map(|name| ClaimEdit::LeaveOut { name: name.into() }));
            }
            Self::IssuerAsAudience => {
                new.header.typ = HeaderType::ClientAuthentication;
                without_edits(&mut new, &["aud"]);
                let issuer = issuer.trim();
                match &mut new.destination {
                    Destination::Other { audience, .. } => issuer.clone_into(audience),
                    Destination::AccountManager | Destination::Practice { .. } => {
                        set(&mut new, "aud", issuer)
                    }
                }
            }
        }
        let changed = changed(form, &new);
        PresetApplied { form: new, changed }
    }
}

fn plain_header(form: &mut RequestForm) {
    form.algorithm = SigningAlgorithm::Rs256;
    form.header = HeaderParameters::default();
}

fn without_edits(form: &mut RequestForm, names: &[&str]) {
    form.claims.retain(|edit| !names.contains(&edit.name()));
}

fn set(form: &mut RequestForm, name: &str, text: &str) {
    form.claims.push(ClaimEdit::Set { name: name.into(), text: text.into() });
}

/// The names of what differs, header first.
fn changed(before: &RequestForm, after: &RequestForm) -> Vec<String> {
    let (old, new) = (&before.header, &after.header);
    let header = [
        ("alg", before.algorithm != after.algorithm),
        ("typ", old.typ != new.typ),
        ("kid", old.kid != new.kid),
        ("x5t", old.x5t != new.x5t),
        ("x5t#S256", old.x5t_s256 != new.x5t_s256),
        ("x5c", old.x5c != new.x5c),
    ];
    let edit =
        |form: &RequestForm, claim: &str| form.claims.iter().find(|edit| edit.name() == claim).cloned();
    let of_form = |claim: &str| match claim {
        "aud" => before.destination.audience() != after.destination.audience(),
        "exp" => before.lifetime_seconds != after.lifetime_seconds,
        _ => false,
    };
    let claims = ["iss", "sub", "aud", "iat", "exp", "jti"]
        .map(|claim| (claim, edit(before, claim) != edit(after, claim) || of_form(claim)));
    let differing = header.into_iter().chain(claims).filter(|(_, differs)| *differs);
    differing.map(|(name, _)| name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited() -> RequestForm {
        RequestForm {
            lifetime_seconds: "1800".into(),
            algorithm: SigningAlgorithm::Ps256,
            header: HeaderParameters { kid: "k".into(), ..HeaderParameters::default() },
            claims: vec![
                ClaimEdit::Set { name: "aud".into(), text: "https://elsewhere.example".into() },
                ClaimEdit::Set { name: "purpose".into(), text: "a test".into() },
                ClaimEdit::LeaveOut { name: "jti".into() },
            ],
            ..RequestForm::default()
        }
    }

    #[test]
    fn account_managers_assertion_is_the_default_and_keeps_what_was_added() {
        let PresetApplied { form, changed } = AssertionPreset::AccountManager.apply(&edited(), "");
        let purpose = ClaimEdit::Set { name: "purpose".into(), text: "a test".into() };
        assert_eq!(form, RequestForm { claims: vec![purpose], ..RequestForm::default() });
        assert_eq!(changed, ["alg", "kid", "aud", "exp", "jti"]);
        assert_eq!(
            AssertionPreset::AccountManager.apply(&form, "").changed,
            [""; 0],
            "there is nothing left to change"
        );
    }

    #[test]
    fn the_clis_assertion_has_four_claims_and_no_port() {
        let PresetApplied { form, changed } =
            AssertionPreset::SalesforceCli.apply(&RequestForm::default(), "");
        assert_eq!(
            form.claims,
            [
                ClaimEdit::Set { name: "aud".into(), text: account_manager::TOKEN_ENDPOINT.into() },
                ClaimEdit::LeaveOut { name: "iat".into() },
                ClaimEdit::LeaveOut { name: "jti".into() },
            ]
        );
        assert_eq!(changed, ["aud", "iat", "jti"]);
    }

    #[test]
    fn the_issuer_becomes_the_audience_where_the_audience_is() {
        let preset = |destination| {
            let form = RequestForm { destination, ..edited() };
            AssertionPreset::IssuerAsAudience.apply(&form, " https://login.example.com ")
        };
        let other = preset(Destination::other("https://login.example.com/t", ""));
        assert_eq!(other.form.destination.audience(), "https://login.example.com");
        assert!(!other.form.claims.iter().any(|edit| edit.name() == "aud"));
        assert_eq!(other.changed, ["typ", "aud"]);
        let manager = preset(Destination::AccountManager);
        let issuer = ClaimEdit::Set { name: "aud".into(), text: "https://login.example.com".into() };
        assert!(manager.form.claims.contains(&issuer));
    }
}
