//! What was observed of a refusal: the scene in which the server judged, its words, and its clock.

use super::candidates::{Said, engines};
use super::evidence::ClockAhead;
use super::scene::{Engine, Scene};
use crate::account_manager::Recipient;
use crate::diagnosis::clock::ahead_of_jwt;
use crate::diagnosis::evidence::{BodyFacts, RequestFacts};
use crate::diagnosis::server_time::server_time;
use crate::http::Response;
use crate::token_request::TokenRequest;

/// A request that was refused.
pub(crate) struct Asked<'a> {
    pub(crate) request: &'a TokenRequest,
    pub(crate) facts: &'a RequestFacts,
}

/// The answer to it, without secrets.
pub(crate) struct Answer<'a> {
    pub(crate) response: &'a Response,
    pub(crate) body: &'a BodyFacts,
}

/// A refusal as it was observed.
pub(super) struct Observed<'a> {
    /// The request in the eyes of the server; `None` if no model can judge it, or if no token endpoint did.
    pub(super) scene: Option<Scene>,
    /// The server's words.
    pub(super) said: Said<'a>,
    /// The engines that can have said them.
    pub(super) engines: Vec<Engine>,
    /// How far the server's clock is ahead of the times in the request.
    pub(super) clock: ClockAhead,
    /// How far it is ahead of this computer's, in seconds; 0 if that is not known.
    pub(super) ahead: i64,
}

impl<'a> Observed<'a> {
    pub(super) fn of(asked: &Asked<'_>, answer: &'a Answer<'_>) -> Self {
        let here = asked.facts.answered_at.seconds();
        let server = server_time(answer.response);
        let said = Said {
            error: answer.body.error.as_deref(),
            description: answer.body.error_description.as_deref(),
        };
        let is_account_manager =
            matches!(asked.request.recipient(), Recipient::AccountManager | Recipient::Practice);
        // Only an OAuth error says that a token endpoint judged the request.
        let judged = said.error.is_some() || said.description.is_some();
        Self {
            scene: Scene::of(asked.request, server.unwrap_or(here)).filter(|_| judged),
            said,
            engines: engines(is_account_manager, said),
            clock: ahead_of_jwt(answer.response, asked.facts),
            ahead: server.map_or(0, |server| server.0.saturating_sub(here.0)),
        }
    }
}
