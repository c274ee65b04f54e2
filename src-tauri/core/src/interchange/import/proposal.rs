//! A credential that an import proposes: its form, its secrets and its key pair, from the values that count.

use secrecy::SecretString;

use super::instance::{GroupFrom, group_of_host, group_of_instance, name_of_host};
use super::keys::{ClearKey, KeyReader};
use super::placeholder::is_demo_client;
use super::problem::{ImportConcern, ImportKind, LeftOutReason};
use super::stack::{Merged, Stack};
use super::target::{destination, is_endpoint_missing, tenant_of, with_tenant_scope};
use super::value::{ImportField, ImportPlace, Origin, Value, short_name};
use crate::api_trial::ApiPlaces;
use crate::credential::{Draft, Group};
use crate::http::authority_in;
use crate::key_pair::KeyPair;
use crate::token_request::{AuthMethod, BusinessManagerForm, Destination, RequestForm, SecretPlacement};

/// A proposed credential.
pub(super) struct Proposal {
    pub(super) kind: ImportKind,
    pub(super) file: usize,
    pub(super) place: ImportPlace,
    pub(super) name: String,
    pub(super) group: Group,
    pub(super) group_from: Option<GroupFrom>,
    pub(super) draft: Draft,
    pub(super) client_secret: Option<SecretString>,
    pub(super) access_key: Option<SecretString>,
    pub(super) pair: KeyPair,
    pub(super) merged: Merged,
    pub(super) concerns: Vec<ImportConcern>,
    pub(super) clear_key: Option<ClearKey>,
}

impl Proposal {
    /// The credential that a stack makes; `None` if it has nothing that a token is requested with.
    pub(super) fn of(stack: &Stack, keys: &mut KeyReader<'_>) -> Option<Self> {
        let mut merged = stack.merge();
        let proofs =
            [ImportField::ClientId, ImportField::ClientSecret, ImportField::KeyFile, ImportField::PrivateKey];
        if !proofs.iter().any(|field| merged.of(*field).is_some()) {
            return None;
        }
        let mut concerns = Vec::new();
        browser_sign_in(&mut merged, &mut concerns);
        let read = {
            let fields = [
                ImportField::KeyFile,
                ImportField::PrivateKey,
                ImportField::CertificateFile,
                ImportField::Certificate,
            ];
            let values: Vec<&Value> = fields.iter().filter_map(|field| merged.of(*field)).collect();
            keys.read(&values, merged.of(ImportField::Passphrase))
        };
        let said = stack.request.unwrap_or_default();
        concerns.extend(said.concern);
        let method = said.method.unwrap_or_else(|| method_of(stack, &merged));
        for (field, why) in &read.failed {
            merged.leave(*field, why);
        }
        if !read.was_locked {
            merged.leave(ImportField::Passphrase, &LeftOutReason::NotForToken);
        } else if read.is_locked {
            merged.leave(ImportField::Passphrase, &LeftOutReason::WrongPassphrase);
        }
        if method != AuthMethod::BusinessManagerUser {
            merged.leave(ImportField::User, &LeftOutReason::OtherGrant);
            merged.leave(ImportField::AccessKey, &LeftOutReason::OtherGrant);
        }
        let placement = placement(&mut merged).or(said.placement).unwrap_or_default();
        let mut form = RequestForm { method, secret_placement: placement, ..RequestForm::default() };
        let text = |merged: &Merged, field| merged.of(field).map(Value::text).unwrap_or_default().to_owned();
        form.api_key = text(&merged, ImportField::ClientId);
        let places = places(&mut merged);
        let (to, claims) = destination(&mut merged, method);
        form.destination = to;
        form.claims = claims;
        if is_endpoint_missing(&merged) {
            concerns.push(ImportConcern::NoTokenEndpoint);
        }
        form.business_manager = BusinessManagerForm {
            instance_host: instance_host(&merged, method, &places),
            user: text(&merged, ImportField::User),
        };
        if method == AuthMethod::BusinessManagerUser {
            form.destination = Destination::AccountManager;
        }
        form.scopes = scopes(&mut merged);
        let secret = |field| merged.of(field).map(|value: &Value| SecretString::clone(&value.text));
        let (client_secret, access_key) = (secret(ImportField::ClientSecret), secret(ImportField::AccessKey));
        if form.api_key.is_empty() {
            concerns.push(ImportConcern::NoClientId);
        } else if is_demo_client(&form.api_key) {
            concerns.push(ImportConcern::DemoClient);
        }
        match method {
            AuthMethod::SignedJwt if read.pair.private_key().is_none() => {
                concerns.push(ImportConcern::NoPrivateKey)
            }
            AuthMethod::SignedJwt => {}
            _ if client_secret.is_none() => concerns.push(ImportConcern::NoClientSecret),
            _ => {}
        }
        if read.pair.belong_together() == Some(false) {
            concerns.push(ImportConcern::PairMismatch);
        }
        let (group, group_from) = group(&merged, &places);
        let name = if stack.name.trim().is_empty() {
            name_of_host(&places.instance_host)
        } else {
            stack.name.clone()
        };
        Some(Self {
            kind: stack.kind,
            file: stack.file,
            place: stack.place.clone(),
            name: short_name(name.trim()),
            group,
            group_from,
            draft: Draft { form, api_places: places, ..Draft::default() },
            client_secret,
            access_key,
            pair: read.pair,
            merged,
            concerns,
            clear_key: read.clear,
        })
    }

