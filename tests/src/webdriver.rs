//! The few parts of the WebDriver protocol (W3C WebDriver 2) that the tests use, over plain HTTP. The usual clients
//! (fantoccini) are not used: they have no calls for computed names and roles, by which the tests find everything,
//! and no time limit on opening a session, which never returns if the program ends at once. With our own commands for
//! these, little of such a client would be left in use.

use std::time::Duration;

use serde_json::{Value, json};

use crate::servers::http;

/// The key that identifies an element in the protocol.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// An element on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element(String);

/// A refusal of the driver: the protocol's error code and its message.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// Error code, for example `no such element`.
    pub code: String,
    /// The driver's message.
    pub message: String,
}

/// An open session: one window of one process of the program.
#[derive(Clone, Debug)]
pub struct Session {
    http: reqwest::Client,
    base: String,
}

type Answer<T> = Result<T, Refusal>;

impl Element {
    /// The element as an argument of a script.
    #[must_use]
    pub fn as_argument(&self) -> Value {
        json!({ ELEMENT: self.0 })
    }
}

impl Session {
    /// Lets the driver at `driver` start the program `binary`, and opens a session with its window.
    ///
    /// # Errors
    /// The driver's refusal, or that it did not respond within `limit`.
    pub async fn open(driver: &str, binary: &str, limit: Duration) -> Answer<Self> {
        let options = json!({ "webkitgtk:browserOptions": { "binary": binary, "args": [] } });
        Self::open_with(driver, &options, limit).await
    }

    /// Opens a session with the window of the running program that the driver was started for. The session before it
    /// ends.
    ///
    /// # Errors
    /// The driver's refusal, or that it did not respond within `limit`.
    pub async fn attach(driver: &str, limit: Duration) -> Answer<Self> {
        Self::open_with(driver, &json!({}), limit).await
    }

    async fn open_with(driver: &str, options: &Value, limit: Duration) -> Answer<Self> {
        let http = http();
        let wish = json!({ "capabilities": { "alwaysMatch": options } });
        let opened = tokio::time::timeout(limit, send(http.post(format!("{driver}/session")), Some(&wish)))
            .await
            .map_err(|_| Refusal {
                code: "no answer".into(),
                message: format!("no session with {options} within {limit:?}; did the program end at once?"),
            })??;
        let id = opened["sessionId"].as_str().unwrap_or_default();
        Ok(Self { base: format!("{driver}/session/{id}"), http })
    }

    /// Closes the window and ends the program.
    pub async fn close(&self) {
        let _ = send(self.http.delete(&self.base), None).await;
    }

    /// The same session for another runtime, because connections belong to the runtime that made them.
    #[must_use]
    pub fn elsewhere(&self) -> Self {
        Self { http: http(), base: self.base.clone() }
    }

    async fn get(&self, path: &str) -> Answer<Value> {
        send(self.http.get(format!("{}{path}", self.base)), None).await
    }

    async fn post(&self, path: &str, body: Value) -> Answer<Value> {
        send(self.http.post(format!("{}{path}", self.base)), Some(&body)).await
    }

    /// All elements that match a CSS selector, in the page or in `scope`, in document order.
    ///
    /// # Errors
    /// The driver's refusal.
    pub async fn find_all(&self, scope: Option<&Element>, css: &str) -> Answer<Vec<Element>> {
        let path = scope.map_or("/elements".into(), |scope| format!("/element/{}/elements", scope.0));
        let found = self.post(&path, json!({ "using": "css selector", "value": css })).await?;
        let list = found.as_array().cloned().unwrap_or_default();
        Ok(list.iter().filter_map(|entry| entry[ELEMENT].as_str()).map(|id| Element(id.into())).collect())
    }

    /// A computed property of an element: `computedlabel`, `computedrole`, `text`, `enabled`, `displayed`,
    /// `selected`, `attribute/…`, `property/…`.
    ///
    /// # Errors
    /// The driver's refusal.
    pub async fn ask(&self, element: &Element, what: &str) -> Answer<Value> {
        self.get(&format!("/element/{}/{what}", element.0)).await
    }

