//! curl commands: by hand, and as browsers and Postman copy them, for POSIX shells and for cmd.

use base64::Engine as _;
use countersign_core::interchange::import::{ImportKind, ImportProblem};
use countersign_core::token_request::{AuthMethod, ClaimEdit, Destination, SecretPlacement};

use crate::kit::{ID, SECRET, client_secret, only, preview};

const URL: &str = "https://account.demandware.com/dwsso/oauth2/access_token";

#[test]
fn the_same_request_in_each_quoting_is_the_same_credential() {
    let basic = base64::engine::general_purpose::STANDARD.encode(format!("{ID}:{SECRET}"));
    let cmd_secret = "S3cret-without-special-characters";
    for (text, placement, secret) in [
        (
            format!("curl -u '{ID}:{SECRET}' -d grant_type=client_credentials {URL}"),
            SecretPlacement::Header,
            SECRET,
        ),
        (
            format!(
                "curl --location '{URL}' \\\n--header 'Content-Type: application/x-www-form-urlencoded' \\\n--header 'Authorization: Basic {basic}' \\\n--data-urlencode 'grant_type=client_credentials'"
            ),
            SecretPlacement::Header,
            SECRET,
        ),
        (
            format!(
                "$ curl -X POST \"{URL}\" --data-urlencode \"client_secret={SECRET}\" -d client_id={ID} -dgrant_type=client_credentials"
            ),
            SecretPlacement::Body,
            SECRET,
        ),
        (
            format!(
                "curl ^\"{URL}^\" ^\n  -X ^\"POST^\" ^\n  -H ^\"accept: */*^\" ^\n  --data-raw ^\"grant_type=client_credentials^&client_id={ID}^&client_secret={cmd_secret}^\""
            ),
            SecretPlacement::Body,
            cmd_secret,
        ),
        (
            format!(
                "curl '{URL}' -H 'accept: */*' --data-raw $'grant_type=client_credentials&client_id={ID}&client_secret={cmd_secret}' --compressed"
            ),
            SecretPlacement::Body,
            cmd_secret,
        ),
    ] {
        let (proposal, credential) = only(&[("", &text)]);
        let form = &credential.draft.form;
        assert_eq!((proposal.kind, form.method), (ImportKind::Curl, AuthMethod::ClientSecret), "{text}");
        assert_eq!((form.api_key.as_str(), form.secret_placement), (ID, placement), "{text}");
        assert_eq!(client_secret(&credential).as_deref(), Some(secret), "{text}");
        assert_eq!(form.destination, Destination::AccountManager);
    }
}

#[test]
fn an_assertion_that_was_copied_along_says_its_client_and_audience() {
    let part = |json: &str| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(json);
    let audience = "https://account.demandware.com/dwsso/oauth2/access_token";
    let claims = format!(r#"{{"iss":"{ID}","sub":"{ID}","aud":"{audience}","exp":1}}"#);
    let jwt = format!("{}.{}.AAAA", part(r#"{"alg":"RS256"}"#), part(&claims));
    let text = format!(
        "curl {URL} -d 'grant_type=client_credentials' -d client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer -d client_assertion={jwt}"
    );
    let (proposal, credential) = only(&[("", &text)]);
    let form = &credential.draft.form;
    assert_eq!((form.method, form.api_key.as_str()), (AuthMethod::SignedJwt, ID));
    assert_eq!(form.claims, [ClaimEdit::Set { name: "aud".into(), text: audience.into() }]);
    assert!(!proposal.ready, "the key is still missing");
}

#[test]
fn several_commands_are_several_credentials_and_others_give_none() {
    let text = format!(
        "curl -u '{ID}:{SECRET}' -d grant_type=client_credentials {URL}\ncurl -u '{ID}:{SECRET}' -d grant_type=client_credentials https://login.example.com/token\n"
    );
    let preview_of = preview(&[("", &text)]);
    assert_eq!(preview_of.proposals.len(), 2, "{preview_of:#?}");
    let text = "curl https://example.com/ -H 'authorization: Bearer x'";
    assert_eq!(preview(&[("", text)]).files[0].problem, Some(ImportProblem::NothingForToken));
    assert_eq!(preview(&[("", "rm -rf /; echo hello")]).files[0].problem, Some(ImportProblem::NotRecognised));
}
