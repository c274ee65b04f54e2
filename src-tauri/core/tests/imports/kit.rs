//! Files in a test's hand: imported, and what came of them in a form that tests can compare.

use std::collections::HashMap;

use countersign_core::interchange::import::{
    FollowedKey, Import, ImportField, ImportFile, ImportPreview, ImportValueShown, KeyFileProblem, KeyFiles,
    LeftOutReason, ProposalShown, read_import,
};
use countersign_core::key_pair::KeySource;
use countersign_core::secret::SecretKind;
use countersign_core::vault::NewCredential;
use secrecy::ExposeSecret as _;

/// A client ID that no placeholder looks like.
pub(crate) const ID: &str = "1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15";
/// Another one.
pub(crate) const OTHER_ID: &str = "9a8b7c6d-1234-4f00-8abc-0d1e2f3a4b5c";
/// A secret with the characters of real ones.
pub(crate) const SECRET: &str = "5jL_yWlS~PCPNzFI%54%btqt+Ggo|z[yhno2CMj_";
pub(crate) const HOST: &str = "zzte-053.dx.commercecloud.salesforce.com";

/// Key files by their path.
#[derive(Default)]
pub(crate) struct Keys(pub(crate) HashMap<String, String>);

impl Keys {
    pub(crate) fn with(path: &str, content: &str) -> Self {
        Self(HashMap::from([(path.to_owned(), content.to_owned())]))
    }

    pub(crate) fn and(mut self, path: &str, content: &str) -> Self {
        self.0.insert(path.to_owned(), content.to_owned());
        self
    }
}

impl KeyFiles for Keys {
    fn follow(&self, _beside: usize, path: &str) -> Result<FollowedKey, KeyFileProblem> {
        let content = self.0.get(path).ok_or(KeyFileProblem::OutsideFolder)?;
        let source =
            KeySource { name: Some(path.to_owned()), content: Ok(content.clone().into_bytes().into()) };
        Ok(FollowedKey { source, shown: path.to_owned(), in_git: false })
    }
}

pub(crate) fn file(name: &str, content: &str) -> ImportFile {
    file_of_bytes(name, content.as_bytes())
}

pub(crate) fn file_of_bytes(name: &str, content: &[u8]) -> ImportFile {
    ImportFile { name: name.to_owned(), content: Ok(content.to_vec().into()), chosen: true, in_git: false }
}

pub(crate) fn import_with(files: &[(&str, &str)], keys: &Keys) -> Import {
    let files: Vec<ImportFile> = files.iter().map(|(name, content)| file(name, content)).collect();
    read_import(&files, &[], keys)
}

pub(crate) fn import(files: &[(&str, &str)]) -> Import {
    import_with(files, &Keys::default())
}

pub(crate) fn preview(files: &[(&str, &str)]) -> ImportPreview {
    import(files).preview(&[])
}

/// The only credential of some files.
pub(crate) fn only(files: &[(&str, &str)]) -> (ProposalShown, NewCredential) {
    only_of(&import(files))
}

pub(crate) fn only_of(import: &Import) -> (ProposalShown, NewCredential) {
    let mut preview = import.preview(&[]);
    assert_eq!(preview.proposals.len(), 1, "{preview:#?}");
    (preview.proposals.remove(0), import.credentials(&[0]).remove(0))
}

pub(crate) fn secret(credential: &NewCredential, kind: SecretKind) -> Option<String> {
    let found = credential.secrets.iter().find(|(of, _)| *of == kind);
    found.map(|(_, secret)| secret.expose_secret().to_owned())
}

pub(crate) fn client_secret(credential: &NewCredential) -> Option<String> {
    secret(credential, SecretKind::ClientSecret)
}

/// Where a value comes from: its name, and its file.
pub(crate) fn from(proposal: &ProposalShown, field: ImportField) -> Option<(String, String)> {
    let taken = proposal.taken.iter().find(|taken| taken.field == field)?;
    Some((taken.from.name.clone(), taken.from.file.clone()))
}

/// What is shown of a value.
pub(crate) fn shown(proposal: &ProposalShown, field: ImportField) -> Option<&ImportValueShown> {
    proposal.taken.iter().find(|taken| taken.field == field).map(|taken| &taken.value)
}

/// Why a name was left out.
pub(crate) fn left<'p>(proposal: &'p ProposalShown, name: &str) -> Option<&'p LeftOutReason> {
    proposal.left_out.iter().find(|left| left.from.name == name).map(|left| &left.why)
}
