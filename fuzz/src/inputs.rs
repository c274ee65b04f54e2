//! What is done with the bytes of each fuzz target. The targets in `fuzz_targets/` run it with what libFuzzer makes, and
//! the tests of the core with every file of the corpus: `src-tauri/core/tests/fuzz_corpus.rs`.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use countersign_core::account_manager::PracticeAddress;
use countersign_core::certificate::{Certificate, certificates_in};
use countersign_core::diagnosis::before_sending::Confirmed;
use countersign_core::discovery::{Issuer, Wanted, fill, read_document};
use countersign_core::http::{HttpExchange, NameValue, ProxySettings, Response};
use countersign_core::inspect::inspect;
use countersign_core::interchange::import::{FollowedKey, ImportFile, KeyFileProblem, KeyFiles, read_import};
use countersign_core::interchange::transfer::{SealedTransfer, read_content};
use countersign_core::jws::{KeySet, PublicKey, verify};
use countersign_core::jwt::decode_unverified;
use countersign_core::key::{PrivateKey, SigningAlgorithm};
use countersign_core::key_file::{Passphrases, Reader};
use countersign_core::key_pair::{KeyPair, KeySource, load};
use countersign_core::moment::{Moment, UnixMillis, UnixSeconds};
use countersign_core::practice::{PracticeAccountManager, Request, SigningKey};
use countersign_core::prepare::{prepare, preview};
use countersign_core::store::Store;
use countersign_core::token_exchange::TokenExchange;
use countersign_core::token_request::RequestForm;

/// Passphrase of the locked files of the corpus.
const PASSPHRASE: &str = "corpus";
const NOW: UnixSeconds = UnixSeconds(1_800_000_000);

/// The name of a target, and what it does with its input.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: [Target; 24] = [
    ("text", |bytes| read_key(Reader::Text, bytes)),
    ("der", |bytes| read_key(Reader::Der, bytes)),
    ("jwk", |bytes| read_key(Reader::Jwk, bytes)),
    ("pkcs12", |bytes| read_key(Reader::Pkcs12, bytes)),
    ("pkcs7", |bytes| read_key(Reader::Pkcs7, bytes)),
    ("java_keystore", |bytes| read_key(Reader::JavaKeystore, bytes)),
    ("open_ssh", |bytes| read_key(Reader::OpenSsh, bytes)),
    ("load", load_file),
    ("token", read_token),
    ("key_set", read_key_set),
    ("certificate", read_certificate),
    ("answer", read_answer),
    ("discovery", read_discovery),
    ("prepare", prepare_form),
    ("practice", answer_request),
    ("rescue", open_store),
    ("import_postman", |bytes| import_file(&["collection.json"], bytes)),
    ("import_bruno", |bytes| {
        import_file(&["Get token.bru", "environments/dev.bru", "opencollection.yml", "b.json"], bytes)
    }),
    ("import_insomnia", |bytes| import_file(&["insomnia.json", "insomnia.yaml"], bytes)),
    ("import_dw_json", |bytes| import_file(&["dw.json"], bytes)),
    ("import_env", |bytes| import_file(&[".env"], bytes)),
    ("import_package_json", |bytes| import_file(&["package.json"], bytes)),
    ("import_curl", |bytes| import_file(&[""], bytes)),
    ("transfer", read_transfer),
];

/// Runs the target with this name.
pub fn run(name: &str, bytes: &[u8]) {
    let (_, target) = TARGETS.iter().find(|(target, _)| *target == name).expect("a target has this name");
    target(bytes);
}

/// A reader of keys, without a passphrase and with the one of the corpus.
fn read_key(reader: Reader, bytes: &[u8]) {
    let _ = reader.read(bytes, None);
    let _ = reader.read(bytes, Some(PASSPHRASE));
}

/// Loading a file of any format into an empty key pair.
fn load_file(bytes: &[u8]) {
    let source = KeySource { name: None, content: Ok(bytes.to_vec().into()) };
    let _ = load(&KeyPair::default(), &[source], &Passphrases::none());
}

/// A text with tokens in it, and its signature.
fn read_token(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let _ = inspect(&text, &[], NOW);
    let _ = decode_unverified(&text);
    let _ = verify(&text, &[]);
}

/// A transfer file: its outside, and its inside once it is open. Deriving a key is left out: it takes a second.
fn read_transfer(bytes: &[u8]) {
    let _ = SealedTransfer::read(bytes.to_vec());
    let _ = read_content(bytes);
}

/// A set of public keys, and a token that one of them may have signed.
fn read_key_set(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (set, token) = text.split_once('\n').unwrap_or((&text, "e30.e30.AA"));
    if KeySet::is_meant(set)
        && let Ok(set) = KeySet::read(set)
    {
        let _ = verify(token, &set.keys);
    }
}

/// Certificates, as a server or a person sends them.
fn read_certificate(bytes: &[u8]) {
    if let Ok(certificate) = Certificate::from_der(bytes) {
        let _ = certificate.facts(NOW);
        let _ = PublicKey::from_certificate(&certificate);
    }
    let _ = certificates_in(bytes);
}

