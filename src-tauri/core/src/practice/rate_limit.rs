//! Account Manager's rate limit, as its responses announce it. Exceeding it has no consequences here, because the
//! real limit is not documented. To see a refusal, there is a switch ([`super::Gateway::TooManyRequests`]).

use super::message::PracticeResponse;
use crate::moment::UnixMillis;

/// Requests per minute that Account Manager was seen to allow.
const RATE_LIMIT: u32 = 400;

/// The number of requests in the current minute.
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

    /// Adds the headers that say how many requests are left and when the count starts again. After a refusal none are
    /// left.
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
