//! What a report says, and in which order: first what happened and why, then what was sent and received, and at the end
//! how the report was made.

use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

use super::document::{Block, Document, Fact, Said, Section};
use super::facts::{ProgramFacts, ReportFacts};
use super::words::{FindingSaid, LineSaid, ReportLabels, ReportWords};
use crate::certificate::CertificateFacts;
use crate::http::NameValue;
use crate::key::KeyType;
use crate::moment::{UnixMillis, UnixSeconds};
use crate::redaction::Secrets;
use crate::token_exchange::{Clocks, ExchangeShown, ResponseShown, TokenShown};
use crate::token_request::{AuthMethod, SentRequest};

/// The document of these facts in these words. Values that are secrets by their names are hidden already.
pub(super) fn document(facts: &ReportFacts<'_>, words: &ReportWords, secrets: &Secrets) -> Document {
    let (exchange, labels) = (facts.exchange, &words.labels);
    let is_signed = exchange.sent.auth_method == AuthMethod::SignedJwt;
    let certificate = facts.certificate.filter(|_| is_signed);
    let sections = [
        section(&labels.outcome, outcome(exchange, words)),
        section(&labels.findings, findings(words)),
        section(&labels.checks, lines(&words.checks)),
        section(&labels.experiments, lines(&words.experiments)),
        section(&labels.request, request(&exchange.sent, labels, secrets)),
        section(
            &labels.certificate,
            certificate.map(|it| certificate_facts(it, labels)).into_iter().collect(),
        ),
        section(&labels.response, response(exchange.response.as_ref(), labels, secrets)),
        section(&labels.token, exchange.token.as_ref().map(|it| token(it, labels)).unwrap_or_default()),
        section(&labels.way, lines(&words.way)),
        section(&labels.clocks, clocks(exchange.clocks.as_ref(), words)),
        section(&labels.versions, vec![versions(facts.program, facts.made_at, labels)]),
    ];
    Document {
        language: words.language.clone(),
        title: labels.title.clone(),
        lead: vec![words.headline.clone(), labels.left_out.clone()],
        sections: sections.into_iter().flatten().collect(),
        beginning_note: labels.body_beginning.clone(),
    }
}

/// A section; `None` if there is nothing in it.
fn section(title: &str, blocks: Vec<Block>) -> Option<Section> {
    (!blocks.is_empty()).then(|| Section { title: title.to_owned(), blocks })
}

fn outcome(exchange: &ExchangeShown, words: &ReportWords) -> Vec<Block> {
    let labels = &words.labels;
    let mut facts = vec![
        Fact::data(&labels.sent_at, instant(exchange.started_at)),
        Fact::data(&labels.duration, format!("{} ms", exchange.duration_ms)),
        Fact::words(&labels.server, &words.server),
        Fact::data(&labels.endpoint, &*exchange.sent.url),
        Fact::words(&labels.method, &words.method),
    ];
    facts.extend(words.proxy.as_ref().map(|proxy| Fact::words(&labels.proxy, proxy)));
    vec![Block::Facts(facts)]
}

fn findings(words: &ReportWords) -> Vec<Block> {
    let labels = &words.labels;
    let mut blocks: Vec<Block> = words.reasoning.iter().cloned().map(Block::Sentence).collect();
    for finding in &words.findings {
        let FindingSaid { title, certainty, text, supports, opposes, steps } = finding;
        blocks.push(Block::Heading(title.clone()));
        blocks.push(Block::Facts(vec![Fact::words(&labels.certainty, certainty)]));
        if !text.is_empty() {
            blocks.push(Block::Sentence(text.clone()));
        }
        for (name, sentences) in [(&labels.supports, supports), (&labels.opposes, opposes)] {
            if !sentences.is_empty() {
                blocks.push(Block::List(name.clone(), sentences.clone()));
            }
        }
        if !steps.is_empty() {
            blocks.push(Block::Steps(labels.steps.clone(), steps.clone()));
        }
    }
    blocks
}

fn lines(lines: &[LineSaid]) -> Vec<Block> {
    let facts: Vec<Fact> = lines.iter().map(|LineSaid { name, said }| Fact::words(name, said)).collect();
    if facts.is_empty() { Vec::new() } else { vec![Block::Facts(facts)] }
}

fn request(sent: &SentRequest, labels: &ReportLabels, secrets: &Secrets) -> Vec<Block> {
    let line = format!("{} {}", sent.method, sent.url);
    let mut blocks = vec![Block::Facts(vec![Fact::data(&labels.request_line, line)])];
    blocks.extend(pairs(&labels.headers, &secrets.hide_in_headers(&sent.headers)));
    blocks.extend(pairs(&labels.form, &secrets.hide_in_form(&sent.form)));
    if !sent.assertion_header.is_empty() {
        blocks.push(Block::Heading(labels.assertion.clone()));
        blocks.push(Block::text(&labels.jwt_header, &sent.assertion_header));
        blocks.push(Block::text(&labels.jwt_claims, &sent.assertion_claims));
        blocks.push(Block::Sentence(labels.no_signature.clone()));
    }
    blocks
}

