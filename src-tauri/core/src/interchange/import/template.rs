//! Fills in the variables of a collection: `{{name}}`, also within the value of another variable. A variable that has no
//! value stays, and is named. Nothing is evaluated.

use std::collections::HashMap;

use secrecy::{ExposeSecret as _, SecretString};

use super::budget::Budget;
use super::limits::{LONGEST_RESOLVED, LONGEST_VALUE, MOST_VARIABLES};
use super::value::{Origin, short_name};

/// How often a variable may be in the value of another one.
const DEEPEST_VARIABLE: usize = 8;

/// A variable of a collection, folder or environment.
#[derive(Clone, Debug)]
pub(super) struct Variable {
    pub(super) name: String,
    pub(super) value: SecretString,
    pub(super) origin: Origin,
}

impl Variable {
    pub(super) fn new(name: &str, value: &str, origin: Origin) -> Self {
        Self { name: name.to_owned(), value: SecretString::from(value.to_owned()), origin }
    }

    /// The value as written, for the parts of the importer that decide.
    pub(super) fn text(&self) -> &str {
        // Exposed within the importer, which fills it in or decides by what it is.
        self.value.expose_secret()
    }
}

/// The variables of one collection, folder or environment, found by their names.
#[derive(Debug, Default)]
pub(super) struct Variables {
    all: Vec<Variable>,
    /// The place of the first one with each name, which counts.
    first: HashMap<String, usize>,
}

impl Variables {
    /// These variables, as far as there is room.
    pub(super) fn of(variables: impl IntoIterator<Item = Variable>, budget: &Budget) -> Self {
        let mut all = Self::default();
        all.add(variables, budget);
        all
    }

    /// Adds variables behind those that there are, as far as there is room.
    pub(super) fn add(&mut self, variables: impl IntoIterator<Item = Variable>, budget: &Budget) {
        for variable in variables {
            if self.all.len() >= MOST_VARIABLES || !budget.take_variable() {
                return;
            }
            self.first.entry(variable.name.clone()).or_insert(self.all.len());
            self.all.push(variable);
        }
    }

    pub(super) fn iter(&self) -> std::slice::Iter<'_, Variable> {
        self.all.iter()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    fn find(&self, name: &str) -> Option<&Variable> {
        self.first.get(name).and_then(|at| self.all.get(*at))
    }
}

/// The variables that are seen from one place, those that count first in front.
pub(super) struct Scope<'v> {
    pub(super) variables: Vec<&'v Variables>,
    pub(super) budget: &'v Budget,
}

/// A text with its variables filled in.
pub(super) struct Resolved {
    pub(super) text: String,
    /// Where the value stands, if the text is nothing but one variable.
    pub(super) origin: Option<Origin>,
    /// A variable without a value, if there was one.
    pub(super) unknown: Option<String>,
}

