//! The request that a token is tried with, before it has the token. It only reads: GET, or PROPFIND for WebDAV.

use serde::Serialize;
use url::Url;

use super::clean;
use super::derive::suggest;
use super::hosts::{SCAPI_DOMAIN, is_commerce_host};
use super::notes::{PlaceField, PlaceNote, PlaceNoteShown};
use super::places::{ApiPlaces, TriedApi};
use super::probes::{ProbeShown, ScapiProbe, probes_shown};
use super::token_facts::TokenFacts;
use super::trial::TrialRequest;
use crate::account_manager::PracticeAddress;
use crate::commerce_instance::ORGANIZATION;
use crate::diagnosis::Severity;
use crate::http::{HttpRequest, Method, NameValue, USER_AGENT, is_loopback};
use crate::token_request::{Destination, RequestForm};

/// The folder that WebDAV is tried with.
const WEB_DAV_PATH: &str = "/on/demandware.servlet/webdav/Sites/Impex";

/// What a request to try a token is made of.
#[derive(Clone, Copy, Debug)]
pub struct TrialForm<'f> {
    /// Where the APIs are, as typed.
    pub places: &'f ApiPlaces,
    /// The form of the token request.
    pub form: &'f RequestForm,
    /// The token that is tried; `None` as long as there is none.
    pub token: Option<&'f TokenFacts>,
    /// The address of the practice server; `None` while it is off.
    pub practice: Option<&'f PracticeAddress>,
}

/// The request for one API, without its token.
#[derive(Clone, Debug, PartialEq)]
pub struct UnsentTrial {
    api: TriedApi,
    method: Method,
    /// `None` as long as a place is missing or cannot be read.
    url: Option<Url>,
    client_id: String,
    practice: bool,
    notes: Vec<PlaceNoteShown>,
}

/// The request for one API as the window shows it before it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TrialPreview {
    /// What is tried.
    pub api: TriedApi,
    /// `GET` or `PROPFIND`.
    pub method: String,
    /// The URL; `None` as long as a place is missing or cannot be read.
    pub url: Option<String>,
    /// The headers, with the beginning of the token's header only.
    pub headers: Vec<NameValue>,
    /// What each field stands for while it is empty.
    pub suggested: ApiPlaces,
    /// What is to be said about the places.
    pub notes: Vec<PlaceNoteShown>,
    /// The reading requests of the Salesforce Commerce API.
    pub probes: Vec<ProbeShown>,
    /// The scope whose reading request is sent.
    pub scapi_scope: String,
    /// It goes to the practice server.
    pub practice: bool,
}

impl TrialForm<'_> {
    /// The request for one API.
    #[must_use]
    pub fn unsent(&self, api: TriedApi) -> UnsentTrial {
        let mut notes = Vec::new();
        let url = self.url(api, &mut notes);
        let method = if api == TriedApi::WebDav { propfind() } else { Method::GET };
        if let Some(url) = &url
            && !self.is_practice()
            && !is_commerce_host(url)
            && !is_loopback(url)
        {
            notes.push(PlaceNote::NotCommerceHost { host: authority(url) }.at(field_of_host(api)));
        }
        let client_id = self.token.and_then(|token| token.client_id.as_deref());
        UnsentTrial {
            api,
            method,
            url,
            client_id: client_id.unwrap_or(self.form.api_key.trim()).to_owned(),
            practice: self.is_practice(),
            notes,
        }
    }

    /// The request as the window shows it.
    #[must_use]
    pub fn preview(&self, api: TriedApi) -> TrialPreview {
        let unsent = self.unsent(api);
        let probe = ScapiProbe::choose(&self.places.scapi_scope, self.token);
        TrialPreview {
            api,
            method: unsent.method.to_string(),
            url: unsent.url.as_ref().map(Url::to_string),
            headers: unsent.headers("…"),
            suggested: self.suggested(),
            notes: unsent.notes,
            probes: probes_shown(self.token),
            scapi_scope: probe.scope.to_owned(),
            practice: unsent.practice,
        }
    }

    fn suggested(&self) -> ApiPlaces {
        let suggested = suggest(self.places, self.token, self.form);
        // The practice server plays one instance.
        if self.is_practice() {
            return ApiPlaces { organization: ORGANIZATION.to_owned(), ..suggested };
        }
        suggested
    }

    /// A token for practice is tried at the practice server, whatever was chosen since.
    fn is_practice(&self) -> bool {
        let chosen = matches!(self.form.destination, Destination::Practice { .. });
        self.token.map_or(chosen, |token| token.practice)
    }

    fn url(&self, api: TriedApi, notes: &mut Vec<PlaceNoteShown>) -> Option<Url> {
        if self.is_practice() && self.practice.is_none() {
            notes.push(PlaceNote::PracticeIsOff.at(None));
            return None;
        }
        let (places, suggested) = (self.places, self.suggested());
        let url = match api {
            TriedApi::Scapi => {
                let origin = self.practice_origin().or_else(|| {
                    let code = read(PlaceField::ShortCode, &places.short_code, "", clean::short_code, notes)?;
                    Some(format!("https://{code}{SCAPI_DOMAIN}"))
                });
                let (typed, suggested) = (&places.organization, &suggested.organization);
                let organization =
                    read(PlaceField::Organization, typed, suggested, clean::organization, notes);
                let probe = ScapiProbe::choose(&places.scapi_scope, self.token);
                format!("{}{}", origin?, probe.path(&organization?))
            }
            TriedApi::Ocapi => {
                let host = (&places.instance_host, &suggested.instance_host);
                let origin = self.origin(PlaceField::InstanceHost, host.0, host.1, notes);
                let (typed, suggested) = (&places.ocapi_version, &suggested.ocapi_version);
                let version = read(PlaceField::OcapiVersion, typed, suggested, clean::ocapi_version, notes);
                format!("{}/s/-/dw/data/{}/sites?select=(data.(id))&count=1", origin?, version?)
            }
            TriedApi::WebDav => {
                let host = (&places.web_dav_host, &suggested.web_dav_host);
                let origin = self.origin(PlaceField::WebDavHost, host.0, host.1, notes)?;
                format!("{origin}{WEB_DAV_PATH}")
            }
            TriedApi::Other => return self.other_url(notes),
        };
        Url::parse(&url).ok()
    }

    /// The origin of the practice server, if the token is for practice.
    fn practice_origin(&self) -> Option<String> {
        let practice = self.practice.filter(|_| self.is_practice())?;
        Some(format!("http://{}", practice.authority()))
    }

    /// The origin of a host.
    fn origin(
        &self,
        field: PlaceField,
        typed: &str,
        suggested: &str,
        notes: &mut Vec<PlaceNoteShown>,
    ) -> Option<String> {
        self.practice_origin().or_else(|| Some(origin(&read(field, typed, suggested, clean::host, notes)?)))
    }

    fn other_url(&self, notes: &mut Vec<PlaceNoteShown>) -> Option<Url> {
        let typed = self.places.other_url.trim();
        let mut refuse = |note: PlaceNote| {
            notes.push(note.at(PlaceField::OtherUrl));
            None
        };
        if typed.is_empty() {
            return refuse(PlaceNote::Missing);
        }
        let Ok(mut url) = Url::parse(typed) else { return refuse(PlaceNote::Invalid) };
        // It stays in a browser and is never sent.
        url.set_fragment(None);
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(&url) => {}
            "http" => return refuse(PlaceNote::NotEncrypted),
            _ => return refuse(PlaceNote::Invalid),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return refuse(PlaceNote::HasCredentials);
        }
        match self.practice_origin() {
            Some(origin) if url.origin().ascii_serialization() != origin => {
                refuse(PlaceNote::NotPractice { origin })
            }
            _ => Some(url),
        }
    }
}

