//! The practice instance of B2C Commerce without its network: what its Business Manager is set to, and the responses of
//! its APIs. The decisions are those of the model in `commerce_instance/`.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::faults::InstanceFaults;
use super::message::{PracticeResponse, Request, html, json_response, response};
use crate::account_manager::ApiClient;
use crate::commerce_instance::{
    Authorization, BusinessManagerUser, OcapiJudge, OcapiRequest, OcapiSettings, OcapiTrouble, ScapiRequest,
    SettingsProblem, TokenFacts, WebdavAnswer, WebdavPermissions, WebdavRequest,
};
use crate::moment::UnixSeconds;

/// The media type of OCAPI's documents.
const OCAPI_JSON: &str = "application/json;charset=UTF-8";
/// How long OCAPI's settings may take to have an effect, in seconds.
const OCAPI_SETTINGS_DELAY: i64 = 3 * 60;
/// The longest login, in characters.
const LONGEST_LOGIN: usize = 256;

/// What is typed into the practice instance's Business Manager.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct InstanceForm {
    /// Open Commerce API Settings, type Data, context Global: JSON.
    pub ocapi_settings: String,
    /// WebDAV Client Permissions: JSON.
    pub webdav_permissions: String,
    /// The Business Manager user's login.
    pub login: String,
}

/// A problem with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum InstanceProblem {
    /// Business Manager would not save these OCAPI settings.
    OcapiSettings {
        /// Why not.
        problem: SettingsProblem,
    },
    /// Business Manager would not save these WebDAV permissions.
    WebdavPermissions {
        /// Why not.
        problem: SettingsProblem,
    },
    /// The login is missing, too long, or has a colon, which separates the parts of the grant's header.
    Login,
}

/// What the practice instance is set to, as it is stored. The access key is a hash.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct InstanceSetup {
    ocapi_settings: String,
    webdav_permissions: String,
    user: BusinessManagerUser,
}

/// The practice instance.
#[derive(Default)]
pub(super) struct PracticeInstance {
    setup: InstanceSetup,
    ocapi: OcapiSettings,
    /// The settings before the last change, and when that was.
    ocapi_before: Option<(OcapiSettings, UnixSeconds)>,
    webdav: WebdavPermissions,
    /// The access key that was made last, until the program ends.
    new_access_key: Option<SecretString>,
    /// Something was set since this was made.
    touched: bool,
}

/// A request, and what the model needs to know of it.
pub(super) struct ApiCall<'r> {
    pub(super) request: &'r Request<'r>,
    /// Its `Authorization` header, as it arrives.
    pub(super) authorization: Authorization<'r>,
    /// What its token says, if it is accepted.
    pub(super) token: Option<&'r TokenFacts>,
}

impl PracticeInstance {
    /// What was typed, as saved last.
    pub(super) fn form(&self) -> InstanceForm {
        InstanceForm {
            ocapi_settings: self.setup.ocapi_settings.clone(),
            webdav_permissions: self.setup.webdav_permissions.clone(),
            login: self.setup.user.login.clone(),
        }
    }

    pub(super) fn user(&self) -> &BusinessManagerUser {
        &self.setup.user
    }

    pub(super) fn new_access_key(&self) -> Option<&SecretString> {
        self.new_access_key.as_ref()
    }

    /// Saves what was typed, at this time.
    pub(super) fn save(&mut self, form: InstanceForm, now: UnixSeconds) -> Result<(), Vec<InstanceProblem>> {
        let ocapi = OcapiSettings::read(&form.ocapi_settings);
        let webdav = WebdavPermissions::read(&form.webdav_permissions);
        let login = form.login.trim();
        let is_login = (1..=LONGEST_LOGIN).contains(&login.chars().count()) && !login.contains(':');
        match (ocapi, webdav) {
            (Ok(ocapi), Ok(webdav)) if is_login => {
                if form.ocapi_settings != self.setup.ocapi_settings {
                    self.ocapi_before = Some((std::mem::replace(&mut self.ocapi, ocapi), now));
                }
                self.webdav = webdav;
                login.clone_into(&mut self.setup.user.login);
                self.setup.ocapi_settings = form.ocapi_settings;
                self.setup.webdav_permissions = form.webdav_permissions;
                self.touched = true;
                Ok(())
            }
            (ocapi, webdav) => {
                let ocapi = ocapi.err().map(|problem| InstanceProblem::OcapiSettings { problem });
                let webdav = webdav.err().map(|problem| InstanceProblem::WebdavPermissions { problem });
                let login = (!is_login).then_some(InstanceProblem::Login);
                Err([ocapi, webdav, login].into_iter().flatten().collect())
            }
        }
    }

