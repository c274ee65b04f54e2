//! Learns which texts are secrets in an exchange: what the request proves the client with, and what the response grants.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

use super::known::{Known, Needle};
use super::layer::Layer;
use super::members::secret_members;
use super::search::for_each_layer;
use super::{Secrets, names, shapes};
use crate::http::{NameValue, Response};
use crate::jwt;

/// The shortest secret of a request that is hidden wherever it occurs, in bytes. Shorter ones are parts of other words,
/// and are hidden only in their own place.
const SHORTEST_SENT: usize = 4;
/// The same for what only the response calls a secret.
const SHORTEST_RECEIVED: usize = 8;
/// The most secrets that are learned of exchanges. Token endpoints send three.
const MOST: usize = 1_000;

/// What was learned so far.
#[derive(Default)]
pub(crate) struct Learned {
    needles: Vec<Needle>,
    /// So many of them are this computer's own, and no server can make them more.
    own: usize,
    /// There are more secrets than were learned, or a text could not be taken apart.
    is_incomplete: bool,
}

impl Learned {
    /// Learns a secret that is this computer's own: it is known by itself, and not by its place in an exchange.
    pub(crate) fn learn_own(&mut self, secret: &str) {
        let before = self.needles.len();
        self.add(secret, names::HIDDEN.to_owned(), SHORTEST_SENT);
        self.own += self.needles.len() - before;
    }

    /// Learns bytes that are secret and no text, as the numbers of a private key are: in Base64 and Base64url, wherever
    /// in a longer blob they begin, and in hex, also in pairs with colons between them.
    pub(crate) fn learn_own_bytes(&mut self, bytes: &[u8]) {
        for skipped in 0..3 {
            // Characters that also stand for a part of the byte before or after them are left out.
            let whole = bytes.get(skipped..).unwrap_or_default();
            let groups = &whole[..whole.len() - whole.len() % 3];
            for engine in [STANDARD_NO_PAD, URL_SAFE_NO_PAD] {
                self.learn_own(&Zeroizing::new(engine.encode(groups)));
            }
        }
        for (hex, separator) in
            [(hex_lower as fn(&u8) -> String, ""), (hex_upper, ""), (hex_lower, ":"), (hex_upper, ":")]
        {
            let pairs = Zeroizing::new(bytes.iter().map(hex).collect::<Vec<_>>());
            self.learn_own(&Zeroizing::new(pairs.join(separator)));
        }
    }

    /// Learns the secrets of a request: of its URL, its headers and its form fields.
    pub(crate) fn learn_request(&mut self, url: &str, headers: &[NameValue], form: &[NameValue]) {
        for field in form.iter().filter(|field| names::is_secret_field(&field.name)) {
            self.add_named(field, SHORTEST_SENT);
        }
        for names::SecretInUrl { name, value } in names::secrets_in_url(url) {
            self.add_named(&NameValue { name, value }, SHORTEST_SENT);
        }
        for header in headers.iter().filter(|header| names::is_secret(&header.name)) {
            self.add_named(header, SHORTEST_SENT);
            for password in passwords_in_basic(names::secret_of(header).0) {
                self.add(&password, names::HIDDEN.to_owned(), SHORTEST_SENT);
            }
        }
    }

    /// Learns the secrets that a client proves itself with: those of a request that still serve in the next one, unlike
    /// an assertion.
    pub(crate) fn learn_client_secrets(&mut self, headers: &[NameValue], form: &[NameValue]) {
        let lasting = |field: &&NameValue| !names::is_token(&field.name);
        let form: Vec<NameValue> = form.iter().filter(lasting).cloned().collect();
        self.learn_request("", headers, &form);
    }

    /// Whether nothing was learned.
    pub(crate) fn is_empty(&self) -> bool {
        self.needles.is_empty() && !self.is_incomplete
    }

    /// Learns the secrets of a response: of its headers, its JSON, and everything in it that looks like one.
    pub(crate) fn learn_response(&mut self, response: &Response) {
        for header in response.headers.iter().filter(|header| names::is_secret(&header.name)) {
            self.add_named(header, SHORTEST_RECEIVED);
        }
        // As it is shown: a secret in another character set is one, too.
        let body = response.text();
        for member in secret_members(&body) {
            let stays = names::what_may_stay(&member.name, &member.value);
            self.add(&member.value, stays, SHORTEST_RECEIVED);
        }
        if let Some(token) = bare_token(&body) {
            self.add(token, jwt::shorten_token(token), SHORTEST_RECEIVED);
        }
        response.headers.iter().for_each(|header| self.learn_text(&header.value));
        self.learn_text(&body);
    }

    /// What is known now.
    pub(crate) fn into_secrets(self) -> Secrets {
        Secrets { known: Known::new(self.needles), is_incomplete: self.is_incomplete }
    }

    /// Learns what looks like a secret in a text.
    fn learn_text(&mut self, text: &str) {
        let searched = for_each_layer(text, |layer| {
            for shape in shapes::shapes_in(&layer.bytes) {
                let value = String::from_utf8_lossy(&layer.bytes[shape.value.clone()]);
                let stays = if shape.value == shape.place { shape.stays } else { names::HIDDEN.to_owned() };
                self.add(&value, stays, SHORTEST_RECEIVED);
            }
        });
        self.is_incomplete |= searched.is_err();
    }

    fn add_named(&mut self, field: &NameValue, shortest: usize) {
        let (secret, _) = names::secret_of(field);
        self.add(secret, names::what_may_stay(&field.name, secret), shortest);
    }

    /// Adds a secret as it is and as it reads with its encodings taken off, since a text may spell it either way. Of a
    /// JWT only the signature is secret: without it, it is of no use.
    fn add(&mut self, secret: &str, stays: String, shortest: usize) {
        let (secret, stays) = match jwt::decode_unverified(secret) {
            Some(_) => (secret.rsplit('.').next().unwrap_or_default(), names::HIDDEN.to_owned()),
            None => (secret, stays),
        };
        let mut layer = Some(Layer::of(secret));
        while let Some(spelled) = layer {
            let (bytes, _) = spelled.what_counts();
            if bytes.len() < shortest {
                break;
            }
            layer = spelled.unescaped();
            if self.needles.iter().any(|needle| *needle.bytes == bytes) {
                continue;
            }
            if self.needles.len() - self.own >= MOST {
                self.is_incomplete = true;
                return;
            }
            self.needles.push(Needle { bytes: Zeroizing::new(bytes), stays: stays.clone() });
        }
    }
}

/// The token that a whole body is, apart from quotation marks: one long word with a digit.
fn bare_token(body: &str) -> Option<&str> {
    const SHORTEST: usize = 20;
    let word = body.trim().trim_matches('"');
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=|".contains(&byte);
    let is_token = word.len() >= SHORTEST && word.bytes().all(is_part);
    (is_token && word.bytes().any(|byte| byte.is_ascii_digit())).then_some(word)
}

fn hex_lower(byte: &u8) -> String {
    format!("{byte:02x}")
}

fn hex_upper(byte: &u8) -> String {
    format!("{byte:02X}")
}

/// What follows the name in Basic credentials (RFC 7617), as a whole, because a password can have colons, and each part
/// of it, because the Business Manager grant has two. They may be form-encoded (RFC 6749 section 2.3.1).
fn passwords_in_basic(credentials: &str) -> Vec<String> {
    let decoded = STANDARD.decode(credentials).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let decoded = decoded.unwrap_or_default();
    let whole = decoded.split_once(':').map(|(_, rest)| rest);
    whole.into_iter().chain(decoded.split(':').skip(1)).map(str::to_owned).collect()
}
