#!/usr/bin/env bash
# Runs every test of the solution: installs the few programs the tests use where it may, builds, tests, and ends with "N passed, N failed".
#   bash tests/run.sh                     all tests
#   bash tests/run.sh --filter Claim      further arguments go to dotnet test
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# program:Debian package
needed=(redis-server:redis-server chromium:chromium pgbouncer:pgbouncer)
missing=()
for entry in "${needed[@]}"; do
  command -v "${entry%%:*}" > /dev/null || [ -x "/usr/sbin/${entry%%:*}" ] || missing+=("${entry##*:}")
done
if [ "${#missing[@]}" -gt 0 ]; then
  if [ "$(id -u)" -eq 0 ] && command -v apt-get > /dev/null; then
    echo "Installing ${missing[*]} ..."
    # The packages' own services are not wanted: the tests start servers of their own.
    log=$(mktemp)
    if ! { apt-get update && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } > "$log" 2>&1; then
      tail -n 5 "$log"
      echo "Could not install ${missing[*]}; the tests that use them will fail."
    fi
    rm -f "$log"
  else
    echo "Missing: ${missing[*]}. Install them (Debian, Ubuntu: sudo apt-get install ${missing[*]}); the tests that use them will fail without."
  fi
fi

dotnet build DarkTower.sln --nologo --verbosity minimal || { echo "0 passed, 1 failed"; exit 1; }

output=$(mktemp)
# One project at a time: the races the tests set up want the machine's cores to themselves.
dotnet test DarkTower.sln --nologo --no-build -m:1 "$@" 2>&1 | tee "$output"
code=${PIPESTATUS[0]}

count() { sed -nE "s/.*(Passed|Failed)! .*$1: +([0-9]+).*/\2/p" "$output" | awk '{ sum += $1 } END { print sum + 0 }'; }
passed=$(count Passed)
failed=$(count Failed)
rm -f "$output"
# A run that ended badly without a failed test (a crash, a build error) has failed all the same.
if [ "$code" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
