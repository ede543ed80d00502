# shellcheck shell=bash
# What scripts/up runs: the release binaries, the module and the portal. To be sourced after common.sh and node.sh.

# Without this ccache keeps nothing that a precompiled header went into (the sanitizers' builds).
export CCACHE_SLOPPINESS=${CCACHE_SLOPPINESS:-pch_defines,time_macros}

configure_preset() {  # PRESET: where needed; Ninja sees to all later changes but those of the presets
  cd "$ROOT" || return 1
  [ "build/$1/build.ninja" -nt CMakePresets.json ] || cmake --preset "$1"
}

build_preset() {  # PRESET [TARGET...]
  local preset=$1
  shift
  configure_preset "$preset" || return 1
  cmake --build "build/$preset" -j "$JOBS" ${1:+--target "$@"}
}

# unless_current STAMP COMMAND INPUT...: runs COMMAND if an input changed since it last succeeded. CMake knows this by itself; the
# JavaScript tools do not.
unless_current() {
  local stamp=$ROOT/build/stamps/$1 command=$2 begun
  shift 2
  if [ -e "$stamp" ] && [ -z "$(find "$@" -newer "$stamp" -print -quit)" ]; then return 0; fi
  begun=$(mktemp) && "$command" || return 1
  mkdir -p "$ROOT/build/stamps" && mv "$begun" "$stamp"  # as old as the start: a file edited meanwhile counts as changed
}

build_native() {
  build_preset release ratestackd ratestack
}

npm_build() { npm --prefix "$ROOT" run build --workspace "$1"; }
build_core_package() { npm_build wasm/package; }
build_pages() { npm_build portal-bff; }

build_module() {
  "$ROOT/scripts/lib/mbedtls_source.sh" || return 1
  build_preset wasm || return 1
  local package=$ROOT/wasm/package
  [ -e "$package/dist/index.js" ] || rm -f "$ROOT/build/stamps/core-package"
  unless_current core-package build_core_package "$ROOT/build/wasm/ratestack_core.wasm" "$package"/{src,scripts,*.json} \
    "$ROOT/package-lock.json"
}

build_portal() {
  local portal=$ROOT/portal-bff
  [ -e "$portal/dist/worker/worker.js" ] || rm -f "$ROOT/build/stamps/portal"
  unless_current portal build_pages "$portal"/{src,web,offline,build,config.capnp,*.json,*.ts} "$ROOT/build/stamps/core-package" \
    "$ROOT/package-lock.json"
}

build_all() {
  step "server and command line" build_native && step "WebAssembly module" build_module && step "portal" build_portal
}
