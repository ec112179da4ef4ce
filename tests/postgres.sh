#!/usr/bin/env bash
# Runs a command beside a private PostgreSQL and stops the server afterwards.
#
#   tests/postgres.sh ctest --test-dir build/dev
#
# The command finds the server in CEIBA_TEST_POSTGRES (a connection URI whose user may create
# databases). The server runs as an unprivileged user, listens on a Unix socket only, keeps its
# data in a temporary folder and is durable (fsync on), as a real one would be. Its default
# collation is es-GT on purpose: a query that forgets COLLATE "C" then orders otherwise.
set -euo pipefail
here=$PWD

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
if [[ -z $bin || ! -x $bin/initdb ]]; then
  echo "postgres.sh: no PostgreSQL server is installed (./setup installs it)" >&2
  exit 1
fi

home=$(mktemp -d /tmp/ceiba-postgres.XXXXXX)
server=()
if [[ $(id -u) -eq 0 ]]; then
  chown postgres "$home"
  server=(runuser -u postgres --)
fi

stop() {
  if [[ -f $home/data/postmaster.pid ]]; then
    (cd "$home" && "${server[@]}" "$bin/pg_ctl" -D data -m immediate -w stop >/dev/null 2>&1) || true
  fi
  rm -rf "$home"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

start() {
  cd "$home"
  "${server[@]}" "$bin/initdb" -D data -U ceiba --auth=trust -E UTF8 \
    --locale=C.UTF-8 --locale-provider=icu --icu-locale=es-GT >init.log 2>&1 || return 1
  cat >>data/postgresql.conf <<CONF
listen_addresses = ''
unix_socket_directories = '$home'
max_connections = 60
log_min_messages = warning
CONF
  "${server[@]}" "$bin/pg_ctl" -D data -l "$home/server.log" -w -t 60 start >start.log 2>&1
}
if ! (start); then
  echo "postgres.sh: the server does not start" >&2
  cat "$home"/*.log >&2 || true
  exit 1
fi
"$bin/createdb" -h "$home" -U ceiba ceiba

cd "$here"
export CEIBA_TEST_POSTGRES="postgresql://ceiba@/ceiba?host=$home"
status=0
"$@" || status=$?
exit "$status"
