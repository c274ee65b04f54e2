//! Finds and reads things in the window by role and accessible name, as assistive technology does.

use std::fmt::Debug;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{PATIENCE, Window};
use crate::webdriver::Element;

/// The WAI-ARIA role of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A button.
    Button,
    /// A text field with one or several lines.
    TextField,
    /// One of several choices.
    Radio,
    /// A checkbox.
    Checkbox,
    /// A tab.
    Tab,
    /// A region of the page.
    Region,
    /// A heading.
    Heading,
    /// A dialog.
    Dialog,
    /// An item of a menu.
    MenuItem,
    /// A list.
    List,
    /// A picture that has a text.
    Image,
}

impl Role {
    /// A CSS selector for elements that may have the role, and the names that their computed role may have.
    fn candidates(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Button => ("button, summary, [role=button], input[type=button]", &["button", "summary"]),
            Self::TextField => ("input, textarea, [role=textbox]", &["textbox", "searchbox", "spinbutton"]),
            Self::Radio => ("input[type=radio], [role=radio]", &["radio"]),
            Self::Checkbox => {
                ("input[type=checkbox], [role=checkbox], [role=switch]", &["checkbox", "switch"])
            }
            Self::Tab => ("[role=tab]", &["tab"]),
            Self::Region => ("section, aside, main, [role=region]", &["region", "complementary", "main"]),
            Self::Heading => ("h1, h2, h3, h4, h5, h6, [role=heading]", &["heading"]),
            Self::MenuItem => ("[role^=menuitem]", &["menuitem", "menuitemradio"]),
            Self::List => ("ul, ol, [role=list]", &["list"]),
            Self::Image => ("[role=img]", &["img", "image"]),
            Self::Dialog => ("dialog[open], [role=dialog], [role=alertdialog]", &["dialog", "alertdialog"]),
        }
    }
}

impl Window {
    /// Everything that is visible now with this role and exactly this accessible name, in the page or in `scope`.
    pub async fn all(&self, scope: Option<&Element>, role: Role, name: &str) -> Vec<Element> {
        let (css, roles) = role.candidates();
        let mut found = Vec::new();
        for element in self.session.find_all(scope, css).await.unwrap_or_default() {
            // The page may change between the queries. An element that is gone does not count.
            let is = async |what: &str, wanted: &[&str]| {
                let said = self.session.ask(&element, what).await.unwrap_or_default();
                said.as_str().is_some_and(|said| wanted.contains(&said.trim()))
            };
            if is("computedlabel", &[name]).await
                && is("computedrole", roles).await
                && self.session.ask(&element, "displayed").await.is_ok_and(|shown| shown == true)
            {
                found.push(element);
            }
        }
        found
    }

    /// The only visible element with this role and accessible name. Waits for it, and panics if it does not appear.
    pub async fn one(&self, role: Role, name: &str) -> Element {
        self.one_in(None, role, name).await
    }

