//! A report as one page of HTML, to attach or to open in a browser. It needs nothing else and loads nothing: its policy
//! forbids that, too. Every text is escaped, and in an element of its own direction.

use html_escape::{encode_double_quoted_attribute, encode_text};

use super::document::{Block, Document, Fact, Said};
use super::rich::{Piece, pieces, plain};

/// What a browser may do with the page: use its own styles, and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE: &str = "\
:root{color-scheme:light dark}\
body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem;border-bottom:1px solid;padding-bottom:.2rem}h3{font-size:1rem}\
table{border-collapse:collapse;width:100%}\
th,td{text-align:start;vertical-align:top;padding:.15rem 1rem .15rem 0;overflow-wrap:anywhere}\
th{width:14rem;font-weight:600}\
code,pre{font-family:ui-monospace,monospace;font-size:.92em}\
pre{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid;border-radius:6px;padding:.6rem .8rem}";

pub(super) fn write(document: &Document) -> String {
    let (language, title) =
        (attribute(&document.language), encode_text(&plain(&document.title)).into_owned());
    let mut body = format!("<h1>{}</h1>\n", words(&document.title));
    document.lead.iter().for_each(|sentence| body.push_str(&paragraph(sentence)));
    for section in &document.sections {
        body.push_str(&format!("<section>\n<h2>{}</h2>\n", words(&section.title)));
        section.blocks.iter().for_each(|block| body.push_str(&write_block(block, &document.beginning_note)));
        body.push_str("</section>\n");
    }
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        attribute(POLICY)
    )
}

fn write_block(block: &Block, beginning_note: &str) -> String {
    match block {
        Block::Heading(text) => format!("<h3>{}</h3>\n", words(text)),
        Block::Sentence(text) => paragraph(text),
        Block::List(name, sentences) => paragraph(name) + &list("ul", sentences),
        Block::Steps(name, sentences) => paragraph(name) + &list("ol", sentences),
        Block::Facts(facts) => {
            let row = |fact: &Fact| {
                format!(
                    "<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n",
                    said(&fact.name),
                    said(&fact.value)
                )
            };
            format!("<table>\n{}</table>\n", facts.iter().map(row).collect::<String>())
        }
        Block::Text(text) => {
            // A browser leaves out a line end directly after `<pre>`.
            let code = format!("<pre dir=\"auto\">\n{}</pre>\n", encode_text(&text.text));
            let note = if text.only_beginning { paragraph(beginning_note) } else { String::new() };
            paragraph(&text.name) + &code + &note
        }
    }
}

fn paragraph(sentence: &str) -> String {
    format!("<p>{}</p>\n", words(sentence))
}

fn list(tag: &str, sentences: &[String]) -> String {
    let items: String = sentences.iter().map(|sentence| format!("<li>{}</li>\n", words(sentence))).collect();
    format!("<{tag}>\n{items}</{tag}>\n")
}

fn said(said: &Said) -> String {
    match said {
        Said::Words(text) => words(text),
        Said::Data(text) => code(text),
    }
}

fn words(sentence: &str) -> String {
    let piece = |piece: Piece<'_>| match piece {
        Piece::Plain(text) => format!("<bdi>{}</bdi>", encode_text(text)),
        Piece::Bold(text) => format!("<b><bdi>{}</bdi></b>", encode_text(text)),
        Piece::Code(text) => code(text),
    };
    match pieces(sentence).as_slice() {
        [Piece::Plain(text)] => encode_text(text).into_owned(),
        _ => pieces(sentence).into_iter().map(piece).collect(),
    }
}

fn code(text: &str) -> String {
    format!("<code><bdi>{}</bdi></code>", encode_text(text))
}

fn attribute(text: &str) -> String {
    encode_double_quoted_attribute(text).into_owned()
}
