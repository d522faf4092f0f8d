#!/usr/bin/env bash
# patch 2.7.6 and augtool 1.14.0 (Debian 12) save by writing a temporary file and renaming it over the old one: at every
# moment there is a whole file. Asked to keep a backup (patch -b, augtool -b), they first rename the file itself to the
# name of the backup, and only then rename the temporary file to its place: in between there is no file, a reader fails
# with ENOENT, and a program that dies there leaves none. A hard link or a copy for the backup would leave no such gap.
# Ruby 3.1.2 with -i has the gap without any option: it removes the file, creates it anew and fills it line by line.
# Says for each what it saw, and fails if that is not so any more. Needs: strace patch augeas-tools ruby
set -euo pipefail

for package in patch augeas-tools ruby3.1 strace; do
	dpkg-query -W -f '${Package} ${Version}\n' "$package"
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
status=0

# saves NAME EXPECTED COMMAND...: runs a command that edits ./X, and tells whether X had no name for a moment
saves() {
	local name=$1 expected=$2 seen
	shift 2
	printf '[main]\na = 1\n' > X
	strace -f -o trace -e trace=rename,renameat,renameat2,unlink,unlinkat,link,linkat "$@" < "${input:-/dev/null}" > said
	grep -q 'a = 2' X || { echo "$name did not save: $(cat said)"; exit 2; }
	# the name goes away as the old name of a rename, or by its removal
	if grep -E '"([^"]*/)?X"' trace | grep -v ENOENT |
		grep -qE '(rename[a-z0-9]*|unlink[a-z]*)\((AT_FDCWD, )?"([^"]*/)?X"'; then seen=gap; else seen=whole; fi
	echo "$name: $seen"
	grep -E '"([^"]*/)?X"' trace | sed 's/^[0-9]* */    /'
	[ "$seen" = "$expected" ] || { echo "    expected: $expected"; status=1; }
}

printf '%s\n' '--- X' '+++ X' '@@ -1,2 +1,2 @@' ' [main]' '-a = 1' '+a = 2' > edit.patch
printf '%s\n' "transform Puppet.lns incl $work/X" load "set /files$work/X/main/a 2" save > edit.aug

saves 'patch' whole patch -s X edit.patch
saves 'patch -b' gap patch -s -b X edit.patch
input=edit.aug saves 'augtool' whole augtool --noload --noautoload
input=edit.aug saves 'augtool -b' gap augtool -b --noload --noautoload
saves 'ruby -i' gap ruby -i -pe '$_.sub!("a = 1", "a = 2")' X
exit $status
