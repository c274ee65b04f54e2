//! What a request for a token says about the credential: its method, and values with their origin.

use secrecy::ExposeSecret as _;
use url::Url;

use super::collection::{SeenAuth, SeenRequest};
use super::problem::{ImportConcern, LeftOutReason};
use super::read_values::why_not;
use super::stack::OfRequest;
use super::template::Scope;
use super::value::{ImportField, ImportPlace, Layer, Origin, Value};
use crate::jwt::decode_unverified;
use crate::token_request::{AuthMethod, SecretPlacement};

/// The grant of a Business Manager user.
const BUSINESS_MANAGER: &str = "urn:demandware:params:oauth:grant-type:client-id:dwsid:dwsecuretoken";
/// The grant of a client alone.
const CLIENT_CREDENTIALS: &str = "client_credentials";
/// What a SLAS address has in it.
const SLAS: &str = "/shopper/auth/";

/// What a request for a token says.
pub(super) struct SeenToken {
    pub(super) layer: Layer,
    pub(super) said: OfRequest,
    /// It is for SLAS.
    pub(super) slas: bool,
}

/// Reads a request; `None` if it is not for a token.
pub(super) fn read_token_request(request: &SeenRequest, scope: &Scope<'_>) -> Option<SeenToken> {
    let url = scope.resolve(&request.url).text;
    let oauth = match &*request.auth {
        SeenAuth::OAuth(oauth) => Some(oauth),
        _ => None,
    };
    // Exposed to find out what kind of request it is.
    let form =
        |name: &str| request.form.iter().find(|field| field.name == name).map(|f| f.value.expose_secret());
    let grant =
        form("grant_type").map(|grant| scope.resolve(grant).text).or_else(|| query(&url, "grant_type"));
    let grant = grant.as_deref().map(str::trim);
    let is_token_url = |url: &str| {
        let path = url.split(['?', '#']).next().unwrap_or_default();
        ["/access_token", "/oauth2/token", "/oauth/token", "/token"].iter().any(|end| path.ends_with(end))
    };
    let fetched =
        oauth.filter(|oauth| !oauth.token_url.trim().is_empty() || !oauth.client_id.trim().is_empty());
    let posts = grant.is_some()
        || form("client_assertion").is_some()
        || is_token_url(&url) && !request.form.is_empty();
    if !posts && fetched.is_none() {
        return None;
    }
    let mut reader = Reader { scope, request, layer: Layer::default() };
    let (mut method, mut placement, mut is_other_grant) = (None, None, false);
    if posts {
        if url.contains(SLAS) {
            reader.leave("url", LeftOutReason::Slas);
            return Some(SeenToken { layer: reader.layer, said: OfRequest::default(), slas: true });
        }
        reader.address(&request.url);
        reader.take(ImportField::Scopes, "scope", form("scope"));
        reader.take(ImportField::Audience, "audience", form("audience"));
        let signed = form("client_assertion_type").is_some() || form("client_assertion").is_some();
        let in_form = form("client_id");
        match grant {
            Some(BUSINESS_MANAGER) => {
                method = Some(AuthMethod::BusinessManagerUser);
                let id = in_form.map(str::to_owned).or_else(|| query(&request.url, "client_id"));
                reader.take(ImportField::ClientId, "client_id", id.as_deref());
                reader.business_manager();
            }
            _ if signed => {
                is_other_grant = reader.is_other_grant(grant);
                method = Some(AuthMethod::SignedJwt);
                reader.take(ImportField::ClientId, "client_id", in_form);
                reader.assertion(form("client_assertion").unwrap_or_default());
            }
            _ => {
                is_other_grant = reader.is_other_grant(grant);
                placement = reader.client_and_secret(in_form, form("client_secret"));
            }
        }
        if placement.is_some() && method.is_none() {
            method = Some(AuthMethod::ClientSecret);
        }
    } else if let Some(oauth) = fetched {
        if scope.resolve(&oauth.token_url).text.contains(SLAS) {
            reader.leave("accessTokenUrl", LeftOutReason::Slas);
            return Some(SeenToken { layer: reader.layer, said: OfRequest::default(), slas: true });
        }
        reader.address(&oauth.token_url);
        reader.take(ImportField::Scopes, "scope", Some(&oauth.scope));
        reader.take(ImportField::ClientId, "client_id", Some(&oauth.client_id));
        // Exposed to be taken.
        reader.take(ImportField::ClientSecret, "client_secret", Some(oauth.client_secret.expose_secret()));
        let grant = scope.resolve(&oauth.grant).text.trim().to_ascii_lowercase();
        // Without one, API clients let the person sign in.
        is_other_grant = reader.is_other_grant(Some(&grant));
        method = Some(AuthMethod::ClientSecret);
        placement = Some(if oauth.in_body { SecretPlacement::Body } else { SecretPlacement::Header });
    }
    let concern = is_other_grant.then_some(ImportConcern::OtherGrant);
    Some(SeenToken { layer: reader.layer, said: OfRequest { method, placement, concern }, slas: false })
}

