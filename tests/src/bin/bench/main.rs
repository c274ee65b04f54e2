//! Measures the speed targets. `cargo xtask bench` builds everything and starts this program. Each target is a ratio
//! of two medians from the same run. Both sides take turns, round by round, so that a busy machine slows both alike.
//!
//! `bench [keys] [exchange] [store] [window] [practice] [diagnosis] [--rounds N]` chooses the figures and the number of rounds;
//! the default is all figures and at least 25 rounds.

// This program's output is for the terminal.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod diagnosis;
mod exchange;
mod keys;
#[cfg(target_os = "linux")]
mod long_response;
#[cfg(target_os = "linux")]
mod loopback;
mod practice;
mod store;
mod table;
#[cfg(target_os = "linux")]
mod window;

use std::process::ExitCode;

use table::Figure;

/// The least number of rounds for a median to count.
const LEAST_ROUNDS: usize = 25;

fn main() -> ExitCode {
    let (chosen, rounds) = match read_arguments(std::env::args().skip(1)) {
        Ok(read) => read,
        Err(word) => {
            eprintln!(
                "bench does not know \"{word}\". Run it as: \
                 bench [keys] [exchange] [store] [window] [practice] [diagnosis] [--rounds N]"
            );
            return ExitCode::from(2);
        }
    };
    if rounds < LEAST_ROUNDS {
        println!("With fewer than {LEAST_ROUNDS} rounds these are no figures, only a trial.");
    }
    let wanted = |name: &str| chosen.is_empty() || chosen.iter().any(|word| word == name);
    #[cfg(target_os = "linux")]
    if wanted("window") {
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
    if wanted("store") {
        figures.extend(runtime.block_on(store::measure(rounds)));
    }
    #[cfg(target_os = "linux")]
    if wanted("window") {
        figures.extend(runtime.block_on(window::measure(rounds)));
        figures.push(runtime.block_on(long_response::measure(rounds)));
    }
    let load = wanted("practice").then(|| runtime.block_on(practice::measure()));
    let diagnosis = wanted("diagnosis").then(|| runtime.block_on(diagnosis::measure()));
    if !figures.is_empty() {
        println!("\n{}", table::text(&figures));
    }
    if let Some(load) = &load {
        println!("\n{}", load.text());
    }
    if let Some(diagnosis) = &diagnosis {
        println!("\n{}", diagnosis.text());
    }
    let met = figures.iter().all(Figure::met) && load.is_none_or(|load| load.met());
    if met { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn read_arguments(arguments: impl Iterator<Item = String>) -> Result<(Vec<String>, usize), String> {
    let mut chosen = Vec::new();
    let mut rounds = LEAST_ROUNDS;
    let mut arguments = arguments;
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "keys" | "exchange" | "store" | "window" | "practice" | "diagnosis" => chosen.push(argument),
            "--rounds" => {
                let number = arguments.next().unwrap_or_default();
                rounds = number.parse().map_err(|_| number)?;
            }
            _ => return Err(argument),
        }
    }
    Ok((chosen, rounds))
}