    /// The only such element inside another one.
    pub async fn one_in(&self, scope: Option<&Element>, role: Role, name: &str) -> Element {
        let limit = Instant::now() + PATIENCE;
        loop {
            let mut found = self.all(scope, role, name).await;
            if found.len() == 1 {
                return found.remove(0);
            }
            if Instant::now() > limit {
                let names = self.names(role).await;
                panic!("one {role:?} is called {name:?}, but {} are; there are: {names:?}", found.len());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The accessible names of everything visible with this role.
    pub async fn names(&self, role: Role) -> Vec<String> {
        let (css, _) = role.candidates();
        let mut names = Vec::new();
        for element in self.session.find_all(None, css).await.unwrap_or_default() {
            if self.session.ask(&element, "displayed").await.is_ok_and(|shown| shown == true)
                && let Ok(Value::String(name)) = self.session.ask(&element, "computedlabel").await
            {
                names.push(name);
            }
        }
        names
    }

    /// The step with this number. Its name begins with, for example, "Step 1:", followed by its state. Waits for it.
    pub async fn step(&self, number: u8) -> Element {
        let (css, _) = Role::Region.candidates();
        let start = format!("Step {number}:");
        let limit = Instant::now() + PATIENCE;
        loop {
            for element in self.session.find_all(None, css).await.unwrap_or_default() {
                let label = self.session.ask(&element, "computedlabel").await.unwrap_or_default();
                if label.as_str().is_some_and(|label| label.starts_with(&start)) {
                    return element;
                }
            }
            if Instant::now() > limit {
                panic!("there is a step {number}; regions: {:?}", self.names(Role::Region).await);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Whether something with this role and name is visible now.
    pub async fn has(&self, role: Role, name: &str) -> bool {
        !self.all(None, role, name).await.is_empty()
    }

    /// The visible text of an element.
    pub async fn text(&self, element: &Element) -> String {
        let text = self.session.ask(element, "text").await.unwrap_or_default();
        text.as_str().unwrap_or_default().to_string()
    }

    /// The visible text of the whole page.
    pub async fn page_text(&self) -> String {
        let text =
            self.session.execute("return document.body.innerText", json!([])).await.unwrap_or_default();
        text.as_str().unwrap_or_default().to_string()
    }

    /// The visible text of the region "Response".
    pub async fn response(&self) -> String {
        let region = self.one(Role::Region, "Response").await;
        self.text(&region).await
    }

    /// Waits until the region "Response" contains this text.
    pub async fn wait_for_response(&self, words: &str) {
        self.wait_until(&format!("the response says {words:?}"), PATIENCE, async || {
            self.response().await.contains(words)
        })
        .await;
    }

    /// Waits until the page contains this text.
    pub async fn wait_for_text(&self, words: &str, patience: Duration) {
        self.wait_until(&format!("the page says {words:?}"), patience, async || {
            self.page_text().await.contains(words)
        })
        .await;
    }

    /// Waits until the page no longer contains this text.
    pub async fn wait_until_unsaid(&self, words: &str) {
        self.wait_until(&format!("the page says {words:?} no more"), PATIENCE, async || {
            let text = self.page_text().await;
            // A page that is not there contains no text.
            !text.is_empty() && !text.contains(words)
        })
        .await;
    }

    /// Waits until nothing with this role and name is visible.
    pub async fn wait_until_gone(&self, role: Role, name: &str) {
        self.wait_until(&format!("{role:?} {name:?} is gone"), PATIENCE, async || {
            !self.has(role, name).await && !self.page_text().await.is_empty()
        })
        .await;
    }

    /// Waits until the text field with this name contains this text.
    pub async fn wait_for_value(&self, name: &str, expected: &str) {
        self.wait_for(name, async || self.value(name).await, &expected).await;
    }

    /// The focused element: its tag, and its id or otherwise its text. `body` means nothing is focused.
    pub async fn focused(&self) -> String {
        let script = "const at = document.activeElement;\
                      return `${at.tagName.toLowerCase()} ${at.id || at.textContent.trim()}`";
        let said = self.session.execute(script, json!([])).await.unwrap_or_default();
        said.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until this element has the focus, written as in [`Window::focused`].
    pub async fn wait_for_focus(&self, expected: &str) {
        self.wait_for("what has the focus", async || self.focused().await, &expected).await;
    }

    /// Waits until `read` returns the expected value, and panics with the last value if it never does. The page
    /// updates step by step, so the first sign of a click rarely comes with all its results.
    pub async fn wait_for<T: PartialEq<U> + Debug, U: Debug>(
        &self,
        what: &str,
        read: impl AsyncFn() -> T,
        expected: &U,
    ) {
        let limit = Instant::now() + PATIENCE;
        loop {
            let seen = read().await;
            if seen == *expected {
                return;
            }
            assert!(
                Instant::now() < limit,
                "within {PATIENCE:?} {what} is {expected:?}, but it is {seen:?}; the page says:\n{}",
                self.page_text().await
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until a condition holds, and panics with `what` if it never does.
    pub async fn wait_until(&self, what: &str, patience: Duration, is_so: impl AsyncFn() -> bool) {
        let limit = Instant::now() + patience;
        while !is_so().await {
            assert!(
                Instant::now() < limit,
                "within {patience:?} {what}; it says:\n{}",
                self.page_text().await
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}
