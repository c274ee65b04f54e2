//! What a credential would send now, compared with what it sent in an earlier attempt.

use serde::Serialize;

use super::Attempt;
use super::compare::{ComparedPart, Difference, MOST_DIFFERENCES, Pairs, compare_part, fields, members};
use crate::certificate::Certificate;
use crate::moment::Moment;
use crate::redaction::hidden_after;
use crate::token_request::{Assertion, FieldPreview, RequestForm, UnsignedRequest, ValuePreview};

/// What is different when an attempt is made again. Which key signs is not compared: the history stores no key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Changes {
    /// The first differences, in the order of a request: on the left as it was sent, on the right as it would be now.
    /// What changes with every request is left out.
    pub differences: Vec<Difference>,
    /// The number of differences after these.
    pub more: u32,
}

/// Compares an attempt with the request that this form would make at this moment.
#[must_use]
pub fn changes_since(
    attempt: &Attempt,
    form: &RequestForm,
    certificate: Option<&Certificate>,
    moment: &Moment,
) -> Changes {
    let request = UnsignedRequest::from_form(form, certificate, moment);
    let sent = &attempt.exchange.sent;
    let url = |url: String| vec![(String::new(), url)];
    let now = request.preview();
    let now_url = now.url.map_or_else(|| form.endpoint_as_typed().to_owned(), String::from);
    // What is only known after signing says nothing, and neither does a secret, which the history does not have. That
    // there is one says how the client authenticates.
    let shown = |field: FieldPreview| match field.value {
        ValuePreview::Known { text } => Some((field.name, text)),
        ValuePreview::Hidden { start } => Some((field.name, hidden_after(&start))),
        ValuePreview::AfterSigning => None,
    };
    let is_compared = |(name, _): &(String, String)| name == "authorization";
    let now_headers: Pairs = now.headers.into_iter().filter_map(shown).filter(is_compared).collect();
    let now_fields: Pairs = now.form.into_iter().filter_map(shown).collect();
    let mut sent_headers = fields(&sent.headers);
    sent_headers.retain(is_compared);
    let mut sent_fields = fields(&sent.form);
    sent_fields.retain(|(name, _)| !matches!(name.as_str(), "client_assertion" | "assertion"));
    let of_assertion =
        |json: fn(&Assertion) -> String| members(&request.assertion().map(json).unwrap_or_default());
    let sent_at = [attempt.summary.at.seconds().0, moment.now.seconds().0];
    let mut differences = Vec::new();
    for (part, before, now) in [
        (ComparedPart::Url, url(sent.url.clone()), url(now_url)),
        (
            ComparedPart::AssertionHeader,
            members(&sent.assertion_header),
            of_assertion(Assertion::header_json),
        ),
        (
            ComparedPart::AssertionClaims,
            members(&sent.assertion_claims),
            of_assertion(Assertion::claims_json),
        ),
        (ComparedPart::RequestHeaders, sent_headers, now_headers),
        (ComparedPart::RequestForm, sent_fields, now_fields),
    ] {
        compare_part(part, [&before, &now], sent_at, &mut differences);
    }
    differences.retain(|difference| !difference.expected);
    let more = u32::try_from(differences.len().saturating_sub(MOST_DIFFERENCES)).unwrap_or(u32::MAX);
    differences.truncate(MOST_DIFFERENCES);
    Changes { differences, more }
}
