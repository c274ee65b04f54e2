# Tauri's bundler lets a .rpm own files alone, so that its folders would be left empty. $1 is the number of versions that are
# still installed: 0 when the program is removed, 1 when it is upgraded.
if [ "$1" = 0 ]; then
    rmdir /usr/share/doc/countersign /usr/share/licenses/countersign 2>/dev/null || :
fi
