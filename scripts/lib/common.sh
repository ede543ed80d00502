# shellcheck shell=bash
# What every script shares: where things are, and how a step reports itself. To be sourced.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
export ROOT
export LOG_DIR=${LOG_DIR:-$ROOT/build/logs}
JOBS=$(nproc)
export JOBS

die() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

usage_error() {
  echo "$(basename "$0"): $* (see --help)" >&2
  exit 2
}

# The comment block under the shebang is the help text, so that the two cannot drift apart.
print_help() {
  awk 'NR > 1 && !/^#/ { exit } NR > 1 { sub(/^# ?/, ""); print }' "$0"
}

# step LABEL COMMAND...: one line on the console with the time it took; its output goes to LOG_DIR/LABEL.log, and the end of
# that is shown when it fails.
step() {
  local label=$1 log started=$SECONDS
  shift
  mkdir -p "$LOG_DIR"
  log=$LOG_DIR/${label//[^a-zA-Z0-9_.-]/-}.log
  printf '  %-34s ' "$label"
  if "$@" >"$log" 2>&1 </dev/null; then
    printf 'ok    %4ds\n' $((SECONDS - started))
    return 0
  fi
  printf 'FAIL  %4ds\n' $((SECONDS - started))
  show_tail "$log"
  return 1
}

show_tail() {
  echo "  --- end of ${1#"$ROOT"/} ---"
  tail -n "${2:-40}" "$1" | sed 's/^/  | /'
}
