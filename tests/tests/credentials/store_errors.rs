//! When the store cannot be used as usual: it is locked by another program, damaged, or to be deleted completely.

use std::fs;
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::time::Duration;

use countersign_tests::stacking::Stacking;
use countersign_tests::steps::open_with_a_credential;
use countersign_tests::window::{Opening, PATIENCE, Role, Window};

use super::common::{add, files_below, reopen_after_kill, wait_for_list};

#[tokio::test]
async fn while_another_program_holds_the_file_the_window_says_so_and_nothing_typed_is_lost() {
    let window = open_with_a_credential("held").await;
    window.fill("Notes", "before").await;
    window.wait_until_stored("before").await;
    let file = window.data.join("countersign.sqlite");
    let other = rusqlite::Connection::open(&file).expect("the file can be opened");
    other.execute_batch("BEGIN EXCLUSIVE").expect("the file can be held");
    window.fill("Notes", "typed meanwhile").await;
    window.wait_for_text("Your changes aren't saved", PATIENCE).await;
    window.screenshots("1-held").await;
    window.assert_accessible("held").await;
    other.execute_batch("ROLLBACK").expect("the file can be let go");
    // It is saved without any action of the person.
    window.wait_until_unsaid("Your changes aren't saved").await;
    let again = reopen_after_kill(window, "held-again").await;
    again.wait_for_value("Notes", "typed meanwhile").await;
}

#[tokio::test]
async fn everything_is_deleted_only_after_a_typed_word_and_then_it_is_gone() {
    let window = open_with_a_credential("everything").await;
    add(&window, "To go").await;
    window.fill("API key (client ID)", "canary-client-of-this-test").await;
    window.wait_until_stored("canary-client-of-this-test").await;
    window.click(Role::Button, "Settings").await;
    window.click(Role::Button, "Delete everything…").await;
    window.one(Role::Dialog, "Delete everything?").await;
    window.screenshots("1-question").await;
    window.assert_accessible("delete everything").await;
    window.fill("Type “delete” to confirm", "delete").await;
    window.click(Role::Button, "Delete everything now").await;
    window.one(Role::Heading, "Test an API credential").await;
    window.click(Role::Button, "Add a credential").await;
    wait_for_list(&window, &["New credential"]).await;
    window.wait_for_value("API key (client ID)", "").await;
    let (_desktop, data) = (window.desktop.clone(), window.data.clone());
    window.close().await;
    for (name, bytes) in
        files_below(&data).into_iter().filter(|(name, _)| name.contains("countersign.sqlite"))
    {
        let canary = b"canary-client-of-this-test";
        assert!(!bytes.windows(canary.len()).any(|window| window == canary), "it is still in {name}");
    }
}

const TITLE: &str = "Countersign";

#[tokio::test]
async fn closing_asks_if_typed_text_cannot_be_saved_and_waits_until_it_is() {
    let window = open_with_a_credential("closing").await;
    window.fill("Notes", "before").await;
    window.wait_until_stored("before").await;
    let other = rusqlite::Connection::open(window.data.join("countersign.sqlite")).expect("it can be opened");
    other.execute_batch("BEGIN EXCLUSIVE").expect("the file can be held");
    window.fill("Notes", "typed meanwhile").await;
    let windows = Stacking::of(&window.desktop);
    // Twice, as an impatient person would while the program waits for the file.
    assert!(windows.press_close(TITLE));
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert!(windows.press_close(TITLE), "the first press did not close it");
    window.one(Role::Dialog, "Your latest changes aren't saved").await;
    window.screenshots("1-asked").await;
    window.assert_accessible("closing while saving fails").await;
    window.click(Role::Button, "Keep working").await;
    window.wait_for_value("Notes", "typed meanwhile").await;

    other.execute_batch("ROLLBACK").expect("the file can be let go");
    let (desktop, data) = (window.desktop.clone(), window.data.clone());
    assert!(windows.press_close(TITLE));
    window
        .wait_until("the window closes", PATIENCE, async || !windows.titles().contains(&TITLE.to_owned()))
        .await;
    let again = Window::open_on(desktop, data, "closing-again", &Opening::default()).await;
    again.wait_for_value("Notes", "typed meanwhile").await;
}

/// Opens the file of a program that has ended, and merges its log into it. Otherwise the log would repair any damage.
fn whole(file: &Path) -> rusqlite::Connection {
    let store = rusqlite::Connection::open(file).expect("the file can be opened");
    let folded = store.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0));
    assert_eq!(folded, Ok(0), "nobody else has the file");
    store
}

/// Overwrites the first page of a table, as a failing disk might.
fn damage(file: &Path, table: &str) {
    let (page, size): (u32, u32) = {
        let store = whole(file);
        let page = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
        let page = store.query_row(page, [table], |row| row.get(0)).expect("it has this table");
        (page, store.pragma_query_value(None, "page_size", |row| row.get(0)).expect("it has pages"))
    };
    let mut damaged = fs::OpenOptions::new().write(true).open(file).expect("the file can be written to");
    damaged.seek(SeekFrom::Start(u64::from(page - 1) * u64::from(size))).expect("the page is there");
    damaged.write_all(&[0xAA; 512]).expect("the file can be written to");
}

/// The files that were moved aside.
fn set_aside(data: &Path) -> Vec<String> {
    let names = fs::read_dir(data).expect("the data folder is there").flatten();
    names
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with("countersign-damaged-") && name.ends_with(".sqlite"))
        .collect()
}

#[tokio::test]
async fn a_damaged_file_is_moved_aside_and_the_window_says_what_was_rescued() {
    let window = open_with_a_credential("rescue").await;
    window.fill("Notes", "for the loyalty feed").await;
    add(&window, "Production OMS").await;
    window.fill("API key (client ID)", "the-second-client").await;
    window.wait_until_stored("the-second-client").await;
    let (desktop, data) = (window.desktop.clone(), window.data.clone());
    window.close().await;
    damage(&data.join("countersign.sqlite"), "secret");

    let again = Window::open_on(desktop.clone(), data.clone(), "rescue-again", &Opening::default()).await;
    again.wait_for_text("The file with your credentials was damaged", PATIENCE).await;
    let [file] = &set_aside(&data)[..] else { panic!("one file is set aside: {:?}", set_aside(&data)) };
    let page = again.page_text().await;
    for words in [file, "Credentials: 2.", "Something may be missing"] {
        assert!(page.contains(words), "{words:?} is said:\n{page}");
    }
    again.one(Role::Button, &format!("Delete… {file}")).await;
    wait_for_list(&again, &["New credential", "Production OMS"]).await;
    again.wait_for_value("API key (client ID)", "the-second-client").await;
    again.screenshots("1-rescued").await;
    again.assert_accessible("rescued").await;
    again.click(Role::Button, "Close").await;
    again.wait_until_unsaid("was damaged").await;
    again.close().await;

    // A file of which nothing can be read. The window says so even at the first start.
    drop(whole(&data.join("countersign.sqlite")));
    fs::write(data.join("countersign.sqlite"), "This is no database any more. ".repeat(300))
        .expect("it is ours");
    let nothing = Window::open_on(desktop, data.clone(), "rescue-nothing", &Opening::default()).await;
    nothing.one(Role::Heading, "Test an API credential").await;
    nothing.wait_for_text("The file with your credentials was damaged", PATIENCE).await;
    assert_eq!(set_aside(&data).len(), 2, "nothing is deleted");
    nothing.screenshots("1-nothing").await;
    nothing.assert_accessible("nothing rescued").await;
}
