//! Keeps others from an image of this program's memory, because private keys and typed passphrases would be in it: a
//! crash leaves none, and on Linux no other program of the same user can take one.

/// From now on neither this program nor a process that it starts leaves an image of its memory when it crashes, and on
/// Linux no other program of the same user can read the memory of this one. Passphrases are typed in another process,
/// WebKit's: it leaves no image either, but the system lets other programs of the user read it, because it is started
/// as a program of its own.
pub(crate) fn leave_no_image_of_memory() {
    #[cfg(unix)]
    leave_no_image_after_a_crash();
    #[cfg(target_os = "linux")]
    let_nobody_look(true);
}

/// On Windows nothing leaves an image, unless the registry says so.
#[cfg(unix)]
fn leave_no_image_after_a_crash() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    // One byte is too little for any image. On Linux a limit of one, unlike zero, also holds for programs that collect
    // images.
    const TOO_LITTLE: u64 = 1;
    let most = getrlimit(Resource::Core).maximum.map_or(TOO_LITTLE, |most| most.min(TOO_LITTLE));
    // Every process may lower its limit. A system without this limit leaves no image.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(most), maximum: Some(most) });
}

#[cfg(target_os = "linux")]
fn let_nobody_look(nobody: bool) {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};

    let behavior = if nobody { DumpableBehavior::NotDumpable } else { DumpableBehavior::Dumpable };
    // Every process may set this. A system that cannot do it is as it was before.
    let _ = set_dumpable_behavior(behavior);
}

/// As long as it exists, other programs of the same user can look at this process. The desktop's portal insists on that
/// before it shows a dialog: it looks into `/proc/<pid>/root` for the sandbox that a program is in.
#[cfg(target_os = "linux")]
pub(crate) struct PortalMayLook(());

/// How many of them exist.
#[cfg(target_os = "linux")]
static LOOKING: std::sync::Mutex<u32> = std::sync::Mutex::new(0);

#[cfg(target_os = "linux")]
impl PortalMayLook {
    pub(crate) fn begin() -> Self {
        let mut looking = countersign_core::lock::lock(&LOOKING);
        *looking += 1;
        let_nobody_look(false);
        Self(())
    }
}

#[cfg(target_os = "linux")]
impl Drop for PortalMayLook {
    fn drop(&mut self) {
        let mut looking = countersign_core::lock::lock(&LOOKING);
        *looking -= 1;
        let_nobody_look(*looking == 0);
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use rustix::process::{DumpableBehavior, dumpable_behavior};

    use super::*;

    #[test]
    fn other_programs_can_look_only_as_long_as_a_dialog_is_open() {
        leave_no_image_of_memory();
        assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::NotDumpable);
        let (one, other) = (PortalMayLook::begin(), PortalMayLook::begin());
        drop(one);
        assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::Dumpable);
        drop(other);
        assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::NotDumpable);
    }
}
