//! The core's test programs that run under Wine: all but those that are left out as a whole.

use super::left_out;
use crate::error::TaskError;
use crate::test_programs;

/// Their names, sorted.
pub(super) fn programs() -> Result<Vec<String>, TaskError> {
    let mut names = test_programs::names(test_programs::CORE)?;
    names.retain(|name| !left_out::programs().any(|left_out| left_out == name));
    Ok(names)
}
