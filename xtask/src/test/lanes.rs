//! The integration tests run in three lanes side by side, because each of them waits often: for a window to be drawn, for
//! the disk, for another program. All take about as long. What a lane prints is shown test program by test program.

use std::io::{BufRead, BufReader, Write};
use std::process::Command;
use std::thread;

use super::arguments::{Part, Wish};
use super::package_tests;
use crate::error::TaskError;
use crate::totals::Totals;
use crate::{process, test_programs, workspace};

/// The test programs of each lane but the last, which has all others. Those of the first mostly open windows; in those of
/// the second, few tests take long.
const LANES: [&[&str]; 2] = [
    &[
        "window",
        "acceleration",
        "canaries",
        "key_files",
        "keychain",
        "locking",
        "page_end",
        "practice_window",
        "rotation",
        "shown_response",
    ],
    &["store_faults", "long_responses", "credentials", "amplification", "damaged_keys"],
];
/// How a line begins that says what became of a test program.
const RESULT: &str = "test result:";

/// The commands of the lanes.
pub(super) fn commands(wish: &Wish) -> Result<Vec<Command>, TaskError> {
    let mut names = test_programs::names(test_programs::CORE)?;
    if wish.wants(Part::Program) {
        names.extend(test_programs::names(test_programs::PROGRAM)?);
        names.sort();
        // A name that is in both folders stands for both programs.
        names.dedup();
    }
    let mut lanes = vec![Vec::new(); LANES.len() + 1];
    for name in names {
        let lane = LANES.iter().position(|lane| lane.contains(&name.as_str())).unwrap_or(LANES.len());
        lanes[lane].push(name);
    }
    Ok(lanes.iter().filter(|lane| !lane.is_empty()).map(|lane| command(wish, lane)).collect())
}

fn command(wish: &Wish, programs: &[String]) -> Command {
    let mut command = process::cargo();
    command.args(["test", "--locked", "--no-fail-fast"]).args(wish.packages());
    command.args(programs.iter().flat_map(|name| ["--test", name]));
    command.args(&wish.filter).env("COUNTERSIGN_PROGRAM", workspace::program("debug"));
    command.arg("--");
    if wish.servers {
        // Without this, the tests that start these servers are ignored, and cargo says so beside their names.
        command.arg("--include-ignored");
    }
    command.args(package_tests::left_out());
    command
}

/// Runs commands side by side and shows what they print: whether all succeeded, and their tests.
pub(super) fn run(commands: Vec<Command>) -> Result<(bool, Totals), TaskError> {
    run_showing(commands, &|block| {
        let mut out = std::io::stdout().lock();
        // Even if nobody reads the output of xtask any more, the step runs to its end.
        let _ = out.write_all(block).and_then(|()| out.flush());
    })
}

/// Shows a part of an output.
type Show<'a> = &'a (dyn Fn(&[u8]) + Sync);

fn run_showing(commands: Vec<Command>, show: Show<'_>) -> Result<(bool, Totals), TaskError> {
    let ended: Vec<_> = thread::scope(|scope| {
        let running: Vec<_> =
            commands.into_iter().map(|command| scope.spawn(|| watch(command, show))).collect();
        running.into_iter().map(thread::ScopedJoinHandle::join).collect()
    });
    let mut all = (true, Totals::default());
    for lane in ended {
        let (success, totals) = lane.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        all.0 &= success;
        all.1 += totals;
    }
    Ok(all)
}

/// Runs a command. What it prints is shown whenever a test program has ended.
fn watch(mut command: Command, show: Show<'_>) -> Result<(bool, Totals), TaskError> {
    let shown = process::shown(&command);
    let failed = |error: std::io::Error| {
        TaskError::new(format!("{shown} could not be run: {error}"), "Run the same command again.")
    };
    let (reader, writer) = std::io::pipe().map_err(failed)?;
    command.stdout(writer.try_clone().map_err(failed)?).stderr(writer);
    let mut child = command.spawn().map_err(failed)?;
    // The reader comes to an end when nothing holds a writer, and the command holds two.
    drop(command);
    let mut totals = Totals::default();
    let mut block = Vec::new();
    let mut end = |block: &mut Vec<u8>| {
        totals += Totals::of(&String::from_utf8_lossy(block));
        show(block);
        block.clear();
    };
    let mut reader = BufReader::new(reader);
    // Bytes, not lines of UTF-8: a test may print anything.
    loop {
        let begin = block.len();
        if !reader.read_until(b'\n', &mut block).is_ok_and(|length| length > 0) {
            break;
        }
        if block[begin..].starts_with(RESULT.as_bytes()) {
            end(&mut block);
        }
    }
    end(&mut block);
    let status = child.wait().map_err(failed)?;
    Ok((status.success(), totals))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test::arguments::tests::read;

    /// The test programs that a command runs.
    fn programs(command: &Command) -> Vec<String> {
        let words: Vec<_> = command.get_args().map(|word| word.to_string_lossy().into_owned()).collect();
        words.windows(2).filter(|pair| pair[0] == "--test").map(|pair| pair[1].clone()).collect()
    }

    #[test]
    fn every_test_program_is_in_one_lane() {
        workspace::find().unwrap();
        let lanes: Vec<_> = commands(&read(&[])).unwrap().iter().map(programs).collect();
        assert_eq!(lanes.len(), LANES.len() + 1);
        for (found, expected) in lanes.iter().zip(LANES) {
            assert_eq!(found.len(), expected.len(), "{found:?}");
        }
        let mut all = lanes.concat();
        all.sort();
        let mut expected = test_programs::names(test_programs::CORE).unwrap();
        expected.extend(test_programs::names(test_programs::PROGRAM).unwrap());
        expected.sort();
        expected.dedup();
        assert_eq!(all, expected);
        assert_eq!(commands(&read(&["core"])).unwrap().len(), 2);
    }

    #[test]
    #[cfg(unix)]
    fn lanes_run_side_by_side_and_are_added_up() {
        workspace::find().unwrap();
        // Each waits for the other.
        let folder = std::env::temp_dir().join(format!("countersign-lanes-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let script = |text: &str| {
            let mut command = process::command("sh");
            command.current_dir(&folder).args(["-c", &format!("mkfifo a b 2> /dev/null; {text}")]);
            command
        };
        let blocks = std::sync::Mutex::new(Vec::new());
        let show = |block: &[u8]| blocks.lock().unwrap().push(String::from_utf8_lossy(block).into_owned());
        let commands = vec![
            script("echo one; echo > a; read x < b; echo 'test result: ok. 2 passed; 0 failed'"),
            script("read x < a; echo > b; echo 'test result: FAILED. 1 passed; 3 failed'; exit 1"),
        ];
        let ended = run_showing(commands, &show);
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(ended.unwrap(), (false, Totals { passed: 3, failed: 3 }));
        let blocks = blocks.into_inner().unwrap();
        assert!(blocks.contains(&"one\ntest result: ok. 2 passed; 0 failed\n".to_owned()), "{blocks:?}");
    }
}
