//! Collections and environments of Postman, Bruno and Insomnia.

use countersign_core::interchange::import::{
    ImportConcern, ImportField, ImportKind, ImportPlace, ImportProblem, LeftOutReason,
};
use countersign_core::secret::SecretKind;
use countersign_core::token_request::{AuthMethod, Destination, SecretPlacement};
use secrecy::ExposeSecret as _;

use crate::common::key_pair;
use crate::kit::{HOST, ID, OTHER_ID, SECRET, client_secret, from, import, left, only, preview, secret};

const TOKEN_URL: &str = "https://account.demandware.com/dwsso/oauth2/access_token";
const V21: &str = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
const V20: &str = "https://schema.getpostman.com/json/collection/v2.0.0/collection.json";

/// The article's collection, with the key in a variable.
fn article(api_key: &str, key: &str) -> String {
    let key = serde_json::to_string(key).unwrap();
    format!(
        r#"{{"info":{{"_postman_id":"1","name":"JWT oAuth Example","schema":"{V21}"}},
        "item":[{{"name":"1. Download JS for Postman","request":{{"method":"GET","url":{{"raw":"https://kjur.example/jsrsasign.js"}}}},"event":[{{"listen":"test","script":{{"exec":["pm.collectionVariables.set('pmlib', pm.response.text())"]}}}}]}},
        {{"name":"2. Authorization (JWT)","event":[{{"listen":"prerequest","script":{{"exec":["eval(pm.collectionVariables.get('pmlib'))"]}}}}],
        "request":{{"method":"POST","body":{{"mode":"urlencoded","urlencoded":[{{"key":"grant_type","value":"client_credentials"}},
        {{"key":"client_assertion_type","value":"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"}},{{"key":"client_assertion","value":"{{{{jwt_signed}}}}"}}]}},
        "url":{{"raw":"{TOKEN_URL}"}}}}}}],
        "variable":[{{"key":"api_key","value":"{api_key}"}},{{"key":"pkey","value":{key}}},{{"key":"pmlib","value":"var x"}},{{"key":"jwt_signed","value":"eyJ"}}]}}"#
    )
}

fn key_pem() -> String {
    key_pair().private_key().unwrap().to_pkcs8_pem().expose_secret().to_owned()
}

#[test]
fn the_articles_collection_gives_client_and_key_and_its_scripts_are_not_run() {
    let files = [("JWT oAuth Example.postman_collection.json", article(ID, &key_pem()))];
    let files = [(files[0].0, files[0].1.as_str())];
    let (proposal, credential) = only(&files);
    assert_eq!((proposal.kind, proposal.method), (ImportKind::PostmanCollection, AuthMethod::SignedJwt));
    assert_eq!(credential.draft.form.api_key, ID);
    assert_eq!(credential.pair.private_key(), key_pair().private_key());
    assert_eq!(credential.draft.form.destination, Destination::AccountManager);
    assert!(proposal.ready && preview(&files).scripts);
    for name in ["pmlib", "jwt_signed"] {
        assert_eq!(left(&proposal, name), Some(&LeftOutReason::FromScript), "{proposal:#?}");
    }
    let taken = proposal.taken.iter().find(|taken| taken.field == ImportField::ClientId).unwrap();
    assert_eq!(taken.from.place, ImportPlace::CollectionVariable);
}

#[test]
fn the_articles_collection_as_it_is_published_has_placeholders() {
    let text = article(ID, "<paste key here>");
    let (proposal, _) = only(&[("c.json", &text)]);
    assert_eq!(left(&proposal, "pkey"), Some(&LeftOutReason::Placeholder));
    assert_eq!(proposal.concerns, [ImportConcern::NoPrivateKey]);
    assert!(!proposal.ready);
}

