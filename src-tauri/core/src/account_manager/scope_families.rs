//! The families of scopes for SCAPI's admin APIs: the one list of them, with its date and its sources.
//!
//! Account Manager has no list that an API client could read, so this one is from what Salesforce publishes:
//! the Authorization Scopes Catalog (developer.salesforce.com, Commerce API guide), and the specifications and the
//! scope reference in github.com/SalesforceCommerceCloud/b2c-developer-tooling at commit 4dee938. A family that is
//! missing here can be typed.

use serde::Serialize;

/// The day on which the list was compared with its sources.
pub const SCOPE_FAMILIES_AS_OF: &str = "2026-11-30";

/// A family of scopes: `sfcc.<id>`, and `sfcc.<id>.rw` for reading and writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ScopeFamily {
    /// The family, as in its scopes.
    pub id: &'static str,
    /// What Salesforce calls the API.
    pub name: &'static str,
    /// What Salesforce calls the group of APIs.
    pub group: &'static str,
    /// There is a scope for reading.
    pub read: bool,
    /// There is a scope for reading and writing.
    pub write: bool,
    /// A single request that reads and changes nothing shows whether the scope works.
    pub probe: bool,
}

const fn family(id: &'static str, name: &'static str, group: &'static str) -> ScopeFamily {
    ScopeFamily { id, name, group, read: true, write: true, probe: false }
}

impl ScopeFamily {
    const fn with_probe(self) -> Self {
        Self { probe: true, ..self }
    }

    const fn only_read(self) -> Self {
        Self { write: false, ..self }
    }

    const fn only_write(self) -> Self {
        Self { read: false, ..self }
    }
}

/// The families, by group.
pub const SCOPE_FAMILIES: [ScopeFamily; 28] = [
    family("scapi-schemas", "SCAPI Schemas", "Developer Experience").only_read().with_probe(),
    family("custom-apis", "Custom APIs", "Developer Experience").with_probe(),
    family("catalogs", "Catalogs", "Product").with_probe(),
    family("products", "Products", "Product").with_probe(),
    family("orders", "Orders", "Checkout").with_probe(),
    family("inventory.availability", "Availability", "Inventory").with_probe(),
    family("inventory.reservations", "Reservations", "Inventory"),
    family("inventory.impex-inventory", "Inventory Impex", "Inventory"),
    family("inventory.impex-graphs", "Location Graph Impex", "Inventory").only_read(),
    family("promotions", "Promotions, Campaigns, Coupons", "Pricing").with_probe(),
    family("source-codes", "Source Codes", "Pricing").with_probe(),
    family("gift-certificates", "Gift Certificates", "Pricing"),
    family("customerlists", "Customer Lists", "Customer").with_probe(),
    family("customergroups", "Customer Groups", "Customer"),
    family("consents", "Consents", "Customer"),
    family("sites", "Sites", "Configuration").with_probe(),
    family("preferences", "Preferences", "Configuration").with_probe(),
    family("cors-preferences", "CORS Preferences", "Configuration"),
    family("timeouts", "Timeouts", "Configuration"),
    family("jobs", "Jobs", "Operation").with_probe(),
    family("scripts", "Scripts", "Operation").with_probe(),
    family("users", "Users", "Operation").with_probe(),
    family("roles", "Roles", "Operation").with_probe(),
    family("granular-replications", "Granular Replications", "Operation"),
    family("metrics", "Metrics", "Operation").only_read(),
    family("cdn-zones", "CDN Zones", "CDN"),
    family("experiences", "Experiences", "Experience").only_write(),
    family("slas-admin", "SLAS Admin", "Shopper Login"),
];

/// The family with this id, if it is in the list.
pub(super) fn family_of(id: &str) -> Option<&'static ScopeFamily> {
    SCOPE_FAMILIES.iter().find(|family| family.id == id)
}
