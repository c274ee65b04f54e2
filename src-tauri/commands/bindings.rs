//! The page's TypeScript, made from the Rust types and the list of commands. The test fails when the committed files
//! differ; with `COUNTERSIGN_WRITE_BINDINGS`, which `cargo xtask bindings` sets, it writes them.

use std::collections::BTreeMap;
use std::{env, fs};

use ts_rs::{Config, TS, TypeVisitor};

use super::error::CommandError;
use super::*;
use crate::window_event::WindowEvent;

macro_rules! with_commands {
    ($( $(#[doc = $doc:literal])+ $module:ident :: $name:ident ( $($arg:ident : $type:ty),* ) -> $result:ty; )+) => {
        fn describe_commands(writer: &mut Writer) {
            $( writer.command::<$result>(
                stringify!($name),
                &[$($doc),+],
                &[$( (stringify!($arg), type_name::<$type>) ),*],
            ); )+
        }
    };
}

include!("list.rs");

const HEADER: &str = "// Written from Rust by `cargo xtask bindings`. Not to be edited.\n";

/// What calls a command: its name in Rust, and its parameters by their names.
const CALLS: &str = "
const call = (name: string, taken: string) => {
  const rustName = name.replace(/[A-Z]/g, (letter) => '_' + letter.toLowerCase())
  const names = taken.split(' ')
  return (...given: unknown[]) => invoke(rustName, Object.fromEntries(given.map((value, at) => [names[at], value])))
}

export const commands = Object.fromEntries(
  Object.entries(parameters).map(([name, taken]) => [name, call(name, taken)]),
) as unknown as Commands
";

/// The name of a parameter, and the function that gives its type.
type Parameter = (&'static str, fn(&mut Writer) -> String);

/// Collects commands and the types they use.
#[derive(Default)]
struct Writer {
    config: Config,
    names: Vec<&'static str>,
    functions: String,
    parameters: String,
    types: BTreeMap<String, String>,
}

/// A type's name in TypeScript. Notes the type, and every type that it refers to.
fn type_name<T: TS + 'static>(writer: &mut Writer) -> String {
    writer.visit::<T>();
    T::name(&writer.config)
}

impl Writer {
    fn command<R: TS + 'static>(&mut self, name: &'static str, docs: &[&str], args: &[Parameter]) {
        let result = match type_name::<R>(self).as_str() {
            "null" => "void".to_owned(),
            other => other.to_owned(),
        };
        let parameters: Vec<_> =
            args.iter().map(|(arg, type_of)| format!("{arg}: {}", type_of(self))).collect();
        let arguments: Vec<_> = args.iter().map(|(arg, _)| *arg).collect();
        let docs: String = docs.iter().map(|line| format!("  /**{line} */\n")).collect();
        let (name_there, parameters) = (camel(name), parameters.join(", "));
        self.functions.push_str(&format!("{docs}  {name_there}({parameters}): Promise<{result}>\n"));
        self.parameters.push_str(&format!("  {name_there}: '{}',\n", arguments.join(" ")));
        self.names.push(name);
    }

    fn types_file(&self) -> String {
        HEADER.to_owned() + &self.types.values().map(String::as_str).collect::<String>()
    }

    fn commands_file(&self) -> String {
        let used: Vec<_> =
            self.types.keys().filter(|name| mentions(&self.functions, name)).cloned().collect();
        format!(
            "{HEADER}\nimport {{ invoke }} from '@tauri-apps/api/core'\nimport type {{ {} }} from './types'\n\n\
             interface Commands {{\n{}}}\n\n\
             /** The parameters of each command: names alone, because all of this is read at the start. */\n\
             const parameters: Record<keyof Commands, string> = {{\n{}}}\n{CALLS}",
            used.join(", "),
            self.functions,
            self.parameters
        )
    }
}

impl TypeVisitor for Writer {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        T::visit_generics(self);
        if T::output_path().is_some() {
            let name = T::ident(&self.config);
            if !self.types.contains_key(&name) {
                // Noted before its dependencies, because a type may depend on itself.
                self.types.insert(name.clone(), String::new());
                let docs = T::docs().unwrap_or_default();
                let declaration = T::decl(&self.config);
                self.types.insert(name, format!("\n{docs}export {declaration}\n"));
                T::visit_dependencies(self);
            }
        }
    }
}

fn mentions(text: &str, name: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word == name)
}

fn camel(snake: &str) -> String {
    let mut words = snake.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &word[..1].to_uppercase() + &word[1..])
}

fn described() -> Writer {
    let mut writer = Writer::default();
    describe_commands(&mut writer);
    writer.visit::<WindowEvent>();
    writer.visit::<CommandError>();
    writer
}

#[test]
fn bindings_are_those_of_the_rust_types() {
    let writer = described();
    let folder = crate::house_rules::root().join("ui/src/backend/bindings");
    for (name, contents) in [("types.ts", writer.types_file()), ("commands.ts", writer.commands_file())] {
        let path = folder.join(name);
        if env::var_os("COUNTERSIGN_WRITE_BINDINGS").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, contents).unwrap();
        } else {
            let committed = fs::read_to_string(&path).unwrap_or_default();
            assert!(
                committed == contents,
                "{name} is not what the Rust types say: run `cargo xtask bindings`"
            );
        }
    }
}

#[test]
fn the_capability_allows_exactly_the_listed_commands() {
    let path = crate::house_rules::root().join("tauri.conf.json");
    let config: serde_json::Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let permissions = &config["app"]["security"]["capabilities"][0]["permissions"];
    let mut allowed: Vec<_> = permissions
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|permission| permission.as_str()?.strip_prefix("allow-"))
        .map(|name| name.replace('-', "_"))
        .collect();
    let mut listed: Vec<_> = described().names.iter().map(|name| (*name).to_owned()).collect();
    allowed.sort();
    listed.sort();
    assert_eq!(allowed, listed);
}
