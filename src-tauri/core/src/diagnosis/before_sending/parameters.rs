//! Checks the further form parameters.

use crate::diagnosis::finding::Finding;
use crate::http::NameValue;
use crate::redaction::is_secret_parameter;
use crate::text::shorten;
use crate::token_request::{AuthMethod, RequestForm};

/// What the program itself writes into the form, or what would be a second client authentication.
const RESERVED: [&str; 7] = [
    "grant_type",
    "client_id",
    "client_secret",
    "client_assertion",
    "client_assertion_type",
    "assertion",
    "scope",
];
/// Parameters that may be sent more than once (RFC 8693 section 2.1, RFC 8707 section 2).
const REPEATABLE: [&str; 2] = ["resource", "audience"];

/// Findings about the parameters as typed. A row without name and value is not sent.
pub(super) fn check_parameters(typed: &[NameValue], form: &RequestForm) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for NameValue { name, value } in typed {
        let name = name.trim();
        if name.is_empty() {
            if !value.is_empty() && !findings.contains(&Finding::ParameterNameMissing) {
                findings.push(Finding::ParameterNameMissing);
            }
            continue;
        }
        if RESERVED.contains(&name) && !names_the_client_again(name, value, form) {
            findings.push(Finding::ParameterReserved { name: name.to_owned() });
        } else if seen.contains(&name) && !REPEATABLE.contains(&name) {
            findings.push(Finding::ParameterTwice { name: shorten(name) });
        } else if is_secret_parameter(name) {
            findings.push(Finding::ParameterIsSecret { name: shorten(name) });
        }
        seen.push(name);
    }
    findings
}

/// A client that signs may be named beside its assertion (RFC 7521 section 4.2), and some servers require it: Spring
/// Authorization Server does. It has to be the client that signs.
fn names_the_client_again(name: &str, value: &str, form: &RequestForm) -> bool {
    name == "client_id" && form.method == AuthMethod::SignedJwt && value.trim() == form.api_key.trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(parameters: &[(&str, &str)]) -> Vec<Finding> {
        found_with(AuthMethod::SignedJwt, parameters)
    }

    fn found_with(method: AuthMethod, parameters: &[(&str, &str)]) -> Vec<Finding> {
        let typed: Vec<_> = parameters.iter().map(|(name, value)| NameValue::new(*name, *value)).collect();
        check_parameters(&typed, &RequestForm { method, api_key: "shop".into(), ..RequestForm::default() })
    }

    #[test]
    fn a_client_that_signs_may_be_named_beside_its_assertion() {
        let reserved = [Finding::ParameterReserved { name: "client_id".into() }];
        assert_eq!(found(&[("client_id", "shop")]), []);
        assert_eq!(found(&[("client_id", "another")]), reserved);
        assert_eq!(found_with(AuthMethod::ClientSecret, &[("client_id", "shop")]), reserved);
    }

    #[test]
    fn usual_parameters_and_empty_rows_are_not_mentioned() {
        assert_eq!(
            found(&[("audience", "a"), ("audience", "b"), ("channel_id", "RefArch"), ("", ""), ("e", "")]),
            []
        );
    }

    #[test]
    fn what_cannot_be_sent_or_should_not_be_is_named() {
        for name in RESERVED {
            assert_eq!(found(&[(name, "x")]), [Finding::ParameterReserved { name: name.into() }]);
        }
        assert_eq!(found(&[(" ", "x"), ("", "y")]), [Finding::ParameterNameMissing]);
        assert_eq!(found(&[("a", "1"), (" a", "2")]), [Finding::ParameterTwice { name: "a".into() }]);
        assert_eq!(found(&[("password", "x")]), [Finding::ParameterIsSecret { name: "password".into() }]);
    }
}
