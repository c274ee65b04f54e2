//! A stand-in for logind on a test's own bus: it announces that the computer goes to sleep, and knows who delays that.

use std::io::{PipeReader, Read as _};
use std::sync::{Arc, Mutex};

use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;
use zbus::zvariant::OwnedFd;

use crate::desktop::Desktop;

const NAME: &str = "org.freedesktop.login1";
const PATH: &str = "/org/freedesktop/login1";

/// The stand-in. It leaves the bus when it is dropped.
#[derive(Debug)]
pub struct LoginManager {
    connection: Connection,
    /// The other ends of what was given to those who delay the sleep.
    delays: Arc<Mutex<Vec<PipeReader>>>,
}

struct Manager(Arc<Mutex<Vec<PipeReader>>>);

#[zbus::interface(name = "org.freedesktop.login1.Manager")]
impl Manager {
    /// Gives the caller something to close when the computer may sleep.
    fn inhibit(&self, what: &str, _who: &str, _why: &str, mode: &str) -> OwnedFd {
        assert_eq!((what, mode), ("sleep", "delay"), "nobody may forbid the sleep");
        let (reader, writer) = std::io::pipe().expect("there are pipes");
        self.0.lock().expect("nobody panics").push(reader);
        std::os::fd::OwnedFd::from(writer).into()
    }
}

impl LoginManager {
    /// Starts it on this desktop's bus.
    #[must_use]
    pub fn start(desktop: &Desktop) -> Self {
        let delays = Arc::<Mutex<Vec<_>>>::default();
        let connection = Builder::address(desktop.bus_address())
            .and_then(|builder| builder.serve_at(PATH, Manager(delays.clone())))
            .and_then(|builder| builder.name(NAME))
            .and_then(Builder::build)
            .expect("the name is free on the test's own bus");
        Self { connection, delays }
    }

    /// Whether somebody delays the sleep.
    #[must_use]
    pub fn is_delayed(&self) -> bool {
        !self.delays.lock().expect("nobody panics").is_empty()
    }

    /// Announces the sleep, and waits until nobody delays it any more.
    pub fn sleep(&self) {
        self.say_whether_it_sleeps(true);
        let delays = std::mem::take(&mut *self.delays.lock().expect("nobody panics"));
        for mut delay in delays {
            delay.read_to_end(&mut Vec::new()).expect("the other end is closed");
        }
    }

    /// Announces that the computer is awake.
    pub fn wake(&self) {
        self.say_whether_it_sleeps(false);
    }

    fn say_whether_it_sleeps(&self, sleeps: bool) {
        let interface = "org.freedesktop.login1.Manager";
        self.connection
            .emit_signal(None::<&str>, PATH, interface, "PrepareForSleep", &sleeps)
            .expect("the bus takes the signal");
    }
}
