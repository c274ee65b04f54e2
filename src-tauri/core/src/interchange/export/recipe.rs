//! The recipe of a credential's request: everything that it carries, and what is made anew each time (the times of the
//! assertion, its `jti`, its signature). Every export is written from it.

use serde::Serialize;
use serde_json::{Map, Value};
use url::Url;

use crate::account_manager::TOKEN_PATH;
use crate::certificate::Certificate;
use crate::http::{NameValue, Timeouts};
use crate::key::SigningAlgorithm;
use crate::moment::Moment;
use crate::redaction::is_secret_parameter;
use crate::token_request::client_auth::{JWT_BEARER, UnsignedAuth};
use crate::token_request::{
    Assertion, ClaimSource, Destination, RequestForm, SecretPlacement, UnsignedRequest,
};

use super::secret_slot::SecretSlot;

/// Why a credential has no recipe yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum RecipeProblem {
    /// The practice Account Manager is off, so its address is not known.
    PracticeIsOff,
    /// The token endpoint, or the host of the instance, cannot be used.
    Endpoint,
    /// The lifetime or a timeout cannot be read.
    Number,
}

/// A value of a claim.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ClaimMade {
    /// Always this.
    Fixed(Value),
    /// The current time in Unix seconds, plus so many.
    Now {
        /// Seconds after now.
        plus: i64,
    },
    /// New in every request.
    FreshId,
}

/// The client assertion, as it is made for every request.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RecipeAssertion {
    /// The algorithm.
    pub(super) algorithm: SigningAlgorithm,
    /// The header without `alg`.
    pub(super) header: Map<String, Value>,
    /// The claims, in their order.
    pub(super) claims: Vec<(String, ClaimMade)>,
}

impl RecipeAssertion {
    fn of(assertion: &Assertion, algorithm: SigningAlgorithm, lifetime: u32) -> Self {
        let mut header: Map<String, Value> =
            serde_json::from_str(&assertion.header_json()).unwrap_or_default();
        header.remove("alg");
        let shift = i64::from(assertion.clock_correction_seconds());
        let made = assertion.claims().iter().filter(|claim| claim.is_signed()).map(|claim| {
            let value = match (claim.source, &*claim.name) {
                (ClaimSource::Fresh, "iat") => ClaimMade::Now { plus: shift },
                (ClaimSource::Fresh, "exp") => ClaimMade::Now { plus: shift + i64::from(lifetime) },
                (ClaimSource::Fresh, _) => ClaimMade::FreshId,
                _ => ClaimMade::Fixed(claim.value.clone()),
            };
            (claim.name.clone(), value)
        });
        Self { algorithm, header, claims: made.collect() }
    }

    /// The header as JSON, with `alg`.
    pub(super) fn header_json(&self) -> String {
        let mut header = Map::new();
        header.insert("alg".into(), self.algorithm.name().into());
        header.extend(self.header.clone());
        Value::Object(header).to_string()
    }
}

/// A value in a request.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    /// Always this.
    Text(String),
    /// The signed assertion.
    Jwt,
    /// A secret.
    Secret(SecretSlot),
}

/// A Basic header (RFC 7617).
#[derive(Clone, Debug, PartialEq)]
pub(super) struct BasicHeader {
    /// What is joined by `:`.
    pub(super) parts: Vec<Part>,
    /// Each part is form-encoded first (RFC 6749 section 2.3.1).
    pub(super) form_encoded: bool,
}

/// Everything that a credential's request carries. Only its secrets are not in it.
#[derive(Clone, Debug)]
pub(super) struct Recipe {
    /// The credential's name.
    pub(super) name: String,
    /// The API key (client ID).
    pub(super) client_id: String,
    /// The URL to post to, with its query.
    pub(super) url: Url,
    /// The assertion, if there is one.
    pub(super) assertion: Option<RecipeAssertion>,
    /// The Basic header, if there is one.
    pub(super) basic: Option<BasicHeader>,
    /// The form fields, in their order.
    pub(super) fields: Vec<(String, Part)>,
    /// The scopes.
    pub(super) scopes: Vec<String>,
    /// The Business Manager user, with that method.
    pub(super) user: Option<String>,
    /// How a secret is placed, with that method.
    pub(super) placement: Option<SecretPlacement>,
    /// How long to wait.
    pub(super) timeouts: Timeouts,
    /// Certificates that are trusted for this server alone.
    pub(super) trusted: bool,
    /// It goes to the practice Account Manager.
    pub(super) practice: bool,
}

