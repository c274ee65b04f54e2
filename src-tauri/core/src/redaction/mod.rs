//! Hides the secrets of an exchange, wherever they occur in a text and however they are spelled there.
//!
//! First the secrets become known (`learned.rs`): by the names of the fields and headers of the request, by the members
//! of the response as a JSON parser reads them (`members.rs`), and by what looks like a token or follows the name of one
//! (`shapes.rs`, `named_value.rs`). Then every text is taken apart (`search.rs`) into layers (`layer.rs`): as it is, with
//! its escapes replaced by what they stand for (`escapes.rs`), with what its Base64 and hex contain (`blobs.rs`), and so
//! on. In each layer the secrets are searched for by value (`known.rs`), so that no spelling has to be foreseen.

mod blobs;
mod escapes;
mod known;
mod layer;
mod learned;
mod members;
mod named_value;
mod names;
mod search;
mod shapes;

use std::borrow::Cow;
use std::ops::Range;

use serde_json::Value;

use self::blobs::NEXT_TEXT;
use self::known::Known;
use self::names::HIDDEN;
use self::search::for_each_layer;
use crate::http::NameValue;

pub(crate) use escapes::decode as decode_escape;
pub(crate) use learned::Learned;
pub(crate) use names::is_secret_field as is_secret_parameter;
pub(crate) use names::secret_parameter;

/// The shortest text that can contain a secret or its name, in bytes.
const SHORTEST: usize = 4;

/// What stands for a secret that follows this start.
pub(crate) fn hidden_after(start: &str) -> String {
    format!("{start}{HIDDEN}")
}

/// The secrets of an exchange.
pub(crate) struct Secrets {
    known: Known,
    /// Not all secrets are known, so nothing can be shown.
    is_incomplete: bool,
}

/// A part of a text that is replaced.
struct Hidden {
    place: Range<usize>,
    stays: String,
}

impl Secrets {
    /// The text without secrets. A text that is encoded too many times to be searched is hidden as a whole.
    pub(crate) fn hide<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.places_in(text) {
            Some(places) if places.is_empty() => Cow::Borrowed(text),
            Some(places) => Cow::Owned(replaced(text, 0, &places)),
            None => Cow::Borrowed(HIDDEN),
        }
    }

    /// Texts without secrets. They are searched together, because a secret may be split over several.
    pub(crate) fn hide_together(&self, texts: &[&str]) -> Vec<String> {
        let separator = char::from(NEXT_TEXT).to_string();
        let places = self.places_in(&texts.join(&separator));
        let mut start = 0;
        let hide = |text: &&str| {
            let hidden = places.as_ref().map_or(HIDDEN.to_owned(), |places| replaced(text, start, places));
            start += text.len() + separator.len();
            hidden
        };
        texts.iter().map(hide).collect()
    }

    /// Headers without secrets.
    pub(crate) fn hide_in_headers(&self, headers: &[NameValue]) -> Vec<NameValue> {
        let values: Vec<&str> = headers.iter().map(|header| header.value.as_str()).collect();
        let values = self.hide_together(&values);
        let hide = |(header, value): (&NameValue, String)| {
            let value = if names::is_secret(&header.name) { names::secret_of(header).1 } else { value };
            NameValue::new(self.hide(&header.name), value)
        };
        headers.iter().zip(values).map(hide).collect()
    }

    /// Form fields without secrets.
    pub(crate) fn hide_in_form(&self, form: &[NameValue]) -> Vec<NameValue> {
        let hide = |field: &NameValue| {
            let is_secret = names::is_secret_field(&field.name);
            let value =
                if is_secret { names::secret_of(field).1 } else { self.hide(&field.value).into_owned() };
            NameValue::new(self.hide(&field.name), value)
        };
        form.iter().map(hide).collect()
    }

    /// Hides secrets in every text of the value, and in the values of fields and headers that are named like secrets.
    pub(crate) fn hide_in_all(&self, value: &mut Value) {
        match value {
            Value::String(text) => {
                if let Cow::Owned(hidden) = self.hide(text) {
                    *text = hidden;
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.hide_in_all(item)),
            Value::Object(members) => {
                if let [Some(Value::String(name)), Some(Value::String(text))] =
                    ["name", "value"].map(|it| members.get(it))
                    && names::is_secret_field(name)
                {
                    let (_, stays) = names::secret_of(&NameValue::new(name, text));
                    members.insert("value".to_owned(), stays.into());
                }
                members.values_mut().for_each(|member| self.hide_in_all(member));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// Where secrets are in a text, without overlaps; `None` if that could not be found out.
    fn places_in(&self, text: &str) -> Option<Vec<Hidden>> {
        if text.len() < SHORTEST {
            return Some(Vec::new());
        }
        if self.is_incomplete {
            return None;
        }
        let mut places = Vec::new();
        let searched = for_each_layer(text, |layer| {
            let mut hide = |part: Range<usize>, stays: &str| {
                // In Base64 and hex, a character does not stand for itself.
                let stays = if layer.is_inside_blob { HIDDEN } else { stays };
                places.push(Hidden { place: layer.source(part), stays: stays.to_owned() });
            };
            shapes::shapes_in(&layer.bytes).into_iter().for_each(|shape| hide(shape.place, &shape.stays));
            let (counting, positions) = layer.what_counts();
            for hit in self.known.find_in(&counting) {
                let part = positions[hit.place.start]..positions[hit.place.end - 1] + 1;
                hide(part, hit.stays.unwrap_or(HIDDEN));
            }
        });
        searched.ok()?;
        Some(without_overlaps(places))
    }
}

/// Joins places that overlap. What stays of the one that begins first, stays.
fn without_overlaps(mut places: Vec<Hidden>) -> Vec<Hidden> {
    places.retain(|hidden| !hidden.place.is_empty());
    places.sort_by_key(|hidden| (hidden.place.start, std::cmp::Reverse(hidden.place.end)));
    let mut joined: Vec<Hidden> = Vec::new();
    for hidden in places {
        match joined.last_mut() {
            Some(last) if hidden.place.start < last.place.end => {
                last.place.end = last.place.end.max(hidden.place.end);
            }
            _ => joined.push(hidden),
        }
    }
    joined
}

/// The text with these places replaced. It stands at `start` in the text that the places are of.
fn replaced(text: &str, start: usize, places: &[Hidden]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    let first = places.partition_point(|hidden| hidden.place.end <= start);
    for Hidden { place, stays } in
        places[first..].iter().take_while(|hidden| hidden.place.start < start + text.len())
    {
        let [from, to] = [place.start, place.end].map(|at| at.saturating_sub(start).min(text.len()));
        if from < to {
            out.push_str(&text[done..from]);
            // A secret that began in another text.
            out.push_str(if place.start < start { HIDDEN } else { stays });
            done = to;
        }
    }
    out.push_str(&text[done..]);
    out
}
