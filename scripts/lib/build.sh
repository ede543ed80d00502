# shellcheck shell=bash
# What scripts/up runs: the release binaries, the module and the portal. To be sourced after common.sh and node.sh.

build_native() {
  cmake --preset release -S "$ROOT" && cmake --build "$ROOT/build/release" -j "$JOBS" --target ratestackd ratestack
}

build_module() {
  cmake --preset wasm -S "$ROOT" && cmake --build "$ROOT/build/wasm" -j "$JOBS" &&
    npm --prefix "$ROOT" run build --workspace wasm/package
}

build_portal() { npm --prefix "$ROOT" run build --workspace portal-bff; }

build_all() {
  cd "$ROOT" || return 1
  step "server and command line" build_native && step "WebAssembly module" build_module && step "portal" build_portal
}
