//! Faults that are seen before anything is sent, and that keep the person from sending: what was typed and loaded.

use countersign_core::http::NameValue;
use countersign_core::key::SigningAlgorithm;
use countersign_core::key_pair::KeyPair;
use countersign_core::token_request::{
    AuthMethod, BusinessManagerForm, Destination, RequestForm, SecretPlacement,
};
use countersign_tests::cause;
use countersign_tests::fault_matrix::{Asked, Fault, Judged, Sending, ShiftedClock, fault};

use crate::keys::{ec_key_pair, key_pair, other_key_pair};
use crate::practice::{ACCESS_KEY, CLIENT};

const ACCOUNT_MANAGER: &str = "https://account.demandware.com:443/dwsso/oauth2/access_token";
const SLAS: &str = "https://kv7kzm78.api.commercecloud.salesforce.com/shopper/auth/v1/organizations/f_ecom_zzte_053/oauth2/token";

fn to(s: &mut Asked, endpoint: &str) {
    s.form.destination = Destination::other(endpoint, ACCOUNT_MANAGER);
}

const FAULTS: &[Fault<Asked>] = &[
    fault("API key with a space behind it", cause!(ApiKeyWhiteSpace), |s| s.form.api_key.push(' ')),
    fault("API key with a line end in it", cause!(ApiKeyWhiteSpace), |s| s.form.api_key.insert(8, '\n')),
    fault("API key in quotation marks", cause!(ApiKeyQuoted), |s| {
        s.form.api_key = format!("\"{CLIENT}\"");
    }),
    fault("API key with a zero-width space", cause!(ApiKeyStrayCharacter), |s| {
        s.form.api_key.push('\u{200B}');
    }),
    fault("API key with a dash of typesetting", cause!(ApiKeyStrayCharacter), |s| {
        s.form.api_key = CLIENT.replace('-', "–");
    }),
    fault("demo client of sandboxes", cause!(ApiKeyIsDemoClient), |s| s.form.api_key = "a".repeat(30)),
    fault("API key that lost its end", cause!(ApiKeyUnusual), |s| {
        s.form.api_key.truncate(30);
        s.sending = Sending::Never;
    }),
    fault("no key loaded", cause!(KeyMissing), |s| s.key_pair = KeyPair::default()),
    fault(
        "RS256 with a key of an elliptic curve",
        cause!(AlgorithmDoesNotFit | KeyNotForAccountManager),
        |s| {
            s.key_pair = ec_key_pair().clone();
        },
    ),
    fault("retired path of Account Manager", cause!(EndpointRetired), |s| {
        to(s, "https://account.demandware.com/dw/oauth2/access_token");
    }),
    fault("host that looks like Account Manager's", cause!(EndpointLooksLikeAccountManager), |s| {
        to(s, "https://account.demandwear.com/dwsso/oauth2/access_token");
    }),
    fault(
        "host with a letter of another script",
        cause!(EndpointLooksLikeAccountManager | EndpointHostMisleading),
        |s| {
            to(s, "https://аccount.demandware.com/dwsso/oauth2/access_token");
        },
    ),
    fault("http instead of https", cause!(EndpointNotEncrypted), |s| {
        to(s, "http://login.example.com/oauth2/token");
    }),
    fault("password in the address", cause!(EndpointHasCredentials), |s| {
        to(s, "https://name:password@login.example.com/token");
    }),
    fault("secret in the query", cause!(EndpointHasSecret), |s| {
        to(s, "https://login.example.com/token?client_secret=abcdef012345");
    }),
    fault("fragment in the address", cause!(EndpointHasFragment), |s| {
        to(s, "https://login.example.com/token#tab");
    }),
    fault("address without a scheme", cause!(EndpointNotAUrl), |s| to(s, "login.example.com/token")),
    fault("space in the audience", cause!(AudienceWhiteSpace), |s| {
        s.form.destination =
            Destination::other("https://login.example.com/token", "https://login.example.com/token ");
    }),
    fault("assertion for Account Manager sent elsewhere", cause!(AssertionDisclosed), |s| {
        to(s, "https://login.example.com/token");
    }),
    fault("signed JWT sent to SLAS", cause!(SlasWantsSecret), |s| {
        s.form.destination = Destination::other(SLAS, "");
    }),
    fault("SLAS without a channel", cause!(SlasChannelMissing), |s| {
        s.use_secret("a-good-secret-of-SLAS", SecretPlacement::Header);
        s.form.destination = Destination::other(SLAS, "");
    }),
    fault("second proof among the parameters", cause!(ParameterReserved), |s| {
        let (token_endpoint, audience) = ("https://login.example.com/token".into(), String::new());
        let parameters = vec![NameValue::new("client_secret", "abcdef012345")];
        let (trusted, user) = (String::new(), None);
        s.form.destination = Destination::Other { token_endpoint, audience, parameters, trusted, user };
    }),
    fault("kid with a line end", cause!(KeyIdWhiteSpace), |s| s.form.header.kid = "key-1\n".into()),
    fault("thumbprint without a certificate", cause!(HeaderNeedsCertificate), |s| {
        s.key_pair = s.key_pair.clone().with_certificate_of(&KeyPair::default());
        s.form.header.x5t = true;
    }),
    fault("lifetime in words", cause!(LifetimeInvalid), |s| s.form.lifetime_seconds = "1 minute".into()),
    fault("lifetime of two hours", cause!(LifetimeTooLong), |s| s.form.lifetime_seconds = "7200".into()),
    fault("claim typed twice", cause!(ClaimTwice), |s| {
        s.set_claim("aud", ACCOUNT_MANAGER);
        s.set_claim("aud", "https://account.demandware.com/dwsso/oauth2/access_token");
    }),
    fault("claim that is no whole JSON", cause!(ClaimNotJson), |s| s.set_claim("aud", "[\"https://a")),
    fault("quotation marks round a scope", cause!(ScopeStrayCharacter), |s| {
        s.form.scopes = "\"mail\"".into();
    }),
    fault("RS512", cause!(AlgorithmNotForAccountManager), |s| s.form.algorithm = SigningAlgorithm::Rs512),
    fault("no secret", cause!(ClientSecretMissing), |s| s.use_secret("", SecretPlacement::Header)),
    fault("asterisks instead of the secret", cause!(SecretIsPlaceholder), |s| {
        s.use_secret("****************", SecretPlacement::Header);
    }),
    fault("JWT instead of the secret", cause!(SecretIsSomethingElse), |s| {
        s.use_secret("eyJhbGciOiJSUzI1NiJ9.e30.c2ln", SecretPlacement::Body);
    }),
    fault("login with a colon", cause!(UserHasColon), |s| {
        business_manager(s, "zzte-053.dx.commercecloud.salesforce.com", "a:b@example.com")
    }),
    fault("instance is Account Manager", cause!(InstanceIsAccountManager), |s| {
        business_manager(s, "account.demandware.com", "someone@example.com");
    }),
    fault("instance is the shop's address", cause!(InstanceIsAlias), |s| {
        business_manager(s, "www.example.com", "someone@example.com");
    }),
    fault("no access key", cause!(AccessKeyMissing), |s| {
        business_manager(s, "zzte-053.dx.commercecloud.salesforce.com", "someone@example.com");
        s.secrets.access_key = None;
    }),
    fault("no API key", cause!(ApiKeyMissing), |s| s.form.api_key.clear()),
    fault("certificate that has ended", cause!(CertificateEnded), |s| s.clock = ShiftedClock(400 * DAY)),
    fault("certificate that is not valid yet", cause!(CertificateNotYetValid), |s| {
        s.clock = ShiftedClock(-2 * DAY);
    }),
    fault("certificate that ends in two weeks", cause!(CertificateEndsSoon), |s| {
        s.clock = ShiftedClock(351 * DAY);
    }),
    fault("certificate of another key", cause!(CertificateOfAnotherKey), |s| {
        s.key_pair = s.key_pair.clone().with_certificate_of(other_key_pair());
    }),
    fault("secret that is another API key", cause!(SecretLooksLikeApiKey), |s| {
        s.use_secret("9c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15", SecretPlacement::Header);
    }),
    fault("secret that is too short", cause!(SecretLength), |s| s.use_secret("short", SecretPlacement::Body)),
    fault("demo client with another secret", cause!(DemoClientSecretDiffers), |s| {
        s.use_secret("a-good-secret-0123", SecretPlacement::Header);
        s.form.api_key = "a".repeat(30);
        to(s, "https://login.example.com/token");
    }),
    fault("line end behind the access key", cause!(SecretWhiteSpace), |s| {
        business_manager(s, SANDBOX, "someone@example.com");
        s.secrets.access_key = Some(format!("{ACCESS_KEY}\n").into());
    }),
    fault("placeholder instead of the access key", cause!(SecretIsPlaceholder), |s| {
        business_manager(s, SANDBOX, "someone@example.com");
        s.secrets.access_key = Some("<access_key>".into());
    }),
    fault("password instead of the access key", cause!(AccessKeyUnusual), |s| {
        business_manager(s, SANDBOX, "someone@example.com");
        s.secrets.access_key = Some("hunter2hunter2".into());
    }),
    fault("no user", cause!(UserMissing), |s| business_manager(s, SANDBOX, "")),
    fault("user that is no address", cause!(UserIsNoAddress), |s| business_manager(s, SANDBOX, "admin")),
    fault("user with a space behind it", cause!(UserWhiteSpace), |s| {
        business_manager(s, SANDBOX, "someone@example.com ");
    }),
    fault("no instance", cause!(InstanceHostMissing), |s| business_manager(s, "", "someone@example.com")),
    fault("instance with a space in it", cause!(InstanceHostUnreadable), |s| {
        business_manager(s, "my sandbox", "someone@example.com");
    }),
    fault("practice Account Manager that is off", cause!(PracticeIsOff), |s| {
        s.form.destination = Destination::Practice { running: None };
    }),
    fault("no token endpoint", cause!(EndpointMissing), |s| to(s, "")),
    fault("ftp instead of https", cause!(EndpointScheme), |s| to(s, "ftp://login.example.com/token")),
    fault("audience in capital letters", cause!(AudienceSpelledOtherwise), |s| {
        s.form.destination =
            Destination::other("https://login.example.com/token", "https://LOGIN.example.com/token");
    }),
    fault("audience that is not the endpoint", cause!(AudienceIsNotEndpoint), |s| {
        s.form.destination =
            Destination::other("https://login.example.com/token", "https://login.example.com/");
    }),
    fault("family of SCAPI without a tenant", cause!(ScopeTenantMissing), |s| {
        s.form.scopes = "sfcc.products".into();
    }),
    fault("tenant without a family of SCAPI", cause!(ScopeFamilyMissing), |s| {
        s.form.scopes = "SALESFORCE_COMMERCE_API:zzte_053".into();
    }),
    fault("scope beside the wider one", cause!(ScopeRedundant), |s| {
        s.form.scopes = "SALESFORCE_COMMERCE_API:zzte_053 sfcc.products sfcc.products.rw".into();
    }),
    fault("timeout in words", cause!(TimeoutInvalid), |s| s.form.total_timeout_seconds = "long".into()),
    fault("claim without a name", cause!(ClaimNameMissing), |s| s.set_claim("", "1")),
    fault("iat in milliseconds", cause!(ClaimAhead), |s| s.set_claim("iat", "1800000000000")),
    fault("parameter without a name", cause!(ParameterNameMissing), |s| parameter(s, &[("", "x")])),
    fault("parameter twice", cause!(ParameterTwice), |s| parameter(s, &[("tenant", "a"), ("tenant", "b")])),
    fault("secret among the parameters", cause!(ParameterIsSecret), |s| parameter(s, &[("password", "x")])),
    fault("JWT for a user without the user", cause!(UserOfJwtMissing), |s| {
        parameter(s, &[]);
        if let Destination::Other { user, .. } = &mut s.form.destination {
            *user = Some(String::new());
        }
    }),
];

