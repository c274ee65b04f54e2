//! What the exports to programming languages share: a recipe spelled in a language, as the slots of its template.

use serde_json::Value;

use super::literals;
use super::recipe::{ClaimMade, Part, Recipe};
use super::secret_slot::SecretSlot;
use super::secrets::Secrets;
use super::template::Slots;

/// How a language spells what an export consists of.
pub(super) struct Language {
    /// A text as a literal.
    pub(super) string: fn(&str) -> String,
    /// `true` and `false`.
    pub(super) booleans: [&'static str; 2],
    /// An expression for what this literal, which is JSON, stands for.
    pub(super) json: fn(&str) -> String,
    /// A form field, from two expressions.
    pub(super) field: fn(&str, &str) -> String,
    /// An entry of a map (the header or the claims), from two expressions.
    pub(super) entry: fn(&str, &str) -> String,
    /// The current time plus so many seconds. The variable `now` has the current time.
    pub(super) now: fn(i64) -> String,
    /// An expression that is new in every request.
    pub(super) fresh: &'static str,
    /// An expression for the signed assertion.
    pub(super) jwt: &'static str,
    /// An expression for the secret in the environment variable of this name.
    pub(super) secret: fn(&str) -> String,
}

/// JavaScript. What runs it says the rest: how a fresh text and the assertion are made there.
pub(super) const JAVASCRIPT: Language = Language {
    string: literals::javascript,
    booleans: ["true", "false"],
    json: |text| format!("JSON.parse({text})"),
    field: |name, value| format!("[{name}, {value}],"),
    entry: literals::javascript_entry,
    now: |plus| now_plus("now", plus),
    fresh: "",
    jwt: "assertion",
    secret: |variable| format!("secret({})", literals::javascript(variable)),
};

/// A recipe, spelled in a language.
pub(super) struct Spelled<'a> {
    pub(super) recipe: &'a Recipe,
    pub(super) secrets: Secrets<'a>,
    pub(super) language: &'a Language,
}

impl Spelled<'_> {
    fn string(&self, text: &str) -> String {
        (self.language.string)(text)
    }

    /// An expression for a JSON value.
    fn value(&self, value: &Value) -> String {
        match value {
            Value::String(text) => self.string(text),
            Value::Bool(value) => self.language.booleans[usize::from(!value)].into(),
            // Some languages read longer numbers as another type.
            Value::Number(number) if number.as_i64().is_some_and(|n| i32::try_from(n).is_ok()) => {
                number.to_string()
            }
            other => (self.language.json)(&self.string(&other.to_string())),
        }
    }

    fn part(&self, part: &Part) -> String {
        match part {
            Part::Text(text) => self.string(text),
            Part::Jwt => self.language.jwt.into(),
            Part::Secret(slot) => match self.secrets.of(slot) {
                Some(secret) => self.string(&secret),
                None => (self.language.secret)(&slot.variable()),
            },
        }
    }

    /// The form fields, one a line.
    fn fields(&self) -> String {
        let fields = self.recipe.fields.iter();
        lines(fields.map(|(name, part)| (self.language.field)(&self.string(name), &self.part(part))))
    }

    /// The claims, one a line.
    fn claims(&self) -> String {
        let claims = self.recipe.assertion.iter().flat_map(|assertion| &assertion.claims);
        lines(claims.map(|(name, made)| {
            let value = match made {
                ClaimMade::Fixed(value) => self.value(value),
                ClaimMade::Now { plus } => (self.language.now)(*plus),
                ClaimMade::FreshId => self.language.fresh.into(),
            };
            (self.language.entry)(&self.string(name), &value)
        }))
    }

    /// The header of the assertion without `alg`, one parameter a line.
    fn header(&self) -> String {
        let header = self.recipe.assertion.iter().flat_map(|assertion| &assertion.header);
        lines(header.map(|(name, value)| (self.language.entry)(&self.string(name), &self.value(value))))
    }

    /// The parts of the Basic header as expressions.
    pub(super) fn basic(&self) -> Vec<String> {
        self.recipe.basic.iter().flat_map(|basic| &basic.parts).map(|part| self.part(part)).collect()
    }

    /// The secrets that stand in the form, each with its expression.
    pub(super) fn secrets_in_form(&self) -> Vec<(&SecretSlot, String)> {
        let parts = self.recipe.fields.iter().map(|(_, part)| part);
        parts
            .filter_map(|part| match part {
                Part::Secret(slot) => Some((slot, self.part(part))),
                _ => None,
            })
            .collect()
    }

    /// The slots that every language has.
    pub(super) fn slots(&self) -> Slots {
        let mut slots = common_slots(self.recipe, self.secrets);
        slots.set("url", self.string(&self.recipe.url_text()));
        slots.set("fields", self.fields());
        slots.set("claims", self.claims());
        slots.set("header", self.header());
        slots.set("basic", self.basic().join(", "));
        if let Some(assertion) = &self.recipe.assertion {
            slots.set("header_json", self.string(&assertion.header_json()));
        }
        if let Some(key) = self.secrets.private_key() {
            slots.set("key", self.string(&key));
        }
        slots
    }
}

