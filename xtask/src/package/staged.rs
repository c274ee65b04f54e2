//! The files of a package beside the program, as they lie below `/usr`: written into a folder from `packaging/linux/`, the
//! icons, the licences and the third-party notices of the page's last build.

use std::path::{Path, PathBuf};

use super::facts::Facts;
use super::files;
use crate::error::TaskError;
use crate::{process, workspace};

/// Folders with files as they lie below `/usr`.
#[derive(Debug)]
pub(super) struct Staged {
    /// What each package has.
    pub(super) common: PathBuf,
    /// What Debian's policy asks for, besides.
    pub(super) debian: PathBuf,
    /// What Fedora's guidelines ask for, besides. The archive has it, too.
    pub(super) fedora: PathBuf,
    /// The desktop entry. The bundler and the archive put it where it belongs.
    pub(super) desktop_entry: PathBuf,
    /// Debian's change log.
    pub(super) changelog: PathBuf,
    /// The archive's installer, as it is in the repository.
    pub(super) installer: PathBuf,
}

/// Sizes of the icon theme's folders, and the files for them.
const ICONS: [(u32, &str); 8] = [
    (16, "16x16.png"),
    (24, "24x24.png"),
    (32, "32x32.png"),
    (48, "48x48.png"),
    (64, "64x64.png"),
    (128, "128x128.png"),
    (256, "128x128@2x.png"),
    (512, "icon.png"),
];

/// Copied as they are. Those who look for a licence look for these names.
const LICENCES: [&str; 2] = ["LICENSE-MIT", "LICENSE-APACHE"];

impl Staged {
    pub(super) fn write(facts: &Facts, folder: &Path) -> Result<Self, TaskError> {
        let (root, sources) = (workspace::root(), workspace::root().join("packaging/linux"));
        let staged = Self {
            common: folder.join("common"),
            debian: folder.join("debian"),
            fedora: folder.join("fedora"),
            desktop_entry: folder.join("countersign.desktop"),
            changelog: folder.join("changelog"),
            installer: folder.join("install.sh"),
        };
        let fill = |name: &str, to: &Path| -> Result<(), TaskError> {
            files::write(to, &filled(&files::read(&sources.join(name))?, facts)?)
        };
        fill("countersign.desktop", &staged.desktop_entry)?;
        fill("changelog", &staged.changelog)?;
        fill("install.sh", &staged.installer)?;

        const METAINFO: &str = "dev.countersign.desktop.metainfo.xml";
        fill(METAINFO, &staged.common.join("share/metainfo").join(METAINFO))?;
        let manual = staged.common.join("share/man/man1/countersign.1");
        fill("countersign.1", &manual)?;
        compress(&manual)?;
        let icons = staged.common.join("share/icons/hicolor");
        for (size, file) in ICONS {
            let to = icons.join(format!("{size}x{size}/apps/countersign.png"));
            files::copy(&root.join("icons").join(file), &to)?;
        }
        files::copy(&root.join("icons/icon.svg"), &icons.join("scalable/apps/countersign.svg"))?;
        let documents = staged.common.join("share/doc/countersign");
        let notices = documents.join("third-party-notices.txt");
        files::copy(&root.join("ui/third-party-notices.txt"), &notices)?;
        compress(&notices)?;

        let documents = staged.debian.join("share/doc/countersign");
        fill("copyright", &documents.join("copyright"))?;
        fill("lintian-overrides", &staged.debian.join("share/lintian/overrides/countersign"))?;
        for name in LICENCES {
            files::copy(&root.join(name), &documents.join(name))?;
            files::copy(&root.join(name), &staged.fedora.join("share/licenses/countersign").join(name))?;
        }
        Ok(staged)
    }

    /// Each file with its place below `/usr`: what all packages have, and what one kind has besides.
    pub(super) fn files(&self, besides: &Path) -> Result<Vec<(PathBuf, PathBuf)>, TaskError> {
        let mut all = Vec::new();
        for folder in [&*self.common, besides] {
            all.extend(files::below(folder)?.into_iter().map(|file| (folder.join(&file), file)));
        }
        Ok(all)
    }
}

/// gzip without a name and a time in it, so that the same text makes the same file.
fn compress(file: &Path) -> Result<(), TaskError> {
    process::succeed(process::command("gzip").args(["-9", "--no-name"]).arg(file), "gzip is on every Linux.")
}

/// The text of a file in `packaging/linux/`, with what stands between at signs filled in.
fn filled(template: &str, facts: &Facts) -> Result<String, TaskError> {
    let licence = files::read(&workspace::root().join("LICENSE-MIT"))?;
    let words = [
        ("@VERSION@", facts.version.clone()),
        ("@SUMMARY@", facts.summary.clone()),
        ("@HOMEPAGE@", facts.homepage.clone()),
        ("@MAINTAINER@", facts.maintainer.clone()),
        ("@DATE@", facts.day()),
        ("@DATE_OF_MAILS@", facts.day_of_mails()),
        ("@DESCRIPTION_XML@", as_xml(&facts.description)),
        ("@LICENSE_MIT@", as_paragraph_of_control_files(&licence)),
        ("@CPU@", std::env::consts::ARCH.into()),
    ];
    Ok(words.iter().fold(template.to_string(), |text, (word, value)| text.replace(word, value)))
}

/// Paragraphs as AppStream has them.
fn as_xml(description: &str) -> String {
    let escaped = description.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let paragraphs =
        escaped.trim().split("\n\n").map(|part| format!("    <p>{}</p>", part.replace('\n', " ")));
    paragraphs.collect::<Vec<_>>().join("\n")
}

/// Lines after the first of a field in Debian's control files: each begins with a space, and an empty one has a full stop.
fn as_paragraph_of_control_files(text: &str) -> String {
    let lines =
        text.trim().lines().map(|line| if line.is_empty() { " .".into() } else { format!(" {line}") });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_become_xml() {
        assert_eq!(
            as_xml("One & two\nthree.\n\nFour.\n"),
            "    <p>One &amp; two three.</p>\n    <p>Four.</p>"
        );
    }

    #[test]
    fn an_empty_line_of_a_licence_does_not_end_its_paragraph() {
        assert_eq!(as_paragraph_of_control_files("A\n\nB\n"), " A\n .\n B");
    }

    #[test]
    fn every_template_is_filled() {
        workspace::find().unwrap();
        let facts = Facts::of(0).unwrap();
        for file in files::below(&workspace::root().join("packaging/linux")).unwrap() {
            let template = files::read(&workspace::root().join("packaging/linux").join(&file)).unwrap();
            let text = filled(&template, &facts).unwrap();
            let left = text.split('@').skip(1).find(|word| {
                !word.is_empty() && word.chars().all(|letter| letter.is_ascii_uppercase() || letter == '_')
            });
            assert_eq!(left, None, "{}", file.display());
        }
    }
}
