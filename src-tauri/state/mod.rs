//! What the program holds while it runs: the store and the vault, the key pairs and requests of each credential, the
//! practice Account Manager, and whether the page is there. It knows nothing of the window, and tells the page nothing.

pub(crate) mod drafts;
pub(crate) mod key_storage;
pub(crate) mod locking;
pub(crate) mod page_watch;
pub(crate) mod practice;
pub(crate) mod save_all;
pub(crate) mod session;
pub(crate) mod storage;
