//! Faults of what is set in Account Manager.

use countersign_core::account_manager::{ClientAuthenticationType, Role, RoleForm, TokenEndpointAuthMethod};
use countersign_tests::cause;
use countersign_tests::fault_matrix::{Fault, fault};

use super::Practice;

// The engine of 2021 says one sentence of a certificate that is another and of one with stray characters, and so does
// the finding.
pub(super) const IN_BOTH: &[Fault<Practice>] = &[
    fault(
        "certificate of another key stored",
        cause!(SignatureNotAccepted | JwtNotAccepted),
        Practice::store_another_certificate,
    ),
    fault("stray character behind the certificate", cause!(PublicKeyNotReadable | JwtNotAccepted), |s| {
        s.client.public_key.push_str("\n.");
    }),
    fault("words before the certificate", cause!(PublicKeyNotReadable | JwtNotAccepted), |s| {
        s.client.public_key.insert_str(0, "Our certificate:\n");
    }),
    fault("no certificate stored", cause!(PublicKeyNotReadable), |s| s.client.public_key.clear()),
    fault("half a certificate stored", cause!(PublicKeyNotReadable), |s| {
        let half = s.client.public_key.len() / 2;
        s.client.public_key.replace_range(half - 100..half, "");
    }),
    fault(
        "API client inactive",
        cause!(ClientUnknownOrInactive | ClientUnknown | ClientInactive | InvalidClient),
        |s| s.client.active = false,
    ),
    fault("set to client_secret_post", cause!(AuthMethodNotAccepted), |s| {
        s.client.auth_method = TokenEndpointAuthMethod::ClientSecretPost;
    }),
    fault("set to client_secret_basic", cause!(AuthMethodNotAccepted), |s| {
        s.client.auth_method = TokenEndpointAuthMethod::ClientSecretBasic;
    }),
    fault("API client of type Public", cause!(UnauthorizedClient), |s| {
        s.client.authentication_type = ClientAuthenticationType::Public;
    }),
    fault("server's clock 10 minutes ahead", cause!(ClocksDiffer), |s| s.settings.faults.clock_minutes = 10),
    fault("server's clock 10 minutes behind", cause!(ClocksDiffer), |s| {
        s.settings.faults.clock_minutes = -10;
    }),
    fault("only the audience without port accepted", cause!(AudienceNotAccepted), |s| {
        s.settings.faults.strict_audience = true;
    }),
    fault("scope that is not allowed", cause!(InvalidScope), |s| {
        s.asked.form.scopes = "mail sfcc.orders".into()
    }),
    fault("no scope is allowed", cause!(InvalidScope), |s| {
        s.asked.form.scopes = "mail".into();
        s.settings.faults.scope_not_allowed = true;
    }),
    fault("instance that is not in the role's filter", cause!(TenantScopeNotAllowed), |s| {
        s.client.roles = vec![RoleForm { role: Role::SalesforceCommerceApi, instances: "zzte_001".into() }];
        s.asked.form.scopes = "SALESFORCE_COMMERCE_API:zzte_053 sfcc.products".into();
    }),
    fault("commas between the scopes", cause!(ScopesWithCommas), |s| {
        s.asked.form.scopes = "mail,roles".into()
    }),
    fault("organization in a scope", cause!(ScopeWithOrganization), |s| {
        s.asked.form.scopes = "SALESFORCE_COMMERCE_API:f_ecom_zzte_053 sfcc.products".into();
    }),
    fault("hyphen in the tenant of a scope", cause!(ScopeTenantWithHyphen), |s| {
        s.asked.form.scopes = "SALESFORCE_COMMERCE_API:zzte-053 sfcc.products".into();
    }),
    fault("the role without a tenant as scope", cause!(ScopeRoleWithoutTenant), |s| {
        s.asked.form.scopes = "SALESFORCE_COMMERCE_API sfcc.products".into();
    }),
];

pub(super) const OF_2026: &[Fault<Practice>] = &[
    fault("server's clock 2 minutes ahead", cause!(ClocksDiffer), |s| s.settings.faults.clock_minutes = 2),
    fault("server's clock 2 minutes behind", cause!(ClocksDiffer), |s| s.settings.faults.clock_minutes = -2),
    // The token is granted, and SCAPI would refuse it.
    fault("family of SCAPI without a tenant", cause!(ScopeTenantMissing), |s| {
        s.asked.form.scopes = "sfcc.products".into();
    }),
];
