#!/bin/sh
# Installs Countersign for one person, or for everybody with a prefix; and removes it again. It is in the archive of
# Countersign, for systems that take neither .deb nor .rpm, and stays in the installation to remove it.
set -eu
# Everybody may read what is installed for everybody.
umask 022

usage() {
    cat <<'TEXT'
Usage: install.sh [--prefix FOLDER]              install, or replace the installed version
       install.sh --uninstall [--prefix FOLDER]  remove what was installed; credentials and keys stay

The prefix is ~/.local, unless --prefix or the variable PREFIX names another folder. Root has to name one, such as
/usr/local. The copy in an installation removes that installation. DESTDIR is put before each path, for those who make
packages.
TEXT
}

fail() {
    printf '%s\n' "install.sh: $1" >&2
    exit 1
}

uninstall=
prefix=
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
    if [ -n "$uninstall" ] && [ -f "$source/installed-files" ]; then
        # The copy in an installation knows where that is; the variables may mean another.
        prefix=${source%/share/countersign}
        DESTDIR=
    elif [ -n "${PREFIX:-}" ]; then
        prefix=$PREFIX
    elif [ "$(id -u)" = 0 ]; then
        fail 'root has to say where: with --prefix /usr/local it is for everybody; for you alone, run this without sudo'
    else
        prefix=${HOME:?"the variable HOME is not set; name a folder with --prefix"}/.local
    fi
fi
case $prefix in
    /*) ;;
    *) fail "the prefix has to be an absolute path, but is $prefix" ;;
esac
case $prefix in
    *[\"\`\$\\\|\&%]* | *'
'*)
        fail "an entry in a menu cannot name the folder $prefix; choose one without line breaks and these characters: \" \` \$ \\ | & %"
        ;;
esac
prefix=${prefix%/}
root=${DESTDIR:-}$prefix
list=$root/share/countersign/installed-files

# A list has the files of an installation, and with a slash at their ends the folders that it made; ./ is the prefix.

# Removes the files of a list, and the folders that are empty then.
remove() {
    printf '%s\n' "$1" | while IFS= read -r file; do
        case $file in
            '' | /* | *..* | */) ;;
            *) rm -f -- "$root/$file" "$root/$file.countersign-new" ;;
        esac
    done
    printf '%s\n' "$1" | LC_ALL=C sort -r | while IFS= read -r folder; do
        case $folder in
            /* | *..*) ;;
            ./) rmdir -- "$root" 2>/dev/null || : ;;
            */) rmdir -- "$root/${folder%/}" 2>/dev/null || : ;;
        esac
    done
}

# The folders in which files are, with those that they are in.
folders_of() {
    printf '%s\n' "$1" | while IFS= read -r path; do
        while [ "$path" != "${path%/*}" ]; do
            path=${path%/*}
            printf '%s/\n' "$path"
        done
    done | LC_ALL=C sort -u
    printf './\n'
}

# Those that are not there yet, or that an older version made.
made_of() {
    printf '%s\n' "$1" | while IFS= read -r folder; do
        if [ ! -d "$root/$folder" ] || printf '%s\n' "$2" | grep -q -F -x -e "$folder"; then
            printf '%s\n' "$folder"
        fi
    done
}

# Puts what it reads in the place of a file. A running program keeps its file: the new one gets the name.
put() {
    cat >"$root/$1.countersign-new"
    chmod "$2" -- "$root/$1.countersign-new"
    mv -f -- "$root/$1.countersign-new" "$root/$1"
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
    remove "$(cat "$list")"
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

files=$(cd "$source" && find bin share -type f | LC_ALL=C sort)
own='share/countersign/install.sh
share/countersign/installed-files'
before=
[ ! -f "$list" ] || before=$(cat "$list")
made=$(made_of "$(folders_of "$files
$own")" "$before")
now=$(printf '%s\n' "$files" "$own" "$made" | sed '/^$/d' | LC_ALL=C sort -u)

mkdir -p -- "$root/share/countersign" || fail "$prefix can't be written to; use sudo with --prefix, or another --prefix"
# The list is the first, so that an installation can be removed also if it is interrupted.
printf '%s\n' "$before" "$now" | sed '/^$/d' | LC_ALL=C sort -u | put share/countersign/installed-files 644
printf '%s\n' "$files" | while IFS= read -r file; do
    mkdir -p -- "$root/${file%/*}"
    case $file in
        # Not every menu looks into ~/.local/bin.
        share/applications/countersign.desktop)
            sed "s|^Exec=countersign|Exec=\"$prefix/bin/countersign\"|" "$source/$file" | put "$file" 644
            ;;
        bin/*) put "$file" 755 <"$source/$file" ;;
        *) put "$file" 644 <"$source/$file" ;;
    esac
done
put share/countersign/install.sh 755 <"$source/install.sh"
# What an older version installed and this one doesn't have goes.
remove "$(printf '%s\n' "$before" | LC_ALL=C sort -u | while IFS= read -r path; do
    printf '%s\n' "$now" | grep -q -F -x -e "$path" || printf '%s\n' "$path"
done)"
printf '%s\n' "$now" | put share/countersign/installed-files 644
refresh

printf '%s\n' "Countersign @VERSION@ is installed in $prefix." \
    "It is in the menu of your desktop; or start $prefix/bin/countersign." \
    "To remove it: $prefix/share/countersign/install.sh --uninstall"
