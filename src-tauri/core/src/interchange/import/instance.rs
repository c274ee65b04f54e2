//! What a host or tenant says about the credential: what kind of instance it is, and what to call it.

use serde::Serialize;

use crate::account_manager::Tenant;
use crate::credential::Group;

/// How the group of a credential is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum GroupFrom {
    /// By its host name.
    Host,
    /// By its tenant.
    Tenant,
}

/// What kind of instance a host is.
pub(super) fn group_of_host(host: &str) -> Group {
    let host = host.to_ascii_lowercase();
    let first = host.split('.').next().unwrap_or_default();
    let of_first = first.split('-').next().unwrap_or_default();
    match of_first {
        "production" | "prd" => return Group::Production,
        "staging" | "stg" => return Group::Staging,
        "development" => return Group::Development,
        _ => {}
    }
    if let Some(tenant) = Tenant::find(&host) {
        return group_of_instance(&tenant.instance);
    }
    // Sandboxes of the old kind: `dev01-realm-customer.demandware.net`.
    let is_numbered_dev = of_first
        .strip_prefix("dev")
        .is_some_and(|rest| !rest.is_empty() && rest.chars().all(|digit| digit.is_ascii_digit()));
    if is_numbered_dev || host.contains(".sandbox.") { Group::Sandbox } else { Group::None }
}

/// What kind of instance this is, by its ID.
pub(super) fn group_of_instance(instance: &str) -> Group {
    match instance {
        "prd" => Group::Production,
        "stg" => Group::Staging,
        "dev" => Group::Development,
        other if other.ends_with(|digit: char| digit.is_ascii_digit()) => Group::Sandbox,
        _ => Group::None,
    }
}

/// What to call a credential for this host: realm and instance, else the first part of the host.
pub(super) fn name_of_host(host: &str) -> String {
    match Tenant::find(host) {
        Some(tenant) => format!("{}-{}", tenant.realm, tenant.instance),
        None => host.split(['.', ':']).next().unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_of_an_instance_is_known_by_its_host() {
        for (host, group) in [
            ("zzte-053.dx.commercecloud.salesforce.com", Group::Sandbox),
            ("zzte-053.sandbox.us01.dx.commercecloud.salesforce.com", Group::Sandbox),
            ("staging-realm-acme.demandware.net", Group::Staging),
            ("production-realm-acme.demandware.net", Group::Production),
            ("development-realm-acme.demandware.net", Group::Development),
            ("dev03-realm-acme.demandware.net", Group::Sandbox),
            ("zzte-prd.dx.commercecloud.salesforce.com", Group::Production),
            ("www.example.com", Group::None),
            ("", Group::None),
        ] {
            assert_eq!(group_of_host(host), group, "{host}");
        }
        assert_eq!(name_of_host("zzte-053.dx.commercecloud.salesforce.com"), "zzte-053");
        assert_eq!(name_of_host("staging-realm-acme.demandware.net"), "staging-realm-acme");
    }
}
