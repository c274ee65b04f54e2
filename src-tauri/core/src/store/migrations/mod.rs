//! How the file came to be what it is, step by step. A step that was ever released does not change any more.

use rusqlite_migration::{M, Migrations};

const STEPS: &[M<'static>] = &[M::up(include_str!("1.sql")), M::up(include_str!("2.sql"))];

/// All steps, the earliest first. A file's version (`user_version`) is the number of steps taken.
pub(super) const MIGRATIONS: Migrations<'static> = Migrations::from_slice(STEPS);

/// The newest version that this program knows.
pub(super) fn newest() -> u32 {
    u32::try_from(STEPS.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_can_be_taken() {
        MIGRATIONS.validate().unwrap();
    }
}
