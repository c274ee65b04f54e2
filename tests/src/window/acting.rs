//! What a person does in the window: click, type, paste, press keys.

use std::time::{Duration, Instant};

use serde_json::json;

use super::{PATIENCE, Role, Window};
use crate::webdriver::{Element, Refusal};

impl Window {
    /// Clicks the element with this role and name. Waits until it can be clicked.
    pub async fn click(&self, role: Role, name: &str) {
        self.click_in(None, role, name).await;
    }

    /// The same, inside another element.
    pub async fn click_in(&self, scope: Option<&Element>, role: Role, name: &str) {
        self.until_taken(&format!("{role:?} {name:?} is clicked"), async || {
            let element = self.one_in(scope, role, name).await;
            // A busy button keeps the focus and takes no click; only its state says so.
            let is_busy = self.session.ask(&element, "attribute/aria-disabled").await? == "true";
            if !is_busy && self.session.ask(&element, "enabled").await? == true {
                self.click_once(&element).await
            } else {
                Err(Refusal { code: "disabled".into(), message: "it cannot be used now".into() })
            }
        })
        .await;
    }

    /// Scrolls until all of an element can be seen, as a person would: the driver scrolls only to what cannot be seen
    /// at all, and then clicks into the middle of it.
    async fn bring_into_view(&self, element: &Element) -> Result<(), Refusal> {
        let script = "arguments[0].scrollIntoView({ block: 'nearest' })";
        self.session.execute(script, json!([element.as_argument()])).await.map(drop)
    }

    /// A click that has to arrive: what appears beside it can move an element between the moment when the driver looks
    /// where it is and the click, which then falls on something else without a word.
    async fn click_once(&self, element: &Element) -> Result<(), Refusal> {
        let watch = "const [element] = arguments; element.clickArrived = false; \
                     element.addEventListener('click', () => { element.clickArrived = true }, \
                     { capture: true, once: true })";
        self.bring_into_view(element).await?;
        self.session.execute(watch, json!([element.as_argument()])).await?;
        self.session.click(element).await?;
        match self.session.ask(element, "property/clickArrived").await {
            Ok(arrived) if arrived == false => {
                Err(Refusal { code: "missed".into(), message: "it moved away from the click".into() })
            }
            // An element that is gone went because of the click.
            _ => Ok(()),
        }
    }

    /// Empties the text field with this name and types into it.
    pub async fn fill(&self, name: &str, text: &str) {
        self.until_taken(&format!("{name:?} is filled"), async || {
            let field = self.one(Role::TextField, name).await;
            self.type_into(&field, text).await
        })
        .await;
    }

    /// Types into the field for a passphrase whose label is this; what was there before is replaced. Such a field has no
    /// role of WAI-ARIA while it is hidden what is typed.
    pub async fn fill_secret(&self, label: &str, text: &str) {
        self.until_taken(&format!("{label:?} is filled"), async || {
            for field in self.session.find_all(None, "input[type=password]").await? {
                let said = self.session.ask(&field, "computedlabel").await.unwrap_or_default();
                if said.as_str().is_some_and(|said| said.trim() == label) {
                    return self.type_into(&field, text).await;
                }
            }
            Err(Refusal { code: "missing".into(), message: "there is no such field".into() })
        })
        .await;
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

    async fn type_into(&self, field: &Element, text: &str) -> Result<(), Refusal> {
        self.bring_into_view(field).await?;
        self.session.clear(field).await?;
        if text.is_empty() { Ok(()) } else { self.session.type_keys(field, text).await }
    }

    /// Does something until the driver takes it. It refuses without having done anything while the element moves, is
    /// covered by what is about to go, or was just made anew.
    async fn until_taken(&self, what: &str, act: impl AsyncFn() -> Result<(), Refusal>) {
        let limit = Instant::now() + PATIENCE;
        while let Err(refusal) = act().await {
            assert!(Instant::now() < limit, "{what}, but: {refusal:?}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// What is in the text field with this name.
    pub async fn value(&self, name: &str) -> String {
        let field = self.one(Role::TextField, name).await;
        let value = self.session.ask(&field, "property/value").await.unwrap_or_default();
        value.as_str().unwrap_or_default().to_string()
    }

    /// Presses Ctrl+Enter.
    pub async fn press_ctrl_enter(&self) {
        self.session
            .press_together(&["\u{E009}", "\u{E007}"])
            .await
            .unwrap_or_else(|refusal| panic!("Ctrl+Enter is pressed, but: {refusal:?}"));
    }
}
