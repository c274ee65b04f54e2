//! Whose values are put together: no secret gets to another client, nothing secret is shown, and what cannot be taken as
//! written is not ready.

use countersign_core::interchange::import::{
    ImportConcern, ImportField, ImportKind, ImportProblem, LeftOutReason,
};
use countersign_core::token_request::{AuthMethod, SecretPlacement};

use crate::kit::{HOST, ID, OTHER_ID, SECRET, client_secret, from, import, left, only, preview};

const TOKEN_URL: &str = "https://account.demandware.com/dwsso/oauth2/access_token";

/// A collection with these requests and variables.
fn collection(requests: &[String], variables: &str) -> String {
    let schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
    let items = requests.join(",");
    format!(r#"{{"info":{{"name":"C","schema":"{schema}"}},"item":[{items}],"variable":[{variables}]}}"#)
}

/// A request with these fields.
fn request(url: &str, fields: &[(&str, &str)]) -> String {
    let fields: Vec<String> =
        fields.iter().map(|(key, value)| format!(r#"{{"key":"{key}","value":"{value}"}}"#)).collect();
    let fields = fields.join(",");
    format!(
        r#"{{"name":"T","request":{{"method":"POST","url":"{url}","body":{{"mode":"urlencoded","urlencoded":[{fields}]}}}}}}"#
    )
}

fn variable(key: &str, value: &str) -> String {
    format!(r#"{{"key":"{key}","value":"{value}"}}"#)
}

/// The client and secret of each credential, and whether it is ready.
fn clients(files: &[(&str, &str)]) -> Vec<(String, Option<String>, bool)> {
    let import = import(files);
    let shown = import.preview(&[]).proposals;
    let all: Vec<u32> = (0..u32::try_from(shown.len()).unwrap()).collect();
    let credentials = import.credentials(&all);
    let clients = credentials.iter().zip(&shown);
    clients.map(|(one, shown)| (one.draft.form.api_key.clone(), client_secret(one), shown.ready)).collect()
}

#[test]
fn names_of_different_programs_are_different_clients() {
    let secret = || Some(SECRET.to_owned());
    let env = format!("SFCC_CLIENT_ID={ID}\nSFCC_JWT_KEY=key.pem\nCLIENT_SECRET=gho_16C7e42F292c\n");
    let (proposal, credential) = only(&[(".env", &env)]);
    assert_eq!((proposal.method, client_secret(&credential)), (AuthMethod::SignedJwt, None));
    assert_eq!(left(&proposal, "CLIENT_SECRET"), Some(&LeftOutReason::OtherPair));

    let env = format!("SFCC_CLIENT_ID={ID}\nB2C_CLIENTID={OTHER_ID}\nB2C_CLIENTSECRET={SECRET}\n");
    let expected = [(ID.to_owned(), None, false), (OTHER_ID.to_owned(), secret(), true)];
    assert_eq!(clients(&[(".env", &env)]), expected);

    // Names that many programs have are not put over dw.json's client.
    let env = format!("CLIENT_ID={OTHER_ID}\nCLIENT_SECRET=o{SECRET}\n");
    let dw = format!(r#"{{"client-id":"{ID}","client-secret":"{SECRET}"}}"#);
    let expected = [(ID.to_owned(), secret(), true), (OTHER_ID.to_owned(), Some(format!("o{SECRET}")), true)];
    assert_eq!(clients(&[(".env", &env), ("dw.json", &dw)]), expected);
    let kinds: Vec<_> =
        preview(&[(".env", &env), ("dw.json", &dw)]).proposals.iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [ImportKind::DwJson, ImportKind::Env]);
    // Alone, they are a client.
    assert_eq!(clients(&[(".env", &env)]), [(OTHER_ID.to_owned(), Some(format!("o{SECRET}")), true)]);

    let variables = [
        variable("ocapi_client_id", ID),
        variable("scapi_client_id", OTHER_ID),
        variable("scapi_client_secret", &format!("s{SECRET}")),
        variable("ocapi_client_secret", SECRET),
    ];
    let environment = format!(r#"{{"name":"E","values":[{}]}}"#, variables.join(","));
    let expected = [(ID.to_owned(), secret(), true), (OTHER_ID.to_owned(), Some(format!("s{SECRET}")), true)];
    assert_eq!(clients(&[("e.json", &environment)]), expected);
}

#[test]
fn a_collection_for_slas_alone_proposes_nothing() {
    let slas = "https://kv7kzm78.api.commercecloud.salesforce.com/shopper/auth/v1/organizations/f_ecom_zzte_053/oauth2/token";
    let id_and_secret = [variable("client_id", ID), variable("client_secret", SECRET)].join(",");
    let fields = [("grant_type", "client_credentials"), ("client_id", "{{client_id}}")];
    let only_id = collection(&[request(slas, &fields)], &id_and_secret);
    let both = [fields[0], fields[1], ("client_secret", "{{client_secret}}")];
    let both = collection(&[request(slas, &both)], &id_and_secret);
    for text in [only_id, both] {
        let preview = preview(&[("c.json", &text)]);
        assert_eq!(preview.proposals, [], "{text}");
        assert_eq!(preview.files[0].problem, Some(ImportProblem::OnlySlas));
    }
    // A client of Account Manager beside it stays.
    let beside =
        [id_and_secret, variable("ocapi_client_id", OTHER_ID), variable("ocapi_client_secret", SECRET)];
    let beside = collection(&[request(slas, &fields)], &beside.join(","));
    assert_eq!(clients(&[("c.json", &beside)]), [(OTHER_ID.to_owned(), Some(SECRET.to_owned()), true)]);
}

#[test]
fn several_assignments_in_a_line_are_taken_apart_and_no_secret_is_in_an_api_key() {
    for line in [
        format!("export SFCC_CLIENT_ID={ID} SFCC_CLIENT_SECRET=t0p-of-mine"),
        format!("SFCC_CLIENT_ID={ID} SFCC_CLIENT_SECRET=t0p-of-mine sfcc-ci client:auth"),
        format!(
            "SFCC_CLIENT_ID={ID}; export SFCC_CLIENT_ID\nSFCC_CLIENT_SECRET=t0p-of-mine; export SFCC_CLIENT_SECRET"
        ),
        format!("export SFCC_CLIENT_ID='{ID}' SFCC_CLIENT_SECRET=\"t0p-of-mine\""),
        format!("$env:SFCC_CLIENT_ID = '{ID}'; $env:SFCC_CLIENT_SECRET = 't0p-of-mine'"),
    ] {
        let expected = [(ID.to_owned(), Some("t0p-of-mine".to_owned()), true)];
        assert_eq!(clients(&[("", &line)]), expected, "{line}");
        let shown = serde_json::to_string(&preview(&[("", &line)])).unwrap();
        assert!(!shown.contains("t0p-of-mine"), "{shown}");
    }
    let env = format!(
        "SFCC_CLIENT_ID={ID} t0p-of-mine\nSFCC_CLIENT_SECRET={SECRET}\nSFCC_SERVER={HOST} t0p-of-mine\n"
    );
    let (proposal, credential) = only(&[(".env", &env)]);
    assert_eq!(credential.draft.form.api_key, "");
    for name in ["SFCC_CLIENT_ID", "SFCC_SERVER"] {
        assert_eq!(left(&proposal, name), Some(&LeftOutReason::UnknownValue));
    }
    // The key of any program's API.
    let env = format!("API_KEY=sk_live_51H8x\nSFCC_CLIENT_SECRET={SECRET}\n");
    let shown = serde_json::to_string(&preview(&[(".env", &env)])).unwrap();
    assert!(!shown.contains("sk_live"), "{shown}");
}

#[test]
fn only_dot_env_is_put_over_dw_json_and_over_no_other_file() {
    let dw = format!(r#"{{"client-id":"{ID}","client-secret":"{SECRET}"}}"#);
    let app = format!(r#"{{"client-id":"{OTHER_ID}","client-secret":"{SECRET}"}}"#);
    let env = "SFCC_OAUTH_SCOPES=mail\n";
    let facts = |files: &[(&str, &str)]| -> Vec<(String, String)> {
        let import = import(files);
        let all: Vec<u32> = (0..u32::try_from(import.preview(&[]).proposals.len()).unwrap()).collect();
        let forms = import.credentials(&all).into_iter().map(|one| one.draft.form);
        forms.map(|form| (form.api_key, form.scopes)).collect()
    };
    let expected = [(OTHER_ID.to_owned(), String::new()), (ID.to_owned(), "mail".to_owned())];
    assert_eq!(facts(&[(".env", env), ("app.json", &app), ("dw.json", &dw)]), expected);
    assert_eq!(facts(&[(".env", env), ("app.json", &app)]), [(OTHER_ID.to_owned(), "mail".to_owned())]);
    let other = format!("SFCC_CLIENT_ID={OTHER_ID}\nSFCC_CLIENT_SECRET={SECRET}\n");
    let expected = [(ID.to_owned(), String::new()), (OTHER_ID.to_owned(), String::new())];
    assert_eq!(facts(&[(".env.production", &other), ("dw.json", &dw)]), expected);
}

#[test]
fn curls_options_are_taken_apart_as_curl_does() {
    let expected = [(ID.to_owned(), Some("s3cret-value".to_owned()), true)];
    for options in [
        format!("-su {ID}:s3cret-value -d grant_type=client_credentials {TOKEN_URL}"),
        format!("-sSu{ID}:s3cret-value -dgrant_type=client_credentials {TOKEN_URL}"),
        format!("--noproxy '*' -u {ID}:s3cret-value -d grant_type=client_credentials {TOKEN_URL}"),
        format!(
            "--max-redirs 0 -D headers.txt -u {ID}:s3cret-value -d grant_type=client_credentials {TOKEN_URL}"
        ),
        format!(
            "-XPOST -fsS --unheard-of word -u {ID}:s3cret-value -d grant_type=client_credentials {TOKEN_URL}"
        ),
    ] {
        assert_eq!(clients(&[("", &format!("curl {options}"))]), expected, "{options}");
    }
}

#[test]
fn a_basic_header_that_is_form_encoded_is_decoded_once() {
    use base64::Engine as _;
    for (header, secret) in [("a%2Bb%2F1", "a+b/1"), ("a+b1", "a+b1"), (SECRET, SECRET)] {
        let header = base64::engine::general_purpose::STANDARD.encode(format!("{ID}:{header}"));
        let command =
            format!("curl -H 'Authorization: Basic {header}' -d grant_type=client_credentials {TOKEN_URL}");
        let (_, credential) = only(&[("", &command)]);
        assert_eq!(client_secret(&credential).as_deref(), Some(secret));
        assert_eq!(credential.draft.form.secret_placement, SecretPlacement::Header);
    }
}

#[test]
fn an_endpoint_that_cannot_be_taken_is_not_account_manager() {
    let fields = [("grant_type", "client_credentials"), ("client_id", ID), ("client_secret", "s3cret-value")];
    let unknown = collection(&[request("{{idp}}/oauth2/token", &fields)], "");
    let (proposal, _) = only(&[("c.json", &unknown)]);
    assert_eq!(
        (proposal.concerns.as_slice(), proposal.ready),
        ([ImportConcern::NoTokenEndpoint].as_slice(), false)
    );
    let host = format!(r#"{{"client-id":"{ID}","client-secret":"{SECRET}","account-manager-host":"a b"}}"#);
    let (proposal, _) = only(&[("dw.json", &host)]);
    assert_eq!(proposal.concerns, [ImportConcern::NoTokenEndpoint]);
    // A host with a port is no scheme.
    let url = "account-pod5.demandware.net:443/dwsso/oauth2/access_token";
    let (proposal, credential) = only(&[("c.json", &collection(&[request(url, &fields)], ""))]);
    assert!(proposal.ready, "{proposal:#?}");
    assert!(
        format!("{:?}", credential.draft.form.destination)
            .contains("https://account-pod5.demandware.net/dwsso")
    );
}

#[test]
fn other_grants_are_not_ready_and_requests_that_differ_in_their_scopes_are_several() {
    for grant in
        ["authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:token-exchange", "password"]
    {
        let fields = [("grant_type", grant), ("client_id", ID), ("client_secret", "s3cret-value")];
        let (proposal, _) = only(&[("c.json", &collection(&[request(TOKEN_URL, &fields)], ""))]);
        assert_eq!(proposal.concerns, [ImportConcern::OtherGrant], "{grant}");
        assert!(!proposal.ready && from(&proposal, ImportField::ClientId).is_some());
    }
    let with = |scope: &str| {
        let client =
            [("grant_type", "client_credentials"), ("client_id", ID), ("client_secret", "s3cret-value")];
        request(TOKEN_URL, &[&client[..], &[("scope", scope)]].concat())
    };
    let text = collection(&[with("mail"), with("roles"), with("mail")], "");
    let import = import(&[("c.json", &text)]);
    let scopes: Vec<_> =
        import.credentials(&[0, 1, 2]).into_iter().map(|one| one.draft.form.scopes).collect();
    assert_eq!(scopes, ["mail", "roles"]);
}
