#!/usr/bin/env bash
# Durable appends through nginx, as a client sees them: rows/s and latency with 1, 8 and 64 clients, one event and 1,000
# events a request. Starts its own servers and nginx in a directory of its own: bench/http_append.sh [BIN] [SECONDS] [REPLICAS]
# BIN: where ratestackd and ratestack are (default build/release/bin). With REPLICAS: so many servers over a PostgreSQL of their own;
# without, one over an SQLite file.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
bin=$(cd "${1:-$root/build/release/bin}" && pwd)
seconds=${2:-8}
replicas=${3:-}
nginx=$(PATH=$PATH:/usr/sbin command -v nginx)
work=$(mktemp -d "${BENCH_DIR:-/var/tmp}/ratestack-bench-XXXXXX") # a real file system: /tmp may be memory
edge_pid='' server_pids=() cluster=''

cleanup() {
  [ -z "$edge_pid" ] || { kill "$edge_pid" && wait "$edge_pid" || true; }
  for pid in "${server_pids[@]}"; do kill "$pid" && wait "$pid" || true; done
  [ -z "$cluster" ] || "$root/tests/support/postgres_server.py" stop "$cluster"
  rm -rf "$work"
}
trap cleanup EXIT

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
field() { python3 -c 'import json, sys; print(json.load(sys.stdin)[sys.argv[1]])' "$1"; }
wait_ready() { # URL
  for _ in $(seq 200); do
    curl -fsS -o /dev/null "$1" 2>/dev/null && return
    sleep 0.05
  done
  echo "not ready: $1" >&2
  return 1
}

edge=$(free_port)
export RATESTACK_DATA_DIR=$work/data
mkdir -p "$RATESTACK_DATA_DIR"
if [ -n "$replicas" ]; then
  cluster=$(mktemp -u "${BENCH_DIR:-/var/tmp}/ratestack-bench-pg-XXXXXX")
  "$root/tests/support/postgres_server.py" start "$cluster" --durable
  admin="postgresql://postgres@/postgres?host=$cluster&port=$(cat "$cluster/port")"
  psql -Xq "$admin" -c "CREATE DATABASE ratestack OWNER ratestack_owner"
  server_url="postgresql://ratestack_server@/ratestack?host=$cluster&port=$(cat "$cluster/port")"
  DATABASE_URL=${server_url/ratestack_server/ratestack_owner} "$bin/ratestack" migrate >/dev/null
  export DATABASE_URL=$server_url
else
  "$bin/ratestack" migrate >/dev/null
fi
"$bin/ratestack" bootstrap --json >"$work/platform.json"
"$bin/ratestack" orgs create --type ORIGINATOR --name Bench --email bench@bench.example --json >"$work/org.json"
key=$(field api_key <"$work/org.json")
upstreams=()
for _ in $(seq "${replicas:-1}"); do
  api=$(free_port)
  RATESTACK_LISTEN=127.0.0.1:$api "$bin/ratestackd" >>"$work/server.log" 2>&1 &
  server_pids+=($!)
  upstreams+=("--upstream=127.0.0.1:$api")
  wait_ready "http://127.0.0.1:$api/readyz"
done
"$bin/ratestack" edge render --out "$work/edge" --listen "127.0.0.1:$edge" "${upstreams[@]}" --exports "$work/data/exports" >/dev/null
"$nginx" -e "$work/edge/error.log" -p "$work/edge" -c nginx.conf &
edge_pid=$!
wait_ready "http://127.0.0.1:$edge/readyz"

measure() { # CLIENTS EVENTS
  local threads=$(($1 < 2 ? 1 : 2))
  printf 'clients=%-3s events_per_request=%-5s ' "$1" "$2"
  EVENTS=$2 wrk -t "$threads" -c "$1" -d "${seconds}s" --timeout 30s -s "$root/bench/append.lua" "http://127.0.0.1:$edge" \
    -- "$key" "$2" | grep '^rows_per_s='
}

echo "$(date -u +%FT%TZ) commit $(git -C "$root" rev-parse --short HEAD) on $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg)"
for events in 1 1000; do
  for clients in 1 8 64; do measure "$clients" "$events"; done
done
curl -fsS -H "Authorization: Bearer $(field api_key <"$work/platform.json")" "http://127.0.0.1:$edge/v1/admin/audit/verify"
echo
