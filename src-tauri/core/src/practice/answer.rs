//! Where each request to the practice Account Manager goes.

use super::address::Address;
use super::message::{PracticeResponse, Request, json_response, method_not_allowed, not_found};
use super::practice_account_manager::PracticeAccountManager;
use super::token_endpoint::discovery;
use crate::account_manager::PracticeAddress;
use crate::moment::{Moment, UnixSeconds};

impl PracticeAccountManager {
    /// Responds to a request that arrived at this address at this moment.
    pub fn answer(
        &mut self,
        request: &Request<'_>,
        address: &PracticeAddress,
        moment: &Moment,
    ) -> PracticeResponse {
        let now = UnixSeconds(moment.now.seconds().0 + self.settings.faults.clock_seconds());
        let authorization = self.settings.faults.header.applied_to(request.authorization);
        let request = &Request { authorization, ..*request };
        let mut answer = match Address::of(request.path) {
            Some(Address::TokenEndpoint) => self.token_endpoint(request, address, now, moment),
            Some(Address::Introspection) => self.introspect(request, address, now),
            Some(Address::Jwks) => get(request, || json_response(200, &self.key.jwks())),
            Some(Address::Discovery) => get(request, || json_response(200, &discovery(address))),
            Some(Address::BusinessManagerGrant) => self.business_manager_grant(request, address, now, moment),
            Some(Address::Api(api)) => self.api(api, request, now, moment),
            None => not_found(),
        };
        answer.date = now;
        answer
    }
}

fn get(request: &Request<'_>, then: impl FnOnce() -> PracticeResponse) -> PracticeResponse {
    if request.method == "GET" { then() } else { method_not_allowed("GET") }
}
