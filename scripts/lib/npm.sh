# shellcheck shell=bash
# The npm workspace at the versions of package-lock.json. To be sourced after common.sh and node.sh.

NPM_STAMP=$ROOT/node_modules/.installed-from

node_is_ready() {
  node_is_new_enough node || node_is_new_enough "$ROOT/build/tools/node/bin/node"
}

# The lock file holds the whole tree, and native packages differ by Node's version: nothing else decides what is installed.
npm_fingerprint() {
  sha256sum <"$ROOT/package-lock.json"
  node --version
}

npm_is_current() {
  [ -f "$NPM_STAMP" ] && npm_fingerprint | cmp -s - "$NPM_STAMP"
}

npm_install() {
  (cd "$ROOT" && npm ci --no-audit --no-fund --loglevel=error) || return 1
  npm_fingerprint >"$NPM_STAMP"
}
