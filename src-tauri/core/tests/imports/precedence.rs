//! Which source counts, as Salesforce's CLI decides: the environment over dw.json over package.json, pairs of one source,
//! the first spelling in a file.

use countersign_core::interchange::import::{
    ImportConcern, ImportDouble, ImportField, ImportKind, ImportPlace, LeftOutReason,
};
use countersign_core::token_request::AuthMethod;

use crate::kit::{HOST, ID, OTHER_ID, SECRET, client_secret, from, import, left, only, preview};

fn dw(id: &str) -> String {
    format!(r#"{{"hostname":"{HOST}","client-id":"{id}","client-secret":"{SECRET}"}}"#)
}

#[test]
fn the_environment_is_over_dw_json_which_is_over_package_json() {
    let env = format!("SFCC_CLIENT_ID={OTHER_ID}\nSFCC_CLIENT_SECRET=e{SECRET}\n");
    let package = format!(
        r#"{{"name":"x","b2c":{{"clientId":"{ID}","shortCode":"kv7kzm78","clientSecret":"{SECRET}"}}}}"#
    );
    let files = [(".env", env.as_str()), ("dw.json", &dw(ID)), ("package.json", &package)];
    let (proposal, credential) = only(&files);
    assert_eq!(credential.draft.form.api_key, OTHER_ID);
    assert_eq!(client_secret(&credential), Some(format!("e{SECRET}")));
    assert_eq!(credential.draft.api_places.short_code, "kv7kzm78");
    let taken = proposal.taken.iter().find(|taken| taken.field == ImportField::ClientId).unwrap();
    assert_eq!((taken.from.file.as_str(), taken.from.place.clone()), (".env", ImportPlace::Line { line: 1 }));
    let over: Vec<_> = taken.over.iter().map(|over| over.file.as_str()).collect();
    assert_eq!(over, ["dw.json", "package.json"]);
    assert_eq!(left(&proposal, "clientSecret"), Some(&LeftOutReason::IgnoredThere));
    let clear: Vec<_> = preview(&files).clear.into_iter().map(|clear| clear.file).collect();
    assert_eq!(clear, [".env", "dw.json", "package.json"]);
}

#[test]
fn client_and_secret_come_from_one_source() {
    let env = format!("SFCC_CLIENT_ID={OTHER_ID}\n");
    let (proposal, credential) = only(&[(".env", &env), ("dw.json", &dw(ID))]);
    assert_eq!(credential.draft.form.api_key, OTHER_ID);
    assert_eq!(client_secret(&credential), None, "the secret is the other client's");
    assert_eq!(left(&proposal, "client-secret"), Some(&LeftOutReason::OtherPair));
    // The same client may have its secret in the other file.
    let env = format!("SFCC_CLIENT_ID={ID}\n");
    let (_, credential) = only(&[(".env", &env), ("dw.json", &dw(ID))]);
    assert_eq!(client_secret(&credential).as_deref(), Some(SECRET));
    // A secret alone belongs to the client of a file that has none of its own.
    let env = format!("SFCC_CLIENT_SECRET={SECRET}\n");
    let (_, credential) = only(&[(".env", &env), ("dw.json", &format!(r#"{{"client-id":"{ID}"}}"#))]);
    assert_eq!(
        (credential.draft.form.api_key.as_str(), client_secret(&credential).as_deref()),
        (ID, Some(SECRET))
    );
    // But not if that client has one.
    let env = "SFCC_CLIENT_SECRET=another-0f-somebody\n";
    let (proposal, credential) = only(&[(".env", env), ("dw.json", &dw(ID))]);
    assert_eq!(client_secret(&credential).as_deref(), Some(SECRET));
    assert_eq!(left(&proposal, "SFCC_CLIENT_SECRET"), Some(&LeftOutReason::OtherPair));
}

#[test]
fn an_environment_for_another_instance_takes_nothing_of_dw_json() {
    let env = format!(
        "SFCC_SERVER=abcd-001.dx.commercecloud.salesforce.com\nSFCC_CLIENT_ID={OTHER_ID}\nSFCC_CLIENT_SECRET={SECRET}\n"
    );
    let preview = preview(&[(".env", &env), ("dw.json", &dw(ID))]);
    let kinds: Vec<_> =
        preview.proposals.iter().map(|proposal| (proposal.kind, proposal.name.as_str())).collect();
    assert_eq!(kinds, [(ImportKind::DwJson, "zzte-053"), (ImportKind::Env, "abcd-001")]);
    let host = LeftOutReason::OtherHost { host: HOST.into() };
    assert_eq!(left(&preview.proposals[1], "hostname"), Some(&host));
}

#[test]
fn the_environment_is_over_the_configuration_that_is_chosen() {
    let configs = |root: &str| {
        format!(
            r#"{{{root}"configs":[{{"name":"one","client-id":"{ID}","client-secret":"{SECRET}"}},{{"name":"two","active":true,"client-id":"{ID}","client-secret":"2{SECRET}"}}]}}"#
        )
    };
    let scopes = |files: &[(&str, &str)]| -> Vec<(String, String)> {
        let import = import(files);
        let count = u32::try_from(import.preview(&[]).proposals.len()).unwrap();
        let all: Vec<u32> = (0..count).collect();
        import.credentials(&all).into_iter().map(|one| (one.name, one.draft.form.scopes)).collect()
    };
    let named = |all: &[(&str, &str)]| -> Vec<(String, String)> {
        all.iter().map(|(name, scopes)| ((*name).to_owned(), (*scopes).to_owned())).collect()
    };
    let env = "SFCC_OAUTH_SCOPES=mail\n";
    assert_eq!(scopes(&[(".env", env), ("dw.json", &configs(""))]), named(&[("one", ""), ("two", "mail")]));
    let env = "SFCC_INSTANCE=one\nSFCC_OAUTH_SCOPES=mail\n";
    assert_eq!(scopes(&[(".env", env), ("dw.json", &configs(""))]), named(&[("one", "mail"), ("two", "")]));
    // The fields of the root are no defaults for the others.
    let root = format!(
        r#""name":"root","client-id":"{OTHER_ID}","client-secret":"{SECRET}","oauth-scopes":["roles"],"#
    );
    let expected = named(&[("root", "roles"), ("one", ""), ("two", "")]);
    assert_eq!(scopes(&[("dw.json", &configs(&root))]), expected);
}

#[test]
fn the_first_spelling_in_the_file_counts() {
    let text = format!(r#"{{"clientId":"{ID}","client-id":"{OTHER_ID}","clientSecret":"{SECRET}"}}"#);
    let (proposal, credential) = only(&[("dw.json", &text)]);
    assert_eq!(credential.draft.form.api_key, ID);
    assert_eq!(from(&proposal, ImportField::ClientId).unwrap().0, "clientId");
    let taken = proposal.taken.iter().find(|taken| taken.field == ImportField::ClientId).unwrap();
    assert_eq!(taken.over[0].name, "client-id");
}

#[test]
fn the_canonical_name_counts_before_the_older_one_and_the_last_line_before_the_first() {
    let env = format!(
        "SFCC_OAUTH_CLIENT_ID={OTHER_ID}\nSFCC_CLIENT_ID=first-{ID}\nSFCC_CLIENT_SECRET={SECRET}\nSFCC_CLIENT_ID={ID}\n"
    );
    let (proposal, credential) = only(&[(".env", &env)]);
    assert_eq!(credential.draft.form.api_key, ID);
    let taken = proposal.taken.iter().find(|taken| taken.field == ImportField::ClientId).unwrap();
    assert_eq!(taken.from.place, ImportPlace::Line { line: 4 });
    assert_eq!(taken.over[0].name, "SFCC_OAUTH_CLIENT_ID");
}

#[test]
fn auth_methods_choose_among_secret_and_key() {
    let text = |methods: &str| {
        format!(
            r#"{{"client-id":"{ID}","client-secret":"{SECRET}","jwt-key-path":"key.pem","auth-methods":{methods}}}"#
        )
    };
    for (methods, expected) in [
        (r#"["jwt","client-credentials"]"#, AuthMethod::SignedJwt),
        (r#"["implicit","client-credentials","jwt"]"#, AuthMethod::ClientSecret),
        (r#"["user"]"#, AuthMethod::ClientSecret),
        ("null", AuthMethod::ClientSecret),
    ] {
        let (_, credential) = only(&[("dw.json", &text(methods))]);
        assert_eq!(credential.draft.form.method, expected, "{methods}");
    }
}

#[test]
fn user_auth_beside_auth_methods_is_an_error_of_the_file() {
    let text = format!(
        r#"{{"client-id":"{ID}","client-secret":"{SECRET}","user-auth":true,"auth-methods":["client-credentials"]}}"#
    );
    let (proposal, _) = only(&[("dw.json", &text)]);
    assert_eq!(proposal.concerns, [ImportConcern::UserAuthBesideAuthMethods]);
    assert!(!proposal.ready);
    let text = format!(r#"{{"client-id":"{ID}","client-secret":"{SECRET}","user-auth":true}}"#);
    let (proposal, _) = only(&[("dw.json", &text)]);
    assert_eq!(left(&proposal, "user-auth"), Some(&LeftOutReason::BrowserSignIn));
    assert!(proposal.ready);
}

#[test]
fn files_of_different_folders_are_different_credentials_and_doubles_are_recognised() {
    let preview =
        preview(&[("one/dw.json", &dw(ID)), ("two/dw.json", &dw(ID)), ("three/.env", "SFCC_SERVER=x\n")]);
    assert_eq!(preview.proposals.len(), 2);
    assert_eq!(preview.proposals[0].double, None);
    assert_eq!(preview.proposals[1].double, Some(ImportDouble::Other { place: 0 }));
    assert!(preview.proposals[0].ready && !preview.proposals[1].ready);
}
