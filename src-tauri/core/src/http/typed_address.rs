//! Reads what people paste where a host belongs.

/// The part of an address that names the host, with its port: without the scheme, path, query and fragment that come
/// along from a browser.
pub(crate) fn authority_in(typed: &str) -> &str {
    let typed = typed.trim();
    let rest = typed.split_once("://").map_or(typed, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}
