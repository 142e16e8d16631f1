#!/bin/sh
# Runs one Redis-protocol server in the foreground on $REDIS_PORT. Its password and settings stand in a file only the owner can read:
# on a command line every user of the machine could see them.
#
# REDIS_COMMAND   path of the server; a .dll (Garnet) is run by dotnet
# REDIS_CONFIG    configuration file
# REDIS_PORT      TCP port
set -eu
cd "$(dirname "$REDIS_CONFIG")"
case "$REDIS_COMMAND" in
  *.dll) exec dotnet "$REDIS_COMMAND" --config-import-path "$REDIS_CONFIG" --port "$REDIS_PORT" ;;
  *) exec "$REDIS_COMMAND" "$REDIS_CONFIG" --port "$REDIS_PORT" ;;
esac
