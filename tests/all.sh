#!/usr/bin/env bash
# Runs what ./test has built, beside a PostgreSQL (see postgres.sh), and counts single tests.
#
#   tests/postgres.sh tests/all.sh [--largo]
#
# The last line is "N passed, N failed", with ", N skipped" where there were some.
set -uo pipefail
cd "$(dirname "$0")/.."
if [[ ${1:-} == --largo ]]; then export CEIBA_LARGO=1; fi
fuzz_seconds=${CEIBA_FUZZ_SECONDS:-$([[ ${CEIBA_LARGO:-} ]] && echo 1800 || echo 240)}

results=$PWD/build/results
rm -rf "$results"
mkdir -p "$results/gtest"
passed=0 failed=0 skipped=0 broken=()

count() {  # passed failed skipped
  passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
}

step() {
  printf -- '---- %s (%s s)\n' "$1" "$SECONDS"
}

# A script whose last line says "…: N passed, N failed[, N skipped]" counts as that many tests; one
# that does not get so far counts as one that failed.
script() {
  local name=$1 tally
  shift
  step "$name"
  "$@" 2>&1 | tee "$results/$name.log"
  local status=${PIPESTATUS[0]}
  if tally=$(tail -n 1 "$results/$name.log" |
    grep -oE '[0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?$'); then
    read -r p f s < <(grep -oE '[0-9]+' <<<"$tally" | xargs)
    count "$p" "$f" "${s:-0}"
    if [[ $f -gt 0 || $status -ne 0 ]]; then broken+=("$name"); fi
    if [[ $f -eq 0 && $status -ne 0 ]]; then count 0 1 0; fi
  else
    count 0 1 0
    broken+=("$name (status $status)")
  fi
}

step "unit tests"
GTEST_OUTPUT="xml:$results/gtest/" GTEST_COLOR=no \
  ctest --test-dir build/dev -j "$(nproc)" --timeout 1500 --output-on-failure || true
for name in $(ctest --test-dir build/dev -N | sed -n 's/^ *Test *#[0-9]*: //p'); do
  xml=$results/gtest/$name.xml
  if [[ ! -f $xml ]]; then  # It died before it could say how it went.
    count 0 1 0
    broken+=("$name (no result)")
    continue
  fi
  head=$(grep -m 1 '<testsuites ' "$xml")
  of() { sed -n "s/.*<testsuites [^>]*$1=\"\([0-9]*\)\".*/\1/p" <<<"$head"; }
  left_out=$(($(grep -c 'result="skipped"' "$xml") + $(of disabled)))
  count $(($(of tests) - $(of failures) - left_out)) "$(of failures)" "$left_out"
  if [[ $(of failures) -gt 0 ]]; then broken+=("$name"); fi
done

script format tests/project/format.sh
script scenarios node tests/scenarios/run.mjs
script sanitized node tests/scenarios/run.mjs --engine sqlite --binary build/dev/ceiba
for extra in tests/binary/*_test.mjs; do  # Tests of the whole binary that need more than a scenario.
  if [[ -f $extra ]]; then script "$(basename "$extra" .mjs)" node "$extra"; fi
done
script hostile node tests/web/hostile.mjs
script mail node tests/web/mail.mjs
script browser node tests/browser/run.mjs
script fuzz tests/fuzz/run.sh "$fuzz_seconds"

step "done"
if [[ ${#broken[@]} -gt 0 ]]; then printf 'failed: %s\n' "${broken[@]}"; fi
printf '%s passed, %s failed' "$passed" "$failed"
if [[ $skipped -gt 0 ]]; then printf ', %s skipped' "$skipped"; fi
printf '\n'
[[ $failed -eq 0 && ${#broken[@]} -eq 0 && $passed -gt 0 ]]
