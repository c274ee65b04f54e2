#!/bin/sh
# Makes the installer and tries it under Wine, in a Windows of its own: installs silently, starts the program, refuses to
# upgrade while it runs, upgrades, refuses to go back, and uninstalls. Ends with 1 at the first thing that is not so.
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

value() {
    wine reg query "$entry" /v "$1" 2>/dev/null | tr -d '\r' | sed -n "s/^ *$1 *REG_[A-Z]* *//p"
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

make_setup "$before"
make_setup "$version"
wineboot --init
local=$WINEPREFIX/drive_c/users/$(id -un)/AppData/Local
start=$WINEPREFIX/drive_c/users/$(id -un)/AppData/Roaming/Microsoft/Windows/'Start Menu'/Programs/Countersign.lnk
installed=$local/Countersign
# What the program stores has to be there at the end.
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
kill "$running"
wait "$running" || true

echo "upgrading to $version"
expect "upgrading" 0 wine "$work/setup-$version.exe" /S
is DisplayVersion "$version"

echo "going back to $before"
expect "going back" 4 wine "$work/setup-$before.exe" /S
is DisplayVersion "$version"

echo "uninstalling"
# Uninstalls from a copy of itself, and does not wait for that.
expect "uninstalling" 0 wine "$installed/uninstall.exe" /S
until_so "the program's folder is gone" test ! -e "$installed"
[ ! -e "$start" ] || fail "the Start menu still has its entry"
expect "reading the registry" 0 wine reg export HKCU "$(winepath -w "$work/hkcu.reg")" /y
left=$(tr -d '\000' < "$work/hkcu.reg" | grep -ai countersign || true)
[ -z "$left" ] || fail "it left this in the registry: $left"
[ "$(cat "$data/countersign.db")" = "credentials" ] || fail "the data is gone"
echo "The installer installs, upgrades and uninstalls."
