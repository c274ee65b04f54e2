//! curl commands: written by hand, or from "Copy as cURL" of browsers and Postman, for POSIX shells and for cmd.

use secrecy::SecretString;

use super::budget::Budget;
use super::collection::{Collection, SeenAuth, SeenRequest};
use super::command_line::commands;
use super::postman::{basic_header, raw_form};
use super::value::{ImportPlace, Origin};

/// The options of curl whose value is the next word and does not matter here.
const WITH_VALUE: [&str; 44] = [
    "-X",
    "--request",
    "-A",
    "--user-agent",
    "-e",
    "--referer",
    "-b",
    "--cookie",
    "-c",
    "--cookie-jar",
    "-o",
    "--output",
    "-w",
    "--write-out",
    "-m",
    "--max-time",
    "--connect-timeout",
    "-x",
    "--proxy",
    "-U",
    "--proxy-user",
    "--cacert",
    "--capath",
    "--cert",
    "-E",
    "--key",
    "--cert-type",
    "--key-type",
    "--pass",
    "--resolve",
    "--retry",
    "--retry-delay",
    "-T",
    "--upload-file",
    "-F",
    "--form",
    "--limit-rate",
    "--ciphers",
    "-K",
    "--config",
    "--http",
    "--interface",
    "--oauth2-bearer",
    "--connect-to",
];
const DATA: [&str; 7] =
    ["-d", "--data", "--data-raw", "--data-binary", "--data-ascii", "--data-urlencode", "--json"];

/// Whether a text has a curl command at its beginning.
pub(super) fn is_curl(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.next().is_some_and(|line| {
        let line = line.strip_prefix("$ ").unwrap_or(line);
        let first = line.split_whitespace().next().unwrap_or_default();
        is_program(first)
    })
}

fn is_program(word: &str) -> bool {
    let name = word.rsplit(['/', '\\']).next().unwrap_or_default();
    name.eq_ignore_ascii_case("curl") || name.eq_ignore_ascii_case("curl.exe")
}

/// Reads the commands of a text.
pub(super) fn read_curl(text: &str, file: usize, budget: &Budget) -> Collection {
    let mut collection = Collection { file, ..Collection::default() };
    for (at, command) in commands(text).iter().enumerate() {
        let Some(program) = command.iter().position(|word| is_program(word)) else { continue };
        if !budget.take_request() {
            break;
        }
        let place = ImportPlace::Request { request: format!("curl {}", at + 1) };
        collection.requests.push(read_command(&command[program + 1..], Origin::new(file, place, "")));
    }
    collection
}

fn read_command(words: &[String], origin: Origin) -> SeenRequest {
    let mut request = SeenRequest { origin: Some(origin), ..SeenRequest::default() };
    let mut body: Vec<String> = Vec::new();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        // `--data=value` is not curl's, but `-dvalue` and `-uvalue` are.
        let (option, joined) = match word.strip_prefix('-') {
            Some(rest) if !rest.starts_with('-') && rest.chars().count() > 1 && is_joined(word) => {
                let (option, value) = word.split_at(2);
                (option, Some(value.to_owned()))
            }
            _ => (word.as_str(), None),
        };
        let mut value = || joined.clone().or_else(|| words.next().cloned()).unwrap_or_default();
        match option {
            "-H" | "--header" => {
                let value = value();
                if let Some((name, value)) = value.split_once(':')
                    && name.trim().eq_ignore_ascii_case("authorization")
                    && let Some(basic) = basic_header(value)
                {
                    request.auth = basic;
                }
            }
            "-u" | "--user" => {
                let value = value();
                let (user, password) = value.split_once(':').unwrap_or((&value, ""));
                request.auth = SeenAuth::Basic {
                    user: SecretString::from(user.to_owned()),
                    password: SecretString::from(password.to_owned()),
                };
            }
            "--url" => request.url = value(),
            "--data-urlencode" => {
                let value = value();
                body.push(match value.split_once('=') {
                    Some((name, value)) => {
                        let encoded: String =
                            url::form_urlencoded::byte_serialize(value.as_bytes()).collect();
                        format!("{name}={encoded}")
                    }
                    None => value,
                });
            }
            // A file that has the body is not read.
            _ if DATA.contains(&option) => body.extend(Some(value()).filter(|value| !value.starts_with('@'))),
            _ if WITH_VALUE.contains(&option) => drop(value()),
            _ if option.starts_with('-') => {}
            _ if request.url.is_empty() => request.url = word.clone(),
            _ => {}
        }
    }
    request.form = raw_form(&body.join("&"));
    request
}

/// Whether a short option has its value in the same word.
fn is_joined(word: &str) -> bool {
    ["-d", "-u", "-H", "-X", "-A", "-b", "-o", "-x", "-e", "-m"].iter().any(|option| word.starts_with(option))
}
