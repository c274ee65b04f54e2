//! The loop: choose, wait, send, look at the answer.

use std::time::Duration;

use serde::Serialize;

use super::conclusion::{CauseFound, ExperimentOutcome, ExperimentShown, SearchEnd, conclude};
use super::possible::goes_there;
use super::published::{found_in, issuer_of};
use super::refused::Refused;
use super::search::{Search, Seen};
use crate::discovery::{Discovered, Issuer, Wanted};
use crate::http::Timeouts;
use crate::moment::Moment;
use crate::prepare::prepare_varied;
use crate::token_exchange::TokenExchange;
use crate::token_request::{TokenRequest, Variation};
use tokio_util::sync::CancellationToken;

/// The most requests that a search sends, of any kind.
pub const MOST_EXPERIMENTS: usize = 6;
/// How long to wait between two of them.
pub const SPACING: Duration = Duration::from_secs(1);

/// What a search needs from outside.
pub trait Surroundings: Sync {
    /// The time, and an identifier for `jti`, for each request.
    fn moment(&self) -> Moment;

    /// Reads what the server with this issuer publishes about itself, with one request; `None` if it was cancelled.
    fn look_up(&self, issuer: &Issuer, wanted: Wanted<'_>)
    -> impl Future<Output = Option<Discovered>> + Send;

    /// Sends a request; `None` if it was cancelled.
    fn send(
        &self,
        request: TokenRequest,
        timeouts: Timeouts,
    ) -> impl Future<Output = Option<TokenExchange>> + Send;

    /// Waits between two requests, [`SPACING`] if there is no reason to do otherwise.
    fn pause(&self) -> impl Future<Output = ()> + Send;

    /// Hears of each step.
    fn progressed(&self, progress: Progress<'_>);
}

/// A step of a search.
#[derive(Clone, Copy, Debug)]
pub enum Progress<'a> {
    /// What the server publishes about itself is being read.
    LookingUp,
    /// It was read.
    LookedUp {
        /// What was found.
        published: &'a Discovered,
    },
    /// The next experiment begins.
    Sending {
        /// What it changes.
        variation: &'a Variation,
    },
    /// An experiment ended.
    Sent {
        /// The experiment.
        experiment: &'a ExperimentShown,
        /// Its request and answer.
        exchange: &'a TokenExchange,
    },
}

/// What a search could send.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Plan {
    /// The host that gets the requests, with its port if that is not the usual one.
    pub host: String,
    /// Where what the server publishes about itself would be read first; `None` if it would not be read.
    pub reads: Option<String>,
    /// The most requests that would be sent, without reading.
    pub most: u32,
    /// The changes that they would be chosen from.
    pub variations: Vec<Variation>,
}

/// What a search for the cause of this refusal could send; `None` if no experiment would tell anything. Sends nothing.
#[must_use]
pub fn plan(refused: &Refused<'_>, moment: &Moment) -> Option<Plan> {
    let search = Search::of(refused, None, moment)?;
    search.next()?;
    let variations = search.telling();
    let issuer = issuer_of(refused).filter(|_| search.is_by_words());
    let most = most_experiments(issuer.as_ref());
    let url = refused.exchange.request.url();
    let host = url.host_str()?;
    Some(Plan {
        host: url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")),
        reads: issuer.map(|issuer| issuer.locations()[0].to_string()),
        most: u32::try_from(variations.len().min(most)).unwrap_or_default(),
        variations,
    })
}

/// Looks for the cause of a refusal: repeats the request with one thing changed, as often as that tells something, and at
/// most [`MOST_EXPERIMENTS`] times. Ends at the first token. `None` if this is no refusal of a token endpoint.
pub async fn find_cause(
    refused: &Refused<'_>,
    surroundings: &impl Surroundings,
    cancelled: &CancellationToken,
) -> Option<CauseFound> {
    let mut search = Search::of(refused, None, &surroundings.moment())?;
    let mut experiments = Vec::new();
    let mut end = None;
    let issuer = issuer_of(refused).filter(|_| search.is_by_words() && search.next().is_some());
    let most = most_experiments(issuer.as_ref());
    let published = match &issuer {
        Some(issuer) => {
            surroundings.progressed(Progress::LookingUp);
            let published = look_up(refused, issuer, surroundings).await;
            match &published {
                Some(published) => surroundings.progressed(Progress::LookedUp { published }),
                None => end = Some(SearchEnd::Cancelled),
            }
            published
        }
        None => None,
    };
    if let Some(found) = found_in(published.as_ref()) {
        search = Search::of(refused, Some(found), &surroundings.moment())?;
    }
    while let Some(number) = search.next().filter(|_| end.is_none() && experiments.len() < most) {
        if published.is_some() || !experiments.is_empty() {
            tokio::select! {
                () = cancelled.cancelled() => {}
                () = surroundings.pause() => {}
            }
        }
        if cancelled.is_cancelled() {
            end = Some(SearchEnd::Cancelled);
            break;
        }
        let variation = search.variations[number].clone();
        surroundings.progressed(Progress::Sending { variation: &variation });
        let Some(exchange) = send(refused, &variation, surroundings).await else {
            end = Some(SearchEnd::Cancelled);
            break;
        };
        let shown = exchange.shown();
        let seen = Seen::of(&shown);
        let is_same = search.observe(number, &seen);
        let rules_out = search.is_ruled_out(variation.aspect());
        let experiment = ExperimentShown {
            variation,
            outcome: ExperimentOutcome::of(seen, is_same, rules_out),
            duration_ms: shown.duration_ms,
        };
        surroundings.progressed(Progress::Sent { experiment: &experiment, exchange: &exchange });
        let outcome = experiment.outcome.clone();
        experiments.push(experiment);
        match outcome {
            ExperimentOutcome::Token => break,
            ExperimentOutcome::NoAnswer => {
                end = Some(SearchEnd::Interrupted);
                break;
            }
            _ => {}
        }
    }
    Some(conclude(refused, &search, published, experiments, end))
}

/// The most experiments of a search. The request that reads what the server publishes counts, too.
fn most_experiments(issuer: Option<&Issuer>) -> usize {
    MOST_EXPERIMENTS - usize::from(issuer.is_some())
}

async fn look_up(
    refused: &Refused<'_>,
    issuer: &Issuer,
    surroundings: &impl Surroundings,
) -> Option<Discovered> {
    let form = refused.form;
    let fitting = refused.proofs.key_pair.private_key().map(|key| key.algorithms()).unwrap_or_default();
    let wanted = Wanted {
        algorithm: form.algorithm,
        fitting,
        grant: form.grant_type(),
        private_key_jwt: form.user().is_none(),
    };
    surroundings.look_up(issuer, wanted).await
}

/// Sends a variation, made and checked at this moment.
async fn send(
    refused: &Refused<'_>,
    variation: &Variation,
    surroundings: &impl Surroundings,
) -> Option<TokenExchange> {
    let moment = surroundings.moment();
    let prepared = prepare_varied(refused.form, variation, refused.proofs, &moment, refused.confirmed);
    // It could be sent when the search began; if that is over, nothing is.
    let (request, timeouts) = prepared.ok().filter(|(request, _)| goes_there(refused, request))?;
    surroundings.send(request, timeouts).await
}
