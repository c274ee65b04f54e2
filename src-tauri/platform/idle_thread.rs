//! A thread that works only while the processor has nothing else to do.

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

#[cfg(target_os = "linux")]
fn lowest(thread: ThreadBuilder) -> ThreadBuilder {
    use thread_priority::unix::{NormalThreadSchedulePolicy, ThreadSchedulePolicy};

    // `SCHED_IDLE` of sched(7).
    thread
        .priority(thread_priority::ThreadPriority::Min)
        .policy(ThreadSchedulePolicy::Normal(NormalThreadSchedulePolicy::Idle))
}

#[cfg(windows)]
fn lowest(thread: ThreadBuilder) -> ThreadBuilder {
    thread.winapi_priority(thread_priority::windows::WinAPIThreadPriority::Idle)
}

#[cfg(not(any(target_os = "linux", windows)))]
fn lowest(thread: ThreadBuilder) -> ThreadBuilder {
    thread.priority(thread_priority::ThreadPriority::Min)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn the_work_runs_with_idle_priority_and_the_rest_of_the_program_does_not() {
        let policy = || {
            let stat = std::fs::read_to_string("/proc/thread-self/stat").unwrap();
            // The 41st field (proc_pid_stat(5)); the second is the name, in parentheses.
            let rest = stat.rsplit_once(')').unwrap().1;
            rest.split_whitespace().nth(38).unwrap().to_owned()
        };
        let (sender, receiver) = mpsc::channel();
        spawn("idle", move || sender.send(policy()).unwrap()).unwrap();
        assert_eq!(receiver.recv().unwrap(), "5", "SCHED_IDLE");
        assert_eq!(policy(), "0");
    }
}
