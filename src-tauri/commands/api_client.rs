//! Step 2: the API client in Account Manager.

use countersign_core::account_manager;
use tauri::AppHandle;

use super::outcomes::CommandError;
use super::{Answer, blocking};
use crate::platform::browser;

pub(super) async fn open_account_manager(_app: &AppHandle) -> Answer<()> {
    blocking(|| browser::open(account_manager::PAGE))
        .await?
        .map_err(|detail| CommandError::Browser { url: account_manager::PAGE.into(), detail })
}
