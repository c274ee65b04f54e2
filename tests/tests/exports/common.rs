//! The credentials whose exports are run, and the tools.

use std::sync::{Arc, Mutex};

use countersign_core::account_manager::{TokenEndpointAuthMethod, certificate_text};
use countersign_core::interchange::export::{
    ExportProblem, ExportTarget, Exported as ToExport, ExportedFile, Secrets, export,
};
use countersign_core::key_pair::KeyPair;
use countersign_core::moment::Moment;
use countersign_core::practice::{
    ApiClientForm, Limits, MomentSource, PracticeAccountManager, PracticeServer, SigningKey, read_api_client,
};
use countersign_core::token_request::{
    AuthMethod, BusinessManagerForm, ClientSecrets, Destination, Proofs, RequestForm, SecretPlacement,
};
use countersign_tests::exports::{Environment, Runner};
use countersign_tests::identity::{make_key_pair, this_moment};
use countersign_tests::practice::PASSWORD;
use secrecy::ExposeSecret as _;

pub(crate) const CLIENT: &str = "3f6b1f0e-5d1c-4b8e-9d6a-0c2a7f1e9b44";
pub(crate) const ACCESS_KEY: &str = "k%}'/+~,(QxKc8Rr0u2aB7dE9fG1hJ3kL5mN6pP";

/// What the tests of each system run always.
pub(crate) const NEARBY: [(ExportTarget, Runner); 9] = [
    (ExportTarget::Bash, Runner::Usual),
    (ExportTarget::NodeJs, Runner::Usual),
    (ExportTarget::Python, Runner::Usual),
    (ExportTarget::Php, Runner::Usual),
    (ExportTarget::Ruby, Runner::Usual),
    (ExportTarget::Postman, Runner::Usual),
    (ExportTarget::Postman, Runner::Newest),
    (ExportTarget::Bruno, Runner::Usual),
    (ExportTarget::Bruno, Runner::Developer),
];
/// What needs a compiler, which is there where the large servers are.
pub(crate) const COMPILED: [(ExportTarget, Runner); 2] =
    [(ExportTarget::Java, Runner::Usual), (ExportTarget::Go, Runner::Usual)];

/// A credential whose request is exported.
#[derive(Clone)]
pub(crate) struct Exported {
    pub(crate) name: String,
    pub(crate) form: RequestForm,
    pub(crate) key_pair: KeyPair,
    pub(crate) secrets: ClientSecrets,
}

impl Exported {
    /// One with this method and everything that it needs, for the practice server.
    pub(crate) fn with(method: AuthMethod, key_pair: &KeyPair) -> Self {
        Self {
            name: "Nightly job".into(),
            form: RequestForm {
                method,
                api_key: CLIENT.into(),
                scopes: "mail".into(),
                destination: Destination::Practice { running: None },
                business_manager: BusinessManagerForm { instance_host: String::new(), user: LOGIN.into() },
                ..RequestForm::default()
            },
            key_pair: key_pair.clone(),
            secrets: ClientSecrets {
                client_secret: Some(PASSWORD.into()),
                access_key: Some(ACCESS_KEY.into()),
            },
        }
    }

    pub(crate) fn proofs(&self) -> Proofs<'_> {
        Proofs { key_pair: &self.key_pair, secrets: &self.secrets }
    }

    pub(crate) fn export(
        &self,
        target: ExportTarget,
        secrets: Secrets<'_>,
    ) -> Result<Vec<ExportedFile>, ExportProblem> {
        let Self { name, form, key_pair, .. } = self;
        export(target, ToExport { name, form, key_pair }, secrets, &this_moment())
    }

    /// What an export without secrets reads.
    pub(crate) fn environment(&self) -> Environment {
        // Exposed because another program signs with it. The key was made for this test.
        let key = self.key_pair.private_key().map(|key| key.to_pkcs8_pem().expose_secret().to_owned());
        let secret = |secret: &Option<secrecy::SecretString>| {
            secret.as_ref().map(|secret| secret.expose_secret().to_owned())
        };
        let named = [
            ("PRIVATE_KEY", key),
            ("CLIENT_SECRET", secret(&self.secrets.client_secret)),
            ("ACCESS_KEY", secret(&self.secrets.access_key)),
        ];
        let variables =
            named.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect();
        Environment { variables }
    }
}

/// The login that a new practice instance has.
pub(crate) const LOGIN: &str = "practice.user@example.com";

struct SystemMoments;

impl MomentSource for SystemMoments {
    fn moment(&self) -> Moment {
        this_moment()
    }
}

/// A practice server whose one API client authenticates like this, and whose instance has a user with the access key.
pub(crate) async fn practice(key_pair: &KeyPair, method: TokenEndpointAuthMethod) -> PracticeServer {
    let mut manager = PracticeAccountManager::new(Arc::new(SigningKey::make().expect("a key can be made")));
    let certificate = key_pair.certificate().expect("a made key pair has a certificate");
    let form = ApiClientForm {
        password: Some(PASSWORD.into()),
        public_key: certificate_text(certificate).expect("it fits"),
        auth_method: method,
        ..ApiClientForm::default()
    };
    manager.save_api_client(read_api_client(CLIENT.into(), form, None).expect("the form is in order"));
    manager.set_access_key(ACCESS_KEY.into());
    let manager = Arc::new(Mutex::new(manager));
    PracticeServer::start_at(0, manager, Arc::new(SystemMoments), Limits::default())
        .await
        .expect("a port is free")
}

/// The key pair that all share.
pub(crate) fn key_pair() -> KeyPair {
    static KEY_PAIR: std::sync::LazyLock<KeyPair> = std::sync::LazyLock::new(make_key_pair);
    KEY_PAIR.clone()
}

/// Every way in which a request authenticates, and how the API client has to be set for it.
pub(crate) fn methods() -> [(&'static str, AuthMethod, SecretPlacement, TokenEndpointAuthMethod); 4] {
    use TokenEndpointAuthMethod::{ClientSecretBasic, ClientSecretPost, PrivateKeyJwt};
    [
        ("signed JWT", AuthMethod::SignedJwt, SecretPlacement::Header, PrivateKeyJwt),
        ("secret in the header", AuthMethod::ClientSecret, SecretPlacement::Header, ClientSecretBasic),
        ("secret in the body", AuthMethod::ClientSecret, SecretPlacement::Body, ClientSecretPost),
        (
            "Business Manager user",
            AuthMethod::BusinessManagerUser,
            SecretPlacement::Header,
            ClientSecretBasic,
        ),
    ]
}
