#!/bin/sh
# Installs Countersign for one person, or for everybody with a prefix; and removes it again. It is in the archive of
# Countersign, for systems that take neither .deb nor .rpm, and stays in the installation to remove it.
set -eu

usage() {
    cat <<'TEXT'
Usage: install.sh [--prefix FOLDER]              install, or replace the installed version
       install.sh --uninstall [--prefix FOLDER]  remove what was installed; credentials and keys stay

The prefix is ~/.local, unless --prefix or the variable PREFIX names another folder, such as /usr/local.
DESTDIR is put before each path, for those who make packages.
TEXT
}

fail() {
    printf '%s\n' "install.sh: $1" >&2
    exit 1
}

uninstall=
prefix=${PREFIX:-}
while [ $# -gt 0 ]; do
    case $1 in
        --uninstall) uninstall=yes ;;
        --prefix)
            [ $# -gt 1 ] || fail 'after --prefix, the name of a folder is missing'
            prefix=$2
            shift
            ;;
        --prefix=*) prefix=${1#--prefix=} ;;
        --help | -h)
            usage
            exit 0
            ;;
        *)
            usage >&2
            exit 2
            ;;
    esac
    shift
done

source=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
if [ -z "$prefix" ]; then
    # The copy in an installation knows where that is.
    if [ -f "$source/installed-files" ]; then
        prefix=${source%/share/countersign}
    else
        prefix=${HOME:?"the variable HOME is not set; name a folder with --prefix"}/.local
    fi
fi
case $prefix in
    /*) ;;
    *) fail "the prefix has to be an absolute path, but is $prefix" ;;
esac
case $prefix in
    *[\"\`\$\\\|\&]*) fail "an entry in a menu cannot name the folder $prefix; choose one without these characters: \" \` \$ \\ | &" ;;
esac
prefix=${prefix%/}
root=${DESTDIR:-}$prefix
list=$root/share/countersign/installed-files

# Removes the files of a list, and the folders that are empty then, up to the prefix.
remove_listed() {
    while IFS= read -r file; do
        case $file in
            '' | /* | *..*) continue ;;
        esac
        rm -f -- "$root/$file"
        folder=$(dirname -- "$file")
        while [ "$folder" != . ]; do
            rmdir -- "$root/$folder" 2>/dev/null || break
            folder=$(dirname -- "$folder")
        done
    done
}

# Icons are looked up in a cache, if there is one. The entry opens no files, so the cache of those has nothing of it.
refresh() {
    [ -z "${DESTDIR:-}" ] || return 0
    if [ -f "$root/share/icons/hicolor/icon-theme.cache" ] && command -v gtk-update-icon-cache >/dev/null 2>&1; then
        gtk-update-icon-cache -q -t -f "$root/share/icons/hicolor" 2>/dev/null || :
    fi
}

if [ -n "$uninstall" ]; then
    [ -f "$list" ] || fail "Countersign is not installed in $prefix: there is no $list"
    files=$(cat "$list")
    printf '%s\n' "$files" | remove_listed
    refresh
    printf '%s\n' "Countersign was removed from $prefix. Credentials and keys were left where they are." \
        "They are in ${XDG_DATA_HOME:-~/.local/share}/dev.countersign.desktop; remove that folder if you don't need them."
    exit 0
fi

[ -f "$source/bin/countersign" ] || fail "there is no bin/countersign beside $0; unpack the whole archive"
cpu=$(uname -m)
[ "$cpu" = @CPU@ ] || fail "this archive is for @CPU@, and this computer is $cpu"
if command -v ldd >/dev/null 2>&1; then
    missing=$(ldd "$source/bin/countersign" 2>/dev/null | sed -n 's/^[[:space:]]*\([^ ]*\) => not found$/\1/p')
    if [ -n "$missing" ]; then
        printf '%s\n' 'install.sh: these libraries are missing:' "$missing" \
            'They come with WebKitGTK 4.1 and GTK 3. Install them, then run this again:' \
            '  Debian, Ubuntu:  sudo apt install libwebkit2gtk-4.1-0 libgtk-3-0' \
            '  Fedora:          sudo dnf install webkit2gtk4.1 gtk3' \
            '  openSUSE:        sudo zypper install libwebkit2gtk-4_1-0 libgtk-3-0' \
            '  Arch:            sudo pacman -S webkit2gtk-4.1 gtk3' >&2
        exit 1
    fi
fi

mkdir -p -- "$root" || fail "$prefix can't be written to; use sudo, or another --prefix"
# What an older version installed and this one doesn't have goes.
if [ -f "$list" ]; then
    (cd "$source" && find bin share -type f) | LC_ALL=C sort >"$list.new"
    LC_ALL=C sort "$list" | LC_ALL=C comm -23 - "$list.new" | grep -v -e '^share/countersign/' | remove_listed
    rm -f -- "$list.new"
fi
(cd "$source" && find bin share -type f) | while IFS= read -r file; do
    mkdir -p -- "$root/$(dirname -- "$file")"
    # A running program keeps its file: the new one gets the name.
    cp -- "$source/$file" "$root/$file.new"
    chmod 644 -- "$root/$file.new"
    case $file in bin/*) chmod 755 -- "$root/$file.new" ;; esac
    mv -f -- "$root/$file.new" "$root/$file"
done
# Not every menu looks into ~/.local/bin.
entry=$root/share/applications/countersign.desktop
sed "s|^Exec=countersign|Exec=\"$prefix/bin/countersign\"|" "$source/share/applications/countersign.desktop" >"$entry"
mkdir -p -- "$root/share/countersign"
if [ "$source" != "$root/share/countersign" ]; then
    cp -- "$source/install.sh" "$root/share/countersign/install.sh"
    chmod 755 -- "$root/share/countersign/install.sh"
fi
{
    (cd "$source" && find bin share -type f)
    printf '%s\n' share/countersign/install.sh share/countersign/installed-files
} | LC_ALL=C sort >"$list"
refresh

printf '%s\n' "Countersign @VERSION@ is installed in $prefix." \
    "It is in the menu of your desktop; or start $prefix/bin/countersign." \
    "To remove it: $prefix/share/countersign/install.sh --uninstall"
