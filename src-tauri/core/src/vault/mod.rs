//! The vault: secrets, sealed with AES-256-GCM and bound to their owner. The sealing key is in the system keychain, or
//! derived from a passphrase, or there is none and secrets last for this session only. Never in clear.

mod state;

pub use state::{Kept, KeychainTrouble, Protection, SecretKind, SecretOwner, VaultState, VaultTrouble};
