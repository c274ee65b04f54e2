//! One token from the practice Account Manager, by other tools: newman with the article's collection, Bruno's CLI,
//! openid-client, and openssl with curl. Each is a process that starts, signs with the same RSA 4096 key, gets the token and
//! ends; so is ours, which is this program with the argument `one-exchange`. They take turns.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use countersign_core::certificate::make_self_signed;
use countersign_core::interchange::export::{ExportTarget, Exported, ExportedFile, Secrets, export};
use countersign_core::key::{PrivateKey, RsaBits, make_rsa_key};
use countersign_core::key_file::Passphrases;
use countersign_core::key_pair::{KeyPair, KeySource, load};
use countersign_core::moment::Clock;
use countersign_core::token_request::RequestForm;
use countersign_tests::artefacts::repository;
use countersign_tests::asking::{ask, form};
use countersign_tests::exports::{self, Environment, Runner};
use countersign_tests::identity::{SystemClock, options, this_moment};
use countersign_tests::practice::{SIGNS, start};
use secrecy::ExposeSecret as _;
use serde_json::json;
use tempfile::TempDir;

use crate::table::Figure;

/// The argument that makes this program ask for one token.
pub(crate) const ONE_EXCHANGE: &str = "one-exchange";
const KEY: &str = "key.pem";
/// Processes take a second each.
const FEWER_ROUNDS: usize = 2;

pub(crate) async fn measure(rounds: usize) -> Vec<Figure> {
    println!(
        "Getting one token from the practice Account Manager, with other tools and with our core in turn"
    );
    let key = make_rsa_key(RsaBits::Rsa4096).expect("a key can be made");
    let certificate =
        make_self_signed(&key, &options(), SystemClock.now().seconds()).expect("a certificate can be made");
    let pair = KeyPair::generated(key.clone(), certificate);
    let server = start(&pair).await;
    let endpoint = server.address().token_endpoint();
    // The tools run while the server answers on other threads.
    tokio::task::spawn_blocking(move || side_by_side(&key, &pair, &endpoint, rounds))
        .await
        .expect("it is measured")
}

fn side_by_side(key: &PrivateKey, pair: &KeyPair, endpoint: &str, rounds: usize) -> Vec<Figure> {
    let folder = TempDir::new().expect("the folder for temporary files is writable");
    let path = folder.path();
    // Exposed because other programs sign with it. The key was made for this.
    let pem = key.to_pkcs8_pem();
    fs::write(path.join(KEY), pem.expose_secret()).expect("the folder is writable");
    fs::write(path.join("article.json"), article(endpoint, pem.expose_secret()))
        .expect("the folder is writable");
    let form = form(SIGNS, endpoint, "");
    let environment =
        Environment { variables: vec![("PRIVATE_KEY".to_owned(), pem.expose_secret().to_owned())] };
    let (bash, bruno) = (files(ExportTarget::Bash, &form, pair), files(ExportTarget::Bruno, &form, pair));
    let tool = |target, files: &[ExportedFile], name: &str| {
        let inside = path.join(name);
        fs::create_dir_all(&inside).expect("the folder is writable");
        exports::run(target, Runner::Usual, files, &inside, &environment)
    };
    type Tool<'a> = (&'static str, Box<dyn Fn() -> Result<String, String> + 'a>);
    let tools: [Tool<'_>; 4] = [
        ("newman, the article's collection", Box::new(|| newman(path))),
        ("Bruno's CLI", Box::new(|| tool(ExportTarget::Bruno, &bruno, "bruno"))),
        ("openid-client", Box::new(|| openid_client(path, endpoint))),
        ("openssl and curl", Box::new(|| tool(ExportTarget::Bash, &bash, "bash"))),
    ];
    let mut figures = Vec::new();
    for (against, theirs) in &tools {
        let mut figure = Figure {
            name: "one token, as a process of its own".into(),
            against,
            unit: "ms",
            ours: Vec::new(),
            theirs: Vec::new(),
            target: 1.0,
        };
        for round in 0..=rounds / FEWER_ROUNDS {
            let (ours, theirs) =
                (milliseconds(against, || ours(path, endpoint)), milliseconds(against, theirs));
            // The first one reads programs from disk.
            if round > 0 {
                figure.ours.push(ours);
                figure.theirs.push(theirs);
            }
        }
        figures.push(figure);
    }
    figures
}

fn milliseconds(who: &str, work: impl FnOnce() -> Result<String, String>) -> f64 {
    let start = Instant::now();
    let token = work();
    let time = start.elapsed();
    let token = token.unwrap_or_else(|reason| panic!("a token is granted beside {who}, but: {reason}"));
    assert!(token.len() > 20, "this is no token: {token}");
    time.as_secs_f64() * 1000.0
}

