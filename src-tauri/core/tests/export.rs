//! What the exports carry: everything that the request itself has, and no secret unless the person asks for it.

use countersign_core::certificate::{CertificateOptions, make_self_signed};
use countersign_core::http::NameValue;
use countersign_core::interchange::export::{
    ExportProblem, ExportTarget, Exported, ExportedFile, RecipeProblem, Secrets, export,
};
use countersign_core::key::{RsaBits, SigningAlgorithm, make_rsa_key};
use countersign_core::key_pair::KeyPair;
use countersign_core::moment::{Moment, UnixMillis};
use countersign_core::token_request::{
    AuthMethod, BusinessManagerForm, ClaimEdit, ClientSecretKind, ClientSecrets, Destination,
    HeaderParameters, HeaderType, Proofs, RequestForm, SecretPlacement,
};
use secrecy::ExposeSecret as _;

const SECRET: &str = "the-client-secret";
const ACCESS_KEY: &str = "the-access-key";
const PARAMETER: &str = "the-secret-of-a-parameter";

fn moment() -> Moment {
    Moment { now: UnixMillis(1_800_000_000_000), jti: "the-jti-of-now".into() }
}

fn key_pair() -> KeyPair {
    let key = make_rsa_key(RsaBits::Rsa2048).expect("a key is made");
    let certificate = make_self_signed(&key, &CertificateOptions::default(), moment().now.seconds())
        .expect("a certificate is made");
    KeyPair::generated(key, certificate)
}

fn secrets() -> ClientSecrets {
    ClientSecrets { client_secret: Some(SECRET.into()), access_key: Some(ACCESS_KEY.into()) }
}

fn form(method: AuthMethod) -> RequestForm {
    let mut destination =
        Destination::other("https://login.example.com/as/token?tenant=a", "https://issuer.example");
    if let Destination::Other { parameters, .. } = &mut destination {
        *parameters = vec![NameValue::new("resource", "urn:b"), NameValue::new("refresh_token", PARAMETER)];
    }
    RequestForm {
        method,
        api_key: "the-api-key".into(),
        destination,
        scopes: "one  two".into(),
        lifetime_seconds: "137".into(),
        clock_correction_seconds: -7,
        header: HeaderParameters {
            typ: HeaderType::ClientAuthentication,
            kid: "the-kid".into(),
            x5t_s256: true,
            ..HeaderParameters::default()
        },
        claims: vec![
            ClaimEdit::Set { name: "purpose".into(), text: "nightly".into() },
            ClaimEdit::LeaveOut { name: "sub".into() },
        ],
        business_manager: BusinessManagerForm {
            instance_host: "zzte-053.dx.commercecloud.salesforce.com".into(),
            user: "the-user".into(),
        },
        connect_timeout_seconds: "11".into(),
        total_timeout_seconds: "29".into(),
        ..RequestForm::default()
    }
}

fn files(
    target: ExportTarget,
    form: &RequestForm,
    key_pair: &KeyPair,
    secrets: Secrets<'_>,
) -> Result<Vec<ExportedFile>, ExportProblem> {
    export(target, Exported { name: "Nightly", form, key_pair }, secrets, &moment())
}

fn text(target: ExportTarget, form: &RequestForm, key_pair: &KeyPair, secrets: Secrets<'_>) -> String {
    let files = files(target, form, key_pair, secrets).expect("it can be written");
    files.into_iter().map(|file| file.text).collect()
}

/// Everything that writes the request itself, rather than settings of a tool that makes its own.
fn requests() -> impl Iterator<Item = ExportTarget> {
    let settings = [ExportTarget::DwJson, ExportTarget::DotEnv];
    ExportTarget::ALL.into_iter().filter(move |target| !settings.contains(target) && !target.is_a_key())
}

#[test]
fn each_carries_everything_that_the_request_has() {
    let key_pair = key_pair();
    for target in requests() {
        let signed = text(target, &form(AuthMethod::SignedJwt), &key_pair, Secrets::Outside);
        for part in [
            "https://login.example.com/as/token?tenant=a",
            "https://issuer.example",
            "client_credentials",
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "RS256",
            "client-authentication+jwt",
            "the-kid",
            "x5t#S256",
            "the-api-key",
            "one two",
            "urn:b",
            "purpose",
            "nightly",
            "130",
            "- 7",
        ] {
            assert!(signed.contains(part), "{target:?} has {part}:\n{signed}");
        }
        for absent in ["the-jti-of-now", "1800000", "«", "»", "sub:", "\"sub\"", "'sub'", "\n?"] {
            assert!(!signed.contains(absent), "{target:?} has no {absent}:\n{signed}");
        }
    }
}

