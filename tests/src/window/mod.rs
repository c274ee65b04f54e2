//! The real window, driven from outside as a person would. Everything on it is found by its role and accessible name,
//! and read as text. How to do the same by hand is in `tests/README.md`.

mod acting;
mod finding;
mod key_press;
mod looking;
mod screenshot;
mod storing;

use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::artefacts::{artefact, repository, target};
use crate::desktop::{Desktop, Theme};
use crate::guarded::Guarded;
use crate::servers::{free_port, http};
use crate::webdriver::{Refusal, Session};
use screenshot::save_screenshot;

pub use finding::Role;

/// The default limit for something to appear on the page. Making a 4096-bit key has its own limit, because its time
/// varies by chance.
pub const PATIENCE: Duration = Duration::from_secs(30);
const START_LIMIT: Duration = Duration::from_secs(60);

/// How to open the window.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    /// Light or dark.
    pub theme: Theme,
    /// A program other than the Countersign that was built, for measuring.
    pub program: Option<PathBuf>,
    /// Environment variables of a program that is started on its own, beside those of the desktop.
    pub variables: Vec<(&'static str, String)>,
    /// Whether the program is started on its own, and the driver attached to it. Only then can the driver be attached
    /// again, when the page has a new process: see [`Window::attach_again`].
    pub on_its_own: bool,
}

/// An open window on a desktop of its own. Ended on drop, with a last screenshot if the test failed.
#[derive(Debug)]
pub struct Window {
    session: Session,
    driver: Guarded,
    driver_address: String,
    /// The program, if it was started on its own.
    program: Option<Guarded>,
    /// The desktop it is on.
    pub desktop: Arc<Desktop>,
    /// The program's data folder.
    pub data: PathBuf,
    /// The instant before the program was started.
    pub started: Instant,
    name: String,
}

/// The program under test: `COUNTERSIGN_PROGRAM`, otherwise the one that `cargo build` makes.
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

    /// Opens the window on an existing desktop. The data folder may exist already.
    pub async fn open_on(desktop: Arc<Desktop>, data: PathBuf, name: &str, opening: &Opening) -> Self {
        let program = opening.program.clone().unwrap_or_else(program);
        let (port, inspector) = (free_port(), format!("127.0.0.1:{}", free_port()));
        let mut command = desktop.command("WebKitWebDriver");
        let environment = [("TAURI_AUTOMATION", "true"), ("TAURI_WEBVIEW_AUTOMATION", "true")];
        command.args(["--host=127.0.0.1", &format!("--port={port}")]).envs(environment);
        command.env("COUNTERSIGN_DATA_DIR", &data);
        if opening.on_its_own {
            command.args([&format!("--target={inspector}"), "--replace-on-new-session"]);
        }
        let process = Guarded::start(&command, &artefact(&format!("{name}-window.log")));
        let driver = format!("http://127.0.0.1:{port}");
        wait_for_driver(&driver).await;
        let started = Instant::now();
        let (running, session) = if opening.on_its_own {
            let mut command = desktop.command(&program);
            command.envs(environment).env("COUNTERSIGN_DATA_DIR", &data);
            command.env("WEBKIT_INSPECTOR_SERVER", &inspector);
            command.envs(opening.variables.iter().map(|(name, value)| (name, value)));
            let running = Guarded::start(&command, &artefact(&format!("{name}-program.log")));
            (Some(running), attach(&driver).await)
        } else {
            (None, Session::open(&driver, &program.to_string_lossy(), START_LIMIT).await)
        };
        let session = session.unwrap_or_else(|refusal| {
            panic!("the window opens, but: {refusal:?}; see tests/artefacts/{name}-window.log")
        });
        let (driver, driver_address, program) = (process, driver, running);
        Self { session, driver, driver_address, program, desktop, data, started, name: name.into() }
    }

    /// Attaches the driver again, to a page that has a new process, and waits until that shows something. The driver may
    /// first find the page whose process ended, which never answers, so it looks again now and then.
    pub async fn attach_again(&mut self) {
        let limit = Instant::now() + 2 * PATIENCE;
        loop {
            self.session = attach(&self.driver_address)
                .await
                .unwrap_or_else(|refusal| panic!("the driver is attached again, but: {refusal:?}"));
            if shows_something_within(PATIENCE / 6, &self.session).await {
                return;
            }
            assert!(
                Instant::now() < limit,
                "the new page shows something; it says:\n{}",
                self.page_text().await
            );
        }
    }

    /// Closes the window and ends the program. Its desktop stays as long as somebody holds it.
    pub async fn close(self) {
        self.session.close().await;
        self.wait_until_ended();
    }

    /// Kills the program and everything that it started (SIGKILL), as a power cut would.
    pub fn kill(self) {
        let group = format!("-{}", self.process_group());
        let killed = std::process::Command::new("kill").args(["-KILL", "--", &group]).status();
        assert!(killed.is_ok_and(|status| status.success()), "the process group {group} is killed");
        self.wait_until_ended();
    }

    /// Waits until the processes have ended. Until then, the data folder is in use.
    fn wait_until_ended(&self) {
        let Ok(lock) = File::open(self.data.join("window.lock")) else { return };
        let limit = Instant::now() + PATIENCE;
        while lock.try_lock().is_err() {
            assert!(Instant::now() < limit, "the program ends");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The session, for what these helpers do not cover.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The process group of the program and everything that it started; of the driver, too, if that started it.
    #[must_use]
    pub fn process_group(&self) -> u32 {
        self.program.as_ref().unwrap_or(&self.driver).process_group()
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            return;
        }
        // A screenshot of this moment explains a failure better than its message. The test's own runtime cannot be
        // waited for here.
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

/// Attaches the driver to the running program that it was started for, as soon as that has a page.
async fn attach(driver: &str) -> Result<Session, Refusal> {
    let limit = Instant::now() + START_LIMIT;
    loop {
        match Session::attach(driver, Duration::from_secs(5)).await {
            Err(_) if Instant::now() < limit => tokio::time::sleep(Duration::from_millis(100)).await,
            outcome => return outcome,
        }
    }
}

/// Whether the page shows something within this time. Elements that are looked for while it loads are never found.
async fn shows_something_within(patience: Duration, session: &Session) -> bool {
    let shows_something = "return document.querySelector('#app')?.childElementCount > 0";
    let limit = Instant::now() + patience;
    while Instant::now() < limit {
        let shown = session.execute(shows_something, serde_json::json!([]));
        if tokio::time::timeout(patience, shown)
            .await
            .is_ok_and(|shown| shown.is_ok_and(|shown| shown == true))
        {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    false
}

/// Waits until the driver accepts commands.
async fn wait_for_driver(driver: &str) {
    let limit = Instant::now() + START_LIMIT;
    let http = http();
    while http.get(format!("{driver}/status")).send().await.is_err() {
        assert!(Instant::now() < limit, "WebKitWebDriver answers at {driver}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
