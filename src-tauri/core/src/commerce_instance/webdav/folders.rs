//! The folders and files that there are to read, and how WebDAV describes them.

/// A folder or a file.
#[derive(Clone, Copy)]
pub(super) struct Item {
    /// Path below `Sites`.
    path: &'static str,
    /// A file's text; `None` for a folder.
    pub(super) text: Option<&'static str>,
}

const ITEMS: [Item; 9] = [
    Item { path: "/Cartridges", text: None },
    Item { path: "/Catalogs", text: None },
    Item { path: "/Impex", text: None },
    Item { path: "/Impex/log", text: None },
    Item { path: "/Impex/src", text: None },
    Item { path: "/Impex/src/instance", text: None },
    Item { path: "/Impex/src/practice.txt", text: Some("This file is for practice.\n") },
    Item { path: "/Libraries", text: None },
    Item { path: "/Logs", text: None },
];
/// When everything here was changed last.
const CHANGED: &str = "Mon, 02 Nov 2026 09:00:00 GMT";

/// The item at a path. The name of an area is taken in any case, as the server does.
pub(super) fn at(path: &str) -> Option<Item> {
    ITEMS.into_iter().find(|item| item.path.eq_ignore_ascii_case(path))
}

/// What is directly inside a folder.
fn children(folder: Item) -> impl Iterator<Item = Item> {
    let is_child = move |its: &Item| {
        let inside = its.path.strip_prefix(folder.path).and_then(|rest| rest.strip_prefix('/'));
        inside.is_some_and(|rest| !rest.contains('/'))
    };
    ITEMS.into_iter().filter(is_child)
}

/// Describes an item and, `with_children`, what is directly inside it (RFC 4918 section 9.1).
pub(super) fn multistatus(root: &str, item: Item, with_children: bool) -> String {
    let children = children(item).filter(|_| with_children);
    let responses: String = std::iter::once(item).chain(children).map(|item| response(root, item)).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<D:multistatus xmlns:D=\"DAV:\">\n{responses}</D:multistatus>\n"
    )
}

/// Lists what is directly inside a folder, as a page.
pub(super) fn listing(root: &str, folder: Item) -> String {
    let line = |item: Item| format!("<li><a href=\"{root}{path}\">{path}</a></li>\n", path = item.path);
    let lines: String = children(folder).map(line).collect();
    let name = folder.path;
    format!(
        "<!DOCTYPE html>\n<html><head><title>{name}</title></head><body><ul>\n{lines}</ul></body></html>\n"
    )
}

/// Our own constants alone, so nothing needs escaping.
fn response(root: &str, item: Item) -> String {
    let name = item.path.rsplit('/').next().unwrap_or_default();
    let (slash, properties) = match item.text {
        None => ("/", "<D:resourcetype><D:collection/></D:resourcetype>".to_owned()),
        Some(text) => {
            let length = text.len();
            ("", format!("<D:resourcetype/><D:getcontentlength>{length}</D:getcontentlength>"))
        }
    };
    format!(
        "<D:response><D:href>{root}{path}{slash}</D:href><D:propstat><D:prop><D:displayname>{name}</D:displayname><D:getlastmodified>{CHANGED}</D:getlastmodified>{properties}</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>\n",
        path = item.path,
    )
}
