//! The practice instance over HTTP, and what its tests share.

mod findings;
mod grant;
mod methods;
mod ocapi;
mod scapi;
mod secrets;
mod setup;
mod webdav;

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use countersign_core::account_manager::TokenEndpointAuthMethod;
use countersign_core::commerce_instance::{OcapiTrouble, make_access_key};
use countersign_core::practice::{
    ApiClientForm, Faults, InstanceForm, InstanceProblem, Limits, PracticeAccountManager, PracticeServer,
    read_api_client,
};
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::attempt::{FORM, PASSWORD, TOKEN_PATH};
use crate::common::{CLIENT_ID, NOW};
use crate::credential::start;

const GRANT: &str = "urn:demandware:params:oauth:grant-type:client-id:dwsid:dwsecuretoken";
const SITES: &str = "/s/-/dw/data/v24_5/sites?select=(data.(id))&count=1";
const SCHEMAS: &str = "/dx/scapi-schemas/v1/organizations/f_ecom_zzte_053/schemas";
const IMPEX: &str = "/on/demandware.servlet/webdav/Sites/Impex";
const LOGIN: &str = "practice.user@example.com";

/// A response, taken apart.
struct Heard {
    status: u16,
    head: String,
    body: String,
}

impl Heard {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("{}", self.body))
    }

    fn header(&self, name: &str) -> Option<&str> {
        let found = self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        found.map(str::trim_end)
    }
}

/// A server with one API client that has a secret, and a Business Manager user with an access key.
struct Instance {
    server: PracticeServer,
    manager: Arc<Mutex<PracticeAccountManager>>,
    access_key: String,
}

impl Instance {
    async fn new() -> Self {
        Self::with_secret(PASSWORD, TokenEndpointAuthMethod::ClientSecretPost).await
    }

    async fn with_secret(secret: &str, auth_method: TokenEndpointAuthMethod) -> Self {
        let (server, manager) = start(Limits::default()).await;
        let form = ApiClientForm { password: Some(secret.into()), auth_method, ..ApiClientForm::default() };
        let access_key = make_access_key().unwrap();
        {
            let mut manager = manager.lock().unwrap();
            manager.save_api_client(read_api_client(CLIENT_ID.into(), form, None).unwrap());
            manager.set_access_key(access_key.clone());
        }
        Self { server, manager, access_key: access_key.expose_secret().to_owned() }
    }

    async fn say(&self, method: &str, target: &str, headers: &[(&str, &str)], body: &str) -> Heard {
        let host = self.server.address().authority();
        let mut request = format!("{method} {target} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n");
        for (name, value) in headers {
            write!(request, "{name}: {value}\r\n").unwrap();
        }
        write!(request, "content-length: {}\r\n\r\n{body}", body.len()).unwrap();
        let mut stream = TcpStream::connect(host.parse::<SocketAddr>().unwrap()).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut heard = String::new();
        stream.read_to_string(&mut heard).await.unwrap();
        let (head, body) = heard.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Heard { status, head: head.to_owned(), body: body.to_owned() }
    }

    async fn get(&self, target: &str, token: &str) -> Heard {
        self.say("GET", target, &[("authorization", &format!("Bearer {token}"))], "").await
    }

    /// A token with these scopes; without any, with Account Manager's own.
    async fn token(&self, scope: &str) -> String {
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.extend_pairs([
            ("grant_type", "client_credentials"),
            ("client_id", CLIENT_ID),
            ("client_secret", PASSWORD),
        ]);
        if !scope.is_empty() {
            form.append_pair("scope", scope);
        }
        let given = self.say("POST", TOKEN_PATH, &[("content-type", FORM)], &form.finish()).await;
        given.json()["access_token"].as_str().unwrap_or_else(|| panic!("{}", given.body)).to_owned()
    }

    async fn grant(&self, credentials: &str) -> Heard {
        let target = format!("/dw/oauth2/access_token?client_id={CLIENT_ID}");
        let basic = format!("Basic {}", STANDARD.encode(credentials));
        let body = format!(
            "grant_type={}",
            url::form_urlencoded::byte_serialize(GRANT.as_bytes()).collect::<String>()
        );
        self.say("POST", &target, &[("content-type", FORM), ("authorization", &basic)], &body).await
    }

    fn right(&self) -> String {
        format!("{LOGIN}:{}:{PASSWORD}", self.access_key)
    }

    async fn user_token(&self) -> String {
        self.grant(&self.right()).await.json()["access_token"].as_str().unwrap().to_owned()
    }

    fn trouble(&self, ocapi: OcapiTrouble) {
        self.faults(|faults| faults.instance.ocapi = ocapi);
    }

    fn faults(&self, change: impl FnOnce(&mut Faults)) {
        let mut manager = self.manager.lock().unwrap();
        let mut settings = manager.settings().clone();
        change(&mut settings.faults);
        manager.set_settings(settings);
    }

    fn save(&self, change: impl FnOnce(&mut InstanceForm)) -> Result<(), Vec<InstanceProblem>> {
        let mut manager = self.manager.lock().unwrap();
        let mut form = manager.instance_form();
        change(&mut form);
        manager.save_instance(form, NOW.seconds())
    }

    /// The settings that open `/sites`, as documented.
    fn open_sites(&self) {
        self.save(|form| form.ocapi_settings = settings(CLIENT_ID, "/sites", "get", "(**)")).unwrap();
    }
}

fn settings(client_id: &str, resource: &str, method: &str, read_attributes: &str) -> String {
    json!({"_v": "24.5", "clients": [{"client_id": client_id, "resources": [{
        "resource_id": resource, "methods": [method], "read_attributes": read_attributes, "write_attributes": "(**)",
    }]}]})
    .to_string()
}
