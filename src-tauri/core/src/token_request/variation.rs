//! A request with one thing changed, as an experiment sends it.

use serde::{Deserialize, Serialize};

use super::form::{AuthMethod, ClaimEdit, Destination, HeaderType, RequestForm, SecretPlacement};

/// Which audience it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum AudienceKind {
    /// The token endpoint.
    TokenEndpoint,
    /// The token endpoint, spelled with its port.
    WithPort,
    /// The token endpoint, spelled without its port.
    WithoutPort,
    /// The issuer, as far as it follows from the token endpoint.
    Issuer,
}

/// One thing that is changed in a form, or in what is made from it. The history stores this type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Variation {
    /// `iat` and `exp` by the server's clock.
    Clock {
        /// Seconds that it is ahead of this computer's; negative if it is behind.
        seconds: i32,
    },
    /// Another lifetime of the JWT.
    Lifetime {
        /// Seconds.
        seconds: u32,
    },
    /// A claim as it is without the person's edit, which left it out or changed it.
    PlainClaim {
        /// Claim name.
        name: String,
    },
    /// Without a claim.
    WithoutClaim {
        /// Claim name.
        name: String,
    },
    /// Another `typ` in the header.
    HeaderType {
        /// The type.
        typ: HeaderType,
    },
    /// Without the `kid` in the header.
    WithoutKeyId,
    /// With the SHA-1 thumbprint of the certificate in the header, `x5t`, or without it.
    Thumbprint {
        /// Whether it is there.
        present: bool,
    },
    /// Another audience.
    Audience {
        /// Which one.
        kind: AudienceKind,
        /// The audience.
        audience: String,
    },
    /// Other scopes; empty if none are requested.
    Scopes {
        /// The scopes, separated by spaces.
        scopes: String,
    },
    /// The secret at another place of the request.
    Placement {
        /// Where.
        placement: SecretPlacement,
    },
    /// Another way to authenticate.
    Method {
        /// The method.
        method: AuthMethod,
        /// Where the secret is, if it has one.
        placement: SecretPlacement,
    },
    /// The API key alone, with nothing that proves the client.
    WithoutProof,
}

/// What of a request a variation changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Aspect {
    /// The times of the JWT by the clock.
    Clock,
    /// The lifetime of the JWT.
    Lifetime,
    /// The other claims.
    Claims,
    /// The header of the JWT.
    Header,
    /// The audience.
    Audience,
    /// The scopes.
    Scopes,
    /// The way to authenticate.
    Method,
    /// Whether the API client is known at all.
    ApiClient,
}

impl Variation {
    /// What it changes. In this order, a variation is the less like the original, the later it comes.
    #[must_use]
    pub fn aspect(&self) -> Aspect {
        match self {
            Self::Clock { .. } => Aspect::Clock,
            Self::Lifetime { .. } => Aspect::Lifetime,
            Self::PlainClaim { .. } | Self::WithoutClaim { .. } => Aspect::Claims,
            Self::HeaderType { .. } | Self::WithoutKeyId | Self::Thumbprint { .. } => Aspect::Header,
            Self::Audience { .. } => Aspect::Audience,
            Self::Scopes { .. } => Aspect::Scopes,
            Self::Placement { .. } | Self::Method { .. } => Aspect::Method,
            Self::WithoutProof => Aspect::ApiClient,
        }
    }

    /// The form with this changed. The proof is no part of it.
    #[must_use]
    pub fn applied_to(&self, form: &RequestForm) -> RequestForm {
        let mut form = form.clone();
        let without_edit =
            |form: &mut RequestForm, name: &str| form.claims.retain(|edit| edit.name() != name);
        match self {
            Self::WithoutProof => {}
            Self::Clock { seconds } => form.clock_correction_seconds = *seconds,
            Self::Lifetime { seconds } => {
                form.lifetime_seconds = seconds.to_string();
                without_edit(&mut form, "exp");
            }
            Self::PlainClaim { name } => without_edit(&mut form, name),
            Self::WithoutClaim { name } => {
                without_edit(&mut form, name);
                form.claims.push(ClaimEdit::LeaveOut { name: name.clone() });
            }
            Self::HeaderType { typ } => form.header.typ = *typ,
            Self::WithoutKeyId => form.header.kid.clear(),
            Self::Thumbprint { present } => form.header.x5t = *present,
            Self::Audience { audience: text, .. } => {
                without_edit(&mut form, "aud");
                match &mut form.destination {
                    Destination::Other { audience, .. } => audience.clone_from(text),
                    Destination::AccountManager | Destination::Practice { .. } => {
                        form.claims.push(ClaimEdit::Set { name: "aud".into(), text: text.clone() });
                    }
                }
            }
            Self::Scopes { scopes } => form.scopes.clone_from(scopes),
            Self::Placement { placement } => form.secret_placement = *placement,
            Self::Method { method, placement } => {
                form.method = *method;
                form.secret_placement = *placement;
            }
        }
        form
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn audience(form: &RequestForm) -> String {
        let varied = Variation::Audience { kind: AudienceKind::Issuer, audience: "https://a.example".into() };
        let varied = varied.applied_to(form);
        let edited = varied.claims.iter().find_map(|edit| match edit {
            ClaimEdit::Set { name, text } if name == "aud" => Some(text.clone()),
            _ => None,
        });
        edited.unwrap_or_else(|| varied.destination.audience())
    }

    #[test]
    fn an_audience_goes_where_the_form_has_it_and_replaces_an_edited_one() {
        let edited = ClaimEdit::Set { name: "aud".into(), text: "else".into() };
        let other = Destination::other("https://a.example/token", "");
        for destination in [Destination::AccountManager, other] {
            let form = RequestForm { destination, claims: vec![edited.clone()], ..RequestForm::default() };
            assert_eq!(audience(&form), "https://a.example");
        }
    }

    #[test]
    fn a_lifetime_counts_only_if_the_end_is_not_edited() {
        let form = RequestForm {
            claims: vec![ClaimEdit::Set { name: "exp".into(), text: "17".into() }],
            lifetime_seconds: "1800".into(),
            ..RequestForm::default()
        };
        let varied = Variation::Lifetime { seconds: 60 }.applied_to(&form);
        assert_eq!((varied.lifetime_seconds.as_str(), varied.claims), ("60", Vec::new()));
    }
}
