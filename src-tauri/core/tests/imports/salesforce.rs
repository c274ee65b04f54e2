//! dw.json, environments and package.json of Salesforce's CLI and older tools, as public repositories have them.

use countersign_core::credential::Group;
use countersign_core::interchange::import::{
    ClearSecret, ImportConcern, ImportField, ImportKind, ImportPlace, ImportProblem, ImportValueShown,
    KeyFileProblem, LeftOutReason,
};
use countersign_core::key_pair::save_as::{SaveFormat, file_content};
use countersign_core::token_request::{AuthMethod, Destination, SecretPlacement};
use secrecy::{ExposeSecret as _, SecretString};

use crate::common::key_pair;
use crate::kit::{
    HOST, ID, Keys, OTHER_ID, SECRET, client_secret, from, import, import_with, left, only, only_of, preview,
    shown,
};

fn key_pem() -> String {
    key_pair().private_key().unwrap().to_pkcs8_pem().expose_secret().to_owned()
}

#[test]
fn kebab_camel_and_snake_case_are_the_same() {
    for text in [
        format!(
            r#"{{"hostname":"{HOST}","client-id":"{ID}","client-secret":"{SECRET}","short-code":"kv7kzm78","tenant-id":"zzte_053"}}"#
        ),
        format!(
            r#"{{"hostname":"{HOST}","clientId":"{ID}","clientSecret":"{SECRET}","shortCode":"kv7kzm78","tenantId":"f_ecom_zzte_053"}}"#
        ),
        format!(
            r#"{{"server":"https://{HOST}/on/demandware.store/","client_id":"{ID}","client_secret":"{SECRET}","scapi-shortcode":"kv7kzm78","scapi-tenantid":"zzte-053"}}"#
        ),
    ] {
        let (proposal, credential) = only(&[("dw.json", &text)]);
        let form = &credential.draft.form;
        assert_eq!((form.method, form.api_key.as_str()), (AuthMethod::ClientSecret, ID), "{text}");
        assert_eq!(client_secret(&credential).as_deref(), Some(SECRET));
        let places = &credential.draft.api_places;
        assert_eq!(
            (places.instance_host.as_str(), places.short_code.as_str(), places.organization.as_str()),
            (HOST, "kv7kzm78", "f_ecom_zzte_053")
        );
        assert_eq!((credential.name.as_str(), credential.group), ("zzte-053", Group::Sandbox));
        assert_eq!(form.destination, Destination::AccountManager);
        assert!(proposal.ready && proposal.concerns.is_empty());
    }
}

#[test]
fn a_user_and_password_beside_a_client_are_left_out() {
    let text = format!(
        r#"{{"hostname":"{HOST}","username":"user@example.com","password":"Ab1%'}}/+~,(","code-version":"v1","client-id":"{ID}","client-secret":"{SECRET}"}}"#
    );
    let (proposal, credential) = only(&[("dw.json", &text)]);
    assert_eq!(credential.draft.form.method, AuthMethod::ClientSecret);
    assert_eq!(credential.draft.form.business_manager.user, "");
    for name in ["username", "password"] {
        assert_eq!(left(&proposal, name), Some(&LeftOutReason::OtherGrant));
    }
    assert_eq!(left(&proposal, "code-version"), Some(&LeftOutReason::NotForToken));
    let clear = preview(&[("dw.json", &text)]).clear;
    assert_eq!(clear[0].kinds, [ClearSecret::ClientSecret, ClearSecret::Password]);
}

#[test]
fn several_configurations_in_one_file_are_several_credentials() {
    let text = format!(
        r#"{{"name":"dev","active":false,"hostname":"{HOST}","client-id":"{ID}","client-secret":"{SECRET}",
        "configs":[{{"name":"staging","active":true,"hostname":"staging-realm-acme.demandware.net","client-id":"{OTHER_ID}","client-secret":"{SECRET}"}},
                   {{"name":"production","hostname":"production-realm-acme.demandware.net","username":"u","password":"p4ssw0rd-of-u"}}]}}"#
    );
    let preview = preview(&[("dw.json", &text)]);
    let facts: Vec<_> =
        preview.proposals.iter().map(|p| (p.name.as_str(), p.group, p.place.clone())).collect();
    let path = ImportPlace::Path { path: "configs[0]".into() };
    assert_eq!(facts, [("dev", Group::Sandbox, ImportPlace::Top), ("staging", Group::Staging, path)]);
}

