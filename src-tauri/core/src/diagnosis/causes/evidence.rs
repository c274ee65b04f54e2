//! What speaks for a cause and against it: facts from this computer and from earlier, each with how much more or less
//! likely it makes the cause.

use serde::{Deserialize, Serialize};

use super::cause::Cause;
use super::known::{EarlierToken, Known};
use crate::diagnosis::finding::Finding;
use crate::diagnosis::server_time::CLOCK_MATTERS;
use crate::moment::UnixMillis;

/// A fact that speaks for a cause or against it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Evidence {
    /// A server with this fault answers exactly so.
    AnswerFits,
    /// The request shows it.
    SeenInRequest,
    /// It was found before sending.
    FoundBefore,
    /// The certificate that is here belongs to another key.
    CertificateHereIsAnother,
    /// A token was received with this credential before.
    TokenReceivedBefore {
        /// When.
        at: UnixMillis,
    },
    /// A token was received with this credential before, and this part of the request is not what it was then.
    ChangedSince {
        /// When the token was received.
        at: UnixMillis,
    },
    /// The API key does not look like one of Account Manager's.
    ApiKeyUnusual,
    /// With this alone changed, the server issued a token.
    TokenOnceChanged,
    /// What the server publishes about itself says so.
    ServerPublishes,
    /// Each experiment was answered as this cause predicts.
    ExperimentsFit {
        /// How many there were.
        count: u32,
    },
    /// The server's clock agrees with this computer's.
    ClocksAgree,
    /// The server's clock differs from this computer's.
    ClocksDiffer {
        /// By so many seconds.
        seconds: u32,
        /// The server's clock is ahead.
        server_is_ahead: bool,
    },
}

/// A fact, and whether it speaks for the cause or against it. The history stores this type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct EvidenceShown {
    /// The fact.
    pub evidence: Evidence,
    /// It speaks for the cause.
    pub supports: bool,
}

impl Evidence {
    /// The server's clock is ahead by so many seconds.
    pub(crate) fn clocks_differ(ahead: i64) -> Self {
        let seconds = u32::try_from(ahead.unsigned_abs()).unwrap_or(u32::MAX);
        Self::ClocksDiffer { seconds, server_is_ahead: ahead > 0 }
    }

    pub(crate) fn supports(self) -> EvidenceShown {
        EvidenceShown { evidence: self, supports: true }
    }

    fn opposes(self) -> EvidenceShown {
        EvidenceShown { evidence: self, supports: false }
    }
}

/// How likely a cause is, relative to the others, and why.
#[derive(Debug, PartialEq)]
pub(super) struct Weighed {
    pub(super) weight: f64,
    pub(super) evidence: Vec<EvidenceShown>,
}

/// How far the server's clock is ahead, in seconds, as its `Date` header says.
pub(super) type ClockAhead = Option<i64>;

/// Weighs a cause by everything that is known besides the answer.
pub(super) fn weigh(cause: Cause, known: &Known, clock: ClockAhead) -> Weighed {
    let facts = [
        from_before_sending(cause, &known.before),
        known.earlier.as_ref().and_then(|earlier| from_earlier(cause, earlier)),
        from_clock(cause, clock),
    ];
    let mut weighed = Weighed { weight: cause.prior(), evidence: Vec::new() };
    for (factor, evidence) in facts.into_iter().flatten() {
        weighed.weight *= factor;
        weighed.evidence.push(evidence);
    }
    weighed
}

fn from_before_sending(cause: Cause, before: &[Finding]) -> Option<(f64, EvidenceShown)> {
    let found = |is_it: fn(&Finding) -> bool| before.iter().any(is_it);
    match cause {
        Cause::OtherKey if before.contains(&Finding::CertificateOfAnotherKey) => {
            Some((10.0, Evidence::CertificateHereIsAnother.supports()))
        }
        Cause::ClientUnknown
            if found(|finding| matches!(finding, Finding::ApiKeyUnusual | Finding::ApiKeyIsDemoClient)) =>
        {
            Some((8.0, Evidence::ApiKeyUnusual.supports()))
        }
        Cause::OtherSecret if found(Finding::doubts_secret) => Some((6.0, Evidence::FoundBefore.supports())),
        Cause::OtherAudience
            if found(|finding| {
                matches!(
                    finding,
                    Finding::AudienceIsNotEndpoint { .. }
                        | Finding::AudienceSpelledOtherwise { .. }
                        | Finding::AudienceWhiteSpace { .. }
                )
            }) =>
        {
            Some((6.0, Evidence::FoundBefore.supports()))
        }
        _ => None,
    }
}

