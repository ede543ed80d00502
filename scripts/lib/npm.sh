# shellcheck shell=bash
# The npm packages at the versions of the lock files: the workspace's, and those of a test that has a tree of its own. To be
# sourced after common.sh and node.sh.

NPM_TREES=("$ROOT" "$ROOT/tests/integration/oidc")

node_is_ready() {
  node_is_new_enough node || node_is_new_enough "$ROOT/build/tools/node/bin/node"
}

# A lock file holds the whole tree, and native packages differ by Node's version: nothing else decides what is installed.
npm_fingerprint() {  # TREE
  sha256sum <"$1/package-lock.json"
  node --version
}

npm_tree_is_current() {  # TREE
  local stamp=$1/node_modules/.installed-from
  [ -f "$stamp" ] && npm_fingerprint "$1" | cmp -s - "$stamp"
}

npm_is_current() {
  local tree
  for tree in "${NPM_TREES[@]}"; do npm_tree_is_current "$tree" || return 1; done
}

npm_install() {
  local tree
  for tree in "${NPM_TREES[@]}"; do
    npm_tree_is_current "$tree" && continue
    (cd "$tree" && npm ci --no-audit --no-fund --loglevel=error) || return 1
    npm_fingerprint "$tree" >"$tree/node_modules/.installed-from"
  done
}
