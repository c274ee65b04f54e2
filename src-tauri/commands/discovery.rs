//! "Fill from the issuer": what a server publishes about itself.

use countersign_core::discovery::{Discovered, Issuer, IssuerProblem, Wanted, discover, discover_at_once};
use countersign_core::http::{Connection, Timeouts};
use countersign_core::token_request::{AuthMethod, RequestForm};
use serde::Serialize;
use tauri::{AppHandle, Manager, Url};
use tokio_util::sync::CancellationToken;

use super::error::CommandResult;
use crate::platform::clock::SystemClock;
use crate::platform::proxies;
use crate::state::session::{CredentialRef, Session};

/// A document is small, and the person waits for it.
const TIMEOUTS: Timeouts = Timeouts { connect: 10, total: 20 };

/// The outcome of reading what a server publishes about itself.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum DiscoveryOutcome {
    /// Its documents were read, or could not be.
    Read {
        /// What came of it.
        discovered: Box<Discovered>,
    },
    /// What was typed is no issuer. Nothing was sent.
    InvalidIssuer {
        /// Why.
        problem: IssuerProblem,
    },
    /// The person cancelled it.
    Cancelled,
}

pub(super) async fn discover_server(
    app: &AppHandle,
    credential: CredentialRef,
    issuer: String,
    form: RequestForm,
) -> CommandResult<DiscoveryOutcome> {
    let issuer = match Issuer::read(&issuer) {
        Ok(issuer) => issuer,
        Err(problem) => return Ok(DiscoveryOutcome::InvalidIssuer { problem }),
    };
    let session = app.state::<Session>();
    let cancelled = session.requests.discovery.start();
    let key_pair = session.key_pairs.current(credential);
    let fitting = key_pair.private_key().map(|key| key.algorithms()).unwrap_or_default();
    let wanted = Wanted {
        algorithm: form.algorithm,
        fitting,
        grant: form.grant_type(),
        private_key_jwt: form.method == AuthMethod::SignedJwt && form.user().is_none(),
    };
    let connection_to = connections(&form);
    Ok(match discover(&issuer, wanted, connection_to, &SystemClock, &cancelled).await {
        Some(discovered) => DiscoveryOutcome::Read { discovered: Box::new(discovered) },
        None => DiscoveryOutcome::Cancelled,
    })
}

/// Reads what the server with this issuer publishes, with one request. `None` if it was cancelled.
pub(super) async fn read_published(
    issuer: &Issuer,
    wanted: Wanted<'_>,
    form: &RequestForm,
    cancelled: &CancellationToken,
) -> Option<Discovered> {
    discover_at_once(issuer, wanted, connections(form), &SystemClock, cancelled).await
}

/// How a document is read: through this computer's proxies, trusting what the form trusts there.
fn connections(form: &RequestForm) -> impl Fn(&Url) -> Connection {
    let proxies = proxies::of_this_computer();
    move |url| {
        let connection = Connection::to(url, TIMEOUTS, &proxies);
        let trusted = form.trusted_for(url);
        trusted.iter().fold(connection, |connection, certificate| connection.trusting(certificate.der()))
    }
}

pub(super) async fn cancel_discovery(app: &AppHandle) -> CommandResult<()> {
    app.state::<Session>().requests.discovery.cancel();
    Ok(())
}
