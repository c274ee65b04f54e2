//! The practice Account Manager without its network: its API clients and its state. `answer.rs` says where each request
//! goes.

use std::fmt;
use std::sync::Arc;

use secrecy::SecretString;

use super::faults::PracticeSettings;
use super::instance::{InstanceForm, InstanceProblem, PracticeInstance};
use super::opaque_tokens::OpaqueTokens;
use super::rate_limit::Minute;
use super::snapshot::PracticeSnapshot;
use super::tokens::SigningKey;
use crate::account_manager::{ApiClient, UsedIds};
use crate::commerce_instance::BusinessManagerUser;
use crate::moment::UnixSeconds;

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
}

impl fmt::Debug for PracticeAccountManager {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PracticeAccountManager")
            .field("api_clients", &self.clients.len())
            .finish_non_exhaustive()
    }
}