const SANDBOX: &str = "zzte-053.dx.commercecloud.salesforce.com";
const DAY: i64 = 24 * 60 * 60;

/// To another server, with these parameters.
fn parameter(s: &mut Asked, typed: &[(&str, &str)]) {
    let (token_endpoint, audience) = ("https://login.example.com/token".into(), String::new());
    let parameters = typed.iter().map(|(name, value)| NameValue::new(*name, *value)).collect();
    let (trusted, user) = (String::new(), None);
    s.form.destination = Destination::Other { token_endpoint, audience, parameters, trusted, user };
}

fn business_manager(s: &mut Asked, host: &str, user: &str) {
    s.use_secret("a-good-secret-0123", SecretPlacement::Header);
    s.form.method = AuthMethod::BusinessManagerUser;
    s.form.business_manager = BusinessManagerForm { instance_host: host.into(), user: user.into() };
    s.secrets.access_key = Some(ACCESS_KEY.into());
}

/// What the program says about each. Nothing is sent: Account Manager is no server of ours.
pub(crate) async fn rows() -> Vec<Judged> {
    let mut rows = Vec::new();
    for fault in FAULTS {
        let form = RequestForm { api_key: CLIENT.into(), ..RequestForm::default() };
        let mut asked = Asked::new(form, key_pair().clone());
        (fault.set_wrong)(&mut asked);
        asked.sending = Sending::Never;
        rows.push(Judged::of("the form", fault.name, fault.cause, &asked.run().await));
    }
    rows
}
