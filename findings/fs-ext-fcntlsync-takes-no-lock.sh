#!/usr/bin/env bash
# fs-ext 2.1.1 (npm; Node.js 20): fcntl(fd, 'setlk', F_WRLCK, callback) takes a record lock, as its README says;
# fcntlSync(fd, 'setlk', F_WRLCK), according to the README the synchronous form of it, always fails with EFAULT, on a
# descriptor that is open for writing and locked by nobody, and takes no lock. So does 'setlkw'. A program that treats
# every error of a lock as "held by somebody else" waits forever.
# Fails if that is not so any more. Needs: node with its headers, npm (with node-gyp), a C++ compiler, python3
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "name": "finding", "version": "1.0.0" }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts fs-ext@2.1.1
(cd node_modules/fs-ext && node "$(npm root -g)/npm/node_modules/node-gyp/bin/node-gyp.js" \
	--nodedir="$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")" rebuild > "$work/build.log" 2>&1) ||
	{ tail -5 build.log; exit 2; }

cat > locks.js <<'EOF'
const fs = require('fs');
const { fcntl, fcntlSync, constants } = require('fs-ext');
const code = (error) => (error ? error.code : 'locked');
function sync(command) {
	try {
		fcntlSync(fs.openSync('sync.lock', 'w'), command, constants.F_WRLCK);
		return 'locked';
	} catch (error) {
		return code(error);
	}
}
console.log('fcntlSync setlk', sync('setlk'));
console.log('fcntlSync setlkw', sync('setlkw'));
fcntl(fs.openSync('callback.lock', 'w'), 'setlk', constants.F_WRLCK, (error) => {
	console.log('fcntl setlk', code(error));
	// in the kernel's table, by inode
	const table = fs.readFileSync('/proc/locks', 'utf8');
	for (const name of ['sync.lock', 'callback.lock']) {
		console.log(name, table.includes(`:${fs.statSync(name).ino} `) ? 'is locked' : 'is not locked');
	}
});
EOF
node --version
node locks.js | tee seen
diff seen - <<'EOF'
fcntlSync setlk EFAULT
fcntlSync setlkw EFAULT
fcntl setlk locked
sync.lock is not locked
callback.lock is locked
EOF
