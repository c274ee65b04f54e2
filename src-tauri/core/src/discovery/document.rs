//! Reads one document: from a response to what it says, or why it says nothing.

use serde::Serialize;
use serde_json::{Map, Value};

use super::issuer::Issuer;
use crate::diagnosis::Finding;
use crate::http::{Response, without_mark};
use crate::text::shorten;

/// The most entries that are read of a list.
const LONGEST_LIST: usize = 32;
/// The longest address that is read, in bytes.
const LONGEST_ADDRESS: usize = 1024;

/// Why there is no document that can be used.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum LookupProblem {
    /// No complete response came.
    NoResponse {
        /// Why.
        finding: Finding,
    },
    /// The server returned a status other than 200.
    Status {
        /// The status.
        status: u16,
    },
    /// The server redirects. Redirects are not followed.
    Redirect {
        /// Where to, shortened.
        location: String,
    },
    /// The document is larger than what is read.
    TooLarge,
    /// It is not UTF-8, which JSON has to be (RFC 8259 section 8.1).
    NotUtf8,
    /// It is not JSON, or nested too deeply.
    NotJson,
    /// It is JSON, but no object.
    NotAnObject,
    /// It names no issuer.
    IssuerMissing,
    /// It is another issuer's document.
    OtherIssuer {
        /// That issuer, shortened.
        issuer: String,
    },
}

/// What a document says about the token endpoint. A list that is missing is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The issuer, as the document spells it.
    pub issuer: String,
    /// `token_endpoint`.
    pub token_endpoint: Option<String>,
    /// `jwks_uri`: the address of the issuer's public keys.
    pub keys: Option<String>,
    /// `token_endpoint_auth_methods_supported`.
    pub methods: Option<Vec<String>>,
    /// `token_endpoint_auth_signing_alg_values_supported`.
    pub algorithms: Option<Vec<String>>,
    /// `grant_types_supported`.
    pub grants: Option<Vec<String>>,
    /// Members that are not of the type that they must be of.
    pub wrong_type: Vec<String>,
}

/// Reads the document in a response.
///
/// # Errors
/// Why it cannot be used.
pub fn read_document(asked: &Issuer, response: &Response) -> Result<Document, LookupProblem> {
    match response.status {
        200 => {}
        300..=399 => {
            let location = shorten(response.header("location").unwrap_or_default());
            return Err(LookupProblem::Redirect { location });
        }
        status => return Err(LookupProblem::Status { status }),
    }
    if response.cut_off {
        return Err(LookupProblem::TooLarge);
    }
    let text = str::from_utf8(without_mark(&response.body)).map_err(|_| LookupProblem::NotUtf8)?;
    // The parser reads at most 128 levels.
    let json: Value = serde_json::from_str(text).map_err(|_| LookupProblem::NotJson)?;
    let Value::Object(members) = json else { return Err(LookupProblem::NotAnObject) };
    let Some(issuer) = members.get("issuer").and_then(Value::as_str) else {
        return Err(LookupProblem::IssuerMissing);
    };
    if !asked.is(issuer) {
        return Err(LookupProblem::OtherIssuer { issuer: shorten(issuer) });
    }
    Ok(Document::of(issuer, &members))
}

impl Document {
    fn of(issuer: &str, members: &Map<String, Value>) -> Self {
        let mut wrong_type = Vec::new();
        let mut list = |name: &str| match members.get(name) {
            None | Some(Value::Null) => None,
            Some(Value::Array(items)) if items.iter().all(Value::is_string) => {
                Some(items.iter().take(LONGEST_LIST).filter_map(Value::as_str).map(shorten).collect())
            }
            Some(_) => {
                wrong_type.push(name.to_owned());
                None
            }
        };
        let methods = list("token_endpoint_auth_methods_supported");
        let algorithms = list("token_endpoint_auth_signing_alg_values_supported");
        let grants = list("grant_types_supported");
        let mut address = |name: &str| match members.get(name) {
            Some(Value::String(url)) if url.len() <= LONGEST_ADDRESS => Some(url.clone()),
            None | Some(Value::Null) => None,
            Some(_) => {
                wrong_type.push(name.to_owned());
                None
            }
        };
        let (token_endpoint, keys) = (address("token_endpoint"), address("jwks_uri"));
        Self { issuer: issuer.to_owned(), token_endpoint, keys, methods, algorithms, grants, wrong_type }
    }
}
