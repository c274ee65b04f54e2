//! What `tauri.windows.conf.json` and `tauri.macos.conf.json` say: it is valid, and about packages alone.

use serde_json::Value;
use tauri::utils::config::parse::read_from;
use tauri::utils::config::{Config, NSISInstallerMode, WebviewInstallMode};
use tauri::utils::platform::Target;

use super::root;

/// The configuration of a system, as Tauri puts it together.
fn of(system: Target) -> (Value, Config) {
    let (settings, _) = read_from(system, &root()).unwrap();
    let config = serde_json::from_value(settings.clone()).unwrap();
    (settings, config)
}

#[test]
fn each_system_gets_the_same_program() {
    let (mut linux, _) = of(Target::Linux);
    for system in [Target::Windows, Target::MacOS] {
        let (mut other, _) = of(system);
        for settings in [&mut linux, &mut other] {
            settings.as_object_mut().unwrap().remove("bundle");
        }
        assert_eq!(other, linux, "{system:?}");
    }
}

#[test]
fn packages_bring_the_licences_along() {
    for system in [Target::Windows, Target::MacOS] {
        let (settings, _) = of(system);
        let resources = settings["bundle"]["resources"].as_object().unwrap();
        for file in ["LICENSE-MIT", "LICENSE-APACHE", "ui/third-party-notices.txt"] {
            assert!(resources.contains_key(file), "{system:?}: {file}");
        }
    }
}

#[test]
fn windows_installs_for_one_person_without_administrator_and_offers_web_view2() {
    let windows = of(Target::Windows).1.bundle.windows;
    assert_eq!(windows.nsis.unwrap().install_mode, NSISInstallerMode::CurrentUser);
    let mode = windows.webview_install_mode;
    assert!(matches!(mode, WebviewInstallMode::EmbedBootstrapper { silent: false }), "{mode:?}");
    // Who signs it is a secret of whoever builds it.
    assert_eq!(windows.certificate_thumbprint, None);
    assert_eq!(of(Target::MacOS).1.bundle.macos.signing_identity, None);
}
