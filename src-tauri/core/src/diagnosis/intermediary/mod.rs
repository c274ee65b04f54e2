//! What answered instead of the server: company proxies, firewalls and content networks, captive portals, routers,
//! gateways. `fingerprints.rs` knows them by their pages, words and headers, as data; here it is read what they did, and
//! the number that those who run them can look up.

mod fingerprints;
mod kind;

use url::Url;

use self::fingerprints::{FINGERPRINTS, Fingerprint, INTERCEPTORS};
use super::evidence::BodyFacts;
use super::weight::Place;
use crate::http::Response;
use crate::text::{beginning, shorten};

pub use kind::{IntermediaryDid, IntermediaryKind};

/// The most of a body that is searched, in bytes.
const LONGEST_SEARCHED: usize = 64 * 1024;
/// The longest text that is all about what happened, in bytes. On longer pages only title and heading count.
const LONGEST_NOTICE: usize = 600;

/// Something that answered instead of the server.
pub(super) struct Intermediary {
    pub(super) name: &'static str,
    pub(super) kind: IntermediaryKind,
    pub(super) did: IntermediaryDid,
    pub(super) reference: Option<String>,
}

/// Words of pages that want to see a browser, in lower case.
const BROWSER: [&str; 11] = [
    "checking your browser",
    "just a moment",
    "enable javascript and cookies",
    "verify you are human",
    "verifying you are human",
    "are you a robot",
    "captcha",
    "attention required",
    "browser check",
    "ddos protection",
    "please enable cookies",
];
/// Words of login pages.
const LOGIN: [&str; 10] = [
    "log in",
    "login",
    "log on",
    "logon",
    "sign in",
    "authentication required",
    "authenticate",
    "anmelden",
    "terms of use",
    "accept the terms",
];
/// Words of what found no server behind it.
const NO_SERVER: [&str; 15] = [
    "upstream",
    "bad gateway",
    "gateway time",
    "no healthy",
    "no server is available",
    "origin",
    "host error",
    "web server is down",
    "connection timed out",
    "could not connect",
    "connection to",
    "unable to forward",
    "backend",
    "unable to determine ip address",
    "no such app",
];
/// Words of what blocked something.
const BLOCKED: [&str; 14] = [
    "block",
    "denied",
    "forbidden",
    "rejected",
    "not allowed",
    "not permitted",
    "policy",
    "unsuccessful",
    "prohibited",
    "category",
    "categor",
    "restricted",
    "prevented",
    "filter",
];
/// Words of pages about maintenance, in languages that servers' pages are in.
const MAINTENANCE: [&str; 15] = [
    "maintenance",
    "be right back",
    "back soon",
    "planned downtime",
    "scheduled downtime",
    "being upgraded",
    "wartung",
    "mantenimiento",
    "manutenção",
    "manutenzione",
    "onderhoud",
    "underhåll",
    "メンテナンス",
    "维护",
    "техническ",
];
/// What stands before the number to quote, in lower case.
const REFERENCES: [&str; 19] = [
    "ray id",
    "reference #",
    "reference number",
    "reference id",
    "error reference",
    "incident id",
    "incident number",
    "support id is",
    "support id",
    "block id",
    "event id",
    "request id",
    "transaction id",
    "case number",
    "ref a",
    "correlation id",
    "tracking id",
    "xid",
    "reference",
];
/// Headers that have such a number.
const REFERENCE_HEADERS: [&str; 7] = [
    "cf-ray",
    "x-azure-ref",
    "x-iinfo",
    "x-sucuri-id",
    "x-amz-cf-id",
    "x-amzn-requestid",
    "x-akamai-request-id",
];

/// What answered instead of the server, if it is known.
pub(super) fn recognise(response: &Response, body: &BodyFacts) -> Option<Intermediary> {
    let page = body.page.as_ref();
    let text = response.text();
    let source = beginning(&text, LONGEST_SEARCHED);
    let visible = match page {
        Some(page) => page.text.clone(),
        None if body.is_json => body.words.join(" "),
        None => source.to_owned(),
    };
    let source = source.to_lowercase();
    let lower = visible.to_lowercase();
    let location = response.header("location").unwrap_or_default().to_lowercase();
    let target = Url::parse(&location).ok();
    let host = target.as_ref().and_then(Url::host_str).unwrap_or_default();
    let by_page = |known: &&Fingerprint| {
        known.words.iter().any(|sign| has_words(&lower, sign) || is_host_of(host, sign))
            || known
                .markup
                .iter()
                .any(|sign| page.is_some() && source.contains(sign) || location.contains(sign))
    };
    let has_login = page.is_some_and(|page| page.has_login);
    let did = |known: &Fingerprint| what_it_did(response, &lower, has_login, known.kind);
    let by_header = |known: &&Fingerprint| {
        let is_named = known.headers.iter().any(|(name, sign)| {
            // JSON is rarely what stands before a server writes, and its header is on everything that comes through it.
            let counts = !body.is_json || known.kind == IntermediaryKind::Gateway && name.starts_with("x-");
            counts && response.header(name).is_some_and(|value| value.to_lowercase().contains(sign))
        });
        // Where only a header names what the answer came through, something must look like an answer of its own.
        is_named && did(known) != IntermediaryDid::Answered
    };
    // A page says who wrote it; a header can be of anything that it came through.
    let known = FINGERPRINTS.iter().find(by_page).or_else(|| FINGERPRINTS.iter().find(by_header))?;
    Some(Intermediary {
        name: known.name,
        kind: known.kind,
        did: did(known),
        reference: reference(response, &visible),
    })
}

