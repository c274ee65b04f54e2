//! The instances that each role of a token is for, read from its claims `roles` and `tenantFilter`.

use serde::{Deserialize, Serialize};

/// A role, and the instances that it is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RoleReach {
    /// The role, as the token names it.
    pub role: String,
    /// The instances, for example `zzte_053`. Empty if the tenant filter says nothing about the role.
    pub instances: Vec<String>,
}

/// The roles of a token in its order, then those that only its tenant filter names. `tenant_filter` is
/// `ROLE:realm_instance,realm_instance;ROLE2:…`; what has another form is left out.
pub(crate) fn role_reach(roles: &[String], tenant_filter: Option<&str>) -> Vec<RoleReach> {
    let filters: Vec<(&str, Vec<String>)> = tenant_filter
        .unwrap_or_default()
        .split(';')
        .filter_map(|filter| filter.split_once(':'))
        .map(|(role, instances)| (role.trim(), instances_of(instances)))
        .filter(|(role, _)| !role.is_empty())
        .collect();
    let mut names: Vec<&str> = Vec::new();
    for name in roles.iter().map(String::as_str).chain(filters.iter().map(|(role, _)| *role)) {
        if names.len() < MOST_ROLES && !names.contains(&name) {
            names.push(name);
        }
    }
    let instances = |role: &str| filters.iter().find(|(its, _)| *its == role).map(|(_, names)| names.clone());
    names
        .into_iter()
        .map(|role| RoleReach { role: role.to_owned(), instances: instances(role).unwrap_or_default() })
        .collect()
}

/// More roles than any API client has. They are compared with one another.
const MOST_ROLES: usize = 100;

fn instances_of(list: &str) -> Vec<String> {
    list.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reach(roles: &[&str], filter: Option<&str>) -> Vec<(String, String)> {
        let roles: Vec<String> = roles.iter().map(|role| (*role).to_owned()).collect();
        let reach = role_reach(&roles, filter);
        reach.into_iter().map(|it| (it.role, it.instances.join(" "))).collect()
    }

    fn rows(rows: &[(&str, &str)]) -> Vec<(String, String)> {
        rows.iter().map(|(role, instances)| ((*role).to_owned(), (*instances).to_owned())).collect()
    }

    #[test]
    fn each_role_comes_with_the_instances_of_its_filter() {
        let filter = "SALESFORCE_COMMERCE_API:zzte_prd,zzte_stg;CCDX_SBX_USER:zzte_001";
        assert_eq!(
            reach(&["CCDX_SBX_USER", "SALESFORCE_COMMERCE_API"], Some(filter)),
            rows(&[("CCDX_SBX_USER", "zzte_001"), ("SALESFORCE_COMMERCE_API", "zzte_prd zzte_stg")])
        );
    }

    #[test]
    fn a_role_without_a_filter_and_a_filter_without_its_role_are_both_there() {
        assert_eq!(reach(&["mail"], None), rows(&[("mail", "")]));
        assert_eq!(reach(&["mail"], Some("other:a")), rows(&[("mail", ""), ("other", "a")]));
    }

    #[test]
    fn a_filter_in_another_form_is_left_out() {
        for filter in ["", ";;;", "no colon", ":a,b", "\u{0}"] {
            assert_eq!(reach(&[], Some(filter)), rows(&[]), "{filter:?}");
        }
        assert_eq!(reach(&[], Some(" a : , b ,; a:c")), rows(&[("a", "b")]));
    }

    #[test]
    fn there_are_only_so_many() {
        let filter: String = (0..5000).map(|number| format!("role{number}:a;")).collect();
        assert_eq!(reach(&[], Some(&filter)).len(), MOST_ROLES);
    }
}
