//! Over D-Bus, logind and the screen saver of the session say it. A bus that is not there says nothing.

use std::thread;
use std::time::Duration;

use zbus::blocking::connection::Builder;
use zbus::blocking::{Connection, MessageIterator};
use zbus::message::Type;
use zbus::zvariant::{OwnedFd, OwnedValue};
use zbus::{MatchRule, Message};

use super::Event;

/// The service that ends sessions and suspends the computer.
const LOGIND: &str = "org.freedesktop.login1";
const LOGIND_PATH: &str = "/org/freedesktop/login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const SESSION: &str = "org.freedesktop.login1.Session";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";
/// How long logind may take to answer.
const ANSWER: Duration = Duration::from_secs(10);

/// Calls `happened` with each event, on other threads, until the program ends. The computer waits a moment before it
/// sleeps, until `happened` returns.
pub(crate) fn watch(happened: impl Fn(Event) + Clone + Send + 'static) {
    let of_session = happened.clone();
    thread::spawn(move || drop(watch_screen_savers(&of_session)));
    thread::spawn(move || drop(watch_logind(&happened)));
}

/// Every desktop has its own name for its screen saver, and the same signal. Everybody on the session's bus is the same
/// person, so it does not matter who says it.
fn watch_screen_savers(happened: &dyn Fn(Event)) -> zbus::Result<()> {
    let connection = Connection::session()?;
    let rule = MatchRule::builder().msg_type(Type::Signal).member("ActiveChanged")?.build();
    for message in MessageIterator::for_match_rule(rule, &connection, None)? {
        if let Some(event) = screen_saver_event(&message?) {
            happened(event);
        }
    }
    Ok(())
}

fn screen_saver_event(message: &Message) -> Option<Event> {
    let header = message.header();
    let is_screen_saver = header.interface()?.as_str().ends_with(".ScreenSaver");
    let is_active: bool = message.body().deserialize().ok()?;
    (is_screen_saver && is_active).then_some(Event::ScreenLocked)
}

fn watch_logind(happened: &dyn Fn(Event)) -> zbus::Result<()> {
    let connection = Builder::system()?.method_timeout(ANSWER).build()?;
    let rule =
        MatchRule::builder().msg_type(Type::Signal).sender(LOGIND)?.path_namespace(LOGIND_PATH)?.build();
    let messages = MessageIterator::for_match_rule(rule, &connection, None)?;
    let mut delay = delay_sleep(&connection);
    for message in messages {
        match logind_event(&message?) {
            Some(Event::Suspending) => {
                happened(Event::Suspending);
                // From now on it may sleep.
                drop(delay.take());
            }
            Some(Event::Resumed) => delay = delay_sleep(&connection),
            Some(event) => happened(event),
            None => {}
        }
    }
    Ok(())
}

/// Delays the next sleep until the result is dropped, for as long as logind allows. Without it, secrets may be locked
/// only after the sleep.
fn delay_sleep(connection: &Connection) -> Option<OwnedFd> {
    let inhibited = connection.call_method(
        Some(LOGIND),
        LOGIND_PATH,
        Some(MANAGER),
        "Inhibit",
        &("sleep", "Countersign", "Secrets are wiped from memory", "delay"),
    );
    inhibited.ok()?.body().deserialize().ok()
}

/// A signal about another person's session counts, too: locking too often loses nothing.
fn logind_event(message: &Message) -> Option<Event> {
    let header = message.header();
    let body = message.body();
    match (header.interface()?.as_str(), header.member()?.as_str()) {
        (MANAGER, "PrepareForSleep") => {
            Some(if body.deserialize().ok()? { Event::Suspending } else { Event::Resumed })
        }
        (SESSION, "Lock") => Some(Event::ScreenLocked),
        (PROPERTIES, "PropertiesChanged") => {
            type Changed = std::collections::HashMap<String, OwnedValue>;
            let (interface, changed, _): (String, Changed, Vec<String>) = body.deserialize().ok()?;
            let locked = changed.get("LockedHint").and_then(|hint| bool::try_from(hint).ok());
            (interface == SESSION && locked == Some(true)).then_some(Event::ScreenLocked)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use zbus::zvariant::Value;

    use super::*;

    fn signal<B: serde::Serialize + zbus::zvariant::DynamicType>(
        interface: &str,
        member: &str,
        body: &B,
    ) -> Message {
        Message::signal("/any/path", interface, member).unwrap().build(body).unwrap()
    }

    #[test]
    fn a_screen_saver_that_becomes_active_locks_whatever_its_desktop_is() {
        for desktop in ["org.freedesktop", "org.gnome", "org.cinnamon"] {
            let event = |active| {
                screen_saver_event(&signal(&format!("{desktop}.ScreenSaver"), "ActiveChanged", &active))
            };
            assert_eq!((event(true), event(false)), (Some(Event::ScreenLocked), None));
        }
        assert_eq!(screen_saver_event(&signal("org.example.Player", "ActiveChanged", &true)), None);
        assert_eq!(screen_saver_event(&signal("org.gnome.ScreenSaver", "ActiveChanged", &"yes")), None);
    }

    #[test]
    fn logind_says_when_a_session_is_locked_and_when_the_computer_sleeps_and_wakes() {
        let event = |interface, member, active: bool| logind_event(&signal(interface, member, &active));
        assert_eq!(event(MANAGER, "PrepareForSleep", true), Some(Event::Suspending));
        assert_eq!(event(MANAGER, "PrepareForSleep", false), Some(Event::Resumed));
        assert_eq!(event(MANAGER, "PrepareForShutdown", true), None);
        assert_eq!(logind_event(&signal(SESSION, "Lock", &())), Some(Event::ScreenLocked));
        assert_eq!(logind_event(&signal(SESSION, "Unlock", &())), None);
        let hint = |interface: &str, locked: bool| {
            let changed = HashMap::from([("LockedHint", Value::from(locked))]);
            logind_event(&signal(
                PROPERTIES,
                "PropertiesChanged",
                &(interface, changed, Vec::<String>::new()),
            ))
        };
        assert_eq!(hint(SESSION, true), Some(Event::ScreenLocked));
        assert_eq!((hint(SESSION, false), hint(MANAGER, true)), (None, None));
    }
}