/// What the program writes for this tool.
fn files(target: ExportTarget, form: &RequestForm, key_pair: &KeyPair) -> Vec<ExportedFile> {
    let exported = Exported { name: "Bench", form, key_pair };
    export(target, exported, Secrets::Outside, &this_moment()).expect("it can be exported")
}

fn output(command: &mut Command) -> Result<String, String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| format!("{command:?}: {error}"))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() {
        Ok(text(&output.stdout))
    } else {
        Err(format!("{}\n{}", text(&output.stdout), text(&output.stderr)))
    }
}

fn ours(folder: &Path, endpoint: &str) -> Result<String, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    output(Command::new(program).arg(ONE_EXCHANGE).arg(folder.join(KEY)).args([SIGNS, endpoint]))
}

/// What this program does with the argument `one-exchange`: reads the key in a file, gets a token and prints it.
pub(crate) fn one_exchange(arguments: &[String]) -> Result<(), String> {
    let [key, client, endpoint] = arguments else { return Err("a file, a client and an endpoint".into()) };
    let text = fs::read_to_string(key).map_err(|error| error.to_string())?;
    let (pair, _) = load(&KeyPair::default(), &[KeySource::pasted(text)], &Passphrases::none());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let exchange = runtime.block_on(ask(&form(client, endpoint, ""), &pair, &this_moment()));
    let shown = exchange.shown();
    let token = shown.token.as_ref().ok_or_else(|| format!("{:?}", shown.verdict))?;
    println!("{token:?}");
    Ok(())
}

fn newman(folder: &Path) -> Result<String, String> {
    let mut node = Command::new("node");
    node.arg(repository().join("tests/exports/node_modules/newman/bin/newman.js"));
    node.arg("run").arg(folder.join("article.json")).args(["--folder", "2. Authorization (JWT)"]);
    let printed = output(node.arg("--color").arg("off"))?;
    if printed.contains("200 OK") { Ok(printed) } else { Err(printed) }
}

fn openid_client(folder: &Path, endpoint: &str) -> Result<String, String> {
    let mut node = Command::new("node");
    node.arg(repository().join("tests/servers/openid-client-token.mjs")).arg(folder.join(KEY));
    output(node.args([SIGNS, endpoint]))
}

/// The article's collection with its second request, which signs. Its variable `pmlib` holds the library
/// postman-util-lib, which is jsrsasign and a few functions around it; `jwtSign` is one of them.
fn article(endpoint: &str, key: &str) -> String {
    let jsrsasign = repository().join("tests/exports/node_modules/jsrsasign/lib/jsrsasign-all-min.js");
    let jsrsasign = fs::read_to_string(jsrsasign).expect("npm installed it");
    let library = format!(
        "var navigator = {{}}, window = {{}};\n{jsrsasign}\n\
         var pmlib = {{ jwtSign: (key, payload, header) => \
         KJUR.jws.JWS.sign(header.alg, JSON.stringify(header), JSON.stringify(payload), key) }};"
    );
    let script = [
        "eval(pm.collectionVariables.get('pmlib'));",
        "var currentTimestamp = Math.floor(Date.now() / 1000);",
        "var header = { 'typ': 'JWT', 'alg': 'RS256' };",
        "var payload = {",
        "  'iss': pm.collectionVariables.get('api_key'),",
        "  'sub': pm.collectionVariables.get('api_key'),",
        "  'iat': currentTimestamp,",
        "  'exp': currentTimestamp + 300,",
        // Not in the article: today's Account Manager requires it.
        "  'jti': pm.variables.replaceIn('{{$guid}}'),",
        "  'aud': pm.collectionVariables.get('endpoint')",
        "};",
        "var sJWT = pmlib.jwtSign(pm.collectionVariables.get('pkey'), payload, header);",
        "pm.collectionVariables.set('jwt_signed', sJWT);",
    ];
    let field = |key: &str, value: &str| json!({ "key": key, "value": value });
    let collection = json!({
        "info": {
            "name": "JWT oAuth Example",
            "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
        },
        "item": [{
            "name": "2. Authorization (JWT)",
            "event": [{ "listen": "prerequest", "script": { "type": "text/javascript", "exec": script } }],
            "request": {
                "method": "POST",
                "url": endpoint,
                "body": { "mode": "urlencoded", "urlencoded": [
                    field("client_assertion", "{{jwt_signed}}"),
                    field("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
                    field("grant_type", "client_credentials"),
                ] }
            }
        }],
        "variable": [
            field("api_key", SIGNS), field("pkey", key), field("endpoint", endpoint),
            field("pmlib", &library), field("jwt_signed", "")
        ]
    });
    collection.to_string()
}
