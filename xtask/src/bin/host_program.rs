//! A program of Windows that stands for a program of this Linux, by its own name: `openssl.exe` under Wine has `openssl`
//! run outside, and hands on its input, output and exit code. `cargo xtask systems` starts the other side
//! (`systems/programs.rs`).

#[path = "../systems/frames.rs"]
mod frames;

use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("the program outside of Wine cannot be reached: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> io::Result<ExitCode> {
    let outside = std::env::var("COUNTERSIGN_OUTSIDE").map_err(io::Error::other)?;
    let (address, token) = outside.split_once(' ').ok_or(io::ErrorKind::InvalidInput)?;
    let own = std::env::current_exe()?;
    let program = own.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut input = Vec::new();
    io::stdin().read_to_end(&mut input)?;

    let mut stream = TcpStream::connect(address)?;
    for part in [token, &program, &arguments.len().to_string()]
        .into_iter()
        .chain(arguments.iter().map(String::as_str))
    {
        frames::write(&mut stream, part.as_bytes())?;
    }
    frames::write(&mut stream, &input)?;

    let code = String::from_utf8_lossy(&frames::read(&mut stream)?).parse::<u8>().unwrap_or(1);
    io::stdout().write_all(&frames::read(&mut stream)?)?;
    io::stderr().write_all(&frames::read(&mut stream)?)?;
    Ok(ExitCode::from(code))
}
