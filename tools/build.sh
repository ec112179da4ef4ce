#!/usr/bin/env bash
# Configures and builds one CMake preset, with a line of progress every few seconds.
#
#   tools/build.sh PRESET [TARGET…]        dev, release or fuzz; the log is build/PRESET.log
set -euo pipefail
cd "$(dirname "$0")/.."
preset=${1:?usage: tools/build.sh PRESET [TARGET…]}
shift

# Objects are shared by all clones of the repository on this machine.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1 NINJA_STATUS='[%f/%t] '
mkdir -p build
log=build/$preset.log
cmake --preset "$preset" >"$log" 2>&1 || { cat "$log" >&2; exit 1; }

began=$SECONDS shown=-100
status=0
while IFS= read -r line; do
  printf '%s\n' "$line" >>"$log"
  if [[ $line == '['* && $((SECONDS - shown)) -ge 10 ]]; then
    printf '%s %s\n' "$preset" "${line:0:100}"
    shown=$SECONDS
  fi
done < <(cmake --build --preset "$preset" -j "$(nproc)" ${1:+--target "$@"} 2>&1 || echo "build failed")
if [[ $(tail -n 1 "$log") == "build failed" ]]; then status=1; fi
if [[ $status -ne 0 ]]; then
  grep -A 12 -E 'error:|FAILED:|undefined reference' "$log" | head -n 120 >&2 || tail -n 60 "$log" >&2
fi
printf '%s built in %s s\n' "$preset" "$((SECONDS - began))"
exit "$status"
