//! How large the program may be when it is installed.

use std::fs;
use std::path::Path;

use super::files;
use super::staged::Staged;
use crate::error::TaskError;
use crate::say;

/// What all files of a package together may take, in bytes. docs/size.md says what is done for it.
const MOST: u64 = 15_000_000;

/// Says how much a package takes on the disk. A release that takes more than it may is a failure.
pub(super) fn check(program: &Path, staged: &Staged, release: bool) -> Result<(), TaskError> {
    let length = |path: &Path| {
        fs::metadata(path).map(|metadata| metadata.len()).map_err(|error| files::failed("read", path, &error))
    };
    let program = length(program)?;
    let mut all = program + length(&staged.desktop_entry)?;
    for (file, _) in staged.files(&staged.debian)? {
        all += length(&file)?;
    }
    let said = format!("Installed: {}, of which {} are the program", megabytes(all), megabytes(program));
    say::note(&said);
    if release && all > MOST {
        return Err(TaskError::new(
            format!("{said}; at most {} are allowed", megabytes(MOST)),
            "docs/size.md says how to see what is in it. Make it smaller, or allow more, with the reason.",
        ));
    }
    Ok(())
}

/// `12.3 MB`
pub(super) fn megabytes(bytes: u64) -> String {
    let tenths = (bytes + 50_000) / 100_000;
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::megabytes;

    #[test]
    fn sizes_are_rounded_to_a_tenth() {
        assert_eq!(megabytes(15_000_000), "15.0 MB");
        assert_eq!(megabytes(14_949_999), "14.9 MB");
        assert_eq!(megabytes(960_000), "1.0 MB");
    }
}
