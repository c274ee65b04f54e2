//! What is new, the same or different: the credentials of a transfer file beside those that are here.

use std::collections::HashSet;

use secrecy::ExposeSecret as _;
use serde::Serialize;

use super::collect::{LeftOutPart, collect_one, is_empty, is_same, practice};
use super::content::{MovedCredential, MovedKey, TransferContent};
use crate::credential::{CredentialId, Group, KeyHome};
use crate::moment::UnixMillis;
use crate::proposed_name::ProposedName;
use crate::secret::SecretKind;
use crate::store::StoreError;
use crate::token_request::{AuthMethod, Destination, RequestForm};
use crate::vault::{MovingOut, Vault, VaultError};

/// The most characters of a value that is shown.
const MOST_SHOWN: usize = 300;

/// What a transfer file would bring, before anything is stored.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TransferPreview {
    /// When the file was made.
    pub made_at: UnixMillis,
    /// The program that made it, with its version.
    pub made_by: String,
    /// The credentials, in the order of the file.
    pub credentials: Vec<MovedShown>,
    /// What the practice Account Manager is set to there; `None` if that is not in the file.
    pub practice: Option<TransferState>,
    /// The settings; `None` if they are not in the file.
    pub settings: Option<TransferState>,
    /// Credentials here in which nothing was ever typed. They are removed when others come in.
    #[serde(skip)]
    #[cfg_attr(feature = "bindings", ts(skip))]
    pub empty: Vec<CredentialId>,
}

/// A credential of a transfer file, beside the one that is here.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MovedShown {
    /// Its name; may be empty.
    pub name: String,
    /// What to call it while it has no name.
    pub proposed_name: Option<ProposedName>,
    /// What kind of instance it is for.
    pub group: Group,
    /// How its client proves who it is.
    pub method: AuthMethod,
    /// The kinds of its secrets.
    pub secrets: Vec<SecretKind>,
    /// The files in which its private key is on the other computer.
    pub key_files: Vec<String>,
    /// The one that is here; `None` if there is none.
    pub mine: Option<CredentialId>,
    /// New, the same or different.
    pub state: TransferState,
    /// How the two differ.
    pub differences: Vec<MovedDifference>,
    /// How many requests its history has in the file.
    pub attempts: u32,
    /// How many of them are not here.
    pub new_attempts: u32,
}

/// Whether something of a transfer file is here already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum TransferState {
    /// It is not here.
    New,
    /// It is the same here.
    Same,
    /// It is here, but differs.
    Differs,
}

/// A part of a credential that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MovedDifference {
    /// The part.
    pub part: MovedPart,
    /// What is here.
    pub mine: MovedSide,
    /// What is in the file.
    pub theirs: MovedSide,
}

/// One side of a difference. A secret is never shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "side", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum MovedSide {
    /// There is nothing.
    Nothing,
    /// There is something that is not shown.
    There,
    /// A value.
    Text {
        /// Its beginning, if it is long.
        text: String,
    },
}

/// The parts of a credential that can differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum MovedPart {
    /// Its name.
    Name,
    /// What kind of instance it is for.
    Group,
    /// How its client proves who it is.
    Method,
    /// API key.
    ApiKey,
    /// Where its requests go: Account Manager, practice or another server.
    Destination,
    /// The token endpoint of another server.
    TokenEndpoint,
    /// The audience.
    Audience,
    /// Further parameters.
    Parameters,
    /// Certificates that are trusted for its token endpoint.
    TrustedCertificates,
    /// Host and user of Business Manager.
    BusinessManager,
    /// Scopes.
    Scopes,
    /// Lifetime, clock correction and claims of the assertion.
    Claims,
    /// Algorithm and header of the assertion.
    Header,
    /// Where the secret is sent.
    SecretPlacement,
    /// Waiting times.
    WaitingTimes,
    /// Where its APIs are.
    ApiPlaces,
    /// What is checked off in step 2.
    Ticks,
    /// Notes.
    Notes,
    /// Where its private key is.
    KeyHome,
    /// The private key.
    PrivateKey,
    /// The certificate.
    Certificate,
    /// The API client's secret.
    ClientSecret,
    /// The Business Manager user's access key.
    AccessKey,
    /// The passphrase of its key file.
    KeyPassphrase,
}

