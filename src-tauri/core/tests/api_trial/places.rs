//! Where a token goes, and where it does not.

use countersign_core::account_manager::PracticeAddress;
use countersign_core::api_trial::{ApiPlaces, PlaceField, PlaceNote, TokenFacts, TrialForm, TriedApi};
use countersign_core::token_request::{Destination, RequestForm};

use crate::answering::{TOKEN, token};

fn real() -> TokenFacts {
    TokenFacts { practice: false, ..token(&["SALESFORCE_COMMERCE_API:zzte_053", "sfcc.catalogs"]) }
}

/// The URL, and what is noted.
fn of(
    places: &ApiPlaces,
    facts: &TokenFacts,
    api: TriedApi,
) -> (Option<String>, Vec<(PlaceNote, Option<PlaceField>)>) {
    let form = RequestForm::default();
    let preview = TrialForm { places, form: &form, token: Some(facts), practice: None }.preview(api);
    (preview.url, preview.notes.into_iter().map(|shown| (shown.note, shown.field)).collect())
}

fn with_url(url: &str) -> ApiPlaces {
    ApiPlaces { other_url: url.into(), ..ApiPlaces::default() }
}

#[test]
fn places_are_cleaned_and_derived_and_the_window_says_so() {
    let places = ApiPlaces {
        short_code: "https://kv7kzm78.api.commercecloud.salesforce.com/".into(),
        ..ApiPlaces::default()
    };
    let (url, notes) = of(&places, &real(), TriedApi::Scapi);
    let expected = "https://kv7kzm78.api.commercecloud.salesforce.com/product/catalogs/v1/organizations/f_ecom_zzte_053/catalogs?limit=1";
    assert_eq!(url.as_deref(), Some(expected));
    let used = PlaceNote::TakenWithout { used: "kv7kzm78".into() };
    assert_eq!(notes, [(used, Some(PlaceField::ShortCode))]);
    let (url, notes) = of(&ApiPlaces::default(), &real(), TriedApi::WebDav);
    let expected =
        "https://zzte-053.dx.commercecloud.salesforce.com/on/demandware.servlet/webdav/Sites/Impex";
    assert_eq!((url.as_deref(), notes), (Some(expected), Vec::new()));
    let (url, notes) = of(&ApiPlaces::default(), &real(), TriedApi::Scapi);
    assert_eq!((url, notes), (None, vec![(PlaceNote::Missing, Some(PlaceField::ShortCode))]));
}

#[test]
fn nothing_but_encrypted_addresses_and_this_computer_are_offered() {
    for (url, note) in [
        ("", PlaceNote::Missing),
        ("zzte", PlaceNote::Invalid),
        ("ftp://zzte.example/", PlaceNote::Invalid),
        ("http://shop.example/", PlaceNote::NotEncrypted),
        ("http://localhost.example/", PlaceNote::NotEncrypted),
        ("https://me:secret@shop.example/", PlaceNote::HasCredentials),
    ] {
        assert_eq!(
            of(&with_url(url), &real(), TriedApi::Other),
            (None, vec![(note, Some(PlaceField::OtherUrl))])
        );
    }
    for url in ["http://127.0.0.1:4443/a", "https://staging-web-acme.demandware.net/a"] {
        assert_eq!(of(&with_url(url), &real(), TriedApi::Other), (Some(url.to_owned()), Vec::new()));
    }
}

#[test]
fn another_host_gets_the_token_only_if_exactly_that_host_was_confirmed() {
    let places = with_url("https://shop.example:8443/a");
    let (form, facts) = (RequestForm::default(), real());
    let trying = TrialForm { places: &places, form: &form, token: Some(&facts), practice: None };
    let request = |confirmed: Option<&str>| trying.unsent(TriedApi::Other).with_token(TOKEN, confirmed);
    for confirmed in [None, Some("shop.example"), Some("other.example:8443")] {
        let notes = request(confirmed).unwrap_err();
        assert_eq!(notes[0].note, PlaceNote::NotCommerceHost { host: "shop.example:8443".into() });
    }
    assert!(request(Some("shop.example:8443")).is_ok());
}

#[test]
fn a_practice_token_goes_to_the_practice_server_whatever_was_typed() {
    let address = PracticeAddress::new("127.0.0.1:4443".parse().unwrap()).unwrap();
    let facts = token(&[]);
    let form = RequestForm { destination: Destination::AccountManager, ..RequestForm::default() };
    let places = ApiPlaces {
        short_code: "kv7kzm78".into(),
        instance_host: "zzte-053.dx.commercecloud.salesforce.com".into(),
        other_url: "https://zzte-053.dx.commercecloud.salesforce.com/".into(),
        ..ApiPlaces::default()
    };
    let preview = |practice, api| {
        TrialForm { places: &places, form: &form, token: Some(&facts), practice }.preview(api)
    };
    for api in TriedApi::THREE {
        assert!(preview(Some(&address), api).url.unwrap().starts_with("http://127.0.0.1:4443/"), "{api:?}");
        assert_eq!(preview(None, api).notes[0].note, PlaceNote::PracticeIsOff, "{api:?}");
    }
    let origin = "http://127.0.0.1:4443".to_owned();
    assert_eq!(preview(Some(&address), TriedApi::Other).notes[0].note, PlaceNote::NotPractice { origin });
}
