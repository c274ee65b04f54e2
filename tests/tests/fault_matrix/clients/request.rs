//! Faults of the request, and of the computer that makes it.

use countersign_core::token_request::{Destination, SecretPlacement};
use countersign_tests::cause;
use countersign_tests::fault_matrix::{Sending, ShiftedClock, fault};

use super::{Client, ClientFault, seen};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;

fn to(s: &mut Client, endpoint: String) {
    s.asked.form.destination = Destination::other(endpoint, s.endpoint.clone());
}

// Keycloak does not say what time it is, so that no difference can be known.
pub(super) const FAULTS: &[ClientFault] = &[
    seen(fault("audience of another server", cause!(AudienceNotAccepted | AudienceIsNotEndpoint), |s| {
        s.asked.set_claim("aud", "https://elsewhere.example.com/token");
    })),
    seen(fault(
        "audience with a slash at the end",
        cause!(AudienceNotAccepted | AudienceIsNotEndpoint),
        |s| {
            s.asked.set_claim("aud", format!("{}/", s.endpoint));
        },
    )),
    seen(fault("two audiences", cause!(AudienceNotAccepted | AudienceIsNotEndpoint), |s| {
        s.asked.set_claim("aud", format!(r#"["{}", "https://elsewhere.example.com"]"#, s.endpoint));
    })),
    seen(fault("no aud", cause!(ClaimLeftOut | JwtClaimMissing), |s| s.asked.leave_out("aud"))),
    seen(fault("no sub", cause!(ClaimLeftOut | JwtClaimMissing), |s| s.asked.leave_out("sub"))),
    seen(fault("no iss", cause!(ClaimLeftOut | JwtClaimMissing), |s| s.asked.leave_out("iss"))),
    seen(fault("no exp", cause!(ClaimLeftOut | JwtClaimMissing), |s| s.asked.leave_out("exp"))),
    seen(fault("no jti", cause!(ClaimAdvised | JwtClaimMissing), |s| s.asked.leave_out("jti"))),
    seen(fault("no iat, and five minutes to live", cause!(ClaimAdvised | JwtLifetimeNotAccepted), |s| {
        s.asked.leave_out("iat");
        s.asked.form.lifetime_seconds = "300".into();
    })),
    seen(fault("iss is the company's name", cause!(ClaimIssuerIsNotSubject | JwtIssuerIsNotSubject), |s| {
        s.asked.set_claim("iss", "Example Ltd");
    })),
    seen(fault("sub is the user", cause!(ClaimIssuerIsNotSubject | JwtIssuerIsNotSubject), |s| {
        s.asked.set_claim("sub", "someone@example.com");
    })),
    seen(fault("exp an hour ago", cause!(ClaimExpired | JwtTimeClaimOff), |s| {
        s.asked.set_time("exp", -HOUR)
    })),
    seen(fault("exp is text", cause!(ClaimNotANumber), |s| s.asked.set_claim("exp", "tomorrow"))),
    seen(fault("iat an hour ahead", cause!(ClaimAhead | JwtTimeClaimOff), |s| s.asked.set_time("iat", HOUR))),
    seen(fault("nbf an hour ahead", cause!(ClaimAhead | JwtTimeClaimOff), |s| s.asked.set_time("nbf", HOUR))),
    seen(fault("iat an hour ago", cause!(ClaimIssuedLongAgo | JwtTimeClaimOff), |s| {
        s.asked.set_time("iat", -HOUR);
    })),
    seen(fault("jti typed, and sent twice", cause!(JwtUsedBefore), |s| {
        s.asked.set_claim("jti", format!("of-{}", s.asked.form.api_key));
        s.asked.sending = Sending::Twice;
    })),
    seen(fault("this computer's clock 10 minutes behind", cause!(ClocksDiffer | JwtTimeNotAccepted), |s| {
        s.asked.clock = ShiftedClock(-10 * MINUTE);
    })),
    seen(fault("this computer's clock 10 minutes ahead", cause!(ClocksDiffer | JwtTimeNotAccepted), |s| {
        s.asked.clock = ShiftedClock(10 * MINUTE);
    })),
    seen(fault("this computer's clock a day ahead", cause!(ClocksDiffer | JwtTimeNotAccepted), |s| {
        s.asked.clock = ShiftedClock(24 * HOUR);
    })),
    seen(fault("kid that the server does not know", cause!(KeyIdNotKnown), |s| {
        s.asked.form.header.kid = "another-key".into();
    })),
    seen(fault("a letter too many in the endpoint's path", cause!(NotATokenEndpoint), |s| {
        to(s, format!("{}s", s.endpoint));
    })),
    seen(fault("the issuer as token endpoint", cause!(NotATokenEndpoint | Redirect), |s| {
        to(s, s.issuer.clone());
    })),
    seen(fault("scope that nobody knows", cause!(InvalidScope), |s| {
        s.asked.form.scopes = "mail no-such-scope".into();
    })),
    seen(fault("commas between the scopes", cause!(ScopesWithCommas), |s| {
        s.asked.form.scopes = "mail,roles".into();
    })),
    seen(fault("secret with a line end", cause!(SecretWhiteSpace), |s| {
        s.use_secret(SecretPlacement::Header);
        s.asked.secrets.client_secret = Some(format!("{}\n", super::SECRET).into());
    })),
    seen(fault("secret in quotation marks", cause!(SecretQuoted), |s| {
        s.use_secret(SecretPlacement::Body);
        s.asked.secrets.client_secret = Some(format!("\"{}\"", super::SECRET).into());
    })),
    seen(fault("placeholder instead of the secret", cause!(SecretIsPlaceholder), |s| {
        s.use_secret(SecretPlacement::Header);
        s.asked.secrets.client_secret = Some("your_secret_here".into());
    })),
    seen(fault("secret not form-encoded", cause!(SecretNotEncoded | SecretNotFormEncoded), |s| {
        s.use_secret(SecretPlacement::HeaderNotEncoded);
    })),
];
