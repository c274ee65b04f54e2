//! Step 2: the API client in Account Manager.

use countersign_core::request_form::ACCOUNT_MANAGER_PAGE;
use tauri::AppHandle;

use super::background::blocking;
use super::error::{CommandError, CommandResult};
use crate::platform::browser;

pub(super) async fn open_account_manager(_app: &AppHandle) -> CommandResult<()> {
    blocking(|| browser::open(ACCOUNT_MANAGER_PAGE))
        .await?
        .map_err(|detail| CommandError::Browser { url: ACCOUNT_MANAGER_PAGE.into(), detail })
}
