//! Installed where nothing is but what the package depends on: the window opens, gets a token, keeps its data over an
//! upgrade, and is removed without a trace but the data.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use countersign_tests::clean_root::{CleanRoot, succeed};
use countersign_tests::desktop::{Desktop, Theme};
use countersign_tests::packages::Made;
use countersign_tests::steps::KEY_PATIENCE;
use countersign_tests::window::{Opening, PATIENCE, Role, Window};

/// A desktop, a clean root, and how one kind of package is handled there.
struct Machine {
    root: CleanRoot,
    desktop: Arc<Desktop>,
    /// Where the program is once it is installed.
    program: String,
    name: &'static str,
}

impl Machine {
    fn new(name: &'static str, program: impl Fn(&Desktop) -> String) -> Self {
        let desktop = Arc::new(Desktop::start(name, Theme::Light));
        let program = program(&desktop);
        Self { root: CleanRoot::open(name), desktop, program, name }
    }

    /// Where a person's data are if nothing else is said.
    fn data(&self) -> PathBuf {
        self.desktop.home().join(".local/share/dev.countersign.desktop")
    }

    async fn open(&self, when: &str) -> Window {
        let program = Some(self.root.program(&self.program, &self.desktop));
        let opening = Opening { program, ..Opening::default() };
        let name = format!("{}-{when}", self.name);
        Window::open_on(self.desktop.clone(), self.data(), &name, &opening).await
    }

    /// What a person does with it: install, get a token, upgrade, find everything as it was, remove.
    async fn is_used(&self, install: impl Fn(Made), version: impl Fn() -> String, remove: impl Fn()) {
        let before = self.root.files();
        install(Made::Before);
        assert_eq!(version(), "0.0.1");
        let window = self.open("installed").await;
        get_a_practice_token(&window).await;
        window.screenshot("token").await;
        window.wait_until_stored(r#""kind":"practice""#).await;
        window.close().await;

        install(Made::New);
        assert_eq!(version(), env!("CARGO_PKG_VERSION"));
        let window = self.open("upgraded").await;
        window.wait_for_text("This credential works with the practice Account Manager only", PATIENCE).await;
        window.screenshot("kept").await;
        window.close().await;

        remove();
        let left: BTreeSet<String> = self.root.files().difference(&before).cloned().collect();
        assert_eq!(left, BTreeSet::new(), "nothing is left of the program");
        assert!(self.data().join("countersign.sqlite").is_file(), "the data are left: {:?}", self.data());
    }
}

/// The tour, up to the token.
async fn get_a_practice_token(window: &Window) {
    window.click(Role::Button, "Start").await;
    for (button, then) in [
        ("Switch it on", "Running at 127.0.0.1:"),
        ("Add API Client", "Step 3 of 8"),
        ("Generate a key pair", "Step 4 of 8"),
        ("Paste and save", "Certificate of “countersign”, RSA 4096"),
        ("Request a token", "Token received"),
    ] {
        let tour = window.one(Role::Region, "Tour").await;
        window.click_in(Some(&tour), Role::Button, button).await;
        window.wait_for_text(then, KEY_PATIENCE).await;
    }
}

#[tokio::test]
async fn a_deb_is_installed_used_upgraded_and_removed() {
    let machine = Machine::new("package-deb", |_| "/usr/bin/countersign".into());
    let root = &machine.root;
    let apt = |arguments: &[&str]| {
        let mut apt = root.command("apt-get");
        // What it recommends is not in the clean root, and is not needed to start.
        apt.env("DEBIAN_FRONTEND", "noninteractive").args(["--quiet", "--yes"]);
        succeed(apt.args(["--no-install-recommends", "-o", "APT::Sandbox::User=root"]).args(arguments));
    };
    machine
        .is_used(
            |made| apt(&["install", &format!("/packages/{}/{}", made.folder(), made.name("deb"))]),
            || root.run("dpkg-query", &["--show", "--showformat=${Version}", "countersign"]),
            || apt(&["purge", "countersign"]),
        )
        .await;
}

/// A root of Fedora's cannot be had from Debian's mirrors. rpm installs into the same clean root, and does not know what
/// Debian's packages have in them: `package_files` compares what the package requires with what the program is linked to.
#[tokio::test]
async fn an_rpm_is_installed_verified_used_upgraded_and_removed() {
    let machine = Machine::new("package-rpm", |_| "/usr/bin/countersign".into());
    let root = &machine.root;
    let rpm = |arguments: &[&str]| {
        let mut rpm = root.beside("rpm");
        succeed(rpm.arg("--root").arg(root.path()).args(["--dbpath", "/var/lib/rpm"]).args(arguments))
    };
    machine
        .is_used(
            |made| {
                let package = Made::path(made, "rpm").display().to_string();
                rpm(&["--upgrade", "--nodeps", &package]);
                assert_eq!(
                    rpm(&["--verify", "--nodeps", "countersign"]),
                    "",
                    "each file is as it was packed"
                );
            },
            || rpm(&["--query", "--queryformat", "%{version}", "countersign"]),
            || drop(rpm(&["--erase", "countersign"])),
        )
        .await;
}

#[tokio::test]
async fn the_archive_is_installed_for_one_person_used_upgraded_and_removed() {
    let prefix = |desktop: &Desktop| format!("{}/.local", desktop.home().display());
    let machine = Machine::new("package-archive", |desktop| format!("{}/bin/countersign", prefix(desktop)));
    let (root, prefix) = (&machine.root, prefix(&machine.desktop));
    let sh = |script: &str, arguments: &[&str]| {
        let mut sh = root.command("sh");
        sh.env("HOME", machine.desktop.home()).env_remove("PREFIX").env_remove("DESTDIR");
        succeed(sh.args(["-ec", script, "sh"]).args(arguments))
    };
    let entry = format!("{prefix}/share/applications/countersign.desktop");
    machine
        .is_used(
            |made| {
                let archive = format!("/packages/{}/{}", made.folder(), made.name("tar.gz"));
                let script = "folder=$(mktemp -d); tar -xzf \"$1\" -C \"$folder\"; \"$folder\"/*/install.sh --prefix \"$2\"; rm -r \"$folder\"";
                sh(script, &[&archive, &prefix]);
                let entry = std::fs::read_to_string(&entry).unwrap();
                assert!(entry.contains(&format!("Exec=\"{prefix}/bin/countersign\"\n")), "{entry}");
            },
            || {
                let script = "sed -n 's/.*<release version=\"\\([^\"]*\\)\".*/\\1/p' \"$1\"";
                let metadata = format!("{prefix}/share/metainfo/dev.countersign.desktop.metainfo.xml");
                sh(script, &[&metadata]).trim().to_string()
            },
            || drop(sh("\"$1\" --uninstall", &[&format!("{prefix}/share/countersign/install.sh")])),
        )
        .await;
    let left = sh("find \"$1\" -type f -not -path '*/dev.countersign.desktop/*'", &[&prefix]);
    assert_eq!(left, "", "only the data are left in {prefix}");
}
