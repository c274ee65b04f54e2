//! Known vulnerabilities of npm packages, by `npm audit`: it sends the names and versions of a lock file to the
//! registry, which answers with advisories. A registry without that service leaves the check out, and says so.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::Checked;
use crate::error::TaskError;
use crate::{npm, process};

/// An advisory that we know of and cannot act on yet.
struct Exception {
    /// Its ID at GitHub, for example `GHSA-xxxx-xxxx-xxxx`.
    advisory: &'static str,
    /// The day of this entry.
    since: &'static str,
    /// Why it does no harm here, and what would end the exception.
    reason: &'static str,
}

const EXCEPTIONS: &[Exception] = &[];

const ID_START: &str = "GHSA-";
/// `GHSA-` and three groups of four.
const ID_LENGTH: usize = 19;

/// Checks the packages of the page, of the tests' servers and of what makes packages.
pub(crate) fn check() -> Result<Checked, TaskError> {
    let mut known = Vec::new();
    for folder in [npm::ui(), npm::test_servers(), npm::packaging()] {
        match audit(&folder, &mut process::npm(&folder))? {
            Answer::NotAnswered(why) => return Ok(Checked::LeftOut(why)),
            Answer::Advisories(ids) => known.extend(ids.into_iter().map(|id| (folder.clone(), id))),
        }
    }
    judge(&known, EXCEPTIONS).map(|()| Checked::Passed)
}

#[derive(Debug, PartialEq, Eq)]
enum Answer {
    /// The IDs of the advisories about what is in the lock file.
    Advisories(Vec<String>),
    /// What npm said.
    NotAnswered(String),
}

fn audit(folder: &Path, npm: &mut Command) -> Result<Answer, TaskError> {
    // Without a connection npm would wait and try again for more than a minute.
    let (_, report) = process::quietly(npm.args(["audit", "--json", "--fetch-retries=0"]))?;
    if report.contains("\"auditReportVersion\"") {
        return Ok(Answer::Advisories(ids_in(&report)));
    }
    let said = report.split("\"message\": \"").nth(1).and_then(|rest| rest.split('"').next());
    let folder = folder.file_name().unwrap_or_default().display();
    Ok(Answer::NotAnswered(format!(
        "the registry did not answer npm audit for {folder}: {}",
        said.unwrap_or("npm gave no reason")
    )))
}

/// Every advisory that a report names, once.
fn ids_in(report: &str) -> Vec<String> {
    let mut ids: Vec<String> = report
        .match_indices(ID_START)
        .filter_map(|(start, _)| report.get(start..start + ID_LENGTH))
        .map(str::to_owned)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Fails for an advisory without an exception, and for an exception without its advisory.
fn judge(known: &[(PathBuf, String)], exceptions: &[Exception]) -> Result<(), TaskError> {
    let is_excepted = |id: &str| exceptions.iter().any(|exception| exception.advisory == id);
    let mut wrong: Vec<String> = known
        .iter()
        .filter(|(_, id)| !is_excepted(id))
        .map(|(folder, id)| format!("{}: https://github.com/advisories/{id}", folder.display()))
        .collect();
    wrong.extend(exceptions.iter().filter(|exception| !known.iter().any(|(_, id)| id == exception.advisory)).map(
        |Exception { advisory, since, reason }| {
            format!("{advisory} is an exception since {since} ({reason}), but is about nothing in the lock files now")
        },
    ));
    if wrong.is_empty() {
        return Ok(());
    }
    Err(TaskError::new(
        format!("npm audit:\n{}", wrong.join("\n")),
        "Run npm audit in that folder: it names the package. Update it, or change EXCEPTIONS in \
         xtask/src/dependencies/npm_audit.rs, with the day and the reason.",
    ))
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Read, Write};
    use std::net::{TcpListener, TcpStream};

    use super::*;
    use crate::workspace;

    const ADVISORY: &str = "GHSA-aaaa-bbbb-cccc";

    /// The real npm's answer about the tests' servers, from a registry that answers its question with this and knows no
    /// package.
    fn audit_with(status: &'static str, body: String) -> Answer {
        workspace::find().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let registry = format!("http://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let is_the_question = read_request(&stream).starts_with("POST");
                let (status, body) =
                    if is_the_question { (status, body.as_str()) } else { ("404 Not Found", "{}") };
                let head =
                    format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-type: application/json\r\n");
                let length = body.len();
                let _ = write!(stream, "{head}content-length: {length}\r\n\r\n{body}");
            }
        });
        let folder = npm::test_servers();
        audit(&folder, process::npm(&folder).args(["--registry", &registry])).unwrap()
    }

    /// Reads a request to its end, and gives its first line.
    fn read_request(stream: &TcpStream) -> String {
        let mut reader = BufReader::new(stream);
        let head: Vec<String> =
            reader.by_ref().lines().map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
        let length = head
            .iter()
            .filter_map(|line| line.split_once(':'))
            .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
            .map_or(0, |(_, length)| length.trim().parse().unwrap());
        reader.take(length).read_to_end(&mut Vec::new()).unwrap();
        head.into_iter().next().unwrap_or_default()
    }

    #[test]
    fn an_advisory_of_the_registry_is_found() {
        let about_jose = format!(
            r#"{{"jose":[{{"id":1,"url":"https://github.com/advisories/{ADVISORY}","title":"","severity":"low",
            "vulnerable_versions":"<99","cwe":[],"cvss":{{"score":0,"vectorString":null}}}}]}}"#
        );
        assert_eq!(audit_with("200 OK", about_jose), Answer::Advisories(vec![ADVISORY.into()]));
        assert_eq!(audit_with("200 OK", "{}".into()), Answer::Advisories(Vec::new()));
    }

    #[test]
    fn a_registry_without_this_service_is_not_taken_for_one_without_advisories() {
        let Answer::NotAnswered(why) = audit_with("405 Method Not Allowed", String::new()) else {
            panic!("it did not answer")
        };
        assert!(why.contains("servers") && why.contains("405"), "{why}");
    }

    #[test]
    fn an_advisory_fails_unless_it_is_an_exception_and_an_exception_fails_without_its_advisory() {
        let known = [(PathBuf::from("ui"), ADVISORY.to_owned())];
        let exceptions = [Exception { advisory: ADVISORY, since: "2026-11-29", reason: "not called here" }];
        assert!(judge(&known, &[]).unwrap_err().what.contains(ADVISORY));
        assert!(judge(&known, &exceptions).is_ok());
        assert!(judge(&[], &exceptions).unwrap_err().what.contains("since 2026-11-29"));
        assert!(judge(&[], &[]).is_ok());
    }
}
