# shellcheck shell=bash
# A private PostgreSQL for scripts/up, on a socket that its owner alone can reach. To be sourced after common.sh and processes.sh.
: "${data:?}"

# PostgreSQL refuses to run as root and must reach its files as the user `postgres`: where root runs us they lie in that user's
# own place, under a name that the data directory keeps.
postgres_dir() {
  if [ "$(id -u)" != 0 ]; then
    echo "$data/postgres"
    return
  fi
  [ -s "$data/postgres.dir" ] || mktemp -u /var/lib/postgresql/ratestack-XXXXXXXX >"$data/postgres.dir"
  cat "$data/postgres.dir"
}

# The words that start a command as the server's user.
as_server_user() {
  if [ "$(id -u)" = 0 ]; then
    setpriv --reuid="$(id -u postgres)" --regid="$(id -g postgres)" --clear-groups -- "$@"
  else
    "$@"
  fi
}

postgres_bin() { printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1; }

postgres_url() { echo "postgresql://$1@/ratestack?host=$(postgres_dir)"; }  # ROLE

make_cluster() {
  local dir=$1 me
  me=$(id -un)
  [ ${#dir} -le 80 ] || { echo "$dir is too long for a socket's path: choose a shorter --data" >&2; return 1; }
  if [ "$(id -u)" = 0 ]; then install -d -m 700 -o postgres -g postgres "$dir" || return 1; else install -d -m 700 "$dir" || return 1; fi
  # shellcheck disable=SC2094
  (cd / && as_server_user "$(postgres_bin)/initdb" -D "$dir/data" -U postgres -E UTF8 --locale=C.UTF-8 --auth=reject --no-instructions) || return 1
  echo "local all all peer map=ratestack" | as_server_user tee "$dir/data/pg_hba.conf" >/dev/null
  printf 'ratestack %s %s\n' "$me" postgres "$me" ratestack_owner "$me" ratestack_server | as_server_user tee "$dir/data/pg_ident.conf" >/dev/null
  printf "%s = '%s'\n" listen_addresses '' unix_socket_directories "$dir" unix_socket_permissions 0700 log_min_messages warning |
    as_server_user tee -a "$dir/data/postgresql.auto.conf" >/dev/null
}

start_postgres() {
  local dir
  dir=$(postgres_dir)
  [ -s "$dir/data/PG_VERSION" ] || step "PostgreSQL cluster" make_cluster "$dir" || return 1
  start_as_server_user postgres "$(postgres_bin)/postgres" -D "$dir/data"
  await_postgres "$dir" $! || { show_tail "$LOG_DIR/postgres.log"; return 1; }
  make_postgres_database "$dir"
}

await_postgres() {  # SOCKET-DIR PID
  local deadline=$((SECONDS + 30))
  until psql -XAtq "postgresql://postgres@/postgres?host=$1" -c 'SELECT 1' >/dev/null 2>&1; do
    kill -0 "$2" 2>/dev/null || { echo "postgres stopped while starting" >&2; return 1; }
    [ $SECONDS -lt $deadline ] || { echo "postgres does not answer after 30 s" >&2; return 1; }
    sleep 0.05
  done
}

# Two roles: one owns the schema and migrates, the other is the server's and can rewrite nothing.
make_postgres_database() {
  local admin="postgresql://postgres@/postgres?host=$1"
  [ "$(psql -XAtq "$admin" -c "SELECT 1 FROM pg_database WHERE datname = 'ratestack'")" != 1 ] || return 0
  psql -Xq -v ON_ERROR_STOP=1 "$admin" -c "CREATE ROLE ratestack_owner LOGIN" -c "CREATE ROLE ratestack_server LOGIN" \
    -c "CREATE DATABASE ratestack OWNER ratestack_owner"
}