impl UnsentTrial {
    /// What is to be said about the places.
    #[must_use]
    pub fn notes(&self) -> &[PlaceNoteShown] {
        &self.notes
    }

    /// The request with this token. `confirmed_host` is a host that is none of Salesforce's, and that the person
    /// confirmed for this one request.
    ///
    /// # Errors
    ///
    /// The notes that prevent it.
    pub fn with_token(
        self,
        token: &str,
        confirmed_host: Option<&str>,
    ) -> Result<TrialRequest, Vec<PlaceNoteShown>> {
        let is_confirmed = |note: &PlaceNote| match note {
            PlaceNote::NotCommerceHost { host } => confirmed_host == Some(host),
            _ => false,
        };
        let prevents =
            |shown: &&PlaceNoteShown| shown.severity >= Severity::Warning && !is_confirmed(&shown.note);
        let preventing: Vec<_> = self.notes.iter().filter(prevents).cloned().collect();
        match self.url.clone().filter(|_| preventing.is_empty()) {
            Some(url) => {
                let headers = self.headers(token);
                let http = HttpRequest { method: self.method, url, headers, body: None };
                Ok(TrialRequest::new(self.api, self.client_id, self.practice, http))
            }
            None => Err(preventing),
        }
    }

    fn headers(&self, token: &str) -> Vec<NameValue> {
        let accept = match self.api {
            TriedApi::Scapi | TriedApi::Ocapi => "application/json",
            TriedApi::WebDav | TriedApi::Other => "*/*",
        };
        let mut headers = vec![
            NameValue::new("accept", accept),
            NameValue::new("authorization", format!("Bearer {token}")),
            NameValue::new("user-agent", USER_AGENT),
        ];
        match self.api {
            TriedApi::Ocapi => headers.push(NameValue::new("x-dw-client-id", &self.client_id)),
            // The folder itself is enough (RFC 4918 section 10.2).
            TriedApi::WebDav => headers.push(NameValue::new("depth", "0")),
            TriedApi::Scapi | TriedApi::Other => {}
        }
        headers
    }
}

/// A place as typed, or else as suggested, without what does not belong to it.
fn read(
    field: PlaceField,
    typed: &str,
    suggested: &str,
    clean: fn(&str) -> Option<String>,
    notes: &mut Vec<PlaceNoteShown>,
) -> Option<String> {
    let typed = typed.trim();
    if typed.is_empty() {
        if suggested.is_empty() {
            notes.push(PlaceNote::Missing.at(field));
        }
        return Some(suggested.to_owned()).filter(|text| !text.is_empty());
    }
    let Some(used) = clean(typed) else {
        notes.push(PlaceNote::Invalid.at(field));
        return None;
    };
    if used != typed {
        notes.push(PlaceNote::TakenWithout { used: used.clone() }.at(field));
    }
    Some(used)
}

/// The origin of a host that was typed: encrypted, unless it is this computer.
fn origin(host: &str) -> String {
    let on_this_computer = Url::parse(&format!("http://{host}")).is_ok_and(|url| is_loopback(&url));
    format!("{}://{host}", if on_this_computer { "http" } else { "https" })
}

fn authority(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

fn field_of_host(api: TriedApi) -> PlaceField {
    match api {
        TriedApi::Scapi => PlaceField::ShortCode,
        TriedApi::Ocapi => PlaceField::InstanceHost,
        TriedApi::WebDav => PlaceField::WebDavHost,
        TriedApi::Other => PlaceField::OtherUrl,
    }
}

/// PROPFIND (RFC 4918 section 9.1). It is a valid method name, so GET is never used.
fn propfind() -> Method {
    Method::from_bytes(b"PROPFIND").unwrap_or(Method::GET)
}
