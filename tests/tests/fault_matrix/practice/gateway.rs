//! What stands before Account Manager answers instead, or its answer does not arrive whole.

use countersign_core::practice::Gateway;
use countersign_tests::cause;
use countersign_tests::fault_matrix::{Fault, fault};

use super::Practice;

pub(super) const FAULTS: &[Fault<Practice>] = &[
    fault("path that is switched off", cause!(NotATokenEndpoint | RetiredPath), |s| {
        s.settings.faults.gateway = Gateway::RetiredPath;
    }),
    fault("too many requests", cause!(TooManyRequests), |s| {
        s.settings.faults.gateway = Gateway::TooManyRequests;
    }),
    fault("unavailable", cause!(ServerError | Maintenance), |s| {
        s.settings.faults.gateway = Gateway::Unavailable
    }),
    fault("maintenance page", cause!(HtmlInsteadOfJson | Maintenance), |s| {
        s.settings.faults.gateway = Gateway::Html
    }),
    fault("redirect to a login page", cause!(Redirect), |s| s.settings.faults.gateway = Gateway::Redirect),
    fault("answer later than the person waits", cause!(AnswerTimeout), |s| {
        s.settings.faults.gateway = Gateway::Slow;
        s.asked.form.total_timeout_seconds = "2".into();
    }),
    fault("answer cut in the middle", cause!(ConnectionCut), |s| s.settings.faults.gateway = Gateway::Cut),
];
