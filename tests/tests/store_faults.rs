//! The store and the vault on a disk that fails: at every write and sync of every operation, in every way, once or from
//! then on, the program is killed at once or goes on before. At the next start what was acknowledged is there, what
//! failed is done wholly or not at all, and every sealed secret opens.
#![cfg(target_os = "linux")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use countersign_tests::faulty_disk::{Fault, FaultyDisk};
use countersign_tests::store_by_hand::StoreByHand;
use serde_json::{Value, json};
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_store_by_hand");
const PASSPHRASES: [&str; 2] = ["the-first-one", "the-other-one"];

/// What protects the secrets before the operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Before {
    Keychain,
    Passphrase,
}

/// Every kind of change that the program makes, with `PAIR` for the file of a key pair.
const OPERATIONS: [(Before, &str); 19] = [
    (Before::Keychain, "secret 1 another"),
    (Before::Keychain, "secret 3 the-first-of-its-owner"),
    (Before::Keychain, "forget 1"),
    (Before::Keychain, "pair 1 PAIR"),
    (Before::Keychain, "pair 3 PAIR"),
    (Before::Keychain, "forget-pair 1"),
    (Before::Keychain, "copy 1 copy"),
    (Before::Keychain, "keychain"),
    (Before::Keychain, "passphrase the-other-one"),
    (Before::Passphrase, "passphrase the-other-one"),
    (Before::Passphrase, "keychain"),
    (Before::Passphrase, "secret 1 another"),
    (Before::Keychain, "everything"),
    (Before::Keychain, "add fourth"),
    (Before::Keychain, "save 1 other-notes"),
    (Before::Keychain, "delete 1"),
    (Before::Keychain, "attempt 1 20000"),
    (Before::Keychain, "forget-attempts 1"),
    (Before::Keychain, "limit 1"),
];

/// How often a key was left in the keychain with which nothing is sealed.
static LEFT_KEYS: AtomicU32 = AtomicU32::new(0);

/// How often the next start took the log for damaged, and rescued everything.
static RESCUES: AtomicU32 = AtomicU32::new(0);

/// Everything that the next start finds.
type Found = BTreeMap<String, Value>;

#[test]
fn no_fault_of_the_disk_loses_what_was_acknowledged_or_a_secret() {
    let prepared = Prepared::new();
    let queue = Mutex::new(OPERATIONS.to_vec());
    let count = Mutex::new((0, 0));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                let mut looking = StoreByHand::start(PROGRAM);
                loop {
                    let Some((before, operation)) = queue.lock().unwrap().pop() else { return };
                    let (faults, acknowledged) = prepared.try_all(&mut looking, before, operation);
                    let mut count = count.lock().unwrap();
                    *count = (count.0 + faults, count.1 + acknowledged);
                }
            });
        }
    });
    let (faults, acknowledged) = count.into_inner().unwrap();
    let [left, rescues] = [&LEFT_KEYS, &RESCUES].map(|count| count.load(Ordering::Relaxed));
    println!(
        "{faults} faults, {acknowledged} of them in changes that were acknowledged all the same; 0 losses; {rescues} \
         times the log was rescued; {left} times a key that is not used was left in the keychain"
    );
    assert!(rescues * 20 < faults, "{rescues} rescues of {faults} faults");
    assert!(faults >= 1000, "only {faults} faults were tried");
}

/// Stores to begin with, and a key pair to store.
struct Prepared {
    folder: TempDir,
}

impl Prepared {
    fn new() -> Self {
        let folder = folder_in_memory();
        for number in 0..2 {
            make_pair(&folder.path().join(format!("{number}.pem")));
        }
        let prepared = Self { folder };
        for (before, protect) in [
            (Before::Keychain, "keychain".to_owned()),
            (Before::Passphrase, format!("passphrase {}", PASSPHRASES[0])),
        ] {
            let mut store = StoreByHand::start(PROGRAM);
            let path = prepared.store(before);
            fs::create_dir(&path).expect("a folder can be made");
            store.ok(&format!("open {}", path.display()));
            for id in 1..=3 {
                store.ok(&format!("add name-{id}"));
                store.ok(&format!("save {id} notes-{id}"));
            }
            store.ok(&protect);
            for id in 1..=2 {
                store.ok(&format!("secret {id} secret-{id}"));
                store.ok(&format!("pair {id} {}", prepared.pair(0)));
                store.ok(&format!("attempt {id} 3000"));
            }
            store.ok("close");
        }
        prepared
    }

    fn store(&self, before: Before) -> std::path::PathBuf {
        self.folder.path().join(format!("{before:?}"))
    }

    fn pair(&self, number: u32) -> String {
        self.folder.path().join(format!("{number}.pem")).display().to_string()
    }

