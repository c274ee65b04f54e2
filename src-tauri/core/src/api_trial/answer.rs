//! What the body of an API's answer contains: a fault of the Open Commerce API, a problem of the Salesforce Commerce API
//! (RFC 9457), SLAS's own form, a page. Its words are without secrets, because APIs repeat the token in them.

use serde_json::{Map, Value};

use crate::diagnosis::BodyFacts;
use crate::redaction::Secrets;
use crate::text::shorten;

/// What an answer says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ApiAnswer {
    /// The body is JSON.
    pub(super) json: bool,
    /// The type of a fault of the Open Commerce API, for example `InvalidAccessTokenException`.
    pub(super) fault: Option<String>,
    /// The last part of the type of a problem of the Salesforce Commerce API, for example `forbidden`.
    pub(super) problem: Option<String>,
    /// The answer's own words.
    pub(super) words: Option<String>,
    /// The body is a page.
    pub(super) page: bool,
    /// The page's title.
    pub(super) title: Option<String>,
}

impl ApiAnswer {
    /// What a body says.
    pub(super) fn of(body: &BodyFacts, secrets: &Secrets) -> Self {
        let object = body.object.as_ref();
        let text = |object: &Map<String, Value>, name: &str| {
            let text = object.get(name)?.as_str()?;
            Some(secrets.hide(text).into_owned())
        };
        let fault = object.and_then(|object| object.get("fault")?.as_object());
        let problem = object.filter(|object| object.contains_key("title") || object.contains_key("detail"));
        let words = match (fault, object) {
            (Some(fault), _) => text(fault, "message"),
            (None, Some(object)) => {
                ["detail", "message", "title", "error_description"].iter().find_map(|name| text(object, name))
            }
            (None, None) => None,
        };
        let of_type = |kind: String| kind.rsplit('/').next().map(shorten).unwrap_or_default();
        Self {
            json: body.is_json,
            fault: fault.map(|fault| text(fault, "type").as_deref().map(shorten).unwrap_or_default()),
            problem: problem.map(|problem| text(problem, "type").map(of_type).unwrap_or_default()),
            words,
            page: body.is_page(),
            title: body.page_title().map(shorten),
        }
    }

    /// Whether its words have this in them, in any case.
    pub(super) fn says(&self, words: &str) -> bool {
        self.words.as_ref().is_some_and(|said| said.to_lowercase().contains(words))
    }

    /// What it calls the error: the type of the fault or problem.
    pub(super) fn error(&self) -> Option<String> {
        let named = self.fault.clone().or_else(|| self.problem.clone());
        named.filter(|name| !name.is_empty())
    }
}
