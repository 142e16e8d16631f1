#!/bin/sh
# Runs one throw-away PostgreSQL on a socket in $FOLDER until standard input closes (so it cannot outlive its starter); then nothing is left.
# BIN: folder with initdb and postgres. FOLDER: an empty folder of its own, closed to others (that is the only lock on the server: no password, no port).
set -eu
as_user=''
# PostgreSQL refuses to run as root. A user namespace maps root to an ordinary user without changing an owner on disk.
if [ "$(id -u)" -eq 0 ]; then
  as_user='unshare --user --map-user=1000 --map-group=1000'
  $as_user true 2>/dev/null || { echo "PostgreSQL refuses to run as root, and this machine allows no user namespaces; run as an ordinary user." >&2; exit 1; }
fi
trap 'rm -rf "$FOLDER"' EXIT
trap 'exit 143' TERM INT HUP
exec 3<&0
$as_user "$BIN/initdb" -D "$FOLDER/data" -U postgres -E UTF8 --locale=C --auth=trust --no-sync --no-instructions >"$FOLDER/initdb.log" 2>&1 </dev/null || {
  tail -n 3 "$FOLDER/initdb.log" >&2
  exit 1
}
# Nothing survives on purpose; no background work that would take locks or move statistics.
$as_user "$BIN/postgres" -D "$FOLDER/data" -c listen_addresses= -c unix_socket_directories="$FOLDER" -c fsync=off -c synchronous_commit=off \
  -c full_page_writes=off -c autovacuum=off -c max_parallel_maintenance_workers=0 -c max_parallel_workers_per_gather=0 -c jit=off \
  -c timezone=UTC -c max_connections=60 -c log_min_messages=panic -c log_min_error_statement=panic -c max_locks_per_transaction=256 </dev/null 3<&- &
server=$!
( cat <&3 >/dev/null; kill -QUIT $server 2>/dev/null ) &
watcher=$!
code=0
wait $server || code=$?
kill $watcher 2>/dev/null || true
exit $code
