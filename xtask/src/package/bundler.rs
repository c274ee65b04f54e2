//! Calls Tauri's bundler: its command line comes from npm, as `packaging/package-lock.json` says. What it is to write
//! stands in settings that are merged into `tauri.conf.json` for this call.

use std::fs;
use std::path::{Path, PathBuf};

use super::facts::Facts;
use super::staged::Staged;
use super::{files, json};
use crate::error::TaskError;
use crate::{npm, process, say, workspace};

/// What the bundler makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bundle {
    Deb,
    Rpm,
    AppImage,
}

impl Bundle {
    /// Its name for the bundler, which is also the name of its folder and the end of the file's name.
    const fn name(self) -> &'static str {
        match self {
            Self::Deb => "deb",
            Self::Rpm => "rpm",
            Self::AppImage => "appimage",
        }
    }
}

/// Makes one package, and returns where it is. `work`: the folder with `release/countersign`.
pub(super) fn make(
    bundle: Bundle,
    facts: &Facts,
    staged: &Staged,
    glibc: &str,
    work: &Path,
) -> Result<PathBuf, TaskError> {
    say::note(&format!("Tauri's bundler makes the {}", bundle.name()));
    let settings = work.join("bundler.json");
    files::write(&settings, &settings_of(bundle, facts, staged, glibc)?)?;
    let mut tauri = process::command("npm");
    tauri
        .args(["exec", "--offline", "--prefix"])
        .arg(npm::packaging())
        .args(["--", "tauri", "bundle", "--bundles", bundle.name(), "--config"])
        .arg(&settings)
        .env("CARGO_TARGET_DIR", work)
        .env("SOURCE_DATE_EPOCH", facts.seconds.to_string());
    let remedy = match bundle {
        Bundle::AppImage => {
            "The AppImage is made by linuxdeploy, which the bundler downloads from github.com. Without that, leave \
             --appimage away: the archive is for every Linux."
        }
        _ => "Read the bundler's message above.",
    };
    process::succeed(&mut tauri, remedy)?;
    let folder = work.join("release/bundle").join(bundle.name());
    let end = if bundle == Bundle::AppImage { "AppImage" } else { bundle.name() };
    let made = fs::read_dir(&folder).map_err(|error| files::failed("read", &folder, &error))?;
    made.flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|is| is == end))
        .ok_or_else(|| {
            TaskError::new(
                format!("The bundler left no .{end} in {}", folder.display()),
                "Read its message above.",
            )
        })
}

/// The settings, as JSON. The names of its keys are Tauri's.
fn settings_of(bundle: Bundle, facts: &Facts, staged: &Staged, glibc: &str) -> Result<String, TaskError> {
    let placed = |besides: &Path| -> Result<String, TaskError> {
        let all = staged.files(besides)?;
        Ok(json::object(all.iter().map(|(from, place)| {
            (format!("/usr/{}", place.display()), json::text(&from.display().to_string()))
        })))
    };
    let path = |path: &Path| json::text(&path.display().to_string());
    let deb = json::object([
        ("section", json::text("net")),
        ("depends", json::texts(debian_depends(glibc))),
        ("recommends", json::texts(DEBIAN_RECOMMENDS)),
        ("files", placed(&staged.debian)?),
        ("desktopTemplate", path(&staged.desktop_entry)),
        ("changelog", path(&staged.changelog)),
    ]);
    let rpm = json::object([
        ("depends", json::texts(fedora_requires(glibc))),
        ("recommends", json::texts(FEDORA_RECOMMENDS)),
        ("files", placed(&staged.fedora)?),
        ("desktopTemplate", path(&staged.desktop_entry)),
        ("postRemoveScript", path(&workspace::root().join("packaging/linux/after-removal.sh"))),
    ]);
    let app_image = json::object([("files", placed(&staged.fedora)?)]);
    // The icons are among the files, in the folders of the icon theme. An AppImage has one for itself, too.
    let icons = if bundle == Bundle::AppImage { json::texts(["icons/128x128.png"]) } else { "[]".into() };
    let bundle = json::object([
        ("shortDescription", json::text(&facts.summary)),
        ("longDescription", json::text(&facts.description)),
        ("homepage", json::text(&facts.homepage)),
        ("license", json::text(&facts.licence)),
        ("publisher", json::text(&facts.maintainer)),
        ("icon", icons),
        ("linux", json::object([("deb", deb), ("rpm", rpm), ("appimage", app_image)])),
    ]);
    Ok(json::object([
        // Packages, desktop entries and the commands that install them are in small letters.
        ("productName", json::text("countersign")),
        ("version", json::text(&facts.version)),
        ("bundle", bundle),
    ]))
}

/// The packages that a .deb depends on; a test compares. The bundler adds WebKitGTK and GTK under the names that they have
/// on Debian and Ubuntu; GLib, libsoup, JavaScriptCore, Cairo and GDK-Pixbuf come with them.
pub(super) const DEBIAN_PACKAGES: [&str; 4] = ["libc6", "libgcc-s1", "libwebkit2gtk-4.1-0", "libgtk-3-0"];

/// WebKitGTK's functions that the program calls are those of this version (the feature `v2_40` of the crate webkit2gtk). An
/// older one has a library of the same name, and the program would end at once.
const WEBKIT: &str = "2.40";

/// Those of them that the bundler does not add, or adds without a version.
fn debian_depends(glibc: &str) -> [String; 3] {
    let [libc, libgcc, webkit, _] = DEBIAN_PACKAGES;
    [format!("{libc} (>= {glibc})"), libgcc.into(), format!("{webkit} (>= {WEBKIT})")]
}

/// File dialogs, and a keychain for the sealing key. The window says what is missing, and works without.
const DEBIAN_RECOMMENDS: [&str; 2] =
    ["xdg-desktop-portal | zenity", "gnome-keyring | libkf6wallet-bin | libkf5wallet-bin"];

/// By the names of the libraries, which Fedora, openSUSE and others share; the names of their packages differ. The bundler
/// adds WebKitGTK and GTK. A library's name says no version, so each package that may have WebKitGTK is named with it: the
/// condition is for a system that has that package.
fn fedora_requires(glibc: &str) -> [String; 4] {
    let [fedora, suse] = ["webkit2gtk4.1", "libwebkit2gtk-4_1-0"]
        .map(|package| format!("({package} >= {WEBKIT} if {package})"));
    [format!("libc.so.6(GLIBC_{glibc})(64bit)"), "libgcc_s.so.1()(64bit)".into(), fedora, suse]
}

const FEDORA_RECOMMENDS: [&str; 1] = ["xdg-desktop-portal"];