#[test]
fn a_key_is_followed_and_opened_with_the_passphrase_beside_it() {
    let pair = key_pair();
    let passphrase = SecretString::from("correct horse");
    let locked = file_content(&pair, SaveFormat::KeyPkcs8, Some(&passphrase), false).unwrap();
    let locked = String::from_utf8(locked.bytes.to_vec()).unwrap();
    let certificate = pair.certificate().unwrap().to_pem();
    let keys = Keys::with("./keys/key.pem", &locked).and("./keys/cert.pem", &certificate);
    let text = |passphrase: &str| {
        format!(
            r#"{{"name":"jwt","client-id":"{ID}","jwt-key-path":"./keys/key.pem","jwt-cert-path":"./keys/cert.pem","jwt-passphrase":"{passphrase}","oauth-scopes":["mail","sfcc.products"],"tenant-id":"zzte_053","account-manager-host":"account-pod5.demandware.net"}}"#
        )
    };
    let (proposal, credential) = only_of(&import_with(&[("dw.json", &text("correct horse"))], &keys));
    let form = &credential.draft.form;
    assert_eq!(form.method, AuthMethod::SignedJwt);
    assert_eq!(form.scopes, "SALESFORCE_COMMERCE_API:zzte_053 mail sfcc.products");
    let pod = Destination::other("https://account-pod5.demandware.net/dwsso/oauth2/access_token", "");
    assert_eq!(form.destination, pod);
    assert_eq!(credential.pair.private_key(), pair.private_key());
    assert_eq!(credential.pair.belong_together(), Some(true));
    let Some(ImportValueShown::Key { matches, path, .. }) = shown(&proposal, ImportField::KeyFile) else {
        panic!("{proposal:#?}")
    };
    assert_eq!((*matches, path.as_deref()), (Some(true), Some("./keys/key.pem")));

    let (proposal, credential) = only_of(&import_with(&[("dw.json", &text("wrong horse"))], &keys));
    let problem = KeyFileProblem::NeedsPassphrase;
    assert_eq!(left(&proposal, "jwt-key-path"), Some(&LeftOutReason::KeyFile { problem }));
    assert_eq!(left(&proposal, "jwt-passphrase"), Some(&LeftOutReason::WrongPassphrase));
    assert!(credential.pair.private_key().is_none() && !proposal.ready);
    assert_eq!(proposal.concerns, [ImportConcern::NoPrivateKey]);
}

