//! Authentication by client assertion (RFC 7523 section 3). The order of the checks matters: of two faults only the
//! first is reported, and Account Manager's two engines check in different orders.

use url::Url;

use super::judge::{Audiences, Judge, KeyThere, check_client_id};
use super::jwt::Jwt;
use crate::account_manager::api_client::{ApiClient, TokenEndpointAuthMethod};
use crate::account_manager::parsed_request::ParsedTokenRequest;
use crate::account_manager::public_key_field::{NoKey, read_key};
use crate::account_manager::refusal::Refusal;
use crate::account_manager::used_ids::Spent;
use crate::account_manager::wording::Wording;
use crate::account_manager::{
    ISSUER_PATH, LONGEST_ASSERTION_LIFETIME, LONGEST_LIFE_2026, SKEW_2021, SKEW_2026, TOKEN_PATH,
};
use crate::http::is_loopback;
use crate::key::SigningAlgorithm;
use crate::moment::UnixSeconds;

/// What Keycloak's token endpoint has after the address of its realm, which is the issuer.
const KEYCLOAKS_TOKEN_PATH: &str = "/protocol/openid-connect/token";

impl<'j> Judge<'j> {
    pub(super) fn by_assertion_2021(
        &self,
        request: &ParsedTokenRequest,
        jwt: &Jwt<'_>,
        spent: &mut Option<Spent>,
    ) -> Result<&'j ApiClient, Refusal> {
        let now = self.now.0;
        let skew = i64::from(SKEW_2021);
        let subject = jwt.text("sub").ok_or(Refusal::SubjectMissing)?;
        let client = self.client(subject)?;
        let end = jwt.time("exp");
        if end.is_some_and(|end| end + skew < now) {
            return Err(Refusal::Expired);
        }
        self.check_signature(client, jwt)?;
        if jwt.text("iss") != Some(subject) {
            return Err(Refusal::IssuerIsNotSubject);
        }
        let audiences = jwt.audiences();
        if audiences.is_empty() {
            return Err(Refusal::AudienceMissing);
        }
        let end = end.ok_or(Refusal::EndMissing)?;
        if end > now + i64::from(LONGEST_ASSERTION_LIFETIME) + skew {
            return Err(Refusal::EndTooFar);
        }
        if jwt.time("nbf").is_some_and(|start| start > now + skew) {
            return Err(Refusal::NotYetValid);
        }
        if jwt.time("iat").is_some_and(|issued| issued > now + skew) {
            return Err(Refusal::IssuedInFuture);
        }
        // This engine accepts a JWT without a `jti`, but refuses a `jti` that was used before.
        if let Some(id) = jwt.text("jti") {
            self.check_unused(id)?;
            *spent = Some(Spent { id: id.to_owned(), until: UnixSeconds(end + skew) });
        }
        check_single_proof(request)?;
        check_client_id(request, subject, Refusal::ClientIdDiffers)?;
        if !audiences.iter().any(|audience| self.takes_audience(audience)) {
            return Err(Refusal::AudienceOther);
        }
        self.check_method(client, TokenEndpointAuthMethod::PrivateKeyJwt)?;
        self.check_active(client)?;
        Ok(client)
    }

    pub(super) fn by_assertion_2026(
        &self,
        request: &ParsedTokenRequest,
        jwt: &Jwt<'_>,
        spent: &mut Option<Spent>,
    ) -> Result<&'j ApiClient, Refusal> {
        let now = self.now.0;
        let (skew, longest) = (i64::from(SKEW_2026), i64::from(LONGEST_LIFE_2026));
        let subject = jwt.text("sub").ok_or(Refusal::SubjectMissing)?;
        check_client_id(request, subject, Refusal::ClientIdDiffers)?;
        if jwt.text("iss") != Some(subject) {
            return Err(Refusal::IssuerIsNotSubject);
        }
        let client = self.client(subject)?;
        self.check_active(client)?;
        check_single_proof(request)?;
        self.check_method(client, TokenEndpointAuthMethod::PrivateKeyJwt)?;
        self.check_signature(client, jwt)?;
        match jwt.audiences().as_slice() {
            [] => return Err(Refusal::AudienceMissing),
            [audience] if self.takes_audience(audience) => {}
            [_] => return Err(Refusal::AudienceOther),
            _ => return Err(Refusal::SeveralAudiences),
        }
        let end = jwt.time("exp").ok_or(Refusal::EndMissing)?;
        if end <= now - skew {
            return Err(Refusal::Expired);
        }
        if jwt.time("nbf").is_some_and(|start| start > now + skew) {
            return Err(Refusal::NotYetValid);
        }
        match jwt.time("iat") {
            None if end > now + longest => return Err(Refusal::EndTooFar),
            Some(issued) if issued > now + skew => return Err(Refusal::IssuedInFuture),
            Some(issued) if issued + longest < now - skew => {
                return Err(Refusal::IssuedTooLongAgo);
            }
            _ => {}
        }
        let id = jwt.text("jti").ok_or(Refusal::IdMissing)?;
        self.check_unused(id)?;
        let until = end.min(now + skew + longest) + skew;
        *spent = Some(Spent { id: id.to_owned(), until: UnixSeconds(until) });
        Ok(client)
    }

    fn check_signature(&self, client: &ApiClient, jwt: &Jwt<'_>) -> Result<(), Refusal> {
        if jwt.algorithm != SigningAlgorithm::Rs256.name() && !self.any_algorithm {
            return Err(Refusal::AlgorithmOther);
        }
        match self.key {
            KeyThere::AsSetUp => verify(client, jwt),
            KeyThere::Fits => Ok(()),
            KeyThere::Another => Err(Refusal::SignatureWrong),
            KeyThere::Missing => Err(Refusal::PublicKeyEmpty),
            KeyThere::Unreadable => Err(Refusal::PublicKeyUnreadable),
            KeyThere::WithStrayCharacters => Err(Refusal::PublicKeyStrayCharacters),
            // The older engine does not look for keys by their ID.
            KeyThere::WithAnotherId if jwt.has_key_id && self.wording == Wording::AsOf2026 => {
                Err(Refusal::PublicKeyUnreadable)
            }
            KeyThere::WithAnotherId => Ok(()),
        }
    }

    fn check_unused(&self, id: &str) -> Result<(), Refusal> {
        if self.used.contains(id, self.now) { Err(Refusal::IdUsed) } else { Ok(()) }
    }

    fn takes_audience(&self, audience: &str) -> bool {
        let (Ok(url), Ok(endpoint)) = (Url::parse(audience), Url::parse(self.token_endpoint)) else {
            return self.audiences == Audiences::Any;
        };
        let is_same_host = url.host() == endpoint.host() || is_loopback(&url) && is_loopback(&endpoint);
        let is_bare = url.scheme() == endpoint.scheme()
            && is_same_host
            && url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none();
        match self.audiences {
            Audiences::Usual => {
                let is_issuer = self.wording == Wording::AsOf2026 && url.path() == ISSUER_PATH;
                let port_fits = url.port().is_none_or(|port| Some(port) == endpoint.port_or_known_default());
                is_bare && port_fits && (url.path() == TOKEN_PATH || is_issuer)
            }
            Audiences::WithoutPort => is_bare && url.path() == TOKEN_PATH && url.port().is_none(),
            Audiences::Keycloaks => {
                let realm = self.token_endpoint.strip_suffix(KEYCLOAKS_TOKEN_PATH);
                audience == self.token_endpoint || Some(audience) == realm
            }
            Audiences::Any => true,
            Audiences::Another => false,
        }
    }
}

/// Verifies the signature with the key that is set up.
fn verify(client: &ApiClient, jwt: &Jwt<'_>) -> Result<(), Refusal> {
    let key = read_key(&client.public_key).map_err(|no_key| match no_key {
        NoKey::Empty => Refusal::PublicKeyEmpty,
        NoKey::StrayCharacters => Refusal::PublicKeyStrayCharacters,
        NoKey::Unreadable => Refusal::PublicKeyUnreadable,
    })?;
    if key.verifies(SigningAlgorithm::Rs256, jwt.signed.as_bytes(), &jwt.signature) {
        Ok(())
    } else {
        Err(Refusal::SignatureWrong)
    }
}

/// A request may use only one client authentication method (RFC 6749 section 2.3).
fn check_single_proof(request: &ParsedTokenRequest) -> Result<(), Refusal> {
    if request.basic.is_some() || request.field("client_secret").is_some() {
        return Err(Refusal::TwoMethods);
    }
    Ok(())
}
