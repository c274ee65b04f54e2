//! Which names of values belong together.

/// A family of names. An ID and a secret under names of different families can be different clients', and are never
/// paired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// The name says nothing about it: all in one object are one client's.
    Any,
    /// Names that start with this.
    Named(&'static str),
    /// Names in the environment that many programs have.
    Common,
}

impl Family {
    /// Whether a value of the other family can be this one's.
    pub(super) fn takes(self, other: Self) -> bool {
        self == other || other == Self::Any || self == Self::Any && other != Self::Common
    }
}
