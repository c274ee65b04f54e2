//! Tokens that are not JWTs. They carry no claims, so their claims are remembered here, up to a limit.

use std::collections::{HashMap, VecDeque};

use serde_json::{Map, Value};

use crate::moment::UnixSeconds;

/// The most tokens that are remembered.
const MOST_OPAQUE: usize = 1_000;

/// The claims of the newest [`MOST_OPAQUE`] opaque tokens.
#[derive(Default)]
pub(super) struct OpaqueTokens {
    claims: HashMap<String, Map<String, Value>>,
    order: VecDeque<String>,
}

impl OpaqueTokens {
    pub(super) fn add(&mut self, token: String, claims: Map<String, Value>) {
        if self.order.len() >= MOST_OPAQUE
            && let Some(oldest) = self.order.pop_front()
        {
            self.claims.remove(&oldest);
        }
        self.order.push_back(token.clone());
        self.claims.insert(token, claims);
    }

    pub(super) fn get(&self, token: &str, now: UnixSeconds) -> Option<Map<String, Value>> {
        let claims = self.claims.get(token)?;
        (claims.get("exp")?.as_i64()? > now.0).then(|| claims.clone())
    }
}
