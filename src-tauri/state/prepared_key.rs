//! A private key that is made before the person asks for one, so that *Generate* has nothing to wait for. It is in memory
//! only, belongs to no credential until it is taken, and is wiped when nobody takes it in time. This file decides;
//! `commands/prepared_key.rs` makes the key.

use std::sync::Mutex;
use std::time::Duration;

use countersign_core::key::{NewKey, PrivateKey};
use countersign_core::lock::lock;
use countersign_core::vault::Seen;
use tokio::sync::oneshot;

/// How long a key may wait for the person.
pub(crate) const LONGEST_WAIT: Duration = Duration::from_secs(600);

/// The one key that is made in advance.
#[derive(Default)]
pub(crate) struct PreparedKey(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    /// The number of the last preparation.
    number: u64,
    state: State,
}

#[derive(Default)]
enum State {
    #[default]
    Nothing,
    Making {
        kind: NewKey,
        /// The person has asked for it meanwhile.
        wanted: Option<oneshot::Sender<PrivateKey>>,
    },
    Ready {
        kind: NewKey,
        key: PrivateKey,
        since: Seen,
    },
}

/// A preparation that was begun. Once another one begins, or what was made is wiped, its key is not kept any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Preparation(u64);

/// What there is for a person who asks for a key.
pub(crate) enum Prepared {
    /// A key that nobody else has.
    Ready(PrivateKey),
    /// One is being made. It may come later than one that is made now, because everything else goes first; or not at all.
    Soon(oneshot::Receiver<PrivateKey>),
    Nothing,
}

/// Whether making such a key takes long enough to be felt.
fn is_felt(kind: NewKey) -> bool {
    match kind {
        NewKey::Rsa2048 | NewKey::Rsa3072 | NewKey::Rsa4096 => true,
        NewKey::P256 | NewKey::P384 => false,
    }
}

/// Whether a key that has been ready since then may still be taken.
fn may_wait(since: Seen, now: Seen) -> bool {
    !since.time_left(now, LONGEST_WAIT).is_zero()
}

impl State {
    /// Whether a key of this kind is there, or will be.
    fn has(&self, wanted: NewKey, now: Seen) -> bool {
        match self {
            Self::Nothing => false,
            Self::Making { kind, wanted: taken } => *kind == wanted && taken.is_none(),
            Self::Ready { kind, since, .. } => *kind == wanted && may_wait(*since, now),
        }
    }
}

impl PreparedKey {
    /// Begins to prepare a key of this kind, in place of one of another kind. `None` if there is nothing to do: such a key is
    /// there, is being made, or takes no time.
    pub(crate) fn begin(&self, kind: NewKey, now: Seen) -> Option<Preparation> {
        let mut inner = lock(&self.0);
        // One that the person waits for goes on.
        let is_awaited = matches!(&inner.state, State::Making { wanted: Some(_), .. });
        if is_awaited || !is_felt(kind) || inner.state.has(kind, now) {
            return None;
        }
        inner.number += 1;
        inner.state = State::Making { kind, wanted: None };
        Some(Preparation(inner.number))
    }

    /// Takes the key that a preparation made; `None` if that failed. Returns whether it waits for the person now. A key that
    /// is no longer wanted is wiped.
    pub(crate) fn finish(&self, preparation: Preparation, made: Option<PrivateKey>, now: Seen) -> bool {
        let mut inner = lock(&self.0);
        if inner.number != preparation.0 {
            return false;
        }
        let State::Making { kind, wanted } = std::mem::take(&mut inner.state) else { return false };
        match (made, wanted) {
            (Some(key), None) => inner.state = State::Ready { kind, key, since: now },
            // If the person cancelled meanwhile, it comes back and is wiped.
            (Some(key), Some(wanted)) => drop(wanted.send(key)),
            (None, _) => {}
        }
        matches!(inner.state, State::Ready { .. })
    }

    /// Takes the key, if it is of this kind. Nobody gets it a second time.
    pub(crate) fn take(&self, kind: NewKey, now: Seen) -> Prepared {
        let mut inner = lock(&self.0);
        if !inner.state.has(kind, now) {
            return Prepared::Nothing;
        }
        match std::mem::take(&mut inner.state) {
            State::Ready { key, .. } => Prepared::Ready(key),
            State::Making { kind, .. } => {
                let (sender, receiver) = oneshot::channel();
                inner.state = State::Making { kind, wanted: Some(sender) };
                Prepared::Soon(receiver)
            }
            State::Nothing => Prepared::Nothing,
        }
    }

    /// Wipes the key of this preparation, if nobody has taken it.
    pub(crate) fn wipe_if_left(&self, preparation: Preparation) {
        let mut inner = lock(&self.0);
        if inner.number == preparation.0 && matches!(inner.state, State::Ready { .. }) {
            inner.state = State::Nothing;
        }
    }

    /// Wipes the key. One that is being made will not be kept.
    pub(crate) fn wipe(&self) {
        let mut inner = lock(&self.0);
        inner.number += 1;
        inner.state = State::Nothing;
    }
}

#[cfg(test)]
mod tests {
    use countersign_core::key::make_key;
    use countersign_core::moment::{Clock, UnixMillis};

    use super::*;

    /// A clock that stands still at this second.
    struct At(u64);

    impl Clock for At {
        fn now(&self) -> UnixMillis {
            UnixMillis(i64::try_from(self.0 * 1000).unwrap())
        }

