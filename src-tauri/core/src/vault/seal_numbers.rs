//! The number of each sealed secret. A secret gets a new number each time it is sealed, and opens with that number
//! only. All numbers are sealed together, apart from the secrets. So an older secret that was put back into its row no
//! longer opens; only going back to an older state of the whole file remains possible.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The numbers, by the names of the secrets (`place_of` in `sealing.rs`).
#[derive(Default, Serialize, Deserialize)]
pub(super) struct SealNumbers {
    /// The last number given. None is ever given twice, even after its secret was deleted.
    last: u64,
    numbers: BTreeMap<String, u64>,
}

impl SealNumbers {
    /// The number of a secret; 0 if it was sealed before there were numbers, or never.
    pub(super) fn of(&self, name: &str) -> u64 {
        self.numbers.get(name).copied().unwrap_or(0)
    }

    /// Gives a secret the next number.
    pub(super) fn next(&mut self, name: &str) -> u64 {
        self.last += 1;
        self.numbers.insert(name.to_owned(), self.last);
        self.last
    }

    /// Drops the numbers of all other secrets.
    pub(super) fn keep_only(&mut self, names: &[String]) {
        self.numbers.retain(|name, _| names.contains(name));
    }

    /// The numbers as they are sealed.
    pub(super) fn write(&self) -> Vec<u8> {
        // A map from text to numbers can always be written as JSON.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// The numbers from their sealed form, which was empty before there were numbers; `None` if it is another one.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        if bytes.is_empty() { Some(Self::default()) } else { serde_json::from_slice(bytes).ok() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_is_given_twice() {
        let mut numbers = SealNumbers::default();
        let first = numbers.next("a");
        numbers.keep_only(&[]);
        let mut numbers = SealNumbers::read(&numbers.write()).unwrap();
        assert_eq!(numbers.of("a"), 0);
        assert!(numbers.next("a") > first);
    }
}
