//! What can be behind a refusal, in more detail than a diagnosis names it: not only that the audience is another one, but
//! which. Experiments tell these apart, because a server answers differently to a request that is changed.

use super::candidates::Candidates;
use super::cause::Cause;
use super::evidence::weigh;
use super::found;
use super::known::Known;
use super::observed::{Answer, Asked, Observed};
use super::reasoning::{SEEN_IN_REQUEST, is_same};
use super::scene::{Engine, Scene};
use super::world::{Setting, World};
use crate::account_manager::{FixedWords, TokenEndpointAuthMethod, words_for};
use crate::diagnosis::finding::Finding;
use crate::moment::UnixSeconds;
use crate::token_request::TokenRequest;

/// Something that can be behind a refusal.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Suspect {
    world: World,
    set: Setting,
    /// How likely it is, relative to the others.
    pub(crate) weight: f64,
    /// What it would be called.
    pub(crate) finding: Finding,
}

/// Everything that a model of the server knows to be behind a refusal.
pub(crate) struct Suspects {
    engine: Engine,
    /// How far the server's clock is ahead, in seconds; 0 if that is not known.
    ahead: i64,
    /// In no order.
    pub(crate) all: Vec<Suspect>,
}

/// What a server would answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Predicted {
    /// A token.
    Token,
    /// A refusal in these words.
    Refusal(FixedWords),
}

/// How the likelihood of "it accepts another audience" is shared between those that can be tried and all others.
const KNOWN_AUDIENCE: f64 = 0.8;
/// How the likelihood of "a scope is not allowed" is shared between one of several, and all of them.
const ONE_SCOPE: f64 = 0.6;

impl Suspects {
    /// Everything that is known to make a server answer so; `None` if nothing is known of the server. `audiences` are
    /// those that it may expect.
    pub(crate) fn of(
        asked: &Asked<'_>,
        answer: &Answer<'_>,
        by_words: &[Finding],
        known: &Known,
        audiences: &[String],
    ) -> Option<Self> {
        let observed = Observed::of(asked, answer);
        let scene = observed.scene.as_ref()?;
        let candidates = Candidates::of(scene, &observed.engines, observed.said)?;
        let engine = candidates.engine;
        let as_set = Setting { method: Some(scene.method), ..Setting::default() };
        let as_it_is = scene.judged_by(engine, World::default(), &as_set).err();
        let suspect = |cause: Option<Cause>, set: Setting, weight: f64| {
            let world = cause.map_or_else(World::default, |cause| cause.added_to(World::default()));
            let refusal = scene.judged_by(engine, world, &set).err()?;
            let changes = cause.is_none() || as_it_is.as_ref() != Some(&refusal);
            (changes && candidates.is_observed(&refusal)).then(|| {
                let found = found::finding(&refusal, cause, engine.wording, answer.response, asked.facts);
                let said = by_words.iter().find(|said| is_same(said, &found));
                Suspect { world, set, weight, finding: said.cloned().unwrap_or(found) }
            })
        };
        let of_request = suspect(None, as_set.clone(), SEEN_IN_REQUEST);
        let of_server = candidates.concerned().flat_map(|cause| {
            let weight = weigh(cause, known, observed.clock).weight;
            let ways = ways(cause, scene, &as_set, audiences);
            ways.into_iter()
                .filter_map(|(set, share)| suspect(Some(cause), set, weight * share))
                .collect::<Vec<_>>()
        });
        let mut all: Vec<Suspect> = of_request.into_iter().chain(of_server).collect();
        keep_named(&mut all, by_words);
        (!all.is_empty()).then_some(Self { engine, ahead: observed.ahead, all })
    }

    /// What the server would answer to this request, if this were the cause. `now` is the time here.
    pub(crate) fn answer(&self, suspect: &Suspect, request: &TokenRequest, now: UnixSeconds) -> Predicted {
        let scene = Scene::of(request, UnixSeconds(now.0.saturating_add(self.ahead)));
        let judged = scene.map(|scene| scene.judged_by(self.engine, suspect.world, &suspect.set));
        match judged {
            Some(Err(refusal)) => Predicted::Refusal(words_for(&refusal, self.engine.wording).fixed()),
            _ => Predicted::Token,
        }
    }
}

/// If the server names the scopes that it refuses, the others are none of the matter.
fn keep_named(all: &mut Vec<Suspect>, by_words: &[Finding]) {
    let named = by_words.iter().find_map(|finding| match finding {
        Finding::InvalidScope { named, .. } if !named.is_empty() => Some(named),
        _ => None,
    });
    let Some(named) = named else { return };
    let refuses = |suspect: &Suspect| {
        suspect.set.scopes.as_ref().is_some_and(|left| named.iter().all(|scope| !left.contains(scope)))
    };
    if all.iter().any(refuses) {
        all.retain(refuses);
    }
}

/// The ways in which a cause can be so, each with its share of the likelihood.
fn ways(cause: Cause, scene: &Scene, as_set: &Setting, audiences: &[String]) -> Vec<(Setting, f64)> {
    match cause {
        Cause::OtherAudience => {
            let share = KNOWN_AUDIENCE / audiences.len().max(1) as f64;
            let known = audiences
                .iter()
                .map(|audience| (Setting { audience: Some(audience.clone()), ..as_set.clone() }, share));
            known.chain([(as_set.clone(), 1.0 - KNOWN_AUDIENCE)]).collect()
        }
        Cause::OtherAuthMethod => {
            use TokenEndpointAuthMethod::{ClientSecretBasic, ClientSecretPost, PrivateKeyJwt};
            let others = [PrivateKeyJwt, ClientSecretBasic, ClientSecretPost].into_iter();
            let others = others.filter(|method| *method != scene.method);
            others.map(|method| (Setting { method: Some(method), ..as_set.clone() }, 0.5)).collect()
        }
        // Without any other of its kind, one scope is all of them.
        Cause::ScopeNotAllowed | Cause::TenantNotAllowed => {
            let of_kind: Vec<&String> = scene.scopes_of(cause).collect();
            let without = |one: &String| {
                let others = scene.scopes.iter().filter(|scope| *scope != one).cloned().collect();
                (Setting { scopes: Some(others), ..as_set.clone() }, ONE_SCOPE / of_kind.len() as f64)
            };
            let single = of_kind.iter().filter(|_| of_kind.len() > 1).map(|one| without(one));
            single.chain([(as_set.clone(), 1.0 - ONE_SCOPE)]).collect()
        }
        _ => vec![(as_set.clone(), 1.0)],
    }
}
