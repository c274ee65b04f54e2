//! The tables, in one list for everything that goes through all of them.

/// A table of the file.
pub(super) struct Table {
    pub(super) name: &'static str,
    /// Nothing works without it, and it is small: damage in it is looked for at each start. Damage in the others is
    /// noticed when they are read.
    pub(super) checked_at_start: bool,
}

/// All tables. Each stands after those that it refers to.
pub(super) const TABLES: [Table; 6] = [
    Table { name: "vault", checked_at_start: true },
    Table { name: "document", checked_at_start: true },
    Table { name: "credential", checked_at_start: true },
    Table { name: "secret", checked_at_start: true },
    Table { name: "attempt", checked_at_start: true },
    Table { name: "exchange", checked_at_start: false },
];