    /// Whether it can request a token as it is, so that it is chosen unless the person says otherwise.
    pub(super) fn is_ready(&self) -> bool {
        use ImportConcern::*;
        let stops = [
            UserAuthBesideAuthMethods,
            NoClientId,
            NoPrivateKey,
            NoClientSecret,
            NoTokenEndpoint,
            OtherGrant,
        ];
        !self.concerns.iter().any(|concern| stops.contains(concern))
    }

    /// Whether another one is the same credential.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let same_text = |field| {
            let text = |proposal: &Self| proposal.merged.of(field).map(|value| value.text().to_owned());
            text(self) == text(other)
        };
        self.draft.form == other.draft.form
            && same_text(ImportField::ClientSecret)
            && same_text(ImportField::AccessKey)
            && self.pair.private_key() == other.pair.private_key()
    }
}

/// `user-auth` lets a person sign in in a browser, and Salesforce's CLI refuses it beside `auth-methods`.
fn browser_sign_in(merged: &mut Merged, concerns: &mut Vec<ImportConcern>) {
    let is_on = merged.of(ImportField::UserAuth).is_some_and(|value| matches!(value.text(), "true" | "1"));
    if is_on && merged.of(ImportField::AuthMethods).is_some() {
        concerns.push(ImportConcern::UserAuthBesideAuthMethods);
    }
    if is_on {
        merged.leave(ImportField::UserAuth, &LeftOutReason::BrowserSignIn);
    } else {
        merged.chosen.retain(|chosen| chosen.value.field != ImportField::UserAuth);
    }
}

/// The method: the first of `auth-methods` that there are values for, else a secret before a key, as Salesforce's CLI
/// tries them.
fn method_of(stack: &Stack, merged: &Merged) -> AuthMethod {
    let has_secret = merged.of(ImportField::ClientSecret).is_some();
    let has_key =
        [ImportField::KeyFile, ImportField::PrivateKey].iter().any(|field| merged.of(*field).is_some());
    let listed = merged.of(ImportField::AuthMethods).map(|value| value.text().to_ascii_lowercase());
    let listed: Vec<&str> = listed.iter().flat_map(|all| all.split([' ', ','])).collect();
    for method in listed {
        match method {
            "client-credentials" if has_secret => return AuthMethod::ClientSecret,
            "jwt" if has_key => return AuthMethod::SignedJwt,
            _ => {}
        }
    }
    if has_secret {
        return AuthMethod::ClientSecret;
    }
    // A placeholder says what belongs there.
    let names_secret = merged.left.iter().any(|left| {
        let name = super::names::folded(&left.origin.name);
        name.contains("secret") && !name.contains("slas") && left.why != LeftOutReason::OtherPair
    });
    if has_key || stack.has(ImportField::CertificateFile) || !names_secret {
        AuthMethod::SignedJwt
    } else {
        AuthMethod::ClientSecret
    }
}

