//! Measures the speed targets. `cargo xtask bench` builds everything and starts this program. Each target is a ratio
//! of two medians from the same run. Both sides take turns, round by round, so that a busy machine slows both alike. What
//! was measured in at least 25 rounds goes into the table in `docs/performance.md`.
//!
//! `bench [keys] [exchange] [tools] [store] [start] [frames] [generate] [long-response] [practice] [diagnosis] [--rounds N]`
//! chooses the figures and the number of rounds; the default is all figures and 25 rounds.

// This program's output is for the terminal.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod diagnosis;
mod document;
mod exchange;
#[cfg(target_os = "linux")]
mod frames;
mod keys;
#[cfg(target_os = "linux")]
mod long_response;
#[cfg(target_os = "linux")]
mod loopback;
mod practice;
mod store;
mod table;
mod tools;
#[cfg(target_os = "linux")]
mod window;

use std::process::ExitCode;

use document::{Extent, Row};
use table::Figure;
use time::OffsetDateTime;

/// The least number of rounds for a median to count.
const LEAST_ROUNDS: usize = 25;
/// Every group of figures, by the word that chooses it.
const GROUPS: [&str; 10] = [
    "keys",
    "exchange",
    "tools",
    "store",
    "start",
    "frames",
    "generate",
    "long-response",
    "practice",
    "diagnosis",
];
/// The groups that open windows.
#[cfg(target_os = "linux")]
const WITH_WINDOW: [&str; 4] = ["start", "frames", "generate", "long-response"];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [first, rest @ ..] = arguments.as_slice()
        && first == tools::ONE_EXCHANGE
    {
        return match tools::one_exchange(rest) {
            Ok(()) => ExitCode::SUCCESS,
            Err(reason) => {
                eprintln!("{reason}");
                ExitCode::FAILURE
            }
        };
    }
    let (chosen, rounds) = match read_arguments(arguments.iter().cloned()) {
        Ok(read) => read,
        Err(word) => {
            eprintln!(
                "bench does not know \"{word}\". Run it as: bench [{}] [--rounds N]",
                GROUPS.join("] [")
            );
            return ExitCode::from(2);
        }
    };
    if rounds < LEAST_ROUNDS {
        println!("With fewer than {LEAST_ROUNDS} rounds these are no figures, only a trial.");
    }
    let wanted = |name: &str| chosen.is_empty() || chosen.iter().any(|word| word == name);
    #[cfg(target_os = "linux")]
    if WITH_WINDOW.into_iter().any(wanted) {
        loopback::quick();
    }
    let runtime = tokio::runtime::Runtime::new().expect("a runtime can be made");
    let mut figures: Vec<Figure> = Vec::new();
    if wanted("keys") {
        figures.push(keys::measure(rounds));
    }
    if wanted("exchange") {
        figures.push(runtime.block_on(exchange::measure(rounds)));
    }
    if wanted("tools") {
        figures.extend(runtime.block_on(tools::measure(rounds)));
    }
    if wanted("store") {
        figures.extend(runtime.block_on(store::measure(rounds)));
    }
    #[cfg(target_os = "linux")]
    {
        if wanted("start") {
            figures.extend(runtime.block_on(window::measure(rounds)));
        }
        if wanted("frames") {
            figures.extend(runtime.block_on(frames::measure(rounds)));
        }
        if wanted("generate") {
            figures.push(runtime.block_on(frames::generating()));
        }
        if wanted("long-response") {
            figures.push(runtime.block_on(long_response::measure(rounds)));
        }
    }
    let load = wanted("practice").then(|| runtime.block_on(practice::measure()));
    if wanted("diagnosis") {
        figures.push(runtime.block_on(diagnosis::measure()));
    }
    if !figures.is_empty() {
        println!("\n{}", table::text(&figures));
    }
    if let Some(load) = &load {
        println!("\n{}", load.text());
    }
    if rounds >= LEAST_ROUNDS {
        let rows: Vec<Row> =
            figures.iter().map(Figure::row).chain(load.as_ref().map(practice::Load::row)).collect();
        record(&rows, if chosen.is_empty() { Extent::Everything } else { Extent::Some }, &arguments);
    }
    let missed: Vec<String> = figures
        .iter()
        .filter(|figure| !figure.met())
        .map(Figure::full_name)
        .chain(load.filter(|load| !load.met()).map(|_| practice::NAME.to_owned()))
        .collect();
    if missed.is_empty() {
        return ExitCode::SUCCESS;
    }
    eprintln!("\nNot met: {}", missed.join("; "));
    ExitCode::FAILURE
}

/// Writes what was measured into the document.
fn record(rows: &[Row], extent: Extent, arguments: &[String]) {
    let command = ["cargo", "xtask", "bench"].into_iter().chain(arguments.iter().map(String::as_str));
    let command = command.collect::<Vec<_>>().join(" ");
    let day = OffsetDateTime::now_utc().date().to_string();
    match document::write(rows, extent, &day, &command) {
        Ok(path) => println!("\nWritten into {}", path.display()),
        Err(reason) => eprintln!("\nThe table could not be written: {reason}"),
    }
}

fn read_arguments(arguments: impl Iterator<Item = String>) -> Result<(Vec<String>, usize), String> {
    let mut chosen = Vec::new();
    let mut rounds = LEAST_ROUNDS;
    let mut arguments = arguments;
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--rounds" => {
                let number = arguments.next().unwrap_or_default();
                rounds = number.parse().map_err(|_| number)?;
            }
            word if GROUPS.contains(&word) => chosen.push(argument),
            _ => return Err(argument),
        }
    }
    Ok((chosen, rounds))
}