/// The product that issues certificates with this issuer's name to look into connections.
pub(super) fn intercepting_product(issuer: &str) -> Option<&'static str> {
    let issuer = issuer.to_lowercase();
    INTERCEPTORS
        .iter()
        .find(|(_, signs)| signs.iter().any(|sign| issuer.contains(sign)))
        .map(|(name, _)| *name)
}

/// Whether a response is about maintenance: its title or heading says so, or it is a short notice about it.
pub(super) fn is_maintenance(body: &BodyFacts) -> bool {
    let Some(page) = &body.page else { return false };
    let short = (page.text.len() <= LONGEST_NOTICE).then_some(&page.text);
    let texts = [page.title.as_ref(), page.heading.as_ref(), short];
    let says = |text: &String| {
        let text = text.to_lowercase();
        MAINTENANCE.iter().any(|words| text.contains(words))
    };
    texts.into_iter().flatten().any(says)
}

fn what_it_did(response: &Response, text: &str, has_login: bool, kind: IntermediaryKind) -> IntermediaryDid {
    let says = |words: &[&str]| words.iter().any(|words| text.contains(words));
    let mitigated = ["cf-mitigated", "x-amzn-waf-action"];
    let challenged = mitigated.iter().any(|name| response.header(name).is_some());
    let status = response.status;
    if challenged || says(&BROWSER) {
        IntermediaryDid::WantsBrowser
    } else if has_login || matches!(status, 407 | 511) || kind == IntermediaryKind::Portal {
        IntermediaryDid::WantsLogin
    } else if matches!(status, 502..=504 | 520..=526 | 530) || says(&NO_SERVER) && !says(&BLOCKED) {
        IntermediaryDid::FoundNoServer
    } else if matches!(status, 403 | 406 | 418 | 451) || says(&BLOCKED) {
        IntermediaryDid::Blocked
    } else if says(&LOGIN) || (300..400).contains(&status) && kind.place() == Place::Computer {
        IntermediaryDid::WantsLogin
    } else {
        IntermediaryDid::Answered
    }
}

/// The number to quote: what follows its name on the page, or a header.
fn reference(response: &Response, text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let named = REFERENCES.iter().find_map(|name| {
        let at = lower.find(name)? + name.len();
        let rest = text[at..].trim_start_matches(|c: char| c.is_whitespace() || "#:=-".contains(c));
        let is_part = |c: char| c.is_ascii_alphanumeric() || "._-+/=".contains(c);
        let value = &rest[..rest.find(|c| !is_part(c)).unwrap_or(rest.len())];
        let value = value.trim_end_matches('.');
        (value.chars().any(|c| c.is_ascii_digit())).then(|| shorten(value))
    });
    named.or_else(|| REFERENCE_HEADERS.iter().find_map(|name| response.header(name)).map(shorten))
}

/// Whether a host is in this domain, or a part of its name is this name.
fn is_host_of(host: &str, sign: &str) -> bool {
    host.split('.').any(|label| label == sign) || sign.contains('.') && has_words(host, sign)
}

/// Whether a text has these words, and not as a part of others. A name in an address or in a file name is not the name;
/// only an address is found in an address.
fn has_words(text: &str, sign: &str) -> bool {
    let (sign, any_end) = sign.strip_suffix('*').map_or((sign, false), |start| (start, true));
    let is_address = sign.contains('.') && !sign.contains(' ');
    let joins = |c: char| c.is_alphanumeric() || c == '-' || !is_address && "_@".contains(c);
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(sign).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + sign.len()..]);
        let mut next = after.chars();
        let is_joined_before = before.ends_with(|c: char| joins(c) || !is_address && "./".contains(c));
        let is_joined_after = match next.next() {
            Some('.') => is_word(next.next()),
            c => c.is_some_and(joins),
        };
        let begins = !is_word(sign.chars().next()) || !is_joined_before;
        let ends = any_end || !is_word(sign.chars().last()) || !is_joined_after;
        begins && ends
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_are_a_sign() {
        for (text, sign) in [
            ("protected by cloudflare.", "cloudflare"),
            ("(cloudflare)", "cloudflare"),
            ("tyk: not allowed", "tyk"),
            ("apache tomcat/9.0", "apache tomcat"),
            ("https://gateway.zscalertwo.net/aud?a", "zscalertwo.net"),
            ("generated by p (squid/5.7)", "(squid/"),
            ("srve0255e: no web group", "srve0*"),
        ] {
            assert!(has_words(text, sign), "{sign}: {text}");
        }
        for (text, sign) in [
            ("https://cdnjs.cloudflare.com/a.js", "cloudflare"),
            ("atyk0", "tyk"),
            ("/img/tyk.png", "tyk"),
            ("tyk-logo", "tyk"),
            ("my-zscalertwo.net", "zscalertwo.net"),
            ("zscalertwo.network", "zscalertwo.net"),
        ] {
            assert!(!has_words(text, sign), "{sign}: {text}");
        }
    }
}
