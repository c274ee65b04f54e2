//! The real window, driven from outside as a person would: everything on it is found by its role and its
//! accessible name, and read as text. How to do the same by hand is in `tests/README.md`.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::artefacts::{artefact, repository, target};
use crate::desktop::{Desktop, Theme};
use crate::guarded::Guarded;
use crate::servers::{free_port, http};
use crate::webdriver::{Element, Refusal, Session};

/// How long something on the page may take to come, where a test says nothing else. Making a 4096 bit key has
/// its own limit: that is a matter of luck.
pub const PATIENCE: Duration = Duration::from_secs(15);
const START_LIMIT: Duration = Duration::from_secs(40);

/// What an element is, in the words of WAI-ARIA.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A button.
    Button,
    /// A field for text, one line or several.
    TextField,
    /// One choice of several.
    Radio,
    /// A box to tick.
    Checkbox,
    /// A tab.
    Tab,
    /// A region of the page.
    Region,
    /// A heading.
    Heading,
    /// A dialog.
    Dialog,
    /// An entry of a menu.
    MenuItem,
}

impl Role {
    /// Elements that may have the role, and the names that the computed role may have.
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
            Self::Dialog => ("dialog[open], [role=dialog], [role=alertdialog]", &["dialog", "alertdialog"]),
        }
    }
}

/// How the window shall be opened.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    /// Light or dark.
    pub theme: Theme,
    /// Another program than the Countersign that was built: for measuring.
    pub program: Option<PathBuf>,
}

/// An open window on a desktop of its own. Ended on drop, with a last screenshot if the test failed.
#[derive(Debug)]
pub struct Window {
    session: Session,
    driver: Guarded,
    /// The desktop it is on.
    pub desktop: Arc<Desktop>,
    /// The program's data folder.
    pub data: PathBuf,
    /// The instant before the program was started.
    pub started: Instant,
    name: String,
}

/// The program that is tested: `COUNTERSIGN_PROGRAM`, else the one that `cargo build` makes.
#[must_use]
pub fn program() -> PathBuf {
    let program = std::env::var_os("COUNTERSIGN_PROGRAM")
        .map_or_else(|| target().join("debug/countersign"), |path| repository().join(path));
    assert!(program.is_file(), "{} is built: cargo xtask test, or cargo build", program.display());
    program
}

impl Window {
    /// Opens the window with an empty data folder. `name` is for its artefacts.
    pub async fn open(name: &str, opening: &Opening) -> Self {
        let desktop = Arc::new(Desktop::start(name, opening.theme));
        let data = desktop.home().join("data");
        Self::open_on(desktop, data, name, opening).await
    }

    /// Opens the window on a desktop that is there, with a data folder that may be there.
    pub async fn open_on(desktop: Arc<Desktop>, data: PathBuf, name: &str, opening: &Opening) -> Self {
        let program = opening.program.clone().unwrap_or_else(program);
        let port = free_port();
        let mut command = desktop.command("WebKitWebDriver");
        command
            .args(["--host=127.0.0.1", &format!("--port={port}")])
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("COUNTERSIGN_DATA_DIR", &data);
        let process = Guarded::start(&command, &artefact(&format!("{name}-window.log")));
        let driver = format!("http://127.0.0.1:{port}");
        wait_for_driver(&driver).await;
        let started = Instant::now();
        let session =
            Session::open(&driver, &program.to_string_lossy(), START_LIMIT).await.unwrap_or_else(|refusal| {
                panic!("the window opens, but: {refusal:?}; see tests/artefacts/{name}-window.log")
            });
        Self { session, driver: process, desktop, data, started, name: name.into() }
    }

    /// Closes the window and ends the program. Its desktop stays for as long as somebody holds it.
    pub async fn close(self) {
        self.session.close().await;
    }

    /// Ends the program at once, as a power cut would: with SIGKILL to it and all that it started.
    pub fn kill(self) {
        let group = format!("-{}", self.driver.process_group());
        let killed = std::process::Command::new("kill").args(["-KILL", "--", &group]).status();
        assert!(killed.is_ok_and(|status| status.success()), "the process group {group} is killed");
    }

    /// The session, for what the helpers here do not do.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    // ---- finding