        fn steady(&self) -> Duration {
            Duration::from_secs(self.0)
        }
    }

    fn at(second: u64) -> Seen {
        Seen::now(&At(second))
    }

    /// The shortest kind, in any test that needs a key.
    const KIND: NewKey = NewKey::Rsa2048;

    fn ready_at(second: u64) -> (PreparedKey, Preparation, PrivateKey) {
        let prepared = PreparedKey::default();
        let preparation = prepared.begin(KIND, at(0)).expect("there is none yet");
        let key = make_key(KIND).expect("a key can be made");
        assert!(prepared.finish(preparation, Some(key.clone()), at(second)));
        (prepared, preparation, key)
    }

    fn is_nothing(prepared: &PreparedKey, kind: NewKey, second: u64) -> bool {
        matches!(prepared.take(kind, at(second)), Prepared::Nothing)
    }

    #[test]
    fn a_key_that_is_ready_is_given_once_and_to_nobody_else() {
        let (prepared, _, key) = ready_at(1);
        assert_eq!(prepared.begin(KIND, at(2)), None, "one is enough");
        assert!(matches!(prepared.take(KIND, at(2)), Prepared::Ready(taken) if taken == key));
        assert!(is_nothing(&prepared, KIND, 2));
        assert!(prepared.begin(KIND, at(3)).is_some(), "the next credential gets another");
    }

    #[test]
    fn a_key_of_another_kind_is_not_given_and_makes_room_for_one_that_is_wanted() {
        let (prepared, ..) = ready_at(1);
        assert!(is_nothing(&prepared, NewKey::Rsa4096, 2));
        assert!(prepared.begin(NewKey::Rsa4096, at(2)).is_some());
        assert!(is_nothing(&prepared, KIND, 2));
    }

    #[test]
    fn a_key_that_takes_no_time_is_not_made_in_advance() {
        let prepared = PreparedKey::default();
        assert_eq!([NewKey::P256, NewKey::P384].map(|kind| prepared.begin(kind, at(0))), [None, None]);
    }

    #[test]
    fn a_key_waits_for_ten_minutes() {
        let (prepared, ..) = ready_at(1);
        assert!(matches!(prepared.take(KIND, at(600)), Prepared::Ready(_)));
        let (prepared, first, _) = ready_at(1);
        assert!(is_nothing(&prepared, KIND, 601), "nobody gets one that should be gone");

        let second = prepared.begin(KIND, at(601)).expect("it takes the place of the first one");
        assert!(prepared.finish(second, make_key(KIND).ok(), at(602)));
        prepared.wipe_if_left(first);
        assert!(matches!(prepared.take(KIND, at(603)), Prepared::Ready(_)), "the second one's time goes on");

        let (prepared, preparation, _) = ready_at(1);
        prepared.wipe_if_left(preparation);
        assert!(is_nothing(&prepared, KIND, 2));
    }

    #[test]
    fn the_time_in_which_the_computer_sleeps_counts() {
        /// The steady clock stood still.
        struct Slept;
        impl Clock for Slept {
            fn now(&self) -> UnixMillis {
                UnixMillis(602_000)
            }
            fn steady(&self) -> Duration {
                Duration::from_secs(2)
            }
        }
        let (prepared, ..) = ready_at(1);
        assert!(matches!(prepared.take(KIND, Seen::now(&Slept)), Prepared::Nothing));
    }

    #[test]
    fn a_key_that_is_asked_for_while_it_is_made_goes_to_who_asked() {
        let prepared = PreparedKey::default();
        let preparation = prepared.begin(KIND, at(0)).unwrap();
        let Prepared::Soon(mut soon) = prepared.take(KIND, at(1)) else { panic!("it is being made") };
        assert!(is_nothing(&prepared, KIND, 1), "only one gets it");
        assert_eq!(prepared.begin(KIND, at(1)), None, "it is not made twice");
        let key = make_key(KIND).unwrap();
        assert!(!prepared.finish(preparation, Some(key.clone()), at(2)), "nothing is left to wait");
        assert_eq!(soon.try_recv().unwrap(), key);
    }

    #[test]
    fn what_cannot_be_made_or_is_no_longer_wanted_leaves_nothing() {
        let prepared = PreparedKey::default();
        let preparation = prepared.begin(KIND, at(0)).unwrap();
        assert!(!prepared.finish(preparation, None, at(1)));
        assert!(is_nothing(&prepared, KIND, 1));

        let preparation = prepared.begin(KIND, at(1)).unwrap();
        let Prepared::Soon(cancelled) = prepared.take(KIND, at(1)) else { panic!("it is being made") };
        drop(cancelled);
        assert!(!prepared.finish(preparation, Some(make_key(KIND).unwrap()), at(2)));
        assert!(is_nothing(&prepared, KIND, 2));
    }

    #[test]
    fn locking_wipes_what_is_ready_and_keeps_nothing_that_comes_later() {
        let (prepared, ..) = ready_at(1);
        prepared.wipe();
        assert!(is_nothing(&prepared, KIND, 2));

        let preparation = prepared.begin(KIND, at(3)).unwrap();
        let Prepared::Soon(mut soon) = prepared.take(KIND, at(3)) else { panic!("it is being made") };
        prepared.wipe();
        assert!(soon.try_recv().is_err());
        assert!(!prepared.finish(preparation, Some(make_key(KIND).unwrap()), at(4)));
        assert!(is_nothing(&prepared, KIND, 4));
    }
}
