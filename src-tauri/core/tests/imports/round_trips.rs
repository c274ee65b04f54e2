//! What is exported for a tool is imported again as the credential that it was.

use countersign_core::interchange::export::{ExportTarget, Exported, ExportedFile, Secrets, export};
use countersign_core::key_pair::KeyPair;
use countersign_core::moment::{Moment, UnixMillis};
use countersign_core::token_request::{AuthMethod, ClientSecrets, Destination, Proofs, RequestForm};

use crate::kit::{ID, SECRET, client_secret, only};

#[test]
fn a_client_with_its_secret_comes_back_from_each_file_of_settings() {
    let form = RequestForm {
        method: AuthMethod::ClientSecret,
        api_key: ID.into(),
        scopes: "mail roles".into(),
        ..RequestForm::default()
    };
    let secrets = ClientSecrets { client_secret: Some(SECRET.into()), ..ClientSecrets::default() };
    let key_pair = KeyPair::default();
    let moment = Moment { now: UnixMillis(1_800_000_000_000), jti: "jti".into() };
    for target in [ExportTarget::DwJson, ExportTarget::DotEnv] {
        let proofs = Proofs { key_pair: &key_pair, secrets: &secrets };
        let inside = Secrets::Inside { proofs, shown: true };
        let exported = Exported { name: "Nightly", form: &form, key_pair: &key_pair };
        let files: Vec<ExportedFile> = export(target, exported, inside, &moment).unwrap();
        let files: Vec<(&str, &str)> = files.iter().map(|file| (file.path, file.text.as_str())).collect();
        let (_, credential) = only(&files);
        let back = &credential.draft.form;
        assert_eq!(client_secret(&credential).as_deref(), Some(SECRET), "{target:?}: {files:#?}");
        assert_eq!(
            (back.method, back.api_key.as_str(), back.scopes.as_str()),
            (AuthMethod::ClientSecret, ID, "mail roles"),
            "{target:?}: {files:#?}"
        );
        assert!(matches!(back.destination, Destination::AccountManager), "{target:?}");
    }
}
