//! WebDAV: `/on/demandware.servlet/webdav/Sites/…`. `permissions.rs` is Business Manager's "WebDAV Client Permissions",
//! `folders.rs` what there is to read.

mod folders;
mod permissions;

pub(crate) use permissions::WebdavPermissions;

use self::folders::Item;
use super::bearer::TokenFacts;

/// The URL path of the root.
const ROOT: &str = "/on/demandware.servlet/webdav/Sites";

/// A request to WebDAV.
pub(crate) struct WebdavRequest<'r> {
    pub(crate) path: &'r str,
    pub(crate) method: &'r str,
    /// The `Depth` header.
    pub(crate) depth: Option<&'r str>,
    /// What the token says, if it was accepted.
    pub(crate) token: Option<&'r TokenFacts>,
}

/// What a request gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum WebdavAnswer {
    /// A multistatus document (RFC 4918 section 13).
    Multistatus(String),
    /// A file's text.
    File(&'static str),
    /// A page that lists a folder.
    Listing(String),
    /// No access without an accepted token.
    Unauthorized,
    /// The permissions do not name the API client or the path.
    Forbidden,
    /// Nothing is there.
    NotFound,
    /// Not a method that reads.
    MethodNotAllowed,
}

impl WebdavRequest<'_> {
    /// Whether a path is one of WebDAV's.
    pub(crate) fn is_path(path: &str) -> bool {
        path.strip_prefix(ROOT).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Decides on the request.
    pub(crate) fn decide(&self, permissions: &WebdavPermissions) -> WebdavAnswer {
        let Some(token) = self.token else { return WebdavAnswer::Unauthorized };
        let Some(path) = self.path.strip_prefix(ROOT) else { return WebdavAnswer::NotFound };
        let path = path.strip_suffix('/').unwrap_or(path);
        if !permissions.may_read(&token.client_id, path) {
            return WebdavAnswer::Forbidden;
        }
        match (self.method, folders::at(path)) {
            ("PROPFIND" | "GET", None) => WebdavAnswer::NotFound,
            ("PROPFIND", Some(item)) => {
                WebdavAnswer::Multistatus(folders::multistatus(ROOT, item, self.depth != Some("0")))
            }
            ("GET", Some(Item { text: Some(text), .. })) => WebdavAnswer::File(text),
            ("GET", Some(folder)) => WebdavAnswer::Listing(folders::listing(ROOT, folder)),
            _ => WebdavAnswer::MethodNotAllowed,
        }
    }
}
