//! What a crash leaves behind: no image of memory, in which private keys and typed passphrases would be.

/// From now on neither this program nor what it starts leaves an image of its memory when it crashes. What it starts are
/// WebKit's processes too, in which passphrases are typed.
#[cfg(unix)]
pub(crate) fn leave_no_image_of_memory() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    // One byte is too little for any image. Linux takes one, and not none, as a word to programs that collect images
    // as well.
    const TOO_LITTLE: u64 = 1;
    let most = getrlimit(Resource::Core).maximum.map_or(TOO_LITTLE, |most| most.min(TOO_LITTLE));
    // Everybody may lower a limit; a system without it leaves no image.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(most), maximum: Some(most) });
}

/// Windows keeps none unless it was told to in its registry, and asks about it there.
#[cfg(not(unix))]
pub(crate) fn leave_no_image_of_memory() {}
