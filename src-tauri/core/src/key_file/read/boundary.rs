//! Finds the BEGIN and END lines of PEM text (RFC 7468), even if they lost a dash, are in the middle of a line,
//! or went through a word processor. `pem_text.rs` reads what is between them.

/// The two kinds of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Begin,
    End,
}

/// A BEGIN or END line, dashes included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Boundary<'t> {
    pub(super) edge: Edge,
    pub(super) label: &'t str,
    /// Offset of its first dash, in bytes.
    pub(super) start: usize,
    /// Offset after its last dash, in bytes.
    pub(super) end: usize,
    /// It has five hyphens on either side, as the standard requires.
    pub(super) tidy: bool,
}

/// Labels that are recognised even if the dashes are wrong. Any other label could be prose.
pub(super) const KNOWN_LABELS: [&str; 20] = [
    "PRIVATE KEY",
    "RSA PRIVATE KEY",
    "ENCRYPTED PRIVATE KEY",
    "EC PRIVATE KEY",
    "DSA PRIVATE KEY",
    "OPENSSH PRIVATE KEY",
    "SSH2 ENCRYPTED PRIVATE KEY",
    "CERTIFICATE",
    "X509 CERTIFICATE",
    "TRUSTED CERTIFICATE",
    "CERTIFICATE REQUEST",
    "NEW CERTIFICATE REQUEST",
    "PUBLIC KEY",
    "RSA PUBLIC KEY",
    "SSH2 PUBLIC KEY",
    "PKCS7",
    "EC PARAMETERS",
    "DH PARAMETERS",
    "PGP PUBLIC KEY BLOCK",
    "PGP PRIVATE KEY BLOCK",
];

const DASHES: usize = 5;
/// The longest text after `BEGIN ` that is searched for a label and its dashes, in bytes.
const LONGEST_LABEL: usize = 64;

/// All BEGIN and END lines in their order, never overlapping. Takes time linear in the length of the text.
pub(super) fn boundaries(text: &str) -> impl Iterator<Item = Boundary<'_>> {
    let mut floor = 0;
    let mut after_boundary = false;
    keywords(text).filter_map(move |(at, edge, length)| {
        // The label of the boundary before has the keyword.
        if at < floor {
            return None;
        }
        let found = boundary_at(text, floor, after_boundary, at, edge, length);
        // Text is never looked at twice, boundary or not. This keeps the whole search linear.
        floor = found.map_or(at + length, |boundary| boundary.end);
        after_boundary = found.is_some();
        found
    })
}

fn keywords(text: &str) -> impl Iterator<Item = (usize, Edge, usize)> + '_ {
    let mut begins = text.match_indices("BEGIN ").peekable();
    let mut ends = text.match_indices("END ").peekable();
    std::iter::from_fn(move || {
        let begin = begins.peek().map(|(at, _)| *at);
        let end = ends.peek().map(|(at, _)| *at);
        let is_begin = match (begin, end) {
            (Some(begin), Some(end)) => begin < end,
            (begin, _) => begin.is_some(),
        };
        if is_begin {
            begins.next().map(|(at, keyword)| (at, Edge::Begin, keyword.len()))
        } else {
            ends.next().map(|(at, keyword)| (at, Edge::End, keyword.len()))
        }
    })
}

fn boundary_at(
    text: &str,
    floor: usize,
    after_boundary: bool,
    at: usize,
    edge: Edge,
    length: usize,
) -> Option<Boundary<'_>> {
    let before = text.get(floor..at)?;
    let without_space = before.trim_end_matches(' ');
    let without_dashes = without_space.trim_end_matches(is_dash);
    let leading = &without_space[without_dashes.len()..];
    let spaced = before.len() > without_space.len();
    let at_line_start = ends_with_line_end(without_dashes) || (without_dashes.is_empty() && floor == 0);
    let directly_after = after_boundary && without_dashes.is_empty();
    if leading.is_empty() && !at_line_start && !directly_after {
        return None;
    }

    let line = rest_of_line(text.get(at + length..)?);
    let (label, trailing) = match line.find(is_dash) {
        Some(first) => {
            let (label, dashes) = line.split_at(first);
            let run = &dashes[..dashes.len() - dashes.trim_start_matches(is_dash).len()];
            let next = text[at + length + first + run.len()..].trim_start_matches(' ');
            (label, own_dashes(run, next.starts_with("BEGIN ") || next.starts_with("END ")))
        }
        None => (line.trim_end_matches(|c: char| c.is_whitespace() || is_quote(c) || c == ','), ""),
    };
    let end = at + length + label.len() + trailing.len();
    let spaced = spaced || label.trim() != label;
    let label = label.trim();

    let five = |dashes: &str| dashes.len() == DASHES && dashes.bytes().all(|byte| byte == b'-');
    let tidy = five(leading) && five(trailing) && !spaced;
    let start = if leading.is_empty() { at } else { floor + without_dashes.len() };
    let accepted = if tidy {
        !label.is_empty() && label.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic())
    } else {
        KNOWN_LABELS.contains(&label) && !(leading.is_empty() && trailing.is_empty())
    };
    accepted.then_some(Boundary { edge, label, start, end, tidy })
}

