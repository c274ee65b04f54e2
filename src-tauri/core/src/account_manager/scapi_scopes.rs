//! Scopes for SCAPI: what scopes as typed say about tenant and families, and writing a choice of them into the scopes.
//! What belongs to neither stays as it is, where it is.

use serde::{Deserialize, Serialize};

use super::scope_families::family_of;
use super::tenant::{Spelling, Tenant, is_instance, is_realm};

/// The role. With a tenant after a colon it is a scope; alone it is none that opens anything.
const ROLE: &str = "SALESFORCE_COMMERCE_API";
/// What the scopes of families begin with.
const FAMILY_PREFIX: &str = "sfcc.";
/// Families of the shopper APIs. Their tokens come from SLAS, not from Account Manager.
const SHOPPER_PREFIX: &str = "shopper-";
/// What scopes for reading and writing end with.
const WRITE_SUFFIX: &str = ".rw";

/// What a scope allows in its family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ScopeAccess {
    /// Reading.
    Read,
    /// Reading and writing.
    ReadWrite,
}

/// A family and what it is requested for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ChosenFamily {
    /// The family, without `sfcc.` and `.rw`.
    pub id: String,
    /// What it is requested for.
    pub access: ScopeAccess,
}

/// The part of scopes that is about SCAPI.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ScapiChoice {
    /// The realm, as typed.
    pub realm: String,
    /// The instance, as typed.
    pub instance: String,
    /// The families, in the order of the scopes.
    pub families: Vec<ChosenFamily>,
}

/// What one scope is.
#[derive(Debug, PartialEq)]
pub(crate) enum ScopeKind {
    /// The role without a tenant.
    Role,
    /// The tenant, and how it is spelled.
    Tenant(Tenant, Spelling),
    /// A family.
    Family(ChosenFamily),
    /// Anything else.
    Other,
}

/// What this scope is.
pub(crate) fn kind_of(scope: &str) -> ScopeKind {
    if scope == ROLE {
        return ScopeKind::Role;
    }
    let tenant = match scope.strip_prefix(ROLE).and_then(|rest| rest.strip_prefix(':')) {
        Some(typed) => Tenant::read(typed),
        // An organization's ID is no scope of anything else.
        None => Tenant::read(scope).filter(|(_, spelling)| *spelling == Spelling::Organization),
    };
    if let Some((tenant, spelling)) = tenant {
        return ScopeKind::Tenant(tenant, spelling);
    }
    let family = scope.strip_prefix(FAMILY_PREFIX).filter(|rest| !rest.starts_with(SHOPPER_PREFIX));
    let Some(rest) = family else { return ScopeKind::Other };
    let (id, access) = match rest.strip_suffix(WRITE_SUFFIX) {
        Some(id) => (id, ScopeAccess::ReadWrite),
        None => (rest, ScopeAccess::Read),
    };
    if id.is_empty() {
        ScopeKind::Other
    } else {
        ScopeKind::Family(ChosenFamily { id: id.to_owned(), access })
    }
}

impl ScapiChoice {
    /// What these scopes choose. Of two tenants the first counts, of `x` and `x.rw` the second.
    #[must_use]
    pub fn read(scopes: &str) -> Self {
        let mut choice = Self::default();
        for scope in scopes.split_whitespace() {
            match kind_of(scope) {
                ScopeKind::Tenant(tenant, _) if choice.realm.is_empty() => {
                    (choice.realm, choice.instance) = (tenant.realm, tenant.instance);
                }
                ScopeKind::Family(family) => match choice.of(&family.id) {
                    Some(chosen) => chosen.access = chosen.access.max(family.access),
                    None => choice.families.push(family),
                },
                ScopeKind::Tenant(..) | ScopeKind::Role | ScopeKind::Other => {}
            }
        }
        choice
    }