    /// Replaces the user's access key.
    pub(super) fn set_access_key(&mut self, access_key: SecretString) {
        self.setup.user.set_access_key(&access_key);
        self.new_access_key = Some(access_key);
        self.touched = true;
    }

    pub(super) fn setup(&self) -> InstanceSetup {
        self.setup.clone()
    }

    /// Restores what was stored, unless something was set up in the meantime.
    pub(super) fn restore(&mut self, setup: InstanceSetup) {
        if self.touched {
            return;
        }
        // What was saved could be read then. If the store was altered, nothing is set.
        self.ocapi = OcapiSettings::read(&setup.ocapi_settings).unwrap_or_default();
        self.webdav = WebdavPermissions::read(&setup.webdav_permissions).unwrap_or_default();
        self.setup = setup;
    }

    pub(super) fn ocapi(
        &self,
        call: &ApiCall<'_>,
        clients: &[ApiClient],
        faults: &InstanceFaults,
        now: UnixSeconds,
    ) -> PracticeResponse {
        let settings = match &self.ocapi_before {
            Some((before, saved))
                if faults.ocapi == OcapiTrouble::SavedLate && now.0 < saved.0 + OCAPI_SETTINGS_DELAY =>
            {
                before
            }
            _ => &self.ocapi,
        };
        let judge = OcapiJudge {
            settings,
            trouble: faults.ocapi,
            is_client: &|id| clients.iter().any(|client| client.client_id() == id),
        };
        let request = OcapiRequest {
            path: call.request.path,
            query: call.request.query,
            method: call.request.method,
            host: call.request.host,
            authorization: call.authorization,
            token: call.token,
            client_id: call.request.client_id,
        };
        match judge.decide(&request) {
            Ok(document) => response(200, OCAPI_JSON, document.to_string()),
            Err(fault) => response(fault.status(), OCAPI_JSON, fault.body().to_string()),
        }
    }

    pub(super) fn scapi(&self, call: &ApiCall<'_>) -> PracticeResponse {
        let request =
            ScapiRequest { path: call.request.path, method: call.request.method, token: call.token };
        match request.decide() {
            Ok(document) => json_response(200, &document),
            Err(problem) => {
                let mut answer =
                    response(problem.status, "application/problem+json", problem.body.to_string());
                if problem.status == 405 {
                    answer.headers.push(("allow", "GET".into()));
                }
                answer
            }
        }
    }

    pub(super) fn webdav(&self, call: &ApiCall<'_>) -> PracticeResponse {
        let request = WebdavRequest {
            path: call.request.path,
            method: call.request.method,
            depth: call.request.depth,
            token: call.token,
        };
        match request.decide(&self.webdav) {
            WebdavAnswer::Multistatus(xml) => response(207, "application/xml;charset=UTF-8", xml),
            WebdavAnswer::File(text) => response(200, "text/plain;charset=UTF-8", text.to_owned()),
            WebdavAnswer::Listing(page) => response(200, "text/html;charset=UTF-8", page),
            WebdavAnswer::Unauthorized => {
                let mut answer = html(401, "Unauthorized", "This request requires authentication.");
                answer.headers.push(("www-authenticate", r#"Basic realm="webdav""#.into()));
                answer
            }
            WebdavAnswer::Forbidden => html(403, "Forbidden", "Access to this resource is forbidden."),
            WebdavAnswer::NotFound => html(404, "Not Found", "The requested resource was not found."),
            WebdavAnswer::MethodNotAllowed => {
                let mut answer = html(405, "Method Not Allowed", "The method is not allowed for this URL.");
                answer.headers.push(("allow", "GET, PROPFIND".into()));
                answer
            }
        }
    }
}