/// Everything that an answer of a token endpoint goes through: the first line is the status and the header fields, each
/// after a tabulator; the rest is the body.
fn read_answer(bytes: &[u8]) {
    let form = form();
    let Ok((request, _)) = prepare(&form, &*PAIR, &moment(), &Confirmed::warnings()) else { return };
    let http = HttpExchange {
        request: request.http().clone(),
        proxy: None,
        started_at: moment().now,
        duration_ms: 100,
        response: Some(response(bytes)),
        failure: None,
        passage: None,
    };
    let exchange = TokenExchange::of(request, http);
    let _ = (exchange.shown(), exchange.body_in_full(), exchange.access_token());
}

/// What a server publishes about itself.
fn read_discovery(bytes: &[u8]) {
    let Ok(asked) = Issuer::read("https://issuer.example/realm") else { return };
    let response = Response { status: 200, ..response(bytes) };
    if let Ok(document) = read_document(&asked, &response) {
        let fitting = [SigningAlgorithm::Rs256];
        let wanted = Wanted {
            algorithm: SigningAlgorithm::Rs256,
            fitting: &fitting,
            grant: "client_credentials",
            private_key_jwt: true,
        };
        let _ = fill(&asked, &document, wanted);
    }
}

/// A form of any content, as JSON: previewed, judged and signed.
fn prepare_form(bytes: &[u8]) {
    let Ok(form) = serde_json::from_slice::<RequestForm>(bytes) else { return };
    for confirmed in [Confirmed::default(), Confirmed::warnings()] {
        let _ = prepare(&form, &*PAIR, &moment(), &confirmed);
    }
    let _ = preview(&form, &*PAIR, &moment(), &ProxySettings::default());
}

/// A request to the practice server: method, path, query, content type and authorization, each in a line; the rest is the
/// body.
fn answer_request(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.splitn(6, '\n');
    let mut next = || lines.next().unwrap_or_default();
    let (method, path, query, content_type, authorization) = (next(), next(), next(), next(), next());
    let request = Request {
        method,
        path,
        query,
        host: "127.0.0.1:4443",
        content_type: Some(content_type).filter(|text| !text.is_empty()),
        authorization: Some(authorization).filter(|text| !text.is_empty()),
        client_id: Some(query).filter(|text| !text.is_empty()),
        depth: Some("1"),
        body: next().as_bytes(),
    };
    let Some(address) = PracticeAddress::new(SocketAddr::from(([127, 0, 0, 1], 4443))) else { return };
    let mut manager = PracticeAccountManager::new(SIGNING_KEY.clone());
    let _ = manager.answer(&request, &address, &moment());
}

/// A file in place of the store: opened, or moved aside and rescued.
fn open_store(bytes: &[u8]) {
    let Ok(folder) = tempfile::tempdir() else { return };
    if std::fs::write(folder.path().join(&*STORE_NAME), bytes).is_ok() {
        let _ = Store::open(folder.path(), moment().now);
    }
}

/// A file of another tool under each of these names: read, shown, and made into credentials.
fn import_file(names: &[&str], bytes: &[u8]) {
    for name in names {
        let file = ImportFile {
            name: (*name).to_owned(),
            content: Ok(bytes.to_vec().into()),
            chosen: true,
            in_git: false,
        };
        let import = read_import(&[file], &[], &NoKeyFiles);
        let preview = import.preview(&[]);
        let all: Vec<u32> = (0..).take(preview.proposals.len()).collect();
        let _ = import.credentials(&all);
    }
}

struct NoKeyFiles;

impl KeyFiles for NoKeyFiles {
    fn follow(&self, _: usize, _: &str) -> Result<FollowedKey, KeyFileProblem> {
        Err(KeyFileProblem::NoFolder)
    }
}

fn response(bytes: &[u8]) -> Response {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let first = String::from_utf8_lossy(&bytes[..end]);
    let mut parts = first.split('\t');
    let status = parts.next().and_then(|status| status.parse().ok()).unwrap_or(200);
    let header = |part: &str| part.split_once(':').map(|(name, value)| NameValue::new(name, value));
    Response {
        status,
        version: "HTTP/1.1".to_owned(),
        headers: parts.filter_map(header).collect(),
        body: bytes.get(end..).unwrap_or_default().to_vec(),
        cut_off: false,
    }
}

fn moment() -> Moment {
    Moment { now: UnixMillis(1_800_000_000_000), jti: "9b2f6a1e-7c1d-4a52-8f0b-3d9c5e6f7a81".into() }
}

fn form() -> RequestForm {
    RequestForm { api_key: "1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15".into(), ..RequestForm::default() }
}

/// A key of the corpus: making one takes seconds.
static PAIR: LazyLock<KeyPair> = LazyLock::new(|| {
    let der = include_bytes!("../corpus/der/rsa_pkcs8.der");
    let key = PrivateKey::from_pkcs8_der(der).expect("the corpus has this key");
    KeyPair::stored(Some((key, countersign_core::key_pair::Origin::Generated)), None)
});

static SIGNING_KEY: LazyLock<Arc<SigningKey>> =
    LazyLock::new(|| Arc::new(SigningKey::make().expect("a key can be made")));

/// The name of the store's file.
static STORE_NAME: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let store = Store::open(folder.path(), moment().now).expect("an empty folder can be opened").store;
    store.file().file_name().map(PathBuf::from).unwrap_or_default()
});
