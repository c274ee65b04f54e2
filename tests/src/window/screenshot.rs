//! Screenshots of the window.

use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use serde_json::json;

use crate::artefacts::artefact;
use crate::webdriver::{Refusal, Session};

/// Lets a pixel flicker. Where the page is drawn without a graphics card, the driver waits for it to be drawn again, and
/// on a page on which nothing moves it would wait for ever.
const BEGIN_FLICKER: &str = "const pixel = document.createElement('i');
    Object.assign(pixel.style, { position: 'fixed', right: 0, bottom: 0, width: '1px', height: '1px' });
    document.documentElement.append(pixel);
    let count = 0;
    const timer = setInterval(() => (pixel.style.background = `rgb(0 0 0 / ${1 + (count++ % 2)}%)`), 16);
    window.endFlicker = () => { clearInterval(timer); pixel.remove(); };";
const END_FLICKER: &str = "window.endFlicker?.()";

pub(super) async fn save_screenshot(
    session: &Session,
    window: &str,
    state: &str,
) -> Result<PathBuf, Refusal> {
    session.execute(BEGIN_FLICKER, json!([])).await?;
    let taken = session.screenshot().await;
    session.execute(END_FLICKER, json!([])).await?;
    let png = STANDARD
        .decode(taken?)
        .map_err(|error| Refusal { code: "not Base64".into(), message: error.to_string() })?;
    let path = artefact(&format!("{window}-{state}.png"));
    std::fs::write(&path, png).expect("tests/artefacts is writable");
    Ok(path)
}
