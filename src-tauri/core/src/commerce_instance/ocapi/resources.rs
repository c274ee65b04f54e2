//! What there is to read in the instance: its documents as OCAPI's Data API gives them.

use serde_json::{Value, json};

use super::fault::NEWEST_VERSION;

/// The instance's sites and their names.
pub(super) const SITES: [(&str, &str); 2] = [("RefArch", "RefArch"), ("RefArchGlobal", "RefArch Global")];

/// A resource.
pub(super) struct Resource {
    pub(super) document: Value,
    /// Whether it is given to a user alone.
    pub(super) needs_user: bool,
}

/// The resource at a path, for example `/sites`; `None` if there is none. `base` is the URL before the path.
pub(super) fn at(path: &str, base: &str, user: Option<&str>) -> Option<Resource> {
    let open = |document| Some(Resource { document, needs_user: false });
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    match segments.as_slice() {
        ["sites"] => open(collection("sites", SITES.map(|site| site_document(site, base)).to_vec())),
        ["sites", id] => {
            let site = SITES.into_iter().find(|(its, _)| its == id)?;
            let mut document = site_document(site, base);
            document["_v"] = NEWEST_VERSION.into();
            open(document)
        }
        ["code_versions"] => open(collection("code_version_result", vec![code_version(base)])),
        ["users", "this"] => {
            let login = user.unwrap_or_default();
            let document = json!({
                "_v": NEWEST_VERSION,
                "_type": "user",
                "disabled": false,
                "email": login,
                "login": login,
                "locked": false,
            });
            Some(Resource { document, needs_user: true })
        }
        _ => None,
    }
}

fn collection(name: &str, data: Vec<Value>) -> Value {
    let count = data.len();
    json!({"_v": NEWEST_VERSION, "_type": name, "count": count, "data": data, "start": 0, "total": count})
}

fn site_document((id, name): (&str, &str), base: &str) -> Value {
    json!({
        "_type": "site",
        "display_name": {"default": name},
        "id": id,
        "in_deletion": false,
        "link": format!("{base}/sites/{id}"),
        "storefront_status": "online",
    })
}

fn code_version(base: &str) -> Value {
    json!({
        "_type": "code_version",
        "active": true,
        "cartridges": ["app_storefront_base"],
        "compatibility_mode": "22.7",
        "id": "practice",
        "link": format!("{base}/code_versions/practice"),
        "rollback": false,
    })
}
