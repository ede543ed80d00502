# shellcheck shell=bash
# Starting, watching and stopping the demo's processes. To be sourced after common.sh.

CHILD_PIDS=()
declare -A CHILD_NAMES=()

# start NAME COMMAND...: in the background, output to LOG_DIR/NAME.log. In a session of its own, so that Ctrl-C reaches this
# script alone and the order of stopping is ours; should this script be killed outright, the kernel stops the child.
start() { start_with "" "$@"; }

# As the user that a PostgreSQL server runs as: itself, or `postgres` where root runs us. One setpriv does both: a change of
# user forgets the signal.
start_as_server_user() {
  local change=
  [ "$(id -u)" != 0 ] || change="--reuid=$(id -u postgres) --regid=$(id -g postgres) --clear-groups"
  start_with "$change" "$@"
}

start_with() {  # SETPRIV-OPTIONS NAME COMMAND...
  local options=$1 name=$2
  shift 2
  mkdir -p "$LOG_DIR"
  # shellcheck disable=SC2086  # options are words
  (cd / && exec setsid setpriv $options --pdeathsig TERM "$@") >>"$LOG_DIR/$name.log" 2>&1 </dev/null 9>&- &
  CHILD_PIDS+=($!)
  CHILD_NAMES[$!]=$name
}

# Newest first: what accepts requests goes before what answers them.
stop_all() {
  local index pid
  trap '' INT TERM HUP  # a second Ctrl-C must not leave the rest behind
  for ((index = ${#CHILD_PIDS[@]} - 1; index >= 0; index--)); do
    pid=${CHILD_PIDS[index]}
    kill -TERM "$pid" 2>/dev/null || continue
    await_exit "$pid" 10 || { echo "${CHILD_NAMES[$pid]} did not stop in 10 s: killed" >&2; kill -KILL "$pid"; }
  done
  CHILD_PIDS=()
}

# Sets DEAD_PID. Asked for again and again instead of `wait -n`, which never speaks of a child that ended before it was called.
find_dead_child() {
  for DEAD_PID in "${CHILD_PIDS[@]}"; do
    kill -0 "$DEAD_PID" 2>/dev/null || return 0
  done
  return 1
}

await_exit() {  # PID SECONDS
  local deadline=$((SECONDS + $2))
  while kill -0 "$1" 2>/dev/null; do
    [ $SECONDS -lt $deadline ] || return 1
    sleep 0.05
  done
}

# await_http URL SECONDS PID: until URL answers 200, PID dies, or time is out.
await_http() {
  local deadline=$((SECONDS + $2))
  until curl --noproxy '*' -fsS -o /dev/null --max-time 2 "$1" 2>/dev/null; do
    kill -0 "$3" 2>/dev/null || { echo "${CHILD_NAMES[$3]} stopped while starting" >&2; return 1; }
    [ $SECONDS -lt $deadline ] || { echo "${CHILD_NAMES[$3]}: $1 does not answer after $2 s" >&2; return 1; }
    sleep 0.05
  done
}

# Free loopback ports, as many as asked for, one a line.
free_ports() {
  python3 - "$1" <<'PYTHON'
import socket, sys
sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(int(sys.argv[1]))]
print("\n".join(str(held.getsockname()[1]) for held in sockets))
PYTHON
}

port_is_free() {
  python3 - "$1" 2>/dev/null <<'PYTHON'
import socket, sys
socket.create_server(("127.0.0.1", int(sys.argv[1])))
PYTHON
}
