# shellcheck shell=bash
# The demo platform in a data directory: its files, its processes, its first data. To be sourced by scripts/up, whose
# variables it reads.
: "${data:?}" "${port:?}" "${portal_port:?}" "${demo:?}" "${database:?}" "${replicas:?}"

readonly LENDERS=("CORRESPONDENT|Cascade Home Lending|admin@cascade-home.example"
  "ORIGINATOR|Harborline Mortgage|admin@harborline.example")

ratestack() { "$ROOT/build/release/bin/ratestack" "$@"; }
demo_json() { python3 "$ROOT/scripts/lib/demo_json.py" "$data/demo.json" "$@"; }

# Creates the directory, readable by its owner alone, and takes it: two servers must not share one.
open_data_dir() {
  mkdir -p "$data" && chmod 700 "$data" || die "cannot create $data"
  exec 9>>"$data/up.lock"
  flock -n 9 || die "$data is in use by another scripts/up (stop it, or choose another with --data)"
}

# The keys in demo.json are those of one database.
require_same_database() {
  if [ "$database" = postgres ] && [ -e "$data/ratestack.db" ]; then
    die "$data holds an SQLite installation: leave out --postgres, or choose another with --data"
  fi
  if [ "$database" = sqlite ] && { [ -e "$data/postgres" ] || [ -e "$data/postgres.dir" ]; }; then
    die "$data holds a PostgreSQL installation: say --postgres, or choose another with --data"
  fi
}

require_port() {  # PORT FLAG
  if (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then
    die "port $1 is in use (choose another with $2)"
  fi
}

# A random value of 43 characters in a file of its own, made once.
ensure_secret() {
  [ -s "$1" ] || (umask 077 && head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n' >"$1")
}

prepare_data() {
  export RATESTACK_DATA_DIR=$data INTERNAL_TOKEN_FILE=$data/internal_token
  ensure_secret "$data/internal_token"
  ensure_secret "$data/portal_csrf_key"
  prepare_database || return 1
  first_run=no
  if [ ! -s "$data/demo.json" ]; then
    first_run=yes
    keep_credentials init "$data/internal_token" -- bootstrap --email admin@platform.example || return 1
  fi
  [ "$demo" = no ] || create_lenders || return 1
  demo_json addresses "http://127.0.0.1:$port" "http://localhost:$portal_port"
}

# The owner migrates; from then on DATABASE_URL is the server's.
prepare_database() {
  if [ "$database" = sqlite ]; then
    step "database" ratestack migrate
    return
  fi
  start_postgres || return 1
  step "database" env DATABASE_URL="$(postgres_url ratestack_owner)" "$ROOT/build/release/bin/ratestack" migrate || return 1
  DATABASE_URL=$(postgres_url ratestack_server)
  export DATABASE_URL
}

# keep_credentials DEMO-JSON-COMMAND... -- RATESTACK-COMMAND...: the command shows the new credentials this once, and the file
# keeps them.
keep_credentials() {
  local keep=() answer
  while [ "$1" != -- ]; do keep+=("$1"); shift; done
  shift
  answer=$(ratestack "$@" --json 9>&-) || { echo "failed: ratestack $1" >&2; return 1; }
  demo_json "${keep[@]}" <<<"$answer"
}

create_lenders() {
  local index type name email
  for ((index = $(demo_json lenders); index < ${#LENDERS[@]}; index++)); do
    IFS='|' read -r type name email <<<"${LENDERS[index]}"
    keep_credentials add-org "$type" "$name" -- orgs create --type "$type" --name "$name" --email "$email" || return 1
  done
}

# What browsers call the portal.
public_origin() { echo "${PUBLIC_ORIGIN:-http://localhost:$portal_port}"; }

workerd_binary() { echo "$ROOT"/node_modules/@cloudflare/workerd-linux-*/bin/workerd; }

start_platform() {
  local internal_port worker_port server_ports=() server_port
  { read -r internal_port; read -r worker_port; mapfile -t server_ports; } < <(free_ports $((2 + replicas)))
  for server_port in "${server_ports[@]}"; do start_server "$server_port" || return 1; done
  start_portal_worker "$worker_port" "$internal_port" || return 1
  start_edge "$internal_port" "$worker_port" "${server_ports[@]}"
}

start_server() {  # PORT
  local name=ratestackd
  [ "$replicas" = 1 ] || name=ratestackd-$1
  start "$name" "$ROOT/build/release/bin/ratestackd" --listen "127.0.0.1:$1" \
    --public-origin "$(public_origin)"
  await_http "http://127.0.0.1:$1/readyz" 20 $! || { show_tail "$LOG_DIR/$name.log"; return 1; }
}

start_portal_worker() {  # PORT UPSTREAM-PORT
  INTERNAL_TOKEN=$(cat "$data/internal_token") PORTAL_CSRF_KEY=$(cat "$data/portal_csrf_key") PUBLIC_ORIGIN=$(public_origin) \
    start workerd "$(workerd_binary)" serve "$ROOT/portal-bff/config.capnp" --directory-path "pages=$ROOT/portal-bff/dist/web" \
    --socket-addr "http=127.0.0.1:$1" --external-addr "api=127.0.0.1:$2" --external-addr "internal=127.0.0.1:$2"
  await_http "http://127.0.0.1:$1/" 20 $! || { show_tail "$LOG_DIR/workerd.log"; return 1; }
}

start_edge() {  # INTERNAL-PORT WORKER-PORT SERVER-PORT...
  local internal_port=$1 worker_port=$2
  shift 2
  step "edge configuration" ratestack edge render --out "$data/edge" "${@/#/--upstream=127.0.0.1:}" --exports "$data/exports" \
    --listen "127.0.0.1:$port" --internal-listen "127.0.0.1:$internal_port" \
    --portal-listen "127.0.0.1:$portal_port" --portal-upstream "127.0.0.1:$worker_port" || return 1
  start nginx nginx -e "$data/edge/error.log" -p "$data/edge" -c nginx.conf
  await_http "http://127.0.0.1:$port/readyz" 10 $! && await_http "http://localhost:$portal_port/" 10 $! && return 0
  show_tail "$LOG_DIR/nginx.log"
  return 1
}

# The moment that the demo's history ends at is kept, so that an interrupted load continues with the same events.
load_demo() {
  [ "$demo" = yes ] && [ ! -e "$data/demo.loaded" ] || return 0
  [ -s "$data/demo.end" ] || date +%s >"$data/demo.end"
  step "demo events" python3 "$ROOT/scripts/lib/demo_data.py" "$data/demo.json" "$(cat "$data/demo.end")" || return 1
  step "demo loans and rate sheet" python3 "$ROOT/scripts/lib/demo_lending.py" "$data/demo.json" || return 1
  touch "$data/demo.loaded"
}

print_sign_in() {
  echo "  data    $data (logs in $data/logs)"
  if [ "$first_run" = no ]; then
    echo "  sign-in and keys: $data/demo.json"
    return
  fi
  python3 - "$data/demo.json" <<'PYTHON'
import json, sys
platform = json.load(open(sys.argv[1]))["platform"]
print(f"  sign-in {platform['email']}  {platform['password']}\n          (shown this once; it and the API keys are in {sys.argv[1]})")
PYTHON
}

# Until a signal asks to stop, or a process ends by itself: half a platform is worse than none.
watch_children() {
  until find_dead_child; do sleep 0.3; done
  local status=0 name=${CHILD_NAMES[$DEAD_PID]}
  wait "$DEAD_PID" || status=$?
  echo "$name stopped by itself (exit status $status)" >&2
  show_tail "$LOG_DIR/$name.log" 20 >&2
  return 1
}