#[test]
fn a_key_in_the_clear_is_pointed_out_and_one_outside_is_named() {
    let text = format!(r#"{{"client-id":"{ID}","jwt-key-path":"key.pem","jwt-cert-path":"/etc/cert.pem"}}"#);
    let import = import_with(&[("dw.json", &text)], &Keys::with("key.pem", &key_pem()));
    let preview = import.preview(&[]);
    assert_eq!(preview.clear[0].file, "key.pem");
    assert_eq!(preview.clear[0].kinds, [ClearSecret::PrivateKey]);
    let outside = LeftOutReason::KeyFile { problem: KeyFileProblem::OutsideFolder };
    assert_eq!(left(&preview.proposals[0], "jwt-cert-path"), Some(&outside));
    assert!(preview.proposals[0].ready);
}

#[test]
fn placeholders_and_empty_values_are_no_values() {
    for (id, secret) in [
        ("<client_id>", "<client_secret>"),
        ("your-client-id", "your-client-secret"),
        ("xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", "**********"),
        ("", ""),
    ] {
        let text = format!(r#"{{"hostname":"{HOST}","client-id":"{id}","client-secret":"{secret}"}}"#);
        let preview = preview(&[("dw.json", &text)]);
        assert_eq!(preview.proposals, [], "{text}");
        assert_eq!(preview.files[0].problem, Some(ImportProblem::OnlyPlaceholders));
        assert_eq!(preview.clear, []);
    }
    let text = format!(r#"{{"client-id":"{ID}","client-secret":"Ask the administrator for it"}}"#);
    let (proposal, credential) = only(&[("dw.json", &text)]);
    assert_eq!(left(&proposal, "client-secret"), Some(&LeftOutReason::Placeholder));
    assert_eq!(credential.draft.form.method, AuthMethod::ClientSecret);
    assert_eq!(proposal.concerns, [ImportConcern::NoClientSecret]);
    assert!(!proposal.ready);
}

#[test]
fn the_demo_client_is_named() {
    let demo = "a".repeat(30);
    let text = format!(r#"{{"client-id":"{demo}","client-secret":"{demo}"}}"#);
    let (proposal, _) = only(&[("dw.json", &text)]);
    assert_eq!(proposal.concerns, [ImportConcern::DemoClient]);
}

#[test]
fn a_file_of_another_program_with_the_same_name_is_named() {
    for text in [r#"{"name":"dw","version":2,"tables":[{"id":1}]}"#, r#"{"warehouse":{"user":"x"}}"#, "[1,2]"]
    {
        let preview = preview(&[("dw.json", text)]);
        assert_eq!(preview.files[0].problem, Some(ImportProblem::OtherProgram), "{text}");
        assert_eq!(preview.proposals, []);
    }
}

#[test]
fn values_of_slas_are_left_out() {
    let text = format!(
        r#"{{"client-id":"{ID}","client-secret":"{SECRET}","slas-client-id":"{OTHER_ID}","slas-client-secret":"sl4s-{SECRET}","site-id":"RefArch"}}"#
    );
    let (proposal, _) = only(&[("dw.json", &text)]);
    assert_eq!(left(&proposal, "slas-client-id"), Some(&LeftOutReason::Slas));
    assert_eq!(left(&proposal, "slas-client-secret"), Some(&LeftOutReason::Slas));
    let env = format!(
        "PUBLIC__app__commerce__api__clientId={ID}\nPUBLIC__app__commerce__api__shortCode=kv7kzm78\n"
    );
    let preview = preview(&[(".env", &env)]);
    assert_eq!(
        (preview.proposals.len(), preview.files[0].problem.clone()),
        (0, Some(ImportProblem::OnlySlas))
    );
}

#[test]
fn environments_are_read_in_each_shells_words() {
    for text in [
        format!("# a comment\nSFCC_CLIENT_ID={ID}\nSFCC_CLIENT_SECRET={SECRET}\nSFCC_SERVER={HOST}\n"),
        format!(
            "export SFCC_CLIENT_ID='{ID}'\nexport SFCC_CLIENT_SECRET='{SECRET}'\nexport SFCC_SERVER={HOST}\n"
        ),
        format!(
            "set SFCC_CLIENT_ID={ID}\r\nset \"SFCC_CLIENT_SECRET={SECRET}\"\r\nset SFCC_SERVER={HOST}\r\n"
        ),
        format!(
            "$env:SFCC_CLIENT_ID = \"{ID}\"\n$env:SFCC_CLIENT_SECRET = '{SECRET}'\n$env:SFCC_SERVER = '{HOST}'\n"
        ),
        format!("SFCC_OAUTH_CLIENT_ID={ID}\nSFCC_OAUTH_CLIENT_SECRET={SECRET}\nSFCC_SERVER={HOST}\n"),
        format!(
            "B2C_CLIENTID={ID}\nB2C_CLIENTSECRET={SECRET}\nB2C_HOSTNAME=https://{HOST}\nB2C_INSTANCENAME=x\nB2C_USERNAME=u@example.com\nB2C_ACCESSKEY={SECRET}\nB2C_CERTIFICATEPATH=\nSF_USERNAME=z\n"
        ),
    ] {
        let (proposal, credential) = only(&[("", &text)]);
        assert_eq!((proposal.kind, proposal.ready), (ImportKind::Env, true), "{text}");
        assert_eq!(credential.draft.form.api_key, ID);
        assert_eq!(client_secret(&credential).as_deref(), Some(SECRET), "{text}");
        assert_eq!(credential.draft.api_places.instance_host, HOST);
        assert_eq!(credential.draft.form.method, AuthMethod::ClientSecret);
    }
}

#[test]
fn every_variable_of_the_cli_is_known() {
    let text = format!(
        "SFCC_CLIENT_ID={ID}\nSFCC_CLIENT_SECRET={SECRET}\nSFCC_OAUTH_SCOPES=mail,roles\nSFCC_LOGIN_URL=https://account-pod5.demandware.net\n\
         SFCC_SHORTCODE=kv7kzm78\nSFCC_SHORT_CODE=other\nSFCC_TENANT_ID=zzte_053\nSFCC_WEBDAV_SERVER=cert.{HOST}\n\
         SFCC_CLIENT_AUTH_METHOD=basic-unencoded\nSFCC_SITE_ID=RefArch\nSFCC_SLAS_CLIENT_ID={OTHER_ID}\nSFCC_USERNAME=u\nSFCC_PASSWORD=p4ss-of-u\n"
    );
    let (proposal, credential) = only(&[(".env", &text)]);
    let form = &credential.draft.form;
    assert_eq!(form.secret_placement, SecretPlacement::HeaderNotEncoded);
    assert_eq!(form.scopes, "mail roles");
    assert!(
        matches!(&form.destination, Destination::Other { token_endpoint, .. } if token_endpoint.contains("pod5"))
    );
    assert_eq!(
        credential.draft.api_places.short_code, "kv7kzm78",
        "SFCC_SHORTCODE counts before SFCC_SHORT_CODE"
    );
    assert_eq!(credential.draft.api_places.web_dav_host, format!("cert.{HOST}"));
    assert_eq!(from(&proposal, ImportField::ShortCode).unwrap().0, "SFCC_SHORTCODE");
    assert_eq!(left(&proposal, "SFCC_SLAS_CLIENT_ID"), Some(&LeftOutReason::Slas));
    assert_eq!(left(&proposal, "SFCC_PASSWORD"), Some(&LeftOutReason::OtherGrant));
}

#[test]
fn a_key_in_the_environment_is_a_key_and_not_a_path() {
    let pair = key_pair();
    let escaped = key_pem().replace('\n', "\\n");
    let text = format!("SFCC_CLIENT_ID={ID}\nSFCC_JWT_KEY=\"{escaped}\"\n");
    let (proposal, credential) = only(&[(".env", &text)]);
    assert_eq!(credential.pair.private_key(), pair.private_key());
    assert_eq!((proposal.method, proposal.ready), (AuthMethod::SignedJwt, true));
    let multi = format!("SFCC_CLIENT_ID={ID}\nSFCC_JWT_KEY=\"{}\"\nSFCC_SERVER={HOST}\n", key_pem());
    let (proposal, credential) = only(&[(".env", &multi)]);
    assert_eq!(credential.pair.private_key(), pair.private_key());
    let host = proposal.taken.iter().find(|taken| taken.field == ImportField::InstanceHost).unwrap();
    let lines = u32::try_from(key_pem().lines().count()).unwrap();
    assert_eq!(host.from.place, ImportPlace::Line { line: lines + 3 });
}

#[test]
fn no_secret_is_in_what_crosses_to_the_page() {
    let key = key_pem().replace('\n', "\\n");
    let text = format!(
        r#"{{"client-id":"{ID}","client-secret":"{SECRET}","password":"p4ss-{SECRET}","jwt-key-path":"{key}","jwt-passphrase":"phrase-{SECRET}","slas-client-secret":"sl4s-{SECRET}","configs":[{{"client-id":"{OTHER_ID}","client-secret":12345678901234}}]}}"#
    );
    let crossing = serde_json::to_string(&import(&[("dw.json", &text)]).preview(&[])).unwrap();
    for secret in [SECRET, "p4ss-", "phrase-", "sl4s-", &key[40..80], "12345678901234"] {
        assert!(!crossing.contains(secret), "{secret}");
    }
}
