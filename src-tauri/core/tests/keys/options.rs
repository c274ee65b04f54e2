//! The options that a person typed for a new key pair.

use countersign_core::certificate::{
    CertificateOptions, CheckedOptions, KeyPairOptions, OptionsProblem, Subject, TypedValidity, Validity,
    read_options,
};
use countersign_core::key::NewKey;
use countersign_core::moment::UnixSeconds;

use crate::common::NOW;

const DAY: i64 = 86_400;

fn typed(days: &str, common_name: &str) -> KeyPairOptions {
    KeyPairOptions {
        key: NewKey::Rsa3072,
        validity: TypedValidity::After { days: days.to_owned() },
        common_name: common_name.to_owned(),
        organization: String::new(),
        country: String::new(),
    }
}

fn typed_end(date: &str) -> KeyPairOptions {
    KeyPairOptions { validity: TypedValidity::On { date: date.to_owned() }, ..typed("", "x") }
}

#[test]
fn options_are_read_without_the_spaces_around_them() {
    let subject = Subject {
        common_name: "my shop".to_owned(),
        organization: Some("Example, Inc.".to_owned()),
        country: Some("DE".to_owned()),
    };
    let certificate = CertificateOptions { subject, validity: Validity::Days(365) };
    let options = KeyPairOptions {
        organization: " Example, Inc. ".to_owned(),
        country: "\tde ".to_owned(),
        ..typed(" 365\t", "  my shop ")
    };
    assert_eq!(read_options(&options, NOW), Ok(CheckedOptions { key: NewKey::Rsa3072, certificate }));
}

#[test]
fn organization_and_country_may_be_left_out() {
    let subject = read_options(&typed("1", "x"), NOW).unwrap().certificate.subject;
    assert_eq!((subject.organization, subject.country), (None, None));
}

#[test]
fn days_are_a_whole_number_from_1_to_3650() {
    for (text, days) in [("1", 1), ("3650", 3650), ("007", 7)] {
        let validity = read_options(&typed(text, "x"), NOW).unwrap().certificate.validity;
        assert_eq!(validity, Validity::Days(days));
    }
    for text in
        ["", "0", "3651", "-1", "+5", "1.5", "1e2", "a year", "365 days", "99999999999999999999", "３６５"]
    {
        let problems = vec![OptionsProblem::Days { seen: text.to_owned() }];
        assert_eq!(read_options(&typed(text, "x"), NOW), Err(problems));
    }
}

#[test]
fn an_end_date_means_the_last_second_of_that_day_in_utc() {
    // NOW is 15 January 2027, 08:00 UTC.
    for (text, midnight_after) in
        [("2027-01-15", 1_800_057_600), (" 2028-02-29 ", 1_835_481_600), ("2037-01-12", 2_115_417_600)]
    {
        let validity = read_options(&typed_end(text), NOW).unwrap().certificate.validity;
        assert_eq!(validity, Validity::Until(UnixSeconds(midnight_after - 1)), "{text}");
    }
}

#[test]
fn an_end_date_is_a_real_date_neither_past_nor_too_far_ahead() {
    let problem = |text: &str| read_options(&typed_end(text), NOW).unwrap_err();
    for text in ["", "soon", "2027-02-29", "2027-13-01", "31.12.2027", "2027-1-5", "2027-01-15T08:00"] {
        assert_eq!(problem(text), [OptionsProblem::EndDate { seen: text.to_owned() }]);
    }
    let over = OptionsProblem::EndDateOver { seen: "2027-01-14".to_owned() };
    assert_eq!(problem("2027-01-14"), [over]);
    let too_far = OptionsProblem::EndDateTooFar { latest: "2037-01-12".to_owned() };
    assert_eq!(problem("2037-01-13"), std::slice::from_ref(&too_far));
    assert_eq!(problem("9999-12-31"), [too_far]);
}

#[test]
fn the_latest_date_allowed_does_not_depend_on_the_hour() {
    let midnight = NOW.0 - NOW.0 % DAY;
    for now in [midnight, midnight + DAY - 1] {
        assert!(read_options(&typed_end("2037-01-12"), UnixSeconds(now)).is_ok());
        assert!(read_options(&typed_end("2037-01-13"), UnixSeconds(now)).is_err());
    }
}

#[test]
fn a_name_has_1_to_64_characters_of_any_script() {
    let longest = "ü".repeat(64);
    let read = read_options(&typed("1", &longest), NOW).unwrap();
    assert_eq!(read.certificate.subject.common_name, longest);
    let problem = |name: &str| read_options(&typed("1", name), NOW).unwrap_err();
    assert_eq!(problem(&"ü".repeat(65)), [OptionsProblem::NameTooLong { characters: 65 }]);
    assert_eq!(problem(" \t"), [OptionsProblem::NameMissing]);
    assert_eq!(problem("two\nlines"), [OptionsProblem::NameControlCharacter]);
}

#[test]
fn an_organization_has_up_to_64_characters_and_a_country_two_letters() {
    let problem = |organization: &str, country: &str| {
        let options = KeyPairOptions {
            organization: organization.to_owned(),
            country: country.to_owned(),
            ..typed("1", "x")
        };
        read_options(&options, NOW).unwrap_err()
    };
    assert_eq!(problem(&"ü".repeat(65), ""), [OptionsProblem::OrganizationTooLong { characters: 65 }]);
    assert_eq!(problem("a\tb", ""), [OptionsProblem::OrganizationControlCharacter]);
    for country in ["D", "DEU", "D1", "Ä", "Germany"] {
        assert_eq!(problem("", country), [OptionsProblem::Country { seen: country.to_owned() }]);
    }
}

#[test]
fn all_problems_are_reported_at_once_in_the_order_of_the_fields() {
    let options = KeyPairOptions { country: "1".to_owned(), organization: "\0".to_owned(), ..typed("x", "") };
    let problems = vec![
        OptionsProblem::Days { seen: "x".to_owned() },
        OptionsProblem::NameMissing,
        OptionsProblem::OrganizationControlCharacter,
        OptionsProblem::Country { seen: "1".to_owned() },
    ];
    assert_eq!(read_options(&options, NOW), Err(problems));
}
