//! What the server publishes about itself (RFC 8414). Where no model of the server is known, a search reads it first: it
//! says how the issuer is spelled, which is the audience that most servers expect, and what the server accepts.

use super::possible::issuers;
use super::refused::Refused;
use crate::diagnosis::{Certainty, Evidence, Finding, FindingShown, is_same};
use crate::discovery::{Discovered, DiscoveryConcern, Found, Issuer};
use crate::token_request::{AuthMethod, Destination};

/// The issuer whose documents are read, on the host of the token endpoint; `None` if it does not follow from the token
/// endpoint, or if what is published would tell nothing.
pub(super) fn issuer_of(refused: &Refused<'_>) -> Option<Issuer> {
    let signs = refused.form.method == AuthMethod::SignedJwt;
    if !signs || !matches!(refused.form.destination, Destination::Other { .. }) {
        return None;
    }
    let endpoint = refused.exchange.request.url();
    let issuer = Issuer::read(issuers(endpoint).first()?).ok()?;
    (issuer.url().origin() == endpoint.origin()).then_some(issuer)
}

/// What was found, if anything was.
pub(super) fn found_in(published: Option<&Discovered>) -> Option<&Found> {
    published?.found.as_ref()
}

/// Puts what contradicts the request first. What a server publishes holds for all its clients, so that it is likely and not
/// proven for this one.
pub(super) fn add_contradictions(findings: &mut Vec<FindingShown>, found: &Found) {
    for concern in found.concerns.iter().rev() {
        let finding = match concern {
            DiscoveryConcern::NoPrivateKeyJwt { .. } => Finding::AuthMethodNotAccepted,
            DiscoveryConcern::AlgorithmNotOffered { .. } => Finding::JwtAlgorithmNotAccepted,
            DiscoveryConcern::GrantNotOffered { .. } => Finding::UnsupportedGrantType,
            _ => continue,
        };
        let before = findings.iter().position(|shown| is_same(&shown.finding, &finding));
        let mut shown = before.map_or_else(|| finding.shown(), |at| findings.remove(at));
        shown.certainty = Certainty::Likely;
        shown.evidence.push(Evidence::ServerPublishes.supports());
        for other in findings.iter_mut().filter(|other| other.certainty == Certainty::Likely) {
            other.certainty = Certainty::Possible;
        }
        findings.insert(0, shown);
    }
}
