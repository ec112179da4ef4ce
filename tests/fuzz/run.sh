#!/usr/bin/env bash
# Fuzzes every target of build/fuzz for its share of the time and fails when one of them crashes.
#
#   tests/fuzz/run.sh SECONDS [TARGET…]          the time is shared by all targets, canary included
#   tests/fuzz/run.sh --keep SECONDS [TARGET…]   then adds what was found to the kept corpora,
#                                                minimised
#
# A target NAME_fuzz starts from corpus/NAME/ (and NAME.dict, where there is one). Crashing inputs
# are left in build/fuzz/artefacts. The last line is "fuzz: N passed, N failed".
set -euo pipefail
cd "$(dirname "$0")/../.."

keep=no
if [[ ${1:-} == --keep ]]; then keep=yes; shift; fi
seconds=${1:?usage: tests/fuzz/run.sh [--keep] SECONDS [TARGET…]}
shift
built=$PWD/build/fuzz/tests/fuzz
artefacts=$PWD/build/fuzz/artefacts
if [[ $# -gt 0 ]]; then targets=("$@"); else
  mapfile -t targets < <(cd tests/fuzz && ls -- *_fuzz.cpp | sed 's/\.cpp$//')
fi
share=$((seconds / ${#targets[@]}))
if [[ $share -lt 3 ]]; then share=3; fi
work=$(mktemp -d /tmp/ceiba-fuzz.XXXXXX)
trap 'rm -rf "$work"' EXIT
rm -rf "$artefacts"
mkdir -p "$artefacts"
printf 'fuzz: %s targets, %s s each\n' "${#targets[@]}" "$share"

one() {  # Fuzzes one target; its verdict goes to $work/NAME.verdict.
  local target=$1 name=${1%_fuzz} status=0 kept options=()
  kept=$PWD/tests/fuzz/corpus/$name
  mkdir -p "$work/$name"
  if [[ -d $kept ]]; then find "$kept" -type f -exec cp -t "$work/$name" {} +; fi
  if [[ -f tests/fuzz/$name.dict ]]; then options+=("-dict=tests/fuzz/$name.dict"); fi
  "$built/$target" "$work/$name" -max_total_time="$share" -timeout=10 -rss_limit_mb=2048 \
    -print_final_stats=1 -artifact_prefix="$artefacts/$target-" "${options[@]}" \
    >"$work/$name.log" 2>&1 || status=$?

  local runs
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$work/$name.log" | tail -n 1)
  if [[ $name == canary ]]; then
    if [[ $status -ne 0 ]]; then
      echo "passed $target: found its planted fault" >"$work/$name.verdict"
    else
      echo "failed $target: did not find its planted fault" >"$work/$name.verdict"
    fi
    rm -f "$artefacts/$target-"*
  elif [[ $status -eq 0 ]]; then
    echo "passed $target: ${runs:-?} runs" >"$work/$name.verdict"
  else
    echo "failed $target: status $status" >"$work/$name.verdict"
  fi
  cat "$work/$name.verdict"
  if [[ $keep == yes && $status -eq 0 && $name != canary ]]; then
    mkdir -p "$work/merged/$name"
    "$built/$target" -merge=1 "$work/merged/$name" "$work/$name" >>"$work/$name.log" 2>&1
    mkdir -p "$kept"
    # Small inputs only: the corpus is source, and is cloned by everybody.
    find "$kept" -type f -delete
    find "$work/merged/$name" -type f -size -8k | sort | head -n 120 | xargs -r cp -t "$kept"
  fi
}
export -f one
export built artefacts work share keep

for target in "${targets[@]}"; do
  if [[ ! -x $built/$target ]]; then
    echo "failed $target: not built (cmake --build --preset fuzz --target fuzz_targets)" |
      tee "$work/${target%_fuzz}.verdict"
  else
    printf '%s\n' "$target"
  fi
done | grep -v ' ' | xargs -r -P "$(nproc)" -I{} bash -c 'set -euo pipefail; one {}'

failed=0 passed=0
for target in "${targets[@]}"; do
  name=${target%_fuzz}
  if grep -q '^passed' "$work/$name.verdict" 2>/dev/null; then
    passed=$((passed + 1))
    continue
  fi
  failed=$((failed + 1))
  echo "---- $target"
  cat "$work/$name.verdict" 2>/dev/null || true
  tail -n 40 "$work/$name.log" 2>/dev/null || true
  for artefact in "$artefacts/$target-"*; do
    [[ -f $artefact ]] || continue
    echo "input: ${artefact#"$PWD/"} ($(wc -c <"$artefact") bytes), base64 of its beginning:"
    head -c 3000 "$artefact" | base64
    echo "again: build/fuzz/tests/fuzz/$target ${artefact#"$PWD/"}"
  done
done
echo "fuzz: $passed passed, $failed failed"
[[ $failed -eq 0 ]]