/// A credential that is here.
struct Mine {
    id: CredentialId,
    one: MovedCredential,
    /// Secrets that are there, but do not open, so that they cannot be compared.
    unopened: Vec<SecretKind>,
}

/// Compares what a file holds with what is here. Reads the secrets that are here, too. One that does not open differs
/// from each other: a backup can be brought in where the sealing key is lost.
///
/// # Errors
///
/// If the store cannot be read, or the vault is locked or waits for its passphrase.
pub fn preview(
    vault: &Vault,
    content: &TransferContent,
    now: UnixMillis,
) -> Result<TransferPreview, VaultError> {
    vault.ensure_unlocked()?;
    let mut mine = Vec::new();
    let mut empty = Vec::new();
    let mut reading = MovingOut::new(vault);
    for id in vault.store().credentials("", now.seconds())?.into_iter().map(|credential| credential.id) {
        let mut without = Vec::new();
        match collect_one(&mut reading, id, false, &mut without) {
            Ok(one) if is_empty(&one, &without) && vault.store().attempt_marks(id)?.is_empty() => {
                empty.push(id);
            }
            Ok(one) => {
                let unopened = without.into_iter().filter_map(|part| match part {
                    LeftOutPart::Secret { kind } => Some(kind),
                    _ => None,
                });
                mine.push(Some(Mine { id, one, unopened: unopened.collect() }));
            }
            // One that this version cannot read is like none of the file.
            Err(VaultError::Store { error: StoreError::Unreadable { .. } }) => {}
            Err(error) => return Err(error),
        }
    }
    let identities: HashSet<&str> = content.credentials.iter().map(|one| one.identity.as_str()).collect();
    let mut found: Vec<Option<Mine>> = Vec::new();
    for theirs in &content.credentials {
        let same_identity = |one: &MovedCredential| one.identity == theirs.identity;
        found.push(take(&mut mine, theirs, same_identity));
    }
    for (theirs, found) in content.credentials.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
        // It may have been typed on both computers.
        let same_client = |one: &MovedCredential| {
            !identities.contains(one.identity.as_str()) && is_same_client(one, theirs)
        };
        *found = take(&mut mine, theirs, same_client);
    }
    let credentials = content.credentials.iter().zip(found);
    Ok(TransferPreview {
        made_at: content.made_at,
        made_by: content.made_by.clone(),
        credentials: credentials
            .map(|(theirs, mine)| shown(vault, theirs, mine))
            .collect::<Result<_, _>>()?,
        practice: match &content.practice {
            Some(theirs) => Some(match practice(vault)? {
                Some(mine) if is_same(&mine, theirs) => TransferState::Same,
                Some(_) => TransferState::Differs,
                None => TransferState::New,
            }),
            None => None,
        },
        settings: match &content.settings {
            Some(theirs) if *theirs == vault.store().settings()? => Some(TransferState::Same),
            Some(_) if vault.store().count_credentials()? as usize == empty.len() => Some(TransferState::New),
            Some(_) => Some(TransferState::Differs),
            None => None,
        },
        empty,
    })
}

/// Takes one of these that fits: if one is the same in all parts, that one.
fn take(
    mine: &mut [Option<Mine>],
    theirs: &MovedCredential,
    fits: impl Fn(&MovedCredential) -> bool,
) -> Option<Mine> {
    let fitting = |slot: &Option<Mine>| slot.as_ref().is_some_and(|mine| fits(&mine.one));
    let same = mine.iter().position(|slot| {
        fitting(slot) && slot.as_ref().is_some_and(|mine| differences(mine, theirs).is_empty())
    });
    let at = same.or_else(|| mine.iter().position(fitting))?;
    mine.get_mut(at)?.take()
}