impl Scope<'_> {
    /// The variable with this name.
    pub(super) fn find(&self, name: &str) -> Option<&Variable> {
        self.variables.iter().find_map(|variables| variables.find(name))
    }

    /// Fills in the variables of a text.
    pub(super) fn resolve(&self, text: &str) -> Resolved {
        let mut resolved = Resolved { text: String::new(), origin: None, unknown: None };
        // Longer than any value, or beyond the bounds of the import: nothing of it is used.
        if text.len() > LONGEST_VALUE || !self.budget.resolve(text.len()) {
            resolved.unknown = Some("…".to_owned());
            return resolved;
        }
        self.fill_in(text, 0, &mut resolved);
        if let Some(name) = only_variable(text) {
            resolved.origin = self.source_of(name, 0);
        }
        resolved
    }

    /// Where the value of a variable stands: a variable that is nothing but another one leads on to that.
    fn source_of(&self, name: &str, depth: usize) -> Option<Origin> {
        let variable = self.find(name)?;
        let further = only_variable(variable.text()).filter(|_| depth < DEEPEST_VARIABLE);
        further.and_then(|name| self.source_of(name, depth + 1)).or_else(|| Some(variable.origin.clone()))
    }

    fn fill_in(&self, text: &str, depth: usize, into: &mut Resolved) {
        let mut rest = text;
        while let Some(at) = rest.find("{{") {
            let Some(end) = rest[at..].find("}}") else { break };
            // The innermost braces are the variable.
            let at = at + rest[at..at + end].rfind("{{").unwrap_or(0);
            let end = rest[at..].find("}}").unwrap_or(0);
            push(into, &rest[..at]);
            let name = variable_name(&rest[at + 2..at + end]);
            // A name without a variable is a step, too.
            if !self.budget.resolve(0) {
                into.unknown.get_or_insert_with(|| short_name(name));
                return;
            }
            let found = self.find(name).filter(|_| depth < DEEPEST_VARIABLE);
            match found {
                Some(_) if into.text.len() >= LONGEST_RESOLVED => {}
                Some(variable) if self.budget.resolve(variable.text().len()) => {
                    self.fill_in(variable.text(), depth + 1, into);
                }
                Some(_) => {
                    into.unknown.get_or_insert_with(|| short_name(name));
                    return;
                }
                None => {
                    into.unknown.get_or_insert_with(|| short_name(name));
                    push(into, &rest[at..at + end + 2]);
                }
            }
            rest = &rest[at + end + 2..];
        }
        if rest.contains("{%") {
            into.unknown.get_or_insert_with(|| "{% %}".to_owned());
        }
        push(into, rest);
    }
}

fn push(into: &mut Resolved, text: &str) {
    if into.text.len() + text.len() <= LONGEST_RESOLVED {
        into.text.push_str(text);
    }
}

/// The name between the braces; Insomnia writes `_.name`.
fn variable_name(inner: &str) -> &str {
    let name = inner.trim();
    name.strip_prefix("_.").unwrap_or(name)
}

/// The name of the variable that is the whole text, if it is one.
fn only_variable(text: &str) -> Option<&str> {
    let inner = text.trim().strip_prefix("{{")?.strip_suffix("}}")?;
    (!inner.contains('{') && !inner.contains('}')).then(|| variable_name(inner))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interchange::import::value::ImportPlace;

    fn variables(all: &[(&str, &str)]) -> Variables {
        let origin = |name: &str| Origin::new(0, ImportPlace::CollectionVariable, name);
        let all = all.iter().map(|(name, value)| Variable::new(name, value, origin(name)));
        Variables::of(all, &Budget::default())
    }

    #[test]
    fn variables_are_filled_in_within_others_and_cycles_end() {
        let environment = variables(&[("a", "1"), ("c", "{{d}}"), ("d", "{{c}}")]);
        let collection = variables(&[("a", "2"), ("b", "<{{ _.a }}>")]);
        let budget = Budget::default();
        let scope = Scope { variables: vec![&environment, &collection], budget: &budget };
        assert_eq!(scope.resolve("x{{b}}y").text, "x<1>y");
        assert_eq!(scope.resolve("{{a}}").origin.unwrap().name, "a");
        assert_eq!(scope.resolve("{{gone}}").unknown.as_deref(), Some("gone"));
        assert_eq!(scope.resolve("{{a} {{").text, "{{a} {{");
        let cycle = scope.resolve("{{c}}");
        assert!(cycle.unknown.is_some() && cycle.text.len() < 100);
    }

    #[test]
    fn variables_that_multiply_stay_within_bounds() {
        let all: Vec<(String, String)> =
            (0..30).map(|n| (format!("v{n}"), format!("{{{{v{0}}}}}", n + 1).repeat(40))).collect();
        let all: Vec<(&str, &str)> =
            all.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let all = variables(&all);
        let budget = Budget::default();
        let scope = Scope { variables: vec![&all], budget: &budget };
        assert!(scope.resolve("{{v0}}").text.len() <= LONGEST_RESOLVED);
    }
}
