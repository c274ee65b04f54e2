//! How the schema of the file evolved, step by step. A released step never changes.

use rusqlite_migration::{M, Migrations};

const STEPS: &[M<'static>] = &[
    M::up(include_str!("1.sql")),
    M::up(include_str!("2.sql")),
    M::up(include_str!("3.sql")),
    M::up(include_str!("4.sql")),
    M::up(include_str!("5.sql")),
    M::up(include_str!("6.sql")),
    M::up(include_str!("7.sql")),
    M::up(include_str!("8.sql")),
];

/// All steps, the oldest first. A file's version (`user_version`) is the number of steps applied to it.
pub(super) const MIGRATIONS: Migrations<'static> = Migrations::from_slice(STEPS);

/// The newest version that this program knows.
pub(super) fn newest() -> u32 {
    u32::try_from(STEPS.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_can_be_applied() {
        MIGRATIONS.validate().unwrap();
    }
}
