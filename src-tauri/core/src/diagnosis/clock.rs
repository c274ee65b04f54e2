//! The server's clock beside this computer's, in every response.

use super::evidence::RequestFacts;
use super::finding::Finding;
use super::rules::FindingShown;
use super::server_time::{CLOCK_MATTERS, server_time};
use super::weight::Severity;
use crate::http::Response;

/// Clocks that differ by no more than this, in seconds, agree.
const AGREE: u64 = 5;

/// How far the server's clock is ahead of the times in the JWT, in seconds, as far as its response says.
pub(crate) fn ahead_of_jwt(response: &Response, request: &RequestFacts) -> Option<i64> {
    Some(ahead(response, request)?.saturating_sub(request.clock_correction))
}

/// How far the server's clock is ahead of this computer's, in seconds.
fn ahead(response: &Response, request: &RequestFacts) -> Option<i64> {
    Some(server_time(response)?.0.saturating_sub(request.answered_at.seconds().0))
}

/// That the clocks differ by so much.
pub(crate) fn differ(ahead: i64) -> Finding {
    let seconds = u32::try_from(ahead.unsigned_abs()).unwrap_or(u32::MAX);
    Finding::ClocksDiffer { seconds, server_is_ahead: ahead > 0 }
}

/// What the clocks are worth saying about a response, even if a token was granted.
pub(crate) fn notes(response: &Response, request: &RequestFacts, is_granted: bool) -> Vec<FindingShown> {
    let Some(ahead) = ahead(response, request).filter(|_| request.seconds_ahead.is_some()) else {
        return Vec::new();
    };
    let agree_again = request.clock_correction != 0 && ahead.unsigned_abs() <= AGREE;
    let rest = ahead.saturating_sub(request.clock_correction);
    let will_matter = is_granted && !agree_again && rest.unsigned_abs() > CLOCK_MATTERS;
    let again = agree_again.then(|| Finding::ClocksAgreeAgain.shown());
    let differ = will_matter.then(|| FindingShown { severity: Severity::Note, ..differ(rest).shown() });
    again.into_iter().chain(differ).collect()
}
