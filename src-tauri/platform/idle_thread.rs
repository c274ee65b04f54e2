//! A thread that works while the processor has nothing better to do.

use std::io;

use thread_priority::ThreadBuilder;

/// Runs work on a thread of its own, after everything else that wants the processor. If the system refuses the low
/// priority, it runs all the same.
///
/// # Errors
///
/// If no thread can be started.
pub(crate) fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    let thread = lowest(ThreadBuilder::default().name(name));
    thread.spawn(|_lowered| work()).map(drop)
}

#[cfg(windows)]
fn lowest(thread: ThreadBuilder) -> ThreadBuilder {
    thread.winapi_priority(thread_priority::windows::WinAPIThreadPriority::Idle)
}

/// The lowest priority that still gets on. On Linux that is a nice value of 19 (sched(7)), and not `SCHED_IDLE`: on a busy
/// computer a thread with that may not even end for minutes, and with it the program, which has the data folder till then;
/// and whoever waits for a lock that it holds would wait as long.
#[cfg(not(windows))]
fn lowest(thread: ThreadBuilder) -> ThreadBuilder {
    thread.priority(thread_priority::ThreadPriority::Min)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn the_work_runs_with_the_lowest_priority_and_the_rest_of_the_program_does_not() {
        let nice = || -> i32 {
            let stat = std::fs::read_to_string("/proc/thread-self/stat").unwrap();
            // The 19th field (proc_pid_stat(5)); the second is the name, in parentheses.
            let rest = stat.rsplit_once(')').unwrap().1;
            rest.split_whitespace().nth(16).unwrap().parse().unwrap()
        };
        let (sender, receiver) = mpsc::channel();
        let before = nice();
        spawn("idle", move || sender.send(nice()).unwrap()).unwrap();
        assert_eq!(receiver.recv().unwrap(), 19);
        assert_eq!(nice(), before);
    }
}
