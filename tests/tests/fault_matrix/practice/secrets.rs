//! Faults of the two methods with a secret.

use countersign_core::account_manager::TokenEndpointAuthMethod;
use countersign_core::commerce_instance::GrantTrouble;
use countersign_core::practice::HeaderFault;
use countersign_core::token_request::SecretPlacement;
use countersign_tests::cause;
use countersign_tests::fault_matrix::{Fault, fault};

use super::{CLIENT, PASSWORD, Practice};

/// Types another secret than the client's.
fn type_secret(s: &mut Practice, secret: impl Into<String>) {
    s.use_secret(SecretPlacement::Header);
    s.asked.secrets.client_secret = Some(secret.into().into());
}

pub(super) const IN_BOTH: &[Fault<Practice>] = &[
    fault("wrong secret in the header", cause!(ClientSecretNotAccepted | InvalidClient), |s| {
        type_secret(s, "another-good-secret")
    }),
    fault("wrong secret in the body", cause!(ClientSecretNotAccepted | InvalidClient), |s| {
        s.use_secret(SecretPlacement::Body);
        s.asked.secrets.client_secret = Some("another-good-secret".into());
    }),
    fault("secret with a line end", cause!(SecretWhiteSpace), |s| type_secret(s, format!("{PASSWORD}\n"))),
    fault("secret in quotation marks", cause!(SecretQuoted), |s| type_secret(s, format!("\"{PASSWORD}\""))),
    fault("placeholder instead of the secret", cause!(SecretIsPlaceholder), |s| {
        type_secret(s, "<client_secret>");
    }),
    fault("certificate instead of the secret", cause!(SecretIsSomethingElse), |s| {
        type_secret(s, s.client.public_key.clone());
    }),
    fault("API key instead of the secret", cause!(SecretIsApiKey), |s| type_secret(s, CLIENT)),
    fault("half a secret", cause!(SecretLength), |s| type_secret(s, &PASSWORD[..8])),
    fault("secret not form-encoded", cause!(SecretNotEncoded | SecretNotFormEncoded), |s| {
        s.use_secret(SecretPlacement::HeaderNotEncoded);
    }),
    fault("secret sent, set to private_key_jwt", cause!(AuthMethodNotAccepted), |s| {
        s.use_secret(SecretPlacement::Header);
        s.client.auth_method = TokenEndpointAuthMethod::PrivateKeyJwt;
    }),
    fault("secret in the body, set to client_secret_basic", cause!(AuthMethodNotAccepted), |s| {
        s.use_secret(SecretPlacement::Body);
        s.client.auth_method = TokenEndpointAuthMethod::ClientSecretBasic;
    }),
    fault(
        "client with a secret inactive",
        cause!(ClientUnknownOrInactive | ClientUnknown | ClientInactive | InvalidClient),
        |s| {
            s.use_secret(SecretPlacement::Header);
            s.client.active = false;
        },
    ),
    fault("Authorization header removed on the way", cause!(SecretHeaderNotRead), |s| {
        s.use_secret(SecretPlacement::Header);
        s.settings.faults.header = HeaderFault::Removed;
    }),
];

pub(super) const OF_BUSINESS_MANAGER: &[Fault<Practice>] = &[
    fault("wrong access key", cause!(BusinessManagerGrantRefused), |s| {
        s.use_business_manager();
        s.asked.secrets.access_key = Some("K%}'/+~,(k%}'/+~,(k%}'/+~,(k%}'/+~,(key2".into());
    }),
    fault(
        "password instead of the access key",
        cause!(AccessKeyUnusual | BusinessManagerGrantRefused),
        |s| {
            s.use_business_manager();
            s.asked.secrets.access_key = Some("hunter2hunter2".into());
        },
    ),
    fault("wrong user", cause!(BusinessManagerGrantRefused), |s| {
        s.use_business_manager();
        s.asked.form.business_manager.user = "somebody.else@example.com".into();
    }),
    fault("login is no address", cause!(UserIsNoAddress | BusinessManagerGrantRefused), |s| {
        s.use_business_manager();
        s.asked.form.business_manager.user = "admin".into();
    }),
    fault("login with a space behind it", cause!(UserWhiteSpace), |s| {
        s.use_business_manager();
        s.asked.form.business_manager.user.push(' ');
    }),
    fault("access key inactive", cause!(BusinessManagerGrantRefused), |s| {
        s.use_business_manager();
        s.settings.faults.instance.grant = GrantTrouble::KeyInactive;
    }),
    fault("access key of the scope for WebDAV", cause!(BusinessManagerGrantRefused), |s| {
        s.use_business_manager();
        s.settings.faults.instance.grant = GrantTrouble::KeyForWebdav;
    }),
    fault("IP address not allowed", cause!(BusinessManagerGrantRefused), |s| {
        s.use_business_manager();
        s.settings.faults.instance.grant = GrantTrouble::IpNotAllowed;
    }),
    fault("user with several factors", cause!(BusinessManagerGrantRefused | PasswordGrantRefused), |s| {
        s.use_business_manager();
        s.settings.faults.instance.grant = GrantTrouble::MultiFactor;
    }),
    fault("wrong client secret beside the user", cause!(ClientSecretNotAccepted | InvalidClient), |s| {
        s.use_business_manager();
        s.asked.secrets.client_secret = Some("another-good-secret".into());
    }),
];
