//! What the program holds while it runs: the store and the vault, the key pairs and requests of each credential, the
//! practice Account Manager. Knows nothing of the window that shows it.

pub(crate) mod key_storage;
pub(crate) mod practice;
pub(crate) mod session;
pub(crate) mod storage;
