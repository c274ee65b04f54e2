//! Two computers: each a store with a vault in a folder of its own.

use countersign_core::api_trial::ApiPlaces;
use countersign_core::credential::{CredentialId, Draft, Group};
use countersign_core::http::NameValue;
use countersign_core::interchange::transfer::{
    FileKey, Merged, SealedTransfer, TransferChoice, TransferChoices, TransferContent, TransferPreview,
    TransferState, TransferWanted, collect, merge, open, preview, write,
};
use countersign_core::key_pair::{KeyPair, RotationWay};
use countersign_core::token_request::{
    AuthMethod, BusinessManagerForm, ClaimEdit, Destination, RequestForm, SecretPlacement, Variation,
};
use countersign_core::vault::{SecretKind, SecretOwner, Vault};
use secrecy::SecretString;
use tempfile::TempDir;

use crate::stored::{Keychain, NOW, granted, key_pair, make_key_pair, new_store, refused, vault};

pub(crate) const PASSPHRASE: &str = "correct horse battery staple";
pub(crate) const MADE_BY: &str = "Countersign, a test";

pub(crate) struct Computer {
    pub(crate) folder: TempDir,
    pub(crate) keychain: Keychain,
    pub(crate) vault: Vault,
}

pub(crate) fn computer() -> Computer {
    let (folder, store) = new_store();
    let keychain = Keychain::default();
    let vault = vault(store, &keychain);
    Computer { folder, keychain, vault }
}

impl Computer {
    pub(crate) fn add(&self, name: &str, api_key: &str) -> CredentialId {
        let form = RequestForm { api_key: api_key.into(), ..RequestForm::default() };
        let draft = Draft { form, ..Draft::default() };
        self.vault.store().add_credential(name, Group::None, &draft).unwrap()
    }

    pub(crate) fn store_secret(&self, of: CredentialId, kind: SecretKind, secret: &str) {
        self.vault.store_secret(SecretOwner::Credential { id: of }, kind, &secret.into()).unwrap();
    }

    pub(crate) fn collect(&self, wanted: &TransferWanted) -> TransferContent {
        collect(&self.vault, wanted, MADE_BY, NOW).unwrap().content
    }

    pub(crate) fn preview(&self, content: &TransferContent) -> TransferPreview {
        preview(&self.vault, content, NOW).unwrap()
    }

    pub(crate) fn merge(&self, content: &TransferContent, choice: TransferChoice) -> Merged {
        let preview = self.preview(content);
        let credentials = vec![choice; content.credentials.len()];
        let choices = TransferChoices { credentials, practice: true, settings: true };
        merge(&self.vault, content, &preview, &choices, NOW).unwrap()
    }

    pub(crate) fn states(&self, content: &TransferContent) -> Vec<TransferState> {
        self.preview(content).credentials.into_iter().map(|shown| shown.state).collect()
    }

    pub(crate) fn names(&self) -> Vec<String> {
        crate::stored::names(self.vault.store(), "")
    }

    /// The ID of the only credential with this name.
    pub(crate) fn id(&self, name: &str) -> CredentialId {
        let list = self.vault.store().credentials("", NOW.seconds()).unwrap();
        let [found] = &list.iter().filter(|it| it.name == name).collect::<Vec<_>>()[..] else {
            panic!("one is called {name}");
        };
        found.id
    }

    pub(crate) fn requests_of(&self, of: CredentialId) -> usize {
        self.collect(&TransferWanted { credentials: Some(vec![of]), history: true }).credentials[0]
            .attempts
            .len()
    }
}

pub(crate) fn file_of(content: &TransferContent) -> Vec<u8> {
    write(content, &FileKey::new(&PASSPHRASE.into()).unwrap()).unwrap()
}

pub(crate) fn opened(file: Vec<u8>) -> TransferContent {
    open(&SealedTransfer::read(file).unwrap(), &SecretString::from(PASSPHRASE)).unwrap()
}

