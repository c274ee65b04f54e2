//! Why a command stopped, and what the person can do about it. The two always come together.

/// Why a command stopped.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What went wrong, one or several lines.
    pub(crate) what: String,
    /// What to do now.
    pub(crate) remedy: String,
}

impl Failure {
    pub(crate) fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: remedy.into() }
    }
}
