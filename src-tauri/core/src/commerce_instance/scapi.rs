//! SCAPI's admin APIs: `/{family}/{api}/v1/organizations/{organization}/…`. A token needs two scopes: the tenant's and
//! the API's own.

use serde_json::{Value, json};

use super::bearer::TokenFacts;
use super::{ORGANIZATION, TENANT};

/// The APIs: family and name as in their paths, and their scope.
const APIS: [(&str, &str, &str); 12] = [
    ("dx", "scapi-schemas", "sfcc.scapi-schemas"),
    ("dx", "custom-apis", "sfcc.custom-apis"),
    ("configuration", "sites", "sfcc.sites"),
    ("configuration", "preferences", "sfcc.preferences"),
    ("product", "catalogs", "sfcc.catalogs"),
    ("product", "products", "sfcc.products"),
    ("checkout", "orders", "sfcc.orders"),
    ("pricing", "promotions", "sfcc.promotions"),
    ("pricing", "source-code-groups", "sfcc.source-codes"),
    ("inventory", "availability", "sfcc.inventory.availability"),
    ("customer", "customer-lists", "sfcc.customerlists"),
    ("operation", "jobs", "sfcc.jobs"),
];
/// Where the types of SCAPI's errors are documented.
const ERRORS: &str = "https://api.commercecloud.salesforce.com/documentation/error/v1/errors/";

/// A request to SCAPI.
pub(crate) struct ScapiRequest<'r> {
    pub(crate) path: &'r str,
    pub(crate) method: &'r str,
    /// What the token says, if it was accepted.
    pub(crate) token: Option<&'r TokenFacts>,
}

/// An error: status code and problem details (RFC 9457).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ScapiProblem {
    pub(crate) status: u16,
    pub(crate) body: Value,
}

impl ScapiRequest<'_> {
    /// Whether a path is one of SCAPI's.
    pub(crate) fn is_path(path: &str) -> bool {
        read_path(path).is_some()
    }

    /// The document that the request gets.
    ///
    /// # Errors
    /// The problem that it gets instead.
    pub(crate) fn decide(&self) -> Result<Value, ScapiProblem> {
        let Some(token) = self.token else {
            return Err(problem(
                401,
                "unauthorized",
                "Unauthorized",
                "Your access-token is invalid and could not be used to identify the API client.",
            ));
        };
        let not_found = || problem(404, "not-found", "Not Found", "The requested resource was not found.");
        let (family, api, organization, resource) = read_path(self.path).ok_or_else(not_found)?;
        let known = APIS.iter().find(|(its_family, its_api, _)| *its_family == family && *its_api == api);
        let (_, _, scope) = known.ok_or_else(not_found)?;
        let of_tenant =
            token.has(&format!("SALESFORCE_COMMERCE_API:{TENANT}")) && organization == ORGANIZATION;
        let of_api = token.has(scope) || token.has(&format!("{scope}.rw"));
        if !of_tenant || !of_api {
            return Err(problem(
                403,
                "forbidden",
                "Forbidden",
                "Your access-token is valid, but you have no permissions to access the resource.",
            ));
        }
        if self.method != "GET" {
            return Err(problem(
                405,
                "method-not-allowed",
                "Method Not Allowed",
                "Only GET is allowed here.",
            ));
        }
        let data = match (api, resource) {
            ("scapi-schemas", "schemas") => APIS.iter().map(schema).collect(),
            ("sites", "sites") => vec![json!({"id": "RefArch"}), json!({"id": "RefArchGlobal"})],
            ("catalogs", "catalogs") => vec![json!({"id": "storefront-catalog", "online": true})],
            _ => Vec::new(),
        };
        let count = data.len();
        Ok(json!({"limit": count, "data": data, "offset": 0, "total": count}))
    }
}

/// Family, API, organization and resource of a path.
fn read_path(path: &str) -> Option<(&str, &str, &str, &str)> {
    let mut parts = path.strip_prefix('/')?.splitn(6, '/');
    let (family, api, version) = (parts.next()?, parts.next()?, parts.next()?);
    let (word, organization, resource) = (parts.next()?, parts.next()?, parts.next()?);
    (version == "v1" && word == "organizations").then_some((family, api, organization, resource))
}

fn schema((family, api, _): &(&str, &str, &str)) -> Value {
    json!({"apiFamily": family, "apiName": api, "apiVersion": "v1", "schemaVersion": "1.0.0", "status": "current"})
}

fn problem(status: u16, name: &str, title: &str, detail: &str) -> ScapiProblem {
    // The order of members as SCAPI has it.
    ScapiProblem {
        status,
        body: json!({"type": format!("{ERRORS}{name}"), "title": title, "detail": detail}),
    }
}
