//! What packages say of the program, read from the places where it is written once: the workspace's `Cargo.toml`,
//! `packaging/description.txt`, and the day of the last commit.

use std::time::{SystemTime, UNIX_EPOCH};

use super::{date, files};
use crate::error::TaskError;
use crate::{process, workspace};

#[derive(Clone, Debug)]
pub(super) struct Facts {
    pub(super) version: String,
    /// One line, without a full stop.
    pub(super) summary: String,
    /// Paragraphs, as in `packaging/description.txt`.
    pub(super) description: String,
    pub(super) homepage: String,
    /// SPDX expression.
    pub(super) licence: String,
    /// Name and address.
    pub(super) maintainer: String,
    /// Seconds since 1970: the day that the packages name. With it, the same files make the same archive; Tauri's bundler
    /// writes the time of its own work into .deb and .rpm.
    pub(super) seconds: u64,
}

impl Facts {
    /// The facts, with the day of the last commit.
    pub(super) fn read() -> Result<Self, TaskError> {
        Self::of(seconds()?)
    }

    /// The same, or with today where git knows no commit: for packages that nobody is given.
    pub(super) fn read_for_tests() -> Result<Self, TaskError> {
        let today = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
        Self::of(seconds().unwrap_or_else(|_| today()))
    }

    /// The facts, with a day in seconds since 1970.
    pub(super) fn of(seconds: u64) -> Result<Self, TaskError> {
        let manifest = files::read(&workspace::root().join("Cargo.toml"))?;
        let of_workspace = |key| value(&manifest, "[workspace.package]", key);
        let authors = of_workspace("authors")?;
        Ok(Self {
            version: of_workspace("version")?,
            summary: value(&manifest, "[package]", "description")?,
            description: files::read(&workspace::root().join("packaging/description.txt"))?,
            homepage: of_workspace("homepage")?,
            licence: of_workspace("license")?,
            maintainer: authors,
            seconds,
        })
    }

    /// `2026-11-30`
    pub(super) fn day(&self) -> String {
        date::day(self.seconds)
    }

    /// A day as in mails: `Mon, 30 Nov 2026 17:53:31 +0000`.
    pub(super) fn day_of_mails(&self) -> String {
        date::day_of_mails(self.seconds)
    }
}

/// The first text of a key in a table of a manifest: of a list, its first entry.
fn value(manifest: &str, table: &str, key: &str) -> Result<String, TaskError> {
    let mut lines = manifest.lines().skip_while(|line| line.trim() != table).skip(1);
    lines
        .by_ref()
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once('='))
        .find(|(name, _)| name.trim() == key)
        .and_then(|(_, text)| text.split('"').nth(1))
        .map(str::to_string)
        .ok_or_else(|| {
            TaskError::new(
                format!("Cargo.toml has no text `{key}` in {table}"),
                "Packages need it: write it there.",
            )
        })
}

/// The time that the packages name: `SOURCE_DATE_EPOCH` (reproducible-builds.org), else that of the last commit.
fn seconds() -> Result<u64, TaskError> {
    let named = std::env::var("SOURCE_DATE_EPOCH").ok();
    let text = named.or_else(|| {
        let root = workspace::root().display().to_string();
        // Also if the checkout belongs to somebody else: a time is all that is read.
        let trusted = format!("safe.directory={root}");
        process::read("git", &["-C", &root, "-c", &trusted, "log", "-1", "--format=%ct"])
    });
    // Years have four digits.
    let seconds = text.and_then(|text| text.trim().parse().ok()).filter(|seconds| *seconds < 253_402_300_800);
    seconds.ok_or_else(|| {
        TaskError::new(
            "Packages name the day of the last commit, but git does not know it",
            "Run this in a checkout, or set SOURCE_DATE_EPOCH to the seconds since 1970.",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_from_its_own_table() {
        let manifest = "[package]\nversion.workspace = true\ndescription = \"One\"\n\n[workspace.package]\n\
                        version = \"1.2.3\"\nauthors = [\"Ada <ada@example.org>\", \"Bob\"]\n[x]\nlicense = \"no\"\n";
        assert_eq!(value(manifest, "[package]", "description").unwrap(), "One");
        assert_eq!(value(manifest, "[workspace.package]", "version").unwrap(), "1.2.3");
        assert_eq!(value(manifest, "[workspace.package]", "authors").unwrap(), "Ada <ada@example.org>");
        assert!(value(manifest, "[workspace.package]", "license").is_err());
    }

    #[test]
    fn everything_that_packages_say_is_written_in_this_repository() {
        workspace::find().unwrap();
        let facts = Facts::of(0).unwrap();
        assert!(!facts.summary.ends_with('.') && facts.summary.len() < 80, "{}", facts.summary);
        assert!(facts.maintainer.contains('<') && facts.homepage.starts_with("https://"));
    }
}
