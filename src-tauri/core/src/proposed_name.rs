//! The name that a credential is given until the person types one: whatever they would know it by.

use serde::{Deserialize, Serialize};
use url::Url;

use crate::certificate::{Certificate, Subject};
use crate::token_request::{AuthMethod, Destination, RequestForm};

/// A proposed name is at most this long, in characters. More does not fit into the list.
const LONGEST: usize = 40;
/// What people read of an identifier that only machines remember.
const BEGINNING_OF_ID: usize = 8;

/// What a credential without a name can be called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ProposedName {
    /// By the subject of its certificate.
    Certificate {
        /// The common name; without one, the whole subject.
        subject: String,
    },
    /// By its API client.
    ApiClient {
        /// The API key, or its beginning if it is an identifier that nobody reads.
        id: String,
    },
    /// By the server that its requests go to.
    Host {
        /// Host, with the port if it is not the usual one.
        host: String,
    },
}

impl ProposedName {
    /// The name for a credential with this form and certificate: the certificate's subject, else the API client, else
    /// the host. `None` if none of these is known yet. What this program fills in by itself says nothing: the subject
    /// of a certificate made without options, and the API clients of practice.
    #[must_use]
    pub fn of(form: &RequestForm, certificate: Option<&Certificate>) -> Option<Self> {
        let subject = certificate.map(|certificate| certificate.subject().trim());
        if let Some(subject) = subject.filter(|subject| !subject.is_empty() && !is_default(subject)) {
            return Some(Self::Certificate { subject: cut(subject) });
        }
        let api_key = form.api_key.trim();
        match &form.destination {
            Destination::Practice { .. } => None,
            _ if !api_key.is_empty() => Some(Self::ApiClient { id: short_id(api_key) }),
            _ if form.method == AuthMethod::BusinessManagerUser => host_of(&form.typed_endpoint()?),
            Destination::Other { token_endpoint, .. } => host_of(token_endpoint),
            Destination::AccountManager => None,
        }
    }

    /// What a search finds it by.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Certificate { subject } => subject,
            Self::ApiClient { id } => id,
            Self::Host { host } => host,
        }
    }
}

/// By the host of an address, if it has one.
fn host_of(address: &str) -> Option<ProposedName> {
    let url = Url::parse(address.trim()).ok()?;
    let host = url.host_str().filter(|host| !host.is_empty())?;
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    Some(ProposedName::Host { host: cut(&format!("{host}{port}")) })
}

fn is_default(subject: &str) -> bool {
    subject == Subject::default().common_name
}

/// Control characters are not for names.
fn cut(text: &str) -> String {
    text.chars().filter(|character| !character.is_control()).take(LONGEST).collect()
}

/// A UUID by its first part, as in logs; any other API key was chosen by somebody, and is readable.
fn short_id(api_key: &str) -> String {
    let is_uuid = api_key.len() == 36
        && api_key.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        });
    if is_uuid { api_key.chars().take(BEGINNING_OF_ID).collect() } else { cut(api_key) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificate::{CertificateOptions, make_self_signed};
    use crate::key::{EcCurve, make_ec_key};
    use crate::moment::UnixSeconds;

    const CLIENT: &str = "1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15";

    fn form(api_key: &str, destination: Destination) -> RequestForm {
        RequestForm { api_key: api_key.into(), destination, ..RequestForm::default() }
    }

    fn other(token_endpoint: &str) -> Destination {
        Destination::other(token_endpoint, "")
    }

    #[test]
    fn a_client_is_proposed_by_what_people_read_of_it_else_the_host() {
        let client = |id: &str| Some(ProposedName::ApiClient { id: id.into() });
        let host = |host: &str| Some(ProposedName::Host { host: host.into() });
        for (api_key, destination, proposed) in [
            ("", Destination::AccountManager, None),
            (CLIENT, Destination::AccountManager, client("1c2f0d7e")),
            ("  oms-export\n", Destination::AccountManager, client("oms-export")),
            (CLIENT, Destination::Practice { running: None }, None),
            ("oms-export", other("https://login.example.com/token"), client("oms-export")),
            ("", other("https://login.example.com:8443/token"), host("login.example.com:8443")),
            ("", other("https://login.example.com:443/token"), host("login.example.com")),
            ("", other("login"), None),
            ("", other(""), None),
        ] {
            assert_eq!(ProposedName::of(&form(api_key, destination), None), proposed, "{api_key}");
        }
        let long = ProposedName::of(&form(&"x".repeat(500), Destination::AccountManager), None).unwrap();
        assert_eq!(long.text().len(), LONGEST);
    }

    #[test]
    fn a_certificate_is_proposed_by_its_subject_unless_that_is_the_one_every_certificate_made_here_has() {
        let key = make_ec_key(EcCurve::P256).unwrap();
        let of_subject = |common_name: &str| {
            let subject = Subject { common_name: common_name.into(), ..Subject::default() };
            let options = CertificateOptions { subject, ..CertificateOptions::default() };
            let certificate = make_self_signed(&key, &options, UnixSeconds(1_800_000_000)).unwrap();
            ProposedName::of(&form(CLIENT, Destination::AccountManager), Some(&certificate)).unwrap()
        };
        assert_eq!(of_subject("oms.example"), ProposedName::Certificate { subject: "oms.example".into() });
        let default = Subject::default().common_name;
        assert_eq!(of_subject(&default), ProposedName::ApiClient { id: "1c2f0d7e".into() });
    }
}
