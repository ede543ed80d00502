# shellcheck shell=bash
# The suites of scripts/test. Each suite_NAME function builds what it needs, runs it, and leaves its JUnit reports as
# $LOG_DIR/NAME*.xml; a check without cases leaves none. To be sourced after common.sh and build.sh.

run_ctest() {  # SUITE PRESET [CTEST OPTION...]
  local suite=$1 preset=$2
  shift 2
  ctest --test-dir "$ROOT/build/$preset" -j "$JOBS" --timeout 300 --no-tests=error --output-on-failure \
    --output-junit "$LOG_DIR/$suite.xml" "$@"
}

run_vitest() {  # SUITE WORKSPACE
  npm --prefix "$ROOT" run test --workspace "$2" -- \
    --reporter=default --reporter=junit --outputFile.junit="$LOG_DIR/$1.xml"
}

our_cpp_files() {
  git -C "$ROOT" ls-files -co --exclude-standard -- '*.cpp' '*.hpp'
}

suite_format() { (cd "$ROOT" && our_cpp_files | xargs clang-format-14 --dry-run -Werror); }

suite_scripts() {
  (cd "$ROOT" && git grep -lE '^#!.*bash|^# shellcheck shell=' | xargs shellcheck)
}

suite_release() { build_preset release; }

# The tests without sanitizers, for --fast; a run of everything has asan and plain in its place. The HTTP integration tests are a
# suite of their own, against what scripts/up runs.
suite_native() { build_preset dev && run_ctest native dev -E '^HttpIntegration[.]'; }

# What the sanitizers' builds leave out: the tests that they would disturb, and headers compiled alone. Compiled as release is,
# so that ccache has the libraries already.
suite_plain() { build_preset plain plain_tests && run_ctest plain plain -L plain; }

suite_noexcept() { build_preset noexcept && run_ctest noexcept noexcept; }

suite_module() {
  build_module && npm --prefix "$ROOT" run size --workspace wasm/package
}

suite_core_package() { run_vitest core_package wasm/package; }

suite_typescript() {
  cd "$ROOT" && npm run lint && npm run typecheck --workspaces --if-present
}

suite_portal() { build_portal && run_vitest portal portal-bff; }

# Every unit, contract and integration test but those of plain, and but those that load servers or wait for their bounds: they
# are in http_alone.
suite_asan() {
  build_preset asan && ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1 run_ctest asan asan \
    -E '^HttpIntegration[.](foreign_ids|kill9|postgres_failure|replicas|secret_memory|shared_lockout|slow_peers)$'
}

# Only what has threads: the rest of the tests says nothing more under this sanitizer. Its shadow memory has fixed places that
# a kernel with much address randomisation puts other things into, so that is turned off for its processes.
suite_tsan() {
  local fixed_addresses=()
  if setarch -R true 2>/dev/null; then fixed_addresses=(setarch -R); fi
  build_preset tsan threaded_tests || return 1
  TSAN_OPTIONS=halt_on_error=1 "${fixed_addresses[@]}" ctest --test-dir "$ROOT/build/tsan" -j "$JOBS" --timeout 300 \
    --no-tests=error --output-on-failure --output-junit "$LOG_DIR/tsan.xml" -L threaded
}

# clang-tidy wants to know how a file is compiled; nothing that it reads is built.
suite_tidy() { configure_preset dev && python3 "$ROOT/scripts/lib/tidy.py" "$ROOT" build/dev ${LONG:+--everything}; }

fuzz_seconds() {
  local seconds=10
  [ -z "${LONG:-}" ] || seconds=600
  echo "${FUZZ_SECONDS:-$seconds}"
}

suite_fuzz() {
  build_preset fuzz && python3 "$ROOT/scripts/lib/fuzz.py" "$ROOT" "$(fuzz_seconds)" "$JOBS" "$LOG_DIR/fuzz.xml"
}

suite_browser() {
  cd "$ROOT/portal-bff" &&
    PLAYWRIGHT_JUNIT_OUTPUT_NAME=$LOG_DIR/browser.xml npx playwright test --reporter=list,junit
}

suite_tour() { python3 "$ROOT/tests/integration/readme_tour/readme_tour.py" "$ROOT" "$LOG_DIR/tour.xml"; }

run_unittests() {  # SUITE FILE...: every file is run, whatever the ones before it said
  local suite=$1 file status=0
  shift
  for file in "$@"; do
    python3 "$ROOT/tests/support/run_unittest.py" "$file" "$LOG_DIR/$suite-$(basename "$file" .py).xml" || status=1
  done
  return $status
}

# The same, as many at a time as there are processors: for those that measure no time.
run_unittests_together() {  # SUITE FILE...
  local suite=$1 file status=0 running=0
  shift
  for file in "$@"; do
    if [ $running -ge "$JOBS" ]; then
      wait -n || status=1
      running=$((running - 1))
    fi
    run_unittests "$suite" "$file" &
    running=$((running + 1))
  done
  for (( ; running > 0; running--)); do wait -n || status=1; done
  return $status
}

suite_up() { run_unittests up "$ROOT"/tests/integration/scripts_up/*_test.py; }

# Those that load a server, stop it, or wait for its bounds have the machine to themselves.
readonly HTTP_ALONE=(foreign_ids kill9 lifecycle postgres_failure replicas secret_memory shared_lockout slow_peers)

suite_http_alone() {
  local name files=()
  for name in "${HTTP_ALONE[@]}"; do files+=("$ROOT/tests/integration/http/${name}_test.py"); done
  build_native && RATESTACK_BIN=$ROOT/build/release/bin run_unittests "${1:-http_alone}" "${files[@]}"
}

suite_http() {
  local file together=() status=0
  for file in "$ROOT"/tests/integration/http/*_test.py; do
    [[ " ${HTTP_ALONE[*]} " == *" $(basename "$file" _test.py) "* ]] || together+=("$file")
  done
  build_native || return 1
  RATESTACK_BIN=$ROOT/build/release/bin run_unittests_together http "${together[@]}" || status=1
  suite_http_alone http && return $status
}

# The same thousand files, one verdict: command line, Node. The same hundred thousand texts, redacted alike. The same thirty million
# decisions about capabilities.
readonly AGREEMENTS=(agreement redaction url identity policy)

suite_agreement() {
  local name status=0
  build_preset plain ratestack make_exports run_redactions url_runner identity_runner policy_runner || return 1
  for name in "${AGREEMENTS[@]}"; do echo "$name"; done |
    xargs -P "$JOBS" -I '{}' node "$ROOT/tests/integration/agreement/{}.mjs" "$ROOT/build/plain/bin" || status=1
  return $status
}

suite_soak() {
  build_native && build_preset plain ratestack make_exports || return 1
  RATESTACK_BIN=$ROOT/build/release/bin python3 "$ROOT/tests/integration/http/kill9_test.py" 500 &&
    node "$ROOT/tests/integration/agreement/agreement.mjs" "$ROOT/build/plain/bin" 20000 2
}
