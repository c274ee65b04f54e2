//! Collections of Bruno: a folder of `.bru` files or of YAML (OpenCollection), and its export in JSON. Scripts are never
//! run.

use std::rc::Rc;

use secrecy::SecretString;
use serde_json::Value;

use super::bru_text::{Block, read_blocks};
use super::budget::Budget;
use super::collection::{Collection, Environment, Field, SeenAuth, SeenOAuth, SeenRequest};
use super::postman::{raw_form, with_own};
use super::template::{Variable, Variables};
use super::tree::{is_set, list, member, text_of};
use super::value::{ImportPlace, Origin, short_name};

/// What one file of a collection in a folder has.
#[derive(Debug)]
pub(super) enum BrunoFile {
    /// The name of the collection.
    Head { name: String },
    /// An environment.
    Environment(Environment),
    /// A request, or what requests below it inherit.
    Request(Box<BrunoRequest>),
}

/// A request, or the settings of a collection or folder.
#[derive(Debug)]
pub(super) struct BrunoRequest {
    pub(super) seen: SeenRequest,
    /// The request inherits its authentication.
    pub(super) inherits: bool,
    /// Not a request: the settings of a collection or folder.
    pub(super) settings: bool,
    pub(super) scripts: bool,
}

/// Whether this is `bruno.json`.
pub(super) fn is_head(root: &Value) -> bool {
    member(root, "type") == "collection" && root.get("version").is_some() && root.get("name").is_some()
}

/// Whether this is an export in JSON.
pub(super) fn is_export(root: &Value) -> bool {
    root.get("items").is_some_and(Value::is_array)
        && root.get("version").is_some()
        && root.get("name").is_some_and(Value::is_string)
}

/// Whether this is a file of an OpenCollection.
pub(super) fn is_open_collection(root: &Value) -> bool {
    root.get("opencollection").is_some()
        || root.get("info").is_some() && root.get("http").is_some()
        || root.get("name").is_some() && root.get("variables").is_some_and(Value::is_array)
}