    /// The choice with realm and instance apart, if both were typed into one field, and in lower case. A family that
    /// has no scope for what was chosen gets the one that it has.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        if let Some(tenant) = Tenant::find(&self.realm).or_else(|| Tenant::find(&self.instance)) {
            (self.realm, self.instance) = (tenant.realm, tenant.instance);
        }
        self.realm = self.realm.trim().to_ascii_lowercase();
        self.instance = self.instance.trim().to_ascii_lowercase();
        for chosen in &mut self.families {
            match family_of(&chosen.id) {
                Some(family) if !family.write => chosen.access = ScopeAccess::Read,
                Some(family) if !family.read => chosen.access = ScopeAccess::ReadWrite,
                _ => {}
            }
        }
        self
    }

    /// The tenant, if realm and instance can be one.
    pub(crate) fn tenant(&self) -> Option<Tenant> {
        (is_realm(&self.realm) && is_instance(&self.instance))
            .then(|| Tenant { realm: self.realm.clone(), instance: self.instance.clone() })
    }

    /// Writes the choice into these scopes: the tenant before the families, and everything else as it was. While the
    /// tenant is incomplete, the one that is there stays.
    #[must_use]
    pub fn write_into(&self, scopes: &str) -> String {
        let mut tenant = self.tenant().map(|tenant| tenant_scope(&tenant));
        let has_tenant = tenant.is_some();
        let before = Self::read(scopes);
        let replaced = before.tenant();
        let is_cleared = self.realm.is_empty() && self.instance.is_empty();
        let mut missing = self.families.clone();
        let mut written: Vec<String> = Vec::new();
        for scope in scopes.split_whitespace() {
            match kind_of(scope) {
                ScopeKind::Role if has_tenant => {}
                ScopeKind::Tenant(of, _) if (has_tenant || is_cleared) && Some(&of) == replaced.as_ref() => {
                    written.extend(tenant.take());
                }
                ScopeKind::Family(family) => {
                    let at = missing.iter().position(|chosen| chosen.id == family.id);
                    if let Some(at) = at {
                        written.extend(tenant.take());
                        written.push(family_scope(&missing.remove(at)));
                    }
                }
                ScopeKind::Role | ScopeKind::Tenant(..) | ScopeKind::Other => written.push(scope.to_owned()),
            }
        }
        written.extend(tenant);
        written.extend(missing.iter().map(family_scope));
        written.join(" ")
    }

    fn of(&mut self, id: &str) -> Option<&mut ChosenFamily> {
        self.families.iter_mut().find(|chosen| chosen.id == id)
    }
}

/// The scope of a tenant.
pub(crate) fn tenant_scope(tenant: &Tenant) -> String {
    format!("{ROLE}:{}", tenant.in_scopes())
}