/// The slots and flags that do not depend on a language.
pub(super) fn common_slots(recipe: &Recipe, secrets: Secrets<'_>) -> Slots {
    let mut slots = Slots::default();
    slots.set("name", literals::comment(&recipe.name));
    slots.set("server", literals::url_comment(&recipe.url));
    slots.set("connect", recipe.timeouts.connect.to_string());
    slots.set("total", recipe.timeouts.total.to_string());
    let variables: Vec<String> = recipe.secret_slots().iter().map(|slot| slot.variable()).collect();
    slots.set("variables", variables.join(", "));
    if let Some(assertion) = &recipe.assertion {
        slots.set("alg", assertion.algorithm.name());
    }
    let jwt = recipe.assertion.is_some();
    let inside = secrets.are_inside();
    slots.flag("jwt", jwt);
    slots.flag("basic", recipe.basic.is_some());
    slots.flag("encoded", recipe.basic.as_ref().is_some_and(|basic| basic.form_encoded));
    slots.flag("inside", inside);
    slots.flag("variables", !inside && !variables.is_empty());
    slots.flag("reads_key", jwt && !inside);
    let has_typ = recipe.assertion.as_ref().is_some_and(|it| it.header.contains_key("typ"));
    slots.flag("typ", has_typ);
    slots.flag("trusted", recipe.trusted);
    slots.flag("practice", recipe.practice);
    let names = |wanted: fn(&ClaimMade) -> bool| {
        recipe.assertion.iter().flat_map(|it| &it.claims).any(|(_, made)| wanted(made))
    };
    slots.flag("now", names(|made| matches!(made, ClaimMade::Now { .. })));
    slots.flag("fresh", names(|made| matches!(made, ClaimMade::FreshId)));
    let claims = recipe.assertion.iter().flat_map(|it| &it.claims);
    let fixed = claims.filter_map(|(_, made)| match made {
        ClaimMade::Fixed(value) => Some(value),
        _ => None,
    });
    let header = recipe.assertion.iter().flat_map(|it| it.header.values());
    slots.flag("parsed", fixed.chain(header).any(is_parsed));
    slots
}

/// Whether [`Spelled::value`] spells this value as JSON.
fn is_parsed(value: &Value) -> bool {
    match value {
        Value::String(_) | Value::Bool(_) => false,
        Value::Number(number) => number.as_i64().is_none_or(|n| i32::try_from(n).is_err()),
        _ => true,
    }
}

/// `now`, `now + 60` or `now - 5`.
pub(super) fn now_plus(now: &str, plus: i64) -> String {
    match plus {
        0 => now.into(),
        1.. => format!("{now} + {plus}"),
        _ => format!("{now} - {}", plus.unsigned_abs()),
    }
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}