/// Where the secret is sent, if a file says it.
fn placement(merged: &mut Merged) -> Option<SecretPlacement> {
    let text = merged.of(ImportField::ClientAuthMethod)?.text().to_ascii_lowercase();
    let placement = match text.as_str() {
        "basic" => SecretPlacement::Header,
        "basic-unencoded" => SecretPlacement::HeaderNotEncoded,
        "body" => SecretPlacement::Body,
        _ => {
            merged.leave(ImportField::ClientAuthMethod, &LeftOutReason::UnknownValue);
            return None;
        }
    };
    Some(placement)
}

/// Where the APIs are.
fn places(merged: &mut Merged) -> ApiPlaces {
    let host = |merged: &Merged, field| {
        merged.of(field).map(|value| authority_in(value.text()).to_ascii_lowercase()).unwrap_or_default()
    };
    let mut places = ApiPlaces {
        instance_host: host(merged, ImportField::InstanceHost),
        web_dav_host: host(merged, ImportField::WebDavHost),
        short_code: merged.of(ImportField::ShortCode).map(Value::text).unwrap_or_default().to_owned(),
        ..ApiPlaces::default()
    };
    if let Some(tenant) = tenant_of(merged) {
        places.organization = tenant.organization();
    }
    places
}

/// The host of the Business Manager grant: the token endpoint's, if a request has it.
fn instance_host(merged: &Merged, method: AuthMethod, places: &ApiPlaces) -> String {
    let endpoint =
        merged.of(ImportField::TokenEndpoint).filter(|_| method == AuthMethod::BusinessManagerUser);
    endpoint.map_or_else(|| places.instance_host.clone(), |value| authority_in(value.text()).to_owned())
}

/// The scopes, with the tenant's if families are asked for and no tenant.
fn scopes(merged: &mut Merged) -> String {
    let Some(value) = merged.of(ImportField::Scopes) else { return String::new() };
    let all: Vec<&str> =
        value.text().split(|c: char| c.is_whitespace() || c == ',').filter(|s| !s.is_empty()).collect();
    let is_permissions = value.origin.name.eq_ignore_ascii_case("permissions");
    if is_permissions && !all.iter().any(|scope| scope.contains("sfcc.") || scope.contains("SALESFORCE_")) {
        merged.leave(ImportField::Scopes, &LeftOutReason::NotForToken);
        return String::new();
    }
    let joined = all.join(" ");
    match tenant_of(merged) {
        Some(tenant) => with_tenant_scope(&joined, &tenant),
        None => joined,
    }
}

fn group(merged: &Merged, places: &ApiPlaces) -> (Group, Option<GroupFrom>) {
    let of_host = group_of_host(&places.instance_host);
    if of_host != Group::None {
        return (of_host, Some(GroupFrom::Host));
    }
    let of_tenant = tenant_of_places(merged);
    match of_tenant {
        Group::None => (Group::None, None),
        group => (group, Some(GroupFrom::Tenant)),
    }
}

fn tenant_of_places(merged: &Merged) -> Group {
    let value = |field| merged.of(field).map(|value: &Value| value.text().to_owned());
    let tenant = value(ImportField::TenantId).and_then(|text| crate::account_manager::Tenant::read(&text));
    let instance = tenant.map(|(tenant, _)| tenant.instance).or_else(|| value(ImportField::Instance));
    instance.map_or(Group::None, |instance| group_of_instance(&instance.to_ascii_lowercase()))
}

/// The origin of a taken value's name, for what is shown.
pub(super) fn is_shown(field: ImportField) -> bool {
    !matches!(field, ImportField::Name)
}

/// The origins of all values that count.
pub(super) fn origins(merged: &Merged) -> impl Iterator<Item = &Origin> {
    merged.chosen.iter().map(|chosen| &chosen.value.origin)
}
