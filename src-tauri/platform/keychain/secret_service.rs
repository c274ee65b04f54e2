//! The Secret Service of a Linux desktop, through libsecret, which WebKitGTK brings along.

use std::collections::HashMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use countersign_core::vault::{KeyBytes, KeychainError};
use gtk::gio::{self, BusType, Cancellable, IOErrorEnum, ffi};
use gtk::glib;
use gtk::glib::error::ErrorDomain;
use gtk::prelude::*;
use libsecret::prelude::*;
use libsecret::{Item, Schema, SchemaAttributeType, SchemaFlags, SearchFlags, Service, ServiceFlags, Value};
use zeroize::Zeroizing;

/// The attributes that an entry is found by.
const ATTRIBUTES: [&str; 2] = ["service", "username"];
/// The keychain that the person uses for everything.
const COLLECTION: &str = "default";
/// For calls that nobody cancels. A test program compiles this folder alone, without `platform/bus.rs`.
const UNCANCELLED: Option<&Cancellable> = None;

/// The key in the entry of this service and name, if there is one.
pub(super) fn read(service: &str, name: &str) -> Result<Option<KeyBytes>, KeychainError> {
    let Some(item) = item(service, name)? else { return Ok(None) };
    item.load_secret_sync(UNCANCELLED).map_err(|error| failed(&error))?;
    let Some(value) = item.secret() else { return Err(KeychainError::Locked) };
    let bytes = Zeroizing::new(value.get());
    match key_in(&bytes) {
        Some(key) => Ok(Some(key)),
        None => Err(KeychainError::Failed { detail: format!("{} bytes", bytes.len()) }),
    }
}

/// The key that an entry holds in Base64, because libsecret's values are text for Rust. Older entries are the key itself.
fn key_in(entry: &[u8]) -> Option<KeyBytes> {
    KeyBytes::from_slice(entry)
        .or_else(|| KeyBytes::from_slice(&Zeroizing::new(STANDARD.decode(entry).ok()?)))
}

/// Writes the entry of this service and name, or replaces it.
pub(super) fn write(service: &str, name: &str, key: &KeyBytes) -> Result<(), KeychainError> {
    let text = Zeroizing::new(STANDARD.encode(key.as_slice()));
    let value = Value::new(&text, "text/plain");
    if let Some(item) = item(service, name)? {
        return item.set_secret_sync(&value, UNCANCELLED).map_err(|error| failed(&error));
    }
    let label = format!("{service}: {name}");
    let stored = libsecret::password_store_binary_sync(
        Some(&schema()),
        attributes(service, name),
        Some(COLLECTION),
        &label,
        &value,
        UNCANCELLED,
    );
    stored.map_err(|error| failed(&error))
}

/// Removes the entry of this service and name, if there is one.
pub(super) fn remove(service: &str, name: &str) -> Result<(), KeychainError> {
    match item(service, name)? {
        Some(item) => item.delete_sync(UNCANCELLED).map_err(|error| failed(&error)),
        None => Ok(()),
    }
}

fn schema() -> Schema {
    let texts = ATTRIBUTES.map(|attribute| (attribute, SchemaAttributeType::String));
    // Whatever program wrote an entry, its attributes count.
    Schema::new("org.freedesktop.Secret.Generic", SchemaFlags::DONT_MATCH_NAME, HashMap::from(texts))
}

fn attributes<'a>(service: &'a str, name: &'a str) -> HashMap<&'a str, &'a str> {
    HashMap::from([(ATTRIBUTES[0], service), (ATTRIBUTES[1], name)])
}

/// The entry of this service and name, unlocked. The person may be asked for the keychain's password.
fn item(service: &str, name: &str) -> Result<Option<Item>, KeychainError> {
    let unavailable = |error: glib::Error| KeychainError::Unavailable { detail: error.message().to_owned() };
    // libsecret takes the bus that GTK has, which would end the program when it ends.
    gio::bus_get_sync(BusType::Session, UNCANCELLED).map_err(unavailable)?.set_exit_on_close(false);
    // Looks for the service each time, to find one that was started meanwhile.
    Service::disconnect();
    let keychain = Service::sync(ServiceFlags::OPEN_SESSION, UNCANCELLED).map_err(|error| failed(&error))?;
    let found = libsecret::password_search_sync(
        Some(&schema()),
        attributes(service, name),
        SearchFlags::ALL,
        UNCANCELLED,
    );
    let found = found.map_err(|error| failed(&error))?;
    let mut items = found.into_iter().filter_map(|found| found.downcast::<Item>().ok());
    let (Some(item), others) = (items.next(), items.count()) else { return Ok(None) };
    if others > 0 {
        return Err(KeychainError::Failed { detail: format!("{} entries of the same name", others + 1) });
    }
    if item.is_locked() {
        let path = item.object_path();
        let (unlocked, _) =
            keychain.unlock_dbus_paths_sync(&[path.as_str()], UNCANCELLED).map_err(|error| failed(&error))?;
        if unlocked == 0 {
            // The prompt was closed or could not be shown.
            return Err(KeychainError::Locked);
        }
    }
    Ok(Some(item))
}

fn failed(error: &glib::Error) -> KeychainError {
    let detail = error.message().to_owned();
    if matches!(error.kind(), Some(libsecret::Error::IsLocked)) || error.matches(IOErrorEnum::Cancelled) {
        return KeychainError::Locked;
    }
    let has_no_collection = matches!(error.kind(), Some(libsecret::Error::NoSuchObject));
    if has_no_collection || error.kind::<NoService>().is_some() {
        KeychainError::Unavailable { detail }
    } else {
        KeychainError::Failed { detail }
    }
}

/// An error of D-Bus which says that nothing on the bus is a Secret Service or can become one, or that it has no collection
/// that could hold a key. Our edition of GIO for Rust has no type for errors of D-Bus.
#[derive(Clone, Copy)]
struct NoService(i32);

impl ErrorDomain for NoService {
    fn domain() -> glib::Quark {
        glib::Quark::from_str("g-dbus-error-quark")
    }

    fn code(self) -> i32 {
        self.0
    }

    fn from(code: i32) -> Option<Self> {
        let is_one = matches!(
            code,
            ffi::G_DBUS_ERROR_SERVICE_UNKNOWN
                | ffi::G_DBUS_ERROR_NAME_HAS_NO_OWNER
                | ffi::G_DBUS_ERROR_NO_SERVER
                | ffi::G_DBUS_ERROR_DISCONNECTED
                | ffi::G_DBUS_ERROR_UNKNOWN_METHOD
                | ffi::G_DBUS_ERROR_UNKNOWN_OBJECT
                | ffi::G_DBUS_ERROR_SPAWN_EXEC_FAILED..=ffi::G_DBUS_ERROR_SPAWN_FILE_INVALID
        );
        is_one.then_some(Self(code))
    }
}

#[cfg(test)]
mod tests {
    use countersign_core::vault::SEALING_KEY_BYTES;

    use super::*;

    #[test]
    fn a_key_is_read_from_base64_and_from_an_older_entry() {
        let key = [200; SEALING_KEY_BYTES];
        for entry in [key.to_vec(), STANDARD.encode(key).into_bytes()] {
            assert_eq!(key_in(&entry).unwrap().as_slice(), key);
        }
        for entry in [&b""[..], b"no key", &[7; SEALING_KEY_BYTES - 1]] {
            assert!(key_in(entry).is_none());
        }
    }
}