/// Whether both are for the same API client at the same place.
fn is_same_client(one: &MovedCredential, other: &MovedCredential) -> bool {
    let (one, other) = (&one.draft.form, &other.draft.form);
    !one.api_key.trim().is_empty()
        && one.api_key.trim() == other.api_key.trim()
        && one.method == other.method
        && place(one) == place(other)
}

/// Where requests go, as typed.
fn place(form: &RequestForm) -> (u8, &str, &str) {
    let (kind, endpoint) = match &form.destination {
        Destination::AccountManager => (0, ""),
        Destination::Practice { .. } => (1, ""),
        Destination::Other { token_endpoint, .. } => (2, token_endpoint.trim()),
    };
    match form.method {
        AuthMethod::BusinessManagerUser => {
            (kind, form.business_manager.instance_host.trim(), form.business_manager.user.trim())
        }
        _ => (kind, endpoint, ""),
    }
}

fn shown(vault: &Vault, theirs: &MovedCredential, mine: Option<Mine>) -> Result<MovedShown, VaultError> {
    let differences = mine.as_ref().map(|mine| differences(mine, theirs)).unwrap_or_default();
    let id = mine.map(|mine| mine.id);
    let mut known = match id {
        Some(id) => vault.store().attempt_marks(id)?,
        None => HashSet::new(),
    };
    let new = theirs.attempts.iter().filter(|attempt| known.insert(attempt.mark())).count();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Ok(MovedShown {
        name: theirs.name.clone(),
        proposed_name: ProposedName::of(&theirs.draft.form, theirs.key.read_certificate().as_ref()),
        group: theirs.group,
        method: theirs.draft.form.method,
        secrets: theirs.secrets.kinds(),
        key_files: match &theirs.key.home {
            KeyHome::Files { paths } => paths.clone(),
            KeyHome::Vault | KeyHome::Nowhere => Vec::new(),
        },
        mine: id,
        state: match (id, differences.is_empty()) {
            (None, _) => TransferState::New,
            (Some(_), true) => TransferState::Same,
            (Some(_), false) => TransferState::Differs,
        },
        differences,
        attempts: count(theirs.attempts.len()),
        new_attempts: count(new),
    })
}

/// How two credentials differ. What came of using them is not compared.
fn differences(mine: &Mine, theirs: &MovedCredential) -> Vec<MovedDifference> {
    let Mine { one: mine, unopened, .. } = mine;
    let mut all = Differences::default();
    all.texts(MovedPart::Name, &mine.name, &theirs.name);
    all.values(MovedPart::Group, mine.group, theirs.group);
    forms(&mut all, &mine.draft.form, &theirs.draft.form);
    all.values(MovedPart::ApiPlaces, &mine.draft.api_places, &theirs.draft.api_places);
    all.values(MovedPart::Ticks, &mine.draft.ticks, &theirs.draft.ticks);
    all.texts(MovedPart::Notes, &mine.draft.notes, &theirs.draft.notes);
    keys(&mut all, mine, unopened, theirs);
    all.0
}

fn forms(all: &mut Differences, mine: &RequestForm, theirs: &RequestForm) {
    all.values(MovedPart::Method, mine.method, theirs.method);
    all.texts(MovedPart::ApiKey, &mine.api_key, &theirs.api_key);
    destinations(all, &mine.destination, &theirs.destination);
    let business_manager = |form: &RequestForm| {
        let typed = &form.business_manager;
        [typed.instance_host.as_str(), &typed.user].join(" ").trim().to_owned()
    };
    all.texts(MovedPart::BusinessManager, &business_manager(mine), &business_manager(theirs));
    all.texts(MovedPart::Scopes, &mine.scopes, &theirs.scopes);
    let claims = |form: &RequestForm| {
        (form.lifetime_seconds.clone(), form.clock_correction_seconds, form.claims.clone())
    };
    all.values(MovedPart::Claims, claims(mine), claims(theirs));
    all.values(MovedPart::Header, (mine.algorithm, &mine.header), (theirs.algorithm, &theirs.header));
    all.values(MovedPart::SecretPlacement, mine.secret_placement, theirs.secret_placement);
    let times =
        |form: &RequestForm| (form.connect_timeout_seconds.clone(), form.total_timeout_seconds.clone());
    all.values(MovedPart::WaitingTimes, times(mine), times(theirs));
}

