//! The words of the messages that are shown when there is no page. All others are in `ui/messages/`.

use crate::platform::dialogs::Question;
use crate::platform::files::KeyReaders;

/// The title of the dialog for a folder.
pub(super) const CHOOSE_FOLDER: &str = "Choose a folder for the key files";

/// Why the page cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// Its process ended, soon after it had ended before.
    PageEndedAgain,
    /// It does not answer.
    PageUnresponsive,
}

/// What a button of the message does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    Save,
    OpenAgain,
    Quit,
}

/// The message, and what its buttons do. `unsaved`: the names of the credentials whose key pairs would be lost, each once
/// for each pair. `said`: what became of the last choice.
pub(super) fn message(trouble: Trouble, unsaved: &[String], said: &[String]) -> (Question, Vec<Choice>) {
    let title = match trouble {
        Trouble::PageEndedAgain => "The window stopped working twice within a minute.",
        Trouble::PageUnresponsive => "The window isn't responding.",
    };
    let mut parts = said.to_vec();
    let (choices, buttons) = if unsaved.is_empty() {
        parts.push("Your stored data is safe. Reload the window, or quit Countersign.".into());
        (vec![Choice::OpenAgain, Choice::Quit], vec!["_Reload", "_Quit"])
    } else {
        parts.push(format!(
            "These key pairs haven't been saved:\n{}",
            unsaved.iter().map(|name| format!("\u{2022} {name}")).collect::<Vec<_>>().join("\n")
        ));
        parts.push(
            "Save them to a folder. If you quit without saving, these keys are lost. Your stored data is safe."
                .into(),
        );
        (
            vec![Choice::Save, Choice::OpenAgain, Choice::Quit],
            vec!["_Save key files\u{2026}", "_Reload", "_Quit without saving"],
        )
    };
    let buttons = buttons.into_iter().map(str::to_owned).collect();
    (Question { title: title.into(), text: parts.join("\n\n"), buttons }, choices)
}

/// What to call a credential that has no name.
pub(super) fn unnamed() -> String {
    "Unnamed credential".into()
}

/// The files of a credential's key pair were written. `readers`: who can read the private key, if it is among them.
pub(super) fn saved(credential: &str, files: &[String], folder: &str, readers: Option<KeyReaders>) -> String {
    let who = match readers {
        Some(KeyReaders::AsFolder) => " Anyone who can read files in this folder can read the private key.",
        Some(KeyReaders::Owner) | None => "",
    };
    format!("Saved for {credential}: {} in {folder}.{who}", files.join(" and "))
}

/// A file of a credential's key pair could not be written.
pub(super) fn not_saved(credential: &str, file: &str, why: &str) -> String {
    format!("Not saved for {credential}: {file} ({why}). Choose another folder.")
}

/// The system has no dialog for folders.
pub(super) fn no_dialog() -> String {
    "This computer has no file dialog. Install zenity, or the desktop portal for your desktop, then try again."
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_unsaved_key_pair_is_named_and_quitting_says_that_it_is_lost() {
        let names = ["Production OMS".to_owned(), "Sandbox".to_owned()];
        let (message, choices) = message(Trouble::PageEndedAgain, &names, &[]);
        assert_eq!(choices, [Choice::Save, Choice::OpenAgain, Choice::Quit]);
        assert_eq!(message.buttons.len(), choices.len());
        for name in &names {
            assert!(message.text.contains(name), "{}", message.text);
        }
        assert!(message.text.contains("these keys are lost"));
    }

    #[test]
    fn when_everything_is_saved_there_is_nothing_to_save_and_nothing_to_lose() {
        let files = ["key.pem".into(), "cert.pem".into()];
        let said = [saved("Sandbox", &files, "/keys", Some(KeyReaders::Owner))];
        let (message, choices) = message(Trouble::PageUnresponsive, &[], &said);
        assert_eq!(choices, [Choice::OpenAgain, Choice::Quit]);
        assert!(
            message.text.starts_with("Saved for Sandbox: key.pem and cert.pem in /keys.\n"),
            "{}",
            message.text
        );
        assert!(!message.text.contains("lost"));
        let others = saved("Sandbox", &files, "/stick", Some(KeyReaders::AsFolder));
        assert!(others.ends_with("Anyone who can read files in this folder can read the private key."));
    }
}
