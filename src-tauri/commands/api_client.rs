//! Step 2: the API client in Account Manager.

use countersign_core::account_manager;
use tauri::AppHandle;

use super::background::blocking;
use super::error::{CommandError, CommandResult};
use crate::platform::browser;

pub(super) async fn open_account_manager(_app: &AppHandle) -> CommandResult<()> {
    blocking(|| browser::open(account_manager::PAGE))
        .await?
        .map_err(|detail| CommandError::Browser { url: account_manager::PAGE.into(), detail })
}