/// Reads a `.bru` file. `is_environment`: it is in the folder `environments`. `name`: the file's name without its ending.
pub(super) fn read_bru(
    text: &str,
    name: &str,
    is_environment: bool,
    file: usize,
    budget: &Budget,
) -> BrunoFile {
    let blocks = read_blocks(text);
    let block = |name: &str| blocks.iter().find(|block| block.name == name);
    let has_request = METHODS.iter().any(|method| block(method).is_some());
    if is_environment || !has_request && block("vars").is_some() && block("auth").is_none() {
        let place = ImportPlace::Environment { environment: short_name(name) };
        let variables = block("vars").map(|block| of_pairs(block, file, &place)).unwrap_or_default();
        let variables = Variables::of(variables, budget);
        return BrunoFile::Environment(Environment { name: short_name(name), variables });
    }
    let pair = |block: Option<&Block>, name: &str| -> String {
        let found = block.and_then(|block| block.pairs.iter().find(|(key, _)| key == name));
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let http = METHODS.iter().find_map(|method| block(method));
    let title = pair(block("meta"), "name");
    let title = if title.is_empty() { name.to_owned() } else { title };
    let mode = match http {
        Some(_) => pair(http, "auth"),
        None => pair(block("auth"), "mode"),
    };
    let of = |name: &str| block(name);
    let auth = match mode.as_str() {
        "basic" => SeenAuth::Basic {
            user: SecretString::from(pair(of("auth:basic"), "username")),
            password: SecretString::from(pair(of("auth:basic"), "password")),
        },
        "oauth2" => {
            let oauth = |name: &str| pair(of("auth:oauth2"), name);
            SeenAuth::OAuth(Box::new(SeenOAuth {
                grant: oauth("grant_type"),
                token_url: oauth("access_token_url"),
                client_id: oauth("client_id"),
                client_secret: SecretString::from(oauth("client_secret")),
                scope: oauth("scope"),
                in_body: oauth("credentials_placement") != "basic_auth_header",
            }))
        }
        _ => SeenAuth::None,
    };
    let place = ImportPlace::Request { request: short_name(&title) };
    let variables = ["vars:pre-request", "vars"].iter().filter_map(|name| block(name));
    let variables = variables.flat_map(|block| of_pairs(block, file, &ImportPlace::CollectionVariable));
    let variables = with_own(Variables::of(variables, budget), &[]);
    let form = block("body:form-urlencoded").map(|block| block.pairs.as_slice()).unwrap_or_default();
    let mut form: Vec<Field> = form.iter().map(|(name, value)| Field::new(name, value)).collect();
    if form.is_empty() {
        form = block("body:text").map(|block| raw_form(&block.text)).unwrap_or_default();
    }
    BrunoFile::Request(Box::new(BrunoRequest {
        seen: SeenRequest {
            url: pair(http, "url"),
            form,
            auth: Rc::new(auth),
            variables,
            origin: Some(Origin::new(file, place, "")),
        },
        inherits: matches!(mode.as_str(), "inherit"),
        settings: http.is_none(),
        scripts: blocks.iter().any(|block| block.name.starts_with("script") || block.name == "tests"),
    }))
}

const METHODS: [&str; 9] = ["get", "post", "put", "delete", "patch", "options", "head", "http", "connect"];

fn of_pairs(block: &Block, file: usize, place: &ImportPlace) -> Vec<Variable> {
    let all = block.pairs.iter();
    all.map(|(name, value)| Variable::new(name, value, Origin::new(file, place.clone(), name))).collect()
}

/// Reads an export in JSON.
pub(super) fn read_export(root: &Value, file: usize, budget: &Budget) -> Collection {
    let mut collection = Collection { name: short_name(member(root, "name")), file, ..Collection::default() };
    collection.environments =
        list(root, "environments").iter().map(|one| environment(one, file, budget)).collect();
    let settings = root.get("root").and_then(|root| root.get("request"));
    let auth = Rc::new(settings.map(auth_in_json).unwrap_or_default());
    let vars =
        settings.and_then(|request| request.get("vars")).map(|vars| list(vars, "req")).unwrap_or_default();
    collection.variables = named(vars, file, &ImportPlace::CollectionVariable, budget);
    items(list(root, "items"), &auth, &mut collection, budget);
    collection
}

fn items(all: &[Value], auth: &Rc<SeenAuth>, into: &mut Collection, budget: &Budget) {
    for item in all {
        if let Some(children) = item.get("items").and_then(Value::as_array) {
            items(children, auth, into, budget);
            continue;
        }
        let Some(request) = item.get("request").or_else(|| item.get("http")) else { continue };
        if !budget.take_request() {
            return;
        }
        into.scripts |= request.get("script").is_some();
        into.requests.push(json_request(request, member(item, "name"), auth, into.file));
    }
}

/// A request in JSON or YAML, which differ in the names of their lists.
fn json_request(request: &Value, name: &str, auth: &Rc<SeenAuth>, file: usize) -> SeenRequest {
    let body = request.get("body").unwrap_or(&Value::Null);
    let fields = ["formUrlEncoded", "data"].into_iter().flat_map(|key| list(body, key));
    let on = fields
        .filter(|field| field.get("enabled") != Some(&Value::Bool(false)) && !is_set(field, "disabled"));
    let form: Vec<Field> = on
        .map(|field| {
            Field::new(member(field, "name"), &field.get("value").and_then(text_of).unwrap_or_default())
        })
        .collect();
    let form = if form.is_empty() { raw_form(member(body, "text")) } else { form };
    let own = request.get("auth");
    let mode = own.map(|own| own.as_str().unwrap_or_else(|| mode_of(own))).unwrap_or_default();
    let inherits = mode == "inherit" || mode.is_empty();
    let auth = if inherits { Rc::clone(auth) } else { Rc::new(auth_in_json(request)) };
    let place = ImportPlace::Request { request: short_name(name) };
    SeenRequest {
        url: member(request, "url").to_owned(),
        form,
        auth,
        variables: Vec::new(),
        origin: Some(Origin::new(file, place, "")),
    }
}

fn mode_of(auth: &Value) -> &str {
    let mode = member(auth, "mode");
    if mode.is_empty() { member(auth, "type") } else { mode }
}

fn auth_in_json(request: &Value) -> SeenAuth {
    let Some(auth) = request.get("auth") else { return SeenAuth::None };
    let mode = mode_of(auth);
    // JSON has the parameters in an object of the mode's name, YAML beside the type.
    let of = auth.get(mode).unwrap_or(auth);
    let text = |names: &[&str]| {
        let found = names.iter().find_map(|name| of.get(name).and_then(text_of));
        found.unwrap_or_default()
    };
    let credentials = of.get("credentials").unwrap_or(of);
    let credential = |names: &[&str]| {
        let found = names.iter().find_map(|name| credentials.get(name).and_then(text_of));
        found.unwrap_or_else(|| text(names))
    };
    match mode {
        "basic" => SeenAuth::Basic {
            user: SecretString::from(text(&["username"])),
            password: SecretString::from(text(&["password"])),
        },
        "oauth2" => SeenAuth::OAuth(Box::new(SeenOAuth {
            grant: text(&["grantType", "flow"]),
            token_url: text(&["accessTokenUrl"]),
            client_id: credential(&["clientId"]),
            client_secret: SecretString::from(credential(&["clientSecret"])),
            scope: text(&["scope"]),
            in_body: credential(&["credentialsPlacement", "placement"]) != "basic_auth_header",
        })),
        _ => SeenAuth::None,
    }
}

/// Reads a file of an OpenCollection. A bundled one has the whole collection in it.
pub(super) fn read_open_collection(
    root: &Value,
    file_name: &str,
    file: usize,
    budget: &Budget,
) -> Vec<BrunoFile> {
    let mut read = Vec::new();
    if let Some(http) = root.get("http") {
        if budget.take_request() {
            let name = root.get("info").map(|info| member(info, "name")).unwrap_or_default();
            let mode = http
                .get("auth")
                .map(|auth| auth.as_str().unwrap_or_else(|| mode_of(auth)))
                .unwrap_or_default();
            read.push(BrunoFile::Request(Box::new(BrunoRequest {
                seen: json_request(http, name, &Rc::default(), file),
                inherits: mode == "inherit" || mode.is_empty(),
                settings: false,
                scripts: root.get("runtime").is_some(),
            })));
        }
    } else if root.get("opencollection").is_some() {
        let name = root.get("info").map(|info| member(info, "name")).unwrap_or_default();
        read.push(BrunoFile::Head { name: short_name(name) });
        let config = root.get("config").unwrap_or(root);
        read.extend(
            list(config, "environments")
                .iter()
                .map(|one| BrunoFile::Environment(environment(one, file, budget))),
        );
        if let Some(request) = root.get("request") {
            read.push(BrunoFile::Request(Box::new(BrunoRequest {
                seen: json_request(request, name, &Rc::default(), file),
                inherits: false,
                settings: true,
                scripts: false,
            })));
        }
        let mut bundled = Collection { file, ..Collection::default() };
        items(list(root, "items"), &Rc::default(), &mut bundled, budget);
        read.extend(bundled.requests.into_iter().map(|seen| {
            BrunoFile::Request(Box::new(BrunoRequest {
                seen,
                inherits: false,
                settings: false,
                scripts: false,
            }))
        }));
    } else {
        let mut environment = environment(root, file, budget);
        if environment.name.is_empty() {
            environment.name = short_name(file_name);
        }
        read.push(BrunoFile::Environment(environment));
    }
    read
}

fn environment(value: &Value, file: usize, budget: &Budget) -> Environment {
    let name = short_name(member(value, "name"));
    let place = ImportPlace::Environment { environment: name.clone() };
    Environment { name, variables: named(list(value, "variables"), file, &place, budget) }
}

fn named(all: &[Value], file: usize, place: &ImportPlace, budget: &Budget) -> Variables {
    let on =
        all.iter().filter(|one| one.get("enabled") != Some(&Value::Bool(false)) && !is_set(one, "disabled"));
    let read = on.map(|one| {
        let name = member(one, "name");
        let value = one.get("value").and_then(text_of).unwrap_or_default();
        Variable::new(name, &value, Origin::new(file, place.clone(), name))
    });
    Variables::of(read, budget)
}
