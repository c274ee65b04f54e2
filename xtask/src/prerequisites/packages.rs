//! What is needed to make packages on Linux, and to try them in a clean root.

use super::need::{Need, Purpose, linux};
use super::probe::Probe;

pub(super) const NEEDS: &[Need] = &[
    need(
        Purpose::Package,
        "strip and readelf, which look into programs",
        "strip",
        &["binutils"],
        "binutils",
        "binutils",
    ),
    need(
        Purpose::Package,
        "desktop-file-validate, which checks the entry for menus",
        "desktop-file-validate",
        &["desktop-file-utils"],
        "desktop-file-utils",
        "desktop-file-utils",
    ),
    need(
        Purpose::Package,
        "appstreamcli, which checks what software centres show",
        "appstreamcli",
        &["appstream"],
        "appstream",
        "appstream",
    ),
    need(Purpose::Package, "groff, which checks the manual page", "groff", &["groff"], "groff", "groff"),
    need(
        Purpose::CleanRoot,
        "mmdebstrap, which makes a clean root",
        "mmdebstrap",
        &["mmdebstrap"],
        "mmdebstrap",
        "Make a clean root on Debian or Ubuntu; Arch has no mmdebstrap.",
    ),
    need(
        Purpose::CleanRoot,
        "lintian, which knows Debian's policy",
        "lintian",
        &["lintian"],
        "lintian",
        "Look at the packages on Debian or Ubuntu; Arch has no lintian.",
    ),
    need(Purpose::CleanRoot, "rpm, which installs and verifies a .rpm", "rpm", &["rpm"], "rpm", "rpm-tools"),
    need(
        Purpose::CleanRoot,
        "rpm2cpio, which takes the files out of a .rpm",
        "rpm2cpio",
        &["rpm2cpio"],
        "rpm",
        "rpm-tools",
    ),
    need(Purpose::CleanRoot, "cpio, which unpacks them", "cpio", &["cpio"], "cpio", "cpio"),
    need(
        Purpose::CleanRoot,
        "nsenter and unshare, which give a clean root mounts of its own",
        "nsenter",
        &["util-linux"],
        "util-linux-core",
        "util-linux",
    ),
];

const fn need(
    purpose: Purpose,
    what: &'static str,
    program: &'static str,
    debian: &'static [&'static str],
    fedora: &'static str,
    arch: &'static str,
) -> Need {
    linux(purpose, what, Probe::Program(program), debian, fedora, arch)
}
