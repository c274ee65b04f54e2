//! Searching for long texts: they are searched for up to a limit, and what was left out is known.

use countersign_core::history::AttemptFilter;
use countersign_core::search::SearchLimit;

use crate::common::{add, names, new_store, refused};

#[test]
fn a_text_of_any_length_is_searched_for_and_the_page_says_when_not_all_of_it_was() {
    let (_folder, store) = new_store();
    let id = add(&store, "Loyalty orders");
    store.record_attempt(id, &refused(0)).unwrap();
    let found = |text: &str| {
        let filter = AttemptFilter { text: text.to_owned(), ..AttemptFilter::default() };
        let page = store.attempts(&filter, None, 50).unwrap();
        (page.attempts.len(), page.search_limit.is_some())
    };
    assert_eq!(found("orders loyalty"), (1, false));
    for count in [3_000, 1_000_000] {
        let text = "orders ".repeat(count);
        assert_eq!(found(&text), (1, true));
        assert_eq!(names(&store, &text), ["Loyalty orders"]);
        assert!(SearchLimit::exceeded_by(&text).is_some());
    }
    // A word beyond the limit does not count, which is why it has to be said.
    assert_eq!(found(&("orders ".repeat(3_000) + "nowhere")), (1, true));
    assert_eq!(found("orders nowhere"), (0, false));
}
