#!/bin/sh
# Runs one PostgreSQL server in the foreground on $PGPORT; makes its data directory first if there is none.
# TERM and INT stop it at once and cleanly (PostgreSQL's own TERM would wait for every client to leave).
#
# PG_BIN       folder with initdb and postgres
# PG_DATA      data directory
# PGPORT       TCP port on the loopback address
# PG_PASSWORD  password of the superuser `postgres`, used when the data directory is made
# PG_OPTIONS   further options for postgres (optional)
set -eu

# PostgreSQL refuses to run as root. A user namespace maps root to an ordinary user without changing an owner on disk.
as_user=''
if [ "$(id -u)" -eq 0 ]; then
  as_user='unshare --user --map-user=1000 --map-group=1000'
  $as_user true 2>/dev/null || {
    echo "PostgreSQL refuses to run as root, and this machine allows no user namespaces. Run as an ordinary user, or give ConnectionStrings:darktower." >&2
    exit 1
  }
fi

# A server whose starter was killed may still be writing its last page, or be dead and not reaped: PostgreSQL takes that for running too.
for attempt in 1 2 3 4 5 6 7 8 9 10; do
  old=$(head -n 1 "$PG_DATA/postmaster.pid" 2>/dev/null || true)
  [ -n "$old" ] && kill -0 "$old" 2>/dev/null \
    && { grep -qs postgres "/proc/$old/cmdline" || grep -qs '^State:.Z' "/proc/$old/status"; } || break
  if [ "$attempt" -eq 10 ]; then
    echo "Another PostgreSQL (process $old) is running on $PG_DATA. Stop it, or set DarkTower:DataDirectory to another folder." >&2
    exit 1
  fi
  sleep 1
done

if [ ! -f "$PG_DATA/PG_VERSION" ]; then
  echo "Making a new database cluster in $PG_DATA"
  rm -rf "$PG_DATA.partial"
  secret=$(mktemp)
  trap 'rm -f "$secret"' EXIT
  # A shell that a signal ends runs no EXIT trap.
  trap 'exit 143' TERM INT
  printf '%s' "$PG_PASSWORD" > "$secret"
  $as_user "$PG_BIN/initdb" -D "$PG_DATA.partial" -U postgres -E UTF8 --locale=C --auth=scram-sha-256 \
    --pwfile="$secret" --no-instructions > "$PG_DATA.initdb.log" 2>&1 || {
    tail -n 3 "$PG_DATA.initdb.log" >&2
    echo "PostgreSQL could not make its data directory $PG_DATA; the lines above say why (a full disk, most often)." >&2
    exit 1
  }
  rm -f "$secret" "$PG_DATA.initdb.log"
  trap - EXIT
  mv "$PG_DATA.partial" "$PG_DATA"
fi

# shellcheck disable=SC2086 # the options are words on purpose
$as_user "$PG_BIN/postgres" -D "$PG_DATA" -p "$PGPORT" -c listen_addresses=127.0.0.1 -c unix_socket_directories= ${PG_OPTIONS:-} &
server=$!
trap 'kill -INT $server 2>/dev/null' TERM INT
code=0
while kill -0 $server 2>/dev/null; do wait $server && code=0 || code=$?; done
exit $code
