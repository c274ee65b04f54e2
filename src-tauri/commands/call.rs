//! One call of the page: its arguments, and its answer as JSON. Every command goes through the same types here. With the
//! attribute that Tauri has for commands, a release has its own copy of Tauri's and tokio's machinery for each of them,
//! which are several megabytes.

use std::pin::Pin;

use serde::Serialize;
use serde::de::DeserializeOwned;
use tauri::ipc::{CommandArg as _, CommandItem, Invoke, InvokeError, InvokeMessage, InvokeResponseBody};
use tauri::{AppHandle, Manager as _, Wry};

use super::error::CommandResult;

/// What a command answers: JSON, or what stopped it.
pub(super) type Answer = Result<InvokeResponseBody, InvokeError>;

/// A command that is running.
pub(super) type Running = Pin<Box<dyn Future<Output = Answer> + Send>>;

/// A command: it takes a call and begins to run.
pub(super) type Run = fn(Call) -> Running;

/// A call that Tauri has let through.
pub(super) struct Call {
    name: &'static str,
    message: InvokeMessage,
}

impl Call {
    /// The program that is called.
    pub(super) fn app(&self) -> AppHandle {
        self.message.webview_ref().app_handle().clone()
    }

    /// The argument of this name.
    pub(super) fn argument<T: DeserializeOwned>(&self, key: &'static str) -> Result<T, InvokeError> {
        let item =
            CommandItem::<Wry> { plugin: None, name: self.name, key, message: &self.message, acl: &None };
        T::from_command(item)
    }
}

/// A command's result as Tauri sends it to the page.
pub(super) fn answer<T: Serialize>(result: CommandResult<T>) -> Answer {
    let value = result.map_err(InvokeError::from)?;
    // As Tauri writes it, too.
    serde_json::to_string(&value).map(InvokeResponseBody::Json).map_err(InvokeError::from_error)
}

/// Runs the command that is called, and sends its answer to the page. `false` if there is none of that name.
pub(super) fn answer_call(invoke: Invoke, command: Option<(&'static str, Run)>) -> bool {
    let Some((name, run)) = command else { return false };
    let Invoke { message, resolver, .. } = invoke;
    resolver.respond_async_serialized(run(Call { name, message }));
    true
}
