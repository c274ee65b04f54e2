//! Screenshots of the window.

use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::artefacts::artefact;
use crate::webdriver::{Refusal, Session};

pub(super) async fn save_screenshot(
    session: &Session,
    window: &str,
    state: &str,
) -> Result<PathBuf, Refusal> {
    let png = STANDARD
        .decode(session.screenshot().await?)
        .map_err(|error| Refusal { code: "not Base64".into(), message: error.to_string() })?;
    let path = artefact(&format!("{window}-{state}.png"));
    std::fs::write(&path, png).expect("tests/artefacts is writable");
    Ok(path)
}
