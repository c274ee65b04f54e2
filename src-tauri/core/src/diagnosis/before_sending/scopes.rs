//! Checks the scopes (RFC 6749 section 3.3), and for Account Manager whether they open SCAPI.

use crate::account_manager::{
    ChosenFamily, ScopeAccess, ScopeKind, Spelling, family_scope, kind_of, tenant_scope,
};
use crate::diagnosis::finding::Finding;
use crate::text::{correction, name_character, shorten};

/// Findings about the scopes. Only Account Manager's scopes have tenants and families.
pub(super) fn check_scopes(scopes: &str, for_account_manager: bool) -> Vec<Finding> {
    match check_spelling(scopes) {
        Some(finding) => vec![finding],
        None if for_account_manager => check_scapi(scopes),
        None => Vec::new(),
    }
}

fn check_spelling(scopes: &str) -> Option<Finding> {
    // RFC 6749 section 3.3 allows visible ASCII characters except quotation mark and backslash.
    let stray = scopes
        .split_whitespace()
        .flat_map(str::chars)
        .find(|c| !c.is_ascii_graphic() || matches!(c, '"' | '\\'));
    match stray {
        Some(stray) => Some(Finding::ScopeStrayCharacter { character: name_character(stray) }),
        // A comma may be part of a scope, but rarely is.
        None => scopes.contains(',').then(|| {
            let names = scopes.split([',', ' ', '\t', '\n', '\r']).filter(|name| !name.is_empty());
            Finding::ScopesWithCommas { corrected: correction(names.collect::<Vec<_>>().join(" ")) }
        }),
    }
}

fn check_scapi(scopes: &str) -> Vec<Finding> {
    let kinds: Vec<(&str, ScopeKind)> =
        scopes.split_whitespace().map(|scope| (scope, kind_of(scope))).collect();
    let tenants = || kinds.iter().filter(|(_, kind)| matches!(kind, ScopeKind::Tenant(..)));
    let families = || kinds.iter().filter(|(_, kind)| matches!(kind, ScopeKind::Family(_)));
    let mut findings: Vec<Finding> = kinds
        .iter()
        .filter_map(|(scope, kind)| {
            let ScopeKind::Tenant(tenant, spelling) = kind else { return None };
            let right = tenant_scope(tenant);
            let corrected = correction(replaced(&kinds, |other, _| (other == *scope).then(|| right.clone())));
            let seen = shorten(scope);
            match spelling {
                Spelling::Scope => None,
                Spelling::Hyphen => Some(Finding::ScopeTenantWithHyphen { seen, corrected }),
                Spelling::Organization => Some(Finding::ScopeWithOrganization { seen, corrected }),
            }
        })
        .collect();

    let has_tenant = tenants().next().is_some();
    if kinds.iter().any(|(_, kind)| *kind == ScopeKind::Role) {
        let without = || replaced(&kinds, |_, kind| (*kind == ScopeKind::Role).then(String::new));
        let corrected = if has_tenant { correction(without()) } else { None };
        findings.push(Finding::ScopeRoleWithoutTenant { corrected });
    } else if let Some((scope, _)) = families().next().filter(|_| !has_tenant) {
        findings.push(Finding::ScopeTenantMissing { scope: shorten(scope) });
    }
    if let Some((scope, _)) = tenants().next().filter(|_| families().next().is_none()) {
        findings.push(Finding::ScopeFamilyMissing { scope: shorten(scope) });
    }
    findings.extend(check_redundant(&kinds));
    findings
}

/// `x` beside `x.rw`, which allows all of it.
fn check_redundant(kinds: &[(&str, ScopeKind)]) -> Option<Finding> {
    let is_written = |id: &str| {
        let written = ChosenFamily { id: id.to_owned(), access: ScopeAccess::ReadWrite };
        kinds.iter().any(|(_, kind)| matches!(kind, ScopeKind::Family(family) if *family == written))
    };
    let is_redundant = |kind: &ScopeKind| match kind {
        ScopeKind::Family(family) => family.access == ScopeAccess::Read && is_written(&family.id),
        _ => false,
    };
    let (scope, id) = kinds.iter().find_map(|(scope, kind)| match kind {
        ScopeKind::Family(family) if is_redundant(kind) => Some((shorten(scope), family.id.clone())),
        _ => None,
    })?;
    let wider = shorten(&family_scope(&ChosenFamily { id, access: ScopeAccess::ReadWrite }));
    let corrected = correction(replaced(kinds, |_, kind| is_redundant(kind).then(String::new)));
    Some(Finding::ScopeRedundant { scope, wider, corrected })
}

/// The scopes, some of them replaced. What is replaced by nothing, or by what is there already, is left out.
fn replaced(kinds: &[(&str, ScopeKind)], by: impl Fn(&str, &ScopeKind) -> Option<String>) -> String {
    let mut written: Vec<String> = Vec::new();
    for (scope, kind) in kinds {
        match by(scope, kind) {
            None => written.push((*scope).to_owned()),
            Some(new)
                if new.is_empty()
                    || kinds.iter().any(|(other, _)| *other == new)
                    || written.contains(&new) => {}
            Some(new) => written.push(new),
        }
    }
    written.join(" ")
}
