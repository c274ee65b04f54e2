//! Which file of a crate uses which, read from its source. Names are resolved as the compiler resolves them: a name
//! that `pub use` exports again counts for the file that defines it. A `pub use` itself counts only if it exports from
//! outside the module's folder. Test code does not count.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, UseTree, Visibility};

use super::arrows::Arrows;

/// A path of names, such as `crate::key::PrivateKey`.
type Names = Vec<String>;

/// Which files of a crate use which. `root`: its `lib.rs` or `main.rs`.
pub(super) fn arrows(root: &Path) -> Arrows {
    Crate::read(root).arrows()
}

/// The modules of a crate by their path. The root has the empty path.
struct Crate {
    modules: BTreeMap<Names, Module>,
    folder: PathBuf,
}

#[derive(Default)]
struct Module {
    file: PathBuf,
    defined: BTreeSet<String>,
    /// What `use` brings into scope.
    imported: Vec<Import>,
    /// Paths in the code itself.
    named: BTreeSet<Names>,
}

struct Import {
    /// The name here.
    name: String,
    /// The path that it stands for.
    path: Names,
    /// Whether others can use it from here.
    is_handed_on: bool,
}

impl Crate {
    fn read(root: &Path) -> Self {
        let folder = root.parent().map(Path::to_owned).unwrap_or_default();
        let mut read = Self { modules: BTreeMap::new(), folder };
        read.read_module(root, Vec::new());
        read
    }

    fn read_module(&mut self, file: &Path, path: Names) {
        let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let beside = match file.file_name().and_then(|name| name.to_str()) {
            Some("lib.rs" | "main.rs" | "mod.rs") => file.parent().map(Path::to_owned).unwrap_or_default(),
            _ => file.with_extension(""),
        };
        self.read_items(&parsed.items, file, &beside, path);
    }

    fn read_items(&mut self, items: &[Item], file: &Path, beside: &Path, path: Names) {
        let mut module = Module { file: self.shown(file), ..Module::default() };
        for item in items.iter().filter(|item| !is_for_tests(attributes_of(item))) {
            match item {
                Item::Use(item) => {
                    let is_handed_on = !matches!(item.vis, Visibility::Inherited);
                    flatten(&item.tree, &mut Vec::new(), is_handed_on, &mut module.imported);
                }
                Item::Mod(item) => {
                    let name = item.ident.to_string();
                    let inner = [&path[..], std::slice::from_ref(&name)].concat();
                    match &item.content {
                        Some((_, items)) => self.read_items(items, file, &beside.join(&name), inner),
                        None => {
                            let flat = beside.join(format!("{name}.rs"));
                            let nested = beside.join(&name).join("mod.rs");
                            self.read_module(if flat.exists() { &flat } else { &nested }, inner);
                        }
                    }
                }
                other => {
                    module.defined.extend(name_of(other));
                    Paths(&mut module.named).visit_item(other);
                }
            }
        }
        self.modules.insert(path, module);
    }

    fn shown(&self, file: &Path) -> PathBuf {
        file.strip_prefix(&self.folder).unwrap_or(file).to_owned()
    }

    /// Which files use which.
    fn arrows(&self) -> Arrows {
        let mut arrows = Arrows::new();
        for (at, module) in &self.modules {
            let imports =
                module.imported.iter().filter(|import| !import.is_handed_on || self.is_outside(at, import));
            let imports = imports.map(|import| &import.path);
            // A module alone is no value, so a single name that is also a module's means something local.
            let named = module.named.iter().filter(|names| names.len() > 1 || !self.is_module(at, &names[0]));
            for names in imports.chain(named) {
                if let Some(file) = self.file_of(at, names, 0)
                    && *file != module.file
                {
                    arrows.entry((module.file.clone(), file.clone())).or_insert_with(|| names.join("::"));
                }
            }
        }
        arrows
    }

    /// Whether what an import stands for is defined outside the module's folder.
    fn is_outside(&self, at: &[String], import: &Import) -> bool {
        let folder = match self.modules[at].file.file_name().and_then(|name| name.to_str()) {
            Some("lib.rs" | "main.rs" | "mod.rs") => self.modules[at].file.parent().map(Path::to_owned),
            _ => Some(self.modules[at].file.with_extension("")),
        };
        self.file_of(at, &import.path, 0).is_some_and(|file| !file.starts_with(folder.unwrap_or_default()))
    }

    fn is_module(&self, at: &[String], name: &String) -> bool {
        matches!(name.as_str(), "crate" | "self" | "super")
            || self.modules.contains_key(&[at, std::slice::from_ref(name)].concat())
    }

