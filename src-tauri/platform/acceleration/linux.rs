//! How WebKit draws, which it reads from its environment. The processor paints, and the graphics card puts together what was
//! painted. On a computer without a card, the processor does that, too. For computers on which WebKit shows nothing with the
//! card, this program starts itself again in its place, with an environment without the card.

use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;
use std::{env, fs, io};

use crate::platform::files::{self, Existing, Readers};

/// What WebKitGTK reads: whether its processes share images through the graphics card, and whether they compose pages on
/// it. Drivers fail at either.
const SWITCHES: [&str; 2] = ["WEBKIT_DISABLE_DMABUF_RENDERER", "WEBKIT_DISABLE_COMPOSITING_MODE"];
/// What WebKitGTK reads: the device of the graphics card. Otherwise it loads the driver to ask for it, even if nothing is
/// drawn with it.
const DEVICE: &str = "WEBKIT_WEB_RENDER_DEVICE_FILE";
const NO_DEVICE: &str = "none";
/// What WebKitGTK reads: whether its page is painted by the processor.
const PAINTED_BY_PROCESSOR: &str = "WEBKIT_SKIA_ENABLE_CPU_RENDERING";
/// Our own: why the window is drawn without the card. A program that is started in place of this one finds it. With any
/// other text, such as 0, the window is drawn as with a card even where there is none.
const REASON: &str = "COUNTERSIGN_WITHOUT_ACCELERATION";
const NO_CARD: &str = "no card";
const TRIED: &str = "tried";
const REMEMBERED: &str = "remembered";
/// Where the kernel lists what can be drawn with. A name that begins with `RENDER_NODE` is for every program.
const DEVICES: &str = "/dev/dri";
const RENDER_NODE: &str = "renderD";
/// NVIDIA's own driver, and Windows' graphics card in its subsystem for Linux.
const OTHER_DEVICES: [&str; 2] = ["/dev/nvidiactl", "/dev/dxg"];
/// The file in the data folder that exists once drawing without the card has helped. It holds the version of WebKit.
const FILE: &str = "without-acceleration";

/// How the window is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Acceleration {
    /// By WebKit's own choice, usually with the graphics card.
    On,
    /// Without a graphics card, because this computer has none for programs.
    NoCard,
    /// Without the graphics card: with it, the page did not appear a moment ago.
    Tried,
    /// Without the graphics card: that helped at an earlier start.
    Remembered,
    /// As the person chose in the environment.
    ChosenByPerson,
}

/// Lets the processor paint the page, unless the person chose otherwise in the environment. Text and areas need no card, and
/// the programs for it that WebKit would compile before the first frame cost a tenth of the window's memory.
///
/// Where there is no card, lets the processor put the page together, too. Otherwise WebKit would load a driver that imitates
/// a card into this process, and draw with it: that delays the window, costs a fifth of its memory, and makes scrolling
/// slower.
///
/// To be called before there is a second thread, because others may read the environment.
pub(crate) fn choose() {
    set(PAINTED_BY_PROCESSOR, "1");
    if env::var_os(REASON).is_none() && current() == Acceleration::On && !has_card() {
        set(REASON, NO_CARD);
        SWITCHES.iter().for_each(|name| set(name, "1"));
        set(DEVICE, NO_DEVICE);
    }
}

/// Sets a variable of the environment, if the person has not set it.
fn set(name: &str, value: &str) {
    // If it fails, WebKit draws as it likes.
    let _ = gtk::glib::setenv(name, value, false);
}

/// Whether there is a graphics card for programs. None is opened, because that would wake one that sleeps.
fn has_card() -> bool {
    let mut nodes = fs::read_dir(DEVICES).into_iter().flatten().flatten();
    nodes.any(|entry| entry.file_name().as_encoded_bytes().starts_with(RENDER_NODE.as_bytes()))
        || OTHER_DEVICES.iter().any(|path| Path::new(path).exists())
}

/// Whether the window is drawn with acceleration, and could be drawn without.
pub(crate) fn can_do_without() -> bool {
    current() == Acceleration::On
}

/// How the window of this program is drawn.
fn current() -> Acceleration {
    match env::var(REASON).as_deref() {
        Ok(NO_CARD) => Acceleration::NoCard,
        Ok(TRIED) => Acceleration::Tried,
        Ok(REMEMBERED) => Acceleration::Remembered,
        _ if SWITCHES.iter().any(|name| env::var_os(name).is_some()) => Acceleration::ChosenByPerson,
        _ => Acceleration::On,
    }
}

/// Starts the program again without acceleration, if that helped at an earlier start with the same WebKit. Returns only
/// if there is nothing to do, or if it fails.
pub(crate) fn restart_if_remembered(data_folder: &Path) {
    let Ok(version) = fs::read_to_string(data_folder.join(FILE)) else { return };
    if current() != Acceleration::On {
        return;
    }
    if webkit_version() == Some(version) {
        let _ = restart(REMEMBERED);
    } else {
        // Perhaps the new WebKit draws. If the file stays, the next start tries again.
        let _ = fs::remove_file(data_folder.join(FILE));
    }
}

/// Starts the program again in its place, without acceleration. The claim on the data folder, the socket and the window
/// end with this program, before the next one begins. Returns only if it fails.
pub(crate) fn restart_without() -> io::Error {
    restart(TRIED)
}

/// Whether the window is drawn without acceleration because it did not appear with it. That it helped is noted.
pub(crate) fn remember_if_tried(data_folder: &Path) -> bool {
    let tried = current() == Acceleration::Tried;
    // If noting it fails, the next start finds out again.
    if tried && let Some(version) = webkit_version() {
        let _ = files::write(&data_folder.join(FILE), version.as_bytes(), Readers::Owner, Existing::Replace);
    }
    tried
}

fn restart(reason: &str) -> io::Error {
    let program = match env::current_exe() {
        Ok(program) => program,
        Err(error) => return error,
    };
    let switches = SWITCHES.map(|name| (name, "1"));
    Command::new(program)
        .args(env::args_os().skip(1))
        .envs(switches)
        .env(DEVICE, NO_DEVICE)
        .env(REASON, reason)
        .exec()
}

fn webkit_version() -> Option<String> {
    tauri::webview_version().ok()
}