#[test]
fn both_versions_of_the_schema_are_read_and_folders_give_their_authentication() {
    let v21 = format!(
        r#"{{"info":{{"name":"C","schema":"{V21}"}},"item":[{{"name":"Folder","auth":{{"type":"basic","basic":[{{"key":"username","value":"{{{{id}}}}"}},{{"key":"password","value":"{{{{secret}}}}"}}]}},
        "item":[{{"name":"Inner","item":[{{"name":"Token","request":{{"method":"POST","url":"{TOKEN_URL}","body":{{"mode":"urlencoded","urlencoded":[{{"key":"grant_type","value":"client_credentials"}},{{"key":"scope","value":"mail {{{{more}}}}"}}]}}}}}}]}}]}}],
        "variable":[{{"key":"id","value":"{ID}"}},{{"key":"secret","value":"{SECRET}"}},{{"key":"more","value":"roles"}}]}}"#
    );
    let v20 = format!(
        r#"{{"info":{{"name":"C","schema":"{V20}"}},"auth":{{"type":"basic","basic":{{"username":"{{{{id}}}}","password":"{{{{secret}}}}","showPassword":false}}}},
        "item":[{{"name":"Token","request":{{"method":"POST","url":"{TOKEN_URL}?x=1","body":{{"mode":"raw","raw":"grant_type=client_credentials&scope=mail%20roles"}}}}}}],
        "variable":[{{"id":"id","value":"{ID}"}},{{"id":"secret","value":"{SECRET}"}}]}}"#
    );
    for text in [v21, v20] {
        let (proposal, credential) = only(&[("c.json", &text)]);
        let form = &credential.draft.form;
        assert_eq!((form.method, form.secret_placement), (AuthMethod::ClientSecret, SecretPlacement::Header));
        assert_eq!((form.api_key.as_str(), form.scopes.as_str()), (ID, "mail roles"), "{text}");
        assert_eq!(client_secret(&credential).as_deref(), Some(SECRET));
        assert_eq!(from(&proposal, ImportField::ClientSecret).unwrap().0, "secret");
    }
}

#[test]
fn the_business_manager_grant_is_taken_where_a_request_makes_it() {
    let text = format!(
        r#"{{"info":{{"name":"OCAPI","schema":"{V21}"}},"item":[{{"name":"BM grant","request":{{"method":"POST","auth":{{"type":"basic","basic":[{{"key":"username","value":"{{{{bm_username}}}}"}},{{"key":"password","value":"{{{{bm_password}}}}:{{{{ocapi-client-secret}}}}"}}]}},
        "url":{{"raw":"https://{{{{ocapi-instance-host}}}}/dw/oauth2/access_token?client_id={{{{ocapi-client-id}}}}"}},
        "body":{{"mode":"urlencoded","urlencoded":[{{"key":"grant_type","value":"urn:demandware:params:oauth:grant-type:client-id:dwsid:dwsecuretoken"}}]}}}}}}],
        "variable":[{{"key":"ocapi-client-id","value":"{ID}"}},{{"key":"ocapi-client-secret","value":"s3cret-with-no-colon"}},{{"key":"ocapi-instance-host","value":"{HOST}"}},{{"key":"bm_username","value":"user@example.com"}},{{"key":"bm_password","value":"{SECRET}"}}]}}"#
    );
    let (proposal, credential) = only(&[("c.json", &text)]);
    let form = &credential.draft.form;
    assert_eq!(form.method, AuthMethod::BusinessManagerUser, "{proposal:#?}");
    assert_eq!((form.api_key.as_str(), form.business_manager.user.as_str()), (ID, "user@example.com"));
    assert_eq!(form.business_manager.instance_host, HOST);
    assert_eq!(secret(&credential, SecretKind::AccessKey).as_deref(), Some(SECRET));
    assert_eq!(client_secret(&credential).as_deref(), Some("s3cret-with-no-colon"));
}

#[test]
fn the_same_variables_without_such_a_request_are_no_other_grant() {
    let values = |value: &str| {
        format!(
            r#"{{"name":"Sandbox","values":[{{"key":"ocapi-client-id","value":"{ID}","enabled":true}},{{"key":"ocapi-client-secret","value":"{SECRET}","enabled":true}},
            {{"key":"bm_username","value":"user@example.com","enabled":true}},{{"key":"bm_password","value":"{value}","enabled":true}},{{"key":"old","value":"x","enabled":false}}],"_postman_variable_scope":"environment"}}"#
        )
    };
    let (proposal, credential) = only(&[("e.json", &values("an-access-key-of-40-characters"))]);
    assert_eq!(proposal.kind, ImportKind::PostmanEnvironment);
    assert_eq!(credential.draft.form.method, AuthMethod::ClientSecret);
    assert_eq!(left(&proposal, "bm_password"), Some(&LeftOutReason::OtherGrant));
    assert_eq!(credential.name, "Sandbox");
}

