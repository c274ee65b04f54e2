//! The scopes that a server names when it refuses some.

use super::finding::Finding;
use crate::text::LONGEST_CORRECTED;

/// The finding for `invalid_scope`. `said` is the server's description, `requested` the scopes of the request.
pub(super) fn explain(said: &str, requested: &str) -> Finding {
    let names: Vec<&str> = requested.split_whitespace().collect();
    let in_words: Vec<&str> = words(said).collect();
    let is_named = |name: &&str| in_words.iter().any(|word| word.eq_ignore_ascii_case(name));
    let (named, left): (Vec<&str>, Vec<&str>) = names.into_iter().partition(is_named);
    // Some servers repeat all of several scopes, whichever they refuse: that tells nothing.
    let tells = !named.is_empty() && (named.len() == 1 || !left.is_empty());
    let corrected = (tells && requested.len() <= LONGEST_CORRECTED).then(|| left.join(" "));
    Finding::InvalidScope {
        scopes: requested.to_owned(),
        named: if tells { named.into_iter().map(str::to_owned).collect() } else { Vec::new() },
        corrected,
    }
}

/// The requested scopes without this one; `None` if it is not one of them.
pub(super) fn without(requested: &str, scope: &str) -> Option<String> {
    let all = || requested.split_whitespace();
    let is_one = all().any(|name| name == scope);
    (is_one && requested.len() <= LONGEST_CORRECTED)
        .then(|| all().filter(|name| *name != scope).collect::<Vec<_>>().join(" "))
}

/// The words of a sentence that can be scopes: without the punctuation around them.
fn words(said: &str) -> impl Iterator<Item = &str> {
    let separates = |c: char| c.is_whitespace() || ",;[](){}<>\"'`“”‘’".contains(c);
    said.split(separates).map(|word| word.trim_matches(['.', ':', '!', '?'])).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(said: &str, requested: &str) -> (Vec<String>, Option<String>) {
        match explain(said, requested) {
            Finding::InvalidScope { named, corrected, .. } => (named, corrected),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_scope_that_the_server_names_is_told_from_the_others() {
        for said in [
            "Unknown/invalid scope(s): [sfcc.orders]",
            "Invalid scopes: sfcc.orders",
            "The scope 'sfcc.orders' is not allowed for this client.",
            "SFCC.ORDERS: not granted",
        ] {
            let expected = (vec!["sfcc.orders".to_owned()], Some("mail roles".to_owned()));
            assert_eq!(found(said, "mail sfcc.orders roles"), expected, "{said}");
        }
        let only = (vec!["sfcc.orders".to_owned()], Some(String::new()));
        assert_eq!(found("Invalid scopes: sfcc.orders", "sfcc.orders"), only);
    }

    #[test]
    fn nothing_is_named_if_the_server_names_all_or_another_one() {
        for said in ["", "Invalid scopes: mail sfcc.orders", "Not allowed: sfcc.orders.rw", "no such scope"] {
            assert_eq!(found(said, "mail sfcc.orders"), (Vec::new(), None), "{said}");
        }
        assert_eq!(found("Invalid scopes: mail", ""), (Vec::new(), None));
    }
}
