//! D-Bus as GLib speaks it, which GTK brings along. Every connection is our own: the one that GTK shares with everybody ends
//! the program when its bus ends.

use gtk::gio::{self, BusType, DBusConnection, DBusConnectionFlags};
use gtk::glib::{Error, MainContext, MainLoop};

/// For calls that nobody cancels.
pub(crate) const UNCANCELLED: Option<&gio::Cancellable> = None;

/// Connects with a bus.
pub(crate) fn connect(bus: BusType) -> Result<DBusConnection, Error> {
    let address = gio::dbus_address_get_for_bus_sync(bus, UNCANCELLED)?;
    let flags = DBusConnectionFlags::AUTHENTICATION_CLIENT | DBusConnectionFlags::MESSAGE_BUS_CONNECTION;
    DBusConnection::for_address_sync(&address, flags, None, UNCANCELLED)
}

/// Connects with a bus and gives the signals that `subscribe` subscribes to, on this thread, until the bus ends. A bus that
/// is not there gives none.
pub(crate) fn listen(bus: BusType, subscribe: impl FnOnce(&DBusConnection)) {
    let context = MainContext::new();
    // A connection tells about its end in the context that it was made in.
    let listened = context.with_thread_default(|| {
        let Ok(connection) = connect(bus) else { return };
        subscribe(&connection);
        let events = MainLoop::new(Some(&context), false);
        connection.connect_closed({
            let events = events.clone();
            move |_, _, _| events.quit()
        });
        if !connection.is_closed() {
            events.run();
        }
    });
    // Nobody else has the context that was made here.
    debug_assert!(listened.is_ok());
}
