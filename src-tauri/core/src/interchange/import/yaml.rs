//! YAML as the same tree as JSON, from the events of a parser. Aliases are not followed, so that no text grows: none of
//! the tools that are read here writes any.

use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value};

use super::budget::Budget;
use super::limits::{DEEPEST, MOST_YAML_BYTES};
use super::problem::ImportProblem;

/// An object or list whose end has not come yet.
enum Open {
    List(Vec<Value>),
    /// The members so far, and the name whose value comes next.
    Object(Map<String, Value>, Option<String>),
}

/// Reads the first document of a text in YAML.
pub(super) fn read_yaml(text: &str, budget: &Budget) -> Result<Value, ImportProblem> {
    if text.len() > MOST_YAML_BYTES {
        let limit = u32::try_from(MOST_YAML_BYTES).unwrap_or(u32::MAX);
        return Err(ImportProblem::FileTooLarge { limit });
    }
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, _) = event.map_err(|error| ImportProblem::DamagedYaml {
            line: u32::try_from(error.marker().line()).unwrap_or(u32::MAX),
        })?;
        let whole = match event {
            Event::SequenceStart(..) => {
                begin(&mut open, Open::List(Vec::new()), budget)?;
                continue;
            }
            Event::MappingStart(..) => {
                begin(&mut open, Open::Object(Map::new(), None), budget)?;
                continue;
            }
            Event::Scalar(text, style, ..) => {
                if !budget.node() {
                    return Err(ImportProblem::TooMuchStructure);
                }
                scalar(&text, style)
            }
            Event::Alias(_) => Value::Null,
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(Open::List(all)) => Value::Array(all),
                Some(Open::Object(all, _)) => Value::Object(all),
                None => Value::Null,
            },
            Event::DocumentEnd => break,
            _ => continue,
        };
        match open.last_mut() {
            None => return Ok(whole),
            Some(Open::List(all)) => all.push(whole),
            Some(Open::Object(all, name)) => match name.take() {
                Some(name) => {
                    all.insert(name, whole);
                }
                // A name that is no text counts as empty.
                None => *name = Some(super::tree::text_of(&whole).unwrap_or_default()),
            },
        }
    }
    Ok(Value::Null)
}

fn begin(open: &mut Vec<Open>, new: Open, budget: &Budget) -> Result<(), ImportProblem> {
    if open.len() >= DEEPEST || !budget.node() {
        return Err(ImportProblem::TooMuchStructure);
    }
    open.push(new);
    Ok(())
}

/// Only a plain scalar can be a truth value or nothing. A number stays text: `053` is an instance.
fn scalar(text: &str, style: ScalarStyle) -> Value {
    match (style, text) {
        (ScalarStyle::Plain, "true") => Value::Bool(true),
        (ScalarStyle::Plain, "false") => Value::Bool(false),
        (ScalarStyle::Plain, "" | "~" | "null") => Value::Null,
        _ => Value::String(text.to_owned()),
    }
}
