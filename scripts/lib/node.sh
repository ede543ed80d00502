# shellcheck shell=bash
# ensure_node: puts a Node.js that is new enough, and its npm, first on PATH. To be sourced.
#
# Debian 12 has Node 18, too old for the bundler. Where the system's Node will do it is used as it is; otherwise Node 22
# comes from npm (the binary is inside the package, nothing runs at install) into build/tools/node, pinned with checksums by
# scripts/lib/node/package-lock.json. npm comes along: Debian's finds its parts only under Debian's Node.
# Idempotent: a second call does nothing but set PATH.

# Node 20.19 or newer of its line, or 22.13 and later: what the tools of package.json ask for.
node_is_new_enough() {
  command -v "$1" >/dev/null 2>&1 || return 1
  "$1" -e '
    const [major, minor] = process.versions.node.split(".").map(Number);
    process.exit((major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major >= 24 ? 0 : 1);'
}

install_node() {
  local root=$1 tools=$2 fresh=$2.new
  command -v npm >/dev/null 2>&1 || { echo "npm is missing: install the Debian package npm" >&2; return 1; }
  echo "installing Node.js 22 into ${tools#"$root"/}" >&2
  rm -rf "$fresh"
  mkdir -p "$fresh/bin"
  cp "$root/scripts/lib/node/package.json" "$root/scripts/lib/node/package-lock.json" "$fresh/"
  # Run in its own directory, so that it is not taken for part of the workspace.
  (cd "$fresh" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2) || return 1
  (cd "$fresh/bin" && ln -s ../node_modules/node-linux-*/bin/node node) || return 1
  ln -s ../node_modules/npm/bin/npm-cli.js "$fresh/bin/npm"
  ln -s ../node_modules/npm/bin/npx-cli.js "$fresh/bin/npx"
  # Only a finished installation takes the place: an interrupted one is begun again.
  rm -rf "$tools"
  mv "$fresh" "$tools"
}

ensure_node() {
  local root tools
  root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd) || return 1
  tools=$root/build/tools/node
  if node_is_new_enough node && command -v npm >/dev/null 2>&1; then return 0; fi
  if ! node_is_new_enough "$tools/bin/node" || ! cmp -s "$root/scripts/lib/node/package-lock.json" "$tools/package-lock.json"; then
    install_node "$root" "$tools" || return 1
  fi
  export PATH="$tools/bin:$PATH"
}
