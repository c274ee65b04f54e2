# Opens a transfer file by what docs/transfer-file.md says, with nothing of Countersign: the file, then the passphrase on
# standard input. Writes the content to standard output, or says on standard error what is wrong.
import hashlib
import struct
import sys
import unicodedata

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


def derive(passphrase, salt, memory_kib, passes, lanes):
    # 19 is version 1.3 of Argon2.
    return hash_secret_raw(passphrase, salt, passes, memory_kib, lanes, 32, Type.ID, 19)


def read(file, passphrase):
    if file[:8] != bytes.fromhex("89435358460d0a1a"):
        return "another file"
    version, memory_kib, passes, lanes = struct.unpack(">4I", file[8:24])
    if version != 1:
        return "newer version"
    (length,) = struct.unpack(">Q", file[80:88])
    if hashlib.sha256(file[:88]).digest()[:8] != file[88:96]:
        return "damaged header"
    if len(file) - 96 != length:
        return "wrong length"
    key = derive(unicodedata.normalize("NFC", passphrase).encode(), file[24:40], memory_kib, passes, lanes)
    cipher = AESGCM(key)
    try:
        cipher.decrypt(file[40:52], file[52:68], file[:40])
    except InvalidTag:
        return "wrong passphrase"
    try:
        return cipher.decrypt(file[68:80], file[96:], file[:96])
    except InvalidTag:
        return "damaged content"


with open(sys.argv[1], "rb") as opened:
    content = read(opened.read(), sys.stdin.read())
if isinstance(content, str):
    sys.exit(content)
sys.stdout.buffer.write(content)
