//! Credentials from the files of other tools: read into values with their origin, put together as those tools do it, and
//! proposed. Nothing is stored here, nothing is run, and no file is opened: the shell gives the bytes, and follows key
//! files (`keys.rs`).
//!
//! A file is recognised (`recognise.rs`) and read by the file of its format into layers of values (`value.rs`) or into a
//! collection (`collection.rs`), whose variables are filled in (`template.rs`). `gather.rs` and `pairing.rs` put layers on
//! top of each other, `stack.rs` says which value counts, and `proposal.rs` makes the credential. `limits.rs` has the
//! bounds of all files together.

mod bru_text;
mod bruno;
mod budget;
mod collection;
mod command_line;
mod curl;
mod dw_json;
mod env_file;
mod family;
mod file_text;
mod gather;
mod insomnia;
mod instance;
mod keys;
mod limits;
mod names;
mod outcome;
mod package_json;
mod pairing;
mod placeholder;
mod postman;
mod problem;
mod proposal;
mod read_values;
mod recognise;
mod shown;
mod stack;
mod target;
mod template;
mod token_request_seen;
mod tree;
mod value;
mod yaml;

use std::collections::BTreeSet;

use zeroize::Zeroizing;

pub use instance::GroupFrom;
pub use keys::{FollowedKey, KeyFiles};
pub use limits::{DEEPEST_FOLDER, MOST_BYTES, MOST_ENTRIES, MOST_FILE_BYTES, MOST_FILES};
pub use problem::{
    ClearSecret, ImportConcern, ImportKind, ImportLimit, ImportProblem, KeyFileProblem, LeftOutReason,
};
pub use shown::{
    ClearSecretsShown, ImportDouble, ImportFileShown, ImportPreview, ImportValueShown, LeftOutShown,
    OriginShown, ProposalShown, TakenShown,
};
pub use value::{ImportField, ImportPlace};

use budget::Budget;
use gather::{ReadFile, gather};
use keys::KeyReader;
use proposal::Proposal;
use recognise::read_file;
use value::{Left, short_name};

/// A file to import, or pasted text.
pub struct ImportFile {
    /// Its path within what was chosen, with `/`; empty for pasted text.
    pub name: String,
    /// Its bytes, or why there are none.
    pub content: Result<Zeroizing<Vec<u8>>, ImportProblem>,
    /// The person chose this very file, and not a folder that it is in.
    pub chosen: bool,
    /// It is in a Git work tree.
    pub in_git: bool,
}

impl ImportFile {
    /// Text that was pasted.
    #[must_use]
    pub fn pasted(text: &str) -> Self {
        let content = Ok(text.as_bytes().to_vec().into());
        Self { name: String::new(), content, chosen: true, in_git: false }
    }
}

/// What was found in files, with the secrets.
pub struct Import {
    files: Vec<FileRead>,
    proposals: Vec<Proposal>,
    /// Proposals that are the same as an earlier one, with the place of that.
    doubles: Vec<Option<usize>>,
    clear: Vec<ClearSecretsShown>,
    limits: Vec<ImportLimit>,
    scripts: bool,
}

struct FileRead {
    name: String,
    kind: Option<ImportKind>,
    problem: Option<ImportProblem>,
    /// It is named even if nothing in it is recognised.
    is_named: bool,
}

/// Whether a file is one of those that are imported, and no key or certificate.
#[must_use]
pub fn is_import(name: &str, bytes: &[u8]) -> bool {
    match read_file(name, bytes, 0, &Budget::default()) {
        Ok((kind, _)) => kind != ImportKind::KeyFile,
        Err(problem) => matches!(problem, ImportProblem::OtherProgram | ImportProblem::OldPostman),
    }
}

