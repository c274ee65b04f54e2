//! Tenants: the realm and instance that scopes name, in each spelling that people type.

use url::Url;

/// What an organization's ID begins with. Paths want it, scopes do not.
const ORGANIZATION_PREFIX: &str = "f_ecom_";

/// A realm and one of its instances, such as `zzte` and `053`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tenant {
    /// Four characters.
    pub realm: String,
    /// For example `053`, `prd` or `s01`.
    pub instance: String,
}

/// How a tenant was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// `zzte_053`, as scopes want it.
    Scope,
    /// `zzte-053`, as in host names.
    Hyphen,
    /// `f_ecom_zzte_053`, as in paths.
    Organization,
}

impl Tenant {
    /// Reads a tenant as it is typed: `zzte_053`, `zzte-053` or `f_ecom_zzte_053`. Upper and lower case do not matter.
    pub(crate) fn read(typed: &str) -> Option<(Self, Spelling)> {
        let lower = typed.trim().to_ascii_lowercase();
        let (rest, of_path) = match lower.strip_prefix(ORGANIZATION_PREFIX) {
            Some(rest) => (rest, true),
            None => (lower.as_str(), false),
        };
        let (realm, instance) = rest.split_once(['_', '-'])?;
        let spelling = match (of_path, rest.contains('-')) {
            (true, _) => Spelling::Organization,
            (false, true) => Spelling::Hyphen,
            (false, false) => Spelling::Scope,
        };
        (is_realm(realm) && is_instance(instance))
            .then(|| (Self { realm: realm.to_owned(), instance: instance.to_owned() }, spelling))
    }

    /// Reads a tenant, or a host or address of an instance that names it, such as
    /// `zzte-053.dx.commercecloud.salesforce.com`.
    pub(crate) fn find(typed: &str) -> Option<Self> {
        let host = |text: &str| Some(Url::parse(text).ok()?.host_str()?.to_owned());
        let host = host(typed.trim()).or_else(|| host(&format!("https://{}", typed.trim())))?;
        let first = host.split('.').next().unwrap_or_default();
        Self::read(typed).or_else(|| Self::read(first)).map(|(tenant, _)| tenant)
    }

    /// The ID of the organization, as in paths.
    pub(crate) fn organization(&self) -> String {
        format!("{ORGANIZATION_PREFIX}{}", self.in_scopes())
    }

    /// The tenant as in scopes.
    pub(crate) fn in_scopes(&self) -> String {
        format!("{}_{}", self.realm, self.instance)
    }
}

/// Whether this can be a realm: four letters or digits.
pub(crate) fn is_realm(text: &str) -> bool {
    text.len() == 4 && text.chars().all(|c| c.is_ascii_alphanumeric())
}

/// Whether this can be an instance: three letters or digits.
pub(crate) fn is_instance(text: &str) -> bool {
    text.len() == 3 && text.chars().all(|c| c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenant_is_read_in_each_spelling() {
        for (typed, spelling) in [
            ("zzte_053", Spelling::Scope),
            (" ZZTE_053 ", Spelling::Scope),
            ("zzte-053", Spelling::Hyphen),
            ("f_ecom_zzte_053", Spelling::Organization),
            ("f_ecom_zzte-053", Spelling::Organization),
        ] {
            let expected = Tenant { realm: "zzte".into(), instance: "053".into() };
            assert_eq!(Tenant::read(typed), Some((expected, spelling)), "{typed}");
        }
        for other in ["", "zzte", "zzte_", "zzt_053", "zzte_0533", "zzte__053", "mail", "zzte_05 "] {
            assert_eq!(Tenant::read(other), None, "{other}");
        }
    }

    #[test]
    fn a_tenant_is_found_in_a_host_of_its_instance() {
        for typed in [
            "zzte_053",
            "zzte-053.dx.commercecloud.salesforce.com",
            "https://zzte-053.dx.commercecloud.salesforce.com/on/demandware.store/",
        ] {
            assert_eq!(
                Tenant::find(typed).map(|tenant| tenant.in_scopes()),
                Some("zzte_053".into()),
                "{typed}"
            );
        }
        for other in ["", "zzte", "www.example.com", "staging-realm-acme.demandware.net"] {
            assert_eq!(Tenant::find(other), None, "{other}");
        }
    }
}