/// The scope of a family.
pub(crate) fn family_scope(chosen: &ChosenFamily) -> String {
    let suffix = if chosen.access == ScopeAccess::ReadWrite { WRITE_SUFFIX } else { "" };
    format!("{FAMILY_PREFIX}{}{suffix}", chosen.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn family(id: &str, access: ScopeAccess) -> ChosenFamily {
        ChosenFamily { id: id.into(), access }
    }

    fn choice(realm: &str, instance: &str, families: &[(&str, ScopeAccess)]) -> ScapiChoice {
        let families = families.iter().map(|(id, access)| family(id, *access)).collect();
        ScapiChoice { realm: realm.into(), instance: instance.into(), families }
    }

    #[test]
    fn what_was_typed_is_read() {
        for (scopes, expected) in [
            ("", ScapiChoice::default()),
            ("mail roles SALESFORCE_COMMERCE_API sfcc.shopper-products c_mine", ScapiChoice::default()),
            (
                "mail SALESFORCE_COMMERCE_API:zzte_053 sfcc.products sfcc.orders.rw",
                choice("zzte", "053", &[("products", ScopeAccess::Read), ("orders", ScopeAccess::ReadWrite)]),
            ),
            (
                "sfcc.orders sfcc.orders.rw sfcc.orders f_ecom_zzte_053",
                choice("zzte", "053", &[("orders", ScopeAccess::ReadWrite)]),
            ),
            (
                "SALESFORCE_COMMERCE_API:zzte-053 SALESFORCE_COMMERCE_API:abcd_prd sfcc.of-mine",
                choice("zzte", "053", &[("of-mine", ScopeAccess::Read)]),
            ),
        ] {
            assert_eq!(ScapiChoice::read(scopes), expected, "{scopes}");
        }
    }

    #[test]
    fn what_was_chosen_is_written_and_everything_else_stays() {
        let products = [("products", ScopeAccess::Read)];
        let orders = [("orders", ScopeAccess::ReadWrite), ("products", ScopeAccess::Read)];
        for (scopes, chosen, expected) in [
            ("", choice("zzte", "053", &products), "SALESFORCE_COMMERCE_API:zzte_053 sfcc.products"),
            (
                "mail c_mine",
                choice("zzte", "053", &products),
                "mail c_mine SALESFORCE_COMMERCE_API:zzte_053 sfcc.products",
            ),
            // The tenant stays where it is, or comes before the families.
            (
                "SALESFORCE_COMMERCE_API:abcd_prd mail sfcc.products.rw c_mine",
                choice("zzte", "053", &orders),
                "SALESFORCE_COMMERCE_API:zzte_053 mail sfcc.products c_mine sfcc.orders.rw",
            ),
            (
                "sfcc.products",
                choice("zzte", "053", &products),
                "SALESFORCE_COMMERCE_API:zzte_053 sfcc.products",
            ),
            // The role alone is replaced by the tenant's scope; without a tenant nobody knows which.
            (
                "SALESFORCE_COMMERCE_API mail",
                choice("zzte", "053", &products),
                "mail SALESFORCE_COMMERCE_API:zzte_053 sfcc.products",
            ),
            ("SALESFORCE_COMMERCE_API", choice("zz", "", &products), "SALESFORCE_COMMERCE_API sfcc.products"),
            // A second tenant is the person's own.
            (
                "SALESFORCE_COMMERCE_API:zzte_053 SALESFORCE_COMMERCE_API:zzte_054",
                choice("zzte", "055", &[]),
                "SALESFORCE_COMMERCE_API:zzte_055 SALESFORCE_COMMERCE_API:zzte_054",
            ),
            ("mail sfcc.orders sfcc.shopper-x", choice("", "", &[]), "mail sfcc.shopper-x"),
            (
                "SALESFORCE_COMMERCE_API:zzte_053 mail",
                choice("zzte", "05", &[]),
                "SALESFORCE_COMMERCE_API:zzte_053 mail",
            ),
            ("SALESFORCE_COMMERCE_API:zzte_053 mail", choice("", "", &[]), "mail"),
        ] {
            assert_eq!(chosen.write_into(scopes), expected, "{scopes}");
        }
    }

    #[test]
    fn what_was_written_is_read_as_what_was_chosen() {
        let access = [ScopeAccess::Read, ScopeAccess::ReadWrite];
        for (first, second) in access.iter().flat_map(|a| access.iter().map(move |b| (*a, *b))) {
            let chosen = choice("zzte", "053", &[("products", first), ("of-mine", second)]);
            for scopes in
                ["", "mail", "sfcc.of-mine sfcc.products.rw sfcc.orders", "SALESFORCE_COMMERCE_API:a"]
            {
                let mut read = ScapiChoice::read(&chosen.write_into(scopes));
                read.families.sort_by(|a, b| b.id.cmp(&a.id));
                assert_eq!(read, chosen, "{scopes}");
            }
        }
    }

    #[test]
    fn a_tenant_pasted_into_one_field_fills_both() {
        let products = [("products", ScopeAccess::Read)];
        for typed in ["f_ecom_ZZTE_053", "zzte-053", "https://zzte-053.dx.commercecloud.salesforce.com/"] {
            let expected = choice("zzte", "053", &products);
            assert_eq!(choice(typed, "", &products).tidied(), expected, "{typed}");
            assert_eq!(choice("", typed, &products).tidied(), expected, "{typed}");
        }
        assert_eq!(choice(" ZZ", "0 ", &products).tidied(), choice("zz", "0", &products));
    }

    #[test]
    fn a_family_gets_only_scopes_that_exist() {
        let chosen = choice(
            "zzte",
            "053",
            &[
                ("scapi-schemas", ScopeAccess::ReadWrite),
                ("experiences", ScopeAccess::Read),
                ("mine", ScopeAccess::Read),
            ],
        );
        let access: Vec<_> = chosen.tidied().families.into_iter().map(|family| family.access).collect();
        assert_eq!(access, [ScopeAccess::Read, ScopeAccess::ReadWrite, ScopeAccess::Read]);
    }
}