#[test]
fn no_secret_stands_in_it_unless_the_person_asks() {
    let key_pair = key_pair();
    let secrets = secrets();
    let proofs = Proofs { key_pair: &key_pair, secrets: &secrets };
    let pem = key_pair.private_key().unwrap().to_pkcs8_pem();
    // A line in the middle of the key, which every spelling of it has.
    let of_key = pem.expose_secret().lines().nth(5).unwrap();
    let account_manager = Destination::AccountManager;
    for target in ExportTarget::ALL {
        for method in [AuthMethod::SignedJwt, AuthMethod::ClientSecret, AuthMethod::BusinessManagerUser] {
            for placement in
                [SecretPlacement::Header, SecretPlacement::HeaderNotEncoded, SecretPlacement::Body]
            {
                let mut form = RequestForm { secret_placement: placement, ..form(method) };
                if matches!(target, ExportTarget::DwJson | ExportTarget::DotEnv) {
                    form.destination = account_manager.clone();
                }
                let not_shown = Secrets::Inside { proofs, shown: false };
                for hidden in [Secrets::Outside, not_shown] {
                    let text = text(target, &form, &key_pair, hidden);
                    for secret in [SECRET, ACCESS_KEY, PARAMETER, of_key] {
                        assert!(!text.contains(secret), "{target:?} has {secret}:\n{text}");
                    }
                }
                let inside = text(target, &form, &key_pair, Secrets::Inside { proofs, shown: true });
                let cartridge = target == ExportTarget::Cartridge;
                match method {
                    _ if target.is_a_key() => {}
                    AuthMethod::SignedJwt
                        if matches!(target, ExportTarget::DwJson | ExportTarget::DotEnv) => {}
                    // There the key is in the instance's key store.
                    AuthMethod::SignedJwt if cartridge => assert!(!inside.contains(of_key)),
                    AuthMethod::SignedJwt => assert!(inside.contains(of_key), "{target:?}:\n{inside}"),
                    AuthMethod::ClientSecret => assert!(inside.contains(SECRET), "{target:?}:\n{inside}"),
                    AuthMethod::BusinessManagerUser => {
                        assert!(
                            inside.contains(SECRET) && inside.contains(ACCESS_KEY),
                            "{target:?}:\n{inside}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn what_is_missing_is_named() {
    let (key_pair, none) = (key_pair(), ClientSecrets::default());
    let without_key = KeyPair::default();
    let form = form(AuthMethod::SignedJwt);
    let inside = |key_pair| Secrets::Inside { proofs: Proofs { key_pair, secrets: &none }, shown: true };
    let problem = |form: &RequestForm, key_pair| {
        files(ExportTarget::Go, form, key_pair, inside(key_pair)).map(drop).unwrap_err()
    };
    assert_eq!(problem(&form, &without_key), ExportProblem::KeyMissing);
    let secret = RequestForm { method: AuthMethod::ClientSecret, ..form.clone() };
    let missing = ExportProblem::SecretMissing { secret: ClientSecretKind::ClientSecret };
    assert_eq!(problem(&secret, &key_pair), missing);
    let other = |destination| RequestForm { destination, ..form.clone() };
    for (form, part) in [
        (RequestForm { lifetime_seconds: "soon".into(), ..form.clone() }, RecipeProblem::Number),
        (other(Destination::other("not a URL", "")), RecipeProblem::Endpoint),
        (other(Destination::Practice { running: None }), RecipeProblem::PracticeIsOff),
    ] {
        assert_eq!(problem(&form, &key_pair), ExportProblem::Incomplete { part });
        // A key is written without a request.
        assert!(files(ExportTarget::KeyLines, &form, &key_pair, inside(&key_pair)).is_ok());
    }
    let no_key = files(ExportTarget::KeyLines, &form, &without_key, inside(&without_key));
    assert_eq!(no_key, Err(ExportProblem::KeyMissing));
}

#[test]
fn a_tool_that_cannot_sign_with_the_algorithm_says_so() {
    let key_pair = key_pair();
    let with = |algorithm| RequestForm { algorithm, ..form(AuthMethod::SignedJwt) };
    for (target, algorithm, can) in [
        (ExportTarget::Bash, SigningAlgorithm::Ps256, true),
        (ExportTarget::Bash, SigningAlgorithm::Es256, false),
        (ExportTarget::Php, SigningAlgorithm::Ps256, false),
        (ExportTarget::Java, SigningAlgorithm::Es384, true),
        (ExportTarget::Java, SigningAlgorithm::EdDsa, false),
        (ExportTarget::Python, SigningAlgorithm::EdDsa, true),
    ] {
        let written = files(target, &with(algorithm), &key_pair, Secrets::Outside);
        let expected = if can { Ok(()) } else { Err(ExportProblem::Algorithm { algorithm }) };
        assert_eq!(written.map(drop), expected, "{target:?}");
    }
}
