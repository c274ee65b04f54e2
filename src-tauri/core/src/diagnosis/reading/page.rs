//! What a person sees of an HTML page. It is read as text and never shown as HTML.

use crate::text::beginning;

/// How many characters are searched for the start of a page. A comment or an XML declaration may come before it.
const BEGINS_WITHIN: usize = 2000;
/// The most of a page's text that is read, in bytes. Block pages and error pages are short.
const LONGEST_READ: usize = 64 * 1024;
/// How many elements with the same name are searched for one that has text.
const MOST_ELEMENTS: usize = 8;

/// An HTML page.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::diagnosis) struct Page {
    /// Its title.
    pub(in crate::diagnosis) title: Option<String>,
    /// Its first heading.
    pub(in crate::diagnosis) heading: Option<String>,
    /// What can be read on it, title and headings among it.
    pub(in crate::diagnosis) text: String,
    /// It has a field for a password.
    pub(in crate::diagnosis) has_login: bool,
}

impl Page {
    /// The page that a body is; `None` if it is none.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = text.trim_start();
        let start: String = text.chars().take(BEGINS_WITHIN).collect();
        let start = start.to_ascii_lowercase();
        let is_page = text.starts_with('<')
            && ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| start.contains(tag));
        if !is_page {
            return None;
        }
        let html = beginning(text, LONGEST_READ);
        let lower = html.to_ascii_lowercase();
        let heading = ["h1", "h2"].iter().find_map(|tag| element(html, &lower, tag));
        let has_login = ["type=\"password\"", "type='password'", "type=password"];
        Some(Self {
            title: element(html, &lower, "title"),
            heading,
            has_login: has_login.iter().any(|field| lower.contains(field)),
            text: visible(html, &lower),
        })
    }
}

/// The text of the first element with this name that has some. Lower-casing ASCII moves nothing.
fn element(html: &str, lower: &str, name: &str) -> Option<String> {
    let (begin, end) = (format!("<{name}"), format!("</{name}"));
    for (at, _) in lower.match_indices(&begin).take(MOST_ELEMENTS) {
        // What ends nowhere from here on ends nowhere after it.
        let start = at + lower[at..].find('>')? + 1;
        let end = start + lower[start..].find(&end)?;
        let text = visible(&html[start..end], &lower[start..end]);
        if !text.is_empty() {
            return Some(text);
        }
    }
    None
}

/// The text without tags, scripts, styles and comments, on one line, with entities replaced.
fn visible(html: &str, lower: &str) -> String {
    let mut text = String::new();
    let mut at = 0;
    while let Some(tag) = lower[at..].find('<').map(|tag| at + tag) {
        text.push_str(&html[at..tag]);
        text.push(' ');
        let hidden = [("<!--", "-->"), ("<script", "</script"), ("<style", "</style")];
        let skipped = hidden.iter().find(|(begins, _)| lower[tag..].starts_with(begins));
        let from = match skipped {
            Some((_, ends)) => lower[tag..].find(ends).map_or(lower.len(), |end| tag + end),
            None => tag,
        };
        at = lower[from..].find('>').map_or(lower.len(), |end| from + end + 1);
    }
    text.push_str(&html[at..]);
    let text = html_escape::decode_html_entities(&text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_as_a_person_sees_it() {
        let page = Page::read(
            "<!-- proxy -->\n<HTML><head><TITLE>Log\n in</TITLE><style>b{}</style></head><body>\
             <script>var a = '<b>';</script><h1> Hello,&nbsp;<b>you</b> &amp; me </h1>\
             <input type=\"password\"></body></html>",
        );
        let page = page.unwrap();
        assert_eq!(page.title.as_deref(), Some("Log in"));
        assert_eq!(page.heading.as_deref(), Some("Hello, you & me"));
        assert_eq!(page.text, "Log in Hello, you & me");
        assert!(page.has_login);
    }

    #[test]
    fn what_is_cut_off_or_no_page_does_no_harm() {
        for text in ["<html><title>Half", "<html><script>", "<html><!--", "<body", "<html><h1>ü</h"] {
            assert!(Page::read(text).is_some(), "{text}");
        }
        for text in ["", "plain", "<?xml version=\"1.0\"?><fault/>", "{\"a\":\"<html>\"}"] {
            assert_eq!(Page::read(text), None, "{text}");
        }
    }

    #[test]
    fn elements_that_end_nowhere_and_those_without_text_are_not_searched_for_ever() {
        let page = |tags: String| Page::read(&format!("<html>{tags}")).unwrap();
        assert_eq!(page("<h1>".repeat(16_000)).heading, None);
        assert_eq!(page("<h1></h1>".repeat(MOST_ELEMENTS) + "<h1>a</h1>").heading, None);
        assert_eq!(page("<h1></h1>".repeat(MOST_ELEMENTS - 1) + "<h1>a</h1>").heading.as_deref(), Some("a"));
    }
}