/// What worked before is not what fails now, unless it was changed.
fn from_earlier(cause: Cause, earlier: &EarlierToken) -> Option<(f64, EvidenceShown)> {
    let at = earlier.at;
    let same = match cause {
        Cause::OtherKey | Cause::KeyMissing | Cause::KeyUnreadable | Cause::KeyWithStrayCharacters => {
            earlier.same_key?
        }
        Cause::ClientUnknown | Cause::ClientInactive | Cause::ClientPublic => earlier.same_client,
        Cause::OtherAuthMethod | Cause::OtherSecret | Cause::HeaderLost => earlier.same_auth_method,
        Cause::OtherAudience => earlier.same_audience,
        Cause::ScopeNotAllowed | Cause::TenantNotAllowed => earlier.same_scopes,
        Cause::OtherKeyId | Cause::ClockAhead | Cause::ClockBehind | Cause::IdUsed => return None,
    };
    Some(match (cause, same) {
        // An API client can be switched off at any time, but is never deleted by mistake.
        (Cause::ClientInactive, true) => (1.0, Evidence::TokenReceivedBefore { at }.supports()),
        (_, true) => (0.2, Evidence::TokenReceivedBefore { at }.opposes()),
        (_, false) => (5.0, Evidence::ChangedSince { at }.supports()),
    })
}

/// The difference itself is simulated. That the judging server's clock is not the one in the header is another matter.
fn from_clock(cause: Cause, clock: ClockAhead) -> Option<(f64, EvidenceShown)> {
    let ahead = clock?;
    let explains = match cause {
        Cause::ClockAhead => ahead > 0,
        Cause::ClockBehind => ahead < 0,
        _ => return None,
    };
    if ahead.unsigned_abs() <= CLOCK_MATTERS {
        return Some((0.1, Evidence::ClocksAgree.opposes()));
    }
    let evidence = Evidence::clocks_differ(ahead);
    Some(if explains { (2.0, evidence.supports()) } else { (0.1, evidence.opposes()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(cause: Cause, known: &Known) -> f64 {
        weigh(cause, known, None).weight
    }

    #[test]
    fn what_worked_before_and_did_not_change_is_a_less_likely_cause() {
        let earlier = EarlierToken {
            at: UnixMillis(1_800_000_000_000),
            same_key: Some(true),
            same_client: true,
            same_auth_method: true,
            same_audience: true,
            same_scopes: true,
        };
        let unchanged = Known { earlier: Some(earlier.clone()), ..Known::default() };
        let new_key =
            Known { earlier: Some(EarlierToken { same_key: Some(false), ..earlier }), ..Known::default() };
        let usual = Known::default();
        assert!(weight(Cause::OtherKey, &unchanged) < weight(Cause::OtherKey, &usual));
        assert!(weight(Cause::OtherKey, &usual) < weight(Cause::OtherKey, &new_key));
        assert!(weight(Cause::ClientInactive, &unchanged) > weight(Cause::ClientUnknown, &unchanged));
        assert!(weight(Cause::ClientUnknown, &usual) > weight(Cause::ClientInactive, &usual));
    }

    #[test]
    fn a_certificate_of_another_key_here_is_probably_the_one_there() {
        let known = Known { before: vec![Finding::CertificateOfAnotherKey], ..Known::default() };
        let weighed = weigh(Cause::OtherKey, &known, None);
        assert_eq!(weighed.evidence, [Evidence::CertificateHereIsAnother.supports()]);
        assert!(weighed.weight > 5.0 * Cause::OtherKey.prior());
    }

    #[test]
    fn clocks_that_agree_speak_against_the_clock_and_those_that_differ_for_one_direction() {
        let weight = |cause, ahead| weigh(cause, &Known::default(), Some(ahead)).weight;
        assert!(weight(Cause::ClockAhead, 2) < Cause::ClockAhead.prior());
        assert!(weight(Cause::ClockAhead, 600) > Cause::ClockAhead.prior());
        assert!(weight(Cause::ClockBehind, 600) < Cause::ClockBehind.prior());
    }
}
