#!/usr/bin/env bash
# Every C++ file is as .clang-format writes it. The last line is "format: N passed, N failed".
set -euo pipefail
cd "$(dirname "$0")/../.."
program=$(command -v clang-format-14 || command -v clang-format)
files=$(find src tests -name '*.cpp' -o -name '*.hpp' | sort)
wrong=$(xargs "$program" --dry-run <<<"$files" 2>&1 | sed -n 's/^\([^:]*\):[0-9]*:[0-9]*: warning.*/\1/p' | sort -u)
count=$(grep -c . <<<"$files")
bad=$(grep -c . <<<"$wrong" || true)
if [[ $bad -gt 0 ]]; then sed 's/^/clang-format -i /' <<<"$wrong"; fi
printf 'format: %s passed, %s failed\n' "$((count - bad))" "$bad"
[[ $bad -eq 0 ]]
