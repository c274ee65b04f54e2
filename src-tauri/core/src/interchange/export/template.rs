//! The templates of the exports. A template is the export itself, with three additions:
//!
//! - `«name»` stands for a slot's value. Alone in its line, it stands for several lines, each indented like it, or for
//!   none.
//! - A line that begins with `?flag ` is written only if the flag is set, with `?!flag ` only if it is not. A line can
//!   begin with several of them.
//!
//! A value is written as it is and never read again, so that no value can be taken for a slot or a flag.

/// The values and flags for a template.
#[derive(Default)]
pub(super) struct Slots {
    values: Vec<(&'static str, String)>,
    flags: Vec<&'static str>,
}

impl Slots {
    /// Gives a slot its value.
    pub(super) fn set(&mut self, name: &'static str, value: impl Into<String>) {
        self.values.push((name, value.into()));
    }

    /// Sets a flag if the condition holds.
    pub(super) fn flag(&mut self, name: &'static str, condition: bool) {
        if condition {
            self.flags.push(name);
        }
    }

    /// The value of a slot.
    pub(super) fn value(&self, name: &str) -> &str {
        // The last one wins, so that a language can give a common slot another value.
        let found = self.values.iter().rev().find(|(known, _)| *known == name);
        debug_assert!(found.is_some(), "the slot {name} has a value");
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    }

    /// What stands in a line after its flags; `None` if one of them leaves it out.
    fn after_flags<'l>(&self, mut line: &'l str) -> Option<&'l str> {
        while let Some(flags) = line.strip_prefix('?') {
            let (flag, rest) = flags.split_once(' ').unwrap_or((flags, ""));
            let (flag, wanted) = match flag.strip_prefix('!') {
                Some(flag) => (flag, false),
                None => (flag, true),
            };
            if self.flags.contains(&flag) != wanted {
                return None;
            }
            line = rest;
        }
        Some(line)
    }

    /// Writes the template with these values.
    pub(super) fn fill(&self, template: &str) -> String {
        let mut text = String::new();
        for line in template.lines().filter_map(|line| self.after_flags(line)) {
            let bare = line.trim_start();
            let alone =
                bare.strip_prefix('«').and_then(|it| it.strip_suffix('»')).filter(|it| !it.contains('»'));
            match alone {
                Some(name) => {
                    let indent = &line[..line.len() - bare.len()];
                    for value in self.value(name).lines() {
                        text.push_str(&format!("{indent}{value}\n"));
                    }
                }
                None => {
                    self.fill_line(line, &mut text);
                    text.push('\n');
                }
            }
        }
        text
    }

    fn fill_line(&self, mut line: &str, text: &mut String) {
        while let Some((before, (name, rest))) =
            line.split_once('«').and_then(|(before, rest)| Some((before, rest.split_once('»')?)))
        {
            text.push_str(before);
            text.push_str(self.value(name));
            line = rest;
        }
        text.push_str(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_filled_and_flags_choose_lines() {
        let mut slots = Slots::default();
        slots.set("a", "«b» ?x ");
        slots.set("b", "two\nlines");
        slots.set("none", "");
        slots.flag("x", true);
        slots.flag("y", false);
        let template = "?x x «a»!\n?!x not\n?y not\n?x ?!y both\n  «b»\n  «none»\nend ? «a\n";
        assert_eq!(slots.fill(template), "x «b» ?x !\nboth\n  two\n  lines\nend ? «a\n");
    }
}