    /// Everything visible with this role and exactly this accessible name, in the page or in `scope`, now.
    pub async fn all(&self, scope: Option<&Element>, role: Role, name: &str) -> Vec<Element> {
        let (css, roles) = role.candidates();
        let mut found = Vec::new();
        for element in self.session.find_all(scope, css).await.unwrap_or_default() {
            // The page may change between the questions; what is gone then does not count.
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

    /// The one visible element with this role and accessible name. Waits for it, and panics if it does not come.
    pub async fn one(&self, role: Role, name: &str) -> Element {
        self.one_in(None, role, name).await
    }

    /// The same, inside another element.
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

    /// The numbered step: its name begins with "Step 1:" and goes on with how it stands.
    pub async fn step(&self, number: u8) -> Element {
        let (css, _) = Role::Region.candidates();
        let start = format!("Step {number}:");
        for element in self.session.find_all(None, css).await.unwrap_or_default() {
            let label = self.session.ask(&element, "computedlabel").await.unwrap_or_default();
            if label.as_str().is_some_and(|label| label.starts_with(&start)) {
                return element;
            }
        }
        panic!("there is a step {number}; regions: {:?}", self.names(Role::Region).await);
    }

    /// Whether something with this role and name is visible now.
    pub async fn has(&self, role: Role, name: &str) -> bool {
        !self.all(None, role, name).await.is_empty()
    }

    // ---- acting

    /// Clicks the element with this role and name. Waits until it can be clicked.
    pub async fn click(&self, role: Role, name: &str) {
        self.click_in(None, role, name).await;
    }

    /// The same, inside another element.
    pub async fn click_in(&self, scope: Option<&Element>, role: Role, name: &str) {
        let limit = Instant::now() + PATIENCE;
        loop {
            let element = self.one_in(scope, role, name).await;
            let enabled = self.session.ask(&element, "enabled").await.is_ok_and(|enabled| enabled == true);
            let outcome = if enabled {
                self.session.click(&element).await
            } else {
                Err(Refusal { code: "disabled".into(), message: "it cannot be used now".into() })
            };
            match outcome {
                Ok(()) => return,
                // Moving, covered by a message that is about to go, or just made anew.
                Err(refusal) if Instant::now() > limit => {
                    panic!("{role:?} {name:?} is clicked, but: {refusal:?}")
                }
                Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        }
    }

    /// Empties the text field with this name and types into it.
    pub async fn fill(&self, name: &str, text: &str) {
        let field = self.one(Role::TextField, name).await;
        self.session
            .clear(&field)
            .await
            .unwrap_or_else(|refusal| panic!("{name:?} is emptied, but: {refusal:?}"));
        if !text.is_empty() {
            self.session
                .type_keys(&field, text)
                .await
                .unwrap_or_else(|refusal| panic!("{name:?} is typed into, but: {refusal:?}"));
        }
    }

    /// Types into the field for a passphrase whose label is this; what was there before is replaced. Such a field has no
    /// role of WAI-ARIA while it is hidden what is typed.
    pub async fn fill_secret(&self, label: &str, text: &str) {
        let field = async || {
            for field in self.session.find_all(None, "input[type=password]").await.unwrap_or_default() {
                let said = self.session.ask(&field, "computedlabel").await.unwrap_or_default();
                if said.as_str().is_some_and(|said| said.trim() == label) {
                    return Some(field);
                }
            }
            None
        };
        self.wait_until(&format!("there is a field {label:?}"), PATIENCE, async || field().await.is_some())
            .await;
        let found = field().await.unwrap_or_else(|| panic!("the field {label:?} stays"));
        self.session
            .clear(&found)
            .await
            .unwrap_or_else(|refusal| panic!("{label:?} is emptied: {refusal:?}"));
        let typed = self.session.type_keys(&found, text).await;
        typed.unwrap_or_else(|refusal| panic!("{label:?} is typed into, but: {refusal:?}"));
    }

    /// Pastes a text into the field with this name, from the clipboard with Ctrl+V.
    pub async fn paste(&self, name: &str, text: &str) {
        self.desktop.set_clipboard(text);
        let field = self.one(Role::TextField, name).await;
        self.session
            .type_keys(&field, "\u{E009}v\u{E000}")
            .await
            .unwrap_or_else(|refusal| panic!("{name:?} is pasted into, but: {refusal:?}"));
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

    // ---- reading

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

    /// Waits until the region "Response" says this.
    pub async fn wait_for_response(&self, words: &str) {
        self.wait_until(&format!("the response says {words:?}"), PATIENCE, async || {
            self.response().await.contains(words)
        })
        .await;
    }

    /// Waits until the page says this.
    pub async fn wait_for_text(&self, words: &str, patience: Duration) {
        self.wait_until(&format!("the page says {words:?}"), patience, async || {
            self.page_text().await.contains(words)
        })
        .await;
    }

    /// Waits until something is so, and panics with `what` if it does not come about.
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

    // ---- looking

    /// Sets the size of the page in pixels and waits until it is so.
    pub async fn set_size(&self, width: u32, height: u32) {
        self.session
            .set_size(width, height)
            .await
            .unwrap_or_else(|refusal| panic!("it is resized, but: {refusal:?}"));
        self.wait_until("the window has its new size", PATIENCE, async || {
            let size = self.session.execute("return [innerWidth, innerHeight]", json!([])).await;
            size.is_ok_and(|size| size == json!([width, height]))
        })
        .await;
    }

    /// Keeps what the window shows as `tests/artefacts/<name of the window>-<state>.png`.
    pub async fn screenshot(&self, state: &str) -> PathBuf {
        // Transitions would be caught in the middle.
        tokio::time::sleep(Duration::from_millis(350)).await;
        save_screenshot(&self.session, &self.name, state).await.expect("a screenshot is taken")
    }

    /// Screenshots of a state in the two sizes that the page is made for.
    pub async fn screenshots(&self, state: &str) {
        for (width, height) in [(900, 640), (1240, 860)] {
            self.set_size(width, height).await;
            self.screenshot(&format!("{state}-{width}x{height}")).await;
        }
    }

    /// What axe-core has against the page now, one line each: rule, impact, the elements.
    pub async fn accessibility_violations(&self) -> Vec<String> {
        let axe =
            std::fs::read_to_string(repository().join("tests/servers/node_modules/axe-core/axe.min.js"))
                .expect("axe-core is installed");
        let load = format!("if (!window.axe) {{ {axe}\n }}");
        self.session.execute(&load, json!([])).await.expect("axe-core is loaded");
        let run = "const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ['violations'] }).then(
              (result) => done(result.violations.map((violation) => `${violation.id} (${violation.impact}): `
                + violation.nodes.map((node) => `${node.target} ${node.html.slice(0, 160)} ${node.failureSummary}`).join(' | '))),
              (error) => done([`axe failed: ${error}`]));";
        let found = self.session.execute_async(run, json!([])).await.expect("axe-core runs");
        let list = found.as_array().cloned().unwrap_or_default();
        list.iter().map(|violation| violation.as_str().unwrap_or_default().to_string()).collect()
    }

    /// Asserts that axe-core has nothing against the page in this state.
    pub async fn assert_accessible(&self, state: &str) {
        let violations = self.accessibility_violations().await;
        assert!(violations.is_empty(), "axe-core on {state:?}:\n{}", violations.join("\n"));
    }

    /// The process group of the driver, the program and everything that they started.
    #[must_use]
    pub fn process_group(&self) -> u32 {
        self.driver.process_group()
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            return;
        }
        // What the window shows at this moment explains a failure better than its message. A test's own runtime
        // cannot be waited for here.
        let session = self.session.elsewhere();
        let name = self.name.clone();
        let _ = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
            let shot = save_screenshot(&session, &name, "failed");
            runtime.block_on(async { tokio::time::timeout(Duration::from_secs(5), shot).await.ok()?.ok() })
        })
        .join();
    }
}

async fn save_screenshot(session: &Session, window: &str, state: &str) -> Result<PathBuf, Refusal> {
    let png = STANDARD
        .decode(session.screenshot().await?)
        .map_err(|error| Refusal { code: "not Base64".into(), message: error.to_string() })?;
    let path = artefact(&format!("{window}-{state}.png"));
    std::fs::write(&path, png).expect("tests/artefacts is writable");
    Ok(path)
}

/// Waits until the driver takes commands.
async fn wait_for_driver(driver: &str) {
    let limit = Instant::now() + START_LIMIT;
    let http = http();
    while http.get(format!("{driver}/status")).send().await.is_err() {
        assert!(Instant::now() < limit, "WebKitWebDriver answers at {driver}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