fn destinations(all: &mut Differences, mine: &Destination, theirs: &Destination) {
    let kind = std::mem::discriminant::<Destination>;
    all.values(MovedPart::Destination, kind(mine), kind(theirs));
    let (Destination::Other { .. }, Destination::Other { .. }) = (mine, theirs) else { return };
    let parts = |of: &Destination| match of {
        Destination::Other { token_endpoint, audience, parameters, trusted, user } => {
            (token_endpoint.clone(), audience.clone(), (parameters.clone(), user.clone()), trusted.clone())
        }
        Destination::AccountManager | Destination::Practice { .. } => Default::default(),
    };
    let (mine, theirs) = (parts(mine), parts(theirs));
    all.texts(MovedPart::TokenEndpoint, &mine.0, &theirs.0);
    all.texts(MovedPart::Audience, &mine.1, &theirs.1);
    all.values(MovedPart::Parameters, mine.2, theirs.2);
    all.values(MovedPart::TrustedCertificates, mine.3, theirs.3);
}

fn keys(all: &mut Differences, mine: &MovedCredential, unopened: &[SecretKind], theirs: &MovedCredential) {
    let home = |key: &MovedKey| match &key.home {
        KeyHome::Files { paths } => paths.join(", "),
        KeyHome::Vault | KeyHome::Nowhere => String::new(),
    };
    all.texts(MovedPart::KeyHome, &home(&mine.key), &home(&theirs.key));
    let certificate = |key: &MovedKey| {
        let hexadecimal = |bytes: [u8; 32]| bytes.map(|byte| format!("{byte:02X}")).join(":");
        key.read_certificate().map(|found| hexadecimal(found.fingerprint_sha256())).unwrap_or_default()
    };
    all.texts(MovedPart::Certificate, &certificate(&mine.key), &certificate(&theirs.key));
    for (kind, part) in [
        (SecretKind::PrivateKey, MovedPart::PrivateKey),
        (SecretKind::ClientSecret, MovedPart::ClientSecret),
        (SecretKind::AccessKey, MovedPart::AccessKey),
        (SecretKind::KeyPassphrase, MovedPart::KeyPassphrase),
    ] {
        let (mine, theirs) = (mine.secrets.of(kind), theirs.secrets.of(kind));
        let unopened = unopened.contains(&kind);
        // Exposed to be compared.
        let differ = mine.map(|secret| secret.expose_secret()) != theirs.map(|secret| secret.expose_secret());
        if unopened || differ {
            let side = |there: bool| if there { MovedSide::There } else { MovedSide::Nothing };
            let (mine, theirs) = (side(unopened || mine.is_some()), side(theirs.is_some()));
            all.0.push(MovedDifference { part, mine, theirs });
        }
    }
}

#[derive(Default)]
struct Differences(Vec<MovedDifference>);

impl Differences {
    fn values<T: PartialEq>(&mut self, part: MovedPart, mine: T, theirs: T) {
        if mine != theirs {
            self.0.push(MovedDifference { part, mine: MovedSide::There, theirs: MovedSide::There });
        }
    }

    fn texts(&mut self, part: MovedPart, mine: &str, theirs: &str) {
        if mine != theirs {
            self.0.push(MovedDifference { part, mine: side(mine), theirs: side(theirs) });
        }
    }
}

fn side(text: &str) -> MovedSide {
    match text {
        "" => MovedSide::Nothing,
        _ => MovedSide::Text { text: text.chars().take(MOST_SHOWN).collect() },
    }
}
