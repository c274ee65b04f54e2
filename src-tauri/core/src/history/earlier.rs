//! What an earlier token says about a refusal now: what worked then and is still the same is a less likely cause.

use serde_json::Value;

use crate::diagnosis::EarlierToken;
use crate::moment::UnixSeconds;
use crate::token_exchange::ExchangeShown;
use crate::token_request::SentRequest;

/// The token that was granted in `earlier`, seen from a request that is sent now; `None` if that went to another server.
/// `certificate_since`: when the certificate that is used now was made.
#[must_use]
pub fn earlier_token(
    earlier: &ExchangeShown,
    now: &SentRequest,
    certificate_since: Option<UnixSeconds>,
) -> Option<EarlierToken> {
    let then = &earlier.sent;
    if earlier.token.is_none() || then.recipient != now.recipient || then.url != now.url {
        return None;
    }
    // A certificate that did not exist then belongs to another key, or at least was not stored there. That an older one
    // is the same is not known: the person can have loaded it since.
    let is_newer = certificate_since.is_some_and(|since| since > earlier.started_at.seconds());
    Some(EarlierToken {
        at: earlier.started_at,
        same_key: is_newer.then_some(false),
        same_client: client(then) == client(now),
        same_auth_method: then.auth_method == now.auth_method,
        same_audience: claim(then, "aud") == claim(now, "aud"),
        same_scopes: field(then, "scope") == field(now, "scope"),
    })
}

fn field<'s>(sent: &'s SentRequest, name: &str) -> Option<&'s str> {
    sent.form.iter().find(|field| field.name == name).map(|field| field.value.as_str())
}

fn claim(sent: &SentRequest, name: &str) -> Option<Value> {
    let claims: Value = serde_json::from_str(&sent.assertion_claims).ok()?;
    claims.get(name).cloned()
}

fn client(sent: &SentRequest) -> Option<Value> {
    claim(sent, "sub").or_else(|| field(sent, "client_id").map(Value::from))
}
