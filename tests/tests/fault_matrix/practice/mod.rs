//! Faults at the practice Account Manager, in the words of both engines. It runs in this process, on loopback.

mod api_client;
mod assertion;
mod gateway;
mod secrets;

use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use countersign_core::account_manager::{TokenEndpointAuthMethod, Wording};
use countersign_core::moment::Moment;
use countersign_core::practice::{
    ApiClientForm, Limits, MomentSource, PracticeAccountManager, PracticeServer, PracticeSettings,
    SigningKey, read_api_client,
};
use countersign_core::token_request::{
    AuthMethod, BusinessManagerForm, Destination, RequestForm, SecretPlacement,
};
use countersign_tests::fault_matrix::{Asked, Cause, Fault, Judged, Outcome};
use countersign_tests::identity::{certificate_of, this_moment};

use crate::keys::{key_pair, other_key_pair};

/// The API client's ID.
pub(crate) const CLIENT: &str = "3f6b1f0e-5d1c-4b8e-9d6a-0c2a7f1e9b44";
/// Its password. It has everything that breaks in a header that is not form-encoded.
pub(crate) const PASSWORD: &str = "p+ss:w%rd&more";
/// The user of the practice instance, and their access key.
const LOGIN: &str = "practice.user@example.com";
pub(crate) const ACCESS_KEY: &str = "k%}'/+~,(k%}'/+~,(k%}'/+~,(k%}'/+~,(key1";

static SIGNING_KEY: LazyLock<Arc<SigningKey>> =
    LazyLock::new(|| Arc::new(SigningKey::make().expect("a key can be made")));

struct SystemMoments;

impl MomentSource for SystemMoments {
    fn moment(&self) -> Moment {
        this_moment()
    }
}

/// A request, and the practice Account Manager that it goes to. As it is made, a token is granted.
pub(crate) struct Practice {
    pub(crate) asked: Asked,
    pub(crate) client: ApiClientForm,
    pub(crate) settings: PracticeSettings,
    /// The address of its token endpoint.
    pub(crate) endpoint: String,
}

impl Practice {
    fn new(wording: Wording) -> Self {
        let form = RequestForm {
            api_key: CLIENT.into(),
            destination: Destination::Practice { running: None },
            ..RequestForm::default()
        };
        let client = ApiClientForm {
            password: Some(PASSWORD.into()),
            public_key: certificate_of(key_pair()).trim_end().into(),
            ..ApiClientForm::default()
        };
        Self {
            asked: Asked::new(form, key_pair().clone()),
            client,
            settings: PracticeSettings { wording, ..PracticeSettings::default() },
            endpoint: String::new(),
        }
    }

    /// The client proves itself with its password, sent in this place, and is set up for that.
    pub(crate) fn use_secret(&mut self, placement: SecretPlacement) {
        self.asked.use_secret(PASSWORD, placement);
        self.client.auth_method = match placement {
            SecretPlacement::Body => TokenEndpointAuthMethod::ClientSecretPost,
            SecretPlacement::Header | SecretPlacement::HeaderNotEncoded => {
                TokenEndpointAuthMethod::ClientSecretBasic
            }
        };
    }

    /// The client's secret and a Business Manager user together.
    pub(crate) fn use_business_manager(&mut self) {
        self.use_secret(SecretPlacement::Header);
        self.asked.form.method = AuthMethod::BusinessManagerUser;
        self.asked.form.business_manager =
            BusinessManagerForm { instance_host: String::new(), user: LOGIN.into() };
        self.asked.secrets.access_key = Some(ACCESS_KEY.into());
    }

    /// The certificate of another key is stored.
    pub(crate) fn store_another_certificate(&mut self) {
        self.client.public_key = certificate_of(other_key_pair()).trim_end().into();
    }
}

/// Runs a request at a practice Account Manager of its own, made wrong like this.
pub(crate) async fn run(wording: Wording, set_wrong: &[fn(&mut Practice)], right: Option<Cause>) -> Outcome {
    let manager = Arc::new(Mutex::new(PracticeAccountManager::new(SIGNING_KEY.clone())));
    let limits = Limits { late: Duration::from_secs(4), ..Limits::default() };
    let server = PracticeServer::start_at(0, manager.clone(), Arc::new(SystemMoments), limits)
        .await
        .expect("a port is free");
    let mut practice = Practice::new(wording);
    practice.endpoint = server.address().token_endpoint();
    for set_wrong in set_wrong {
        set_wrong(&mut practice);
    }
    let Practice { mut asked, client, settings, .. } = practice;
    {
        let mut manager = manager.lock().expect("nothing panics with it");
        manager.set_access_key(ACCESS_KEY.into());
        manager.set_settings(settings);
        manager.save_api_client(read_api_client(CLIENT.into(), client, None).expect("it can be saved"));
    }
    asked.form = asked.form.with_practice(Some(server.address().clone()));
    asked.right = right;
    let outcome = asked.run().await;
    server.stop().await;
    outcome
}

const BOTH: &[Wording] = &[Wording::AsIn2021, Wording::AsOf2026];

/// All faults, each in the engines that mind it.
pub(crate) fn faults() -> Vec<(&'static Fault<Practice>, &'static [Wording])> {
    let both = [assertion::IN_BOTH, api_client::IN_BOTH, secrets::IN_BOTH];
    let in_2021 = [assertion::IN_2021];
    let of_2026 = [assertion::OF_2026, api_client::OF_2026];
    // Neither engine decides these: the instance does, or nobody.
    let in_neither = [gateway::FAULTS, secrets::OF_BUSINESS_MANAGER];
    let with = |lists: &[&'static [Fault<Practice>]], wordings: &'static [Wording]| {
        lists.iter().flat_map(|list| list.iter()).map(|fault| (fault, wordings)).collect::<Vec<_>>()
    };
    let mut all = with(&both, BOTH);
    all.extend(with(&in_2021, &[Wording::AsIn2021]));
    all.extend(with(&of_2026, &[Wording::AsOf2026]));
    all.extend(with(&in_neither, &[Wording::AsOf2026]));
    all
}

pub(crate) fn name_of(wording: Wording) -> &'static str {
    match wording {
        Wording::AsIn2021 => "practice, 2021",
        Wording::AsOf2026 => "practice, 2026",
    }
}

/// What the program says about each.
pub(crate) async fn rows() -> Vec<Judged> {
    let mut rows = Vec::new();
    for (fault, wordings) in faults() {
        for wording in wordings {
            let outcome = run(*wording, &[fault.set_wrong], Some(fault.cause)).await;
            rows.push(Judged::of(name_of(*wording), fault.name, fault.cause, &outcome));
        }
    }
    rows
}
