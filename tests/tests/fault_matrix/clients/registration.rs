//! Faults of how the client is registered.

use countersign_core::key::SigningAlgorithm;
use countersign_core::token_request::SecretPlacement;
use countersign_tests::cause;
use countersign_tests::fault_matrix::fault;
use countersign_tests::servers::registered::Method;

use super::{Client, ClientFault, SECRET, hidden, seen};

pub(super) const FAULTS: &[ClientFault] = &[
    hidden(
        fault(
            "certificate of another key registered",
            cause!(SignatureNotAccepted),
            Client::register_another_certificate,
        ),
        cause!(SignatureNotAccepted | InvalidClient),
    ),
    hidden(
        fault("PS256 where RS256 is registered", cause!(JwtAlgorithmNotAccepted), |s| {
            s.asked.form.algorithm = SigningAlgorithm::Ps256;
        }),
        cause!(JwtAlgorithmNotAccepted | InvalidClient),
    ),
    hidden(
        // Keycloak says what it says to a client that it does not know.
        fault("registered for a secret, JWT sent", cause!(AuthMethodNotAccepted | InvalidClient), |s| {
            s.registered.method = Method::ClientSecretBasic;
            s.registered.secret = Some(SECRET.into());
        }),
        cause!(AuthMethodNotAccepted | InvalidClient),
    ),
    hidden(
        fault("registered for JWTs, secret sent", cause!(AuthMethodNotAccepted), |s| {
            s.use_secret(SecretPlacement::Header);
            s.registered.method = Method::PrivateKeyJwt;
        }),
        cause!(AuthMethodNotAccepted | InvalidClient),
    ),
    hidden(
        fault("registered for the body, secret in the header", cause!(AuthMethodNotAccepted), |s| {
            s.use_secret(SecretPlacement::Header);
            s.registered.method = Method::ClientSecretPost;
        }),
        cause!(AuthMethodNotAccepted | InvalidClient),
    ),
    hidden(
        fault("registered for the header, secret in the body", cause!(AuthMethodNotAccepted), |s| {
            s.use_secret(SecretPlacement::Body);
            s.registered.method = Method::ClientSecretBasic;
        }),
        cause!(AuthMethodNotAccepted | InvalidClient),
    ),
    seen(fault(
        "client that nobody registered",
        cause!(ClientUnknownOrInactive | ClientUnknown | ClientInactive | InvalidClient),
        |s| {
            s.asked.form.api_key = "nobody".into();
        },
    )),
    seen(fault(
        "client ID in capital letters",
        cause!(ClientUnknownOrInactive | ClientUnknown | ClientInactive | InvalidClient),
        |s| {
            s.asked.form.api_key = s.asked.form.api_key.to_uppercase();
        },
    )),
    seen(fault("wrong secret in the header", cause!(ClientSecretNotAccepted | InvalidClient), |s| {
        s.use_secret(SecretPlacement::Header);
        s.asked.secrets.client_secret = Some("another-good-secret".into());
    })),
    seen(fault("wrong secret in the body", cause!(ClientSecretNotAccepted | InvalidClient), |s| {
        s.use_secret(SecretPlacement::Body);
        s.asked.secrets.client_secret = Some("another-good-secret".into());
    })),
    hidden(
        fault("secret that has ended", cause!(ClientSecretExpired), |s| {
            s.use_secret(SecretPlacement::Header);
            s.registered.secret_ended = true;
        }),
        cause!(ClientSecretExpired | InvalidClient),
    ),
    seen(fault("grant that the client may not use", cause!(UnauthorizedClient), |s| {
        s.registered.grant = "authorization_code";
    })),
    seen(fault("scope that the client may not request", cause!(InvalidScope), |s| {
        s.asked.form.scopes = "mail tenantFilter".into();
    })),
];
