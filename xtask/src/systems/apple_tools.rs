//! Stand-ins for Apple's compiler and archiver, which are for macOS alone. They make empty files, so that the C parts of
//! crates count as built: enough to check types and lints, and nothing that could be linked.

use std::fs;
use std::path::Path;

use crate::error::TaskError;
use crate::process;

/// Writes an empty file where the option `-o` says; or for `ar`, where the first name of an archive stands.
const CC: &str = r#"#!/bin/sh
# Asked what it is, it is clang.
for word in "$@"; do
    case $word in
        --version | -v) echo "Apple clang version 17.0.0"; exit 0 ;;
        -E) echo clang; exit 0 ;;
    esac
done
while [ $# -gt 0 ]; do
    case $1 in
        -o) : > "$2"; exit 0 ;;
        -o*) : > "${1#-o}"; exit 0 ;;
    esac
    shift
done
"#;
const AR: &str = r#"#!/bin/sh
for word in "$@"; do
    case $word in
        *.a) printf '!<arch>\n' > "$word"; exit 0 ;;
    esac
done
"#;
/// Asked for a software development kit, it names the folder that is set as one.
const XCRUN: &str = r#"#!/bin/sh
case " $* " in
    *" --show-sdk-version "*) echo 15.0 ;;
    *" --show-sdk-path "*) echo "$SDKROOT" ;;
    *" --find "*) echo "$SDKROOT/apple-cc" ;;
esac
"#;

/// The stand-in for the compiler and the linker. The name is not `cc`, which would hide that of this machine from the
/// build scripts.
pub(super) const APPLE_CC: &str = "apple-cc";
/// The stand-in for the archiver.
pub(super) const APPLE_AR: &str = "apple-ar";

/// Writes the tools into this folder. It is in the search path for `xcrun`; the others are named to cargo.
pub(super) fn write(folder: &Path) -> Result<(), TaskError> {
    let tools = [(APPLE_CC, CC), (APPLE_AR, AR), ("xcrun", XCRUN)];
    let written = fs::create_dir_all(folder)
        .and_then(|()| tools.iter().try_for_each(|(name, text)| fs::write(folder.join(name), text)));
    written.map_err(|error| {
        TaskError::new(format!("{} cannot be written: {error}", folder.display()), "Check its folder.")
    })?;
    let mut executable = process::command("chmod");
    executable.arg("755").args(tools.iter().map(|(name, _)| folder.join(name)));
    process::succeed(&mut executable, "Check the folder's file system: it has to let programs start.")
}
