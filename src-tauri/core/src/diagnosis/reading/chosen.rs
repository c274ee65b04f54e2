//! What of an answer's members is the error code, what are the server's words, and what is a token under another name.

use std::borrow::Cow;

use serde_json::Value;

use super::members::{self, Member, plain};
use super::page::Page;
use crate::http::{Content, Response};
use crate::jwt;

/// Names of the error code, the most telling first. `name_of` says why the order matters.
const CODES: [&str; 12] = [
    "error",
    "errorcode",
    "faultcode",
    "oautherror",
    "errortype",
    "errorkey",
    "code",
    "type",
    "reason",
    "status",
    "exception",
    "title",
];
/// What some servers write in their place, which says that there is an error and not which.
const NO_CODES: [&str; 11] =
    ["error", "errors", "err", "fail", "failed", "failure", "unsuccessful", "nok", "ko", "true", "false"];
/// How many of them mean an error wherever they stand.
const STRONG: usize = 6;
/// Names of the server's words, the most telling first.
const WORDS: [&str; 20] = [
    "errordescription",
    "errorsummary",
    "errormessage",
    "errormsg",
    "faultstring",
    "message",
    "msg",
    "description",
    "detail",
    "details",
    "errordetail",
    "errordetails",
    "error",
    "errors",
    "errorhint",
    "hint",
    "errorcauses",
    "reason",
    "cause",
    "title",
];
/// Names of an access token, the most telling first.
const TOKENS: [&str; 11] = [
    "accesstoken",
    "token",
    "bearertoken",
    "authtoken",
    "jwttoken",
    "jwt",
    "authenticationtoken",
    "accesstokenvalue",
    "tokenvalue",
    "bearer",
    "idtoken",
];
/// The shortest text that is taken for a token.
const SHORTEST_TOKEN: usize = 8;
/// The longest code under a name that can mean anything.
const LONGEST_WEAK_CODE: usize = 80;
/// The most of all words together, in bytes.
const LONGEST_WORDS: usize = 8 * 1024;

/// Error codes of OAuth and OpenID Connect that a token endpoint can have (RFC 6749 section 5.2, RFC 8628, RFC 8707,
/// RFC 9449), as `plain` spells them.
const OAUTH: [&str; 17] = [
    "invalidrequest",
    "invalidclient",
    "invalidgrant",
    "unauthorizedclient",
    "unsupportedgranttype",
    "invalidscope",
    "accessdenied",
    "servererror",
    "temporarilyunavailable",
    "invalidtarget",
    "invalidtoken",
    "insufficientscope",
    "consentrequired",
    "invalidclientid",
    "invaliddpopproof",
    "usedpopnonce",
    "interactionrequired",
];

/// A token in an answer that has no `access_token`.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::diagnosis) struct TokenElsewhere {
    /// The member that has it, as the server spells it; `None` if the whole body is a token.
    pub(in crate::diagnosis) name: Option<String>,
}

/// What an answer has in it, as the server spells it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::diagnosis) struct Reading {
    /// The body as JSON.
    pub(in crate::diagnosis) json: Option<Value>,
    /// The page that the body is.
    pub(in crate::diagnosis) page: Option<Page>,
    /// The error code.
    pub(in crate::diagnosis) code: Option<String>,
    /// The server's words.
    pub(in crate::diagnosis) description: Option<String>,
    /// Everything that the server says in words, the description first.
    pub(in crate::diagnosis) words: Vec<String>,
    /// A token that is not where OAuth has it.
    pub(in crate::diagnosis) token: Option<TokenElsewhere>,
}

/// Reads a body, and the headers of its response if there are any.
pub(in crate::diagnosis) fn read(content: &Content<'_>, response: Option<&Response>) -> Reading {
    let text = content.text.trim_start_matches('\u{FEFF}');
    let json = json_in(text);
    let page = if json.is_none() { Page::read(text) } else { None };
    let is_refusal = response.is_none_or(|response| response.status >= 400);
    let mut members = match &json {
        Some(json) => members::of_json(json),
        None if page.is_some() || content.is_binary => Vec::new(),
        None if text.trim_start().starts_with('<') => members::of_xml(text),
        None => members::of_form(text).unwrap_or_default(),
    };
    let in_body = members.len();
    members.extend(response.map(members::of_challenge).unwrap_or_default());
    let code = code_in(&members, is_refusal);
    let code = code.or_else(|| page.as_ref().and_then(code_on_page).map(str::to_owned));
    let plain_text = plain_text(text, &json, page.is_some() || content.is_binary || in_body > 0);
    let description = words_in(&members, code.as_deref(), is_refusal).map(str::to_owned);
    let description = description.or_else(|| plain_text.filter(|_| is_refusal).map(str::to_owned));
    let is_whole = json.is_none() || is_whole_json(text);
    let token = match &code {
        None if is_whole => {
            token_in(&members).or_else(|| is_token(text, &json).then_some(TokenElsewhere { name: None }))
        }
        _ => None,
    };
    let words = match &page {
        Some(page) if code.is_some() => vec![page.text.clone()],
        _ => all_words(&members, code.as_deref(), description.as_deref()),
    };
    Reading { json: json.filter(|_| is_whole), page, code, description, words, token }
}

