//! Which C library a program needs at least: that of the system it was built on decides.

use std::path::Path;

use crate::error::TaskError;
use crate::process;
use crate::version::Version;

/// The newest version of glibc whose symbols the program uses, for example `2.34`.
pub(super) fn glibc(program: &Path) -> Result<String, TaskError> {
    let mut readelf = process::command("readelf");
    let (success, text) = process::quietly(readelf.args(["--version-info", "--wide"]).arg(program))?;
    newest_glibc(&text).filter(|_| success).ok_or_else(|| {
        TaskError::new(
            format!("readelf does not say which glibc {} needs", program.display()),
            "Check that the program was built for a Linux with glibc.",
        )
    })
}

fn newest_glibc(text: &str) -> Option<String> {
    let versions =
        text.split_whitespace().filter_map(|word| word.strip_prefix("GLIBC_")).filter_map(Version::read);
    let newest = versions.reduce(|a, b| if a.at_least(b.numbers()) { a } else { b });
    newest.map(|version| version.to_string())
}

#[cfg(test)]
mod tests {
    use super::newest_glibc;

    #[test]
    fn the_newest_version_is_found_by_its_numbers() {
        let text = "  0x0010:   Name: GLIBC_2.9  Flags: none\n  0x0020:   Name: GLIBC_2.34  Flags: none  Version: 5\n\
                    0x0030:   Name: GLIBC_2.2.5  Flags: none\n  Name: GCC_3.0";
        assert_eq!(newest_glibc(text).as_deref(), Some("2.34"));
        assert_eq!(newest_glibc("Name: GCC_3.0"), None);
    }
}
