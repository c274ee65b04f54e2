//! curl commands: written by hand, or from "Copy as cURL" of browsers and Postman, for POSIX shells and for cmd.

use std::rc::Rc;

use secrecy::SecretString;

use super::budget::Budget;
use super::collection::{Collection, SeenAuth, SeenRequest};
use super::command_line::commands;
use super::postman::{basic_header, raw_form};
use super::value::{ImportPlace, Origin};

/// The long options of curl whose value is the next word and does not matter here.
const WITH_VALUE: [&str; 136] = [
    "abstract-unix-socket",
    "alt-svc",
    "aws-sigv4",
    "cacert",
    "capath",
    "cert",
    "cert-type",
    "ciphers",
    "config",
    "connect-timeout",
    "connect-to",
    "continue-at",
    "cookie",
    "cookie-jar",
    "create-file-mode",
    "crlfile",
    "curves",
    "delegation",
    "dns-interface",
    "dns-ipv4-addr",
    "dns-ipv6-addr",
    "dns-servers",
    "doh-url",
    "dump-header",
    "ech",
    "egd-file",
    "engine",
    "etag-compare",
    "etag-save",
    "expect100-timeout",
    "form",
    "form-string",
    "ftp-account",
    "ftp-alternative-to-user",
    "ftp-method",
    "ftp-port",
    "ftp-ssl-ccc-mode",
    "happy-eyeballs-timeout-ms",
    "haproxy-clientip",
    "hostpubmd5",
    "hostpubsha256",
    "hsts",
    "interface",
    "ip-tos",
    "ipfs-gateway",
    "keepalive-cnt",
    "keepalive-time",
    "key",
    "key-type",
    "krb",
    "libcurl",
    "limit-rate",
    "local-port",
    "login-options",
    "mail-auth",
    "mail-from",
    "mail-rcpt",
    "max-filesize",
    "max-redirs",
    "max-time",
    "netrc-file",
    "noproxy",
    "oauth2-bearer",
    "output",
    "output-dir",
    "parallel-max",
    "parallel-max-host",
    "pass",
    "pinnedpubkey",
    "postquote",
    "preproxy",
    "prequote",
    "proto",
    "proto-default",
    "proto-redir",
    "proxy",
    "proxy-cacert",
    "proxy-capath",
    "proxy-cert",
    "proxy-cert-type",
    "proxy-ciphers",
    "proxy-crlfile",
    "proxy-header",
    "proxy-key",
    "proxy-key-type",
    "proxy-pass",
    "proxy-pinnedpubkey",
    "proxy-service-name",
    "proxy-tls13-ciphers",
    "proxy-tlsauthtype",
    "proxy-tlspassword",
    "proxy-tlsuser",
    "proxy-user",
    "proxy1.0",
    "pubkey",
    "quote",
    "random-file",
    "range",
    "rate",
    "referer",
    "request",
    "request-target",
    "resolve",
    "retry",
    "retry-delay",
    "retry-max-time",
    "sasl-authzid",
    "service-name",
    "signature-algorithms",
    "socks4",
    "socks4a",
    "socks5",
    "socks5-gssapi-service",
    "socks5-hostname",
    "speed-limit",
    "speed-time",
    "stderr",
    "telnet-option",
    "tftp-blksize",
    "time-cond",
    "tls-max",
    "tls13-ciphers",
    "tlsauthtype",
    "tlspassword",
    "tlsuser",
    "trace",
    "trace-ascii",
    "trace-config",
    "unix-socket",
    "upload-file",
    "upload-flags",
    "url-query",
    "user-agent",
    "variable",
    "vlan-priority",
    "write-out",
];
/// The short options of curl that have a value, in the same word or in the next one.
const SHORT_WITH_VALUE: &str = "AbcCdDeEFHKmoPQrtTuUwxXyYz";
const DATA: [&str; 5] = ["data", "data-raw", "data-binary", "data-ascii", "json"];

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
    let mut command = Command::default();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        if let Some(long) = word.strip_prefix("--") {
            if Command::takes_value(long) {
                command.take(long, words.next().map(String::as_str).unwrap_or_default());
            }
        } else if let Some(shorts) = word.strip_prefix('-').filter(|shorts| !shorts.is_empty()) {
            // Short options without a value can stand before one that has a value, all in one word.
            let with_value = shorts.char_indices().find(|(_, short)| SHORT_WITH_VALUE.contains(*short));
            if let Some((at, short)) = with_value {
                let joined = &shorts[at + short.len_utf8()..];
                let next = if joined.is_empty() { words.next().map(String::as_str) } else { Some(joined) };
                let long = match short {
                    'H' => "header",
                    'u' => "user",
                    'd' => "data",
                    _ => continue,
                };
                command.take(long, next.unwrap_or_default());
            }
        } else {
            command.addresses.push(word);
        }
    }
    let given = command.addresses.iter().find(|word| word.contains("://")).or(command.addresses.first());
    SeenRequest {
        url: given.map(|url| (*url).to_owned()).or(command.url).unwrap_or_default(),
        form: raw_form(&command.body.join("&")),
        auth: Rc::new(command.auth),
        variables: Vec::new(),
        origin: Some(origin),
    }
}

/// What the options of a command say.
#[derive(Default)]
struct Command<'w> {
    addresses: Vec<&'w str>,
    url: Option<String>,
    body: Vec<String>,
    auth: SeenAuth,
}

impl Command<'_> {
    fn takes_value(long: &str) -> bool {
        DATA.contains(&long)
            || matches!(long, "header" | "user" | "url" | "data-urlencode")
            || WITH_VALUE.contains(&long)
    }

    /// Takes an option with its value.
    fn take(&mut self, option: &str, value: &str) {
        match option {
            "header" => {
                if let Some((name, value)) = value.split_once(':')
                    && name.trim().eq_ignore_ascii_case("authorization")
                    && let Some(basic) = basic_header(value)
                {
                    self.auth = basic;
                }
            }
            "user" => {
                let (user, password) = value.split_once(':').unwrap_or((value, ""));
                self.auth = SeenAuth::Basic {
                    user: SecretString::from(user.to_owned()),
                    password: SecretString::from(password.to_owned()),
                };
            }
            "url" => self.url = Some(value.to_owned()),
            "data-urlencode" => self.body.push(match value.split_once('=') {
                Some((name, value)) => {
                    let encoded: String = url::form_urlencoded::byte_serialize(value.as_bytes()).collect();
                    format!("{name}={encoded}")
                }
                None => value.to_owned(),
            }),
            // A file that has the body is not read.
            _ if DATA.contains(&option) && !value.starts_with('@') => self.body.push(value.to_owned()),
            _ => {}
        }
    }
}
