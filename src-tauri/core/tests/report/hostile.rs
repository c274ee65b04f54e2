//! Nothing that a server says, or that a person typed, becomes structure: in Markdown as a parser of CommonMark reads it,
//! in the page by its tags, and in plain text by its indentation.

use countersign_core::http::NameValue;
use countersign_core::report::{KnownSecrets, ReportForm};
use countersign_core::token_exchange::ExchangeShown;
use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::common::{answer_exchange, http};
use crate::making::{FORMS, report, words};

/// Every tag that a page has. Whatever else begins with `<` is somebody else's.
const TAGS: &[&str] = &[
    "<!DOCTYPE html>",
    "<html lang=\"en\">",
    "</html>",
    "<head>",
    "</head>",
    "<meta charset=\"utf-8\">",
    "<meta name=\"viewport\" content=\"width=device-width\">",
    "<title>",
    "</title>",
    "<style>",
    "</style>",
    "<body>",
    "</body>",
    "<main>",
    "</main>",
    "<section>",
    "</section>",
    "<h1>",
    "</h1>",
    "<h2>",
    "</h2>",
    "<h3>",
    "</h3>",
    "<p>",
    "</p>",
    "<ul>",
    "</ul>",
    "<ol>",
    "</ol>",
    "<li>",
    "</li>",
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<th scope=\"row\">",
    "</th>",
    "<td>",
    "</td>",
    "<b>",
    "</b>",
    "<bdi>",
    "</bdi>",
    "<code>",
    "</code>",
    "<pre dir=\"auto\">",
    "</pre>",
];

const HOSTILE: &[&str] = &[
    "</script><script>alert(1)</script>",
    "</style></pre></code></td></table><img src=https://server.example/x onerror=alert(1)>",
    "\"><svg/onload=alert(1)>",
    "&lt;script&gt; &#60;b&#62;",
    "[a](javascript:alert(1)) ![b](https://server.example/pixel)",
    "[a]: https://server.example\n\n[a]",
    "```\n# A heading\n```\n\n# Another",
    "`````\n~~~\n`a` ``b``",
    "`",
    "a ` b `` c",
    "# a\n\n- b\n\n1. c\n\n> d\n\n---\n\n===",
    "| a | b |\n|---|---|\n| c | d |",
    "<https://server.example> https://server.example www.server.example a@server.example",
    "**bold** __bold__ *it* _it_ ~~gone~~ $x$ $$y$$",
    "<!-- a --> <?php ?> <![CDATA[ x ]]>",
    "\u{202E}detrever\u{202C} \u{2066}\u{2069}\u{200F}\u{61C}\u{FEFF}",
    "\u{0}\u{7}\u{8}\u{1B}[31mred\u{1B}[0m\u{9B}\u{85}\u{2028}\u{2029}",
    "\\` \\* \\[ \\",
    "Request\n=======\n\nFindings\n--------\n",
    "    indented\n\ttab",
];

async fn refused(body: &[u8]) -> ExchangeShown {
    answer_exchange(http("401 Unauthorized", &["content-type: text/html"], body)).await.shown()
}

fn with_text(mut shown: ExchangeShown, text: &str) -> ExchangeShown {
    shown.sent.form.push(NameValue::new(text, text));
    shown.sent.assertion_claims = text.to_owned();
    let response = shown.response.as_mut().unwrap();
    response.headers.push(NameValue::new(text, text));
    response.reason = text.to_owned();
    response.body.text = text.to_owned();
    shown
}

#[tokio::test]
async fn a_page_has_no_tag_but_its_own() {
    let shown = refused(b"-").await;
    let quiet = tags_of(&report(
        ReportForm::Page,
        &with_text(shown.clone(), "a"),
        &words("a"),
        KnownSecrets::default(),
    ));
    for text in HOSTILE {
        let page =
            report(ReportForm::Page, &with_text(shown.clone(), text), &words(text), KnownSecrets::default());
        let tags = tags_of(&page);
        // Marks of words make `b` and `code`, which is what they are for.
        let inline = |tag: &&String| !["b>", "bdi>", "code>"].iter().any(|end| tag.ends_with(end));
        assert_eq!(
            tags.iter().filter(inline).collect::<Vec<_>>(),
            quiet.iter().filter(inline).collect::<Vec<_>>(),
            "{text}"
        );
    }
}

