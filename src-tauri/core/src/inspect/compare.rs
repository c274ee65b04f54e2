//! Two tokens side by side.

use serde::Serialize;
use serde_json::Value;

use super::find::tokens_in;
use super::kind::Anatomy;
use super::meaning::TokenPart;
use super::{LONGEST_PASTED, MOST_TOKENS};
use crate::text::Allowance;

/// The most members and claims that are compared.
const MOST_COMPARED: usize = 100;
/// The most that is shown of all values together, in bytes as text and as JSON.
const MOST_SHOWN: usize = 128 * 1024;

/// A member of the header or a claim of two tokens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ComparedClaim {
    /// Where it is.
    pub part: TokenPart,
    /// Its name.
    pub name: String,
    /// Its value in the first token.
    pub left: Option<String>,
    /// Its value in the second token.
    pub right: Option<String>,
    /// Whether both are the same.
    pub sameness: Sameness,
}

/// Whether a claim of two tokens is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Sameness {
    /// In both with the same value.
    Same,
    /// In both with different values.
    Different,
    /// Only in the first token.
    OnlyLeft,
    /// Only in the second token.
    OnlyRight,
}

/// Compares a token of each text, counted from 0: claims first, in the order of the first token. Empty if one of them
/// cannot be read.
#[must_use]
pub fn compare(left: (&str, usize), right: (&str, usize)) -> Vec<ComparedClaim> {
    let (Some(left), Some(right)) = (anatomy(left), anatomy(right)) else { return Vec::new() };
    let mut allowance = Allowance::to_show(MOST_SHOWN);
    let mut compared = Vec::new();
    for part in [TokenPart::Claims, TokenPart::Header] {
        let of = |token: &Anatomy| match part {
            TokenPart::Header => token.header.clone().unwrap_or_default(),
            TokenPart::Claims => token.claims.clone().unwrap_or_default(),
        };
        let (left, right) = (of(&left), of(&right));
        let names = left.keys().chain(right.keys().filter(|name| !left.contains_key(*name)));
        for name in names.take(MOST_COMPARED) {
            let values = (left.get(name), right.get(name));
            let sameness = match values {
                (Some(left), Some(right)) if left == right => Sameness::Same,
                (Some(_), Some(_)) => Sameness::Different,
                (Some(_), None) => Sameness::OnlyLeft,
                (None, _) => Sameness::OnlyRight,
            };
            let mut text = |value: Option<&Value>| {
                let mut text = match value? {
                    Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                allowance.cut(&mut text);
                Some(text)
            };
            let (left, right) = (text(values.0), text(values.1));
            let mut name = name.clone();
            allowance.cut(&mut name);
            compared.push(ComparedClaim { part, name, left, right, sameness });
        }
    }
    compared
}

fn anatomy((text, place): (&str, usize)) -> Option<Anatomy> {
    if text.len() > LONGEST_PASTED || place >= MOST_TOKENS {
        return None;
    }
    let anatomy = Anatomy::of(&tokens_in(text).into_iter().nth(place)?.token);
    anatomy.header.is_some().then_some(anatomy)
}
