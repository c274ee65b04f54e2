//! Which causes explain an answer: each is simulated, and those remain whose answer is the one that was observed.

use super::cause::{Cause, ServerCheck, check_of};
use super::scene::{Engine, Scene};
use super::world::World;
use crate::account_manager::{Refusal, Wording, words_for};

/// A server's answer, as far as its words tell engines and refusals apart.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Said<'a> {
    /// The error code (RFC 6749 section 5.2).
    pub(crate) error: Option<&'a str>,
    /// The server's own words.
    pub(crate) description: Option<&'a str>,
}

/// What explains an answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Explanation {
    /// What is wrong at the server; `None` if the request itself is wrong.
    pub(crate) cause: Option<Cause>,
    /// Why the server refused then.
    pub(crate) refusal: Refusal,
}

impl Explanation {
    /// The world in which it is so.
    pub(crate) fn world(&self) -> World {
        self.cause.map_or_else(World::default, |cause| cause.added_to(World::default()))
    }

    /// The check that stopped the request.
    pub(crate) fn check(&self) -> ServerCheck {
        check_of(&self.refusal)
    }
}

/// The causes that explain an answer of one server.
pub(crate) struct Candidates<'s> {
    pub(crate) scene: &'s Scene,
    pub(crate) engine: Engine,
    said: Said<'s>,
    /// What explains the answer, in no order.
    pub(crate) explanations: Vec<Explanation>,
}

impl<'s> Candidates<'s> {
    /// The candidates of the first of these engines that can have said it.
    pub(crate) fn of(scene: &'s Scene, engines: &[Engine], said: Said<'s>) -> Option<Self> {
        let of_engine = |engine: &Engine| Self::at(scene, *engine, said);
        engines.iter().map(of_engine).find(|candidates| !candidates.explanations.is_empty())
    }

    fn at(scene: &'s Scene, engine: Engine, said: Said<'s>) -> Self {
        let mut candidates = Self { scene, engine, said, explanations: Vec::new() };
        let as_it_is = scene.judged(engine, World::default()).err();
        let of_request = as_it_is.clone().map(|refusal| Explanation { cause: None, refusal });
        let of_server = candidates.concerned().filter_map(|cause| {
            let refusal = scene.judged(engine, cause.added_to(World::default())).err()?;
            // If nothing changes, the server does not get so far.
            (as_it_is.as_ref() != Some(&refusal)).then_some(Explanation { cause: Some(cause), refusal })
        });
        let all: Vec<_> = of_request.into_iter().chain(of_server).collect();
        let explain = all.into_iter().filter(|explanation| candidates.is_observed(&explanation.refusal));
        candidates.explanations = explain.collect();
        candidates
    }

    /// The causes that can concern the request.
    pub(crate) fn concerned(&self) -> impl Iterator<Item = Cause> + use<'s> {
        let (scene, engine) = (self.scene, self.engine);
        Cause::ALL.into_iter().filter(move |cause| scene.concerns(*cause, engine))
    }

    /// How many causes were considered: those at the server, and the request itself if the server would refuse it anyway.
    pub(crate) fn considered(&self) -> usize {
        let is_refused_anyway = self.scene.judged(self.engine, World::default()).is_err();
        self.concerned().count() + usize::from(is_refused_anyway)
    }

    /// Whether the server says what was observed when it refuses for this reason.
    pub(crate) fn is_observed(&self, refusal: &Refusal) -> bool {
        let words = words_for(refusal, self.engine.wording);
        let Said { error, description } = self.said;
        if self.engine.elsewhere {
            words.are_the_words_of(error, description)
        } else {
            words.are_said_by(error, description)
        }
    }

    /// Whether the server would refuse the request for its times, by its clock.
    pub(crate) fn is_refused_for_its_times(&self) -> bool {
        let refusal = self.scene.judged(self.engine, World::default()).err();
        refusal.is_some_and(|refusal| check_of(&refusal) == ServerCheck::Times)
    }

    /// Whether the answer has words of its own, and not only an error code.
    pub(crate) fn has_words(&self) -> bool {
        self.said.description.is_some()
    }
}

/// The engines that a server can be, the most likely first.
pub(crate) fn engines(is_account_manager: bool, said: Said<'_>) -> Vec<Engine> {
    let both = [Wording::AsOf2026, Wording::AsIn2021];
    if is_account_manager {
        return both.map(|wording| Engine { wording, elsewhere: false }).to_vec();
    }
    // Of another server nothing is known but its words, and many say these.
    let is_anybodys = |description: &str| description.to_lowercase().contains("client authentication failed");
    let tells = said.description.is_some_and(|description| !is_anybodys(description));
    if tells { both.map(|wording| Engine { wording, elsewhere: true }).to_vec() } else { Vec::new() }
}