/// Reads files. `reached`: bounds that were reached when the files were looked for.
#[must_use]
pub fn read_import(files: &[ImportFile], reached: &[ImportLimit], keys: &dyn KeyFiles) -> Import {
    let budget = Budget::default();
    reached.iter().for_each(|limit| budget.reach(*limit));
    let mut read = Vec::new();
    let mut named = Vec::new();
    let mut left = MOST_BYTES;
    for (index, file) in files.iter().enumerate() {
        let outcome = match &file.content {
            _ if index >= MOST_FILES => {
                budget.reach(ImportLimit::Files);
                break;
            }
            Err(problem) => Err(problem.clone()),
            Ok(bytes) if bytes.len() > MOST_FILE_BYTES => {
                Err(ImportProblem::FileTooLarge { limit: u32::try_from(MOST_FILE_BYTES).unwrap_or(u32::MAX) })
            }
            Ok(bytes) => match left.checked_sub(bytes.len()) {
                Some(rest) => {
                    left = rest;
                    read_file(&file.name, bytes, index, &budget)
                }
                None => {
                    budget.reach(ImportLimit::Bytes);
                    break;
                }
            },
        };
        let (kind, problem) = match outcome {
            Ok((kind, holds)) => {
                read.push(ReadFile { index, name: file.name.clone(), kind, holds });
                (Some(kind), None)
            }
            Err(problem) => (None, Some(problem)),
        };
        named.push(FileRead { name: short_name(&file.name), kind, problem, is_named: file.chosen });
    }
    let (stacks, scripts) = gather(read, &budget);
    let mut reader = KeyReader::new(keys);
    let mut clear: BTreeSet<(usize, ClearSecret)> = BTreeSet::new();
    let mut clear_keys: BTreeSet<(String, bool)> = BTreeSet::new();
    let mut proposals: Vec<Proposal> = Vec::new();
    let mut unused: Vec<Left> = Vec::new();
    for stack in &stacks {
        clear.extend(stack.layers.iter().flat_map(|layer| layer.clear.iter().copied()));
        let Some(proposal) = Proposal::of(stack, &mut reader) else {
            unused.extend(stack.layers.iter().flat_map(|layer| &layer.left).cloned());
            continue;
        };
        clear_keys.extend(proposal.clear_key.as_ref().map(|key| (short_name(&key.file), key.in_git)));
        proposals.push(proposal);
    }
    let doubles = (0..proposals.len())
        .map(|at| proposals[..at].iter().position(|other| other.is_same(&proposals[at])))
        .collect();
    let mut import = Import {
        files: named,
        proposals,
        doubles,
        clear: clear_secrets(files, &clear, &clear_keys),
        limits: Vec::new(),
        scripts,
    };
    import.note_unused(&unused);
    import.limits = budget.reached();
    import
}

/// The secrets in clear text by file.
fn clear_secrets(
    files: &[ImportFile],
    clear: &BTreeSet<(usize, ClearSecret)>,
    keys: &BTreeSet<(String, bool)>,
) -> Vec<ClearSecretsShown> {
    let mut all: Vec<ClearSecretsShown> = Vec::new();
    let in_files = clear.iter().filter_map(|(file, kind)| {
        // What was pasted is in no file.
        let file = files.get(*file).filter(|file| !file.name.is_empty())?;
        Some((short_name(&file.name), file.in_git, *kind))
    });
    let in_keys = keys.iter().map(|(file, git)| (file.clone(), *git, ClearSecret::PrivateKey));
    for (file, git, kind) in in_files.chain(in_keys) {
        match all.iter_mut().find(|known| known.file == file) {
            Some(known) => known.kinds.push(kind),
            None => all.push(ClearSecretsShown { file, kinds: vec![kind], git }),
        }
    }
    all
}

impl Import {
    /// Says of the files that gave no value of any proposal why. `unused`: what was left out where nothing is proposed.
    fn note_unused(&mut self, unused: &[Left]) {
        let mut used: BTreeSet<usize> = BTreeSet::new();
        for proposal in &self.proposals {
            used.insert(proposal.file);
            used.extend(proposal::origins(&proposal.merged).map(|origin| origin.file));
            for chosen in &proposal.merged.chosen {
                used.extend(chosen.over.iter().map(|origin| origin.file));
            }
        }
        // The files of a collection in a folder belong together.
        let is_bruno = |file: &FileRead| file.kind == Some(ImportKind::Bruno);
        let is_bruno_used =
            self.files.iter().enumerate().any(|(index, file)| is_bruno(file) && used.contains(&index));
        for (index, file) in self.files.iter_mut().enumerate() {
            let can_be_unused = match file.kind {
                Some(ImportKind::KeyFile) | None => false,
                Some(ImportKind::Bruno) => !is_bruno_used,
                Some(_) => true,
            };
            if can_be_unused && !used.contains(&index) {
                let has = |is_it: fn(&LeftOutReason) -> bool| {
                    unused.iter().any(|left| left.origin.file == index && is_it(&left.why))
                };
                let is_placeholder = |why: &LeftOutReason| {
                    matches!(
                        why,
                        LeftOutReason::Placeholder
                            | LeftOutReason::Empty
                            | LeftOutReason::UnknownVariable { .. }
                    )
                };
                file.problem = Some(if has(|why| *why == LeftOutReason::Slas) {
                    ImportProblem::OnlySlas
                } else if has(is_placeholder) {
                    ImportProblem::OnlyPlaceholders
                } else {
                    ImportProblem::NothingForToken
                });
            }
        }
    }

    /// Whether there is anything to import.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.proposals.is_empty()
    }
}
