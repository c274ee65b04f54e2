//! Reads what a request for the Business Manager grant says. Decides nothing.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use url::form_urlencoded;

use crate::account_manager::ParsedTokenRequest;

/// A request for the grant, taken apart.
pub(crate) struct GrantRequest {
    pub(super) client_id: String,
    pub(super) form: ParsedTokenRequest,
    pub(super) credentials: Option<Credentials>,
}

/// The three parts of the Basic header, exactly as sent. None of them is form-encoded.
pub(super) struct Credentials {
    pub(super) login: String,
    pub(super) access_key: String,
    /// The rest, which may have colons in it.
    pub(super) secret: String,
}

impl GrantRequest {
    /// Reads the request; `None` without a `client_id` in the query, which makes it a request to the path that
    /// Account Manager had until it was switched off.
    pub(crate) fn read(
        query: &str,
        content_type: Option<&str>,
        authorization: Option<&str>,
        body: &[u8],
    ) -> Option<Self> {
        let (_, client_id) = form_urlencoded::parse(query.as_bytes())
            .find(|(name, value)| name == "client_id" && !value.is_empty())?;
        Some(Self {
            client_id: client_id.into_owned(),
            form: ParsedTokenRequest::read(content_type, None, body),
            credentials: authorization.and_then(read_credentials),
        })
    }
}

fn read_credentials(authorization: &str) -> Option<Credentials> {
    let (scheme, encoded) = authorization.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let mut parts = decoded.splitn(3, ':').map(str::to_owned);
    Some(Credentials { login: parts.next()?, access_key: parts.next()?, secret: parts.next()? })
}
