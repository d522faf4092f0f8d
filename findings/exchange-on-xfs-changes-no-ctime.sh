#!/usr/bin/env bash
# renameat2(RENAME_EXCHANGE) and the change time of the two files.
#
# Seen on Linux 6.18 with xfsprogs 6.1.0, btrfs-progs 6.2 and e2fsprogs 1.47.0 of Debian 12: POSIX
# lets rename() mark the change time of a file or not, and Linux's file systems do mark it, for a
# plain rename on all three. For an exchange ext4 and btrfs mark both files as well; XFS marks none
# of them. Whoever tells by the change time that a file got its name later than its content (backup
# programs do, to find files that were moved) sees nothing of an exchange on XFS.
#
# Needs the rights of the superuser, loop devices and Python 3. Exits non-zero if this changes.
set -euo pipefail

missing=()
command -v mkfs.xfs >/dev/null || missing+=(xfsprogs)
command -v mkfs.btrfs >/dev/null || missing+=(btrfs-progs)
[ "${#missing[@]}" -eq 0 ] || DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"

place=$(mktemp -d)
trap 'umount "$place"/*/ 2>/dev/null || true; rm -rf "$place"' EXIT

cat >"$place/look.py" <<'PYTHON'
import ctypes
import os
import sys
import time

libc = ctypes.CDLL(None, use_errno=True)
os.chdir(sys.argv[1])


def make(name):
    with open(name, "w") as file:
        file.write(name)
    return os.stat(name).st_ctime_ns


def later(name, before):
    return "later" if os.stat(name).st_ctime_ns > before else "same"


before = make("a")
time.sleep(0.1)  # longer than a step of any clock here
os.rename("a", "b")
renamed = later("b", before)
first, second = make("c"), make("d")
time.sleep(0.1)
if libc.renameat2(-100, b"c", -100, b"d", 2) != 0:
    sys.exit("cannot exchange: " + os.strerror(ctypes.get_errno()))
print("rename:", renamed, "exchange:", later("d", first), later("c", second))
PYTHON

status=0
for type in ext4 xfs btrfs; do
	truncate -s 384M "$place/$type.img"
	case $type in
		ext4) mkfs.ext4 -Fq "$place/$type.img" >/dev/null ;;
		*) "mkfs.$type" -fq "$place/$type.img" >/dev/null ;;
	esac
	mkdir "$place/$type"
	mount -o loop "$place/$type.img" "$place/$type"
	seen=$(python3 "$place/look.py" "$place/$type")
	expected="rename: later exchange: later later"
	[ "$type" != xfs ] || expected="rename: later exchange: same same"
	echo "$type: $seen"
	[ "$seen" = "$expected" ] || { echo "expected: $expected" >&2; status=1; }
done
exit $status
