//! Why a command stopped, and what the person can do about it. The two always come together.

use std::error::Error;
use std::fmt;

/// Why a command stopped.
#[derive(Debug)]
pub(crate) struct TaskError {
    /// What went wrong, one or several lines.
    pub(crate) what: String,
    /// What to do now.
    pub(crate) remedy: String,
}

impl TaskError {
    pub(crate) fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: remedy.into() }
    }
}

impl fmt::Display for TaskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}", self.what, self.remedy)
    }
}

impl Error for TaskError {}
