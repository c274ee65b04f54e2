#!/bin/sh
# Makes the installer and tries it under Wine, in a Windows of its own: installs silently, starts the program, refuses to
# upgrade while it runs or what it cannot write, upgrades, also what Tauri's installer has installed, refuses to go back, runs
# no setup of WebView2 unasked, and uninstalls. Ends with 1 at the first thing that is not so.
#
#   try-installer.sh PROGRAM WORK [LOADER]      needs makensis, wine, Xvfb
#
# PROGRAM: countersign.exe. WORK: a folder for everything that is made here. LOADER: WebView2Loader.dll, if it needs that.
set -eu

program=$1
work=$2
loader=${3:-}
root=$(cd "$(dirname "$0")/../.." && pwd)

rm -rf "$work"
mkdir -p "$work"
export WINEPREFIX="$work/wine" WINEDEBUG=-all
# Wine offers to download the first two in a window that nobody sees, and puts what is installed into this system's menus.
export WINEDLLOVERRIDES='mscoree=;mshtml=;winemenubuilder.exe='

version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$root/Cargo.toml" | head -1)
homepage=$(sed -n 's/^homepage = "\(.*\)"$/\1/p' "$root/Cargo.toml" | head -1)
before=0.0.9
folder='HKCU\Software\The Countersign authors\Countersign'
entry='HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Countersign'

fail() {
    echo "The installer under Wine: $*" >&2
    exit 1
}

# expect WHAT WANTED COMMAND...: runs the command, and compares how it ends.
expect() {
    what=$1
    wanted=$2
    shift 2
    got=0
    timeout 120 "$@" || got=$?
    [ "$got" = "$wanted" ] || fail "$what ended with $got instead of $wanted"
}

# until WHAT COMMAND...: waits for the command to succeed.
until_so() {
    what=$1
    shift
    tries=0
    until "$@"; do
        tries=$((tries + 1))
        [ "$tries" -lt 240 ] || fail "$what: not within 60 s"
        sleep 0.25
    done
}

make_setup() {
    set -- -V2 -DQUICK "-DVERSION=$1" "-DPROGRAM=$program" "-DROOT=$root" "-DOUT=$work/setup-$1.exe" "-DHOMEPAGE=$homepage"
    [ -z "$loader" ] || set -- "$@" "-DLOADER=$loader"
    makensis "$@" "$root/packaging/windows/countersign.nsi" || fail "makensis"
}

# make_small NAME < SECTION: an installer with this section alone, as installer.nsi of Tauri's has its own.
make_small() {
    {
        echo "!include \"$root/packaging/windows/closing.nsh\""
        echo "Name small"
        echo "OutFile \"$work/$1.exe\""
        echo "RequestExecutionLevel user"
        echo "SilentInstall silent"
        echo "InstallDir \"\$LOCALAPPDATA\\Countersign\""
        echo "Section"
        cat
        echo "SectionEnd"
    } > "$work/$1.nsi"
    makensis -V2 "$work/$1.nsi" || fail "makensis for $1"
}

value() {
    wine reg query "$entry" /v "$1" 2>/dev/null | tr -d '\r' | sed -n "s/^ *$1 *REG_[A-Z]* *//p"
}

# quietly COMMAND...: a step that has to succeed.
quietly() {
    "$@" > /dev/null || fail "$*"
}

is() {
    [ "$(value "$1")" = "$2" ] || fail "Add/Remove programs says $1 = $(value "$1") instead of $2"
}

# Messages need a display. It ends with this script, and so does Wine's server, which goes on for a while otherwise.
Xvfb -displayfd 3 -nolisten tcp 3> "$work/display.txt" 2> "$work/xvfb.txt" &
display=$!
at_end() {
    wineboot --kill || true
    kill "$display"
}
trap at_end EXIT
until_so "the display" test -s "$work/display.txt"
DISPLAY=:$(cat "$work/display.txt")
export DISPLAY

if (make_setup 1.2.0-beta.1) > "$work/beta.txt" 2>&1; then
    fail "a version that is not three numbers makes an installer"
fi
grep -q "has to be three numbers" "$work/beta.txt" || fail "it is not said that a version has to be three numbers"
make_setup "$before"
make_setup "$version"
wineboot --init
local=$WINEPREFIX/drive_c/users/$(id -un)/AppData/Local
start=$WINEPREFIX/drive_c/users/$(id -un)/AppData/Roaming/Microsoft/Windows/'Start Menu'/Programs/Countersign.lnk
installed=$local/Countersign
# What the program stores has to be there at the end.
desktop=$WINEPREFIX/drive_c/users/$(id -un)/Desktop
data=$local/dev.countersign.desktop
mkdir -p "$data"
echo "credentials" > "$data/countersign.db"

echo "installing $before"
expect "installing" 0 wine "$work/setup-$before.exe" /S
for file in countersign.exe uninstall.exe LICENSE-MIT.txt LICENSE-APACHE.txt third-party-notices.txt; do
    [ -s "$installed/$file" ] || fail "$file is not installed"
