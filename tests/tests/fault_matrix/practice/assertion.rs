//! Faults of the assertion, and of the computer that signs it.

use countersign_core::key::SigningAlgorithm;
use countersign_tests::cause;
use countersign_tests::fault_matrix::{Fault, Sending, ShiftedClock, fault};

use super::{CLIENT, Practice};
use crate::keys::{ec_key_pair, other_key_pair};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;

pub(super) const IN_BOTH: &[Fault<Practice>] = &[
    fault("audience of another server", cause!(AudienceNotAccepted | AudienceIsNotEndpoint), |s| {
        s.asked.set_claim("aud", "https://elsewhere.example.com/token");
    }),
    fault("audience with the retired path", cause!(AudienceNotAccepted | AudienceIsNotEndpoint), |s| {
        s.asked.set_claim("aud", s.endpoint.replace("/dwsso/", "/dw/"));
    }),
    fault("audience with a slash at the end", cause!(AudienceNotAccepted | AudienceIsNotEndpoint), |s| {
        s.asked.set_claim("aud", format!("{}/", s.endpoint));
    }),
    fault("audience with another port", cause!(AudienceNotAccepted | AudienceIsNotEndpoint), |s| {
        s.asked.set_claim("aud", "http://127.0.0.1:9/dwsso/oauth2/access_token");
    }),
    fault(
        "audience with https where the endpoint has http",
        cause!(AudienceNotAccepted | AudienceIsNotEndpoint),
        |s| {
            s.asked.set_claim("aud", s.endpoint.replace("http:", "https:"));
        },
    ),
    fault("no aud", cause!(ClaimLeftOut | JwtClaimMissing), |s| s.asked.leave_out("aud")),
    fault("no sub", cause!(ClaimLeftOut | JwtClaimMissing), |s| s.asked.leave_out("sub")),
    fault("no iss", cause!(ClaimLeftOut | JwtClaimMissing), |s| s.asked.leave_out("iss")),
    fault("no exp", cause!(ClaimLeftOut | JwtClaimMissing), |s| s.asked.leave_out("exp")),
    fault("iss is the company's name", cause!(ClaimIssuerIsNotSubject | JwtIssuerIsNotSubject), |s| {
        s.asked.set_claim("iss", "Example Ltd");
    }),
    fault("sub is the user", cause!(ClaimIssuerIsNotSubject | JwtIssuerIsNotSubject), |s| {
        s.asked.set_claim("sub", "someone@example.com");
    }),
    fault("exp an hour ago", cause!(ClaimExpired | JwtTimeClaimOff), |s| s.asked.set_time("exp", -HOUR)),
    fault("exp is text", cause!(ClaimNotANumber), |s| s.asked.set_claim("exp", "tomorrow")),
    fault("exp in milliseconds of 1970", cause!(ClaimExpired | JwtTimeClaimOff), |s| {
        s.asked.set_claim("exp", "86400000");
    }),
    fault("iat an hour ahead", cause!(ClaimAhead | JwtTimeClaimOff), |s| s.asked.set_time("iat", HOUR)),
    fault("nbf an hour ahead", cause!(ClaimAhead | JwtTimeClaimOff), |s| s.asked.set_time("nbf", HOUR)),
    fault("jti typed, and sent twice", cause!(JwtUsedBefore), |s| {
        s.asked.set_claim("jti", "request-1");
        s.asked.sending = Sending::Twice;
    }),
    fault("signed with PS256", cause!(AlgorithmNotForAccountManager | JwtAlgorithmNotAccepted), |s| {
        s.asked.form.algorithm = SigningAlgorithm::Ps256;
    }),
    fault("signed with RS512", cause!(AlgorithmNotForAccountManager | JwtAlgorithmNotAccepted), |s| {
        s.asked.form.algorithm = SigningAlgorithm::Rs512;
    }),
    fault("key of an elliptic curve", cause!(KeyNotForAccountManager | JwtAlgorithmNotAccepted), |s| {
        s.asked.key_pair = ec_key_pair().clone();
        s.asked.form.algorithm = SigningAlgorithm::Es256;
    }),
    fault(
        "certificate of another key beside the key",
        cause!(CertificateOfAnotherKey | SignatureNotAccepted | JwtNotAccepted),
        |s| {
            s.asked.key_pair = s.asked.key_pair.clone().with_certificate_of(other_key_pair());
            s.store_another_certificate();
        },
    ),
    fault("this computer's clock 10 minutes behind", cause!(ClocksDiffer), |s| {
        s.asked.clock = ShiftedClock(-10 * MINUTE);
    }),
    fault("this computer's clock 10 minutes ahead", cause!(ClocksDiffer), |s| {
        s.asked.clock = ShiftedClock(10 * MINUTE);
    }),
    fault("this computer's clock an hour ahead: time zone", cause!(ClocksDiffer), |s| {
        s.asked.clock = ShiftedClock(HOUR);
    }),
    fault("this computer's clock a day behind", cause!(ClocksDiffer), |s| {
        s.asked.clock = ShiftedClock(-24 * HOUR);
    }),
    fault(
        "API key with a wrong letter",
        cause!(ClientUnknownOrInactive | ClientUnknown | ClientInactive | InvalidClient),
        |s| {
            s.asked.form.api_key = CLIENT.replace("3f6b", "3f6d");
        },
    ),
    fault(
        "API key without dashes",
        cause!(ClientUnknownOrInactive | ClientUnknown | ClientInactive | InvalidClient),
        |s| {
            s.asked.form.api_key = CLIENT.replace('-', "");
        },
    ),
];

pub(super) const IN_2021: &[Fault<Practice>] = &[
    fault("lifetime of two hours", cause!(LifetimeTooLong | JwtLifetimeNotAccepted), |s| {
        s.asked.form.lifetime_seconds = "7200".into();
    }),
    fault("exp in milliseconds", cause!(LifetimeTooLong | JwtLifetimeNotAccepted), |s| {
        s.asked.set_time("exp", 1_700_000_000_000);
    }),
];

pub(super) const OF_2026: &[Fault<Practice>] = &[
    fault("two audiences", cause!(AudienceNotAccepted | AudienceIsNotEndpoint), |s| {
        let issuer = s.endpoint.replace("/access_token", "");
        s.asked.set_claim("aud", format!(r#"["{}", "{issuer}"]"#, s.endpoint));
    }),
    fault("no jti", cause!(ClaimAdvised | JwtClaimMissing), |s| s.asked.leave_out("jti")),
    fault("no iat, and five minutes to live", cause!(ClaimAdvised | JwtLifetimeNotAccepted), |s| {
        s.asked.leave_out("iat");
        s.asked.form.lifetime_seconds = "300".into();
    }),
    fault("iat an hour ago", cause!(ClaimIssuedLongAgo | JwtTimeClaimOff), |s| {
        s.asked.set_time("iat", -HOUR);
    }),
    fault("this computer's clock 2 minutes behind", cause!(ClocksDiffer), |s| {
        s.asked.clock = ShiftedClock(-2 * MINUTE);
    }),
    fault("this computer's clock half a minute ahead", cause!(ClocksDiffer), |s| {
        s.asked.clock = ShiftedClock(30);
    }),
];
