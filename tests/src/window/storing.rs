//! What the program has stored so far, read from outside: what must survive a kill.

use rusqlite::{Connection, OpenFlags};

use super::Window;

/// Everything that a person types or ticks in a credential, and what they set up for practice.
const TYPED: &str = "SELECT name || grouping || form || notes || ticks FROM credential \
                     UNION ALL SELECT content FROM document";
const NAMES: &str = "SELECT name FROM credential WHERE deleted_at IS NULL ORDER BY position";

impl Window {
    /// Waits until this text, typed by the person, is stored. That happens a moment after the last letter.
    pub async fn wait_until_stored(&self, words: &str) {
        let stored = async || self.stored(TYPED).iter().any(|typed| typed.contains(words));
        self.wait_for(&format!("whether {words:?} is stored"), stored, &true).await;
    }

    /// Waits until the store contains credentials with these names in this order.
    pub async fn wait_until_stored_in_order(&self, names: &[&str]) {
        self.wait_for("what is stored", async || self.stored(NAMES), &names).await;
    }

    fn stored(&self, question: &str) -> Vec<String> {
        let file = self.data.join("countersign.sqlite");
        let answer = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).and_then(|store| {
            store.prepare(question)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()
        });
        answer.expect("the store can be read beside the program")
    }
}
