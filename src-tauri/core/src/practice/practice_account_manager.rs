//! The practice Account Manager without its network: its API clients and state, and where each request goes.

use std::fmt;
use std::sync::Arc;

use secrecy::SecretString;

use super::address::Address;
use super::faults::PracticeSettings;
use super::instance::{InstanceForm, InstanceProblem, PracticeInstance};
use super::message::{PracticeResponse, Request, json_response, method_not_allowed, not_found};
use super::opaque_tokens::OpaqueTokens;
use super::rate_limit::Minute;
use super::snapshot::PracticeSnapshot;
use super::token_endpoint::discovery;
use super::tokens::SigningKey;
use crate::account_manager::{ApiClient, PracticeAddress, UsedIds};
use crate::commerce_instance::BusinessManagerUser;
use crate::moment::{Moment, UnixSeconds};

/// The state of the practice Account Manager.
pub struct PracticeAccountManager {
    pub(super) clients: Vec<ApiClient>,
    pub(super) instance: PracticeInstance,
    pub(super) settings: PracticeSettings,
    pub(super) key: Arc<SigningKey>,
    pub(super) used: UsedIds,
    pub(super) opaque: OpaqueTokens,
    pub(super) minute: Minute,
}

impl PracticeAccountManager {
    /// A practice Account Manager without API clients. Tokens stay valid across instances with the same key.
    #[must_use]
    pub fn new(key: Arc<SigningKey>) -> Self {
        Self {
            clients: Vec::new(),
            instance: PracticeInstance::default(),
            settings: PracticeSettings::default(),
            key,
            used: UsedIds::default(),
            opaque: OpaqueTokens::default(),
            minute: Minute::default(),
        }
    }

    /// The API clients, the oldest first.
    #[must_use]
    pub fn api_clients(&self) -> &[ApiClient] {
        &self.clients
    }

    /// Saves an API client. It replaces the one with the same ID, if there is one.
    pub fn save_api_client(&mut self, client: ApiClient) {
        match self.clients.iter_mut().find(|its| its.client_id() == client.client_id()) {
            Some(its) => *its = client,
            None => self.clients.push(client),
        }
    }

    /// Deletes the API client with this ID.
    pub fn delete_api_client(&mut self, client_id: &str) {
        self.clients.retain(|client| client.client_id() != client_id);
    }

    /// What the instance's Business Manager is set to, as typed.
    #[must_use]
    pub fn instance_form(&self) -> InstanceForm {
        self.instance.form()
    }

    /// Saves what was typed into the instance's Business Manager, at this time.
    ///
    /// # Errors
    /// All problems, in the order of the fields. Nothing is changed then.
    pub fn save_instance(
        &mut self,
        form: InstanceForm,
        now: UnixSeconds,
    ) -> Result<(), Vec<InstanceProblem>> {
        self.instance.save(form, now)
    }

    /// The instance's Business Manager user.
    #[must_use]
    pub fn business_manager_user(&self) -> &BusinessManagerUser {
        self.instance.user()
    }

    /// Replaces the access key of the Business Manager user. Takes some hundredths of a second.
    pub fn set_access_key(&mut self, access_key: SecretString) {
        self.instance.set_access_key(access_key);
    }

    /// The access key that was made last, until the program ends.
    #[must_use]
    pub fn new_access_key(&self) -> Option<&SecretString> {
        self.instance.new_access_key()
    }

    /// How it behaves.
    #[must_use]
    pub fn settings(&self) -> &PracticeSettings {
        &self.settings
    }

    /// What is stored of it for the next start.
    #[must_use]
    pub fn snapshot(&self) -> PracticeSnapshot {
        PracticeSnapshot {
            settings: self.settings.clone(),
            api_clients: self.clients.clone(),
            instance: self.instance.setup(),
        }
    }

    /// Restores what was stored. API clients and settings that were set up in the meantime take precedence.
    pub fn restore(&mut self, snapshot: PracticeSnapshot) {
        self.instance.restore(snapshot.instance);
        let meanwhile = std::mem::replace(&mut self.clients, snapshot.api_clients);
        if self.settings == PracticeSettings::default() {
            self.settings = snapshot.settings;
        }
        meanwhile.into_iter().for_each(|client| self.save_api_client(client));
    }

    /// Discards the API clients, the settings, and everything remembered of requests.
    pub fn forget_everything(&mut self) {
        *self = Self::new(self.key.clone());
    }

    /// Changes how it behaves, from the next request on.
    pub fn set_settings(&mut self, settings: PracticeSettings) {
        self.settings = settings;
    }

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

impl fmt::Debug for PracticeAccountManager {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PracticeAccountManager")
            .field("api_clients", &self.clients.len())
            .finish_non_exhaustive()
    }
}

fn get(request: &Request<'_>, then: impl FnOnce() -> PracticeResponse) -> PracticeResponse {
    if request.method == "GET" { then() } else { method_not_allowed("GET") }
}
