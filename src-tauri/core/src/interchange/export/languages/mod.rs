//! Programming languages, one file each. What they share is in `language.rs`, the code in `templates/`.

pub(super) mod bash;
pub(super) mod csharp;
pub(super) mod go;
pub(super) mod java;
pub(super) mod node;
pub(super) mod php;
pub(super) mod powershell;
pub(super) mod python;
pub(super) mod ruby;
