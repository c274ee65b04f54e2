//! How the person likes the window: theme, zoom, the width of the steps, the tab of the response, and the language of
//! code. Decides which values are possible.

use countersign_core::interchange::export::ExportTarget;
use serde::{Deserialize, Serialize};

/// The smallest and the largest zoom, in percent.
const ZOOM: (u16, u16) = (80, 200);
/// The bounds of [`View::steps_share`]. The page also keeps a least width in pixels for both sides.
const SHARE: (u16, u16) = (100, 900);

/// How the person likes the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct View {
    /// Light, dark, or as the system says.
    pub theme: ThemeChoice,
    /// Size of everything in the window, in percent.
    pub zoom: u16,
    /// Where the splitter is: how much of the room for steps and response the steps have, in thousandths. `null` as long
    /// as the person has not moved it.
    pub steps_share: Option<u16>,
    /// The tab that was chosen last for a response with a token.
    pub tab: ResponseTab,
    /// What a request was last exported for.
    pub export: ExportTarget,
}

/// The colours of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum ThemeChoice {
    /// As the system says.
    #[default]
    System,
    /// Dark text on a light background.
    Light,
    /// Light text on a dark background.
    Dark,
}

/// A tab of a response with a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum ResponseTab {
    /// The token and what it says.
    #[default]
    Token,
    /// The response as it came.
    Response,
    /// The request as it was sent.
    Request,
    /// The request in another tool's language.
    Code,
}

impl Default for View {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::default(),
            zoom: 100,
            steps_share: None,
            tab: ResponseTab::default(),
            export: ExportTarget::default(),
        }
    }
}

impl View {
    /// The view with every value within its bounds.
    pub(super) fn bounded(self) -> Self {
        Self {
            zoom: self.zoom.clamp(ZOOM.0, ZOOM.1),
            steps_share: self.steps_share.map(|share| share.clamp(SHARE.0, SHARE.1)),
            ..self
        }
    }
}
