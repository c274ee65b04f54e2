//! The two marks in the page's messages: `**bold**` and `` `code` ``.

/// A piece of a sentence.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    Plain(&'t str),
    Bold(&'t str),
    Code(&'t str),
}

/// The pieces of a sentence. A mark without its end stands for itself.
pub(super) fn pieces(sentence: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut rest, mut plain) = (sentence, 0);
    while let Some(at) = rest[plain..].find(['*', '`']).map(|at| plain + at) {
        let marked = inside(&rest[at..], "**").map(|text| (Piece::Bold(text), text.len() + 4));
        let marked =
            marked.or_else(|| inside(&rest[at..], "`").map(|text| (Piece::Code(text), text.len() + 2)));
        let Some((piece, length)) = marked else {
            plain = at + 1;
            continue;
        };
        pieces.extend([Piece::Plain(&rest[..at]), piece]);
        (rest, plain) = (&rest[at + length..], 0);
    }
    pieces.push(Piece::Plain(rest));
    pieces.retain(|piece| *piece != Piece::Plain(""));
    pieces
}

/// The sentence without its marks.
pub(super) fn plain(sentence: &str) -> String {
    let text = |piece| match piece {
        Piece::Plain(text) | Piece::Bold(text) | Piece::Code(text) => text,
    };
    pieces(sentence).into_iter().map(text).collect()
}

/// What is between two of these marks, if the text begins with one.
fn inside<'t>(text: &'t str, mark: &str) -> Option<&'t str> {
    let after = text.strip_prefix(mark)?;
    after.find(mark).filter(|end| *end > 0).map(|end| &after[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_falls_into_pieces_at_its_marks() {
        use Piece::{Bold, Code, Plain};
        assert_eq!(
            pieces("Open **Edit claims** and set `aud`."),
            [Plain("Open "), Bold("Edit claims"), Plain(" and set "), Code("aud"), Plain(".")]
        );
        assert_eq!(pieces("**a** `b`"), [Bold("a"), Plain(" "), Code("b")]);
        for odd in ["a * b ` c", "**", "`", "``", "****", "** not closed"] {
            assert_eq!(pieces(odd), [Plain(odd)], "{odd}");
        }
        assert_eq!(pieces(""), []);
        assert_eq!(plain("**a** `b` *c*"), "a b *c*");
    }
}