struct Reader<'r, 'v> {
    scope: &'r Scope<'v>,
    request: &'r SeenRequest,
    layer: Layer,
}

impl Reader<'_, '_> {
    fn origin(&self, name: &str) -> Origin {
        match &self.request.origin {
            Some(origin) => Origin { name: name.to_owned(), ..origin.clone() },
            None => Origin::new(0, ImportPlace::Top, name),
        }
    }

    fn leave(&mut self, name: &str, why: LeftOutReason) {
        let origin = self.origin(name);
        self.layer.leave(origin, why);
    }

    /// Whether a grant is not that of client credentials, which is the only one of a client alone. Says which one it is.
    fn is_other_grant(&mut self, grant: Option<&str>) -> bool {
        match grant {
            // The field can be missing where a text has only part of the form.
            None | Some(CLIENT_CREDENTIALS) => return false,
            Some(grant) if grant.contains("password") => {
                self.leave("username, password", LeftOutReason::OtherGrant);
            }
            Some(grant)
                if grant.is_empty() || grant.contains("authorization") || grant.contains("implicit") =>
            {
                self.leave("grant_type", LeftOutReason::BrowserSignIn);
            }
            Some(_) => {}
        }
        true
    }

    /// Takes a value of the request with its variables filled in.
    fn take(&mut self, field: ImportField, name: &str, written: Option<&str>) {
        let Some(written) = written.filter(|written| !written.trim().is_empty()) else { return };
        let resolved = self.scope.resolve(written);
        let origin = resolved.origin.unwrap_or_else(|| self.origin(name));
        let why = match resolved.unknown {
            Some(name) => Some(LeftOutReason::UnknownVariable { name }),
            None => why_not(field, &resolved.text, &origin.name),
        };
        match why {
            Some(why) => self.layer.leave_field(field, origin, why),
            None => self.layer.push(Value::new(field, &resolved.text, origin)),
        }
    }

    /// Takes the address without its query.
    fn address(&mut self, written: &str) {
        let address = written.split(['?', '#']).next().unwrap_or_default();
        self.take(ImportField::TokenEndpoint, "url", Some(address));
    }

    /// The client and its secret, from the form or the Basic header. Says where the secret was.
    fn client_and_secret(&mut self, id: Option<&str>, secret: Option<&str>) -> Option<SecretPlacement> {
        if secret.is_some_and(|secret| !secret.is_empty()) {
            self.take(ImportField::ClientId, "client_id", id);
            self.take(ImportField::ClientSecret, "client_secret", secret);
            return Some(SecretPlacement::Body);
        }
        let SeenAuth::Basic { user, password } = &*self.request.auth else {
            self.take(ImportField::ClientId, "client_id", id);
            return None;
        };
        // Exposed to be taken.
        let (user, password) = (user.expose_secret().to_owned(), password.expose_secret().to_owned());
        self.take(ImportField::ClientId, "username", Some(&user));
        self.take(ImportField::ClientSecret, "password", Some(&password));
        Some(SecretPlacement::Header)
    }

    /// The user and both secrets of the Basic header: `login:access key:client secret`.
    fn business_manager(&mut self) {
        let SeenAuth::Basic { user, password } = &*self.request.auth else { return };
        // Exposed to be taken apart.
        let (user, password) = (user.expose_secret().to_owned(), password.expose_secret().to_owned());
        self.take(ImportField::User, "username", Some(&user));
        if let Some((access_key, secret)) = password.rsplit_once(':') {
            self.take(ImportField::AccessKey, "password", Some(access_key));
            self.take(ImportField::ClientSecret, "password", Some(secret));
        }
    }

    /// What an assertion that was copied along says of its client.
    fn assertion(&mut self, written: &str) {
        let resolved = self.scope.resolve(written);
        let Some(jwt) = decode_unverified(&resolved.text) else { return };
        let claim = |name: &str| jwt.claims.get(name).and_then(|claim| claim.as_str()).map(str::to_owned);
        for (field, name) in [(ImportField::ClientId, "sub"), (ImportField::Audience, "aud")] {
            if self.layer.of(field).is_none()
                && let Some(value) = claim(name)
            {
                let origin = self.origin(&format!("client_assertion › {name}"));
                if why_not(field, &value, name).is_none() {
                    self.layer.push(Value::new(field, &value, origin));
                }
            }
        }
    }
}

/// A parameter in the query of an address, decoded.
fn query(url: &str, name: &str) -> Option<String> {
    let (_, query) = url.split_once('?')?;
    // The address itself may have variables that no URL can have.
    let url = Url::parse(&format!("http://x/?{query}")).ok()?;
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}