/// The name by which an error code is known, however it is spelled: `INVALID_CLIENT`, `invalidClient` and
/// `oauth.v2.InvalidClient` are one.
pub(in crate::diagnosis) fn name_of(code: &str) -> Cow<'_, str> {
    const SPELLED: [(&str, &str); 12] = [
        ("invalidrequest", "invalid_request"),
        ("invalidclient", "invalid_client"),
        ("invalidgrant", "invalid_grant"),
        ("unauthorizedclient", "unauthorized_client"),
        ("unsupportedgranttype", "unsupported_grant_type"),
        ("invalidscope", "invalid_scope"),
        ("servererror", "server_error"),
        ("accessdenied", "access_denied"),
        ("temporarilyunavailable", "temporarily_unavailable"),
        ("invalidtarget", "invalid_target"),
        ("invalidtoken", "invalid_token"),
        ("insufficientscope", "insufficient_scope"),
    ];
    let name = plain(last_part(code));
    let name = name.strip_suffix("exception").unwrap_or(&name);
    let spelled = SPELLED.iter().find(|(plain, _)| *plain == name);
    spelled.map_or(Cow::Borrowed(code), |(_, spelled)| Cow::Borrowed(*spelled))
}

/// The error code of OAuth that stands on a page: some servers show their errors to browsers only.
fn code_on_page(page: &Page) -> Option<&'static str> {
    const CODES: [&str; 6] = [
        "invalid_client",
        "invalid_grant",
        "invalid_scope",
        "invalid_request",
        "unauthorized_client",
        "unsupported_grant_type",
    ];
    CODES.into_iter().find(|code| page.text.contains(code))
}

/// What follows the last separator in a code that is a URL, a class name or a qualified name.
fn last_part(code: &str) -> &str {
    if code.contains(char::is_whitespace) {
        return code;
    }
    code.trim_end_matches('/').rsplit(['/', '#', ':', '.']).next().unwrap_or(code)
}

/// The JSON in a text: all of it, or an object with little before it and anything after it, as where a gateway adds words,
/// or a prefix keeps a page from running it as a script.
fn json_in(text: &str) -> Option<Value> {
    let whole: Option<Value> = serde_json::from_str(text).ok();
    match whole {
        Some(Value::String(inner)) => Some(serde_json::from_str(&inner).unwrap_or(Value::String(inner))),
        Some(value) => Some(value),
        None => {
            const LONGEST_PREFIX: usize = 200;
            let at = text.find('{').filter(|at| *at <= LONGEST_PREFIX)?;
            let is_prefix = !text[..at].contains('<') && !text[..at].contains('=');
            let mut values = serde_json::Deserializer::from_str(&text[at..]).into_iter::<Value>();
            values.next().and_then(Result::ok).filter(|value| is_prefix && value.is_object())
        }
    }
}