#[test]
fn an_environment_for_scapi_alone_gives_its_places_and_scopes() {
    let text = format!(
        r#"{{"id":"x","name":"SCAPI","values":[{{"key":"api_client_id","value":"{ID}"}},{{"key":"api_client_secret","value":"{SECRET}"}},{{"key":"short_code","value":"kv7kzm78"}},
        {{"key":"realm_id","value":"zzte"}},{{"key":"instance_id","value":"053"}},{{"key":"permissions","value":"sfcc.products sfcc.orders"}}],"_postman_variable_scope":"environment"}}"#
    );
    let (_, credential) = only(&[("e.json", &text)]);
    assert_eq!(credential.draft.form.scopes, "SALESFORCE_COMMERCE_API:zzte_053 sfcc.products sfcc.orders");
    assert_eq!(credential.draft.api_places.organization, "f_ecom_zzte_053");
    assert_eq!(credential.draft.api_places.short_code, "kv7kzm78");
}

#[test]
fn a_collection_with_two_environments_gives_two_credentials() {
    let collection = format!(
        r#"{{"info":{{"name":"C","schema":"{V21}"}},"item":[{{"name":"Token","request":{{"method":"POST","url":"https://{{{{am}}}}/dwsso/oauth2/access_token","body":{{"mode":"urlencoded","urlencoded":[{{"key":"grant_type","value":"client_credentials"}},{{"key":"client_id","value":"{{{{clientid}}}}"}},{{"key":"client_secret","value":"{{{{clientsecret}}}}"}}]}}}}}}],"variable":[{{"key":"am","value":"account.demandware.com"}}]}}"#
    );
    let environment = |name: &str, id: &str| {
        format!(
            r#"{{"name":"{name}","values":[{{"key":"clientid","value":"{id}"}},{{"key":"clientsecret","value":"{name}{SECRET}"}}]}}"#
        )
    };
    let (one, two) = (environment("One", ID), environment("Two", OTHER_ID));
    let other = r#"{"name":"Other","values":[{"key":"nothing","value":"to do with it"}]}"#;
    let files = [("c.json", collection.as_str()), ("one.json", &one), ("two.json", &two), ("o.json", other)];
    let import = import(&files);
    let credentials = import.credentials(&[0, 1, 2]);
    let facts: Vec<_> =
        credentials.iter().map(|one| (one.name.as_str(), one.draft.form.api_key.as_str())).collect();
    assert_eq!(facts, [("One", ID), ("Two", OTHER_ID)]);
    assert!(credentials.iter().all(|one| one.draft.form.secret_placement == SecretPlacement::Body));
    let preview = import.preview(&[]);
    assert_eq!(preview.files[3].problem, Some(ImportProblem::NothingForToken));
    // Without an environment, its variables are named.
    let preview = crate::kit::preview(&[("c.json", &collection)]);
    assert_eq!(preview.proposals, []);
}

#[test]
fn what_postman_fetches_a_token_with_is_taken() {
    let text = format!(
        r#"{{"info":{{"name":"C","schema":"{V21}"}},"item":[{{"name":"Sites","request":{{"method":"GET","url":"https://{HOST}/s/-/dw/data/v24_5/sites",
        "auth":{{"type":"oauth2","oauth2":[{{"key":"grant_type","value":"client_credentials"}},{{"key":"accessTokenUrl","value":"{TOKEN_URL}"}},{{"key":"clientId","value":"{ID}"}},{{"key":"clientSecret","value":"{SECRET}"}},{{"key":"scope","value":"mail"}},{{"key":"client_authentication","value":"body"}}]}}}}}}]}}"#
    );
    let (_, credential) = only(&[("c.json", &text)]);
    assert_eq!(credential.draft.form.secret_placement, SecretPlacement::Body);
    assert_eq!(client_secret(&credential).as_deref(), Some(SECRET));
    assert_eq!(credential.draft.form.scopes, "mail");
}

