//! Name resolution by the system, with a note of when it found addresses.

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::{Event, Notes};

/// The system's name resolution.
pub(in crate::http) struct MeasuredLookup(pub(in crate::http) Notes);

impl Resolve for MeasuredLookup {
    fn resolve(&self, name: Name) -> Resolving {
        let notes = self.0.clone();
        Box::pin(async move {
            // The client replaces port 0 by the one of the URL.
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let addresses: Addrs = Box::new(found.collect::<Vec<_>>().into_iter());
            notes.note(Event::NameFound);
            Ok(addresses)
        })
    }
}