fn pairs(name: &str, pairs: &[NameValue]) -> Vec<Block> {
    let data = |pair: &NameValue| Fact {
        name: Said::Data(pair.name.clone()),
        value: Said::Data(pair.value.clone()),
    };
    if pairs.is_empty() {
        return Vec::new();
    }
    vec![Block::Heading(name.to_owned()), Block::Facts(pairs.iter().map(data).collect())]
}

fn certificate_facts(certificate: &CertificateFacts, labels: &ReportLabels) -> Block {
    let key = match &certificate.key_type {
        KeyType::Rsa { bits } => format!("RSA {bits}"),
        KeyType::RsaPss { bits, .. } => format!("RSASSA-PSS {bits}"),
        KeyType::Ec { curve } => format!("EC {curve}"),
        KeyType::Ed25519 => "Ed25519".to_owned(),
        KeyType::Other { oid } => oid.clone(),
    };
    Block::Facts(vec![
        Fact::data(&labels.subject, &*certificate.subject),
        Fact::data(&labels.issuer, &*certificate.issuer),
        Fact::data(&labels.serial, &*certificate.serial),
        Fact::data(&labels.not_before, second(certificate.not_before)),
        Fact::data(&labels.not_after, second(certificate.not_after)),
        Fact::data(&labels.public_key, key),
        Fact::data(&labels.signature_algorithm, &*certificate.signature_algorithm),
        Fact::data(&labels.fingerprint, &*certificate.fingerprint_sha256),
    ])
}

fn response(response: Option<&ResponseShown>, labels: &ReportLabels, secrets: &Secrets) -> Vec<Block> {
    let Some(response) = response else { return vec![Block::Sentence(labels.no_response.clone())] };
    let status = format!("{} {} {}", response.version, response.status, response.reason);
    let mut blocks = vec![Block::Facts(vec![Fact::data(&labels.status, status.trim_end())])];
    blocks.extend(pairs(&labels.headers, &secrets.hide_in_headers(&response.headers)));
    let body = &response.body;
    if body.text.is_empty() {
        blocks.push(Block::Sentence(labels.body_empty.clone()));
    } else {
        let mut text = Block::text(&labels.body, &body.text);
        if let Block::Text(text) = &mut text {
            text.only_beginning = body.only_beginning;
        }
        blocks.push(text);
    }
    if body.cut_off {
        blocks.push(Block::Sentence(labels.body_cut_off.clone()));
    }
    blocks
}

fn token(token: &TokenShown, labels: &ReportLabels) -> Vec<Block> {
    let mut facts = Vec::new();
    facts.extend(token.token_type.as_ref().map(|it| Fact::data(&labels.token_type, &**it)));
    facts.extend(token.expires_in.map(|seconds| Fact::data(&labels.expires_in, format!("{seconds} s"))));
    if !token.scopes.is_empty() {
        facts.push(Fact::data(&labels.scopes, token.scopes.join(" ")));
    }
    let mut blocks = if facts.is_empty() { Vec::new() } else { vec![Block::Facts(facts)] };
    if let Some(decoded) = &token.decoded {
        blocks.push(Block::text(&labels.jwt_header, &decoded.header));
        blocks.push(Block::text(&labels.jwt_claims, &decoded.claims));
        blocks.push(Block::Sentence(labels.no_signature.clone()));
    }
    blocks
}

fn clocks(clocks: Option<&Clocks>, words: &ReportWords) -> Vec<Block> {
    let (Some(clocks), labels) = (clocks, &words.labels) else { return Vec::new() };
    let facts = vec![
        Fact::data(&labels.own_clock, instant(clocks.here)),
        Fact::data(&labels.server_clock, second(clocks.server)),
        Fact::data(&labels.uncertainty, format!("{} ms", clocks.uncertainty)),
    ];
    words.clocks.iter().cloned().map(Block::Sentence).chain([Block::Facts(facts)]).collect()
}

fn versions(program: &ProgramFacts, made_at: UnixMillis, labels: &ReportLabels) -> Block {
    Block::Facts(vec![
        Fact::data(&labels.program, &*program.version),
        Fact::data(&labels.system, &*program.system),
        Fact::data(&labels.webview, &*program.webview),
        Fact::data(&labels.made_at, second(made_at.seconds())),
    ])
}

/// A second in UTC (RFC 3339); the number itself if it is too far away for a date.
fn second(at: UnixSeconds) -> String {
    let date = OffsetDateTime::from_unix_timestamp(at.0).ok();
    date.and_then(|date| date.format(&Rfc3339).ok()).unwrap_or_else(|| at.0.to_string())
}

/// The same to the millisecond.
fn instant(at: UnixMillis) -> String {
    let rest = Duration::milliseconds(at.0.rem_euclid(1000));
    let date =
        OffsetDateTime::from_unix_timestamp(at.seconds().0).ok().and_then(|date| date.checked_add(rest));
    date.and_then(|date| date.format(&Rfc3339).ok()).unwrap_or_else(|| at.0.to_string())
}
