//! How many tests passed and failed, read from what cargo and vitest print.

/// Tests that were run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Totals {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Totals {
    /// Adds up the tests that the lines of an output report.
    pub(crate) fn of(output: &str) -> Self {
        let mut totals = Self::default();
        for line in output.lines() {
            let line = without_colours(line);
            totals += Self::of_line(line.trim());
        }
        totals
    }

    fn of_line(line: &str) -> Self {
        if let Some(rest) = line.strip_prefix("test result:") {
            // cargo: `test result: ok. 3 passed; 0 failed; 0 ignored; …`
            Self { passed: number_before(rest, "passed"), failed: number_before(rest, "failed") }
        } else if let Some(rest) = line.strip_prefix("Tests ") {
            // vitest: `Tests  1 failed | 11 passed (12)`
            Self { passed: number_before(rest, "passed"), failed: number_before(rest, "failed") }
        } else {
            Self::default()
        }
    }
}

impl std::ops::AddAssign for Totals {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// The number directly before a word; zero if there is none.
fn number_before(text: &str, word: &str) -> u64 {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || ";|.,()".contains(c)).filter(|w| !w.is_empty()).collect();
    words.windows(2).find(|pair| pair[1] == word).and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
}

/// A line without terminal colours (ECMA-48 `CSI … m`).
fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("\x1b[") {
        plain.push_str(before);
        rest = after.split_once('m').map_or("", |(_codes, text)| text);
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::Totals;

    #[test]
    fn cargo_results_are_summed_over_all_binaries() {
        let output = "running 2 tests\n\
            test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            noise: 7 passed\n\
            test result: FAILED. 10 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 1.2s\n";
        assert_eq!(Totals::of(output), Totals { passed: 12, failed: 3 });
    }

    #[test]
    fn vitest_counts_tests_and_not_files() {
        let output = " Test Files  1 failed | 2 passed (3)\n      Tests  1 failed | 11 passed (12)\n";
        assert_eq!(Totals::of(output), Totals { passed: 11, failed: 1 });
    }

    #[test]
    fn colours_do_not_hide_the_numbers() {
        let output =
            "\x1b[2m      Tests \x1b[22m \x1b[1m\x1b[32m5 passed\x1b[39m\x1b[22m\x1b[90m (5)\x1b[39m\n";
        assert_eq!(Totals::of(output), Totals { passed: 5, failed: 0 });
    }
}
