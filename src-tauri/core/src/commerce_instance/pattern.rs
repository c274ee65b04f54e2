//! Paths with wildcards, as in OCAPI's settings: `*` stands for any part of one segment, `**` for any segments.

/// Whether the path fits the pattern. The effort is at most their lengths multiplied, whatever is in them.
pub(super) fn fits(pattern: &str, path: &str) -> bool {
    let path: Vec<&str> = segments(path).collect();
    // `reached[n]`: the segments of the pattern so far fit the first `n` segments of the path.
    let mut reached = vec![false; path.len() + 1];
    reached[0] = true;
    for part in segments(pattern) {
        let before = reached.clone();
        for at in 0..=path.len() {
            reached[at] = if part == "**" {
                before[at] || at > 0 && reached[at - 1]
            } else {
                at > 0 && before[at - 1] && segment_fits(part, path[at - 1])
            };
        }
    }
    reached[path.len()]
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty())
}

fn segment_fits(pattern: &str, segment: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = segment.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        match rest.split_once(part) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_stand_for_parts_of_a_segment_and_for_segments() {
        for (pattern, path, expected) in [
            ("/sites", "/sites", true),
            ("/sites", "/sites/RefArch", false),
            ("/sites/*", "/sites/RefArch", true),
            ("/sites/*", "/sites", false),
            ("/sites/*", "/sites/RefArch/promotions", false),
            ("/sites/**", "/sites/RefArch/promotions", true),
            ("/sites/**", "/sites", true),
            ("/**", "/code_versions", true),
            ("/**/executions", "/jobs/one/executions", true),
            ("/si*s", "/sites", true),
            ("/*i*e*", "/sites", true),
            ("/*x*", "/sites", false),
            ("/Sites", "/sites", false),
            ("", "/sites", false),
        ] {
            assert_eq!(fits(pattern, path), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn many_wildcards_cost_little() {
        let pattern = "/**/a*b*c*d".repeat(2_000);
        assert!(!fits(&pattern, &"/aaaaaaaaaaaa".repeat(500)));
        assert!(!fits(&format!("/{}x", "*a".repeat(5_000)), &format!("/{}", "a".repeat(5_000))));
    }
}