done
[ -z "$loader" ] || cmp -s "$loader" "$installed/WebView2Loader.dll" || fail "WebView2Loader.dll is not installed"
cmp -s "$program" "$installed/countersign.exe" || fail "countersign.exe is another one"
[ -s "$start" ] || fail "the Start menu has no entry"
is DisplayName Countersign
is DisplayVersion "$before"
is Publisher "The Countersign authors"
is URLInfoAbout "$homepage"
# Here Tauri's installer finds the folder that it upgrades.
wine reg query "$folder" /ve | grep -q 'AppData.Local.Countersign' || fail "Tauri's installer would not find the folder"
size=$(($(value EstimatedSize)))
bytes=$(cat "$installed"/* | wc -c)
[ "$size" -gt 0 ] && [ "$((size * 1024))" -le "$((bytes + 10240))" ] || fail "its size is $size kB, of $bytes bytes"

echo "starting it"
# Wine has no WebView2: the program has to say so, and where to get it. Its message waits.
wine "$installed/countersign.exe" 2> "$work/said.txt" &
running=$!
until_so "the program says what it lacks" grep -q "WebView2 Runtime.*https://developer.microsoft.com" "$work/said.txt"

echo "upgrading and uninstalling while it runs"
expect "upgrading while it runs" 3 wine "$work/setup-$version.exe" /S
is DisplayVersion "$before"
expect "uninstalling while it runs" 3 wine "$installed/uninstall.exe" /S '_?='"$(winepath -w "$installed")"
[ -s "$installed/countersign.exe" ] || fail "it was removed while it ran"
# What Tauri's installer and uninstaller do before they would end the program.
for hook in PREINSTALL PREUNINSTALL; do
    make_small "$hook" << END
!insertmacro NSIS_HOOK_$hook
FileOpen \$0 "\$EXEDIR\\$hook.txt" w
FileClose \$0
END
    expect "$hook while it runs" 3 wine "$work/$hook.exe" /S
    [ ! -e "$work/$hook.txt" ] || fail "Tauri's installer would end the program after $hook"
done
kill "$running"
wait "$running" || true
until_so "the program has ended" wine "$work/PREUNINSTALL.exe" /S
[ -e "$work/PREUNINSTALL.txt" ] || fail "Tauri's uninstaller would not go on"

echo "upgrading what cannot be written"
rm "$installed/LICENSE-MIT.txt"
mkdir "$installed/LICENSE-MIT.txt"
expect "upgrading over a folder" 6 wine "$work/setup-$version.exe" /S
is DisplayVersion "$before"
rmdir "$installed/LICENSE-MIT.txt"

echo "upgrading beside what is installed for everybody"
for view in 32 64; do
    everybody='HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\{01234567-89AB-CDEF-0123-456789ABCDEF}'
    quietly wine reg add "$everybody" "/reg:$view" /f /v DisplayName /d Countersign
    quietly wine reg add "$everybody" "/reg:$view" /f /v Publisher /d "The Countersign authors"
    quietly wine reg add "$everybody" "/reg:$view" /f /v DisplayVersion /d "$before"
    expect "installing beside the MSI ($view)" 5 wine "$work/setup-$version.exe" /S
    quietly wine reg delete "$everybody" "/reg:$view" /f
done
is DisplayVersion "$before"

# What Tauri's installer writes besides.
quietly wine reg add "$entry" /f /v MainBinaryName /d countersign.exe
quietly wine reg add "$folder" /f /v "Installer Language" /d 1033
mkdir -p "$desktop"
cp "$start" "$desktop/Countersign.lnk"

echo "upgrading to $version"
# The folder stays: another one would be a second program.
expect "upgrading" 0 wine "$work/setup-$version.exe" /S '/D=C:\elsewhere'
is DisplayVersion "$version"
[ -s "$installed/LICENSE-MIT.txt" ] || fail "it was not upgraded where it is"
[ ! -e "$WINEPREFIX/drive_c/elsewhere" ] || fail "there is a second program in another folder"

echo "installing the WebView2 Runtime"
# Stands for Microsoft's, and cannot install it.
make_small MicrosoftEdgeWebview2Setup << 'END'
FileOpen $0 "$EXEDIR\ran.txt" w
FileClose $0
SetErrorLevel 5
END
expect "installing without a word about WebView2" 0 wine "$work/setup-$version.exe" /S
[ ! -e "$work/ran.txt" ] || fail "a setup that lay beside it was run unasked"
expect "installing WebView2" 7 wine "$work/setup-$version.exe" /S /WEBVIEW2
[ -e "$work/ran.txt" ] || fail "the setup of WebView2 was not run"
rm "$work/MicrosoftEdgeWebview2Setup.exe"
expect "installing WebView2 without its setup" 7 wine "$work/setup-$version.exe" /S /WEBVIEW2

echo "going back to $before"
expect "going back" 4 wine "$work/setup-$before.exe" /S
is DisplayVersion "$version"

echo "uninstalling"
# Uninstalls from a copy of itself, and does not wait for that.
expect "uninstalling" 0 wine "$installed/uninstall.exe" /S
until_so "the program's folder is gone" test ! -e "$installed"
until_so "the entry in the Start menu is gone" test ! -e "$start"
until_so "the shortcut of Tauri's installer on the desktop is gone" test ! -e "$desktop/Countersign.lnk"
# Its last steps are in the registry.
is_gone() { ! wine reg query 'HKCU\Software\The Countersign authors' > /dev/null 2>&1; }
until_so "its keys in the registry are gone" is_gone
expect "reading the registry" 0 wine reg export HKCU "$(winepath -w "$work/hkcu.reg")" /y
left=$(tr -d '\000' < "$work/hkcu.reg" | grep -ai countersign || true)
[ -z "$left" ] || fail "it left this in the registry: $left"
[ "$(cat "$data/countersign.db")" = "credentials" ] || fail "the data is gone"
echo "The installer installs, upgrades and uninstalls."