#[test]
fn requests_for_slas_and_collections_of_version_1_are_named() {
    let text = format!(
        r#"{{"info":{{"name":"Shop","schema":"{V21}"}},"item":[{{"name":"Guest","request":{{"method":"POST","url":"https://kv7kzm78.api.commercecloud.salesforce.com/shopper/auth/v1/organizations/f_ecom_zzte_053/oauth2/token","auth":{{"type":"basic","basic":[{{"key":"username","value":"{ID}"}},{{"key":"password","value":"{SECRET}"}}]}},"body":{{"mode":"urlencoded","urlencoded":[{{"key":"grant_type","value":"client_credentials"}}]}}}}}}]}}"#
    );
    let preview_of = preview(&[("c.json", &text)]);
    assert_eq!(preview_of.proposals, []);
    assert_eq!(preview_of.files[0].problem, Some(ImportProblem::OnlySlas));
    let old = r#"{"id":"1","name":"Old","order":["a"],"requests":[{"id":"a","url":"x"}]}"#;
    assert_eq!(preview(&[("c.json", old)]).files[0].problem, Some(ImportProblem::OldPostman));
}

#[test]
fn a_folder_of_bruno_is_one_collection_with_its_environments() {
    let request = "meta {\n  name: Get token\n  type: http\n}\n\npost {\n  url: {{am}}/dwsso/oauth2/access_token\n  body: formUrlEncoded\n  auth: basic\n}\n\nauth:basic {\n  username: {{client_id}}\n  password: {{client_secret}}\n}\n\nbody:form-urlencoded {\n  grant_type: client_credentials\n  ~off: x\n}\n\nscript:pre-request {\n  req.setBody({ a: 1 })\n}\n";
    let environment = format!(
        "vars {{\n  am: https://account.demandware.com\n  client_id: {ID}\n  client_secret: {SECRET}\n}}\nvars:secret [\n  other\n]\n"
    );
    let head = r#"{"version":"1","name":"Account Manager","type":"collection"}"#;
    let files = [
        ("bruno.json", head),
        ("environments/dev.bru", environment.as_str()),
        ("token/Get token.bru", request),
    ];
    let (proposal, credential) = only(&files);
    assert_eq!((proposal.kind, credential.name.as_str()), (ImportKind::Bruno, "dev"));
    assert_eq!(credential.draft.form.api_key, ID);
    assert_eq!(client_secret(&credential).as_deref(), Some(SECRET));
    assert_eq!(
        from(&proposal, ImportField::ClientId).unwrap(),
        ("client_id".into(), "environments/dev.bru".into())
    );
    assert!(preview(&files).scripts);
}

#[test]
fn a_request_of_bruno_inherits_and_a_collection_fetches_its_own_token() {
    let settings = format!(
        "auth {{\n  mode: oauth2\n}}\n\nauth:oauth2 {{\n  grant_type: client_credentials\n  access_token_url: {TOKEN_URL}\n  client_id: {ID}\n  client_secret: {SECRET}\n  scope: mail\n  credentials_placement: basic_auth_header\n}}\n"
    );
    let request =
        format!("meta {{\n  name: Sites\n}}\n\nget {{\n  url: https://{HOST}/sites\n  auth: inherit\n}}\n");
    let (_, credential) = only(&[("collection.bru", &settings), ("Sites.bru", &request)]);
    assert_eq!(client_secret(&credential).as_deref(), Some(SECRET));
    assert_eq!(credential.draft.form.secret_placement, SecretPlacement::Header);
}

