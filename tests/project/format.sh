#!/usr/bin/env bash
# Every C++ file is as .clang-format writes it. One test, whatever the number of files.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=$(command -v clang-format-14 || command -v clang-format)
files=$(find src tests -name '*.cpp' -o -name '*.hpp' | sort)
wrong=$(xargs "$program" --dry-run <<<"$files" 2>&1 | sed -n 's/^\([^:]*\):[0-9]*:[0-9]*: warning.*/\1/p' | sort -u)
if [[ -n $wrong ]]; then
  sed 's/^/clang-format -i /' <<<"$wrong"
  echo "format: 0 passed, 1 failed"
  exit 1
fi
echo "format: 1 passed, 0 failed"
