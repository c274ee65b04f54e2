//! Account Manager's hosts, and hosts that only look like them.

use std::sync::LazyLock;

use unicode_security::confusable_detection::skeleton;
use url::Url;

/// The host.
const HOST: &str = "account.demandware.com";
/// The domains of Account Manager's hosts. Only Salesforce can make a host in them.
const DOMAINS: [&str; 2] = [".demandware.com", ".demandware.net"];
/// Letters that may be missing, added, changed or swapped in a look-alike.
const FEW_LETTERS: usize = 2;
/// The letters that a look-alike imitates, as they look.
static IMITATED: LazyLock<Vec<char>> = LazyLock::new(|| looks_of("account.demandware"));

/// Whether this is one of Account Manager's hosts: `account.demandware.com` or another that Salesforce names, such as
/// `account-pod5.demandware.net`. A dot at the end does not change a host (RFC 1034 section 3.1).
pub(crate) fn is_host(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
    let name = DOMAINS.iter().find_map(|domain| host.strip_suffix(domain));
    let of_account = name.and_then(|name| name.strip_prefix("account"));
    of_account.is_some_and(|rest| rest.is_empty() || rest.starts_with('-') && !rest.contains('.'))
}

/// Whether what is sent to this URL reaches Account Manager and nobody else can read it on the way.
pub(crate) fn is_account_manager(url: &Url) -> bool {
    let host = url.host_str().map(|host| host.strip_suffix('.').unwrap_or(host));
    url.scheme() == "https" && host == Some(HOST) && url.port().is_none()
}

/// Whether a host looks like Account Manager's and is another one: letters that look like others (Unicode Technical
/// Standard 39 section 4), a letter or two more, less or swapped, other dots and dashes, or the name as a part of it.
pub(crate) fn is_look_alike(host: &str) -> bool {
    if is_host(host) {
        return false;
    }
    let (shown, _) = idna::domain_to_unicode(host);
    let looks = looks_of(&shown);
    let shortest = IMITATED.len() - FEW_LETTERS;
    let longest = IMITATED.len() + FEW_LETTERS;
    let is_close = |part: &[char]| strsim::generic_damerau_levenshtein(part, &IMITATED) <= FEW_LETTERS;
    let imitates = (shortest..=longest).any(|length| looks.windows(length).any(is_close));
    let has = |word: &str| {
        let word = looks_of(word);
        looks.windows(word.len()).any(|part| part == word)
    };
    // Customers' own instances are in Salesforce's domain, too.
    imitates || has("account") && has("demandware") && !DOMAINS.iter().any(|domain| host.ends_with(domain))
}

/// The letters of a host as they look, without dots and dashes.
fn looks_of(host: &str) -> Vec<char> {
    // The standard takes the letter O for the look of the digit 0, so the case is evened out at the end.
    let looks = skeleton(host).flat_map(char::to_lowercase);
    looks.filter(|letter| !matches!(letter, '.' | '-')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn account_managers_hosts_are_known() {
        for host in [HOST, "ACCOUNT.demandware.com", "account.demandware.com.", "account-pod5.demandware.net"]
        {
            assert!(is_host(host), "{host}");
            assert!(!is_look_alike(host), "{host}");
        }
        for host in
            ["accounts.demandware.com", "account.other.demandware.com", "account.demandware.com.example"]
        {
            assert!(!is_host(host), "{host}");
        }
    }

    #[test]
    fn account_manager_is_reached_only_encrypted_at_its_host_and_port() {
        let reaches = |url: &str| is_account_manager(&Url::parse(url).unwrap());
        for url in ["https://account.demandware.com/dw", "HTTPS://Account.Demandware.com.:443/dwsso"] {
            assert!(reaches(url), "{url}");
        }
        for url in [
            "http://account.demandware.com/dw",
            "http://account.demandware.com:443/dw",
            "https://account.demandware.com:8443/dw",
            "https://account-pod5.demandware.net/dw",
            "https://xn--ccount-2nf.demandware.com/dw",
        ] {
            assert!(!reaches(url), "{url}");
        }
    }

    #[test]
    fn a_host_that_looks_like_account_managers_is_recognised() {
        for host in [
            "xn--ccount-2nf.demandware.com",
            "acc0unt.demandware.com",
            "account-demandware.com",
            "accountdemandware.com",
            "account.demandware.co",
            "account.demandware.org",
            "account.demandware.com.evil.example",
            "login.account.demandware.com.evil.example",
            "acount.demandware.com",
            "acocunt.demandware.com",
            "accounts.demandware.com",
            "account.dernandware.com",
            "account.demandvvare.com",
            "demandware-account.example",
            "demandware.com.account.example",
        ] {
            assert!(is_look_alike(host), "{host}");
        }
    }

    #[test]
    fn a_host_of_its_own_is_no_look_alike() {
        for host in [
            "login.example.com",
            "account.example.com",
            "accounts.google.com",
            "demandware.example",
            "zzte-053.dx.commercecloud.salesforce.com",
            "staging-accounts-acme.demandware.net",
            "localhost",
            "127.0.0.1",
            "[::1]",
            "a.b",
            "",
        ] {
            assert!(!is_look_alike(host), "{host}");
        }
    }
}
