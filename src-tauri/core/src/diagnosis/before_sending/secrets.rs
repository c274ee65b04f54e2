//! Checks the client secret and the access key. A secret can have any character, so nothing here forbids one; and a
//! finding never contains any of it.

use secrecy::{ExposeSecret as _, SecretString};

use super::api_client::{DEMO_CLIENT, is_client_id};
use crate::account_manager::PASSWORD_LENGTH;
use crate::diagnosis::finding::{Finding, PastedInstead};
use crate::text::{is_quoted, white_space_in};
use crate::token_request::client_auth::changes_when_encoded;
use crate::token_request::{AuthMethod, ClientSecretKind, ClientSecrets, RequestForm, SecretPlacement};

/// Length of an access key that Business Manager makes, in characters.
const ACCESS_KEY_LENGTH: usize = 40;
/// Words that stand for a secret in examples.
const PLACEHOLDERS: [&str; 9] = [
    "changeme",
    "change_me",
    "client_secret",
    "clientsecret",
    "secret",
    "password",
    "access_key",
    "accesskey",
    "your_secret_here",
];

/// Findings about the secrets that the method needs.
pub(super) fn check_secrets(form: &RequestForm, secrets: &ClientSecrets) -> Vec<Finding> {
    let mut findings = Vec::new();
    if form.method == AuthMethod::BusinessManagerUser {
        // Exposed only to be checked, as below.
        match text(secrets.access_key.as_ref()) {
            None => findings.push(Finding::AccessKeyMissing),
            Some(key) => findings.extend(check_access_key(key)),
        }
    }
    if form.method != AuthMethod::SignedJwt {
        match text(secrets.client_secret.as_ref()) {
            None => findings.push(Finding::ClientSecretMissing),
            Some(secret) => findings.extend(check_client_secret(secret, form)),
        }
    }
    findings
}

/// The text of a secret, if there is any.
fn text(secret: Option<&SecretString>) -> Option<&str> {
    secret.map(|secret| secret.expose_secret()).filter(|text| !text.trim().is_empty())
}

fn check_client_secret(secret: &str, form: &RequestForm) -> Vec<Finding> {
    if let Some(finding) = check_copied(secret, ClientSecretKind::ClientSecret) {
        return vec![finding];
    }
    let api_key = form.api_key.trim();
    if api_key == DEMO_CLIENT {
        return if secret == DEMO_CLIENT { Vec::new() } else { vec![Finding::DemoClientSecretDiffers] };
    }
    if secret == api_key {
        return vec![Finding::SecretIsApiKey];
    }
    if is_client_id(secret) {
        return vec![Finding::SecretLooksLikeApiKey];
    }
    let characters = secret.chars().count();
    let is_for_account_manager =
        form.destination.is_account_manager() || form.method == AuthMethod::BusinessManagerUser;
    if is_for_account_manager && !PASSWORD_LENGTH.contains(&characters) {
        return vec![Finding::SecretLength { characters: u32::try_from(characters).unwrap_or(u32::MAX) }];
    }
    check_encoding(secret, form).into_iter().collect()
}

/// A secret with characters that form-encoding changes. The Business Manager grant never encodes them.
fn check_encoding(secret: &str, form: &RequestForm) -> Option<Finding> {
    let encoding_matters = form.method == AuthMethod::ClientSecret && changes_when_encoded(secret);
    encoding_matters.then_some(match form.secret_placement {
        SecretPlacement::HeaderNotEncoded => Finding::SecretNotEncoded,
        SecretPlacement::Header | SecretPlacement::Body => Finding::SecretBreaksElsewhere,
    })
}

fn check_access_key(key: &str) -> Option<Finding> {
    if let Some(finding) = check_copied(key, ClientSecretKind::AccessKey) {
        return Some(finding);
    }
    (key.chars().count() != ACCESS_KEY_LENGTH).then_some(Finding::AccessKeyUnusual)
}

/// What a secret shows that was copied with something else, or instead of something else.
fn check_copied(secret: &str, kind: ClientSecretKind) -> Option<Finding> {
    if secret.contains("-----BEGIN ") {
        return Some(Finding::SecretIsSomethingElse { kind, pasted: PastedInstead::Pem });
    }
    if is_jwt(secret.trim()) {
        return Some(Finding::SecretIsSomethingElse { kind, pasted: PastedInstead::Jwt });
    }
    if is_placeholder(secret.trim()) {
        return Some(Finding::SecretIsPlaceholder { kind });
    }
    if let Some(white_space) = white_space_in(secret) {
        return Some(Finding::SecretWhiteSpace { kind, white_space });
    }
    is_quoted(secret).then_some(Finding::SecretQuoted { kind })
}

/// Whether it begins like a JWT and has its three parts (RFC 7519 section 3.1).
fn is_jwt(text: &str) -> bool {
    text.starts_with("eyJ") && text.split('.').count() == 3
}

