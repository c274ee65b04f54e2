//! A request as a curl command for a POSIX shell.

use super::shell::quote;
use crate::token_request::SentRequest;

/// Headers that curl adds by itself.
const WRITTEN_BY_CURL: [&str; 2] = ["host", "content-length"];

/// The curl command. `--data-raw` passes the body byte for byte, so that curl does not encode it again. `--globoff`
/// keeps braces in the URL from being expanded into several requests. curl does not follow redirects unless told to.
pub(super) fn write(request: &SentRequest) -> String {
    let mut lines = vec![format!("curl --globoff --include {}", quote(&request.url))];
    let headers = request.headers.iter().filter(|header| !WRITTEN_BY_CURL.contains(&header.name.as_str()));
    lines.extend(headers.map(|h| format!("  --header {}", quote(&format!("{}: {}", h.name, h.value)))));
    lines.push(format!("  --data-raw {}", quote(&request.body)));
    lines.join(" \\\n")
}

/// Windows has no shell of this kind of its own.
#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::account_manager::Recipient;
    use crate::http::NameValue;

    #[test]
    fn a_shell_hands_curl_exactly_what_we_would_send() {
        let url = "http://127.0.0.1:9/it's?a=$HOME&b=`id`";
        let body = "scope=a%27+b&x='\"$(id)\\";
        let request = SentRequest {
            method: "POST".into(),
            url: url.into(),
            recipient: Recipient::Other,
            headers: [("accept", "application/json"), ("host", "127.0.0.1:9"), ("content-length", "99")]
                .map(|(name, value)| NameValue::new(name, value))
                .into(),
            form: Vec::new(),
            body: body.into(),
            assertion_header: String::new(),
            assertion_claims: String::new(),
            secrets_hidden: false,
            auth_method: crate::token_request::AuthMethod::SignedJwt,
        };
        let script = write(&request).replacen("curl", "printf '%s\\n'", 1);
        let out = std::process::Command::new("sh").args(["-c", &script]).output().unwrap();
        let seen = String::from_utf8(out.stdout).unwrap();
        let expected =
            ["--globoff", "--include", url, "--header", "accept: application/json", "--data-raw", body]
                .join("\n")
                + "\n";
        assert_eq!(seen, expected);
    }
}
