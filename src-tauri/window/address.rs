//! The address of our page, which is the only one that the window opens.

use tauri::Url;

use crate::platform::page_address::PAGE;

/// The address of our page.
pub(super) fn page() -> Option<Url> {
    PAGE.parse().ok()
}

/// Whether an address belongs to our page: scheme, host and port are ours. The host alone is not enough. Any program can
/// listen on another port, and Tauri takes that for our page as well: it answers commands to each port of its host.
pub(super) fn is_of_page(address: &Url) -> bool {
    let origin =
        |url: &Url| (url.scheme().to_owned(), url.host_str().map(str::to_owned), url.port_or_known_default());
    let has_user = !address.username().is_empty() || address.password().is_some();
    !has_user && page().is_some_and(|page| origin(&page) == origin(address))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::page_address::PAGE_ELSEWHERE;

    fn is_ours(address: &str) -> bool {
        is_of_page(&address.parse().unwrap())
    }

    #[test]
    fn our_page_and_what_it_loads_may_be_opened() {
        for path in ["", "index.html", "assets/page-en.js", "index.html?a=b#c"] {
            assert!(is_ours(&format!("{PAGE}{path}")), "{path}");
        }
    }

    #[test]
    fn another_origin_may_not_even_if_its_host_or_scheme_is_ours() {
        for address in [
            "http://tauri.localhost:8080/",
            "https://tauri.localhost/",
            "http://tauri.localhost.example.com/",
            "http://localhost/",
            "tauri://localhost:8080/",
            "tauri://example.com/",
            "tauri://tauri.localhost/",
            "tauri://somebody@localhost/",
            "ipc://localhost/start",
            "file:///etc/passwd",
            "data:text/html,hello",
            "about:blank",
        ] {
            assert!(!is_ours(address), "{address}");
        }
        assert!(!is_ours(PAGE_ELSEWHERE));
    }
}
