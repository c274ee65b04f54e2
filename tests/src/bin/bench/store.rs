//! A store with 500 credentials and 10,000 attempts. The window's queries are compared with bare SQL reads of the
//! same rows from the same file, and the slowest of them with one frame of the screen.

use std::path::Path;
use std::time::Instant;

use countersign_core::credential::{CredentialId, Draft, Group};
use countersign_core::history::{AttemptFilter, AttemptId};
use countersign_core::moment::{Clock, UnixMillis};
use countersign_core::store::Store;
use countersign_core::token_exchange::ExchangeShown;
use countersign_core::token_request::RequestForm;
use countersign_tests::asking::{ask, form};
use countersign_tests::identity::{SystemClock, make_key_pair, this_moment};
use rusqlite::{Connection, Params};
use tempfile::TempDir;

use crate::table::{Figure, median};

const CREDENTIALS: i64 = 500;
const ATTEMPTS: i64 = 10_000;
/// Number of attempts that are recorded one by one. The others are copies of them at other times.
const RECORDED: i64 = 100;
/// Number of attempts that the window shows at once.
const PAGE: u32 = 50;
/// One frame at 60 frames per second, in milliseconds.
const FRAME: f64 = 1000.0 / 60.0;
/// Counts all attempts, as a page does. Those of deleted credentials do not count.
const COUNT: &str = "SELECT count(*) FROM attempt JOIN credential ON credential.id = attempt.credential \
                     WHERE credential.deleted_at IS NULL";
/// The condition of a search for two words.
const HAS_WORDS: &str = "instr(folded, 'token') > 0 AND instr(folded, '127') > 0";
/// A query takes about a millisecond, so many rounds cost nothing.
const MORE_ROUNDS: usize = 8;

/// One query: its name, what it is compared with, the two ways to run it, and the largest acceptable ratio.
type Question<'a> = (&'static str, &'static str, Box<dyn Fn() + 'a>, Box<dyn Fn() + 'a>, f64);

pub(crate) async fn measure(rounds: usize) -> Vec<Figure> {
    println!(
        "Filling a store with {CREDENTIALS} credentials and {ATTEMPTS} attempts, and asking it in turn with bare SQL"
    );
    let folder = TempDir::new().expect("the folder for temporary files is writable");
    let exchange = an_exchange().await;
    let store = fill(folder.path(), &exchange);
    let bare = open_bare(folder.path());
    let now = SystemClock.now();

    let all = AttemptFilter::default();
    let some = AttemptFilter { text: "token 127".into(), ..AttemptFilter::default() };
    let credential = CredentialId(CREDENTIALS / 2);
    let attempt = AttemptId(ATTEMPTS / 2);
    let rows = |sql: &str, values: &[&dyn rusqlite::ToSql]| read_all(&bare, sql, values);
    let summaries = "SELECT id, name, grouping, api_key, form, last_result, certificate_not_before, certificate_not_after \
                     FROM credential ORDER BY position";
    let newest = "SELECT id, credential, at, url, verdict, status, duration_ms, error, finding FROM attempt \
                  ORDER BY at DESC, id DESC LIMIT 50";
    let searched = newest.replace("FROM attempt", &format!("FROM attempt WHERE {HAS_WORDS}"));
    let questions: [Question<'_>; 6] = [
        (
            "list 500 credentials",
            "bare SQL",
            Box::new(|| assert_eq!(store.credentials("", now.seconds()).expect("it is read").len(), 500)),
            Box::new(|| assert_eq!(rows(summaries, &[]), 500)),
            8.0,
        ),
        (
            "search 500 credentials",
            "bare SQL of all",
            Box::new(|| {
                assert_eq!(store.credentials("umit 12", now.seconds()).expect("it is read").len(), 15)
            }),
            Box::new(|| assert_eq!(rows(summaries, &[]), 500)),
            8.0,
        ),
        (
            "open a credential",
            "bare SQL",
            Box::new(|| drop(store.credential(credential).expect("it is read"))),
            Box::new(|| assert_eq!(rows("SELECT * FROM credential WHERE id = ?1", &[&credential.0]), 1)),
            8.0,
        ),
        (
            "first page of 10,000 attempts",
            "bare SQL",
            Box::new(|| assert_eq!(store.attempts(&all, None, PAGE).expect("it is read").attempts.len(), 50)),
            Box::new(|| {
                assert_eq!(rows(COUNT, &[]), 1);
                assert_eq!(rows(newest, &[]), 50);
            }),
            4.0,
        ),
        (
            "search 10,000 attempts",
            "bare SQL",
            Box::new(|| {
                assert_eq!(store.attempts(&some, None, PAGE).expect("it is read").attempts.len(), 50)
            }),
            Box::new(|| {
                assert_eq!(rows(&format!("SELECT count(*) FROM attempt WHERE {HAS_WORDS}"), &[]), 1);
                assert_eq!(rows(&searched, &[]), 50);
            }),
            4.0,
        ),
        (
            "open an attempt",
            "bare SQL",
            Box::new(|| drop(store.attempt(attempt).expect("it is read"))),
            Box::new(|| assert_eq!(rows("SELECT shown FROM exchange WHERE attempt = ?1", &[&attempt.0]), 1)),
            8.0,
        ),
    ];
    let mut figures: Vec<Figure> = questions.iter().map(|question| side_by_side(question, rounds)).collect();
    let slowest = figures.iter().max_by(|one, other| median(&one.ours).total_cmp(&median(&other.ours)));
    let ours = slowest.map(|figure| figure.ours.clone()).unwrap_or_default();
    figures.push(Figure {
        name: "the slowest of these".into(),
        against: "one frame of the screen",
        unit: "ms",
        ours,
        theirs: vec![FRAME],
        target: 1.0,
    });
    drop(questions);
    figures.push(opening(folder, store, rounds));
    figures
}

