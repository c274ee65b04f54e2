//! Reads and compares version numbers as programs print them. The callers know which version is needed.

use std::fmt;

/// A version: numbers from the most to the least significant. Missing numbers count as zero.
#[derive(Clone, Debug)]
pub(crate) struct Version(Vec<u64>);

impl Version {
    /// Reads `v20.19.1`, `2:1.17-74`, `17.0.15+6` and the like. An epoch, a leading `v` and everything after the dotted
    /// numbers are ignored. `None` if there is no number.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.split_once(':').map_or(text, |(_epoch, rest)| rest);
        let text = text.strip_prefix('v').unwrap_or(text);
        let dotted = text.split(|c: char| !(c.is_ascii_digit() || c == '.')).next()?;
        let numbers: Option<Vec<u64>> =
            dotted.split('.').filter(|part| !part.is_empty()).map(|part| part.parse().ok()).collect();
        numbers.filter(|numbers| !numbers.is_empty()).map(Self)
    }

    /// Whether this version is `wanted` or newer.
    pub(crate) fn at_least(&self, wanted: &[u64]) -> bool {
        let length = self.0.len().max(wanted.len());
        let number = |numbers: &[u64], i: usize| numbers.get(i).copied().unwrap_or(0);
        (0..length)
            .map(|i| number(&self.0, i).cmp(&number(wanted, i)))
            .find(|order| order.is_ne())
            .is_none_or(std::cmp::Ordering::is_gt)
    }

    /// All numbers, the most significant first.
    pub(crate) fn numbers(&self) -> &[u64] {
        &self.0
    }

    /// The first number.
    pub(crate) fn major(&self) -> u64 {
        self.0.first().copied().unwrap_or(0)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> = self.0.iter().map(u64::to_string).collect();
        f.write_str(&parts.join("."))
    }
}

#[cfg(test)]
mod tests {
    use super::Version;

    fn shown(text: &str) -> Option<String> {
        Version::read(text).map(|version| version.to_string())
    }

    #[test]
    fn versions_are_read_as_programs_print_them() {
        assert_eq!(shown("v20.19.1\n").as_deref(), Some("20.19.1"));
        assert_eq!(shown("20.20.2-1nodesource1+repack1").as_deref(), Some("20.20.2"));
        assert_eq!(shown("2:1.17-74").as_deref(), Some("1.17"));
        assert_eq!(shown("17.0.15+6").as_deref(), Some("17.0.15"));
        assert_eq!(shown("(none)"), None);
        assert_eq!(shown(""), None);
    }

    #[test]
    fn a_version_is_at_least_itself_and_anything_older() {
        let node = Version::read("v20.19.0").unwrap();
        assert!(node.at_least(&[20, 19]));
        assert!(node.at_least(&[18, 99, 99]));
        assert!(!node.at_least(&[20, 19, 1]));
        assert!(!node.at_least(&[22]));
        assert!(Version::read("21").unwrap().at_least(&[20, 19]));
    }
}
