//! Asks for a token as a person does: what the form, the key pair and the secrets are, which clock this computer has,
//! and what comes of it.

use std::time::Duration;

use countersign_core::diagnosis::before_sending::Confirmed;
use countersign_core::diagnosis::{FindingShown, Known, Verdict};
use countersign_core::discovery::{Discovered, Issuer, Wanted, discover_at_once};
use countersign_core::experiments::{CauseFound, Progress, Refused, Surroundings, find_cause};
use countersign_core::http::{Connection, ProxySettings, Timeouts};
use countersign_core::key_pair::KeyPair;
use countersign_core::moment::{Clock, Moment, UnixMillis};
use countersign_core::prepare::{findings_before, prepare, preview};
use countersign_core::token_exchange::{ExchangeShown, TokenExchange, send};
use countersign_core::token_request::{
    AuthMethod, ClaimEdit, ClientSecrets, Proofs, RequestForm, SecretPlacement, TokenRequest,
};
use tokio_util::sync::CancellationToken;

use super::Cause;
use crate::identity::{SystemClock, this_moment};

/// The clock of a computer that is ahead by so many seconds; behind if negative.
#[derive(Clone, Copy, Debug)]
pub struct ShiftedClock(pub i64);

impl ShiftedClock {
    fn moment(self) -> Moment {
        Moment { now: self.now(), ..this_moment() }
    }
}

impl Clock for ShiftedClock {
    fn now(&self) -> UnixMillis {
        UnixMillis(SystemClock.now().0 + self.0 * 1000)
    }

    fn steady(&self) -> Duration {
        SystemClock.steady()
    }
}

/// What the person does with the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sending {
    /// Heeds what is found, and sends nothing.
    Never,
    /// Sends it in spite of warnings.
    Once,
    /// Sends it, and then once more. What comes of the second counts.
    Twice,
}

/// Everything that makes a request.
#[derive(Debug)]
pub struct Asked {
    /// The form as typed.
    pub form: RequestForm,
    /// The key pair of step 1.
    pub key_pair: KeyPair,
    /// The secrets as typed.
    pub secrets: ClientSecrets,
    /// This computer's clock.
    pub clock: ShiftedClock,
    /// The proxies of this computer.
    pub proxies: ProxySettings,
    /// What the person does with it.
    pub sending: Sending,
    /// The right cause of the refusal. If it is not the first that is named, experiments follow.
    pub right: Option<Cause>,
}

/// What came of it.
#[derive(Debug)]
pub struct Outcome {
    /// What was found before anything was sent.
    pub before: Vec<FindingShown>,
    /// What was shown after sending; `None` if nothing was sent.
    pub exchange: Option<ExchangeShown>,
    /// What experiments found, if there were any.
    pub found: Option<CauseFound>,
}

impl Asked {
    /// This form with this key pair, on a computer whose clock is right.
    #[must_use]
    pub fn new(form: RequestForm, key_pair: KeyPair) -> Self {
        Self {
            form,
            key_pair,
            secrets: ClientSecrets::default(),
            clock: ShiftedClock(0),
            proxies: ProxySettings::default(),
            sending: Sending::Once,
            right: None,
        }
    }

    /// Edits a claim of the assertion.
    pub fn set_claim(&mut self, name: &str, text: impl Into<String>) {
        self.form.claims.push(ClaimEdit::Set { name: name.into(), text: text.into() });
    }

    /// Sets a time claim to so many seconds from now; ago if negative.
    pub fn set_time(&mut self, name: &str, from_now: i64) {
        self.set_claim(name, (self.clock.now().seconds().0 + from_now).to_string());
    }

    /// Leaves a claim out of the assertion.
    pub fn leave_out(&mut self, name: &str) {
        self.form.claims.push(ClaimEdit::LeaveOut { name: name.into() });
    }

    /// Types a client secret, which goes there in the request, instead of signing.
    pub fn use_secret(&mut self, secret: &str, placement: SecretPlacement) {
        self.form.method = AuthMethod::ClientSecret;
        self.form.secret_placement = placement;
        self.secrets.client_secret = Some(secret.into());
    }

    /// Checks the request, and sends it if nothing stands against that.
    pub async fn run(&self) -> Outcome {
        let shown = preview(&self.form, self.proofs(), &self.clock.moment(), &self.proxies);
        let mut exchange = None;
        let times = match self.sending {
            Sending::Never => 0,
            Sending::Once => 1,
            Sending::Twice => 2,
        };
        for _ in 0..times {
            exchange = self.send().await;
        }
        let found = match &exchange {
            Some(exchange) => self.experiment(exchange).await,
            None => None,
        };
        Outcome { before: shown.findings, exchange: exchange.map(|exchange| exchange.shown()), found }
    }

    /// Looks for the cause by experiments, if the right one is not the first that is named.
    async fn experiment(&self, exchange: &TokenExchange) -> Option<CauseFound> {
        let right = self.right?;
        let shown = exchange.shown();
        if shown.verdict != Verdict::Refused
            || shown.findings.first().is_some_and(|first| (right.is)(&first.finding))
        {
            return None;
        }
        let confirmed = Confirmed::warnings();
        let refused = Refused { exchange, form: &self.form, proofs: self.proofs(), confirmed: &confirmed };
        find_cause(&refused, self, &CancellationToken::new()).await
    }

    fn proofs(&self) -> Proofs<'_> {
        Proofs { key_pair: &self.key_pair, secrets: &self.secrets }
    }

    async fn send(&self) -> Option<TokenExchange> {
        let confirmed = Confirmed::warnings();
        let (request, timeouts) =
            prepare(&self.form, self.proofs(), &self.clock.moment(), &confirmed).ok()?;
        self.send_request(request, timeouts).await
    }

    async fn send_request(&self, request: TokenRequest, timeouts: Timeouts) -> Option<TokenExchange> {
        let connection = request.connection(timeouts, &self.proxies);
        let exchange = send(connection, request, &self.clock, &CancellationToken::new()).await?;
        let before = findings_before(&self.form, self.proofs(), &self.clock.moment());
        Some(TokenExchange { known: Known { before, ..Known::default() }, ..exchange })
    }
}

impl Surroundings for Asked {
    fn moment(&self) -> Moment {
        self.clock.moment()
    }

    async fn look_up(&self, issuer: &Issuer, wanted: Wanted<'_>) -> Option<Discovered> {
        let connection_to = |url: &_| Connection::to(url, Timeouts { connect: 5, total: 10 }, &self.proxies);
        discover_at_once(issuer, wanted, connection_to, &self.clock, &CancellationToken::new()).await
    }

    async fn send(&self, request: TokenRequest, timeouts: Timeouts) -> Option<TokenExchange> {
        self.send_request(request, timeouts).await
    }

    // The servers are the tests' own and need no rest.
    async fn pause(&self) {}

    fn progressed(&self, _: Progress<'_>) {}
}
