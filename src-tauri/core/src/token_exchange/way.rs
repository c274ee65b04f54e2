//! The way of a request as the window draws it: the stages from this computer to the token, and where it ended. All of
//! it was measured or received.

use serde::{Deserialize, Serialize};

use crate::certificate::issuer_of;
use crate::diagnosis::Verdict;
use crate::http::{HttpExchange, Leg, Passage, TlsFailure, TlsVersion, TransportFailure};
use crate::text::shorten;

/// A stage on the way of a request. The history stores this type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Stage {
    /// Which stage it is.
    pub name: StageName,
    /// How it went.
    pub mark: StageMark,
    /// How long it took, if it was passed and takes time.
    pub milliseconds: Option<u32>,
    /// The version of TLS, for example `1.3`, once the server had proved that the certificate is its own.
    pub tls_version: Option<String>,
    /// Who issued the server's certificate.
    pub issuer: Option<String>,
}

/// The stages in their order. A way has only those that exist on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum StageName {
    /// This computer, which makes the request.
    ThisComputer,
    /// The proxy, with everything on the way to it.
    Proxy,
    /// The lookup of the server's name.
    Name,
    /// The connection to the server.
    Connection,
    /// The encryption of the connection.
    Tls,
    /// The server's checks.
    Server,
    /// The token.
    Token,
}

/// How a stage went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "mark", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum StageMark {
    /// It was passed.
    Done,
    /// It was passed, and something about it is unusual.
    Odd,
    /// The request ended here.
    Ended {
        /// Why, in a word.
        by: StageEnd,
    },
    /// The request did not come here.
    NotReached,
}

/// Why a request ended at a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum StageEnd {
    /// There is no such name.
    NotFound,
    /// It was refused.
    Refused,
    /// There is no route.
    Unreachable,
    /// It took too long.
    TimedOut,
    /// The server's certificate is not valid here.
    BadCertificate,
    /// The connection was closed too early.
    CutOff,
    /// The server responded with something that is neither a token nor a refusal.
    NoToken,
    /// Anything else.
    Failed,
}

impl StageEnd {
    fn of_failure(failure: &TransportFailure) -> Self {
        match failure {
            TransportFailure::UnknownHost { .. } => Self::NotFound,
            TransportFailure::ConnectionRefused { .. } | TransportFailure::ProxyAuthentication => {
                Self::Refused
            }
            TransportFailure::NetworkUnreachable { .. } => Self::Unreachable,
            TransportFailure::ConnectTimeout { .. } | TransportFailure::ResponseTimeout { .. } => {
                Self::TimedOut
            }
            TransportFailure::ConnectionCut { .. } => Self::CutOff,
            TransportFailure::Tls(TlsFailure::ClientCertificateWanted { .. }) => Self::Refused,
            TransportFailure::Tls(TlsFailure::Cut) => Self::CutOff,
            TransportFailure::Tls(
                TlsFailure::NotSpoken
                | TlsFailure::NoTrustStore
                | TlsFailure::OldProtocol { .. }
                | TlsFailure::Other { .. },
            )
            | TransportFailure::NotHttp { .. }
            | TransportFailure::Proxy { .. }
            | TransportFailure::Other { .. } => Self::Failed,
            TransportFailure::Tls(_) => Self::BadCertificate,
        }
    }
}

/// The stages of an exchange; none if its way was not measured. `says_error`: the response has an error code of OAuth.
/// `unusual`: something about the token that was granted is unusual.
pub(super) fn stages(http: &HttpExchange, verdict: Verdict, says_error: bool, unusual: bool) -> Vec<Stage> {
    let Some(passage) = &http.passage else { return Vec::new() };
    let legs = Leg::all_to(&http.request.url, http.proxy.is_some());
    let end = end_of(http, passage, verdict, says_error);
    let mark = |at: Option<Leg>| match &end {
        None => StageMark::Done,
        Some((leg, by)) => {
            let place = |leg: Option<Leg>| leg.and_then(|leg| legs.iter().position(|other| *other == leg));
            match place(at).cmp(&place(*leg)) {
                std::cmp::Ordering::Less => StageMark::Done,
                std::cmp::Ordering::Equal => StageMark::Ended { by: *by },
                std::cmp::Ordering::Greater => StageMark::NotReached,
            }
        }
    };
    let token = match (&end, unusual) {
        (Some(_), _) => StageMark::NotReached,
        (None, true) => StageMark::Odd,
        (None, false) => StageMark::Done,
    };
    let between = legs.iter().map(|leg| stage_of(*leg, mark(Some(*leg)), passage));
    let start = plain(StageName::ThisComputer, mark(None));
    std::iter::once(start).chain(between).chain([plain(StageName::Token, token)]).collect()
}

/// The leg in which the request ended, and why; `None` for the leg if it did not leave this computer. `None` if it got
/// its token.
fn end_of(
    http: &HttpExchange,
    passage: &Passage,
    verdict: Verdict,
    says_error: bool,
) -> Option<(Option<Leg>, StageEnd)> {
    if let Some(failure) = &http.failure {
        // A response that broke off came from the server.
        let leg = if http.response.is_some() { Some(Leg::Server) } else { passage.in_leg };
        return Some((leg, StageEnd::of_failure(failure)));
    }
    let refused_by_proxy = http.proxy.is_some() && http.response.as_ref().is_some_and(|it| it.status == 407);
    match verdict {
        _ if refused_by_proxy => Some((Some(Leg::Proxy), StageEnd::Refused)),
        Verdict::TokenReceived => None,
        _ if says_error => Some((Some(Leg::Server), StageEnd::Refused)),
        _ => Some((Some(Leg::Server), StageEnd::NoToken)),
    }
}

fn stage_of(leg: Leg, mark: StageMark, passage: &Passage) -> Stage {
    let name = match leg {
        Leg::Proxy => StageName::Proxy,
        Leg::Lookup => StageName::Name,
        Leg::Connection => StageName::Connection,
        Leg::Tls => StageName::Tls,
        Leg::Server => StageName::Server,
    };
    let milliseconds = passage.passed.iter().find(|(passed, _)| *passed == leg).map(|(_, ms)| *ms);
    let stage = Stage { milliseconds, ..plain(name, mark) };
    if leg != Leg::Tls {
        return stage;
    }
    let tls_version = passage.tls_version.map(|version| match version {
        TlsVersion::Tls12 => "1.2".to_owned(),
        TlsVersion::Tls13 => "1.3".to_owned(),
    });
    let issuer = passage.certificate.as_deref().and_then(issuer_of).map(|issuer| shorten(&issuer));
    Stage { tls_version, issuer, ..stage }
}

fn plain(name: StageName, mark: StageMark) -> Stage {
    Stage { name, mark, milliseconds: None, tls_version: None, issuer: None }
}
