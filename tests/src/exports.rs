//! Runs what the program writes for other tools, each with its own tool: the exports of a credential.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use countersign_core::interchange::export::{ExportTarget, ExportedFile};
use serde_json::{Value, json};

use crate::artefacts::{repository, target};

/// The version that the Java export names.
const NIMBUS: &str = "10.5";

/// Which of two runners a collection runs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runner {
    /// The usual one.
    Usual,
    /// For Postman: the runtime of the newest Postman, whose sandbox has Web Crypto.
    Newest,
    /// For Bruno: its sandbox that can do what Node.js can.
    Developer,
}

/// What an export reads: the environment variables that its own comment names.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// Name and value.
    pub variables: Vec<(String, String)>,
}

/// Writes the files of an export into a folder.
pub fn write(files: &[ExportedFile], folder: &Path) {
    for file in files {
        let path = folder.join(file.path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder is writable");
        fs::write(path, &file.text).expect("the folder is writable");
    }
}

/// Runs an export in a folder that has its files, and returns the access token that it prints.
///
/// # Errors
/// What it printed, if it failed.
pub fn run(
    tool: ExportTarget,
    runner: Runner,
    files: &[ExportedFile],
    folder: &Path,
    environment: &Environment,
) -> Result<String, String> {
    write(files, folder);
    let first = files.first().expect("an export has a file").path;
    let mut command = match tool {
        ExportTarget::Bash => with("bash", &[first]),
        ExportTarget::NodeJs => {
            link_packages(folder);
            with("node", &[first])
        }
        ExportTarget::Python => with(python(), &[first]),
        ExportTarget::Php => with("php", &[first]),
        ExportTarget::Ruby => with("ruby", &[first]),
        ExportTarget::Java => {
            let mut java = with("java", &["-XX:TieredStopAtLevel=1", "-cp"]);
            java.arg(nimbus()).arg(first);
            java
        }
        ExportTarget::Go => {
            for file in ["go.mod", "go.sum"] {
                fs::copy(packages().join("go").join(file), folder.join(file)).expect("it can be copied");
            }
            with("go", &["run", "-mod=readonly", "."])
        }
        ExportTarget::Postman => return postman(folder, first, runner, environment),
        ExportTarget::Bruno => return bruno(folder, files, runner, environment),
        other => panic!("{other:?} is not run here"),
    };
    let printed = printed(finish(&mut command, folder, environment)?)?;
    match tool {
        ExportTarget::Bash => access_token(&printed),
        _ => Ok(printed.trim_end().to_owned()),
    }
}

fn with(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments);
    command
}

fn finish(command: &mut Command, folder: &Path, environment: &Environment) -> Result<Output, String> {
    // Nothing of the machine's own may change where a request goes.
    for name in ["PRIVATE_KEY", "PRIVATE_KEY_FILE", "CLIENT_SECRET", "ACCESS_KEY", "http_proxy", "HTTP_PROXY"]
    {
        command.env_remove(name);
    }
    command.current_dir(folder).stdin(Stdio::null());
    command.envs(environment.variables.iter().map(|(name, value)| (name, value)));
    command.output().map_err(|error| format!("{:?} can be started: {error}", command.get_program()))
}

fn printed(output: Output) -> Result<String, String> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() {
        Ok(text(&output.stdout))
    } else {
        Err(format!("{}\n{}", text(&output.stdout), text(&output.stderr)))
    }
}

fn access_token(json: &str) -> Result<String, String> {
    let answer: Value = serde_json::from_str(json).map_err(|error| format!("{error}: {json}"))?;
    answer["access_token"].as_str().map(str::to_owned).ok_or_else(|| json.to_owned())
}

fn postman(folder: &Path, file: &str, runner: Runner, environment: &Environment) -> Result<String, String> {
    let variables: serde_json::Map<String, Value> = environment
        .variables
        .iter()
        .map(|(name, value)| (name.to_ascii_lowercase(), value.as_str().into()))
        .collect();
    let mut node = with("node", &["postman.mjs"]);
    node.arg(folder.join(file));
    node.arg(if runner == Runner::Newest { "newest" } else { "newman" });
    node.arg(Value::Object(variables).to_string());
    access_token(&printed(finish(&mut node, &packages(), &Environment::default())?)?)
}

fn bruno(
    folder: &Path,
    files: &[ExportedFile],
    runner: Runner,
    environment: &Environment,
) -> Result<String, String> {
    let request = files.iter().find(|file| file.path.ends_with(".bru")).expect("there is a request").path;
    let lines = environment.variables.iter().map(|(name, value)| {
        // As the export says: in one line, with \n for line ends.
        format!("{name}=\"{}\"\n", value.replace('\n', "\\n"))
    });
    fs::write(folder.join(".env"), lines.collect::<String>()).expect("the folder is writable");
    let mut bru = with("node", &[]);
    bru.arg(packages().join("node_modules/@usebruno/cli/bin/bru.js"));
    bru.args(["run", request, "--output", "result.json"]);
    if runner == Runner::Developer {
        bru.args(["--sandbox", "developer"]);
    }
    printed(finish(&mut bru, folder, &Environment::default())?)?;
    let result = fs::read_to_string(folder.join("result.json")).map_err(|error| error.to_string())?;
    let result: Value = serde_json::from_str(&result).map_err(|error| error.to_string())?;
    let result = if result.is_array() { &result[0] } else { &result };
    let answer = &result["results"][0]["response"]["data"];
    answer["access_token"].as_str().map(str::to_owned).ok_or_else(|| json!(result).to_string())
}

/// The npm packages that run exports.
#[must_use]
pub fn packages() -> PathBuf {
    repository().join("tests/exports")
}

fn link_packages(folder: &Path) {
    let link = folder.join("node_modules");
    let from = packages().join("node_modules");
    #[cfg(unix)]
    std::os::unix::fs::symlink(from, link).expect("the folder is writable");
    #[cfg(windows)]
    std::os::windows::fs::symlink_dir(from, link).expect("the folder is writable");
}

/// A Python that has PyJWT and requests: from the PATH, otherwise the system's.
fn python() -> &'static str {
    let has_both = |python: &&str| {
        let asked = Command::new(python)
            .args(["-c", "import jwt, cryptography, requests"])
            .stderr(Stdio::null())
            .status();
        asked.is_ok_and(|status| status.success())
    };
    ["python3", "python", "/usr/bin/python3"]
        .into_iter()
        .find(has_both)
        .expect("PyJWT and requests are installed: cargo xtask test does that")
}

/// Nimbus JOSE + JWT, from Maven Central.
fn nimbus() -> PathBuf {
    let folder = target().join("exports");
    let jar = folder.join(format!("nimbus-jose-jwt-{NIMBUS}.jar"));
    if !jar.is_file() {
        fs::create_dir_all(&folder).expect("the target folder is writable");
        let status = Command::new(if cfg!(windows) { "mvn.cmd" } else { "mvn" })
            .current_dir(&folder)
            .args(["-B", "-q", "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"])
            .arg(format!("-Dartifact=com.nimbusds:nimbus-jose-jwt:{NIMBUS}"))
            .arg(format!("-DoutputDirectory={}", folder.display()))
            .status()
            .expect("Maven can be started");
        assert!(status.success(), "Maven fetches Nimbus JOSE + JWT {NIMBUS}");
    }
    jar
}
