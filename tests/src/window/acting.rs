//! What a person does in the window: click, type, paste and press keys.

use std::time::{Duration, Instant};

use serde_json::json;

use super::{PATIENCE, Role, Window};
use crate::webdriver::{Element, Refusal};

impl Window {
    /// Clicks the element with this role and name. Waits until it can be clicked.
    pub async fn click(&self, role: Role, name: &str) {
        self.click_in(None, role, name).await;
    }

    /// Clicks an element inside another one.
    pub async fn click_in(&self, scope: Option<&Element>, role: Role, name: &str) {
        self.until_taken(&format!("{role:?} {name:?} is clicked"), async || {
            let element = self.one_in(scope, role, name).await;
            // A busy button keeps the focus and ignores clicks. Only its state says so.
            let is_busy = self.session.ask(&element, "attribute/aria-disabled").await? == "true";
            if !is_busy && self.session.ask(&element, "enabled").await? == true {
                self.click_once(&element).await
            } else {
                Err(Refusal { code: "disabled".into(), message: "it cannot be used now".into() })
            }
        })
        .await;
    }

    /// Scrolls until the whole element is visible, as a person would. The driver scrolls only to elements that cannot
    /// be seen at all, and then clicks their middle.
    async fn bring_into_view(&self, element: &Element) -> Result<(), Refusal> {
        let script = "arguments[0].scrollIntoView({ block: 'nearest' })";
        self.session.execute(script, json!([element.as_argument()])).await.map(drop)
    }

    /// Clicks, and makes sure that the click arrives. Something that appears can move the element after the driver
    /// has located it, or another one can take its place, and the click silently falls on something else.
    async fn click_once(&self, element: &Element) -> Result<(), Refusal> {
        let watch = "const [element] = arguments;
            removeEventListener('click', window.watchClick, { capture: true });
            window.clickArrived = false;
            window.watchClick = (event) => { window.clickArrived = event.composedPath().includes(element) };
            addEventListener('click', window.watchClick, { capture: true, once: true })";
        self.bring_into_view(element).await?;
        self.session.execute(watch, json!([element.as_argument()])).await?;
        self.session.click(element).await?;
        match self.session.execute("return window.clickArrived", json!([])).await {
            Ok(arrived) if arrived == false => {
                Err(Refusal { code: "missed".into(), message: "it moved away from the click".into() })
            }
            // The page is gone because of the click.
            _ => Ok(()),
        }
    }

    /// Unfolds what is below this summary. A summary has no role that all systems agree on.
    pub async fn unfold(&self, summary: &str) {
        self.until_taken(&format!("{summary:?} is unfolded"), async || {
            for element in self.session.find_all(None, "summary").await? {
                if self.text(&element).await.trim() == summary {
                    return self.click_once(&element).await;
                }
            }
            Err(Refusal { code: "missing".into(), message: "there is no such summary".into() })
        })
        .await;
    }

    /// Selects an option of the choice with this label, by its value.
    pub async fn select(&self, label: &str, value: &str) {
        let script = "const [label, value] = arguments;\
            const select = [...document.querySelectorAll('select')].find((each) => each.labels[0].textContent === label);\
            if (!select) return false;\
            select.value = value; select.dispatchEvent(new Event('change', { bubbles: true })); return true";
        self.wait_until(&format!("{label:?} can be selected"), PATIENCE, async || {
            self.session.execute(script, json!([label, value])).await.is_ok_and(|done| done == json!(true))
        })
        .await;
    }

    /// Empties the text field with this name and types into it.
    pub async fn fill(&self, name: &str, text: &str) {
        self.until_taken(&format!("{name:?} is filled"), async || {
            let field = self.one(Role::TextField, name).await;
            self.type_into(&field, text).await
        })
        .await;
    }

    /// Types into the field for a passphrase or secret with this label, and replaces its text.
    pub async fn fill_secret(&self, label: &str, text: &str) {
        self.until_taken(&format!("{label:?} is filled"), async || {
            let field = self.secret_field(label).await?;
            self.type_into(&field, text).await
        })
        .await;
    }

    /// Pastes a text into the field for a passphrase or secret with this label.
    pub async fn paste_secret(&self, label: &str, text: &str) {
        self.desktop.set_clipboard(text);
        self.until_taken(&format!("{label:?} is pasted into"), async || {
            let field = self.secret_field(label).await?;
            self.bring_into_view(&field).await?;
            self.session.type_keys(&field, "\u{E009}v\u{E000}").await
        })
        .await;
    }

    /// The field for a passphrase or secret with this label. While its text is hidden, it has no WAI-ARIA role.
    async fn secret_field(&self, label: &str) -> Result<Element, Refusal> {
        for field in self.session.find_all(None, "input[type=password]").await? {
            let said = self.session.ask(&field, "computedlabel").await.unwrap_or_default();
            if said.as_str().is_some_and(|said| said.trim() == label) {
                return Ok(field);
            }
        }
        Err(Refusal { code: "missing".into(), message: "there is no such field".into() })
    }

    /// Pastes a text into the field with this name, from the clipboard with Ctrl+V.
    pub async fn paste(&self, name: &str, text: &str) {
        self.desktop.set_clipboard(text);
        self.until_taken(&format!("{name:?} is pasted into"), async || {
            let field = self.one(Role::TextField, name).await;
            self.bring_into_view(&field).await?;
            self.session.type_keys(&field, "\u{E009}v\u{E000}").await
        })
        .await;
    }

    /// Types, and makes sure that the text arrives. The driver focuses the field first and then presses the keys; if the
    /// page draws the field again in between, nobody gets them.
    async fn type_into(&self, field: &Element, text: &str) -> Result<(), Refusal> {
        let watch = "const [field] = arguments;
            window.inputArrived = false;
            field.addEventListener('input', () => { window.inputArrived = true }, { capture: true, once: true })";
        self.bring_into_view(field).await?;
        self.session.clear(field).await?;
        self.session.execute(watch, json!([field.as_argument()])).await?;
        // Emptying a field is no input for the page, as typing is: so something is typed and deleted.
        let keys = if text.is_empty() { "x\u{E003}" } else { text };
        self.session.type_keys(field, keys).await?;
        match self.session.execute("return window.inputArrived", json!([])).await {
            Ok(arrived) if arrived == false => {
                Err(Refusal { code: "missed".into(), message: "the field did not get what was typed".into() })
            }
            // The page is gone because of what was typed.
            _ => Ok(()),
        }
    }

    /// Repeats an action until the driver accepts it. The driver refuses without doing anything while the element is
    /// moving, is covered by something that is about to disappear, or was just replaced.
    async fn until_taken(&self, what: &str, act: impl AsyncFn() -> Result<(), Refusal>) {
        let limit = Instant::now() + PATIENCE;
        while let Err(refusal) = act().await {
            assert!(Instant::now() < limit, "{what}, but: {refusal:?}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// The text in the text field with this name.
    pub async fn value(&self, name: &str) -> String {
        let field = self.one(Role::TextField, name).await;
        let value = self.session.ask(&field, "property/value").await.unwrap_or_default();
        value.as_str().unwrap_or_default().to_string()
    }

    /// Presses Ctrl+Enter.
    pub async fn press_ctrl_enter(&self) {
        self.press_with_ctrl("\u{E007}").await;
    }

    /// Presses a key together with Ctrl.
    pub async fn press_with_ctrl(&self, key: &str) {
        self.session
            .press_together(&["\u{E009}", key])
            .await
            .unwrap_or_else(|refusal| panic!("Ctrl and {key:?} are pressed, but: {refusal:?}"));
    }
}
