//! Tokens that are no JWTs: they say nothing themselves, so their claims are remembered here, within a limit.

use std::collections::{HashMap, VecDeque};

use serde_json::{Map, Value};

use crate::moment::UnixSeconds;

/// The most opaque tokens that are remembered.
const MOST_OPAQUE: usize = 1_000;

/// Claims of tokens that are no JWTs, the newest [`MOST_OPAQUE`].
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
