//! Loopback without delayed acknowledgements (tcp(7)). WebKit's driver and window exchange small messages. When one
//! of the window's own messages falls between two parts of a response, the response waits 40 ms for the kernel.
//! Whether it does is chance, and says nothing about the window.

use std::os::unix::process::CommandExt as _;
use std::process::{Command, Stdio};

/// Tells the restarted program that it runs in the network of its own.
const THERE: &str = "COUNTERSIGN_BENCH_QUICK_LOOPBACK";
/// `unshare(1)` creates a separate network without root, and changes nothing outside of it.
const PREPARE: &str = "ip link set lo up && for route in 127.0.0.0/8 127.0.0.1; do \
     ip route change local $route dev lo table local proto kernel scope host src 127.0.0.1 quickack 1 || exit; done";

/// Restarts this program in a network of its own. Where that is not possible, says so and continues.
pub(crate) fn quick() {
    if std::env::var_os(THERE).is_some() {
        return;
    }
    let apart = |then: &str| {
        let mut command = Command::new("unshare");
        command.args(["--map-root-user", "--net", "sh", "-c", &format!("{PREPARE} && {then}")]);
        command
    };
    let can =
        apart("true").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|ended| ended.success());
    let reason = match std::env::current_exe() {
        Ok(program) if can => apart("exec \"$0\" \"$@\"")
            .arg(program)
            .args(std::env::args().skip(1))
            .env(THERE, "1")
            .exec()
            .to_string(),
        Ok(_) => "unshare and ip cannot make a network apart here".to_owned(),
        Err(reason) => reason.to_string(),
    };
    println!("Loopback acknowledges with delay, which adds up to 40 ms to some starts: {reason}.");
}
