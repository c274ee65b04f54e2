//! Puts the sources of each credential on top of each other, as the tools do that the files are from.

use std::rc::Rc;

use super::bruno::BrunoFile;
use super::budget::Budget;
use super::collection::{Collection, SeenAuth};
use super::family::Family;
use super::limits::MOST_PROPOSALS;
use super::pairing::stacks_of;
use super::problem::{ImportKind, ImportLimit, LeftOutReason};
use super::recognise::Holds;
use super::stack::Stack;
use super::value::{ImportField, ImportPlace, Layer};
use crate::http::authority_in;

/// A file that was read.
pub(super) struct ReadFile {
    pub(super) index: usize,
    /// Path within what was chosen, with `/`.
    pub(super) name: String,
    pub(super) kind: ImportKind,
    pub(super) holds: Holds,
}

impl ReadFile {
    fn folder(&self) -> &str {
        folder_of(&self.name)
    }

    fn file_name(&self) -> &str {
        self.name.rsplit('/').next().unwrap_or_default()
    }
}

fn folder_of(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The stacks of all credentials, and whether there are scripts, which are not run.
pub(super) fn gather(files: Vec<ReadFile>, budget: &Budget) -> (Vec<Stack>, bool) {
    let mut stacks = Vec::new();
    let (mut collections, mut environments, mut parts, mut plain) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for file in files {
        match file.holds {
            Holds::Collections(all) => {
                collections.extend(all.into_iter().map(|collection| (file.kind, collection)));
            }
            Holds::PostmanEnvironment(environment) => environments.push((file.index, environment)),
            Holds::Bruno(all) => parts.push((file.name, file.index, all)),
            Holds::KeyFile => {}
            Holds::DwJson(_) | Holds::Env(_) | Holds::PackageJson(_) => plain.push(file),
        }
    }
    of_folders(plain, &mut stacks, budget);
    collections.extend(of_bruno(parts, budget).into_iter().map(|collection| (ImportKind::Bruno, collection)));
    let scripts = collections.iter().any(|(_, collection)| collection.scripts);
    stacks_of(&collections, &environments, &mut stacks, budget);
    let mut stacks: Vec<Stack> = stacks.into_iter().flat_map(Stack::by_family).collect();
    if stacks.len() > MOST_PROPOSALS {
        budget.reach(ImportLimit::Credentials);
        stacks.truncate(MOST_PROPOSALS);
    }
    (stacks, scripts)
}

/// dw.json, environment and package.json, folder by folder.
fn of_folders(files: Vec<ReadFile>, into: &mut Vec<Stack>, budget: &Budget) {
    let mut folders: Vec<String> = Vec::new();
    for file in &files {
        if !folders.iter().any(|folder| folder == file.folder()) {
            folders.push(file.folder().to_owned());
        }
    }
    let mut files: Vec<Option<ReadFile>> = files.into_iter().map(Some).collect();
    for folder in folders {
        let here = files.iter_mut().filter(|file| file.as_ref().is_some_and(|file| file.folder() == folder));
        let here: Vec<ReadFile> = here.filter_map(Option::take).collect();
        of_folder(here, into, budget);
    }
}

fn of_folder(files: Vec<ReadFile>, into: &mut Vec<Stack>, budget: &Budget) {
    let (mut configs, mut envs, mut package) = (Vec::new(), Vec::new(), None);
    for file in files {
        let name = file.file_name().to_owned();
        match file.holds {
            Holds::DwJson(read) => {
                if read.too_many {
                    budget.reach(ImportLimit::Credentials);
                }
                configs.push((file.index, name, read));
            }
            Holds::Env(layer) => envs.push((file.index, name, layer)),
            Holds::PackageJson(layer) => package = package.or(Some((file.index, Rc::new(layer)))),
            _ => {}
        }
    }
    // `.env` is over dw.json. Others, such as `.env.staging`, stand for themselves.
    let over = envs.iter().position(|(_, name, _)| name == ".env");
    let is_only = configs.len() == 1;
    let mut over = over.map(|at| envs.remove(at)).map(|(index, _, layer)| (index, layer));
    let below = |layers: Vec<Layer>| -> Vec<Rc<Layer>> {
        let package = package.iter().map(|(_, layer)| Rc::clone(layer));
        layers.into_iter().map(Rc::new).chain(package).collect()
    };
    let mut is_package_used = false;
    for (index, file_name, read) in configs {
        // Only dw.json is read together with `.env`, or what stands for it.
        let is_under_env = file_name.eq_ignore_ascii_case("dw.json") || is_only;
        let named =
            over.as_ref().and_then(|(_, env)| env.of(ImportField::Name)).map(|value| value.text().to_owned());
        let by_name = named.and_then(|name| read.configs.iter().position(|config| config.name == name));
        let chosen = by_name.or(read.chosen);
        for (at, config) in read.configs.into_iter().enumerate() {
            let mut layers = vec![config.layer];
            if is_under_env
                && chosen == Some(at)
                && let Some((_, env)) = &mut over
                && !is_for_another_host(env, &mut layers)
                && let Some((_, mut env)) = over.take()
            {
                env.values.retain(|value| value.field != ImportField::Name);
                layers.insert(0, env);
            }
            is_package_used = true;
            into.push(stack(ImportKind::DwJson, index, config.place, config.name, below(layers)));
        }
    }
    let named = envs.into_iter().map(|(index, _, layer)| (index, layer));
    for (index, mut layer) in over.into_iter().chain(named) {
        let name = layer.of(ImportField::Name).map(|value| value.text().to_owned()).unwrap_or_default();
        layer.values.retain(|value| value.field != ImportField::Name);
        is_package_used = true;
        into.push(stack(ImportKind::Env, index, ImportPlace::Top, name, below(vec![layer])));
    }
    if let Some((index, layer)) = package.filter(|_| !is_package_used) {
        into.push(stack(ImportKind::PackageJson, index, ImportPlace::Top, String::new(), vec![layer]));
    }
}

fn stack(kind: ImportKind, file: usize, place: ImportPlace, name: String, layers: Vec<Rc<Layer>>) -> Stack {
    Stack { kind, file, place, name, layers, request: None, family: Family::Any }
}

/// Whether the environment is for another instance than the configuration. Salesforce's CLI then takes nothing of the
/// configuration.
fn is_for_another_host(env: &mut Layer, config: &mut [Layer]) -> bool {
    let host = |layer: &Layer| {
        let value = layer.of(ImportField::InstanceHost)?;
        Some((authority_in(value.text()).to_ascii_lowercase(), value.origin.clone()))
    };
    let (Some((ours, _)), Some((theirs, origin))) = (host(env), config.first().and_then(host)) else {
        return false;
    };
    if ours == theirs {
        return false;
    }
    env.leave(origin, LeftOutReason::OtherHost { host: super::value::short_name(&theirs) });
    true
}

/// The authentication that a folder of Bruno sets for what is in it, and the folder.
type FolderAuth = (String, Rc<SeenAuth>);

/// Puts Bruno's collections in folders together.
fn of_bruno(parts: Vec<(String, usize, Vec<BrunoFile>)>, budget: &Budget) -> Vec<Collection> {
    let is_head = |part: &BrunoFile| matches!(part, BrunoFile::Head { .. });
    let roots: Vec<String> = parts
        .iter()
        .filter(|(_, _, all)| all.iter().any(is_head))
        .map(|(name, _, _)| folder_of(name).to_owned())
        .collect();
    let root_of = |name: &str| {
        let folder = folder_of(name);
        let around = roots.iter().filter(|root| {
            root.is_empty() || folder == root.as_str() || folder.starts_with(&format!("{root}/"))
        });
        let own = folder
            .strip_suffix("/environments")
            .or((folder == "environments").then_some(""))
            .unwrap_or(folder);
        around.max_by_key(|root| root.len()).cloned().unwrap_or_else(|| own.to_owned())
    };
    let mut collections: Vec<(String, Collection, Vec<FolderAuth>)> = Vec::new();
    let mut inheriting: Vec<(usize, usize, String)> = Vec::new();
    for (name, index, all) in parts {
        let root = root_of(&name);
        let at = collections.iter().position(|(known, _, _)| *known == root).unwrap_or_else(|| {
            collections.push((root, Collection { file: index, ..Collection::default() }, Vec::new()));
            collections.len() - 1
        });
        let Some((_, collection, settings)) = collections.get_mut(at) else { continue };
        for part in all {
            match part {
                BrunoFile::Head { name } => collection.name = name,
                BrunoFile::Environment(environment) => collection.environments.push(environment),
                BrunoFile::Request(request) => {
                    let request = *request;
                    collection.scripts |= request.scripts;
                    if request.settings {
                        for own in &request.seen.variables {
                            collection.variables.add(own.iter().cloned(), budget);
                        }
                        settings.push((folder_of(&name).to_owned(), request.seen.auth));
                    } else {
                        if request.inherits {
                            inheriting.push((at, collection.requests.len(), folder_of(&name).to_owned()));
                        }
                        collection.requests.push(request.seen);
                    }
                }
            }
        }
    }
    for (at, request, folder) in inheriting {
        let Some((_, collection, settings)) = collections.get_mut(at) else { continue };
        // The settings of the nearest folder that is not `none`.
        let around = settings.iter().filter(|(of, auth)| {
            (of.is_empty() || folder == *of || folder.starts_with(&format!("{of}/")))
                && !matches!(**auth, SeenAuth::None)
        });
        let nearest = around.max_by_key(|(of, _)| of.len()).map(|(_, auth)| Rc::clone(auth));
        if let (Some(auth), Some(request)) = (nearest, collection.requests.get_mut(request)) {
            request.auth = auth;
        }
    }
    // What a collection itself fetches a token with, even if no request inherits it.
    for (_, collection, settings) in &mut collections {
        let own = settings.iter().filter(|(_, auth)| matches!(**auth, SeenAuth::OAuth(_)));
        let own: Vec<Rc<SeenAuth>> = own.map(|(_, auth)| Rc::clone(auth)).collect();
        super::pairing::add_own_auth(collection, own);
    }
    collections.into_iter().map(|(_, collection, _)| collection).collect()
}
