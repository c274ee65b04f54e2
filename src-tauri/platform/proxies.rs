//! This computer's proxy settings.

use std::env;

use countersign_core::http::ProxySettings;

/// The proxies that are set now, in the environment or in the system's settings.
pub(crate) fn of_this_computer() -> ProxySettings {
    let settings = ProxySettings::from_variables(|name| env::var(name).ok());
    // Linux has no settings beside the environment.
    if cfg!(any(windows, target_os = "macos")) { settings.with_system_settings() } else { settings }
}
