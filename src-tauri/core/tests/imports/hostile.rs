//! Damaged and hostile files: each is read within seconds, gives a bounded preview without its secrets, and does no harm.

use std::time::{Duration, Instant};

use countersign_core::interchange::import::{
    FollowedKey, ImportFile, ImportLimit, ImportPreview, ImportProblem, KeyFileProblem, KeyFiles, MOST_FILES,
    read_import,
};

use crate::kit::{ID, Keys, OTHER_ID, SECRET, file, file_of_bytes, preview};

/// Without optimisation, and while other processes run. An ordinary file takes milliseconds.
const LONGEST: Duration = Duration::from_secs(20);
/// The most memory of all tests here together, in kB. They take a tenth of that.
const MOST_MEMORY: u64 = 1 << 20;
/// The most that crosses to the page for any import, in bytes.
const MOST_SHOWN: usize = 4 << 20;

/// A good file of each kind, to damage.
fn good() -> Vec<(&'static str, String)> {
    let url = "https://account.demandware.com/dwsso/oauth2/access_token";
    let schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
    vec![
        (
            "dw.json",
            format!(
                r#"{{"name":"a","hostname":"h.example","client-id":"{ID}","client-secret":"{SECRET}","oauth-scopes":["mail"],"jwt-key-path":"k.pem","configs":[{{"name":"b","active":true,"client-id":"{OTHER_ID}","client-secret":"{SECRET}"}}]}}"#
            ),
        ),
        (
            "c.json",
            format!(
                r#"{{"info":{{"name":"C","schema":"{schema}"}},"item":[{{"name":"F","auth":{{"type":"basic","basic":[{{"key":"username","value":"{{{{id}}}}"}},{{"key":"password","value":"{SECRET}"}}]}},"item":[{{"name":"T","request":{{"method":"POST","url":{{"raw":"{url}"}},"body":{{"mode":"urlencoded","urlencoded":[{{"key":"grant_type","value":"client_credentials"}}]}}}}}}]}}],"variable":[{{"key":"id","value":"{ID}"}}]}}"#
            ),
        ),
        (
            "e.json",
            format!(
                r#"{{"name":"E","values":[{{"key":"client_id","value":"{ID}","enabled":true}},{{"key":"client_secret","value":"{SECRET}"}}],"_postman_variable_scope":"environment"}}"#
            ),
        ),
        (
            "i.json",
            format!(
                r#"{{"_type":"export","__export_format":4,"resources":[{{"_id":"w","_type":"workspace","name":"W"}},{{"_id":"r","_type":"request","parentId":"w","url":"{url}","body":{{"params":[{{"name":"grant_type","value":"client_credentials"}}]}},"authentication":{{"type":"basic","username":"{ID}","password":"{SECRET}"}}}}]}}"#
            ),
        ),
        (
            "i.yaml",
            format!(
                "type: collection.insomnia.rest/5.0\nname: I\ncollection:\n  - name: T\n    url: {url}\n    method: POST\n    body:\n      params:\n        - name: grant_type\n          value: client_credentials\n    authentication:\n      type: basic\n      username: {ID}\n      password: '{SECRET}'\n"
            ),
        ),
        (
            "t.bru",
            format!(
                "meta {{\n  name: T\n}}\npost {{\n  url: {url}\n  auth: basic\n}}\nauth:basic {{\n  username: {ID}\n  password: {SECRET}\n}}\nbody:form-urlencoded {{\n  grant_type: client_credentials\n}}\n"
            ),
        ),
        (
            ".env",
            format!("SFCC_CLIENT_ID={ID}\nexport SFCC_CLIENT_SECRET='{SECRET}'\nSFCC_SERVER=h.example\n"),
        ),
        ("package.json", format!(r#"{{"name":"p","b2c":{{"clientId":"{ID}","shortCode":"abc"}}}}"#)),
        ("x.sh", format!("curl -u '{ID}:{SECRET}' -d grant_type=client_credentials \\\n  {url}\n")),
        (
            "b.json",
            format!(
                r#"{{"name":"B","version":"1","items":[{{"type":"http","name":"T","request":{{"url":"{url}","auth":{{"mode":"oauth2","oauth2":{{"grantType":"client_credentials","accessTokenUrl":"{url}","clientId":"{ID}","clientSecret":"{SECRET}"}}}}}}}}],"environments":[]}}"#
            ),
        ),
    ]
}

/// Reads files as a person would have chosen them, and checks what must hold for all.
fn assert_harmless(what: &str, files: &[ImportFile]) -> ImportPreview {
    let start = Instant::now();
    let import = read_import(files, &[], &Keys::default());
    let preview = import.preview(&[]);
    let all: Vec<u32> = (0..u32::try_from(preview.proposals.len()).unwrap()).collect();
    let credentials = import.credentials(&all);
    let taken = start.elapsed();
    assert!(taken < LONGEST, "{what} took {taken:?}");
    assert!(preview.proposals.len() <= 100 && credentials.len() == preview.proposals.len(), "{what}");
    let shown = serde_json::to_string(&preview).unwrap();
    assert!(shown.len() < MOST_SHOWN, "{what} shows {} bytes", shown.len());
    preview
}

fn assert_names_a_problem(what: &str, preview: &ImportPreview) {
    let named = preview.files.iter().any(|file| file.problem.is_some())
        || !preview.limits.is_empty()
        || !preview.proposals.is_empty();
    assert!(named, "{what}: nothing is said of it");
}

#[test]
fn files_that_are_cut_off_or_altered_do_no_harm_and_are_named() {
    let mut count = 0;
    for (name, text) in good() {
        let bytes = text.as_bytes();
        for part in 1..=12 {
            let cut = &bytes[..bytes.len() * part / 13];
            let preview = assert_harmless(name, &[file_of_bytes(name, cut)]);
            assert_names_a_problem(&format!("{name} cut to {}", cut.len()), &preview);
            count += 1;
        }
        for part in 0..12 {
            let mut altered = bytes.to_vec();
            let at = bytes.len() * part / 12;
            altered[at] = [b'{', b'"', b'\\', b'\n', 0, 0xFF, b'[', b'}', b'%', b'$', b'`', b'\''][part];
            let preview = assert_harmless(name, &[file_of_bytes(name, &altered)]);
            assert_names_a_problem(&format!("{name} altered at {at}"), &preview);
            count += 1;
        }
    }
    assert!(count >= 200, "{count}");
}

#[test]
fn wrong_types_are_left_out_and_nothing_else_breaks() {
    for wrong in
        ["null", "true", "12", "-1e999", "[]", "{}", "[[1]]", r#"{"a":{"b":1}}"#, r#""""#, r#""\u0000""#]
    {
        for (name, text) in good() {
            if !name.ends_with(".json") {
                continue;
            }
            // Each string of the file in turn.
            for at in 0..text.matches("\":\"").count() {
                let mut parts: Vec<String> = text.split("\":\"").map(str::to_owned).collect();
                let next = parts.remove(at + 1);
                let rest = next.split_once('"').map_or("", |(_, rest)| rest).to_owned();
                parts[at] = format!("{}\":{wrong}{rest}", parts[at]);
                let altered = parts.join("\":\"");
                let preview = assert_harmless(&format!("{name} {wrong}"), &[file(name, &altered)]);
                assert_names_a_problem(&altered, &preview);
            }
        }
    }
}

#[test]
fn huge_and_deep_and_cyclic_files_end_at_a_bound() {
    let deep = |open: &str, close: &str| open.repeat(100_000) + &close.repeat(100_000);
    let many = format!("[{}1]", "1,".repeat(1_900_000));
    let long = format!(r#"{{"client-id":"{ID}","client-secret":"{}"}}"#, "x".repeat(3 << 20));
    let configs = format!(
        r#"{{"configs":[{}]}}"#,
        vec![format!(r#"{{"client-id":"{ID}","client-secret":"{SECRET}"}}"#); 5_000].join(",")
    );
    let variables: Vec<String> = (0..3_000)
        .map(|n| format!(r#"{{"key":"v{n}","value":"{{{{v{}}}}}{{{{v{}}}}}"}}"#, n + 1, n + 2))
        .collect();
    let schema = r#""info":{"name":"C","schema":"https://schema.getpostman.com/json/collection/v2.1.0/"}"#;
    let cyclic = format!(
        r#"{{{schema},"item":[{{"name":"T","request":{{"url":"{{{{v0}}}}/token","method":"POST","body":{{"urlencoded":[{{"key":"grant_type","value":"{{{{v0}}}}"}},{{"key":"client_id","value":"{{{{v1}}}}"}}]}}}}}}],"variable":[{},{{"key":"client_secret","value":"{{{{client_secret}}}}"}}]}}"#,
        variables.join(",")
    );
    let requests: Vec<String> = (0..9_000).map(|n| format!(r#"{{"name":"r{n}","request":{{"url":"https://h{n}.example/token","method":"POST","body":{{"urlencoded":[{{"key":"grant_type","value":"client_credentials"}},{{"key":"client_id","value":"c{n}"}}]}}}}}}"#)).collect();
    let requests = format!(r#"{{{schema},"item":[{}]}}"#, requests.join(","));
    let aliases = (0..60).fold(
        "type: collection.insomnia.rest/5.0\na0: &a0 [x,x,x,x,x,x,x,x,x,x]\n".to_owned(),
        |text, n| {
            let list = vec![format!("*a{n}"); 10].join(",");
            text + &format!("a{0}: &a{0} [{list}]\n", n + 1)
        },
    );
    let cases: Vec<(&str, &str, String)> = vec![
        ("deep list", "dw.json", deep("[", "]")),
        ("deep object", "dw.json", deep("{\"a\":", "}")),
        ("deep collection", "c.json", format!("{{{schema},{}", deep("\"item\":[{\"name\":\"x\",", "}]"))),
        ("deep yaml list", "i.yaml", format!("type: collection.insomnia.rest/5.0\nx: {}", deep("[", "]"))),
        (
            "deep yaml object",
            "i.yaml",
            format!("type: collection.insomnia.rest/5.0\nx: {}", deep("{a: ", "}")),
        ),
        (
            "yaml indents",
            "i.yaml",
            (0..2_000)
                .fold("type: insomnia.rest/5\n".to_owned(), |text, n| text + &" ".repeat(n % 300) + "- a:\n"),
        ),
        ("aliases that multiply", "i.yaml", aliases),
        ("a yaml alias of itself", "i.yaml", "type: collection.insomnia.rest/5.0\nx: &x [*x]\n".into()),
        ("many values", "dw.json", many),
        ("a long value", "dw.json", long),
        ("many configurations", "dw.json", configs),
        ("variables that multiply in a circle", "c.json", cyclic),
        ("many requests", "c.json", requests),
        ("many assignments", ".env", "SFCC_CLIENT_ID=a\n".repeat(200_000)),
        ("one line", ".env", "A=".to_owned() + &"\"\\".repeat(1_000_000)),
        ("quotes that do not end", ".env", "A=\"x\n".repeat(100_000)),
        ("braces", "t.bru", "vars {\n a: '''\n".repeat(60_000)),
        ("many blocks", "t.bru", "post {\n url: x\n}\n".repeat(100_000)),
        ("many commands", "x.sh", "curl x;".repeat(400_000)),
        ("open quotes", "x.sh", "curl ".to_owned() + &"'\"$'".repeat(500_000)),
        ("carets", "x.sh", "curl ^\"".to_owned() + &"^".repeat(2_000_000)),
        (
            "variables without end",
            "c.json",
            format!(r#"{{{schema},"item":[{{"request":"{}"}}]}}"#, "{{".repeat(500_000)),
        ),
    ];
    for (what, name, text) in cases {
        let preview = assert_harmless(what, &[file(name, &text)]);
        assert_names_a_problem(what, &preview);
    }
}

#[test]
fn values_that_multiply_by_being_inherited_or_looked_up_stay_within_bounds() {
    let schema = r#""info":{"name":"C","schema":"https://schema.getpostman.com/json/collection/v2.1.0/"}"#;
    let long = "x".repeat(60_000);
    // 14 long values, inherited by 5,000 requests: more than 4 GB if each had its own copy.
    let variables: Vec<String> = (0..14).map(|n| format!(r#"{{"key":"v{n}","value":"{long}"}}"#)).collect();
    let variables = variables.join(",");
    let requests = vec![r#"{"name":"r","request":{"url":"https://h.example/"}}"#; 5_000].join(",");
    let inherited =
        format!(r#"{{{schema},"item":[{{"name":"F","variable":[{variables}],"item":[{requests}]}}]}}"#);
    let yaml_variables: String = (0..14).map(|n| format!("      v{n}: {long}\n")).collect();
    let yaml_requests = "      - name: r\n        url: https://h.example/\n".repeat(3_000);
    let insomnia = format!(
        "type: collection.insomnia.rest/5.0\nname: I\ncollection:\n  - name: F\n    environment:\n{yaml_variables}    children:\n{yaml_requests}"
    );
    let members: Vec<String> = (0..2_000).map(|n| format!(r#""v{n}":"x""#)).collect();
    let workspaces = vec![r#"{"_type":"workspace","name":"W"}"#; 40_000].join(",");
    let workspaces = format!(
        r#"{{"_type":"export","__export_format":4,"resources":[{workspaces},{{"_type":"environment","data":{{{}}}}}]}}"#,
        members.join(",")
    );
    let requests: Vec<String> = (0..4_000)
        .map(|n| {
            let parent = if n == 0 { "none".to_owned() } else { format!("r{}", n - 1) };
            format!(r#"{{"_type":"request","_id":"r{n}","parentId":"{parent}","url":"https://h.example/"}}"#)
        })
        .collect();
    let parents = format!(
        r#"{{"_type":"export","__export_format":4,"resources":[{{"_type":"workspace","_id":"w"}},{}]}}"#,
        requests.join(",")
    );
    // A long address of names, known and unknown, with many variables and environments.
    let variables: Vec<String> = (0..2_000).map(|n| format!(r#"{{"key":"v{n}","value":"x"}}"#)).collect();
    let variables = variables.join(",");
    let address = |name: &str, count: usize| {
        format!(
            r#"{{{schema},"item":[{{"request":{{"method":"POST","url":"{}/token","body":{{"urlencoded":[{{"key":"grant_type","value":"client_credentials"}}]}}}}}}],"variable":[{variables}]}}"#,
            format!("{{{{{name}}}}}").repeat(count)
        )
    };
    let environments: Vec<(String, String)> = (0..90)
        .map(|n| (format!("e{n}.json"), r#"{"name":"E","values":[{"key":"v1","value":"x"}]}"#.to_owned()))
        .collect();
    let with_environments = |text: String| {
        let all = std::iter::once(("c.json".to_owned(), text)).chain(environments.iter().cloned());
        all.map(|(name, text)| file(&name, &text)).collect::<Vec<_>>()
    };
    let mut expanding = format!("A0={}\n", "x".repeat(60_000));
    expanding += &"A=${A0}\n".repeat(1_900);
    let unknown = "A=1\n".repeat(1_900) + "B=" + &"${a}".repeat(500_000) + "\n";
    let keys = vec![format!("SFCC_CLIENT_SECRET_{}=x", "y".repeat(20)); 1_900].join("\n");
    for (what, files) in [
        ("inherited by requests of Postman", vec![file("c.json", &inherited)]),
        ("inherited by requests of Insomnia", vec![file("i.yaml", &insomnia)]),
        ("workspaces without an ID", vec![file("i.json", &workspaces)]),
        ("a chain of parents", vec![file("i.json", &parents)]),
        ("an address of unknown names", with_environments(address("a", 10_000))),
        ("a long address of unknown names", with_environments(address("a", 100_000))),
        ("an address of known names", with_environments(address("v1999", 7_000))),
        ("variables of the environment", vec![file(".env", &expanding)]),
        ("unknown variables of the environment", vec![file(".env", &unknown)]),
        ("many names", vec![file(".env", &keys)]),
        ("many spaces", vec![file(".env", &format!("A=b{}; export\nSFCC_SERVER=x", " ".repeat(2_000_000)))]),
    ] {
        assert_harmless(what, &files);
        let most = most_memory();
        assert!(most < MOST_MEMORY, "{what} took {most} kB");
    }
}

/// The most memory that this process had so far, in kB. Systems other than Linux do not say it in a file.
fn most_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

#[test]
fn what_is_no_text_is_named() {
    let gzip = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0];
    for (name, bytes, problem) in [
        ("bomb.zip", b"PK\x03\x04rest".to_vec(), ImportProblem::ArchiveFile),
        ("dw.json", b"PK\x03\x04rest".to_vec(), ImportProblem::ArchiveFile),
        ("x.json.gz", gzip.to_vec(), ImportProblem::ArchiveFile),
        ("x.json", vec![0xFF, 0xFE, 0xFD], ImportProblem::NotTextFile),
        ("x.json", b"{\"a\":\0}".to_vec(), ImportProblem::NotTextFile),
        (".env", vec![0x80; 100], ImportProblem::NotTextFile),
        ("x.json", Vec::new(), ImportProblem::EmptyFile),
        ("x.json", b"  \n\t ".to_vec(), ImportProblem::EmptyFile),
        ("x.json", b"<html>no json</html>".to_vec(), ImportProblem::DamagedJson { line: 1 }),
        ("x.txt", b"hello".to_vec(), ImportProblem::NotRecognised),
        ("x.json", vec![b' '; 5 << 20], ImportProblem::FileTooLarge { limit: 4 << 20 }),
    ] {
        let preview = assert_harmless(name, &[file_of_bytes(name, &bytes)]);
        assert_eq!(preview.files[0].problem, Some(problem), "{name}");
    }
    // Text in other encodings is text.
    let json = format!(r#"{{"client-id":"{ID}","client-secret":"{SECRET}"}}"#);
    let little: Vec<u8> = json.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked: Vec<u8> =
        [0xFE, 0xFF].into_iter().chain(json.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    for bytes in [little, marked, format!("\u{FEFF}{json}").into_bytes()] {
        assert_eq!(assert_harmless("encoded", &[file_of_bytes("dw.json", &bytes)]).proposals.len(), 1);
    }
}

#[test]
fn what_tries_to_break_out_stays_text() {
    for evil in [
        "<script>alert(1)</script>",
        "\u{202E}gpj.exe",
        "'; DROP TABLE credential; --",
        "$(touch /tmp/harm)`id`",
        "**bold** `code`",
        "__proto__",
        "{{constructor.constructor('x')()}}",
        "{% response 'body' %}",
        "\u{0}\u{7}\u{1B}[31m",
        "../../../../etc/passwd",
        "😀🏳️‍🌈",
    ] {
        let quoted = serde_json::to_string(evil).unwrap();
        let text = format!(
            r#"{{"name":{quoted},"hostname":{quoted},"client-id":"{ID}","client-secret":{quoted},"oauth-scopes":[{quoted}],"jwt-key-path":{quoted},"account-manager-host":{quoted},"tenant-id":{quoted},"__proto__":{{"client-id":"x"}},"constructor":{quoted}}}"#
        );
        let preview = assert_harmless(evil, &[file("dw.json", &text)]);
        assert_eq!(preview.proposals.len(), 1, "{evil}");
        let name = &preview.proposals[0].name;
        assert!(!name.chars().any(|c| c.is_control() || c == '\u{202E}'), "{name:?}");
        let names = format!("{evil}.json");
        assert_harmless(evil, &[file(&names, &text)]);
    }
}

#[test]
fn too_many_files_are_not_all_read_and_that_is_said() {
    let text = format!(r#"{{"client-id":"{ID}","client-secret":"{SECRET}"}}"#);
    let files: Vec<ImportFile> =
        (0..MOST_FILES + 50).map(|n| file(&format!("f{n}/dw.json"), &text)).collect();
    let shown = assert_harmless("many files", &files);
    assert_eq!(shown.limits, [ImportLimit::Files, ImportLimit::Credentials]);
    let large: Vec<ImportFile> =
        (0..8).map(|n| file(&format!("f{n}.env"), &format!("A={}", "x".repeat(3 << 20)))).collect();
    assert_eq!(assert_harmless("large files", &large).limits, [ImportLimit::Bytes]);
    assert_eq!(preview(&[("dw.json", &text)]).limits, []);
}

#[test]
fn only_so_many_key_files_are_followed() {
    struct Counting(std::cell::Cell<usize>);
    impl KeyFiles for Counting {
        fn follow(&self, _: usize, _: &str) -> Result<FollowedKey, KeyFileProblem> {
            self.0.set(self.0.get() + 1);
            Err(KeyFileProblem::OutsideFolder)
        }
    }
    let configs = vec![format!(r#"{{"client-id":"{ID}","jwt-key-path":"k.pem"}}"#); 90].join(",");
    let keys = Counting(std::cell::Cell::new(0));
    let import = read_import(&[file("dw.json", &format!(r#"{{"configs":[{configs}]}}"#))], &[], &keys);
    assert_eq!(import.preview(&[]).proposals.len(), 90);
    assert_eq!(keys.0.get(), 40);
}
