//! Account Manager's rate limit, as its answers announce it. Nobody is refused for it here: what its real figures are is not
//! documented, and whoever wants to see a refusal has a switch for it ([`super::Gateway::TooManyRequests`]).

use super::message::PracticeResponse;
use crate::moment::UnixMillis;

/// Requests a minute that Account Manager was seen to allow.
const RATE_LIMIT: u32 = 400;

/// Requests counted in the current minute.
#[derive(Default)]
pub(super) struct Minute {
    number: i64,
    requests: u32,
}

impl Minute {
    /// Counts a request.
    pub(super) fn count(&mut self, now: UnixMillis) {
        let number = now.seconds().0.div_euclid(60);
        if number != self.number {
            *self = Self { number, requests: 0 };
        }
        self.requests = self.requests.saturating_add(1);
    }

    /// Says in the answer's headers what is left of the limit, and when it begins anew. Of a refusal nothing is left.
    pub(super) fn announce(&self, answer: &mut PracticeResponse, now: UnixMillis) {
        let reset = (60 - now.seconds().0.rem_euclid(60)).to_string();
        let refused = answer.status == 429;
        let left = if refused { 0 } else { RATE_LIMIT.saturating_sub(self.requests) };
        if refused {
            answer.headers.push(("retry-after", reset.clone()));
        }
        answer.headers.push(("x-ratelimit-limit", RATE_LIMIT.to_string()));
        answer.headers.push(("x-ratelimit-remaining", left.to_string()));
        answer.headers.push(("x-ratelimit-reset", reset));
    }
}