fn is_whole_json(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

fn is_known(code: &str) -> bool {
    OAUTH.contains(&&*plain(last_part(code)))
}

fn code_in(members: &[Member], is_refusal: bool) -> Option<String> {
    let rank = |member: &Member| CODES.iter().position(|name| *name == member.name);
    let has_code = |name: &str| members.iter().any(|member| member.name == name && !member.value.is_empty());
    let candidates = members.iter().filter_map(|member| {
        let rank = rank(member)?;
        let is_short = member.value.len() <= LONGEST_WEAK_CODE && !member.value.contains(char::is_whitespace);
        let is_possible = match member.name.as_str() {
            // Beside a code of its own, `error` has the words.
            "error" => !has_code("errorcode"),
            _ if rank < STRONG => true,
            _ => is_short && (is_refusal || member.is_in_error()),
        };
        let says = member.value.chars().any(char::is_alphabetic) && !member.value.starts_with("about:");
        let says = says && !NO_CODES.contains(&&*plain(&member.value));
        (is_possible && says && !member.is_number).then_some((rank, member))
    });
    let best = candidates.min_by_key(|(rank, member)| (!is_known(&member.value), *rank, member.depth))?;
    let (rank, Member { value, .. }) = best;
    Some(if rank == 0 || is_known(value) && !value.contains(['/', '#', '.']) {
        value.trim().to_owned()
    } else {
        last_part(value.trim()).to_owned()
    })
}

fn words_in<'m>(members: &'m [Member], code: Option<&str>, is_refusal: bool) -> Option<&'m str> {
    let rank = |member: &Member| WORDS.iter().position(|name| *name == member.name);
    let candidates = members.iter().filter_map(|member| {
        let is_other = code.is_none_or(|code| last_part(member.value.trim()) != code && member.value != code);
        let is_text = !member.is_number && !member.value.trim().is_empty();
        // Under a success, a message is about an error only where something says so.
        let is_about_error = is_refusal || code.is_some() || member.is_in_error();
        (is_other && is_text && is_about_error).then_some((rank(member)?, member))
    });
    let (_, best) = candidates.min_by_key(|(rank, member)| (*rank, member.depth))?;
    Some(best.value.trim())
}

/// A body that has words and nothing else.
fn plain_text<'t>(text: &'t str, json: &'t Option<Value>, is_something_else: bool) -> Option<&'t str> {
    let text = match json {
        Some(Value::String(text)) => text,
        None if !is_something_else => text,
        _ => return None,
    };
    let text = text.trim();
    let is_words = text.chars().any(char::is_alphabetic) && text.len() <= LONGEST_WORDS;
    (is_words && !text.starts_with(['{', '['])).then_some(text)
}

fn token_in(members: &[Member]) -> Option<TokenElsewhere> {
    let rank = |member: &Member| TOKENS.iter().position(|name| *name == member.name);
    let candidates = members.iter().filter_map(|member| {
        let is_token = member.value.len() >= SHORTEST_TOKEN
            && member.value.bytes().all(|byte| byte.is_ascii_graphic())
            && !member.is_number
            && !member.is_in_error();
        is_token.then_some((rank(member)?, member))
    });
    let (_, best) = candidates.min_by_key(|(rank, member)| (*rank, member.depth))?;
    Some(TokenElsewhere { name: Some(best.path.clone()) })
}

/// Whether a whole body is a token.
fn is_token(text: &str, json: &Option<Value>) -> bool {
    let text = json.as_ref().and_then(Value::as_str).unwrap_or(text);
    jwt::decode_unverified(text.trim()).is_some()
}