fn side_by_side((name, against, ours, theirs, target): &Question<'_>, rounds: usize) -> Figure {
    let mut figure = Figure {
        name: (*name).into(),
        against,
        unit: "ms",
        ours: Vec::new(),
        theirs: Vec::new(),
        target: *target,
    };
    for round in 0..=rounds * MORE_ROUNDS {
        let (ours, theirs) = (milliseconds(ours), milliseconds(theirs));
        // The first round reads the file from disk.
        if round > 0 {
            figure.ours.push(ours);
            figure.theirs.push(theirs);
        }
    }
    figure
}

/// Opening the store, with its checks, and reading the list.
fn opening(folder: TempDir, store: Store, rounds: usize) -> Figure {
    let mut figure = Figure {
        name: "open the store and list".into(),
        against: "one frame of the screen",
        unit: "ms",
        ours: Vec::new(),
        theirs: vec![FRAME],
        target: 2.0,
    };
    drop(store);
    for _ in 0..rounds {
        figure.ours.push(milliseconds(|| {
            let opened = Store::open(folder.path(), SystemClock.now()).expect("the store opens");
            assert_eq!(
                opened.store.credentials("", SystemClock.now().seconds()).expect("it is read").len(),
                500
            );
        }));
    }
    figure
}

fn milliseconds(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64() * 1000.0
}

/// Number of rows, after reading every value of each.
fn read_all(bare: &Connection, sql: &str, values: impl Params) -> usize {
    let mut statement = bare.prepare_cached(sql).expect("the tables are as they are");
    let columns = statement.column_count();
    let mut rows = statement.query(values).expect("the file is readable");
    let mut count = 0;
    while let Some(row) = rows.next().expect("the file is readable") {
        for column in 0..columns {
            std::hint::black_box(row.get::<_, rusqlite::types::Value>(column).expect("the column is there"));
        }
        count += 1;
    }
    count
}

/// A real exchange: nothing listens at the address.
pub(crate) async fn an_exchange() -> ExchangeShown {
    ask(&form("bench", "http://127.0.0.1:9/token", "mail roles"), &make_key_pair(), &this_moment())
        .await
        .shown()
}

/// A store with all of them.
pub(crate) fn fill(folder: &Path, exchange: &ExchangeShown) -> Store {
    let store = Store::open(folder, SystemClock.now()).expect("a new folder is writable").store;
    store.change_settings(|settings| settings.history_limit = u32::MAX).expect("the disk has room");
    for number in 1..=CREDENTIALS {
        let draft = Draft {
            form: RequestForm {
                api_key: format!("{number:08}-0000-4000-8000-000000000000"),
                ..RequestForm::default()
            },
            notes: format!("Line of Ümit {number}\n{}", "More of what people write. ".repeat(10)),
            ..Draft::default()
        };
        store
            .add_credential(&format!("Integration {number}"), Group::Staging, &draft)
            .expect("the disk has room");
    }
    for number in 0..RECORDED {
        let at = UnixMillis(exchange.started_at.0 + number * 1000);
        let exchange = ExchangeShown { started_at: at, ..exchange.clone() };
        store.record_attempt(CredentialId(1 + number), &exchange).expect("the disk has room");
    }
    let bare = open_bare(folder);
    bare.execute_batch(&format!(
        "BEGIN;
         WITH RECURSIVE time (copy) AS (SELECT 1 UNION ALL SELECT copy + 1 FROM time WHERE copy < {copies})
         INSERT INTO attempt (credential, at, url, verdict, status, duration_ms, error, finding, folded)
         SELECT credential, at + copy * 1000000, url, verdict, status, duration_ms, error, finding, folded
         FROM attempt, time WHERE attempt.id <= {RECORDED};
         INSERT INTO exchange (attempt, shown)
         SELECT id, (SELECT shown FROM exchange WHERE attempt = 1) FROM attempt WHERE id > {RECORDED};
         COMMIT;",
        copies = ATTEMPTS / RECORDED - 1
    ))
    .expect("the disk has room");
    store
}

fn open_bare(folder: &Path) -> Connection {
    Connection::open(folder.join("countersign.sqlite")).expect("the store made it")
}