    /// The file that defines what these names mean in a module; `None` if that is local or from another crate.
    fn file_of(&self, at: &[String], names: &[String], depth: usize) -> Option<&PathBuf> {
        // Modules may export each other's names in a circle.
        const DEEPEST: usize = 16;
        if depth > DEEPEST {
            return None;
        }
        let (mut here, mut rest) = match names.first()?.as_str() {
            "crate" => (Vec::new(), &names[1..]),
            "self" => (at.to_vec(), &names[1..]),
            "super" => {
                let up = names.iter().take_while(|name| *name == "super").count();
                (at[..at.len().checked_sub(up)?].to_vec(), &names[up..])
            }
            _ => (at.to_vec(), names),
        };
        loop {
            let module = self.modules.get(&here)?;
            let Some(name) = rest.first() else { return Some(&module.file) };
            let inner = [&here[..], std::slice::from_ref(name)].concat();
            if self.modules.contains_key(&inner) {
                (here, rest) = (inner, &rest[1..]);
            } else if module.defined.contains(name) || name == "*" {
                return Some(&module.file);
            } else {
                return module.imported.iter().find_map(|import| {
                    if import.name == "*" {
                        // The names of another crate are not ours.
                        if !self.is_module(&here, import.path.first()?) {
                            return None;
                        }
                        let path = [&import.path[..import.path.len() - 1], rest].concat();
                        return (path != names).then(|| self.file_of(&here, &path, depth + 1)).flatten();
                    }
                    let path = [&import.path[..], &rest[1..]].concat();
                    (import.name == *name).then(|| self.file_of(&here, &path, depth + 1)).flatten()
                });
            }
        }
    }
}

fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Ident>().is_ok_and(|condition| condition == "test")
    })
}

fn attributes_of(item: &Item) -> &[Attribute] {
    match item {
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn name_of(item: &Item) -> Option<String> {
    Some(match item {
        Item::Const(item) => item.ident.to_string(),
        Item::Enum(item) => item.ident.to_string(),
        Item::Fn(item) => item.sig.ident.to_string(),
        Item::Static(item) => item.ident.to_string(),
        Item::Struct(item) => item.ident.to_string(),
        Item::Trait(item) => item.ident.to_string(),
        Item::Type(item) => item.ident.to_string(),
        Item::Macro(item) => item.ident.as_ref()?.to_string(),
        _ => return None,
    })
}

fn flatten(tree: &UseTree, before: &mut Names, is_handed_on: bool, found: &mut Vec<Import>) {
    let mut add = |name: String, path: Names| found.push(Import { name, path, is_handed_on });
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            flatten(&path.tree, before, is_handed_on, found);
            before.pop();
        }
        UseTree::Group(group) => {
            for tree in &group.items {
                flatten(tree, before, is_handed_on, found);
            }
        }
        UseTree::Name(name) if name.ident == "self" => {
            add(before.last().cloned().unwrap_or_default(), before.clone());
        }
        UseTree::Name(name) => {
            add(name.ident.to_string(), [&before[..], &[name.ident.to_string()]].concat());
        }
        UseTree::Rename(rename) => {
            add(rename.rename.to_string(), [&before[..], &[rename.ident.to_string()]].concat());
        }
        UseTree::Glob(_) => add("*".to_owned(), [&before[..], &["*".to_owned()]].concat()),
    }
}

/// Collects the paths in code. A single name may be local; then the module does not know it.
struct Paths<'a>(&'a mut BTreeSet<Names>);

impl Paths<'_> {
    fn add(&mut self, names: Names) {
        if !names.is_empty() {
            self.0.insert(names);
        }
    }
}

impl<'ast> Visit<'ast> for Paths<'_> {
    /// `pub(super)` uses no file.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.add(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let mut found = Vec::new();
        flatten(&item.tree, &mut Vec::new(), false, &mut found);
        found.into_iter().for_each(|import| self.add(import.path));
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        paths_in(called.tokens.clone(), self);
    }
}

/// The paths in the tokens of a macro call, which `syn` does not parse.
fn paths_in(tokens: TokenStream, paths: &mut Paths<'_>) {
    let mut names = Names::new();
    let mut colons = 0;
    for token in tokens {
        match token {
            TokenTree::Ident(name) if colons == 2 => names.push(name.to_string()),
            TokenTree::Ident(name) => paths.add(std::mem::replace(&mut names, vec![name.to_string()])),
            TokenTree::Punct(mark) if mark.as_char() == ':' => {
                colons += 1;
                continue;
            }
            TokenTree::Group(group) => {
                paths.add(std::mem::take(&mut names));
                paths_in(group.stream(), paths);
            }
            _ => paths.add(std::mem::take(&mut names)),
        }
        colons = 0;
    }
    paths.add(names);
}