#[test]
fn brunos_json_and_yaml_hold_the_same() {
    let json = format!(
        r#"{{"name":"AM","version":"1","items":[{{"type":"folder","name":"F","items":[{{"type":"http","name":"Token","request":{{"url":"{TOKEN_URL}","method":"POST","auth":{{"mode":"none"}},"body":{{"mode":"formUrlEncoded","formUrlEncoded":[{{"name":"grant_type","value":"client_credentials","enabled":true}},{{"name":"client_id","value":"{{{{id}}}}","enabled":true}},{{"name":"client_secret","value":"{SECRET}","enabled":true}}]}}}}}}]}}],
        "environments":[{{"name":"dev","variables":[{{"name":"id","value":"{ID}","enabled":true,"secret":false,"type":"text"}}]}}]}}"#
    );
    let yaml = format!(
        "opencollection: 1.0.0\ninfo:\n  name: AM\nconfig:\n  environments:\n    - name: dev\n      variables:\n        - name: id\n          value: {ID}\nitems:\n  - info:\n      name: Token\n      type: http\n    http:\n      method: POST\n      url: {TOKEN_URL}\n      body:\n        type: form-urlencoded\n        data:\n          - name: grant_type\n            value: client_credentials\n          - name: client_id\n            value: \"{{{{id}}}}\"\n          - name: client_secret\n            value: '{SECRET}'\n"
    );
    for (name, text) in [("bruno.json", json), ("opencollection.yml", yaml)] {
        let (proposal, credential) = only(&[(name, &text)]);
        assert_eq!(
            (proposal.kind, credential.draft.form.api_key.as_str()),
            (ImportKind::Bruno, ID),
            "{name}"
        );
        assert_eq!(client_secret(&credential).as_deref(), Some(SECRET));
        assert_eq!(credential.name, "dev");
    }
}

#[test]
fn both_versions_of_insomnia_hold_the_same() {
    let v4 = format!(
        r#"{{"_type":"export","__export_format":4,"resources":[{{"_id":"wrk_1","_type":"workspace","parentId":null,"name":"AM"}},{{"_id":"env_1","_type":"environment","parentId":"wrk_1","name":"Base","data":{{"am":{{"url":"{TOKEN_URL}"}}}}}},
        {{"_id":"env_2","_type":"environment","parentId":"env_1","name":"dev","data":{{"client_id":"{ID}","client_secret":"{SECRET}"}}}},{{"_id":"fld_1","_type":"request_group","parentId":"wrk_1","name":"F"}},
        {{"_id":"req_1","_type":"request","parentId":"fld_1","name":"Token","method":"POST","url":"{{{{ _.am.url }}}}","body":{{"mimeType":"application/x-www-form-urlencoded","params":[{{"name":"grant_type","value":"client_credentials"}},{{"name":"scope","value":"off","disabled":true}}]}},"authentication":{{"type":"basic","username":"{{{{ _.client_id }}}}","password":"{{{{ _.client_secret }}}}"}}}}]}}"#
    );
    let v5 = format!(
        "type: collection.insomnia.rest/5.0\nname: AM\ncollection:\n  - name: F\n    children:\n      - url: \"{{{{ _.am.url }}}}\"\n        name: Token\n        method: POST\n        body:\n          mimeType: application/x-www-form-urlencoded\n          params:\n            - name: grant_type\n              value: client_credentials\n        authentication:\n          type: basic\n          username: \"{{{{ _.client_id }}}}\"\n          password: \"{{{{ _.client_secret }}}}\"\nenvironments:\n  name: Base\n  data:\n    am:\n      url: {TOKEN_URL}\n  subEnvironments:\n    - name: dev\n      data:\n        client_id: {ID}\n        client_secret: '{SECRET}'\n"
    );
    for (name, text) in [("Insomnia.json", v4), ("insomnia.yaml", v5)] {
        let (proposal, credential) = only(&[(name, &text)]);
        assert_eq!(
            (proposal.kind, credential.draft.form.api_key.as_str()),
            (ImportKind::Insomnia, ID),
            "{name}"
        );
        assert_eq!(client_secret(&credential).as_deref(), Some(SECRET));
        assert_eq!((credential.name.as_str(), credential.draft.form.scopes.as_str()), ("dev", ""));
        assert_eq!(credential.draft.form.destination, Destination::AccountManager);
    }
}
