//! Decides on a request to OCAPI. The order of its checks is inferred, from the outside in: address, instance, token,
//! API client, settings, user.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::form_urlencoded;

use super::fault::OcapiFault;
use super::resources::{self, SITES};
use super::selector::Selector;
use super::settings::{Access, OcapiSettings};
use crate::commerce_instance::bearer::{Authorization, TokenFacts};

/// The client ID that works on sandboxes alone: thirty times the letter a.
const DEMO_CLIENT: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
/// The versions there are, as major and minor number: the oldest and the newest.
const VERSIONS: [(u32, u32); 2] = [(15, 8), (24, 5)];
/// The most characters of a sent value that a fault repeats. A token is repeated whole, as OCAPI does it.
const REPEATED: usize = 200;

/// What keeps OCAPI from answering although token and settings are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum OcapiTrouble {
    /// Nothing.
    #[default]
    Nothing,
    /// OCAPI is switched off for the instance.
    SwitchedOff,
    /// Settings that were saved in the last three minutes have no effect yet.
    SavedLate,
    /// Every resource needs a Business Manager user.
    UserNeeded,
    /// The user's role lacks the permission.
    UserNotAllowed,
    /// The settings do not name the origin of the request.
    OriginNotAllowed,
    /// The host is not one of the instance's.
    HostNotAllowed,
    /// The sites are offline.
    SiteOffline,
    /// The API client was deleted after it got the token.
    ClientDeleted,
}

/// A request to OCAPI: `/s/{site}/dw/{api}/{version}{resource}`.
pub(crate) struct OcapiRequest<'r> {
    /// The path.
    pub(crate) path: &'r str,
    /// The query, without its question mark.
    pub(crate) query: &'r str,
    /// HTTP method.
    pub(crate) method: &'r str,
    /// Host and port that were asked.
    pub(crate) host: &'r str,
    /// The `Authorization` header.
    pub(crate) authorization: Authorization<'r>,
    /// What its token says, if the token was accepted.
    pub(crate) token: Option<&'r TokenFacts>,
    /// The header `x-dw-client-id`.
    pub(crate) client_id: Option<&'r str>,
}

/// The inputs of a decision.
pub(crate) struct OcapiJudge<'j> {
    /// The settings that are in effect.
    pub(crate) settings: &'j OcapiSettings,
    pub(crate) trouble: OcapiTrouble,
    /// Whether an API client exists.
    pub(crate) is_client: &'j dyn Fn(&str) -> bool,
}

/// The path of a request, taken apart.
struct Place<'r> {
    site: &'r str,
    api: &'r str,
    version: &'r str,
    /// With its slash, for example `/sites`.
    resource: &'r str,
}

