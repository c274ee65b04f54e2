//! The bounds of one import, all files together: what is beyond them is named and not read.

/// Most files that are read in one import.
pub const MOST_FILES: usize = 400;
/// Most bytes of one file.
pub const MOST_FILE_BYTES: usize = 4 << 20;
/// Most bytes of all files together.
pub const MOST_BYTES: usize = 16 << 20;
/// Most bytes of a file in YAML, whose scanner does more work for each byte.
pub(super) const MOST_YAML_BYTES: usize = 1 << 20;
/// How many folders below the chosen one are looked into.
pub const DEEPEST_FOLDER: usize = 5;
/// Most entries of folders that are looked at.
pub const MOST_ENTRIES: usize = 20_000;
/// Most key files that are followed.
pub(super) const MOST_KEY_FILES: usize = 40;

/// How deep objects and lists may be nested.
pub(super) const DEEPEST: usize = 64;
/// Most objects, lists and values of all files together.
pub(super) const MOST_NODES: usize = 400_000;
/// Most requests of all collections together.
pub(super) const MOST_REQUESTS: usize = 5_000;
/// Most variables of all collections, folders and environments together.
pub(super) const MOST_VARIABLES_TOGETHER: usize = 40_000;
/// Most variables of one collection or environment.
pub(super) const MOST_VARIABLES: usize = 2_000;
/// Most credentials that are proposed.
pub(super) const MOST_PROPOSALS: usize = 100;
/// Most characters of a value; a private key in PEM has some thousands.
pub(super) const LONGEST_VALUE: usize = 64 << 10;
/// Most characters that the variables in one value become.
pub(super) const LONGEST_RESOLVED: usize = 64 << 10;
/// Most steps of resolving variables, all values together.
pub(super) const MOST_RESOLVING: usize = 200_000;
/// Most bytes that all values together become when their variables are filled in.
pub(super) const MOST_RESOLVED: usize = 32 << 20;
/// Most fields of a form that are looked at.
pub(super) const MOST_FORM_FIELDS: usize = 200;
/// Most values of one field that are named as overridden.
pub(super) const MOST_OVERRIDDEN: usize = 10;
/// Most values of one credential that are listed as left out.
pub(super) const MOST_LEFT_OUT: usize = 40;