    /// Clicks an element as a person would: in its middle, scrolled into view.
    ///
    /// # Errors
    /// The driver's refusal, for example because something else covers the element.
    pub async fn click(&self, element: &Element) -> Answer<()> {
        let click = async || self.post(&format!("/element/{}/click", element.0), json!({})).await.map(drop);
        match click().await {
            // The driver considers it in view, but something that sticks to an edge of the page covers it. A person
            // scrolls on.
            Err(refusal) if refusal.code == "element click intercepted" => {
                let middle = "arguments[0].scrollIntoView({ block: 'center' })";
                self.execute(middle, json!([{ ELEMENT: element.0 }])).await?;
                click().await
            }
            clicked => clicked,
        }
    }

    /// Types into an element. The protocol's private use characters stand for keys (`\u{E006}` is Enter).
    ///
    /// # Errors
    /// The driver's refusal.
    pub async fn type_keys(&self, element: &Element, text: &str) -> Answer<()> {
        self.post(&format!("/element/{}/value", element.0), json!({ "text": text })).await.map(drop)
    }

    /// Empties a field.
    ///
    /// # Errors
    /// The driver's refusal.
    pub async fn clear(&self, element: &Element) -> Answer<()> {
        self.post(&format!("/element/{}/clear", element.0), json!({})).await.map(drop)
    }

    /// Runs a script in the page and returns its result. The content security policy does not apply to it.
    ///
    /// # Errors
    /// The driver's refusal, for example the script's exception.
    pub async fn execute(&self, script: &str, arguments: Value) -> Answer<Value> {
        self.post("/execute/sync", json!({ "script": script, "args": arguments })).await
    }

    /// Runs a script that calls its last argument with the result.
    ///
    /// # Errors
    /// The driver's refusal.
    pub async fn execute_async(&self, script: &str, arguments: Value) -> Answer<Value> {
        self.post("/execute/async", json!({ "script": script, "args": arguments })).await
    }

    /// Presses keys together, for example `["\u{E009}", "\u{E007}"]` for Ctrl+Enter.
    ///
    /// # Errors
    /// The driver's refusal.
    pub async fn press_together(&self, keys: &[&str]) -> Answer<()> {
        let down = keys.iter().map(|key| json!({ "type": "keyDown", "value": key }));
        let up = keys.iter().rev().map(|key| json!({ "type": "keyUp", "value": key }));
        let actions: Vec<Value> = down.chain(up).collect();
        self.post("/actions", json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] }))
            .await
            .map(drop)
    }

    /// The window's position and size in pixels.
    ///
    /// # Errors
    /// The driver's refusal.
    pub async fn rect(&self) -> Answer<Value> {
        self.get("/window/rect").await
    }

    /// Sets the window's size in pixels.
    ///
    /// # Errors
    /// The driver's refusal.
    pub async fn set_size(&self, width: u32, height: u32) -> Answer<()> {
        self.post("/window/rect", json!({ "width": width, "height": height })).await.map(drop)
    }

    /// A screenshot of the window, as PNG in Base64.
    ///
    /// # Errors
    /// The driver's refusal.
    pub async fn screenshot(&self) -> Answer<String> {
        Ok(self.get("/screenshot").await?.as_str().unwrap_or_default().to_string())
    }
}

/// Sends a command and reads the protocol's envelope: `{"value": …}`.
async fn send(request: reqwest::RequestBuilder, body: Option<&Value>) -> Answer<Value> {
    let refusal = |error: reqwest::Error| Refusal { code: "no answer".into(), message: error.to_string() };
    let request = match body {
        Some(body) => request.header("content-type", "application/json").body(body.to_string()),
        None => request,
    };
    let response = request.send().await.map_err(refusal)?;
    let success = response.status().is_success();
    let text = response.text().await.map_err(refusal)?;
    let mut envelope: Value = serde_json::from_str(&text).unwrap_or_default();
    let value = envelope["value"].take();
    if success {
        Ok(value)
    } else {
        let word = |key: &str| value[key].as_str().unwrap_or_default().to_string();
        Err(Refusal { code: word("error"), message: word("message") })
    }
}
