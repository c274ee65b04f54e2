//! This computer's proxy settings.

use std::env;

use countersign_core::http::ProxySettings;

/// The proxies that are set now, in the environment or in the system's settings.
pub(crate) fn of_this_computer() -> ProxySettings {
    ProxySettings::from_variables(|name| env::var(name).ok()).with_system_settings()
}
