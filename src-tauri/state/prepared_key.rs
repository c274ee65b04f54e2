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
    /// A thread searches. It cannot be interrupted, so there is one at a time, and it takes what is wanted next.
    searching: bool,
}

#[derive(Default)]
enum State {
    #[default]
    Nothing,
    Making {
        kind: NewKey,
        /// The person has asked for it meanwhile. Once closed, they have cancelled, or got another key.
        asked: Option<oneshot::Sender<PrivateKey>>,
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

/// What the thread that searched does next.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// The key waits for the person, and is wiped in time.
    Waits,
    /// Another kind of key is wanted by now.
    Make(Preparation, NewKey),
    /// It ends.
    Nothing,
}

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
    /// Whether a key of this kind is there, or will be, and nobody has asked for it.
    fn has(&self, wanted: NewKey) -> bool {
        match self {
            Self::Nothing => false,
            Self::Making { kind, .. } => *kind == wanted && !self.is_awaited(),
            Self::Ready { kind, .. } => *kind == wanted,
        }
    }

    /// Whether the person waits for the key that is being made.
    fn is_awaited(&self) -> bool {
        matches!(self, Self::Making { asked: Some(sender), .. } if !sender.is_closed())
    }

    /// Wipes a key that has waited too long.
    fn wipe_expired(&mut self, now: Seen) {
        if matches!(self, Self::Ready { since, .. } if !may_wait(*since, now)) {
            *self = Self::Nothing;
        }
    }
}

impl PreparedKey {
    /// Begins to prepare a key of this kind, in place of one of another kind. `None` if there is nothing to do: such a key is
    /// there, is being made, or takes no time.
    pub(crate) fn begin(&self, kind: NewKey, now: Seen) -> Option<Preparation> {
        let mut inner = lock(&self.0);
        inner.state.wipe_expired(now);
        // One that the person waits for goes on.
        if inner.state.is_awaited() || !is_felt(kind) || inner.state.has(kind) {
            return None;
        }
        inner.number += 1;
        inner.state = State::Making { kind, asked: None };
        Some(Preparation(inner.number))
    }

    /// Whether a thread has to be started for this preparation. If one still searches, it goes on with this one.
    pub(crate) fn needs_thread(&self, preparation: Preparation) -> bool {
        let mut inner = lock(&self.0);
        let starts = inner.number == preparation.0 && !inner.searching;
        inner.searching |= starts;
        starts
    }

    /// Takes the key that a preparation made; `None` if none was made. A key that is no longer wanted is wiped.
    pub(crate) fn finish(&self, preparation: Preparation, made: Option<PrivateKey>, now: Seen) -> Next {
        let mut inner = lock(&self.0);
        if inner.number != preparation.0 {
            if let State::Making { kind, .. } = inner.state {
                return Next::Make(Preparation(inner.number), kind);
            }
            inner.searching = false;
            return Next::Nothing;
        }
        inner.searching = false;
        let State::Making { kind, asked } = std::mem::take(&mut inner.state) else { return Next::Nothing };
        // What the person does not wait for any more comes back.
        let left = match (made, asked) {
            (Some(key), Some(asked)) => asked.send(key).err(),
            (made, _) => made,
        };
        let Some(key) = left else { return Next::Nothing };
        inner.state = State::Ready { kind, key, since: now };
        Next::Waits
    }

    /// Takes the key, if it is of this kind. Nobody gets it a second time.
    pub(crate) fn take(&self, kind: NewKey, now: Seen) -> Prepared {
        let mut inner = lock(&self.0);
        inner.state.wipe_expired(now);
        if !inner.state.has(kind) {
            return Prepared::Nothing;
        }
        match std::mem::take(&mut inner.state) {
            State::Ready { key, .. } => Prepared::Ready(key),
            State::Making { kind, .. } => {
                let (sender, receiver) = oneshot::channel();
                inner.state = State::Making { kind, asked: Some(sender) };
                Prepared::Soon(receiver)
            }
            State::Nothing => Prepared::Nothing,
        }
    }

    /// Wipes the key of this preparation if its time is over. Returns how long it may still wait; `None` once it is gone.
    pub(crate) fn wipe_in_time(&self, preparation: Preparation, now: Seen) -> Option<Duration> {
        let mut inner = lock(&self.0);
        if inner.number != preparation.0 {
            return None;
        }
        inner.state.wipe_expired(now);
        match &inner.state {
            State::Ready { since, .. } => Some(since.time_left(now, LONGEST_WAIT)),
            State::Nothing | State::Making { .. } => None,
        }
    }

