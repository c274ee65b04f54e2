//! What is in the packages, and what others say about that.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use countersign_tests::artefacts::repository;
use countersign_tests::clean_root::succeed;
use countersign_tests::packages::Made;
use tempfile::TempDir;

/// What each package has, below its prefix.
const EVERYWHERE: [&str; 14] = [
    "bin/countersign",
    "share/applications/countersign.desktop",
    "share/doc/countersign/third-party-notices.txt.gz",
    "share/icons/hicolor/16x16/apps/countersign.png",
    "share/icons/hicolor/24x24/apps/countersign.png",
    "share/icons/hicolor/32x32/apps/countersign.png",
    "share/icons/hicolor/48x48/apps/countersign.png",
    "share/icons/hicolor/64x64/apps/countersign.png",
    "share/icons/hicolor/128x128/apps/countersign.png",
    "share/icons/hicolor/256x256/apps/countersign.png",
    "share/icons/hicolor/512x512/apps/countersign.png",
    "share/icons/hicolor/scalable/apps/countersign.svg",
    "share/man/man1/countersign.1.gz",
    "share/metainfo/dev.countersign.desktop.metainfo.xml",
];
const OF_DEB: [&str; 5] = [
    "share/doc/countersign/LICENSE-APACHE",
    "share/doc/countersign/LICENSE-MIT",
    "share/doc/countersign/changelog.gz",
    "share/doc/countersign/copyright",
    "share/lintian/overrides/countersign",
];
const OF_RPM: [&str; 2] =
    ["share/licenses/countersign/LICENSE-APACHE", "share/licenses/countersign/LICENSE-MIT"];

fn unpacked(end: &str) -> TempDir {
    let folder = TempDir::new().expect("the folder for temporary files is writable");
    let package = Made::New.path(end);
    match end {
        "deb" => {
            succeed(Command::new("dpkg-deb").arg("--extract").arg(&package).arg(folder.path()));
        }
        "rpm" => {
            let script = "rpm2cpio \"$1\" | (cd \"$2\" && cpio --extract --make-directories --quiet)";
            succeed(Command::new("sh").args(["-c", script, "sh"]).arg(&package).arg(folder.path()));
        }
        _ => {
            succeed(Command::new("tar").arg("-xzf").arg(&package).arg("-C").arg(folder.path()));
        }
    }
    folder
}

fn files_below(folder: &Path) -> BTreeSet<String> {
    let found = succeed(Command::new("find").arg(folder).args(["-type", "f", "-printf", "%P\n"]));
    found.lines().map(str::to_string).collect()
}

fn expected(more: &[&str]) -> BTreeSet<String> {
    EVERYWHERE.iter().chain(more).map(|file| (*file).to_string()).collect()
}

#[test]
fn each_package_has_the_program_with_its_entry_icons_manual_licences_and_notices_and_nothing_else() {
    let (deb, rpm, archive) = (unpacked("deb"), unpacked("rpm"), unpacked("tar.gz"));
    assert_eq!(files_below(&deb.path().join("usr")), expected(&OF_DEB));
    assert_eq!(files_below(&rpm.path().join("usr")), expected(&OF_RPM));
    let name = Made::New.name("tar.gz");
    let folder = archive.path().join(name.split("-linux-").next().unwrap());
    let mut in_archive = expected(&OF_RPM);
    in_archive.insert("install.sh".into());
    assert_eq!(files_below(&folder), in_archive);
    for prefix in [deb.path().join("usr"), rpm.path().join("usr"), folder] {
        let notices = prefix.join("share/doc/countersign/third-party-notices.txt.gz");
        let notices = succeed(Command::new("gzip").args(["-dc"]).arg(notices));
        let of_the_page = std::fs::read_to_string(repository().join("ui/third-party-notices.txt")).unwrap();
        assert_eq!(notices, of_the_page, "the same that About shows");
        assert!(notices.contains("\naws-lc-sys "), "they name what is in the program");
    }
}

#[test]
fn each_package_has_the_version_in_its_name_and_its_metadata() {
    let version = env!("CARGO_PKG_VERSION");
    let deb = succeed(Command::new("dpkg-deb").arg("--field").arg(Made::New.path("deb")).arg("Version"));
    assert_eq!(deb.trim(), version);
    let format = ["--query", "--package", "--queryformat", "%{version}"];
    assert_eq!(succeed(Command::new("rpm").args(format).arg(Made::New.path("rpm"))), version);
    for end in ["deb", "rpm", "tar.gz"] {
        let name = Made::New.name(end);
        let cpu = if end == "deb" { ["amd64", "arm64"] } else { ["x86_64", "aarch64"] };
        assert!(name.contains(version) && cpu.iter().any(|cpu| name.contains(cpu)), "{name}");
    }
    let deb = unpacked("deb");
    let metadata = deb.path().join("usr/share/metainfo/dev.countersign.desktop.metainfo.xml");
    let metadata = std::fs::read_to_string(metadata).unwrap();
    assert!(metadata.contains(&format!("<release version=\"{version}\" date=\"20")), "{metadata}");
}

#[test]
fn the_deb_depends_on_what_the_clean_root_was_made_with() {
    let depends = succeed(Command::new("dpkg-deb").arg("--field").arg(Made::New.path("deb")).arg("Depends"));
    let names: Vec<&str> =
        depends.trim().split(", ").filter_map(|words| words.split_whitespace().next()).collect();
    assert_eq!(names, ["libc6", "libgcc-s1", "libwebkit2gtk-4.1-0", "libgtk-3-0"], "{depends}");
}

#[test]
fn lintian_has_nothing_to_say_about_the_deb() {
    let mut lintian = Command::new("lintian");
    // Tests run as root in a root of their own.
    lintian.args(["--fail-on", "error,warning", "--allow-root"]).arg(Made::New.path("deb"));
    assert_eq!(succeed(&mut lintian), "");
}

#[test]
fn every_library_that_the_program_is_linked_to_is_required_or_comes_with_one_that_is() {
    let rpm = unpacked("rpm");
    let program = rpm.path().join("usr/bin/countersign");
    let dynamic = succeed(Command::new("readelf").args(["--dynamic", "--wide"]).arg(&program));
    let linked: Vec<&str> = dynamic
        .lines()
        .filter(|line| line.contains("(NEEDED)"))
        .filter_map(|line| line.split(['[', ']']).nth(1))
        .collect();
    assert!(linked.contains(&"libwebkit2gtk-4.1.so.0"), "{linked:?}");
    let requires =
        succeed(Command::new("rpm").args(["--query", "--requires", "--package"]).arg(Made::New.path("rpm")));
    let is_required = |library: &str| requires.lines().any(|line| line.starts_with(&format!("{library}(")));
    for library in ["libwebkit2gtk-4.1.so.0", "libgtk-3.so.0", "libc.so.6", "libgcc_s.so.1"] {
        assert!(is_required(library), "{library} is required by: {requires}");
    }
    // WebKitGTK's own libraries: its package brings them.
    let libraries = succeed(Command::new("ldd").arg(&program));
    let webkit = libraries.lines().find_map(|line| {
        let (name, path) = line.trim().split_once(" => ")?;
        (name == "libwebkit2gtk-4.1.so.0")
            .then(|| path.split_whitespace().next().unwrap_or_default().to_string())
    });
    let with_webkit = succeed(Command::new("ldd").arg(webkit.expect("it is on this machine")));
    for library in linked {
        assert!(
            is_required(library)
                || library.starts_with("ld-linux")
                || with_webkit.contains(&format!("{library} ")),
            "{library} is neither required, nor does WebKitGTK bring it"
        );
    }
}
