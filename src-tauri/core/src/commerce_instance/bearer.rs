//! The access token of a request, as an API sees it.

use serde_json::{Map, Value};

/// What the `Authorization` header holds (RFC 6750 section 2.1).
#[derive(Clone, Copy)]
pub(crate) enum Authorization<'r> {
    /// There is none.
    Missing,
    /// It has another scheme than `Bearer`, or no token.
    NotBearer,
    /// It has this token.
    Bearer(&'r str),
}

impl<'r> Authorization<'r> {
    pub(crate) fn read(header: Option<&'r str>) -> Self {
        let Some(header) = header else { return Self::Missing };
        match header.split_once(' ') {
            Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") && !token.trim().is_empty() => {
                Self::Bearer(token.trim())
            }
            _ => Self::NotBearer,
        }
    }

    /// The token, if there is one.
    pub(crate) fn token(self) -> Option<&'r str> {
        match self {
            Self::Bearer(token) => Some(token),
            Self::Missing | Self::NotBearer => None,
        }
    }
}

/// What an accepted access token says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TokenFacts {
    /// The API client that it was given to.
    pub(crate) client_id: String,
    /// Its scopes.
    pub(crate) scopes: Vec<String>,
    /// The Business Manager user whom it stands for, if it does.
    pub(crate) user: Option<String>,
}

impl TokenFacts {
    /// Reads the claims of a token that was verified.
    pub(crate) fn of(claims: &Map<String, Value>) -> Self {
        let text = |name: &str| claims.get(name).and_then(Value::as_str).map(str::to_owned);
        let scopes = claims.get("scope").and_then(Value::as_array).into_iter().flatten();
        Self {
            client_id: text("client_id").unwrap_or_default(),
            scopes: scopes.filter_map(Value::as_str).map(str::to_owned).collect(),
            user: text("usr"),
        }
    }

    /// Whether it has this scope.
    pub(crate) fn has(&self, scope: &str) -> bool {
        self.scopes.iter().any(|its| its == scope)
    }
}
