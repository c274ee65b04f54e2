//! The reading requests that are sent to the Salesforce Commerce API, one for each family that has a harmless one.
//!
//! Source: the API reference at developer.salesforce.com/docs/commerce/commerce-api, as of November 2026.

use serde::Serialize;

use super::token_facts::TokenFacts;

/// A reading request of the Salesforce Commerce API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScapiProbe {
    /// The scope that it needs; the same with `.rw` does, too.
    pub scope: &'static str,
    /// Path before the organization.
    before: &'static str,
    /// Path and query after the organization.
    after: &'static str,
}

/// All of them. The first is tried unless the token has the scope of another one.
pub const SCAPI_PROBES: [ScapiProbe; 4] = [
    ScapiProbe { scope: "sfcc.scapi-schemas", before: "/dx/scapi-schemas/v1", after: "/schemas" },
    ScapiProbe { scope: "sfcc.sites", before: "/configuration/sites/v1", after: "/sites" },
    ScapiProbe { scope: "sfcc.catalogs", before: "/product/catalogs/v1", after: "/catalogs?limit=1" },
    ScapiProbe { scope: "sfcc.custom-apis", before: "/dx/custom-apis/v1", after: "/endpoints" },
];

/// A reading request that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ProbeShown {
    /// The scope that it needs.
    pub scope: String,
    /// The token has that scope.
    pub granted: bool,
}

impl ScapiProbe {
    /// The one with this scope; without one, the first whose scope the token has.
    pub(super) fn choose(scope: &str, token: Option<&TokenFacts>) -> Self {
        let chosen = SCAPI_PROBES.into_iter().find(|probe| probe.scope == scope);
        let granted =
            || SCAPI_PROBES.into_iter().find(|probe| token.is_some_and(|it| it.has_scope(probe.scope)));
        chosen.or_else(granted).unwrap_or(SCAPI_PROBES[0])
    }

    /// Path and query, for an organization.
    pub(super) fn path(&self, organization: &str) -> String {
        format!("{}/organizations/{organization}{}", self.before, self.after)
    }

    /// The one that a path belongs to.
    pub(super) fn of_path(path: &str) -> Option<Self> {
        SCAPI_PROBES.into_iter().find(|probe| path.starts_with(probe.before))
    }
}

/// All of them, as they can be chosen.
pub(super) fn probes_shown(token: Option<&TokenFacts>) -> Vec<ProbeShown> {
    let shown = |probe: &ScapiProbe| ProbeShown {
        scope: probe.scope.to_owned(),
        granted: token.is_some_and(|token| token.has_scope(probe.scope)),
    };
    SCAPI_PROBES.iter().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_family_that_was_granted_is_tried_before_the_schemas() {
        let token = |scope: &str| TokenFacts { scopes: vec![scope.into()], ..TokenFacts::default() };
        assert_eq!(ScapiProbe::choose("", None).scope, "sfcc.scapi-schemas");
        assert_eq!(ScapiProbe::choose("", Some(&token("sfcc.catalogs.rw"))).scope, "sfcc.catalogs");
        assert_eq!(ScapiProbe::choose("sfcc.sites", Some(&token("sfcc.catalogs"))).scope, "sfcc.sites");
        assert_eq!(ScapiProbe::choose("", Some(&token("sfcc.catalogs-other"))).scope, "sfcc.scapi-schemas");
    }
}
