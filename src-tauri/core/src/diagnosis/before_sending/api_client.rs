//! Checks the API key.

use crate::diagnosis::finding::Finding;
use crate::text::{
    LONGEST_CORRECTED, QUOTATION_MARKS, is_quoted, name_character, white_space_in, without_white_space,
};
use crate::token_request::{AuthMethod, Destination, RequestForm};

/// The demo client of sandboxes.
pub(super) const DEMO_CLIENT: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

pub(super) fn check_api_key(form: &RequestForm) -> Vec<Finding> {
    let api_key = form.api_key.as_str();
    if api_key.trim().is_empty() {
        return vec![Finding::ApiKeyMissing];
    }
    let can_be_corrected = api_key.len() <= LONGEST_CORRECTED;
    if let Some(white_space) = white_space_in(api_key).filter(|_| can_be_corrected) {
        return vec![Finding::ApiKeyWhiteSpace { white_space, corrected: without_white_space(api_key) }];
    }
    if can_be_corrected && is_quoted(api_key) {
        return vec![Finding::ApiKeyQuoted { corrected: api_key.trim_matches(QUOTATION_MARKS).to_owned() }];
    }
    // RFC 6749 appendix A.1 allows visible ASCII characters and spaces in a client ID.
    if let Some(stray) = api_key.chars().find(|c| !c.is_ascii_graphic()) {
        return vec![Finding::ApiKeyStrayCharacter { character: name_character(stray) }];
    }
    // The instance of a Business Manager user can be a sandbox, and knows the demo client.
    let at_instance = form.method == AuthMethod::BusinessManagerUser;
    vec![match &form.destination {
        _ if at_instance && api_key == DEMO_CLIENT => Finding::ApiKeyIsDemoOfSandbox,
        Destination::AccountManager if api_key == DEMO_CLIENT => Finding::ApiKeyIsDemoClient,
        Destination::AccountManager | Destination::Practice { .. } if is_client_id(api_key) => {
            Finding::ApiKeyLooksRight
        }
        Destination::AccountManager => Finding::ApiKeyUnusual,
        // Clients of the practice Account Manager can have any ID, too.
        Destination::Practice { .. } | Destination::Other { .. } => Finding::ApiKeyPlain,
    }]
}

/// Whether it has the form of Account Manager's client IDs: a UUID with dashes.
pub(super) fn is_client_id(api_key: &str) -> bool {
    api_key.len() == 36 && uuid::Uuid::try_parse(api_key).is_ok()
}