/// The dashes of a run that belong to this line. `cat` joins files without a line end between them:
/// `-----END CERTIFICATE----------BEGIN CERTIFICATE-----`.
fn own_dashes(run: &str, another_follows: bool) -> &str {
    if !another_follows {
        return run;
    }
    let end = run.char_indices().nth(DASHES).map_or(run.len(), |(offset, _)| offset);
    &run[..end]
}

/// The text up to the next line end, literal `\n` included, but not more than a label can have.
fn rest_of_line(text: &str) -> &str {
    let line_end = text.char_indices().find(|(offset, character)| {
        matches!(character, '\n' | '\r' | '\\') || *offset > LONGEST_LABEL + 4 * DASHES
    });
    line_end.map_or(text, |(offset, _)| &text[..offset])
}

fn ends_with_line_end(text: &str) -> bool {
    let text = text.trim_end_matches([' ', '\t']);
    text.ends_with(['\n', '\r', '\u{feff}'])
        || text.ends_with("\\n")
        || text.ends_with("\\r")
        || ends_with_quote(text)
}

fn ends_with_quote(text: &str) -> bool {
    text.chars().next_back().is_some_and(is_quote)
}

/// Quotation marks that JSON, .env files, shells and word processors put around a text.
pub(super) fn is_quote(character: char) -> bool {
    matches!(
        character,
        '"' | '\'' | '`' | '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‛' | '«' | '»' | '‹' | '›'
    )
}

/// A hyphen, or what a word processor makes of one.
pub(super) fn is_dash(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Edge, &str, bool)> {
        boundaries(text).map(|boundary| (boundary.edge, boundary.label, boundary.tidy)).collect()
    }

    #[test]
    fn a_keyword_in_a_label_begins_nothing_and_boundaries_never_overlap() {
        let text = "-----BEGIN END X-----END X-----\nBEGIN END PRIVATE KEY-----END PRIVATE KEY-----END PRIVATE KEY-----";
        let mut floor = 0;
        for boundary in boundaries(text) {
            assert!(floor <= boundary.start && boundary.start < boundary.end, "{boundary:?} after {floor}");
            floor = boundary.end;
        }
        assert_eq!(boundaries(text).next().unwrap().label, "END X");
    }

    #[test]
    fn lines_as_the_standard_writes_them_are_tidy() {
        let text = "-----BEGIN X Y-----\nAAAA\n-----END X Y-----\n";
        assert_eq!(found(text), [(Edge::Begin, "X Y", true), (Edge::End, "X Y", true)]);
    }

    #[test]
    fn the_offsets_take_the_dashes_in() {
        let text = "a -----BEGIN CERTIFICATE----- b";
        let boundary = boundaries(text).next().unwrap();
        assert_eq!(&text[boundary.start..boundary.end], "-----BEGIN CERTIFICATE-----");
    }

    #[test]
    fn blocks_joined_without_a_line_end_are_told_apart() {
        let text = "-----END PRIVATE KEY----------BEGIN CERTIFICATE-----";
        assert_eq!(found(text), [(Edge::End, "PRIVATE KEY", true), (Edge::Begin, "CERTIFICATE", true)]);
    }

    #[test]
    fn a_missing_or_surplus_dash_is_seen_and_not_tidy() {
        for text in [
            "----BEGIN PRIVATE KEY-----",
            "-----BEGIN PRIVATE KEY----",
            "-----BEGIN PRIVATE KEY\nMII",
            "BEGIN PRIVATE KEY-----",
            "------BEGIN PRIVATE KEY------",
            "----- BEGIN PRIVATE KEY -----",
            "—–BEGIN PRIVATE KEY—–",
        ] {
            assert_eq!(found(text), [(Edge::Begin, "PRIVATE KEY", false)], "{text}");
        }
    }

    #[test]
    fn prose_is_no_boundary() {
        for text in [
            "Look for the BEGIN CERTIFICATE line.",
            "1 - BEGIN the journey - slowly",
            "the END - of it",
            "BEGIN CERTIFICATE",
            "-----BEGIN PRIVATE KEY MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKjMzEfYyjiWA4R4",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