/// The tags of a page, each of which is one of its own.
fn tags_of(page: &str) -> Vec<String> {
    let policy = "<meta http-equiv=\"Content-Security-Policy\"";
    let mut tags = Vec::new();
    for (at, _) in page.match_indices('<') {
        if page[at..].starts_with(policy) {
            continue;
        }
        let tag = TAGS.iter().find(|tag| page[at..].starts_with(**tag));
        let shown: String = page[at..].chars().take(80).collect();
        tags.push((*tag.unwrap_or_else(|| panic!("somebody else's tag: {shown}"))).to_owned());
    }
    assert_eq!(tags.first().map(String::as_str), Some("<!DOCTYPE html>"));
    tags
}

#[tokio::test]
async fn markdown_has_no_structure_but_its_own() {
    let shown = refused(b"-").await;
    let quiet = structure_of(&report(
        ReportForm::Markdown,
        &with_text(shown.clone(), "a"),
        &words("a"),
        KnownSecrets::default(),
    ));
    for text in HOSTILE {
        let markdown = report(
            ReportForm::Markdown,
            &with_text(shown.clone(), text),
            &words(text),
            KnownSecrets::default(),
        );
        assert_eq!(structure_of(&markdown), quiet, "{text}\n{markdown}");
    }
}

/// The headings, lists, items, paragraphs and code blocks of a Markdown text. It has neither links nor pictures nor HTML.
fn structure_of(markdown: &str) -> Vec<&'static str> {
    let mut structure = Vec::new();
    for event in Parser::new_ext(markdown, Options::all()) {
        match event {
            Event::Start(Tag::Heading { .. }) => structure.push("heading"),
            Event::Start(Tag::List(_)) => structure.push("list"),
            Event::Start(Tag::Item) => structure.push("item"),
            Event::Start(Tag::CodeBlock(_)) => structure.push("code block"),
            Event::Start(Tag::Paragraph | Tag::Strong)
            | Event::End(_)
            | Event::Text(_)
            | Event::Code(_)
            | Event::SoftBreak => {}
            other => panic!("{other:?} in\n{markdown}"),
        }
    }
    structure
}

#[tokio::test]
async fn the_code_of_markdown_is_what_was_received() {
    let shown = refused(b"-").await;
    for text in HOSTILE.iter().filter(|text| text.chars().all(|c| !c.is_control() || c == '\n')) {
        let text = text.trim_end_matches('\n');
        if text.contains(['\u{202E}', '\u{2028}']) {
            continue;
        }
        let markdown = report(
            ReportForm::Markdown,
            &with_text(shown.clone(), text),
            &words("a"),
            KnownSecrets::default(),
        );
        let mut blocks = vec![String::new()];
        let mut inside = false;
        for event in Parser::new_ext(&markdown, Options::all()) {
            match event {
                Event::Start(Tag::CodeBlock(_)) => inside = true,
                Event::End(pulldown_cmark::TagEnd::CodeBlock) => {
                    inside = false;
                    blocks.push(String::new());
                }
                Event::Text(part) if inside => blocks.last_mut().unwrap().push_str(&part),
                _ => {}
            }
        }
        assert!(blocks.iter().any(|block| block.trim_end_matches('\n') == text), "{text}\n{markdown}");
    }
}

#[tokio::test]
async fn a_text_has_no_titles_but_its_own() {
    let shown = refused(b"-").await;
    let titles = |text: &str| {
        text.lines().filter(|line| !line.is_empty() && line.chars().all(|c| c == '=' || c == '-')).count()
    };
    let quiet =
        report(ReportForm::Text, &with_text(shown.clone(), "a"), &words("a"), KnownSecrets::default());
    for text in HOSTILE {
        let said =
            report(ReportForm::Text, &with_text(shown.clone(), text), &words(text), KnownSecrets::default());
        assert_eq!(titles(&said), titles(&quiet), "{text}\n{said}");
    }
}

#[tokio::test]
async fn what_cannot_be_seen_is_named() {
    let shown = refused(b"-").await;
    for text in HOSTILE {
        for form in FORMS {
            let said = report(form, &with_text(shown.clone(), text), &words(text), KnownSecrets::default());
            let odd = said.chars().find(|c| {
                (c.is_control() && *c != '\n' && *c != '\t')
                    || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
            });
            assert_eq!(odd, None, "{form:?}: {text}");
        }
    }
}
