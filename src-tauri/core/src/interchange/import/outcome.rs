//! What an import gives: the preview for the window, and the credentials to store.

use secrecy::ExposeSecret as _;

use super::proposal::{Proposal, is_shown};
use super::shown::{
    ImportDouble, ImportFileShown, ImportPreview, ImportValueShown, LeftOutShown, OriginShown, ProposalShown,
    TakenShown,
};
use super::stack::Chosen;
use super::value::{ImportField, Origin};
use super::{FileRead, Import, ImportProblem};
use crate::credential::CredentialSummary;
use crate::proposed_name::ProposedName;
use crate::secret::SecretKind;
use crate::text::shorten;
use crate::token_request::{AuthMethod, Destination};
use crate::vault::NewCredential;

impl Import {
    /// What the window shows. `stored`: the credentials that there are, to recognise doubles.
    #[must_use]
    pub fn preview(&self, stored: &[CredentialSummary]) -> ImportPreview {
        let proposals = self.proposals.iter().zip(&self.doubles);
        ImportPreview {
            files: self.files.iter().filter_map(file_shown).collect(),
            proposals: proposals
                .map(|(proposal, double)| self.proposal_shown(proposal, *double, stored))
                .collect(),
            clear: self.clear.clone(),
            limits: self.limits.clone(),
            scripts: self.scripts,
        }
    }

    /// The credentials at these places, to be stored. Each is taken once, in the order of the preview.
    #[must_use]
    pub fn credentials(&self, chosen: &[u32]) -> Vec<NewCredential> {
        let is_chosen = |place: usize| chosen.iter().any(|one| usize::try_from(*one) == Ok(place));
        let taken = self.proposals.iter().enumerate().filter(|(place, _)| is_chosen(*place));
        taken.map(|(_, proposal)| new_credential(proposal)).collect()
    }

    fn origin(&self, origin: &Origin) -> OriginShown {
        let file = self.files.get(origin.file).map(|file| file.name.clone()).unwrap_or_default();
        OriginShown { file, place: origin.place.clone(), name: origin.name.clone() }
    }

    fn proposal_shown(
        &self,
        proposal: &Proposal,
        double: Option<usize>,
        stored: &[CredentialSummary],
    ) -> ProposalShown {
        let chosen = proposal.merged.chosen.iter().filter(|chosen| is_shown(chosen.value.field));
        let mut taken: Vec<TakenShown> = chosen.map(|chosen| self.taken(chosen, proposal)).collect();
        taken.sort_by_key(|taken| taken.field);
        let left = proposal.merged.left.iter();
        let known = stored.iter().find(|stored| is_double(proposal, stored));
        let double = match (known, double) {
            (Some(known), _) => Some(ImportDouble::Stored { id: known.id }),
            (None, Some(place)) => {
                Some(ImportDouble::Other { place: u32::try_from(place).unwrap_or(u32::MAX) })
            }
            (None, None) => None,
        };
        ProposalShown {
            name: proposal.name.clone(),
            proposed_name: ProposedName::of(&proposal.draft.form, proposal.pair.certificate()),
            group: proposal.group,
            group_from: proposal.group_from,
            method: proposal.draft.form.method,
            kind: proposal.kind,
            file: self.files.get(proposal.file).map(|file| file.name.clone()).unwrap_or_default(),
            place: proposal.place.clone(),
            taken,
            left_out: left
                .map(|left| LeftOutShown { from: self.origin(&left.origin), why: left.why.clone() })
                .collect(),
            concerns: proposal.concerns.clone(),
            ready: double.is_none() && proposal.is_ready(),
            double,
        }
    }

    fn taken(&self, chosen: &Chosen, proposal: &Proposal) -> TakenShown {
        let value = &chosen.value;
        let text = value.text();
        let path =
            matches!(value.field, ImportField::KeyFile | ImportField::CertificateFile).then(|| shorten(text));
        let shown = match (value.field, proposal.pair.private_key(), proposal.pair.certificate()) {
            (ImportField::KeyFile | ImportField::PrivateKey, Some(key), _) => ImportValueShown::Key {
                path,
                key_type: key.key_type(),
                matches: proposal.pair.belong_together(),
            },
            (ImportField::CertificateFile | ImportField::Certificate, _, Some(certificate)) => {
                ImportValueShown::CertificateOf { path, subject: shorten(certificate.subject()) }
            }
            (field, _, _) if field.secret().is_some() => ImportValueShown::Secret {
                characters: u32::try_from(text.chars().count()).unwrap_or(u32::MAX),
            },
            (ImportField::Scopes, _, _) => {
                ImportValueShown::Text { text: shorten(&proposal.draft.form.scopes) }
            }
            _ => ImportValueShown::Text { text: shorten(text) },
        };
        TakenShown {
            field: value.field,
            from: self.origin(&value.origin),
            value: shown,
            over: chosen.over.iter().map(|origin| self.origin(origin)).collect(),
        }
    }
}

/// A file, unless nothing about it is worth a word.
fn file_shown(file: &FileRead) -> Option<ImportFileShown> {
    let is_worth_it = match &file.problem {
        _ if file.is_named => true,
        None => true,
        Some(ImportProblem::NotRecognised | ImportProblem::NothingForToken) => false,
        Some(ImportProblem::OtherProgram | ImportProblem::OldPostman | ImportProblem::LinkOutside) => true,
        Some(ImportProblem::OnlySlas | ImportProblem::OnlyPlaceholders) => true,
        // In a folder, many files that are not meant are no good JSON.
        Some(_) => has_known_name(&file.name),
    };
    is_worth_it.then(|| ImportFileShown {
        name: file.name.clone(),
        kind: file.kind,
        problem: file.problem.clone(),
    })
}

/// Whether the name alone says that a file is one to import.
fn has_known_name(name: &str) -> bool {
    let name = name.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let words = ["postman", "insomnia", "bruno", "opencollection"];
    name == "dw.json"
        || name.starts_with(".env")
        || name.ends_with(".bru")
        || words.iter().any(|word| name.contains(word))
}

/// Whether a stored credential is the same client at the same server with the same method.
fn is_double(proposal: &Proposal, stored: &CredentialSummary) -> bool {
    let form = &proposal.draft.form;
    let api_key = form.api_key.trim();
    if api_key.is_empty() || stored.api_key.trim() != api_key || stored.method != form.method {
        return false;
    }
    if form.method == AuthMethod::BusinessManagerUser {
        return stored.business_manager.instance_host == form.business_manager.instance_host
            && stored.business_manager.user == form.business_manager.user;
    }
    match (&stored.destination, &form.destination) {
        (Some(Destination::AccountManager), Destination::AccountManager) => true,
        (
            Some(Destination::Other { token_endpoint: stored, .. }),
            Destination::Other { token_endpoint: proposed, .. },
        ) => stored.trim() == proposed.trim(),
        _ => false,
    }
}

fn new_credential(proposal: &Proposal) -> NewCredential {
    let secrets =
        [(SecretKind::ClientSecret, &proposal.client_secret), (SecretKind::AccessKey, &proposal.access_key)];
    let there = secrets.into_iter().filter_map(|(kind, secret)| Some((kind, secret.clone()?)));
    NewCredential {
        name: proposal.name.clone(),
        group: proposal.group,
        draft: proposal.draft.clone(),
        pair: proposal.pair.clone(),
        // Exposed to see that there is one.
        secrets: there.filter(|(_, secret)| !secret.expose_secret().is_empty()).collect(),
    }
}