impl Recipe {
    /// The recipe of this form. `certificate` is the one that the form may refer to in the assertion's header.
    ///
    /// # Errors
    /// If the form is not complete enough to be sent.
    pub(super) fn of(
        name: &str,
        form: &RequestForm,
        certificate: Option<&Certificate>,
        moment: &Moment,
    ) -> Result<Self, RecipeProblem> {
        let unsigned = UnsignedRequest::from_form(form, certificate, moment);
        let practice = matches!(form.destination, Destination::Practice { .. });
        let endpoint = unsigned.token_endpoint();
        let problem = if practice { RecipeProblem::PracticeIsOff } else { RecipeProblem::Endpoint };
        let mut url = endpoint.map_err(|_| problem)?.clone();
        let (connect, total) =
            unsigned.connect_timeout().zip(unsigned.total_timeout()).ok_or(RecipeProblem::Number)?;
        let mut recipe = Self {
            name: name.to_owned(),
            client_id: form.api_key.clone(),
            assertion: None,
            basic: None,
            fields: vec![("grant_type".into(), Part::Text(form.grant_type().into()))],
            scopes: form.scopes.split_whitespace().map(str::to_owned).collect(),
            user: None,
            placement: None,
            timeouts: Timeouts { connect, total },
            trusted: !unsigned.trusted().is_empty(),
            practice,
            url: url.clone(),
        };
        match unsigned.auth() {
            UnsignedAuth::PrivateKeyJwt(assertion) | UnsignedAuth::JwtBearer(assertion) => {
                let lifetime = unsigned.lifetime_seconds().ok_or(RecipeProblem::Number)?;
                recipe.assertion = Some(RecipeAssertion::of(assertion, form.algorithm, lifetime));
                if matches!(unsigned.auth(), UnsignedAuth::JwtBearer(_)) {
                    recipe.fields.push(("assertion".into(), Part::Jwt));
                } else {
                    recipe.fields.push(("client_assertion_type".into(), Part::Text(JWT_BEARER.into())));
                    recipe.fields.push(("client_assertion".into(), Part::Jwt));
                }
            }
            UnsignedAuth::ClientSecret { client_id, placement } => {
                recipe.placement = Some(*placement);
                let parts = [Part::Text(client_id.clone()), Part::Secret(SecretSlot::ClientSecret)];
                match placement {
                    SecretPlacement::Header | SecretPlacement::HeaderNotEncoded => {
                        let form_encoded = *placement == SecretPlacement::Header;
                        recipe.basic = Some(BasicHeader { parts: parts.into(), form_encoded });
                    }
                    SecretPlacement::Body => {
                        let [id, secret] = parts;
                        recipe.fields.push(("client_id".into(), id));
                        recipe.fields.push(("client_secret".into(), secret));
                    }
                }
            }
            UnsignedAuth::BusinessManagerUser { client_id, user } => {
                url.query_pairs_mut().append_pair("client_id", client_id);
                recipe.url = url;
                recipe.user = Some(user.clone());
                let secrets = [SecretSlot::AccessKey, SecretSlot::ClientSecret].map(Part::Secret);
                let parts = std::iter::once(Part::Text(user.clone())).chain(secrets).collect();
                recipe.basic = Some(BasicHeader { parts, form_encoded: false });
            }
            UnsignedAuth::Nothing { .. } => {}
        }
        if !recipe.scopes.is_empty() {
            recipe.fields.push(("scope".into(), Part::Text(recipe.scopes.join(" "))));
        }
        for NameValue { name, value } in form.parameters() {
            let part = if is_secret_parameter(&name) {
                Part::Secret(SecretSlot::Parameter { name: name.clone(), value })
            } else {
                Part::Text(value)
            };
            recipe.fields.push((name, part));
        }
        Ok(recipe)
    }

    /// The host of Account Manager, for tools that know the rest of its token endpoint; `None` if it is another endpoint.
    pub(super) fn account_manager_host(&self) -> Option<String> {
        let known = self.url.path() == TOKEN_PATH && self.url.query().is_none();
        let host = self.url.host_str().filter(|_| known && self.url.scheme() == "https")?;
        Some(match self.url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        })
    }

    /// The URL as a text that every tool takes: browsers leave characters in a query that are none of a URI's (RFC 3986
    /// section 2), and two braces would begin a variable of a collection.
    pub(super) fn url_text(&self) -> String {
        const NOT_IN_A_URI: &str = "{}|^`\\<>\"";
        let url = self.url.as_str();
        url.chars()
            .map(|c| if NOT_IN_A_URI.contains(c) { format!("%{:02X}", u32::from(c)) } else { c.into() })
            .collect()
    }

    /// The secrets that the request needs, besides a private key. Each is named once.
    pub(super) fn secret_slots(&self) -> Vec<&SecretSlot> {
        let in_header = self.basic.iter().flat_map(|basic| &basic.parts);
        let parts = in_header.chain(self.fields.iter().map(|(_, part)| part));
        let mut slots: Vec<&SecretSlot> = Vec::new();
        for part in parts {
            if let Part::Secret(slot) = part
                && !slots.contains(&slot)
            {
                slots.push(slot);
            }
        }
        slots
    }
}
