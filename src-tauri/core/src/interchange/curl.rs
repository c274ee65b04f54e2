//! A request as a curl command for a POSIX shell.

use url::Url;

use crate::http::NameValue;

/// The command. The body is given to the byte (`--data-raw`), so that curl encodes nothing a second time; braces in the
/// URL are no pattern (`--globoff`), or one request would become two; and curl follows no redirect unless told to.
#[must_use]
pub fn command(url: &Url, headers: &[NameValue], body: &str) -> String {
    let mut lines = vec![format!("curl --globoff --include {}", quote(url.as_str()))];
    lines
        .extend(headers.iter().map(|h| format!("  --header {}", quote(&format!("{}: {}", h.name, h.value)))));
    lines.push(format!("  --data-raw {}", quote(body)));
    lines.join(" \\\n")
}

/// Single quotes, in which a POSIX shell expands nothing; a single quote itself leaves them for a moment.
fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_hands_curl_exactly_what_we_would_send() {
        let url = Url::parse("http://127.0.0.1:9/it's?a=$HOME&b=`id`").unwrap();
        let headers = [NameValue::new("accept", "application/json")];
        let body = "scope=a%27+b&x='\"$(id)\\";
        let script = command(&url, &headers, body).replacen("curl", "printf '%s\\n'", 1);
        let out = std::process::Command::new("sh").args(["-c", &script]).output().unwrap();
        let seen = String::from_utf8(out.stdout).unwrap();
        let expected = [
            "--globoff",
            "--include",
            url.as_str(),
            "--header",
            "accept: application/json",
            "--data-raw",
            body,
        ]
        .join("\n")
            + "\n";
        assert_eq!(seen, expected);
    }
}
