//! Prevents a crash from leaving an image of memory, because private keys and typed passphrases would be in it.

/// From now on neither this program nor a process that it starts leaves an image of its memory when it crashes.
/// Passphrases are typed in one of these processes, WebKit's.
#[cfg(unix)]
pub(crate) fn leave_no_image_of_memory() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    // One byte is too little for any image. On Linux a limit of one, unlike zero, also holds for programs that collect
    // images.
    const TOO_LITTLE: u64 = 1;
    let most = getrlimit(Resource::Core).maximum.map_or(TOO_LITTLE, |most| most.min(TOO_LITTLE));
    // Every process may lower its limit. A system without this limit leaves no image.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(most), maximum: Some(most) });
}

/// Does nothing: Windows leaves no image, unless its registry says so.
#[cfg(not(unix))]
pub(crate) fn leave_no_image_of_memory() {}
