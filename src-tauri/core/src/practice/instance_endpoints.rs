//! The instance's endpoints: the Business Manager grant, and the APIs with their tokens read.

use serde_json::json;

use super::address::Api;
use super::instance::ApiCall;
use super::message::{PracticeResponse, Request, json_response, method_not_allowed, not_found};
use super::practice_account_manager::PracticeAccountManager;
use super::tokens;
use crate::account_manager::PracticeAddress;
use crate::commerce_instance::{Authorization, GRANT_LIFETIME, GrantJudge, GrantRequest, TokenFacts};
use crate::moment::{Moment, UnixSeconds};

impl PracticeAccountManager {
    /// Responds at the address of the Business Manager grant.
    pub(super) fn business_manager_grant(
        &self,
        request: &Request<'_>,
        address: &PracticeAddress,
        now: UnixSeconds,
        moment: &Moment,
    ) -> PracticeResponse {
        let read =
            GrantRequest::read(request.query, request.content_type, request.authorization, request.body);
        // Without a client ID in the query, it is Account Manager's path that was switched off.
        let Some(asked) = read else { return not_found() };
        if request.method != "POST" {
            return method_not_allowed("POST");
        }
        let faults = &self.settings.faults;
        let clients = faults.applied_to(&self.clients, self.key.public_key_pem());
        let user = self.business_manager_user();
        let judge = GrantJudge { clients: &clients, user, trouble: faults.instance.grant };
        let client = match judge.decide(&asked) {
            Ok(client) => client,
            Err(refused) => {
                let body = json!({"error": refused.error, "error_description": refused.description});
                return json_response(refused.status, &body);
            }
        };
        let claims = tokens::user_claims(client, &user.login, address, now, moment);
        match self.key.sign(&claims) {
            // As Account Manager, it says one second less than the lifetime.
            Ok(token) => json_response(
                200,
                &json!({"access_token": token, "token_type": "Bearer", "expires_in": GRANT_LIFETIME - 1}),
            ),
            Err(tokens::SigningError) => tokens::not_signed(),
        }
    }

    /// Responds at an address of an API.
    pub(super) fn api(
        &self,
        api: Api,
        request: &Request<'_>,
        now: UnixSeconds,
        moment: &Moment,
    ) -> PracticeResponse {
        let faults = &self.settings.faults.instance;
        let authorization = Authorization::read(request.authorization);
        let token = authorization.token().filter(|_| !faults.token_not_accepted);
        let claims =
            token.and_then(|token| self.key.read_own(token, now).or_else(|| self.opaque.get(token, now)));
        let facts = claims.as_ref().map(TokenFacts::of);
        let call = ApiCall { request, authorization, token: facts.as_ref() };
        match api {
            Api::Ocapi => self.instance.ocapi(&call, &self.clients, faults, moment.now.seconds()),
            Api::Scapi => self.instance.scapi(&call),
            Api::Webdav => self.instance.webdav(&call),
        }
    }
}