    /// Gives up this preparation: what is being made for it will not be kept.
    pub(crate) fn give_up(&self, preparation: Preparation) {
        let mut inner = lock(&self.0);
        if inner.number == preparation.0 {
            inner.number += 1;
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

    /// A key that has been ready since this second, with its preparation.
    fn ready_at(second: u64) -> (PreparedKey, Preparation, PrivateKey) {
        let prepared = PreparedKey::default();
        let preparation = begun(&prepared, KIND, 0);
        let key = make_key(KIND).expect("a key can be made");
        assert_eq!(prepared.finish(preparation, Some(key.clone()), at(second)), Next::Waits);
        (prepared, preparation, key)
    }

    /// A preparation for which a thread searches.
    fn begun(prepared: &PreparedKey, kind: NewKey, second: u64) -> Preparation {
        let preparation = prepared.begin(kind, at(second)).expect("there is none yet");
        assert!(prepared.needs_thread(preparation));
        preparation
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
    fn one_thread_searches_at_a_time_and_goes_on_with_what_is_wanted_last() {
        let prepared = PreparedKey::default();
        let first = begun(&prepared, KIND, 0);
        let second = prepared.begin(NewKey::Rsa3072, at(1)).expect("it is of another kind");
        let third = prepared.begin(NewKey::Rsa4096, at(2)).expect("and so is this");
        assert!(![second, third].into_iter().any(|preparation| prepared.needs_thread(preparation)));

        let unwanted = make_key(KIND).ok();
        assert_eq!(prepared.finish(first, unwanted, at(3)), Next::Make(third, NewKey::Rsa4096));
        assert!(is_nothing(&prepared, KIND, 3));
        // Any key will do: nothing looks at it.
        assert_eq!(prepared.finish(third, make_key(KIND).ok(), at(4)), Next::Waits);
        assert!(matches!(prepared.take(NewKey::Rsa4096, at(5)), Prepared::Ready(_)));
        begun(&prepared, KIND, 6);
    }

    #[test]
    fn a_key_waits_for_ten_minutes() {
        let (prepared, ..) = ready_at(1);
        assert!(matches!(prepared.take(KIND, at(600)), Prepared::Ready(_)));
        let (prepared, first, _) = ready_at(1);
        assert!(is_nothing(&prepared, KIND, 601), "nobody gets one that should be gone");

        let second = begun(&prepared, KIND, 601);
        assert_eq!(prepared.finish(second, make_key(KIND).ok(), at(602)), Next::Waits);
        assert_eq!(prepared.wipe_in_time(first, at(1300)), None);
        assert_eq!(prepared.wipe_in_time(second, at(1201)), Some(Duration::from_secs(1)));
        assert_eq!(prepared.wipe_in_time(second, at(1202)), None);
        assert!(matches!(lock(&prepared.0).state, State::Nothing), "it is wiped, and not only refused");
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
        let (prepared, preparation, _) = ready_at(1);
        assert_eq!(prepared.wipe_in_time(preparation, Seen::now(&Slept)), None);
        assert!(is_nothing(&prepared, KIND, 2));
    }

    #[test]
    fn a_key_that_is_asked_for_while_it_is_made_goes_to_who_asked() {
        let prepared = PreparedKey::default();
        let preparation = begun(&prepared, KIND, 0);
        let Prepared::Soon(mut soon) = prepared.take(KIND, at(1)) else { panic!("it is being made") };
        assert!(is_nothing(&prepared, KIND, 1), "only one gets it");
        assert_eq!(prepared.begin(KIND, at(1)), None, "it is not made twice");
        let key = make_key(KIND).unwrap();
        assert_eq!(
            prepared.finish(preparation, Some(key.clone()), at(2)),
            Next::Nothing,
            "nothing is left to wait"
        );
        assert_eq!(soon.try_recv().unwrap(), key);
    }

    #[test]
    fn what_the_person_no_longer_waits_for_is_there_for_the_next_time() {
        let prepared = PreparedKey::default();
        let preparation = begun(&prepared, KIND, 0);
        let Prepared::Soon(cancelled) = prepared.take(KIND, at(1)) else { panic!("it is being made") };
        drop(cancelled);
        assert_eq!(prepared.begin(KIND, at(1)), None, "it is still being made");
        let key = make_key(KIND).unwrap();
        assert_eq!(prepared.finish(preparation, Some(key.clone()), at(2)), Next::Waits);
        assert!(matches!(prepared.take(KIND, at(3)), Prepared::Ready(taken) if taken == key));
    }

    #[test]
    fn what_cannot_be_made_leaves_nothing() {
        let prepared = PreparedKey::default();
        let preparation = begun(&prepared, KIND, 0);
        assert_eq!(prepared.finish(preparation, None, at(1)), Next::Nothing);
        assert!(is_nothing(&prepared, KIND, 1));
        begun(&prepared, KIND, 2);
    }

    #[test]
    fn locking_wipes_what_is_ready_and_keeps_nothing_that_comes_later() {
        let (prepared, ..) = ready_at(1);
        prepared.wipe();
        assert!(is_nothing(&prepared, KIND, 2));

        let preparation = begun(&prepared, KIND, 3);
        let Prepared::Soon(mut soon) = prepared.take(KIND, at(3)) else { panic!("it is being made") };
        prepared.wipe();
        assert!(soon.try_recv().is_err());
        assert_eq!(prepared.finish(preparation, make_key(KIND).ok(), at(4)), Next::Nothing);
        assert!(is_nothing(&prepared, KIND, 4));
    }

    #[test]
    fn a_preparation_that_is_given_up_ends_no_other() {
        let prepared = PreparedKey::default();
        let first = begun(&prepared, KIND, 0);
        let second = prepared.begin(NewKey::Rsa4096, at(1)).unwrap();
        prepared.give_up(first);
        assert_eq!(prepared.finish(first, None, at(2)), Next::Make(second, NewKey::Rsa4096));
        prepared.give_up(second);
        assert_eq!(prepared.finish(second, make_key(KIND).ok(), at(3)), Next::Nothing);
        assert!(is_nothing(&prepared, NewKey::Rsa4096, 3));
    }
}
