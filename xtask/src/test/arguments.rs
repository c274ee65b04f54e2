//! What the person asked for on the command line.

use crate::error::TaskError;

/// A part of the steps, for quick feedback while somebody works on one area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The crate `countersign-core` alone.
    Core,
    /// The page in `ui/`.
    Page,
    /// The shell, and the tests of the whole program.
    Program,
}

impl Part {
    /// The part with this name on the command line.
    fn named(name: &str) -> Option<Self> {
        match name {
            "core" => Some(Self::Core),
            "page" => Some(Self::Page),
            "program" => Some(Self::Program),
            _ => None,
        }
    }
}

/// The steps that the person asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wish {
    pub(super) servers: bool,
    /// `None`: everything.
    pub(super) part: Option<Part>,
    pub(super) filter: Option<String>,
}

impl Wish {
    pub(super) fn wants(&self, part: Part) -> bool {
        self.part.is_none_or(|wanted| wanted == part)
    }

    /// The packages that cargo compiles and tests.
    pub(super) fn packages(&self) -> &'static [&'static str] {
        if self.part == Some(Part::Core) { &["--package", "countersign-core"] } else { &["--workspace"] }
    }
}

pub(super) fn read_arguments(arguments: &[String]) -> Result<Wish, TaskError> {
    // Continuous integration has everything, or has it installed.
    let servers = std::env::var("CI").is_ok_and(|value| value == "true");
    let mut wish = Wish { servers, part: None, filter: None };
    for argument in arguments {
        match argument.as_str() {
            "--servers" => wish.servers = true,
            word if wish.part.is_none() && wish.filter.is_none() && Part::named(word).is_some() => {
                wish.part = Part::named(word);
            }
            word if !word.starts_with('-') && wish.filter.is_none() => wish.filter = Some(word.into()),
            word => {
                return Err(TaskError::new(
                    format!("\"cargo xtask test\" does not know \"{word}\""),
                    "Run it as: cargo xtask test [--servers] [core | page | program] [part of a test's name]",
                ));
            }
        }
    }
    Ok(wish)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::test) fn read(arguments: &[&str]) -> Wish {
        let arguments: Vec<String> = arguments.iter().map(|word| (*word).into()).collect();
        read_arguments(&arguments).unwrap()
    }

    #[test]
    fn the_first_word_may_be_a_part_and_the_next_is_a_name() {
        let core = Wish { part: Some(Part::Core), ..read(&[]) };
        assert_eq!(read(&["core"]), core);
        assert_eq!(read(&["core", "page"]), Wish { filter: Some("page".into()), ..core });
        assert_eq!(read(&["refusal"]), Wish { filter: Some("refusal".into()), ..read(&[]) });
        assert!(read(&["page", "--servers"]).servers);
        assert!(read_arguments(&["one".into(), "two".into()]).is_err());
    }
}