fn all_words(members: &[Member], code: Option<&str>, description: Option<&str>) -> Vec<String> {
    let mut words: Vec<String> = description.into_iter().map(str::to_owned).collect();
    let mut room = LONGEST_WORDS;
    for member in members {
        let value = member.value.trim();
        let is_said = !member.is_number && WORDS.contains(&member.name.as_str());
        let is_new = Some(value) != code && Some(value) != description;
        if is_said && is_new && value.len() <= room {
            room -= value.len();
            words.push(value.to_owned());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(text: &str) -> Reading {
        read(&Content::of(text.as_bytes()), None)
    }

    fn said(text: &str) -> (Option<String>, Option<String>) {
        let reading = reading(text);
        (reading.code, reading.description)
    }

    #[test]
    fn code_and_words_are_found_in_every_shape() {
        for text in [
            r#"{"error":"invalid_client","error_description":"No such client"}"#,
            r#"{"errorCode":"invalid_client","errorSummary":"No such client","errorId":"x","errorLink":"invalid_client"}"#,
            r#"{"ErrorCode":"invalid_client","Error":"No such client"}"#,
            r#"{"errors":[{"code":"invalid_client","message":"No such client"}]}"#,
            r#"{"error":{"code":"invalid_client","message":"No such client","status":401}}"#,
            r#"{"error":{"type":"invalid_client","message":"No such client","code":401}}"#,
            r#"{"type":"https://a.example/errors#invalid_client","title":"invalid_client","status":401,"detail":"No such client"}"#,
            r#"{"fault":{"faultstring":"No such client","detail":{"errorcode":"invalid_client"}}}"#,
            r#"{"_v":"24.5","fault":{"type":"invalid_client","message":"No such client"}}"#,
            r#"{"status":"error","result":{"error":"invalid_client","msg":"No such client"}}"#,
            r#"{"statusCode":401,"body":"{\"error\":\"invalid_client\",\"error_description\":\"No such client\"}"}"#,
            r#"[{"errorCode":"invalid_client","message":"No such client"}]"#,
            r#""{\"error\":\"invalid_client\",\"error_description\":\"No such client\"}""#,
            ")]}',\n{\"error\":\"invalid_client\",\"error_description\":\"No such client\"}",
            "error=invalid_client&error_description=No+such%20client",
            "<?xml version=\"1.0\"?><s:Envelope><s:Body><s:Fault><faultcode>invalid_client</faultcode><faultstring>No such client</faultstring></s:Fault></s:Body></s:Envelope>",
            "<OAuth><error>invalid_client</error><error_description><![CDATA[No such client]]></error_description></OAuth>",
            "401: {\"error\":\"invalid_client\",\"error_description\":\"No such client\"}\n-- gateway",
            "\u{FEFF}{\"error\":\"invalid_client\",\"error_description\":\"No such client\"}",
        ] {
            let expected = (Some("invalid_client".to_owned()), Some("No such client".to_owned()));
            assert_eq!(said(text), expected, "{text}");
        }
        assert_eq!(said(r#"{"error":null,"error_description":"Locked"}"#), (None, Some("Locked".into())));
        for no_code in ["error", "fail", "FAILED", "failure", "nok"] {
            let body = format!(r#"{{"status":"{no_code}","message":"Locked"}}"#);
            assert_eq!(said(&body), (None, Some("Locked".into())), "{body}");
        }
        assert_eq!(said("Client is locked\n"), (None, Some("Client is locked".into())));
        assert_eq!(
            said(r#"{"__type":"com.a#NotAuthorizedException","message":"No"}"#).0.unwrap(),
            "NotAuthorizedException"
        );
        assert_eq!(said(r#"{"error":{"code":401,"message":"No"}}"#), (None, Some("No".into())));
    }

    #[test]
    fn what_is_no_error_is_not_called_one() {
        let response = |status: u16, body: &str| {
            let body = body.as_bytes().to_vec();
            Response { status, version: "HTTP/1.1".into(), headers: Vec::new(), body, cut_off: false }
        };
        for body in [
            r#"{"status":"UP","message":"Hello"}"#,
            r#"{"type":"x","name":"y"}"#,
            "Welcome",
            r#"{"error":null}"#,
        ] {
            let response = response(200, body);
            let reading = read(&response.content(), Some(&response));
            assert_eq!((reading.code, reading.description), (None, None), "{body}");
        }
    }

    #[test]
    fn codes_are_one_however_they_are_spelled() {
        for code in
            ["invalid_client", "INVALID_CLIENT", "invalidClient", "oauth.v2.InvalidClient", "invalid client"]
        {
            assert_eq!(name_of(code), "invalid_client", "{code}");
        }
        assert_eq!(name_of("server_error"), "server_error");
        assert_eq!(name_of("mfa_required"), "mfa_required");
        assert_eq!(name_of("InvalidScopeException"), "invalid_scope");
    }

    #[test]
    fn a_token_is_found_wherever_it_is() {
        let name = |text: &str| reading(text).token.map(|token| token.name.unwrap_or_default());
        for (text, expected) in [
            (r#"{"accessToken":"opaque-secret-value","expiresIn":3600}"#, "accessToken"),
            (r#"{"id_token":"opaque-id-value","token":"opaque-secret-value"}"#, "token"),
            (r#"{"data":{"access_token":"opaque-secret-value"}}"#, "data.access_token"),
            (r#"{"id_token":"opaque-id-value"}"#, "id_token"),
            ("access_token=opaque-secret-value&token_type=bearer", "access_token"),
            ("<r><AccessToken>opaque-secret-value</AccessToken></r>", "r.AccessToken"),
            ("\"eyJhbGciOiJub25lIn0.eyJpc3MiOiJhIn0.c2ln\"", ""),
        ] {
            assert_eq!(name(text).as_deref(), Some(expected), "{text}");
        }
        for text in [r#"{"token":"none"}"#, r#"{"error":"invalid_client","token":"opaque-secret"}"#, "{}"] {
            assert_eq!(name(text), None, "{text}");
        }
    }
}
