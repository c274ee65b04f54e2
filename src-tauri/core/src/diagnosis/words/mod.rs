//! What servers' words mean. `table.rs` has the words of many servers as data, and `normal.rs` compares them whatever
//! their case, punctuation and surroundings. What a meaning leads to is decided in `refusal.rs`, which also knows the
//! request.

mod normal;
mod said;
mod table;

use normal::Normal;
use table::ROWS;

pub(super) use said::Said;

/// What a server's words mean: its error code and everything that it says.
pub(super) struct Words {
    code: String,
    text: Normal,
}

impl Words {
    /// The words of an answer. `code` is the error code as OAuth spells it.
    pub(super) fn of(code: Option<&str>, said: &[String]) -> Self {
        let code = code.unwrap_or_default();
        let texts: Vec<&str> = std::iter::once(code).chain(said.iter().map(String::as_str)).collect();
        Self { code: code.to_owned(), text: Normal::of(&texts) }
    }

    /// The first meaning that `counts`, in the order of the table.
    pub(super) fn first(&self, counts: impl Fn(Said) -> bool) -> Option<Said> {
        let means = |row: &&table::Row| {
            counts(row.said)
                && row.code.is_none_or(|code| code == self.code)
                && row.words.iter().any(|words| self.text.say(words))
        };
        ROWS.iter().find(means).map(|row| row.said)
    }

    /// The first of these names that the words have, a whole name.
    pub(super) fn name<'n>(&self, names: &[&'n str]) -> Option<&'n str> {
        names.iter().copied().find(|name| self.text.say(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_reached_by_its_own_words() {
        let mut wrong = Vec::new();
        for row in ROWS {
            for words in row.words {
                let said = words.replace(" .. ", " x ").replace('*', "");
                assert!(Normal::of(&[&said]).say(words), "{words} is not written as it is compared");
                let found = Words::of(row.code, &[said]).first(|_| true);
                if found != Some(row.said) {
                    wrong.push(format!("{words}: {found:?}, not {:?}", row.said));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
