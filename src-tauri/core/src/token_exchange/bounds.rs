//! How much of an exchange is shown and stored: a small multiple of what was received and sent, whatever that was.
//! Nothing is taken from secrets here, so they are removed first: a secret that was cut is no longer recognised.

use std::collections::HashSet;

use super::shown::{BodyShown, ExchangeShown, ResponseShown};
use super::{ApiFit, DecodedToken, RoleReach, TokenShown};
use crate::text::{Allowance, shorten};
use crate::token_request::{SentRequest, cut_assertion};

/// What is shown of a response, as text and as JSON together, is at most so many times as long as what was received.
/// JSON needs no more: it has no control characters, and at worst every second character becomes two.
const SHOWN_TIMES: usize = 3;
/// The server's words, which are repeated above the body that they are from; in bytes as text and as JSON.
const WORDS_SHOWN: usize = 4 * 1024;
/// The facts of a token, which are repeated above the claims that they are from; in bytes as text and as JSON.
const FACTS_SHOWN: usize = 16 * 1024;

/// In addition to the length of the body, this much of what was received is stored, in bytes of JSON: the header fields,
/// and what JSON adds to a short response.
const LITTLE: usize = 16 * 1024;
/// The most that is stored of what was received, in bytes of JSON. Responses of token endpoints have a few kilobytes.
const MOST_RECEIVED_STORED: usize = 128 * 1024;
/// The most that is stored of what was sent, in bytes of JSON.
const MOST_SENT_STORED: usize = 16 * 1024;
/// The most that is stored of a URL, which every list of attempts has, in bytes of JSON.
const URL_STORED: usize = 4 * 1024;

impl ExchangeShown {
    /// As much of the exchange as the window shows. `received` is the number of bytes that were received.
    pub(super) fn bounded_for_window(mut self, received: usize) -> Self {
        let SentRequest { assertion_header, assertion_claims, .. } = &mut self.sent;
        cut_assertion(assertion_header, assertion_claims);
        cut_repeated(&mut self, Allowance::to_show(WORDS_SHOWN), Allowance::to_show(FACTS_SHOWN));
        cut_received(&mut self, Allowance::to_show(SHOWN_TIMES * received));
        self
    }

    /// As much of the exchange as is stored.
    pub(crate) fn bounded_for_store(mut self) -> Self {
        cut_sent(&mut self.sent, Allowance::to_store(MOST_SENT_STORED));
        cut_repeated(&mut self, Allowance::to_store(WORDS_SHOWN), Allowance::to_store(FACTS_SHOWN));
        // Not the header fields, which may be cut already: a stored exchange stays as it is when it is read.
        let body = self.response.as_ref().map_or(0, |response| response.body.bytes as usize);
        cut_received(&mut self, Allowance::to_store(MOST_RECEIVED_STORED.min(body + LITTLE)));
        self
    }
}

impl ResponseShown {
    /// As much of a response of an API as the window shows.
    pub(crate) fn bounded_for_window(mut self, received: usize) -> Self {
        let mut words = Allowance::to_show(WORDS_SHOWN);
        [&mut self.error, &mut self.error_description].into_iter().flatten().for_each(|text| words.cut(text));
        self.cut(&mut Allowance::to_show(SHOWN_TIMES * received));
        self
    }

    /// Cuts what was received: header fields and body.
    fn cut(&mut self, allowance: &mut Allowance) {
        for header in &mut self.headers {
            header.name = shorten(&header.name);
            allowance.cut(&mut header.value);
        }
        self.body.cut(allowance);
    }
}

impl BodyShown {
    /// As much of the body as the window shows.
    pub(super) fn bounded_for_window(mut self, received: usize) -> Self {
        self.cut(&mut Allowance::to_show(SHOWN_TIMES * received));
        self
    }

    fn cut(&mut self, allowance: &mut Allowance) {
        // The window says so beside the text.
        let is_all = allowance.cut_unmarked(&mut self.text);
        self.only_beginning |= !is_all;
    }
}

/// Cuts what was received: header fields, body, decoded token.
fn cut_received(exchange: &mut ExchangeShown, mut allowance: Allowance) {
    if let Some(response) = &mut exchange.response {
        response.cut(&mut allowance);
    }
    if let Some(DecodedToken { header, claims, .. }) =
        exchange.token.as_mut().and_then(|token| token.decoded.as_mut())
    {
        allowance.cut(header);
        allowance.cut(claims);
    }
}

/// Cuts what is repeated from the body and from the token, because it stands above them.
fn cut_repeated(exchange: &mut ExchangeShown, mut words: Allowance, facts: Allowance) {
    if let Some(response) = &mut exchange.response {
        [&mut response.error, &mut response.error_description]
            .into_iter()
            .flatten()
            .for_each(|text| words.cut(text));
    }
    if let Some(token) = &mut exchange.token {
        cut_facts(token, facts);
    }
}

fn cut_facts(token: &mut TokenShown, mut facts: Allowance) {
    facts.cut(&mut token.shortened);
    token.token_type.iter_mut().for_each(|text| facts.cut(text));
    let mut left_out = 0;
    if let Some(decoded) = &mut token.decoded {
        let DecodedToken { client, user, issuer, algorithm, key_id, keys_at, .. } = decoded;
        let texts = [client, user, issuer, algorithm, key_id];
        texts.into_iter().flatten().for_each(|text| facts.cut(text));
        // An address that is cut leads elsewhere.
        *keys_at = keys_at.take().filter(|address| facts.takes_whole(address.texts()));
    }
    left_out += facts.cut_list(&mut token.scopes);
    if let Some(decoded) = &mut token.decoded {
        left_out += cut_reach(decoded, &mut facts) + facts.cut_list(&mut decoded.audience);
        // What they say is in the reach already.
        facts.cut_list(&mut decoded.roles);
        for fit in &mut decoded.fits {
            if let ApiFit::Scapi { instances } = fit {
                facts.cut_list(instances);
            }
        }
        decoded.tenant_filter.iter_mut().for_each(|text| facts.cut(text));
    }
    token.left_out = token.left_out.saturating_add(u32::try_from(left_out).unwrap_or(u32::MAX));
}

/// Cuts the roles with their instances, and returns how many of both are left out.
fn cut_reach(decoded: &mut DecodedToken, facts: &mut Allowance) -> usize {
    let mut left_out = 0;
    decoded.reach.retain_mut(|RoleReach { role, instances }| {
        let mut name = vec![std::mem::take(role)];
        facts.cut_list(&mut name);
        left_out += facts.cut_list(instances);
        name.pop().map(|name| *role = name).is_some()
    });
    let shown: HashSet<&str> = decoded.reach.iter().map(|reach| &*reach.role).collect();
    left_out + decoded.roles.iter().filter(|role| !shown.contains(role.as_str())).count()
}

/// Cuts what was sent.
fn cut_sent(sent: &mut SentRequest, mut allowance: Allowance) {
    Allowance::to_store(URL_STORED).cut(&mut sent.url);
    let pairs = sent.headers.iter_mut().chain(&mut sent.form);
    pairs.for_each(|pair| allowance.cut(&mut pair.value));
    allowance.cut(&mut sent.assertion_header);
    allowance.cut(&mut sent.assertion_claims);
    allowance.cut(&mut sent.body);
}
