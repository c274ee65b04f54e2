//! Makes reports.

use countersign_core::report::{
    FindingSaid, KnownSecrets, LineSaid, ProgramFacts, ReportFacts, ReportForm, ReportLabels, ReportWords,
    write,
};
use countersign_core::token_exchange::{ExchangeShown, TokenExchange};

use crate::common::{NOW, key_pair};

pub(crate) const FORMS: [ReportForm; 3] = [ReportForm::Text, ReportForm::Markdown, ReportForm::Page];

/// The report of an exchange that the window shows, with everything known that a window knows of it.
pub(crate) fn report_of(form: ReportForm, exchange: &TokenExchange, words: &ReportWords) -> String {
    report(form, &exchange.shown(), words, known_of(exchange))
}

/// The secrets of an exchange and of the private key that signed it.
pub(crate) fn known_of(exchange: &TokenExchange) -> KnownSecrets {
    let mut known = KnownSecrets::default();
    known.add_exchange(exchange);
    known.add_private_key(key_pair().private_key().unwrap());
    known
}

pub(crate) fn report(
    form: ReportForm,
    exchange: &ExchangeShown,
    words: &ReportWords,
    known: KnownSecrets,
) -> String {
    let pair = key_pair();
    let certificate = pair.certificate().unwrap().facts(NOW.seconds());
    let program = ProgramFacts {
        version: "Countersign 0.1.0".into(),
        system: "Debian GNU/Linux 13, x86_64".into(),
        webview: "WebKitGTK 2.50.1".into(),
    };
    let facts = ReportFacts { exchange, certificate: Some(&certificate), program: &program, made_at: NOW };
    write(form, &facts, words, known)
}

/// Words with this text at every place.
pub(crate) fn words(text: &str) -> ReportWords {
    let line = || vec![LineSaid { name: text.into(), said: text.into() }];
    ReportWords {
        language: "en".into(),
        labels: ReportLabels {
            title: text.into(),
            left_out: text.into(),
            headers: text.into(),
            body: text.into(),
            fingerprint: text.into(),
            no_response: text.into(),
            ..ReportLabels::default()
        },
        headline: text.into(),
        server: text.into(),
        method: text.into(),
        proxy: Some(text.into()),
        findings: vec![FindingSaid {
            title: text.into(),
            certainty: text.into(),
            text: text.into(),
            supports: vec![text.into()],
            opposes: vec![text.into()],
            steps: vec![text.into()],
        }],
        reasoning: Some(text.into()),
        checks: line(),
        experiments: line(),
        way: line(),
        clocks: Some(text.into()),
    }
}
