//! What an answer means by its status and body, whatever API it is of, and why none came.

use super::facts::TrialFacts;
use crate::api_trial::answer::ApiAnswer;
use crate::api_trial::finding::ApiFinding;
use crate::api_trial::places::TriedApi;
use crate::diagnosis::{again_at, find_in_failure};
use crate::http::{Response, TlsFailure, TransportFailure};
use crate::text::shorten;

/// What servers say when they want a client certificate, in lower case: the alert of TLS 1.3 (RFC 8446 section 6.2), and
/// the words of common servers.
const WANTS_CERTIFICATE: [&str; 4] = [
    "certificaterequired",
    "certificate_required",
    "no required ssl certificate",
    "client certificate required",
];
/// The alert of older versions of TLS, which has other causes, too.
const HANDSHAKE_FAILED: &str = "handshakefailure";

/// Why no complete response came.
pub(super) fn explain_failure(failure: &TransportFailure, facts: &TrialFacts<'_>) -> ApiFinding {
    let words = match failure {
        TransportFailure::Tls(TlsFailure::Other { detail }) | TransportFailure::Other { detail } => {
            detail.to_lowercase()
        }
        TransportFailure::Tls(TlsFailure::ClientCertificateWanted { said }) => {
            return ApiFinding::ClientCertificateWanted { said: *said };
        }
        _ => String::new(),
    };
    if WANTS_CERTIFICATE.iter().any(|said| words.contains(said)) {
        return ApiFinding::ClientCertificateWanted { said: true };
    }
    if facts.api != TriedApi::Scapi && words.contains(HANDSHAKE_FAILED) {
        return ApiFinding::ClientCertificateWanted { said: false };
    }
    match failure {
        TransportFailure::UnknownHost { host } => ApiFinding::HostNotFound { host: shorten(host) },
        TransportFailure::ProxyAuthentication => ApiFinding::ProxyLogin,
        other => ApiFinding::NoAnswer { finding: Box::new(find_in_failure(other).shown().finding) },
    }
}

/// What is wrong with a success; `None` if it opens the API.
pub(super) fn explain_success(
    response: &Response,
    answer: &ApiAnswer,
    facts: &TrialFacts<'_>,
) -> Option<ApiFinding> {
    match facts.api {
        // A multi-status, or whatever a gateway made of it.
        TriedApi::WebDav if response.status == 207 => None,
        TriedApi::Other => None,
        _ if answer.page => Some(page(response, answer)),
        TriedApi::WebDav => Some(ApiFinding::NotApi),
        // A body that is longer than what is read is cut, and then no JSON.
        TriedApi::Scapi | TriedApi::Ocapi => {
            (!answer.json && !response.cut_off).then_some(ApiFinding::NotApi)
        }
    }
}

/// What a status says that comes from the way to the API.
pub(super) fn explain_way(response: &Response, facts: &TrialFacts<'_>) -> Option<ApiFinding> {
    match response.status {
        300..=399 => Some(ApiFinding::Redirected { location: response.header("location").map(shorten) }),
        407 => Some(ApiFinding::ProxyLogin),
        429 => Some(ApiFinding::TooMany { again_at: again_at(response, facts.answered_at) }),
        _ => None,
    }
}

/// What a refusal means that has no words of an API.
pub(super) fn explain(response: &Response, answer: &ApiAnswer, facts: &TrialFacts<'_>) -> ApiFinding {
    let body = response.text().to_lowercase();
    if WANTS_CERTIFICATE.iter().any(|said| body.contains(said)) {
        return ApiFinding::ClientCertificateWanted { said: true };
    }
    let is_web_dav = facts.api == TriedApi::WebDav || facts.url.path().contains("/webdav/");
    match response.status {
        401 if is_web_dav && facts.token.has_ended(facts.answered_at) => facts.refused_token(),
        status @ (401 | 403) if is_web_dav => ApiFinding::WebDavNotAllowed { status },
        404 if is_web_dav => ApiFinding::WebDavNotFound,
        401 if !answer.page => facts.refused_token(),
        404 => ApiFinding::NotFound,
        status @ 500..=599 => ApiFinding::ServerFailed { status },
        _ if answer.page => page(response, answer),
        status => ApiFinding::Unexplained { status },
    }
}

fn page(response: &Response, answer: &ApiAnswer) -> ApiFinding {
    ApiFinding::Page { status: response.status, title: answer.title.clone() }
}
