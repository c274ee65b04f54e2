//! The text of Bruno's files: blocks with a name, each of pairs, a list, or text that only scripts and bodies need.

use super::limits::{LONGEST_VALUE, MOST_VARIABLES};

/// A block of a file.
#[cfg_attr(test, derive(Debug, PartialEq, Eq))]
pub(super) struct Block {
    /// Name, such as `auth:oauth2`.
    pub(super) name: String,
    /// Pairs that are switched on.
    pub(super) pairs: Vec<(String, String)>,
    /// The text between the braces.
    pub(super) text: String,
}

/// Reads the blocks of a file. A block ends with a brace at the beginning of a line, so that braces within it do not
/// matter.
pub(super) fn read_blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let head = line.trim_end();
        let (name, close) = match (head.strip_suffix('{'), head.strip_suffix('[')) {
            (Some(name), _) => (name.trim(), '}'),
            (_, Some(name)) => (name.trim(), ']'),
            _ => continue,
        };
        let is_name = !name.is_empty()
            && name.len() < 60
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_'));
        if !is_name || line.starts_with(char::is_whitespace) {
            continue;
        }
        let mut inner = Vec::new();
        for line in lines.by_ref() {
            if line.starts_with(close) {
                break;
            }
            inner.push(line);
        }
        let pairs = if close == '}' { pairs(&inner) } else { Vec::new() };
        blocks.push(Block { name: name.to_owned(), pairs, text: inner.join("\n") });
    }
    blocks
}

/// The pairs in a block. `~` before a name switches it off; `'''` begins and ends a value of several lines.
fn pairs(lines: &[&str]) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut lines = lines.iter();
    while let Some(line) = lines.next() {
        let Some((name, value)) = line.trim().split_once(':') else { continue };
        let (name, mut value) = (name.trim(), value.trim().to_owned());
        if value.starts_with("'''") {
            value.drain(..3);
            while !value.ends_with("'''") && value.len() < LONGEST_VALUE {
                let Some(next) = lines.next() else { break };
                if !value.is_empty() {
                    value.push('\n');
                }
                value.push_str(next.trim());
            }
            value = value.trim_end_matches("'''").trim().to_owned();
        }
        if !name.starts_with('~') && !name.is_empty() && all.len() < MOST_VARIABLES {
            all.push((name.to_owned(), value));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_end_with_a_brace_at_the_beginning_of_a_line() {
        let text = "meta {\n  name: Get token\n}\n\nscript:pre-request {\n  if (a) {\n  }\n}\n\nvars {\n  a: b:c\n  ~off: x\n  key: '''\n    one\n    two\n  '''\n}\nvars:secret [\n  s\n]\n";
        let blocks = read_blocks(text);
        let names: Vec<&str> = blocks.iter().map(|block| block.name.as_str()).collect();
        assert_eq!(names, ["meta", "script:pre-request", "vars", "vars:secret"]);
        assert_eq!(blocks[0].pairs, [("name".to_owned(), "Get token".to_owned())]);
        let expected =
            [("a", "b:c"), ("key", "one\ntwo")].map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(blocks[2].pairs, expected);
    }

    #[test]
    fn a_block_that_does_not_end_and_other_text_end_with_the_file() {
        assert_eq!(read_blocks("vars {\n a: '''\n x").len(), 1);
        assert_eq!(read_blocks("}}}{{{\n[\n]"), []);
    }
}
