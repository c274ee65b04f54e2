//! Locking a mutex, in one way for the whole program.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Locks a mutex, whether or not a thread panicked while it held it. What is behind a mutex here is never left half
/// changed: a value is replaced in one step, and a database rolls its transaction back.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