/// Whether it is what examples have in place of a secret: `<client_secret>`, `xxxx`, asterisks or a well-known word.
fn is_placeholder(text: &str) -> bool {
    let in_brackets = [('<', '>'), ('{', '}'), ('[', ']')]
        .iter()
        .any(|(open, close)| text.starts_with(*open) && text.ends_with(*close));
    let mut characters = text.chars();
    let first = characters.next();
    let is_repeated =
        first.is_some_and(|first| "xX*•….-_?".contains(first)) && characters.all(|c| Some(c) == first);
    let word = text.to_ascii_lowercase().replace(['-', ' '], "_");
    let is_word =
        PLACEHOLDERS.contains(&word.as_str()) || word.starts_with("your_") || word.starts_with("my_client_s");
    in_brackets || is_repeated || is_word
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::WhiteSpace;
    use crate::token_request::Destination;

    const API_KEY: &str = "1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15";

    fn form(placement: SecretPlacement) -> RequestForm {
        RequestForm {
            method: AuthMethod::ClientSecret,
            secret_placement: placement,
            api_key: API_KEY.into(),
            ..RequestForm::default()
        }
    }

    fn found_with(form: &RequestForm, secret: &str) -> Vec<Finding> {
        let secrets = ClientSecrets { client_secret: Some(secret.into()), access_key: None };
        check_secrets(form, &secrets)
    }

    fn found(secret: &str) -> Vec<Finding> {
        found_with(&form(SecretPlacement::Header), secret)
    }

    #[test]
    fn what_was_copied_along_or_instead_is_named() {
        let kind = ClientSecretKind::ClientSecret;
        for (secret, expected) in [
            (" one secret-0123 ", Finding::SecretWhiteSpace { kind, white_space: WhiteSpace::Around }),
            ("secret-0123\n456", Finding::SecretWhiteSpace { kind, white_space: WhiteSpace::LineEnd }),
            ("\"secret-0123456\"", Finding::SecretQuoted { kind }),
            ("“secret-0123456”", Finding::SecretQuoted { kind }),
            ("<client_secret>", Finding::SecretIsPlaceholder { kind }),
            ("xxxxxxxxxxxxxxxx", Finding::SecretIsPlaceholder { kind }),
            ("****************", Finding::SecretIsPlaceholder { kind }),
            ("…", Finding::SecretIsPlaceholder { kind }),
            ("your_secret_here", Finding::SecretIsPlaceholder { kind }),
            ("changeme", Finding::SecretIsPlaceholder { kind }),
            (
                "-----BEGIN PRIVATE KEY-----\nMII",
                Finding::SecretIsSomethingElse { kind, pasted: PastedInstead::Pem },
            ),
            (
                "eyJhbGciOiJSUzI1NiJ9.e30.c2ln",
                Finding::SecretIsSomethingElse { kind, pasted: PastedInstead::Jwt },
            ),
            (API_KEY, Finding::SecretIsApiKey),
            ("9c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15", Finding::SecretLooksLikeApiKey),
            ("short", Finding::SecretLength { characters: 5 }),
        ] {
            assert_eq!(found(secret), [expected], "{secret}");
        }
        assert_eq!(found("aGoodSecret0123"), []);
        assert_eq!(found("  \n"), [Finding::ClientSecretMissing]);
    }

    #[test]
    fn special_characters_are_only_noted_unless_they_are_sent_as_they_are() {
        let secret = "With+percent%and:colon";
        assert_eq!(found(secret), [Finding::SecretBreaksElsewhere]);
        assert_eq!(found("Sécrét0123456"), [Finding::SecretBreaksElsewhere]);
        assert_eq!(found_with(&form(SecretPlacement::Body), secret), [Finding::SecretBreaksElsewhere]);
        assert_eq!(found_with(&form(SecretPlacement::HeaderNotEncoded), secret), [Finding::SecretNotEncoded]);
        assert_eq!(found_with(&form(SecretPlacement::HeaderNotEncoded), "aGoodSecret0123"), []);
    }

    #[test]
    fn the_length_counts_at_account_manager_only_and_the_demo_client_has_its_id_as_secret() {
        let destination = Destination::Other {
            token_endpoint: "https://a.example/token".into(),
            audience: String::new(),
            parameters: Vec::new(),
            trusted: String::new(),
            user: None,
        };
        let elsewhere = RequestForm { destination, ..form(SecretPlacement::Header) };
        assert_eq!(found_with(&elsewhere, "short"), []);
        let demo = RequestForm { api_key: DEMO_CLIENT.into(), ..form(SecretPlacement::Header) };
        assert_eq!(found_with(&demo, DEMO_CLIENT), []);
        assert_eq!(found_with(&demo, "aGoodSecret0123"), [Finding::DemoClientSecretDiffers]);
    }

    #[test]
    fn an_access_key_has_forty_characters() {
        let form = RequestForm { method: AuthMethod::BusinessManagerUser, ..form(SecretPlacement::Header) };
        let found = |key: &str| {
            let secrets =
                ClientSecrets { client_secret: Some("a+secret%0123".into()), access_key: Some(key.into()) };
            check_secrets(&form, &secrets)
        };
        assert_eq!(found("k%}'/+~,(k%}'/+~,(k%}'/+~,(k%}'/+~,(key1"), []);
        assert_eq!(found("hunter2hunter2"), [Finding::AccessKeyUnusual]);
        let (kind, white_space) = (ClientSecretKind::AccessKey, WhiteSpace::LineEnd);
        assert_eq!(found("key\n"), [Finding::SecretWhiteSpace { kind, white_space }]);
        assert_eq!(found(""), [Finding::AccessKeyMissing]);
    }
}
