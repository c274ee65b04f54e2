//! The members of a JSON text that are named like secrets, with their values as a parser reads them, in whatever way
//! the text spells them. A member that occurs twice is read twice. If the text is no JSON, whatever comes before that.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::names;

/// A value, and the name that makes it a secret.
pub(super) struct SecretMember {
    pub(super) name: String,
    pub(super) value: String,
}

/// All of them. In an object or list that is named like a secret, everything is one that does not merely describe it.
pub(super) fn secret_members(json: &str) -> Vec<SecretMember> {
    let mut found = Vec::new();
    let reader = Reader { name: None, found: &mut found };
    // An error ends the reading, and what was found before it counts.
    drop(reader.deserialize(&mut serde_json::Deserializer::from_str(json)));
    found
}

struct Reader<'f> {
    /// The name that makes the value a secret; `None` if nothing does.
    name: Option<String>,
    found: &'f mut Vec<SecretMember>,
}

impl Reader<'_> {
    fn note(self, value: impl fmt::Display) {
        if let Some(name) = self.name {
            self.found.push(SecretMember { name, value: value.to_string() });
        }
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.note(value);
        Ok(())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.note(value);
        Ok(())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.note(value);
        Ok(())
    }

    fn visit_f64<E: Error>(self, _value: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, _value: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Reader { name: self.name.clone(), found: &mut *self.found })?.is_some() {
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        while let Some(key) = object.next_key::<String>()? {
            let inherited = self.name.as_ref().filter(|_| !names::is_about_a_token(&key)).cloned();
            let name = if names::is_secret(&key) { Some(key) } else { inherited };
            object.next_value_seed(Reader { name, found: &mut *self.found })?;
        }
        Ok(())
    }
}
