//! Configurations in which nothing is wrong: a token is granted, and nothing above a hint is said.

use countersign_core::account_manager::Wording;
use countersign_core::key::SigningAlgorithm;
use countersign_core::token_request::{Destination, HeaderType, SecretPlacement};
use countersign_tests::fault_matrix::false_alarms;

use crate::clients::{self, AuthorizationServer, Client, SECRET};
use crate::network;
use crate::practice::{self, Practice};

/// A healthy configuration with what was said above a hint.
pub(crate) type Healthy = (String, Vec<String>);

/// A healthy configuration: its name, and what it changes.
type Change<Situation> = (&'static str, fn(&mut Situation));

const AT_PRACTICE: &[Change<Practice>] = &[
    ("as it is", |_| {}),
    ("five minutes to live", |s| s.asked.form.lifetime_seconds = "300".into()),
    ("25 minutes to live", |s| s.asked.form.lifetime_seconds = "1500".into()),
    ("30 minutes to live", |s| s.asked.form.lifetime_seconds = "1800".into()),
    ("with a kid", |s| s.asked.form.header.kid = "key-1".into()),
    ("with thumbprints and certificate", |s| {
        s.asked.form.header.x5t = true;
        s.asked.form.header.x5t_s256 = true;
        s.asked.form.header.x5c = true;
    }),
    ("typ of newer servers", |s| s.asked.form.header.typ = HeaderType::ClientAuthentication),
    ("no typ", |s| s.asked.form.header.typ = HeaderType::Missing),
    ("a claim of one's own", |s| s.asked.set_claim("tenant", "zzte_053")),
    ("default scopes", |s| s.asked.form.scopes = "mail roles tenantFilter".into()),
    ("a family of SCAPI and its tenant", |s| {
        s.asked.form.scopes = "SALESFORCE_COMMERCE_API:zzte_053 sfcc.products".into();
    }),
    ("secret in the header", |s| s.use_secret(SecretPlacement::Header)),
    ("secret in the body", |s| s.use_secret(SecretPlacement::Body)),
];

const ISSUER_AS_AUDIENCE: (&str, fn(&mut Client)) = ("issuer as audience", |s| {
    s.asked.form.destination = Destination::other(s.endpoint.clone(), s.issuer.clone());
});

const OF_CLIENTS: &[Change<Client>] = &[
    ("as it is", |_| {}),
    ("PS256", |s| {
        s.registered.algorithm = "PS256";
        s.asked.form.algorithm = SigningAlgorithm::Ps256;
    }),
    ("a scope", |s| s.asked.form.scopes = "mail".into()),
    ("secret in the header", |s| s.use_secret(SecretPlacement::Header)),
    ("secret in the body", |s| s.use_secret(SecretPlacement::Body)),
    ("plain secret, not form-encoded", |s| {
        s.use_secret(SecretPlacement::HeaderNotEncoded);
        let plain: String = SECRET.chars().filter(char::is_ascii_alphanumeric).collect();
        s.asked.secrets.client_secret = Some(plain.repeat(2).into());
        s.registered.secret = Some(plain.repeat(2));
    }),
];

/// Those that need no server from elsewhere.
pub(crate) async fn nearby() -> Vec<Healthy> {
    let mut healthy = Vec::new();
    for wording in [Wording::AsIn2021, Wording::AsOf2026] {
        for (name, change) in AT_PRACTICE {
            let outcome = practice::run(wording, &[*change], None).await;
            healthy.push((format!("{}, {name}", practice::name_of(wording)), false_alarms(&outcome)));
        }
    }
    for (name, outcome) in network::healthy().await {
        healthy.push((name.into(), false_alarms(&outcome)));
    }
    healthy
}

/// Those at this server.
pub(crate) async fn at<S: AuthorizationServer>(server: &S) -> Vec<Healthy> {
    let mut healthy = Vec::new();
    for (name, change) in OF_CLIENTS.iter().chain(S::TAKES_ISSUER.then_some(&ISSUER_AS_AUDIENCE)) {
        let outcome = clients::run(server, &[*change], None).await;
        healthy.push((format!("{}, {name}", S::NAME), false_alarms(&outcome)));
    }
    healthy
}
