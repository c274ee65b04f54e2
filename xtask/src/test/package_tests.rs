//! The tests of packages: whether a person wishes for one of them, so that packages are made, and which are left out.

use std::fs;

use super::arguments::Wish;
use crate::system::System;
use crate::{clean_root, workspace};

/// Their names as cargo has them. The names of other functions in the files are among them, which does no harm.
fn names() -> Vec<String> {
    let files = fs::read_dir(workspace::root().join("tests/tests/packages")).into_iter().flatten().flatten();
    let files = files.map(|file| file.path()).filter(|file| file.extension().is_some_and(|end| end == "rs"));
    let names = files.flat_map(|file| {
        let module = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        names_in(&module, &fs::read_to_string(&file).unwrap_or_default())
    });
    names.collect()
}

fn names_in(module: &str, source: &str) -> Vec<String> {
    let name = |line: &str| {
        let (name, _) = line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ")?.split_once('(')?;
        Some(format!("{module}::{name}"))
    };
    source.lines().filter_map(name).collect()
}

/// Whether tests of packages are in the wish. They are for Linux.
pub(super) fn are_in(wish: &Wish) -> bool {
    System::here().is_linux()
        && wish.filter.as_ref().is_none_or(|filter| names().iter().any(|name| name.contains(filter.as_str())))
}

/// The parts of names that are left out here. A step before says why.
pub(super) fn left_out() -> &'static [&'static str] {
    if System::here() != System::Debian {
        // Debian's programs look at the files.
        &["--skip", "package_files::", "--skip", "package_in_a_clean_root::"]
    } else if clean_root::is_there() {
        &[]
    } else {
        &["--skip", "package_in_a_clean_root::"]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test::arguments::tests::read;

    #[test]
    fn packages_are_made_for_every_part_of_a_name_that_finds_a_test_of_them() {
        workspace::find().unwrap();
        for words in [&[][..], &["package_"], &["every_library"], &["program", "an_rpm_is_installed"]] {
            assert_eq!(are_in(&read(words)), System::here().is_linux(), "{words:?}");
        }
        assert!(!are_in(&read(&["the_environment_is_over_dw_json_which_is_over_package_json"])));
    }

    #[test]
    fn what_is_left_out_is_the_name_of_a_module() {
        workspace::find().unwrap();
        let names = names();
        for module in ["package_files::", "package_in_a_clean_root::"] {
            assert!(names.iter().any(|name| name.starts_with(module)), "{module}");
        }
    }
}
