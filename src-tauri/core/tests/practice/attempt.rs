//! A token request that can be made wrong in every way, and the practice Account Manager's response to it.

use std::net::SocketAddr;
use std::sync::{Arc, LazyLock};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use countersign_core::account_manager::{PracticeAddress, certificate_text};
use countersign_core::certificate::{CertificateOptions, make_self_signed};
use countersign_core::key::{RsaBits, make_rsa_key};
use countersign_core::key_pair::KeyPair;
use countersign_core::moment::Moment;
use countersign_core::practice::{
    ApiClientForm, PracticeAccountManager, PracticeResponse, PracticeSettings, Request, SigningKey,
    read_api_client,
};
use countersign_core::token_request::client_auth::JWT_BEARER;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use secrecy::ExposeSecret as _;
use serde_json::{Map, Value, json};

use crate::common::{CLIENT_ID, key_pair, moment};

pub(crate) const PASSWORD: &str = "p+ss:w%rd & more";
pub(crate) const TOKEN_PATH: &str = "/dwsso/oauth2/access_token";
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

/// Made only once, because it takes time.
static SIGNING_KEY: LazyLock<Arc<SigningKey>> = LazyLock::new(|| Arc::new(SigningKey::make().unwrap()));

static OTHER_KEY_PAIR: LazyLock<KeyPair> = LazyLock::new(|| {
    let key = make_rsa_key(RsaBits::Rsa2048).unwrap();
    let now = moment().now.seconds();
    let certificate = make_self_signed(&key, &CertificateOptions::default(), now).unwrap();
    KeyPair::generated(key, certificate)
});

pub(crate) fn address() -> PracticeAddress {
    PracticeAddress::new(SocketAddr::from(([127, 0, 0, 1], 4443))).unwrap()
}

pub(crate) fn certificate() -> String {
    certificate_text(key_pair().certificate().unwrap()).unwrap()
}

pub(crate) fn other_certificate() -> String {
    certificate_text(OTHER_KEY_PAIR.certificate().unwrap()).unwrap()
}

fn signing_key(pair: &KeyPair) -> EncodingKey {
    // The tests sign by themselves, so that they can do it wrong.
    let pem = pair.private_key().unwrap().to_pkcs8_pem();
    let (_, pem) = x509_parser::pem::parse_x509_pem(pem.expose_secret().as_bytes()).unwrap();
    let info = pkcs8::PrivateKeyInfoRef::try_from(pem.contents.as_slice()).unwrap();
    EncodingKey::from_rsa_der(info.private_key.as_bytes())
}

/// A token request that is correct until a test changes it.
pub(crate) struct Attempt {
    pub(crate) settings: PracticeSettings,
    pub(crate) client: ApiClientForm,
    pub(crate) claims: Map<String, Value>,
    pub(crate) algorithm: Algorithm,
    /// `crit` in the assertion's header.
    pub(crate) critical: Option<Vec<&'static str>>,
    pub(crate) signed_by_other: bool,
    /// Sent as `client_assertion` instead of a signed JWT.
    pub(crate) assertion: Option<String>,
    /// Form fields other than those of the assertion.
    pub(crate) fields: Vec<(&'static str, String)>,
    pub(crate) with_assertion: bool,
    pub(crate) authorization: Option<String>,
    pub(crate) content_type: &'static str,
    /// How many times the request is sent.
    pub(crate) times: usize,
}

impl Attempt {
    pub(crate) fn new() -> Self {
        let now = moment().now.seconds().0;
        let claims = json!({
            "iss": CLIENT_ID,
            "sub": CLIENT_ID,
            "aud": address().token_endpoint(),
            "iat": now,
            "exp": now + 60,
            "jti": "9b2f6a1e",
        });
        Self {
            settings: PracticeSettings::default(),
            client: ApiClientForm {
                password: Some(PASSWORD.into()),
                public_key: certificate(),
                ..ApiClientForm::default()
            },
            claims: claims.as_object().unwrap().clone(),
            algorithm: Algorithm::RS256,
            critical: None,
            signed_by_other: false,
            assertion: None,
            fields: vec![("grant_type", "client_credentials".into())],
            with_assertion: true,
            authorization: None,
            content_type: FORM,
            times: 1,
        }
    }

    pub(crate) fn now() -> i64 {
        moment().now.seconds().0
    }

    pub(crate) fn claim(&mut self, name: &str, value: impl Into<Value>) {
        self.claims.insert(name.into(), value.into());
    }

    pub(crate) fn without_claim(&mut self, name: &str) {
        self.claims.remove(name);
    }

    pub(crate) fn field(&mut self, name: &'static str, value: impl Into<String>) {
        self.fields.push((name, value.into()));
    }

    pub(crate) fn grant_type(&mut self, value: Option<&str>) {
        self.fields.retain(|(name, _)| *name != "grant_type");
        self.fields.extend(value.map(|value| ("grant_type", value.to_owned())));
    }

    pub(crate) fn basic(&mut self, user: &str, secret: &str) {
        self.with_assertion = false;
        self.authorization = Some(format!("Basic {}", STANDARD.encode(format!("{user}:{secret}"))));
    }

    pub(crate) fn secret_in_body(&mut self, secret: &str) {
        self.with_assertion = false;
        self.field("client_id", CLIENT_ID);
        self.field("client_secret", secret);
    }

    fn signed(&self) -> String {
        let key = match (self.algorithm, self.signed_by_other) {
            (Algorithm::HS256, _) => EncodingKey::from_secret(certificate().as_bytes()),
            (_, false) => signing_key(&key_pair()),
            (_, true) => signing_key(&OTHER_KEY_PAIR),
        };
        let crit = self.critical.as_ref().map(|names| names.iter().map(|name| (*name).to_owned()).collect());
        let header = Header { crit, ..Header::new(self.algorithm) };
        jsonwebtoken::encode(&header, &self.claims, &key).unwrap()
    }

    pub(crate) fn body(&self) -> String {
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(self.fields.iter().map(|(name, value)| (*name, value.as_str())));
        if self.with_assertion {
            form.append_pair("client_assertion_type", JWT_BEARER);
            form.append_pair("client_assertion", &self.assertion.clone().unwrap_or_else(|| self.signed()));
        }
        form.finish()
    }

    pub(crate) fn manager(&self) -> PracticeAccountManager {
        let mut manager = manager();
        let client = read_api_client(CLIENT_ID.into(), self.client.clone(), None).unwrap();
        manager.save_api_client(client);
        manager.set_settings(self.settings.clone());
        manager
    }

    /// The response to the last request.
    pub(crate) fn answer(&self) -> PracticeResponse {
        let (mut manager, body) = (self.manager(), self.body());
        let send = |manager: &mut PracticeAccountManager| post(manager, TOKEN_PATH, self, &body, &moment());
        for _ in 1..self.times {
            send(&mut manager);
        }
        send(&mut manager)
    }
}

pub(crate) fn manager() -> PracticeAccountManager {
    PracticeAccountManager::new(SIGNING_KEY.clone())
}

pub(crate) fn post(
    manager: &mut PracticeAccountManager,
    path: &str,
    attempt: &Attempt,
    body: &str,
    moment: &Moment,
) -> PracticeResponse {
    let request = Request {
        method: "POST",
        path,
        content_type: Some(attempt.content_type),
        authorization: attempt.authorization.as_deref(),
        body: body.as_bytes(),
        ..Request::default()
    };
    manager.answer(&request, &address(), moment)
}

pub(crate) fn json_of(answer: &PracticeResponse) -> Value {
    serde_json::from_str(&answer.body).unwrap()
}
