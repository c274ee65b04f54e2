//! Why a server finds a JWT too old or too new: its times, as they were signed, and both clocks.

use super::clock;
use super::evidence::RequestFacts;
use super::finding::Finding;
use super::server_time::server_time;
use crate::account_manager::{LONGEST_LIFE_2026, SKEW_2021};
use crate::http::Response;
use crate::moment::UnixSeconds;

/// If the clocks differ by less than this, in seconds, that is not why a JWT is too old.
const CLOCKS_AGREE: i64 = 10;

/// What the server objects to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Objection {
    /// The JWT is too old.
    TooOld,
    /// The JWT is not valid yet.
    TooNew,
    /// One of the two.
    Either,
}

/// Why the server found the JWT too old or too new.
pub(super) fn explain(objection: Objection, response: &Response, request: &RequestFacts) -> Finding {
    let server = server_time(response);
    typed_time(server, request, 0)
        .or_else(|| clocks_differ(server, request, CLOCKS_AGREE))
        .or_else(|| (objection != Objection::TooNew).then(|| short_life(request)).flatten())
        .unwrap_or(if server.is_some() { Finding::JwtTimesFit } else { Finding::JwtTimeNotAccepted })
}

/// The same for words that can also mean something else. The engine of 2021 tolerates small differences.
pub(super) fn explain_vague(response: &Response, request: &RequestFacts) -> Option<Finding> {
    let server = server_time(response);
    let tolerated = SKEW_2021.into();
    typed_time(server, request, tolerated).or_else(|| clocks_differ(server, request, tolerated))
}

/// The clocks differ by more than any server tolerates.
pub(super) fn clocks_apart(response: &Response, request: &RequestFacts) -> Option<Finding> {
    /// In seconds.
    const TOLERATED: i64 = 15;
    clocks_differ(server_time(response), request, TOLERATED + 1)
}

/// Whether the response says what time it is at the server.
pub(super) fn clock_is_known(response: &Response) -> bool {
    server_time(response).is_some()
}

/// A time that the person set, and that does not fit by any clock that is known.
fn typed_time(server: Option<UnixSeconds>, request: &RequestFacts, tolerated: i64) -> Option<Finding> {
    let clocks = [Some(request.answered_at.seconds()), server];
    let by_all = |is_off: &dyn Fn(i64) -> bool| clocks.iter().flatten().all(|clock| is_off(clock.0));
    request.typed_times.iter().find_map(|(name, time)| {
        let ahead = match name.as_str() {
            "exp" => by_all(&|now| time.saturating_add(tolerated) <= now).then_some(false)?,
            _ if by_all(&|now| *time > now.saturating_add(tolerated)) => true,
            "iat" => {
                let oldest = |now: i64| now.saturating_sub(tolerated.max(LONGEST_LIFE_2026.into()));
                by_all(&|now| *time < oldest(now)).then_some(false)?
            }
            _ => return None,
        };
        Some(Finding::JwtTimeClaimOff { name: name.clone(), ahead, by_both_clocks: server.is_some() })
    })
}

/// The clocks of the server and of this computer differ by at least this many seconds.
fn clocks_differ(server: Option<UnixSeconds>, request: &RequestFacts, at_least: i64) -> Option<Finding> {
    let here = request.answered_at.seconds().0.saturating_add(request.clock_correction);
    let ahead = server?.0.checked_sub(here)?;
    (ahead.abs() >= at_least).then(|| clock::differ(ahead))
}

/// The JWT expired while it was on its way, or could have: clocks that agree may still differ by a few seconds.
fn short_life(request: &RequestFacts) -> Option<Finding> {
    let took = i64::from(request.took_ms.div_ceil(1000));
    let seconds = request.seconds_ahead.filter(|seconds| *seconds < took + CLOCKS_AGREE)?;
    Some(Finding::JwtLifeTooShort {
        seconds: u32::try_from(seconds.max(0)).unwrap_or(u32::MAX),
        took_seconds: u32::try_from(took).unwrap_or(u32::MAX),
    })
}
