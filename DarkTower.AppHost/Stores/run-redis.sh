#!/bin/sh
# Runs one Redis-protocol server in the foreground on $REDIS_PORT. Its password and settings stand in a file only the owner can read:
# on a command line every user of the machine could see them.
#
# REDIS_COMMAND   program and fixed arguments; "$REDIS_CONFIG" and the port follow
# REDIS_CONFIG    configuration file
# REDIS_PORT      TCP port
set -eu
cd "$(dirname "$REDIS_CONFIG")"
# shellcheck disable=SC2086 # the command is words on purpose
case "$REDIS_COMMAND" in
  *GarnetServer.dll) exec $REDIS_COMMAND --config-import-path "$REDIS_CONFIG" --port "$REDIS_PORT" ;;
  *) exec $REDIS_COMMAND "$REDIS_CONFIG" --port "$REDIS_PORT" ;;
esac