impl OcapiJudge<'_> {
    /// The document that the request gets.
    ///
    /// # Errors
    /// The fault that it gets instead.
    pub(crate) fn decide(&self, request: &OcapiRequest<'_>) -> Result<Value, OcapiFault> {
        let place = self.place(request)?;
        let path = format!("/{}/{}{}", place.api, place.version, cut(place.resource));
        let token = self.token(request)?;
        if self.trouble == OcapiTrouble::OriginNotAllowed {
            return Err(OcapiFault::Origin { origin: format!("http://{}", request.host) });
        }
        // The settings are of the type Data, so no API client has access to the Shop API.
        let access = match place.api {
            "data" => self.settings.access(&token.client_id, place.resource),
            _ => Access::None,
        };
        let readable = match access {
            Access::None => return Err(OcapiFault::ClientForbidden { path }),
            Access::NotToRead => return Err(OcapiFault::NoReadAccess { path }),
            Access::Read(attributes) => attributes,
        };
        if request.method != "GET" {
            return Err(OcapiFault::MethodNotAllowed { method: cut(request.method) });
        }
        let base = format!("http://{}/s/-/dw/data/{}", request.host, place.version);
        let Some(resource) = resources::at(place.resource, &base, token.user.as_deref()) else {
            return Err(OcapiFault::ResourceNotFound { path });
        };
        if token.user.is_none() && (resource.needs_user || self.trouble == OcapiTrouble::UserNeeded) {
            return Err(OcapiFault::WithoutUser);
        }
        if self.trouble == OcapiTrouble::UserNotAllowed {
            return Err(OcapiFault::UserForbidden { path });
        }
        let document = readable.applied_to(&resource.document);
        Ok(match selected(request.query)? {
            Some(selector) => selector.applied_to(&document),
            None => document,
        })
    }

    /// Checks the address, and what the instance says of any request.
    fn place<'r>(&self, request: &OcapiRequest<'r>) -> Result<Place<'r>, OcapiFault> {
        if self.trouble == OcapiTrouble::HostNotAllowed {
            return Err(OcapiFault::InvalidHost { host: request.host.to_owned() });
        }
        let place = read_path(request.path)
            .ok_or_else(|| OcapiFault::ResourceNotFound { path: cut(request.path) })?;
        let version = read_version(place.version).ok_or(OcapiFault::InvalidVersion)?;
        if !(VERSIONS[0]..=VERSIONS[1]).contains(&version) {
            return Err(OcapiFault::VersionNotFound { version: cut(place.version) });
        }
        if self.trouble == OcapiTrouble::SwitchedOff {
            return Err(OcapiFault::Deprecated);
        }
        if self.trouble == OcapiTrouble::SiteOffline {
            let site = if place.site == "-" { SITES[0].0 } else { place.site };
            return Err(OcapiFault::SiteOffline { site: cut(site) });
        }
        let site = cut(place.site);
        match (place.site, place.api) {
            ("-", "shop") => return Err(OcapiFault::OrganizationForbidden),
            ("-", _) => {}
            (id, _) if !SITES.iter().any(|(its, _)| *its == id) => {
                return Err(OcapiFault::UnknownSite { site });
            }
            (_, "data") => return Err(OcapiFault::SiteForbidden { site }),
            _ => {}
        }
        Ok(place)
    }

    /// Checks the token and the API client.
    fn token<'r>(&self, request: &OcapiRequest<'r>) -> Result<&'r TokenFacts, OcapiFault> {
        let header = request.client_id.map(str::to_owned);
        let said = header.or_else(|| query_value(request.query, "client_id")).filter(|said| !said.is_empty());
        if said.as_deref() == Some(DEMO_CLIENT) {
            return Err(OcapiFault::DemoClient { client_id: DEMO_CLIENT.to_owned() });
        }
        match (request.authorization, &said) {
            (Authorization::Missing, None) => return Err(OcapiFault::MissingClientId),
            (_, Some(said)) if !(self.is_client)(said) => {
                return Err(OcapiFault::UnknownClient { client_id: cut(said) });
            }
            (Authorization::Missing, Some(_)) => return Err(OcapiFault::HeaderMissing),
            (Authorization::NotBearer, _) => return Err(OcapiFault::InvalidHeader),
            (Authorization::Bearer(_), _) => {}
        }
        let Some(token) = request.token else {
            let token = request.authorization.token().unwrap_or_default().to_owned();
            return Err(OcapiFault::InvalidToken { token });
        };
        if self.trouble == OcapiTrouble::ClientDeleted || !(self.is_client)(&token.client_id) {
            return Err(OcapiFault::UnknownClient { client_id: token.client_id.clone() });
        }
        if let Some(said) = said
            && said != token.client_id
        {
            return Err(OcapiFault::OtherClient { client_id: cut(&said) });
        }
        Ok(token)
    }
}

fn read_path(path: &str) -> Option<Place<'_>> {
    let (site, rest) = path.strip_prefix("/s/")?.split_once("/dw/")?;
    let (api, rest) = rest.split_once('/').unwrap_or((rest, ""));
    let end = rest.find('/').unwrap_or(rest.len());
    let (version, resource) = rest.split_at(end);
    (matches!(api, "data" | "shop") && !site.contains('/')).then_some(Place { site, api, version, resource })
}

/// `v24_5` as major and minor number.
fn read_version(text: &str) -> Option<(u32, u32)> {
    let (major, minor) = text.strip_prefix('v')?.split_once('_')?;
    let number = |digits: &str| {
        let is_number = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { digits.parse().ok() } else { None }
    };
    Some((number(major)?, number(minor)?))
}

fn selected(query: &str) -> Result<Option<Selector>, OcapiFault> {
    let Some(text) = query_value(query, "select") else { return Ok(None) };
    match Selector::read(&text) {
        Some(selector) => Ok(Some(selector)),
        None => Err(OcapiFault::MalformedSelector { selector: cut(&text) }),
    }
}

fn query_value(query: &str, name: &str) -> Option<String> {
    let found = form_urlencoded::parse(query.as_bytes()).find(|(its, _)| its == name);
    found.map(|(_, value)| value.into_owned())
}

fn cut(text: &str) -> String {
    text.chars().take(REPEATED).collect()
}
