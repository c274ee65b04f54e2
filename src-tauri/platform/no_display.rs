//! Linux without a display that can be reached, as after logging in with `ssh`. Says that, where GTK would only say that it
//! failed.

use std::env;

use super::give_up;

/// What GTK reads: the display's name, for each of the two window systems.
const DISPLAYS: [&str; 2] = ["WAYLAND_DISPLAY", "DISPLAY"];

/// Ends the program if there is no display.
pub(super) fn give_up_if_missing() {
    if gtk::init().is_err() {
        give_up(&why(|name| env::var(name).ok()));
    }
}

/// Follows "Countersign couldn't open its window".
fn why(variable: impl Fn(&str) -> Option<String>) -> String {
    let set =
        DISPLAYS.iter().find_map(|name| Some((name, variable(name).filter(|value| !value.is_empty())?)));
    match set {
        Some((name, value)) => format!(
            "the display {value:?}, which the variable {name} names, can't be reached. Start Countersign in the session of \
             the person who uses that display, or correct the variable."
        ),
        None => {
            "there is no display. Start Countersign on a desktop, or connect with \"ssh -X\" from one.".into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_display_it_says_where_to_start() {
        for none in [None, Some(String::new())] {
            assert!(why(|_| none.clone()).starts_with("there is no display. Start"));
        }
    }

    #[test]
    fn a_display_that_cannot_be_reached_is_named_with_its_variable() {
        let why = why(|name| (name == "DISPLAY").then(|| ":99".into()));
        assert!(why.contains(r#"":99""#) && why.contains("the variable DISPLAY names"), "{why}");
    }
}