/// The content as the JSON that is sealed.
pub(crate) fn json(content: &TransferContent) -> serde_json::Value {
    serde_json::to_value(content).unwrap()
}

/// A computer on which a person has worked for a while: one credential of each kind, with everything that can belong to
/// one.
pub(crate) fn used_computer() -> Computer {
    let here = computer();
    let store = here.vault.store();

    let rotating = here.add("Rotating", "11111111-5a34-4b8e-9f61-2d7c8b90aa15");
    store.set_group(rotating, Group::Production).unwrap();
    let next = make_key_pair();
    let (key, certificate) = (next.private_key().unwrap().clone(), next.certificate().unwrap().clone());
    here.vault.store_key_pair(rotating, &key_pair()).unwrap();
    let rotated = key_pair().rotated(key, certificate, RotationWay::SecondApiClient);
    here.vault.store_key_pair(rotating, &rotated).unwrap();
    for second in 0..5 {
        store.record_attempt(rotating, &granted(second)).unwrap();
        store.record_attempt(rotating, &refused(second + 60)).unwrap();
    }
    store.record_experiment(rotating, &Variation::Lifetime { seconds: 30 }, &granted(300)).unwrap();

    let other = Destination::Other {
        token_endpoint: "https://server.example/token".into(),
        audience: "https://server.example".into(),
        parameters: vec![NameValue::new("resource", "https://api.example")],
        trusted: "-----BEGIN CERTIFICATE-----\nnot read here\n-----END CERTIFICATE-----\n".into(),
        user: Some("ana@shop.example".into()),
    };
    let form = RequestForm {
        api_key: "quotes \" and $(x) and 😀 and \u{202e}right-to-left".into(),
        destination: other,
        scopes: "a b\nc".into(),
        clock_correction_seconds: -7,
        claims: vec![
            ClaimEdit::LeaveOut { name: "jti".into() },
            ClaimEdit::Set { name: "exp".into(), text: "1".into() },
        ],
        ..RequestForm::default()
    };
    let places = ApiPlaces { short_code: "kv7kzm78".into(), ..ApiPlaces::default() };
    let draft =
        Draft { form, notes: "Ask Ana.\nTwice.\0\u{7}".into(), api_places: places, ..Draft::default() };
    let in_files = store.add_credential("", Group::Sandbox, &draft).unwrap();
    let paths = ["/home/ana/key.pem".to_owned(), "/home/ana/cert.pem".to_owned()];
    here.vault.read_key_from_files(in_files, &paths, &key_pair()).unwrap();

    let form = RequestForm {
        method: AuthMethod::BusinessManagerUser,
        secret_placement: SecretPlacement::HeaderNotEncoded,
        api_key: "22222222-5a34-4b8e-9f61-2d7c8b90aa15".into(),
        business_manager: BusinessManagerForm {
            instance_host: "zzte-053.dx.commercecloud.salesforce.com".into(),
            user: "ana@shop.example".into(),
        },
        ..RequestForm::default()
    };
    let draft = Draft { form, ..Draft::default() };
    let user = store.add_credential("User", Group::Staging, &draft).unwrap();
    here.store_secret(user, SecretKind::ClientSecret, "s3cr3t \" \\ \u{e9}");
    here.store_secret(user, SecretKind::AccessKey, "% } ' / + ~ , (");
    here.store_secret(user, SecretKind::KeyPassphrase, "of a file");

    let form = RequestForm { destination: Destination::Practice { running: None }, ..RequestForm::default() };
    let draft = Draft { form, ..Draft::default() };
    let practice = store.add_credential("Practice", Group::None, &draft).unwrap();
    here.vault
        .store_key_pair(
            practice,
            &KeyPair::generated(
                key_pair().private_key().unwrap().clone(),
                key_pair().certificate().unwrap().clone(),
            ),
        )
        .unwrap();
    store.record_attempt(practice, &granted(400)).unwrap();
    store.move_credential(practice, Group::None, None).unwrap();
    here
}
