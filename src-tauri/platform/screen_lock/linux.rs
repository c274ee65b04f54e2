//! Over D-Bus, logind and the screen saver of the session say it. A bus that is not there says nothing.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::thread;

use gtk::gio::{BusType, DBusCallFlags, DBusConnection, DBusSignalFlags, UnixFDList};
use gtk::glib::variant::ToVariant as _;
use gtk::glib::{Variant, VariantTy};

use super::Event;
use crate::platform::bus::{self, UNCANCELLED};

/// The service that ends sessions and suspends the computer.
const LOGIND: &str = "org.freedesktop.login1";
const LOGIND_PATH: &str = "/org/freedesktop/login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const SESSION: &str = "org.freedesktop.login1.Session";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";
/// How long logind may take to answer, in milliseconds.
const ANSWER: i32 = 10_000;

/// Calls `happened` with each event, on other threads, until the program ends. The computer waits a moment before it
/// sleeps, until `happened` returns.
pub(crate) fn watch(happened: impl Fn(Event) + Clone + Send + 'static) {
    let of_session = happened.clone();
    thread::spawn(move || bus::listen(BusType::Session, |session| watch_screen_savers(session, of_session)));
    thread::spawn(move || bus::listen(BusType::System, |system| watch_logind(system, happened)));
}

/// Every desktop has its own name for its screen saver, and the same signal. Everybody on the session's bus is the same
/// person, so it does not matter who says it.
fn watch_screen_savers(session: &DBusConnection, happened: impl Fn(Event) + 'static) {
    session.signal_subscribe(
        None,
        None,
        Some("ActiveChanged"),
        None,
        None,
        DBusSignalFlags::NONE,
        move |_, _, _, interface, _, body| {
            if let Some(event) = screen_saver_event(interface, body) {
                happened(event);
            }
        },
    );
}

fn screen_saver_event(interface: &str, body: &Variant) -> Option<Event> {
    let (is_active,) = body.get::<(bool,)>()?;
    (interface.ends_with(".ScreenSaver") && is_active).then_some(Event::ScreenLocked)
}

fn watch_logind(system: &DBusConnection, happened: impl Fn(Event) + 'static) {
    let delay = RefCell::new(delay_sleep(system));
    let on_signal = Rc::new(move |system: &DBusConnection, interface: &str, member: &str, body: &Variant| {
        match logind_event(interface, member, body) {
            Some(Event::Suspending) => {
                happened(Event::Suspending);
                // From now on it may sleep.
                drop(delay.take());
            }
            Some(Event::Resumed) => drop(delay.replace(delay_sleep(system))),
            Some(event) => happened(event),
            None => {}
        }
    });
    for (interface, member, path, first_argument) in [
        (MANAGER, "PrepareForSleep", Some(LOGIND_PATH), None),
        (SESSION, "Lock", None, None),
        (PROPERTIES, "PropertiesChanged", None, Some(SESSION)),
    ] {
        let on_signal = on_signal.clone();
        system.signal_subscribe(
            Some(LOGIND),
            Some(interface),
            Some(member),
            path,
            first_argument,
            DBusSignalFlags::NONE,
            move |system, _, _, interface, member, body| on_signal(system, interface, member, body),
        );
    }
}

/// Delays the next sleep until the result is dropped, for as long as logind allows. Without it, secrets may be locked
/// only after the sleep.
fn delay_sleep(system: &DBusConnection) -> Option<UnixFDList> {
    let why = ("sleep", "Countersign", "Secrets are wiped from memory", "delay").to_variant();
    let inhibited = system.call_with_unix_fd_list_sync(
        Some(LOGIND),
        LOGIND_PATH,
        MANAGER,
        "Inhibit",
        Some(&why),
        Some(VariantTy::new("(h)").ok()?),
        DBusCallFlags::NONE,
        ANSWER,
        None::<&UnixFDList>,
        UNCANCELLED,
    );
    Some(inhibited.ok()?.1)
}

/// A signal about another person's session counts, too: locking too often loses nothing.
fn logind_event(interface: &str, member: &str, body: &Variant) -> Option<Event> {
    match (interface, member) {
        (MANAGER, "PrepareForSleep") => {
            let (begins,) = body.get::<(bool,)>()?;
            Some(if begins { Event::Suspending } else { Event::Resumed })
        }
        (SESSION, "Lock") => Some(Event::ScreenLocked),
        (PROPERTIES, "PropertiesChanged") => {
            let (interface, changed, _) = body.get::<(String, HashMap<String, Variant>, Vec<String>)>()?;
            let locked = changed.get("LockedHint").and_then(Variant::get::<bool>);
            (interface == SESSION && locked == Some(true)).then_some(Event::ScreenLocked)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_screen_saver_that_becomes_active_locks_whatever_its_desktop_is() {
        for desktop in ["org.freedesktop", "org.gnome", "org.cinnamon"] {
            let event =
                |active: bool| screen_saver_event(&format!("{desktop}.ScreenSaver"), &(active,).to_variant());
            assert_eq!((event(true), event(false)), (Some(Event::ScreenLocked), None));
        }
        assert_eq!(screen_saver_event("org.example.Player", &(true,).to_variant()), None);
        assert_eq!(screen_saver_event("org.gnome.ScreenSaver", &("yes",).to_variant()), None);
        assert_eq!(screen_saver_event("org.gnome.ScreenSaver", &().to_variant()), None);
    }

    #[test]
    fn logind_says_when_a_session_is_locked_and_when_the_computer_sleeps_and_wakes() {
        let event =
            |interface, member, active: bool| logind_event(interface, member, &(active,).to_variant());
        assert_eq!(event(MANAGER, "PrepareForSleep", true), Some(Event::Suspending));
        assert_eq!(event(MANAGER, "PrepareForSleep", false), Some(Event::Resumed));
        assert_eq!(event(MANAGER, "PrepareForShutdown", true), None);
        assert_eq!(logind_event(SESSION, "Lock", &().to_variant()), Some(Event::ScreenLocked));
        assert_eq!(logind_event(SESSION, "Unlock", &().to_variant()), None);
        let hint = |interface: &str, locked: bool| {
            let changed = HashMap::from([("LockedHint", locked.to_variant())]);
            let body = (interface, changed, Vec::<String>::new()).to_variant();
            logind_event(PROPERTIES, "PropertiesChanged", &body)
        };
        assert_eq!(hint(SESSION, true), Some(Event::ScreenLocked));
        assert_eq!((hint(SESSION, false), hint(MANAGER, true)), (None, None));
    }
}
