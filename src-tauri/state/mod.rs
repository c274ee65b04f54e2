//! What the program holds while it runs: the store and the vault, the key pairs, secrets and requests of each credential, the
//! practice Account Manager, whether the page is there, and what is remembered of the window. It does not act on the
//! window, and tells the page nothing.

pub(crate) mod backup;
pub(crate) mod client_secret_storage;
pub(crate) mod drafts;
pub(crate) mod key_storage;
pub(crate) mod locking;
pub(crate) mod page_watch;
pub(crate) mod place;
pub(crate) mod practice;
pub(crate) mod prepared_key;
pub(crate) mod save_all;
pub(crate) mod session;
pub(crate) mod storage;
pub(crate) mod view;
pub(crate) mod window_memory;