    /// Tries every fault at every call of an operation. Returns how many that were, and in how many of them the
    /// operation was acknowledged.
    fn try_all(&self, looking: &mut StoreByHand, before: Before, operation: &str) -> (u32, u32) {
        let operation = operation.replace("PAIR", &self.pair(1));
        let (mut faults, mut acknowledged) = (0, 0);
        let untouched = self.attempt(before, None);
        let unchanged = look(looking, untouched.folder.path(), "nothing");
        let undisturbed = self.attempt(before, Some((&operation, Fault::NoEffect, 0, 0)));
        assert!(undisturbed.acknowledged, "{operation} works on a sound disk");
        let changed = look(looking, undisturbed.folder.path(), &operation);
        assert!(undisturbed.calls > 0, "{operation} writes");

        for call in 1..=undisturbed.calls {
            for fault in Fault::ALL {
                let lasting = if fault.is_error() { vec![call, i64::MAX] } else { vec![call] };
                for last in lasting {
                    let attempt = self.attempt(before, Some((&operation, fault, call, last)));
                    let how = format!("{operation}: {fault:?} from call {call} to {last}");
                    let found = look(looking, attempt.folder.path(), &how);
                    let whole = found == changed || (!attempt.acknowledged && found == unchanged);
                    assert!(whole, "{how}, acknowledged: {}\n{found:#?}", attempt.acknowledged);
                    faults += 1;
                    acknowledged += u32::from(attempt.acknowledged);
                }
            }
        }
        (faults, acknowledged)
    }

    /// Performs an operation on a copy of the store. Afterwards the process is killed.
    fn attempt(&self, before: Before, operation: Option<(&str, Fault, i64, i64)>) -> Attempt {
        let folder = folder_in_memory();
        copy(&self.store(before), folder.path());
        let orders = folder_in_memory();
        let disk = FaultyDisk::new(&orders.path().join("orders"), &folder.path().join("countersign"));
        let mut store = StoreByHand::start_with_faults(PROGRAM, &disk);
        store.ok(&format!("open {}", folder.path().display()));
        if before == Before::Passphrase {
            store.ok(&format!("unlock {}", PASSPHRASES[0]));
        }
        let Some((operation, fault, first, last)) = operation else {
            return Attempt { folder, acknowledged: false, calls: 0 };
        };
        disk.order(fault, first, last);
        store.send(operation);
        let answer = store.answer();
        let acknowledged = answer.is_some_and(|answer| answer.get("ok").is_some());
        let calls = disk.calls();
        store.kill();
        Attempt { folder, acknowledged, calls }
    }
}

struct Attempt {
    folder: TempDir,
    acknowledged: bool,
    calls: i64,
}

/// What the next start finds in this folder after what happened.
fn look(store: &mut StoreByHand, folder: &Path, how: &str) -> Found {
    let mut found = Found::new();
    // Half-written frames behind the last acknowledged change can look like damage. Then everything is rescued.
    if store.ok(&format!("open {}", folder.display())) != Value::Null {
        RESCUES.fetch_add(1, Ordering::Relaxed);
    }
    let credentials = store.ok("list");
    // Either passphrase may be the right one. Where none is needed, either is.
    let opens = |passphrase: &&&str| store.ask(&format!("unlock {passphrase}")).get("ok").is_some();
    let passphrase = PASSPHRASES.iter().find(opens);
    let passphrase = passphrase.unwrap_or_else(|| panic!("{how}: the vault can be opened"));
    for credential in credentials.as_array().expect("the list is one") {
        let id = credential[0].as_i64().expect("an ID is a number");
        for ask in ["notes", "reveal", "key"] {
            found.insert(format!("{ask} {id}"), store.ok(&format!("{ask} {id}")));
        }
    }
    let state = store.ok("state");
    let in_keychain = fs::read_dir(folder.join("keychain")).map_or(0, Iterator::count);
    if in_keychain > usize::from(state["protection"] == "keychain") {
        LEFT_KEYS.fetch_add(1, Ordering::Relaxed);
    }
    found.insert("protection".to_owned(), json!([state, passphrase]));
    found.insert("list".to_owned(), credentials);
    found.insert("attempts".to_owned(), json!(store.ok("attempts").as_array().map(Vec::len)));
    found
}

/// The faults are made, and a real disk's own syncs would only take minutes.
fn folder_in_memory() -> TempDir {
    TempDir::new_in("/dev/shm").or_else(|_| TempDir::new()).expect("a temporary folder can be made")
}

fn copy(from: &Path, to: &Path) {
    let copied =
        Command::new("cp").arg("-a").arg(from.join(".")).arg(to).status().expect("cp can be started");
    assert!(copied.success());
}

/// A key pair by openssl, in one file.
fn make_pair(file: &Path) {
    let mut openssl = Command::new("openssl");
    openssl.args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=faults", "-days", "30"]);
    openssl
        .arg("-keyout")
        .arg(file)
        .arg("-out")
        .arg(file.with_extension("cer"))
        .stderr(std::process::Stdio::null());
    assert!(openssl.status().expect("openssl can be started").success());
    let both = [file, &file.with_extension("cer")].map(|part| fs::read(part).expect("openssl wrote it"));
    fs::write(file, both.concat()).expect("the file can be written");
}
