//! Checks the scopes (RFC 6749 section 3.3).

use crate::diagnosis::finding::Finding;
use crate::text::{correction, name_character};

pub(super) fn check_scopes(scopes: &str) -> Option<Finding> {
    // RFC 6749 section 3.3 allows visible ASCII characters except quotation mark and backslash.
    let stray = scopes
        .split_whitespace()
        .flat_map(str::chars)
        .find(|c| !c.is_ascii_graphic() || matches!(c, '"' | '\\'));
    match stray {
        Some(stray) => Some(Finding::ScopeStrayCharacter { character: name_character(stray) }),
        // A comma may be part of a scope, but rarely is.
        None => scopes.contains(',').then(|| {
            let names = scopes.split([',', ' ', '\t', '\n', '\r']).filter(|name| !name.is_empty());
            Finding::ScopesWithCommas { corrected: correction(names.collect::<Vec<_>>().join(" ")) }
        }),
    }
}
