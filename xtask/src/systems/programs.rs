//! The programs that the tests ask for a second opinion. They are programs of Linux, and Wine cannot hand their output
//! to a program of Windows. So under each of their names there is a program of Windows (`bin/host_program.rs`), which has
//! this side run the real one, and names of files are translated on the way.

use std::io::{self, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};

use super::frames;
use crate::error::TaskError;
use crate::workspace;

/// The programs, by the name under Wine, and the name here. The tests try both names of Python.
const PROGRAMS: [(&str, &str); 7] = [
    ("keytool", "keytool"),
    ("node", "node"),
    ("od", "od"),
    ("openssl", "openssl"),
    ("python", "/usr/bin/python3"),
    ("python3", "python3"),
    ("ssh-keygen", "ssh-keygen"),
];

/// This side, as long as xtask runs.
#[derive(Debug)]
pub(super) struct Outside {
    /// What the other side reads in `COUNTERSIGN_OUTSIDE`.
    pub(super) address: String,
}

impl Outside {
    /// Begins to listen. `drive_c` is the folder that is Windows' drive C.
    pub(super) fn listen(drive_c: &Path) -> Result<Self, TaskError> {
        let failed = |error: &io::Error| {
            TaskError::new(
                format!("The tests' programs cannot be offered under Wine: {error}"),
                "They are reached on 127.0.0.1: check that programs may listen there.",
            )
        };
        let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| failed(&error))?;
        let port = listener.local_addr().map_err(|error| failed(&error))?.port();
        // Whoever knows the token has programs run as this user.
        let token = random_token().map_err(|error| failed(&error))?;
        let address = format!("127.0.0.1:{port} {token}");
        let drive_c = drive_c.to_string_lossy().into_owned();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (token, drive_c) = (token.clone(), drive_c.clone());
                std::thread::spawn(move || serve(stream, &token, &drive_c));
            }
        });
        Ok(Self { address })
    }
}

/// Puts the program of Windows under each name into a folder.
pub(super) fn install(program: &Path, folder: &Path) -> Result<(), TaskError> {
    let installed = std::fs::create_dir_all(folder).and_then(|()| {
        PROGRAMS
            .iter()
            .try_for_each(|(name, _)| std::fs::copy(program, folder.join(format!("{name}.exe"))).map(drop))
    });
    installed.map_err(|error| {
        TaskError::new(format!("{} cannot be filled: {error}", folder.display()), "Check its folder.")
    })
}

fn random_token() -> io::Result<String> {
    use std::io::Read as _;

    let mut bytes = [0; 16];
    std::fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn serve(mut stream: TcpStream, token: &str, drive_c: &str) -> io::Result<()> {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).map_err(io::Error::other);
    if frames::read(&mut stream)? != token.as_bytes() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let name = text(frames::read(&mut stream)?)?;
    let count: usize = text(frames::read(&mut stream)?)?.parse().map_err(io::Error::other)?;
    let mut arguments = Vec::new();
    for _ in 0..count {
        arguments.push(translated(&text(frames::read(&mut stream)?)?, drive_c));
    }
    let input = frames::read(&mut stream)?;
    let program =
        PROGRAMS.iter().find(|(under_wine, _)| *under_wine == name).ok_or(io::ErrorKind::NotFound)?.1;

    let mut child = Command::new(program)
        .args(&arguments)
        .current_dir(workspace::root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        // A program may end without reading its input.
        std::thread::spawn(move || stdin.write_all(&input));
    }
    let output = child.wait_with_output()?;
    let code = output.status.code().unwrap_or(1).to_string();
    for part in [code.as_bytes(), &output.stdout, &output.stderr] {
        frames::write(&mut stream, part)?;
    }
    Ok(())
}

/// An argument with the names of files as they are here: alone, or behind a word such as `file:`.
fn translated(argument: &str, drive_c: &str) -> String {
    if argument == "NUL" {
        return "/dev/null".into();
    }
    match argument.split_once("C:\\") {
        Some((before, path)) => format!("{before}{drive_c}/{}", path.replace('\\', "/")),
        None => argument.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_translated_wherever_they_stand() {
        let here = |argument: &str| translated(argument, "/wine/drive_c");
        assert_eq!(here(r"C:\users\a\key.pem"), "/wine/drive_c/users/a/key.pem");
        assert_eq!(here(r"file:C:\users\a"), "file:/wine/drive_c/users/a");
        assert_eq!(here("NUL"), "/dev/null");
        assert_eq!(here(r"pass:a\b"), r"pass:a\b");
    }

    #[test]
    fn the_other_side_gets_the_output_and_the_exit_code_and_only_with_the_token() {
        workspace::find().unwrap();
        let outside = Outside::listen(Path::new("/nowhere")).unwrap();
        let (address, token) = outside.address.split_once(' ').unwrap();
        let ask = |token: &str, program: &str| -> io::Result<[Vec<u8>; 3]> {
            let mut stream = TcpStream::connect(address)?;
            for part in [token, program, "1", "rand-is-no-command", ""] {
                frames::write(&mut stream, part.as_bytes())?;
            }
            Ok([frames::read(&mut stream)?, frames::read(&mut stream)?, frames::read(&mut stream)?])
        };
        let [code, _, said] = ask(token, "openssl").unwrap();
        assert_eq!(code, b"1");
        assert!(!said.is_empty());
        assert!(ask("another token", "openssl").is_err());
        assert!(ask(token, "sh").is_err(), "only what the tests need");
    }
}
